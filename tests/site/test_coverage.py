"""I18N_MIN_COVERAGE: what is translated too little is not offered in that language, anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .builds import Outcome, Site, copy_of, digest

HALF = "I18N_MIN_COVERAGE=0.5"
GERMAN = "translations/de/LC_MESSAGES/messages.po"
TALK = (
    "---\ntitle: A talk\nslug: a-talk\ndate: 2024-05-17\ntags: [talks]\n---\n\n"
    "What I said, see [courses]({filename}/pages/teaching.md#one).\n"
)
PAGE = "---\ntitle: Teaching\nslug: teaching\n---\n\n# One\n\nTwo\n\nThree\n\nFour\n"


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site with an article that Chinese has, a page that it has not, and some German."""
    site = copy_of(project, tmp_path_factory.mktemp("coverage") / "site")
    site.write("content/news/talk.md", TALK)
    site.write("content/pages/teaching.md", PAGE)
    site.replace(
        "pelicanconf.py",
        '("Publications", "/publications/")',
        '("Publications", "/publications/"), ("Teaching", "/teaching/"), ("News", "/news/")',
    )
    site.write(GERMAN, "")
    assert site.i18n("update").code == 0
    zh = "translations/zh_Hans/LC_MESSAGES/messages.po"
    for msgid, msgstr in {
        "A talk": "报告",
        "What I said, see [courses]({filename}/pages/teaching.md#one).": (
            "我说的话，见[课程]({filename}/pages/teaching.md#one)。"
        ),
        "News": "新闻",
        "talks": "报告",
        "news": "新闻",
        "One": "一",
    }.items():
        text = site.read(zh)
        old = re.search(rf'msgid "{re.escape(msgid)}"\nmsgstr ".*"', text)
        assert old is not None, msgid
        site.replace(zh, old[0], f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    site.replace(GERMAN, 'msgid "A talk"\nmsgstr ""', 'msgid "A talk"\nmsgstr "Ein Vortrag"')
    return site


@pytest.fixture(scope="module")
def done(site: Site) -> Outcome:
    done = site.pelican("-e", HALF)
    assert (done.code, done.err) == (0, "")
    return done


def pages(site: Site) -> dict[str, str]:
    found = site.output.rglob("*")
    return {
        path.relative_to(site.output).as_posix(): path.read_text("utf-8")
        for path in found
        if path.suffix in (".html", ".xml", ".txt")
    }


def test_a_language_whose_homepage_is_below_is_not_offered(site: Site, done: Outcome) -> None:
    assert not (site.output / "de").exists()
    mentions = {name for name, text in pages(site).items() if re.search(r'"de"|/de/', text)}
    assert mentions == {"translations/index.html", "zh/translations/index.html"}
    assert "Deutsch" not in site.output.joinpath("index.html").read_text("utf-8")


def test_its_catalog_is_still_there_to_work_on(site: Site, done: Outcome) -> None:
    page = site.output.joinpath("translations/index.html").read_text("utf-8")
    assert 'href="./de.po"' in page or 'href="de.po"' in page
    assert "Offered to readers once the homepage is translated far enough." in page
    assert (site.output / "translations/de.po").is_file()


def test_a_page_below_is_not_written(site: Site, done: Outcome) -> None:
    assert (site.output / "teaching/index.html").is_file()
    assert not (site.output / "zh/teaching").exists()
    assert (site.output / "zh/news/a-talk/index.html").is_file()


def test_nothing_says_that_it_is_there(site: Site, done: Outcome) -> None:
    assert {name for name, text in pages(site).items() if "zh/teaching" in text} == set()


def test_links_to_it_lead_to_a_language_that_has_it(site: Site, done: Outcome) -> None:
    article = site.output.joinpath("zh/news/a-talk/index.html").read_text("utf-8")
    assert 'href="../../../teaching/#one"' in article
    menu = re.search(r'<a href="([^"]*)"[^>]*>(?:<span[^>]*>)?Teaching', article)
    assert menu is not None
    assert menu[1] == "../../../teaching/"


def test_every_link_of_the_site_leads_somewhere(site: Site, done: Outcome) -> None:
    for name, text in pages(site).items():
        if name.endswith(".html") and 'http-equiv="refresh"' not in text and name != "404.html":
            for href in re.findall(r'<a [^>]*href="([^":#]+)[#"]', text):
                target = (site.output / name).parent / href
                assert (target / "index.html").is_file() or target.is_file(), (name, href)


def test_a_page_in_part_translated_says_so_quietly(site: Site, done: Outcome) -> None:
    line = "本页部分内容尚未翻译。"
    assert line not in site.output.joinpath("zh/index.html").read_text("utf-8")
    site.pelican("-e", "I18N_MIN_COVERAGE=0")
    page = site.output.joinpath("zh/teaching/index.html").read_text("utf-8")
    assert f'<p class="quiet">{line} <a href="../translations/">' in page
    assert line not in site.output.joinpath("zh/news/a-talk/index.html").read_text("utf-8")


def test_by_default_all_is_offered(site: Site, done: Outcome) -> None:
    assert site.pelican().code == 0
    before = digest(site.output)
    assert {"de/index.html", "de/teaching/index.html", "zh/teaching/index.html"} <= set(before)
    assert site.pelican("-e", "I18N_MIN_COVERAGE=0.0").code == 0
    assert digest(site.output) == before


def test_a_page_that_the_template_lacks_is_named(site: Site, tmp_path: Path) -> None:
    other = site.copied(tmp_path / "other")
    other.write("content/pages/new.md", "---\ntitle: New\nslug: new\n---\n\nNew\n")
    done = other.pelican("-e", HALF)
    assert done.code == 0
    assert (
        "content/pages/new.md: messages.pot does not have it, so no other language offers it. "
        "Run python -m plugins.i18n update." in done.err
    )
    assert not (other.output / "zh/new").exists()


@pytest.mark.parametrize("value", ["2", "-1", '"half"'])
def test_another_value_is_refused(site: Site, value: str) -> None:
    done = site.pelican("-e", f"I18N_MIN_COVERAGE={value}")
    assert done.code == 1
    assert (
        "I18N_MIN_COVERAGE cannot be read. Write, for instance, 0.8: a number from 0 to 1."
        in done.err
    )
