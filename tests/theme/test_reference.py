"""Every component of the theme in every state, in four scripts: Latin, Han, Arabic, compounds.

The page is built here only. The pictures are for people: THEME_PICTURES=DIRECTORY keeps them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from ..conftest import Serve
from ..site.builds import Site, copy_of
from ..site.conftest import Visit, tabs, visit
from ..site.test_browser import AXE, CLIPPED, EVERYTHING, NARROW, SPACING, WIDE

__all__ = ["tabs", "visit"]

TAGS = ("en", "zh-Hans", "ar", "de")
CATALOG = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
WORDS = {
    "ar": {
        "About": "نبذة",
        "Publications": "المنشورات",
        "Contents": "المحتويات",
        "Nothing here yet.": "لا شيء هنا بعد.",
        "Skip to the content": "انتقل إلى المحتوى",
        "Menu": "القائمة",
        "Language": "اللغة",
        "Beijing": "بكين",
        "Code": "الشيفرة",
        "Paper": "الورقة",
        "Abstract": "الملخص",
        "Xiangxiang Chu": "شيانغشيانغ تشو",
    },
    "de": {
        "About": "Über mich",
        "Publications": "Veröffentlichungen",
        "Contents": "Inhalt",
        "Nothing here yet.": "Noch nichts hier.",
        "Skip to the content": "Zum Inhalt springen",
        "Menu": "Menü",
        "Language": "Sprache",
        "Beijing": "Peking",
        "Code": "Quelltext",
        "Paper": "Veröffentlichung",
        "Abstract": "Zusammenfassung",
    },
}
"""What the two further languages are given; other words stand there in English, marked."""
STATES = {
    "a": ":is(main a, nav a):not(.skip)",
    "button": "main button",
    "summary": "main > details summary",
    "field": "main :is(input, select)",
}
RATIO = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = color => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(each => {
      const part = each / 255;
      return part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
    });
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const style = getComputedStyle(document.documentElement);
  const paper = light(style.getPropertyValue("--paper"));
  return Object.fromEntries(["ink", "quiet", "accent"].map(name => {
    const other = light(style.getPropertyValue(`--${name}`));
    return [name, (Math.max(paper, other) + .05) / (Math.min(paper, other) + .05)];
  }));
}"""


@pytest.fixture(scope="module")
def reference(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site in four languages, with the page of components."""
    site = copy_of(project, tmp_path_factory.mktemp("reference") / "site")
    template = Path(__file__).with_name("reference.html").read_text(encoding="utf-8")
    site.write("theme/templates/reference.html", template)
    article = "---\ntitle: An article\nslug: a\ndate: 2024-05-17\n---\n\nText.\n"
    site.write("content/news/a.md", article)
    site.append(
        "pelicanconf.py",
        'DIRECT_TEMPLATES = ["index", "reference"]\nREFERENCE_URL = "reference/"\n'
        'REFERENCE_SAVE_AS = "reference/index.html"\n'
        'PLUGINS.remove("plugins.sharing")  # its font has no Arabic\n',
    )
    for tag, words in WORDS.items():
        messages = (f'\nmsgid "{msgid}"\nmsgstr "{text}"\n' for msgid, text in words.items())
        catalog = CATALOG.format(tag) + "".join(messages)
        site.write(f"translations/{tag}/LC_MESSAGES/messages.po", catalog)
    done = site.pelican()
    assert done.code == 0, done.err
    return site


@pytest.fixture(scope="module")
def origin(reference: Site, served: Serve) -> str:
    """Where it is served."""
    return served(reference.output)


def address(origin: str, tag: str) -> str:
    """Return where the page of components is, in a language."""
    return f"{origin}{'' if tag == 'en' else tag.split('-')[0] + '/'}reference/"


every_language = pytest.mark.parametrize("tag", TAGS)


@every_language
def test_axe_finds_nothing(tag: str, origin: str, visit: Visit) -> None:
    page = visit(address(origin, tag), strict=False)
    assert page.evaluate("document.documentElement.dir") == ("rtl" if tag == "ar" else "ltr")
    page.evaluate(AXE)
    found: dict[str, Any] = {}
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for fault in page.evaluate("options => axe.run(options)", EVERYTHING)["violations"]:
                found[f"{size['width']} {scheme} {fault['id']}"] = [
                    node["html"][:120] for node in fault["nodes"]
                ]
    assert found == {}


@every_language
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_what_can_be_used_shows(
    tag: str, scheme: str, origin: str, visit: Visit
) -> None:
    page = visit(address(origin, tag), strict=False)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(AXE)
    for name, selector in STATES.items():
        element = page.locator(selector).first
        element.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        outline = "e => getComputedStyle(e).outlineStyle"
        assert page.locator(":focus").evaluate(outline) != "none", name
        element.hover()
        contrast = {"runOnly": ["color-contrast"]}
        assert page.evaluate("options => axe.run(options)", contrast)["violations"] == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours(scheme: str, origin: str, visit: Visit) -> None:
    page = visit(address(origin, "en"))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ratios = page.evaluate(RATIO)
    assert ratios["ink"] >= 7
    assert min(ratios["quiet"], ratios["accent"]) >= 4.5


@every_language
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_page(tag: str, width: int, origin: str, visit: Visit) -> None:
    page = visit(address(origin, tag), size=(width, 900))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@every_language
@pytest.mark.parametrize("width", [320, 1280])
def test_wider_spacing_hides_nothing(tag: str, width: int, origin: str, visit: Visit) -> None:
    page = visit(address(origin, tag), strict=False, size=(width, 900))
    page.add_style_tag(content=SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CLIPPED) == []


@every_language
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures(tag: str, scheme: str, origin: str, visit: Visit, tmp_path: Path) -> None:
    where = Path(os.environ.get("THEME_PICTURES") or tmp_path)
    where.mkdir(parents=True, exist_ok=True)
    for width in (1280, 390):
        page = visit(address(origin, tag), size=(width, 900))
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        path = where / f"{tag}-{scheme}-{width}.png"
        page.screenshot(path=path, full_page=True)
        assert re.match(rb"\x89PNG", path.read_bytes())
