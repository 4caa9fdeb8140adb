"""The picture that other sites show beside a link: one per language, or none, or an error."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plugins.sharing.card import HEIGHT, WIDTH, Card, MissingGlyphs
from plugins.sharing.drawing import draw
from plugins.sharing.settings import FONT, load

from ..site.builds import Site
from ..site.markup import Html

CARD = Card(("Xiangxiang Chu", "初祥祥"), ("Beijing",), "example.org")


def html(path: Path) -> Html:
    """Return a page of an output."""
    return Html(path.name, path.read_text(encoding="utf-8"))


def test_the_same_card_is_the_same_picture() -> None:
    png = draw(CARD, FONT)
    assert Image.open(BytesIO(png)).size == (WIDTH, HEIGHT)
    assert len(png) < 60_000
    assert png == draw(CARD, FONT)


@pytest.mark.parametrize(
    ("names", "seal"),
    [(("A. Turing", "图灵"), "图"), (("图灵", "Turing"), "图"), (("Turing",), "T")],
)
def test_the_seal_is_the_han_initial_if_there_is_one(names: tuple[str, ...], seal: str) -> None:
    assert seal == Card(names).seal


def test_characters_that_the_font_lacks_are_named() -> None:
    with pytest.raises(MissingGlyphs) as raised:
        draw(Card(("王𠮷",), ("ประเทศ",)), FONT)
    assert raised.value.characters == "𠮷ประเทศ"


def test_a_long_name_fits() -> None:
    picture = Image.open(BytesIO(draw(Card(("Wolfeschlegelsteinhausenbergerdorff " * 2,)), FONT)))
    edge = picture.convert("L").crop((WIDTH - 90, 0, WIDTH, HEIGHT)).getextrema()
    assert edge[0] == edge[1]


def test_right_to_left_the_seal_stands_on_the_right() -> None:
    card = Card(("Turing",), right_to_left=True)
    assert Image.open(BytesIO(draw(card, FONT))).convert("RGB").getpixel((WIDTH - 100, 200)) == (
        *bytes.fromhex("b3301d"),
    )


def test_settings() -> None:
    own, errors = load({"PATH": "content", "SHARING_FONT": "fonts/none.otf", "SHARING_FOND": ""})
    assert own.font == FONT
    assert sorted(map(str, errors)) == [
        'pelicanconf.py: SHARING_FONT "fonts/none.otf" is no file. '
        "Write the path of a font, .otf, .ttf or .woff2.",
        'pelicanconf.py: there is no setting SHARING_FOND. Did you mean "SHARING_FONT"?',
    ]


def test_each_language_has_its_picture(built: Path) -> None:
    said = {}
    for lang in ("", "zh/"):
        page = html(built / lang / "index.html")
        tags = {str(e["property"]): str(e["content"]) for e in page.soup.select("meta[property]")}
        address = tags["og:image"].removeprefix("https://cxxgtxy.github.io/")
        assert (built / address).is_file()
        assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
        said[lang] = tags["og:image:alt"], address.startswith(lang)
    assert said == {
        "": ("Xiangxiang Chu · 初祥祥 · Beijing", True),
        "zh/": ("初祥祥 · Xiangxiang Chu · 北京", True),
    }


def test_a_name_that_cannot_be_drawn_is_an_error(copy: Site) -> None:
    copy.replace("pelicanconf.py", 'AUTHOR = "Xiangxiang Chu"', 'AUTHOR = "王𠮷"')
    done = copy.pelican()
    assert done.code == 1
    assert "has no glyph for 𠮷 (U+20BB7)" in done.err
    assert "SHARING_FONT" in done.err


@pytest.mark.parametrize("lacking", ["pillow", "address"])
def test_without_pillow_or_an_address_there_is_none(lacking: str, copy: Site) -> None:
    environment = {}
    if lacking == "pillow":
        copy.write("hidden/PIL/__init__.py", "raise ImportError\n")
        environment["PYTHONPATH"] = str(copy.root / "hidden")
    else:
        copy.replace("pelicanconf.py", 'SITEURL = "https://cxxgtxy.github.io"', 'SITEURL = ""')
    done = copy.pelican("-e", "CV_PDF=false", **environment)  # WeasyPrint needs Pillow, too
    assert (done.code, done.err) == (0, "")
    assert "og:image" not in (copy.output / "index.html").read_text(encoding="utf-8")
    assert list(copy.output.rglob("share.*")) == []
