"""A third and a fourth language: a catalog for each, and no other file of the site is touched."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.i18n import catalogs
from plugins.i18n.languages import find, parse_locale
from plugins.i18n.plan import translators

from ..conftest import Serve
from .builds import Site, copy_of
from .conftest import Visit

HERE = Path(__file__).parent
LANGUAGES = {"en": "", "ar": "ar/", "zh-Hans": "zh/", "zh-Hant": "zh-hant/"}
XHTML = "{http://www.w3.org/1999/xhtml}link"
NUMBERS = {
    0: "لا نصوص ناقصة",
    1: "نص ناقص واحد",
    2: "نصان ناقصان",
    3: "%(num)s نصوص ناقصة",
    11: "%(num)s نصًا ناقصًا",
    100: "%(num)s نص ناقص",
    103: "%(num)s نصوص ناقصة",
}
every_language = pytest.mark.parametrize("tag", LANGUAGES)


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site with Arabic and Traditional Chinese, refreshed and built."""
    site = copy_of(project, tmp_path_factory.mktemp("languages") / "site")
    for locale in ("ar", "zh_Hant"):
        source = HERE / "catalogs" / f"{locale}.po"
        site.write(f"translations/{locale}/LC_MESSAGES/messages.po", source.read_bytes())
    done = site.i18n("update")
    assert (done.code, done.err) == (0, "")
    done = site.i18n("check")
    assert (done.code, done.out) == (0, "")
    done = site.pelican()
    assert (done.code, done.err) == (0, "")
    return site


def home(site: Site, tag: str) -> BeautifulSoup:
    path = site.output / LANGUAGES[tag] / "index.html"
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@every_language
def test_each_has_its_own_prefix_and_direction(site: Site, tag: str) -> None:
    html = home(site, tag).html
    assert html is not None
    assert (html["lang"], html["dir"]) == (tag, "rtl" if tag == "ar" else "ltr")


@every_language
def test_each_names_all_of_them(site: Site, tag: str) -> None:
    root = "https://cxxgtxy.github.io/"
    links = home(site, tag).select('link[rel="alternate"][hreflang]')
    assert {str(link["hreflang"]): str(link["href"]) for link in links} == {
        **{each: root + prefix for each, prefix in LANGUAGES.items()},
        "x-default": root,
    }
    names = [str(each.get_text()) for each in home(site, tag).select("nav.languages > *")]
    assert names == ["English", "العربية", "简体中文", "繁體中文"]


def test_the_sitemap_has_every_page_in_each(site: Site) -> None:
    tree = etree.parse(site.output / "sitemap.xml")
    for url in tree.getroot():
        tags = {link.get("hreflang") for link in url.iter(XHTML)}
        assert tags == {*LANGUAGES, "x-default"}


def test_the_two_chinese_catalogs_stay_apart(site: Site) -> None:
    for tag, word in {"zh-Hans": "教育经历", "zh-Hant": "教育經歷"}.items():
        heading = home(site, tag).find(id="education")
        assert isinstance(heading, Tag)
        assert heading.get_text() == word
    assert "zh_TW" in str(home(site, "zh-Hant").find("meta", property="og:locale"))


def test_untranslated_text_keeps_its_language_and_direction(site: Site) -> None:
    bio = home(site, "ar").find(id="short-bio")
    assert isinstance(bio, Tag)
    assert (bio["lang"], bio["dir"]) == ("en", "ltr")
    education = home(site, "ar").find(id="education")
    assert isinstance(education, Tag)
    assert education.attrs == {"id": "education"}


@pytest.mark.parametrize(("number", "text"), NUMBERS.items())
def test_arabic_has_six_plural_forms(site: Site, number: int, text: str) -> None:
    found = find(site.root / "translations", "en", {})
    arabic = next(each for each in translators(found, ()) if each.language.tag == "ar")
    assert arabic.ngettext("%(num)s missing", "%(num)s missing", number) == text


def test_the_forms_are_used_on_the_page(site: Site) -> None:
    page = (site.output / "ar/translations/index.html").read_text("utf-8")
    assert re.search(r"[\d٠-٩]+ (نصًا ناقصًا|نصوص ناقصة|نص ناقص)", page)


def test_dates_are_those_of_the_language(site: Site) -> None:
    times = {tag: home(site, tag).select_one("dt time") for tag in ("ar", "zh-Hant")}
    assert {tag: time and time.get_text() for tag, time in times.items()} == {
        "ar": "2010",
        "zh-Hant": "2010年",
    }


def test_the_catalogs_of_the_tests_are_whole(site: Site) -> None:
    for locale in ("ar", "zh_Hant"):
        read = catalogs.read(HERE / "catalogs" / f"{locale}.po", parse_locale(locale))
        assert not (read.fuzzy or read.incomplete)


@pytest.mark.parametrize("path", ["", "publications/", "translations/"])
def test_arabic_fits_a_narrow_screen(site: Site, served: Serve, visit: Visit, path: str) -> None:
    page = visit(f"{served(site.output)}ar/{path}", size=(320, 640))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
