"""Plain Pelican keeps working in every language: articles, taxonomies, links, themes, plugins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from .builds import Site, copy_of
from .markup import Html, dead_links, pages, target

PUBLISHED = "https://site.example"
FIRST = """Title: First
Date: 2024-01-01
Category: Notes
Tags: one, two
Slug: first

See [about]({filename}/pages/about.md), [second]({filename}second.md),
[picture]({static}/images/picture.svg), [data]({attach}data.txt), [notes]({category}Notes),
[tag]({tag}one) and [news]({index}).
"""
SOURCES = {
    "content/news/first.md": FIRST,
    "content/news/first-zh.md": "Title: 第一\nDate: 2024-01-01\nCategory: Notes\nSlug: first\n"
    "Lang: zh\n\n中文原文，见[主页]({filename}/pages/about.md)。\n",
    "content/news/second.md": "Title: Second\nDate: 2024-01-02\nCategory: Notes\nTags: one\n"
    "Slug: second\n\nText two.\n",
    "content/news/third.md": "Title: Third\nDate: 2024-01-03\nCategory: Notes\nTags: one\n"
    "Slug: third\n\nText three.\n\n## More\n\nMore of it.\n",
    "content/news/only-zh.md": "Title: 只有中文\nDate: 2024-01-04\nCategory: Notes\nSlug: only-zh\n"
    "Tags: one, 随想\nLang: zh\n\n没有英文。\n",
    "content/news/draft.md": "Title: Draft\nDate: 2024-02-01\nStatus: draft\n\nNot yet.\n",
    "content/news/data.txt": "data\n",
    "content/images/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "content/pages/about.zh.md": "---\ntitle: 关于我\n---\n\n# 自己写的\n\n中文原文。\n",
    "content/pages/teaching.md": "---\ntitle: Teaching\n---\n\nCourses.\n",
    "content/pages/teaching.zh.md": "---\ntitle: 教学\n---\n\n课程。\n",
    "content/pages/hidden.md": "Title: Hidden\nStatus: hidden\nSlug: hidden\n\nFor some.\n",
    "content/pages/draft-page.md": "Title: Page\nStatus: draft\nSlug: draft-page\n\nNot yet.\n",
    "templates/extra/variables.html": "{{ main_lang }}|{{ main_siteurl }}|"
    "{% for lang, url in lang_siteurls.items() %}{{ lang }}={{ url }} {% endfor %}|"
    "{% for lang, url in extra_siteurls.items() %}{{ lang }}={{ url }} {% endfor %}",
}
SETTINGS = f"""
SITEURL = "{PUBLISHED}"
DEFAULT_PAGINATION = 2
THEME_TEMPLATES_OVERRIDES = ["templates/extra"]
DIRECT_TEMPLATES = ["index", "archives", "tags", "categories", "variables"]
VARIABLES_SAVE_AS = "variables.txt"
ARCHIVES_SAVE_AS = "news/archive/index.html"
TAGS_SAVE_AS = "news/tags/index.html"
CATEGORIES_SAVE_AS = "news/categories/index.html"
YEAR_ARCHIVE_SAVE_AS = "news/{{date:%Y}}/index.html"
MONTH_ARCHIVE_SAVE_AS = "news/{{date:%Y}}/{{date:%m}}/index.html"
"""


@dataclass(frozen=True)
class Output:
    """A built site."""

    root: Path

    def text(self, name: str) -> str:
        """Return a file's text."""
        return (self.root / name).read_text(encoding="utf-8")

    def main(self, name: str) -> str:
        """Return the text of a page's main part."""
        return self.html(name).one("main").text

    def html(self, name: str) -> Html:
        """Return a page."""
        return Html(name, self.text(name))

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self.root / name).is_file()


