"""Topics on a site in two languages: the filter's list, the list of topics, a page for each."""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page

from ..conftest import Serve
from ..site.builds import Site, copy_of

TOPICS = ["vision transformers", "Vision Transformers, C++", "目标检测", "C++, 目标检测", "", ""]
ROOTS = {"en": "", "zh-Hans": "zh/"}
every_language = pytest.mark.parametrize("tag", ROOTS)


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of six papers, four of which have topics."""
    site = copy_of(project, tmp_path_factory.mktemp("topics") / "site")
    shutil.rmtree(site.root / "content")
    entries = (
        f"@misc{{p{number}, title = {{Paper {number}}}, year = 2021, keywords = {{{topics}}}}}\n"
        for number, topics in enumerate(TOPICS)
    )
    site.write("content/publications.bib", "".join(entries).replace("keywords = {}", ""))
    done = site.pelican()
    assert done.code == 0, done.err
    return site


def _soup(site: Site, tag: str, page: str) -> Tag:
    path = f"output/{ROOTS[tag]}publications/{page}index.html"
    return BeautifulSoup(site.read(path), "html.parser")


@every_language
def test_the_filter_names_them_as_they_are_written(site: Site, tag: str) -> None:
    options = _soup(site, tag, "").select('select[name="topic"] option')[1:]
    assert [(str(each["value"]), each.get_text()) for each in options] == [
        ("c.2b_.2b_", "C++ (2)"),
        ("vision-transformers", "vision transformers (2)"),
        ("目标检测", "目标检测 (2)"),
    ]
    other = {"en": "目标检测 (2)", "zh-Hans": "vision transformers (2)"}[tag]
    assert other in [each.get_text() for each in options if each.has_attr("lang")]


@every_language
def test_the_list_links_to_a_page_for_each(site: Site, tag: str) -> None:
    links = _soup(site, tag, "topics/").select("main li > a")
    assert [link.get_text() for link in links] == ["C++", "vision transformers", "目标检测"]
    for link in links:
        page = _soup(site, tag, f"topics/{str(link['href']).rstrip('/').rpartition('/')[2]}/")
        assert link.get_text() in page.select("h1")[0].get_text()
        assert len(page.select(".papers > li")) == 2


@every_language
def test_the_page_of_a_paper_links_to_those_of_its_topics(site: Site, tag: str) -> None:
    links = _soup(site, tag, "p1/").select('main a[rel="tag"]')
    assert [(link.get_text(), str(link["href"])) for link in links] == [
        ("Vision Transformers", "../../publications/topics/vision-transformers/"),
        ("C++", "../../publications/topics/c.2b_.2b_/"),
    ]
    for link in links:
        assert _soup(site, tag, f"p1/{link['href']}").select(".papers > li")
    assert {"en": None, "zh-Hans": "en"}[tag] == links[0].get("lang")
    (han,) = _soup(site, tag, "p2/").select('main a[rel="tag"]')
    assert {"en": "zh", "zh-Hans": None}[tag] == han.get("lang")


@every_language
def test_the_page_of_a_paper_without_topics_names_none(site: Site, tag: str) -> None:
    assert _soup(site, tag, "p5/").select('[rel="tag"]') == []


@every_language
def test_choosing_one_shows_its_papers(site: Site, tag: str, page: Page, served: Serve) -> None:
    page.goto(f"{served(site.output)}{ROOTS[tag]}publications/")
    page.select_option('select[name="topic"]', "vision-transformers")
    assert page.locator(".papers > li:visible > a").all_inner_texts() == ["Paper 0", "Paper 1"]
    page.reload()
    assert page.locator(".papers > li:visible").count() == 2
