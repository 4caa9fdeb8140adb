"""How the pages are set, by what a browser computes: Chinese by CLREQ, English by its custom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..conftest import Serve
from .conftest import Visit
from .kinds import PLACES, Built, Place
from .markup import pages, text_of

RUNS = """lang => {
  const found = [];
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    const text = [...element.childNodes].filter(node => node.nodeType === 3)
      .map(node => node.data.trim()).join("");
    if (!text || !element.checkVisibility() || !element.matches(`:lang(${lang})`)) continue;
    const style = getComputedStyle(element), size = parseFloat(style.fontSize);
    const block = element.closest("p, li, dd, h1, h2, h3, h4, td");
    found.push({
      text, tag: element.localName, em: parseFloat(style.lineHeight) / size,
      slant: style.fontStyle, spacing: style.letterSpacing, hyphens: style.hyphens,
      autospace: style.textAutospace, family: style.fontFamily, strict: style.lineBreak,
      emphasis: style.textEmphasisStyle, size,
      measure: block ? block.getBoundingClientRect().width / size : 0,
    });
  }
  return found;
}"""
HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_TITLE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){3}")

every_chinese_page = pytest.mark.parametrize(
    "place", [place for place in PLACES if place.lang == "zh-Hans"], ids=str
)


@every_chinese_page
def test_chinese_is_set_as_clreq_asks(place: Place, sites: dict[str, Built], visit: Visit) -> None:
    page = visit(sites[place.site].address(place.kind, place.lang))
    runs = [run for run in page.evaluate(RUNS, "zh") if HAN.search(run["text"])]
    assert runs
    for run in runs:
        prose = run["tag"] in ("p", "li", "dd")
        assert run["slant"] == "normal", run
        assert run["spacing"] == "normal", run
        assert run["hyphens"] == "none", run
        assert run["autospace"] == "normal", run
        assert run["strict"] == "strict", run
        assert run["family"].startswith('"Han marks"'), run
        assert run["size"] >= 14, run
        assert not prose or run["measure"] <= 40.5, run
        assert not (prose and run["size"] >= 16) or 1.6 <= run["em"] <= 1.8, run


def test_emphasis_in_chinese_is_dots_below(sites: dict[str, Built], visit: Visit) -> None:
    page = visit(sites["own"].address("home", "zh-Hans"))
    style = page.evaluate(
        """() => {
          const em = document.createElement("em");
          document.querySelector("main li").append(em);
          const { fontStyle, textEmphasisStyle, textEmphasisPosition } = getComputedStyle(em);
          return [fontStyle, textEmphasisStyle, textEmphasisPosition];
        }"""
    )
    assert style[:2] == ["normal", "dot"]
    assert style[2].startswith("under")


def test_titles_in_english_are_english_on_the_chinese_page(built: Path) -> None:
    (page,) = (page for page in pages(built) if page.path == "zh/index.html")
    titles = page.soup.select(".papers li > a")
    assert len(titles) > 20
    for title in titles:
        lang = next(str(each["lang"]) for each in [title, *title.parents] if each.get("lang"))
        assert ("en" if LATIN_TITLE.search(title.text) else lang) == lang


def test_english_has_no_typewriter_punctuation(built: Path) -> None:
    (page,) = (page for page in pages(built) if page.path == "index.html")
    text = text_of(page.one("main"))
    assert re.findall(r".{0,20}(?:[\"']|--|\.\.\.| - ).{0,20}", text) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_head_stands_still_when_the_language_changes(
    width: int, sites: dict[str, Built], visit: Visit
) -> None:
    boxes = []
    for lang in sites["own"].languages:
        page = visit(sites["own"].address("home", lang), size=(width, 900))
        boxes.append(
            page.evaluate(
                """() => [...document.querySelectorAll(".languages, .languages > *, .profile h1")]
                  .map(each => each.getBoundingClientRect())
                  .map(box => [Math.round(box.left), Math.round(box.top)])"""
            )
        )
    assert boxes[0] == boxes[1]


@pytest.mark.parametrize("lang", ["", "zh/"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_printed_homepage_is_a_cv(
    lang: str, paper: str, built: Path, browser: Browser, served: Serve, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(served(built) + lang)
    path = tmp_path / "cv.pdf"
    page.pdf(path=path, format=paper)
    page.emulate_media(media="print")
    hidden = "body > header, footer, .toc, button, .papers div a:not(.venue)"
    shown = page.locator(hidden).evaluate_all("all => all.filter(e => e.checkVisibility()).length")
    address = page.locator("[rel=me]").first.evaluate("e => getComputedStyle(e, '::after').content")
    page.close()
    assert shown == 0
    assert "http" in address
    assert len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) in (2, 3)