@pytest.fixture(scope="module")
def sources(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site with a bit of everything that Pelican offers."""
    site = copy_of(project, tmp_path_factory.mktemp("pelican") / "site")
    for name, text in SOURCES.items():
        site.write(name, text)
    site.append("pelicanconf.py", SETTINGS)
    return site


@pytest.fixture(scope="module")
def output(sources: Site) -> Output:
    """It, built."""
    done = sources.pelican()
    assert done.code == 0, done.err
    return Output(sources.output)


@pytest.mark.parametrize("prefix", ["", "zh/"])
def test_articles_taxonomies_and_pages_of_lists(prefix: str, output: Output) -> None:
    for name in (
        "news/first/index.html",
        "news/second/index.html",
        "news/third/index.html",
        "news/index.html",
        "news/page/2/index.html",
        "news/category/notes/index.html",
        "news/category/notes/page/2/index.html",
        "news/tag/one/index.html",
        "news/archive/index.html",
        "news/tags/index.html",
        "news/categories/index.html",
        "feeds/all.atom.xml",
        "drafts/draft/index.html",
        "drafts/pages/draft-page/index.html",
        "hidden/index.html",
    ):
        assert output.has(prefix + name), prefix + name


def test_a_list_has_the_first_paragraph_of_an_article(output: Output) -> None:
    assert "Text three." in output.main("news/index.html")
    assert "More of it." not in output.main("news/index.html")
    assert "More of it." in output.main("news/third/index.html")


@pytest.mark.parametrize(
    ("prefix", "titles"),
    [
        ("", ["Archive: 2024", "Archive: January 2024"]),
        ("zh/", ["归档：2024年", "归档：2024年1月"]),
    ],
)
def test_a_period_is_written_as_its_language_writes_it(
    prefix: str, titles: list[str], output: Output
) -> None:
    folders = ("2024", "2024/01")
    pages = [output.html(f"{prefix}news/{folder}/index.html") for folder in folders]
    assert [page.one("h1").text for page in pages] == titles


@pytest.mark.parametrize("prefix", ["", "zh/"])
def test_drafts_and_hidden_pages_are_in_no_list(prefix: str, output: Output) -> None:
    for name in ("news/index.html", "news/archive/index.html", "feeds/all.atom.xml", "index.html"):
        assert not re.search(r"Not yet\.|For some\.|/drafts?/", output.text(prefix + name)), name
    assert not re.search("draft|hidden", output.text("sitemap.xml"))
    for name in ("drafts/draft/index.html", "drafts/pages/draft-page/index.html"):
        assert not output.html(prefix + name).indexed


def test_links_between_sources_lead_to_the_page_in_the_same_language(output: Output) -> None:
    page = output.html("news/first/index.html")
    links = {a.text: target(page, str(a["href"]), PUBLISHED) for a in page.soup.select("main p a")}
    assert links["about"] == ("", "")
    assert links["second"] == ("news/second/", "")
    assert links["picture"] == ("images/picture.svg", "")
    assert links["data"] == ("news/first/data.txt", "")
    assert links["notes"] == ("news/category/notes/", "")
    assert links["tag"] == ("news/tag/one/", "")
    chinese = output.html("zh/news/first/index.html")
    links = {
        a.text: target(chinese, str(a["href"]), PUBLISHED) for a in chinese.soup.select("main a")
    }
    assert links["主页"] == ("zh/", "")


def test_a_tag_that_only_native_pages_have_is_in_their_language(output: Output) -> None:
    page = output.html("zh/news/only-zh/index.html")
    tags = {a.text: a.span["lang"] if a.span else None for a in page.soup.select("a[rel=tag]")}
    assert tags == {"one": "en", "随想": None}


def test_files_are_written_once_and_linked_from_every_language(output: Output) -> None:
    copies = [path for path in output.root.rglob("*") if path.name in ("picture.svg", "data.txt")]
    assert {output.root / "images/picture.svg", output.root / "news/first/data.txt"} == set(copies)


def test_every_link_leads_somewhere(output: Output) -> None:
    assert dead_links(output.root, PUBLISHED) == {}


def test_an_article_of_a_language_stands_for_the_translated_one(output: Output) -> None:
    assert "中文原文" in output.main("zh/news/first/index.html")
    assert "See about" in output.main("news/first/index.html")
    assert "中文原文" not in output.text("news/first/index.html")
    assert not list(output.root.glob("**/*first-zh*"))


def test_an_article_of_one_language_is_in_that_language_alone(output: Output) -> None:
    assert "没有英文" in output.main("zh/news/only-zh/index.html")
    assert not output.has("news/only-zh/index.html")
    assert "只有中文" not in output.text("news/index.html")
    assert "只有中文" in output.text("zh/news/index.html")
    page = output.html("zh/news/only-zh/index.html")
    assert page.soup.select("link[rel=alternate][hreflang=en]:not([type])") == []


def test_a_page_of_a_language_stands_for_the_translated_one(output: Output) -> None:
    assert "课程。" in output.main("zh/teaching/index.html")
    assert "Courses." in output.main("teaching/index.html")
    switch = output.html("zh/teaching/index.html").one('nav a[hreflang="en"]')
    assert switch["href"] == "../../teaching/"


def test_a_homepage_of_a_language_stands_for_the_translated_one(output: Output) -> None:
    assert output.has("zh/index.html")
    assert "中文原文。" in output.main("zh/index.html")
    assert "Short Bio" in output.main("index.html")


def test_variables_of_i18n_subsites(output: Output) -> None:
    site = PUBLISHED
    both = f"en={site} zh-Hans={site}/zh "
    assert f"en|{site}|{both}|zh-Hans={site}/zh " == output.text("variables.txt")
    assert f"en|{site}|{both}|en={site} " == output.text("zh/variables.txt")


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_a_theme_of_pelican(theme: str, sources: Site, tmp_path: Path) -> None:
    site = sources.copied(tmp_path)
    done = site.pelican("-t", theme, "-o", "themed")
    assert done.code == 0, done.err
    found = Output(site.root / "themed")
    for page in pages(found.root):
        if not page.moved:
            shown = page.one("body").text
            assert not re.search(r"</?(?:a|p|h\d|span|div|li|time)\b", shown), page.path
    assert "Text two." in found.text("news/second/index.html")
    assert "中文原文" in found.text("zh/news/first/index.html")
    assert found.html("zh/news/second/index.html").lang.replace("zh-hans", "zh-Hans") == "zh-Hans"


PLUGINS = {
    "pelican.plugins.sitemap": "pelican-sitemap",
    "pelican.plugins.seo": "pelican-seo",
    "pelican.plugins.neighbors": "pelican-neighbors",
    "pelican.plugins.related_posts": "pelican-related-posts",
}


@pytest.mark.parametrize("plugin", PLUGINS)
def test_a_plugin_of_others(plugin: str, sources: Site, output: Output, tmp_path: Path) -> None:
    pytest.importorskip(plugin)
    site = sources.copied(tmp_path)
    site.append("pelicanconf.py", f"PLUGINS.append({plugin!r})\n")
    template = (
        "next: {{ (article.next_article or {}).title }}, "
        "previous: {{ (article.prev_article or {}).title }}, "
        "related: {{ (article.related_posts or ())|map(attribute='title')|join(' ') }}."
    )
    site.replace("theme/templates/article.html", "</article>", f"<p>{template}</p></article>")
    done = site.pelican("-o", "beside")
    assert done.code == 0, done.err
    found = Output(site.root / "beside")
    expected = {path.relative_to(output.root) for path in output.root.rglob("*.html")}
    assert expected == {path.relative_to(found.root) for path in found.root.rglob("*.html")}
    for prefix, second in (("", "Third"), ("zh/", "Third")):
        said = found.main(f"{prefix}news/second/index.html")
        if plugin.endswith("neighbors"):
            assert re.search(f"next: {second}, previous: (First|第一),", said)
        if plugin.endswith("related_posts"):
            assert "Third" in said.partition("related: ")[2]


def test_a_feed_holds_the_articles_of_its_language(output: Output) -> None:
    english, chinese = output.text("feeds/all.atom.xml"), output.text("zh/feeds/all.atom.xml")
    assert ("First" in english, "第一" in english) == (True, False)
    assert ("第一" in chinese, "<title>First" in chinese) == (True, False)
