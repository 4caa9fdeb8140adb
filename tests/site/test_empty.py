"""A site with nothing but a page of text: no list, picture or second language, nothing broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from .builds import Site, copy_of
from .markup import Html, dead_links, text_of

NOTHING = "Nothing here yet."


@pytest.fixture(scope="module")
def empty(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site without publications, press, translations and news."""
    site = copy_of(project, tmp_path_factory.mktemp("empty") / "site")
    for name in (
        "publications.bib",
        "press.toml",
        "../translations/zh_Hans/LC_MESSAGES/messages.po",
    ):
        (site.root / "content" / name).unlink()
    site.append("content/pages/about.md", "\n# News\n\n::: news\n")
    done = site.pelican()
    assert (done.code, done.err) == (0, "")
    return site


@pytest.fixture(scope="module")
def home(empty: Site) -> Html:
    """Its homepage."""
    return Html("index.html", (empty.output / "index.html").read_text(encoding="utf-8"))


def test_no_link_leads_nowhere(empty: Site) -> None:
    assert dead_links(empty.output, "https://cxxgtxy.github.io") == {}


def test_each_empty_list_says_so(home: Html) -> None:
    assert [text_of(each) for each in home.soup.select("main .empty")] == [NOTHING] * 4


@pytest.mark.parametrize(
    "absent",
    [".languages", "link[hreflang]", ".profile img", "a[href*='publications/']", "a[href$='.xml']"],
)
def test_what_there_is_not_is_not_spoken_of(absent: str, home: Html) -> None:
    assert home.soup.select(absent) == []


def test_a_page_of_ones_own_stays_in_the_menu(copy: Site) -> None:
    copy.write("content/publications.bib", "")
    page = "---\ntitle: My papers\nslug: publications\n---\n\nNone.\n"
    copy.write("content/pages/papers.md", page)
    assert copy.pelican().code == 0
    home = Html("index.html", (copy.output / "index.html").read_text(encoding="utf-8"))
    menu = [link.text for link in home.soup.select("header nav:not(.languages) a")]
    assert menu == ["About", "Publications"]
