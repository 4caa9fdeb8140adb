"""The homepage holds the biography that the owner gave, whole and in its order (seed.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.content.typography import english as as_set

from .markup import Html, text_of

SEED = (Path(__file__).parent / "seed.md").read_text(encoding="utf-8").split("---\n", 2)[2]
SLIPS = {
    "，": ", ",
    "SouthEast": "Southeast",
    "PHD": "PhD",
    "InterSpeech": "Interspeech",
}
JOB = re.compile(r"([A-Z][a-z]+ \d{4}) - ([A-Z][a-z]+(?: \d{4})?), (.*)")
DEGREE = re.compile(r"(.*), (\d{4})")
REPORTS = re.compile(r"\d\. \[(?P<title>.*)\]\((?P<url>.*)\)")


def mended(text: str) -> str:
    """Return a line of the seed without its slips and without Markdown."""
    for slip, right in SLIPS.items():
        text = text.replace(slip, right)
    text = re.sub(r"</?(?:small|li|ol)>|__|^\s*(?:\*|\d+\.) +|^\*|\*$", "", text.strip())
    return " ".join(text.split())


def prose() -> Iterator[str]:
    """Yield each heading, paragraph and item of the seed as the page sets it, in order."""
    before, _, rest = SEED.partition("Publications\n======")
    del rest
    lines = before.replace("etc.\nLead", "etc. Lead").splitlines()  # the one soft break
    for line in lines:
        text = mended(line)
        if not text or set(text) == {"="}:
            continue
        if match := JOB.fullmatch(text):
            yield f"{match[1]} – {match[2]}"
            yield match[3]
        elif "University, " in text and (match := DEGREE.fullmatch(text)):
            yield match[2]
            yield match[1]
        else:
            yield text


def as_typeset(text: str) -> str:
    """Return a text with the punctuation that the build gives it."""
    return " ".join(as_set(text).split())


def lists() -> list[list[str]]:
    """Return the titles of the seed's two lists of publications."""
    soup = BeautifulSoup(SEED, "html.parser")
    return [[loose(_title(li.text)) for li in ol.find_all("li")] for ol in soup.find_all("ol")]


def _title(item: str) -> str:
    venue = r"[,，]\s*(?:[A-Z][A-Za-z]+\d{2,4}|IEEE Transactions on Plasma Science)\s*$"
    return re.sub(venue, "", item.strip())


def loose(text: str) -> str:
    """Return a title as it is compared: letters and digits, in lower case."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def body_of(page: Html) -> Tag:
    """Return what is written on a page: all but its table of contents."""
    main = BeautifulSoup(str(page.one("main")), "html.parser")
    main.select_one(".toc").decompose()  # type: ignore[union-attr]
    return main


@pytest.fixture(scope="module")
def english(built: Path) -> Html:
    """The homepage."""
    return Html("index.html", (built / "index.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def chinese(built: Path) -> Html:
    """The homepage in Chinese."""
    return Html("zh/index.html", (built / "zh/index.html").read_text(encoding="utf-8"))


def test_the_seed_is_read_whole() -> None:
    found = list(prose())
    assert len(found) == 5 + 1 + 2 * 2 + 4 * 2 + 6 + 2 + 1 + 3
    assert [found[0], found[-1]] == ["Short Bio", "IBM Research of China (CRL), Research Scientist"]
    assert [len(each) for each in lists()] == [17, 14]


def test_every_sentence_is_there_in_order(english: Html) -> None:
    text = text_of(body_of(english))
    missing, end = [], 0
    for part in map(as_typeset, prose()):
        start = text.find(part, end)
        if start < 0:
            missing.append(part)
        else:
            end = start + len(part)
    assert missing == []


def test_nothing_is_said_that_the_seed_does_not_say(english: Html) -> None:
    text = text_of(body_of(english))
    body = text[text.index("Short Bio") : text.index("First-author papers")]
    for part in [*map(as_typeset, prose()), "Publications"]:
        body = body.replace(part, "", 1)
    assert body.strip() == ""


def test_both_lists_have_the_order_of_the_seed(english: Html, chinese: Html) -> None:
    for page in (english, chinese):
        shown = [
            [loose(str(li.a.text)) for li in ol.find_all("li") if li.a]
            for ol in page.soup.select("main > ol.papers")
        ]
        assert [len(each) for each in shown] == [17, 14]
        pairs = zip(chain(*lists()), chain(*shown), strict=True)
        assert [pair for pair in pairs if SequenceMatcher(None, *pair).ratio() < 0.97] == []


def test_the_headings_over_the_lists_and_reports(english: Html) -> None:
    text = text_of(body_of(english))
    heads = ["Publications", "First-author papers", "Other Collaborative Papers"]
    places = [text.index(f"\n{head}\n") for head in [*heads, "Selected Related Reports"]]
    assert sorted(places) == places


def test_every_report_is_linked_with_its_title(english: Html, chinese: Html) -> None:
    wanted = [match.groupdict() for match in REPORTS.finditer(SEED)]
    assert len(wanted) == 4
    for page in (english, chinese):
        heading = page.soup.select("main > h2")[-1]
        section = heading.find_next_siblings()
        links = [a for each in section if isinstance(each, Tag) for a in each.select("a[href]")]
        assert [each["url"] for each in wanted] == [str(a["href"]) for a in links]
        text = "".join(text_of(each) for each in section if isinstance(each, Tag))
        assert [each["title"] for each in wanted if each["title"] not in text] == []


@pytest.mark.parametrize("element", ["h1", "h2", "h3", "h4", "li", "p", "dt", "dd", "b", "strong"])
def test_the_chinese_page_has_as_much(element: str, english: Html, chinese: Html) -> None:
    def count(page: Html) -> int:
        # the original title after a report's own is for the pages of other languages
        return len(page.soup.select(f"main {element}")) - len(_originals(page, element))

    assert count(english) == count(chinese)


def _originals(page: Html, element: str) -> list[Tag]:
    return page.soup.select("main dd > a + p[lang]") if element == "p" else []


def test_the_chinese_page_is_translated_whole(chinese: Html) -> None:
    papers = "ol.papers"
    for part in chinese.soup.select(f"main [lang=en]:not({papers}, {papers} *)"):
        assert part.text == "Xiangxiang Chu"
