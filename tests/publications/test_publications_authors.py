"""How many authors a list shows: the first, the owner, and a count of the others."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plugins.publications.names import Author, listed
from plugins.publications.settings import Settings, load

from ..site.builds import Site, copy_of

LIMIT = 3
LISTS = {"en": "publications/", "zh-Hans": "zh/publications/", "ar": "ar/publications/"}
COUNTS = {
    "en": {1: "1 more author", 2: "2 more authors", 27: "27 more authors"},
    "zh-Hans": {1: "另有1位作者", 2: "另有2位作者", 27: "另有27位作者"},
    "ar": {
        1: "ومؤلف آخر",
        2: "ومؤلفان آخران",
        3: "و3 مؤلفين آخرين",
        11: "و11 مؤلفًا آخر",
        100: "و100 مؤلف آخر",
    },
}
ARABIC = """msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : \
n%100>=11 && n%100<=99 ? 4 : 5);\\n"

msgid "%(num)s more author"
msgid_plural "%(num)s more authors"
msgstr[0] "ولا مؤلف آخر"
msgstr[1] "ومؤلف آخر"
msgstr[2] "ومؤلفان آخران"
msgstr[3] "و%(num)s مؤلفين آخرين"
msgstr[4] "و%(num)s مؤلفًا آخر"
msgstr[5] "و%(num)s مؤلف آخر"
"""


def _authors(count: int, owner: int = -1) -> tuple[Author, ...]:
    return tuple(Author(f"A{n}", "Li", is_owner=n == owner) for n in range(count))


@pytest.mark.parametrize("count", range(31))
def test_the_first_are_shown_and_the_others_counted(count: int) -> None:
    authors = _authors(count)
    assert listed(authors, None) == (authors, 0)
    assert listed(authors, LIMIT) == (authors[:LIMIT], max(0, count - LIMIT))


@pytest.mark.parametrize("owner", range(30))
def test_the_owner_is_always_shown(owner: int) -> None:
    authors = _authors(30, owner)
    shown, more = listed(authors, LIMIT)
    beyond = authors[owner : owner + 1] if owner >= LIMIT else ()
    assert (shown, more) == ((*authors[:LIMIT], *beyond), 27 - len(beyond))


def test_nobody_is_left_out_if_only_the_owner_is_beyond() -> None:
    authors = _authors(LIMIT + 1, LIMIT)
    assert listed(authors, LIMIT) == (authors, 0)


@pytest.mark.parametrize("value", [1, 30, None])
def test_the_setting(value: int | None) -> None:
    assert load({"PUBLICATIONS_MAX_AUTHORS": value}) == (Settings(max_authors=value), ())


@pytest.mark.parametrize("value", [0, -1, "3", 2.5, True, [3]])
def test_a_wrong_setting(value: object) -> None:
    settings, errors = load({"PUBLICATIONS_MAX_AUTHORS": value})
    assert (settings, [str(error) for error in errors]) == (
        Settings(),
        [
            "pelicanconf.py: PUBLICATIONS_MAX_AUTHORS cannot be read. Write, for instance, 10, "
            "or None for all."
        ],
    )


def _names(count: int) -> str:
    # Digits of people's names would be taken apart: A, B, … J, BA, BB, …
    words = (re.sub(r"\d", lambda digit: chr(65 + int(digit[0])), str(n)) for n in range(count))
    return " and ".join(f"{word} Li" for word in words)


def _bib() -> str:
    authors = {f"more{n}": _names(LIMIT + n) for n in (0, 1, 2, 3, 11, 27, 100)}
    authors["beyond"] = f"{_names(LIMIT + 1)} and Xiangxiang Chu and E Li"
    authors["others"] = f"{_names(LIMIT + 1)} and others"
    return "".join(
        f"@misc{{{key}, title = {{T}}, author = {{{names}}}}}\n" for key, names in authors.items()
    )


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of papers only, in three languages."""
    site = copy_of(project, tmp_path_factory.mktemp("authors") / "site")
    shutil.rmtree(site.root / "content")
    site.write("translations/ar/LC_MESSAGES/messages.po", ARABIC)
    site.write("content/publications.bib", _bib())
    done = site.pelican("-e", f"PUBLICATIONS_MAX_AUTHORS={LIMIT}")
    assert done.code == 0, done.err
    return site


def _shown(site: Site, tag: str) -> dict[str, str]:
    """Return, by citekey, what the list says of the authors."""
    soup = BeautifulSoup(site.read(f"output/{LISTS[tag]}index.html"), "html.parser")
    items = soup.select(".papers > li")
    return {
        str(item.select("a")[0]["href"]).rstrip("/").rpartition("/")[2]: " ".join(
            item.select("p")[0].get_text().split()
        )
        for item in items
    }


@pytest.mark.parametrize("tag", LISTS)
def test_a_list_counts_in_each_language(site: Site, tag: str) -> None:
    shown = _shown(site, tag)
    assert shown["more0"] == "A Li, B Li, C Li"
    for count, text in COUNTS[tag].items():
        assert shown[f"more{count}"] == f"A Li, B Li, C Li, {text}"


def test_the_owner_stands_before_the_count(site: Site) -> None:
    assert _shown(site, "en")["beyond"] == "A Li, B Li, C Li, Xiangxiang Chu, 2 more authors"


def test_others_of_unknown_number_are_not_counted(site: Site) -> None:
    assert _shown(site, "en")["others"] == "A Li, B Li, C Li, and others"


def test_the_page_of_a_paper_shows_all(site: Site) -> None:
    soup = BeautifulSoup(site.read("output/publications/beyond/index.html"), "html.parser")
    text = " ".join(soup.select("article p.meta")[0].get_text().split())
    assert text == "A Li, B Li, C Li, D Li, Xiangxiang Chu, E Li"
