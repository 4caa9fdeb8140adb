"""What a catalog does to the site: nothing that it does not say."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from plugins.i18n.pofile import write

from .builds import Site, copy_of, digest
from .markup import pages

HEAD = """msgid ""
msgstr ""
"Language: {locale}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


@pytest.fixture(scope="module")
def plain(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site, built."""
    site = copy_of(project, tmp_path_factory.mktemp("languages") / "site")
    assert site.pelican().code == 0
    return site


def test_an_identity_catalog_changes_no_byte(plain: Site, tmp_path: Path) -> None:
    site = plain.copied(tmp_path)
    shutil.rmtree(site.output)
    catalog = "translations/en/LC_MESSAGES/messages.po"
    site.write(catalog, HEAD.format(locale="en"))
    assert site.i18n("update").code == 0
    site.write(catalog, _identity(site.read("translations/messages.pot").encode()))
    done = site.pelican()
    assert (done.code, done.err) == (0, "")
    assert _of_readers(plain) == _of_readers(site)


def test_a_catalog_lacks_nothing_that_update_does_not_write(plain: Site, tmp_path: Path) -> None:
    site = plain.copied(tmp_path)
    page = "content/pages/about.md"
    site.write(page, site.read(page).replace("---\n", "---\nsubtitle: Motto. Etc.\n", 1))
    done = site.pelican()
    assert (done.code, done.err) == (0, "")


def test_docutils_need_not_know_the_languages_of_the_site(plain: Site, tmp_path: Path) -> None:
    site = plain.copied(tmp_path)
    site.write("content/news/a.rst", "Title\n#####\n\n:date: 2024-05-05\n\nText\n")
    done = site.pelican()
    assert done.code == 0 and "Docutils" not in done.err
    assert '<div lang="en" dir="ltr"><p>Text</p>' in site.read("output/zh/news/title/index.html")


def test_no_text_is_missed_of_a_page_that_another_stands_for(plain: Site, tmp_path: Path) -> None:
    site = plain.copied(tmp_path)
    site.write("content/pages/a.md", "---\ntitle: Talks\n---\n\nOne\n")
    site.write("content/pages/a.zh.md", "---\ntitle: 报告\n---\n\n一\n")
    done = site.pelican()
    assert (done.code, done.err) == (0, "")
    (site.root / "content/pages/a.zh.md").unlink()
    done = site.pelican()
    assert (done.code, "lacks 2 messages" in done.err) == (0, True)


def test_the_category_of_a_native_article_is_in_its_language(plain: Site, tmp_path: Path) -> None:
    site = plain.copied(tmp_path)
    site.write(
        "content/news/a.md", "Title: 动态\nDate: 2024-05-05\nLang: zh\nCategory: 随笔\n\n文\n"
    )
    done = site.pelican()
    assert (done.code, done.err) == (0, "")
    assert "<h1>随笔</h1>" in site.read("output/zh/news/category/sui-bi/index.html")


def _of_readers(site: Site) -> dict[str, str]:
    """Return the output without the pages for translators, which tell of catalogs."""
    files = digest(site.output).items()
    return {name: each for name, each in files if "translations" not in name.split("/")}


def _identity(template: bytes) -> bytes:
    catalog = read_po(BytesIO(template), locale="en")
    for message in catalog:
        if message.id:
            message.string = message.id
    catalog.fuzzy = False
    return write(catalog)


def test_an_almost_empty_catalog_is_a_whole_site(plain: Site, tmp_path: Path) -> None:
    site = plain.copied(tmp_path)
    message = 'msgid "Education"\nmsgstr "التعليم"\n'
    site.write("translations/ar/LC_MESSAGES/messages.po", HEAD.format(locale="ar") + message)
    assert site.pelican().code == 0
    arabic = {page.path: page for page in pages(site.output / "ar")}
    english = pages(plain.output)
    expected = {
        page.path for page in english if not page.path.startswith(("zh/", "404")) and not page.moved
    }
    assert expected <= set(arabic)
    suffixes = {path.suffix for path in (site.output / "ar").rglob("*.*")}
    assert suffixes.isdisjoint({".bib", ".ris", ".json"})  # they are the same in every language
    home = arabic["index.html"]
    assert (home.lang, home.one("html").get("dir")) == ("ar", "rtl")
    assert "التعليم" in home.one("main").text
    heading = next(h for h in home.soup.select("main h2") if "Short Bio" in h.text)
    marked = [heading, *heading.select("[lang]")]
    assert ("en", "ltr") in [(each.get("lang"), each.get("dir")) for each in marked]
    assert [page.path for page in arabic.values() if "dir=&#34;" in page.text] == []


def test_an_unmarked_text_of_the_arabic_site_is_arabic(plain: Site, tmp_path: Path) -> None:
    site = plain.copied(tmp_path)
    site.write("translations/ar/LC_MESSAGES/messages.po", HEAD.format(locale="ar"))
    assert site.pelican().code == 0
    home = next(page for page in pages(site.output / "ar") if page.path == "index.html")
    unmarked = [
        node.strip()
        for node in home.one("body").find_all(string=True)
        if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", node)
        and next(str(up["lang"]) for up in node.parents if up.get("lang")) == "ar"
    ]
    assert unmarked == []
