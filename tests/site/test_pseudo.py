"""The whole site in pseudolocales: no visible string escapes the catalogs, and the layout holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

from ..conftest import Serve
from .builds import Site, copy_of
from .conftest import ARTICLE, PAGE, Visit

ALLOWED = (
    "ul.papers, ol.papers",  # macros/publications.html: titles, authors, venues are as published
    "article h1[lang], article .meta[lang], article div[lang], article .cite",
    "article pre",  # BibTeX
    "dd > p[lang]",  # blocks/press.html: the original title of a report
    "nav.languages *, h2[id=en-XA] span, h2[id=ar-XB] span",  # each language in its own words
    "time",  # by CLDR, whose data the pseudolocale borrows
    "a[href^='mailto:']",
    "code, pre",
    ".profile h1 span[lang]",  # the owner's name, as each language writes it
    "select[name=venue] option",
)
"""Where the site says what is not in its catalogs."""
NAMES = frozenset("BibTeX RIS arXiv PDF DOI JSON CSL APA mc".split())
"""What is the same in every language: formats, services and formulas."""
ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "data-copy", "data-copied")
META = re.compile(r"^(description|og:title|og:site_name|og:description)$")


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site with articles and pages of every kind, in the pseudolocales."""
    site = copy_of(project, tmp_path_factory.mktemp("pseudo") / "site")
    site.write("content/news/a-paper.md", ARTICLE)
    site.write("content/news/older.md", ARTICLE.replace("a-paper", "older").replace("2024", "2023"))
    site.write("content/pages/teaching.md", PAGE)
    site.replace("pelicanconf.py", "DEFAULT_PAGINATION = 20", "DEFAULT_PAGINATION = 1")
    done = site.i18n("pseudo")
    assert done.code == 0, done.err
    done = site.pelican("-e", 'I18N_PATH=".cache/pseudo"')
    assert (done.code, done.err) == (0, "")
    return site


def pages(site: Site, lang: str) -> Iterator[tuple[str, BeautifulSoup]]:
    for path in sorted((site.output / lang).rglob("*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        if not page.select("meta[http-equiv=refresh]"):  # all that a redirect shows is its address
            yield path.relative_to(site.output).as_posix(), page


def visible(page: BeautifulSoup) -> Iterator[tuple[Tag | None, str]]:
    """Yield each text that a reader or a search engine sees, and where it stands."""
    for text in page.find_all(string=True):
        inside = text.parent
        hidden = inside is not None and inside.name in ("script", "style")
        if type(text) is NavigableString and not isinstance(text, Comment) and not hidden:
            yield inside, str(text)
    for element in page.find_all(True):
        for name in ATTRIBUTES:
            if element.get(name):
                yield element, str(element[name])
    for meta in page.find_all("meta"):
        if META.match(str(meta.get("name") or meta.get("property") or "")):
            yield meta, str(meta["content"])


def escaped(page: BeautifulSoup) -> list[str]:
    """Return what is in plain Latin letters outside of what is allowed."""
    allowed = {id(element) for each in ALLOWED for element in page.select(each)}
    heading = page.select_one("article h1[lang]")  # of a publication: its page is named by it
    published = heading.get_text() if heading else ""
    found = []
    for element, text in visible(page):
        if published and element is not None and element.name in ("title", "meta"):
            text = "" if element.get("name") == "description" else text.replace(published, "")
        words = [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in NAMES]
        if words and not _is_allowed(element, allowed):
            found.append(text.strip())
    return found


def _is_allowed(element: Tag | None, allowed: set[int]) -> bool:
    """Whether it is inside of what is allowed, and not marked back as the page's language."""
    for each in [element, *element.parents] if element is not None else []:
        if id(each) in allowed:
            return True
        if each is None or each.get("lang") == "en-XA":
            return False
    return False


def test_no_visible_string_escapes_the_catalogs(site: Site) -> None:
    found = {name: escaped(page) for name, page in pages(site, "en-xa")}
    assert len(found) > 40
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_nothing_is_marked_as_another_language_but_what_is_published_so(site: Site) -> None:
    for name, page in pages(site, "en-xa"):
        assert page.html is not None
        assert (page.html["lang"], page.html["dir"]) == ("en-XA", "ltr"), name


def test_the_mirrored_site_reads_from_right_to_left(site: Site) -> None:
    for name, page in pages(site, "ar-xb"):
        assert page.html is not None
        assert (page.html["lang"], page.html["dir"]) == ("ar-XB", "rtl"), name


def test_no_translation_of_a_pseudolocale_is_refused(site: Site) -> None:
    catalog = "en_XA/LC_MESSAGES/messages.po"
    site.write("translations/" + catalog, site.read(".cache/pseudo/" + catalog))
    done = site.i18n("check")
    (site.root / "translations" / catalog).unlink()
    lines = [line for line in done.out.splitlines() if "en_XA" in line]
    assert lines == []


@pytest.mark.parametrize("lang", ["en-xa", "ar-xb"])
def test_the_layout_holds_at_320_pixels(site: Site, served: Serve, visit: Visit, lang: str) -> None:
    origin = served(site.output)
    for path in ("", "publications/", "news/", "news/a-paper/", "teaching/", "translations/"):
        page = visit(f"{origin}{lang}/{path}", size=(320, 640))
        wide = page.evaluate(
            "() => { const scrolled = e => e && (getComputedStyle(e).overflowX != 'visible' "
            "|| scrolled(e.parentElement)); return [...document.querySelectorAll('body *')].filter("
            "e => e.scrollWidth > document.documentElement.clientWidth && !scrolled(e))"
            ".map(e => e.outerHTML.slice(0, 120)) }"
        )
        assert wide == [], json.dumps(wide, ensure_ascii=False)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


# ---- Other sites in pseudolocales ----------------------------------------------------------------

NATIVE = "---\ntitle: 教学\nslug: teaching\nlang: zh\n---\n\n中文原文。\n"


def test_pages_of_a_language_of_their_own_stay_with_its_catalog(copy: Site) -> None:
    copy.write("content/pages/teaching.md", PAGE)
    copy.write("content/pages/teaching.zh.md", NATIVE.replace("lang: zh\n", ""))
    assert copy.i18n("update").code == 0
    assert copy.i18n("pseudo", "--all").code == 0
    done = copy.pelican("-e", 'I18N_PATH=".cache/pseudo"')
    assert (done.code, done.err) == (0, "")
    pages = {
        lang: (copy.output / lang / "teaching/index.html").read_text("utf-8")
        for lang in ("zh", "en-xa", "ar-xb")
    }
    assert "中文原文。" in pages["zh"]
    assert "⟦Çöûŕšéš" in pages["en-xa"]
    assert "中文原文。" not in pages["en-xa"] + pages["ar-xb"]


def test_a_site_written_in_chinese(copy: Site) -> None:
    copy.write("content/pages/teaching.md", NATIVE)
    copy.replace("pelicanconf.py", 'DEFAULT_LANG = "en"', 'DEFAULT_LANG = "zh"')
    assert copy.i18n("pseudo").code == 0
    done = copy.pelican("-e", 'I18N_PATH=".cache/pseudo"')
    assert (done.code, done.err) == (0, "")
    home = BeautifulSoup((copy.output / "en-xa/index.html").read_text("utf-8"), "html.parser")
    assert escaped(home) == []
    page = (copy.output / "en-xa/teaching/index.html").read_text("utf-8")
    assert "⟦中文原文。~⟧" in page
    assert "⟦教学⟧" in page
