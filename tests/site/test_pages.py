"""Every page of both sites: what must hold for its HTML, whatever it shows."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest

from .kinds import Built, both_sites
from .markup import Html, dead_links, in_another_script, pages, target

RTL = ("ar", "fa", "he", "ur")


@pytest.fixture(scope="module")
def parsed(sites: dict[str, Built]) -> dict[str, list[Html]]:
    """The pages of each site, but for those that only lead on."""
    return {
        name: [page for page in pages(site.output) if not page.moved]
        for name, site in sites.items()
    }


@both_sites
def test_a_page_says_its_language_and_direction(
    name: str, sites: dict[str, Built], parsed: dict[str, list[Html]]
) -> None:
    site = sites[name]
    for page in parsed[name]:
        lang = next(
            (lang for lang in site.languages[1:] if page.path.startswith(site.prefix(lang))),
            site.languages[0],
        )
        html = page.one("html")
        assert (page.path, html.get("lang"), html.get("dir")) == (page.path, lang, "ltr")


@both_sites
def test_one_h1_and_no_level_left_out(name: str, parsed: dict[str, list[Html]]) -> None:
    for page in parsed[name]:
        levels = [int(each.name[1]) for each in page.soup.find_all(re.compile("^h[1-6]$"))]
        assert (page.path, levels.count(1), levels[0]) == (page.path, 1, 1)
        jumps = [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]
        assert (page.path, jumps) == (page.path, [])


@both_sites
def test_ids_are_unique(name: str, parsed: dict[str, list[Html]]) -> None:
    for page in parsed[name]:
        twice = [each for each, count in Counter(page.ids).items() if count > 1]
        assert (page.path, twice) == (page.path, [])


@both_sites
def test_each_page_has_a_title_of_its_own(name: str, parsed: dict[str, list[Html]]) -> None:
    titles = Counter(page.one("title").text for page in parsed[name])
    shared = ("论文", "Papers", "Publications")  # one list in two orders may share one
    assert [t for t, n in titles.items() if n > 1 and not t.startswith(shared)] == []


@both_sites
def test_canonical_is_the_published_address(
    name: str, sites: dict[str, Built], parsed: dict[str, list[Html]]
) -> None:
    for page in parsed[name]:
        expected = [f"{sites[name].published}/{page.address}"] if page.indexed else []
        assert expected == page.rel("canonical")


@both_sites
def test_alternates_are_complete_and_return(
    name: str, sites: dict[str, Built], parsed: dict[str, list[Html]]
) -> None:
    site = sites[name]
    indexed = {page.rel("canonical")[0]: page for page in parsed[name] if page.indexed}
    links = {
        address: {
            str(link["hreflang"]): str(link["href"])
            for link in page.soup.select('link[rel="alternate"][hreflang]:not([type])')
        }
        for address, page in indexed.items()
    }
    for address, alternates in links.items():
        assert {*site.languages, "x-default"} == set(alternates), address
        assert address == alternates[indexed[address].lang]
        assert alternates["x-default"] == alternates[site.languages[0]]
        for lang in site.languages:
            assert alternates[lang] in indexed, f"{address} names {alternates[lang]}"
            assert lang == indexed[alternates[lang]].lang
            assert alternates == links[alternates[lang]]


@both_sites
def test_every_link_inside_the_site_leads_somewhere(name: str, sites: dict[str, Built]) -> None:
    assert dead_links(sites[name].output, sites[name].published) == {}


@both_sites
def test_links_inside_the_site_need_no_host(
    name: str, sites: dict[str, Built], parsed: dict[str, list[Html]]
) -> None:
    published = sites[name].published
    for page in parsed[name]:
        hosted = [
            str(a["href"])
            for a in page.soup.select("a[href], img[src], script[src], link[rel=stylesheet]")
            if str(a.get("href") or a.get("src")).startswith(published)
        ]
        assert (page.path, hosted) == (page.path, [])


@both_sites
def test_text_in_another_script_is_marked(name: str, parsed: dict[str, list[Html]]) -> None:
    found = [(page.path, *each) for page in parsed[name] for each in in_another_script(page)]
    assert found == []


@both_sites
def test_nothing_is_loaded_from_another_host(
    name: str, sites: dict[str, Built], parsed: dict[str, list[Html]]
) -> None:
    selector = "img, script, iframe, source, video, audio, embed, object, link[rel=stylesheet]"
    for page in parsed[name]:
        for element in page.soup.select(selector):
            address = str(element.get("src") or element.get("href") or element.get("data") or "")
            assert target(page, address, sites[name].published) is not None, (page.path, address)


_PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)


def test_the_style_sheets_have_no_physical_properties(sites: dict[str, Built]) -> None:
    sheets = sorted((sites["own"].output / "theme").rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert [each.group().strip() for each in _PHYSICAL.finditer(text)] == []


def test_the_page_of_lost_addresses_is_in_every_language(sites: dict[str, Built]) -> None:
    for site in sites.values():
        (page,) = (page for page in pages(site.output) if page.path == "404.html")
        sections = [str(each.get("lang") or page.lang) for each in page.soup.select("section")]
        assert list(site.languages) == sections
        home = [str(link["href"]) for link in page.soup.select("main a[href]")]
        assert home == [site.base + site.prefix(lang) for lang in site.languages]
