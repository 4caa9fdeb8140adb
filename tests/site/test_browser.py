"""Every kind of page in both languages of both sites, in a real browser."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from .conftest import Visit
from .kinds import Built, Place, every_page, every_translated_page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = "wcag2a wcag2aa wcag21a wcag21aa wcag22a wcag22aa best-practice".split()
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
"""WCAG 2.2, 1.4.12."""

CLIPPED = """() => [...document.querySelectorAll("body *")].filter(each => {
  const style = getComputedStyle(each);
  return each.innerText && /hidden|clip/.test(style.overflowX + style.overflowY)
    && style.clipPath === "none"
    && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
}).map(each => each.outerHTML.slice(0, 80))"""

OUTLINED = """() => {
  const style = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && box.width > 1 && box.height > 1;
}"""


def at(sites: dict[str, Built], place: Place) -> str:
    """Return the address of a page."""
    return sites[place.site].address(place.kind, place.lang)


@every_page
def test_axe_finds_nothing(place: Place, sites: dict[str, Built], visit: Visit) -> None:
    page = visit(at(sites, place), strict=False)
    page.evaluate(AXE)
    faults = {}
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme, options in (("light", EVERYTHING), ("dark", CONTRAST)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            if violations := _violations(page, options):
                faults[size["width"], scheme] = violations
    assert faults == {}


def _violations(page: Page, options: dict[str, Any]) -> list[str]:
    found = page.evaluate(f"axe.run({json.dumps({'resultTypes': ['violations'], **options})})")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


@every_page
def test_it_fits_narrow_and_large(place: Place, sites: dict[str, Built], visit: Visit) -> None:
    page = visit(at(sites, place), strict=False, size=(320, 640))
    assert (_width(page), page.evaluate(CLIPPED)) == (320, [])
    page.add_style_tag(content=SPACING)
    assert (_width(page), page.evaluate(CLIPPED)) == (320, [])
    page.set_viewport_size({"width": 640, "height": 450})  # 1280 px at 200 % zoom
    assert (_width(page), page.evaluate(CLIPPED)) == (640, [])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload()
    page.evaluate("""() => {
      const root = document.documentElement;
      root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px";
    }""")
    assert (_width(page), page.evaluate(CLIPPED)) == (1280, [])


def _width(page: Page) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return wide


@every_page
def test_dark_is_dark_and_print_is_black_on_white(
    place: Place, sites: dict[str, Built], visit: Visit
) -> None:
    page = visit(at(sites, place))
    page.emulate_media(color_scheme="dark")
    paper, ink = _colors(page)
    assert _luminance(paper) < 0.05 < 0.5 < _luminance(ink)
    page.emulate_media(color_scheme="light")
    paper, ink = _colors(page)
    assert _luminance(ink) < 0.05 < 0.8 < _luminance(paper)
    page.emulate_media(media="print", color_scheme="dark")
    assert _colors(page) == ([255, 255, 255], [0, 0, 0])
    shown = page.locator("nav, button, .skip, body > header").all()
    assert [each.inner_text() for each in shown if each.is_visible()] == []
    assert page.locator("main").is_visible()


@every_translated_page
def test_an_address_is_printed_once(place: Place, sites: dict[str, Built], visit: Visit) -> None:
    page = visit(at(sites, place))
    page.emulate_media(media="print")
    twice = page.evaluate("""() => [...document.querySelectorAll("a[href^=http]")].filter(each =>
      each.textContent.startsWith("http") && getComputedStyle(each, "::after").content !== "none"
    ).map(each => each.outerHTML)""")
    assert twice == []


def _colors(page: Page) -> tuple[list[int], list[int]]:
    paper, ink = page.evaluate("""() => {
      const of = (element, name) => getComputedStyle(element)[name];
      const clear = "rgba(0, 0, 0, 0)", root = document.documentElement;
      const paper = [document.body, root].map(e => of(e, "backgroundColor")).find(c => c !== clear);
      return [paper ?? "rgb(255, 255, 255)", of(document.querySelector("main"), "color")];
    }""")
    return _channels(paper), _channels(ink)


def _channels(color: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", color)[:3]]


def _luminance(color: list[int]) -> float:
    linear = [(c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4) for c in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@every_page
def test_without_javascript_the_text_is_the_same(
    place: Place, sites: dict[str, Built], visit: Visit
) -> None:
    page = visit(at(sites, place))
    tools = "button, form.filter"  # what a script adds: they need one to work
    page.evaluate(f"document.querySelectorAll('{tools}').forEach(each => each.remove())")
    bare = visit(at(sites, place), script=False)
    assert page.inner_text("body") == bare.inner_text("body")


@every_translated_page
def test_the_language_switch_keeps_page_and_place(
    place: Place, sites: dict[str, Built], visit: Visit
) -> None:
    site = sites[place.site]
    (other,) = (lang for lang in site.languages if lang != place.lang)
    page = visit(at(sites, place))
    ids = page.locator("main :is(h2, h3)[id]:not([id=''])").all()
    fragment = f"#{ids[-1].get_attribute('id')}" if ids else ""
    page.goto(at(sites, place) + fragment)
    _switch(page, other)
    page.wait_for_url(re.compile(".*"), wait_until="load")
    assert site.address(place.kind, other) == page.url.split("#")[0]
    assert fragment == page.evaluate("decodeURIComponent(location.hash)")
    assert other == page.locator("html").get_attribute("lang")
    if fragment:
        assert page.evaluate("document.querySelector(':target') !== null")


@every_translated_page
def test_the_language_switch_needs_no_javascript(
    place: Place, sites: dict[str, Built], visit: Visit
) -> None:
    site = sites[place.site]
    (other,) = (lang for lang in site.languages if lang != place.lang)
    page = visit(at(sites, place), script=False)
    _switch(page, other)
    assert site.address(place.kind, other) == page.url
    assert other == page.locator("html").get_attribute("lang")


def _switch(page: Page, lang: str) -> None:
    page.locator(f'nav a[hreflang="{lang}"]').click()


@every_translated_page
def test_the_keyboard_suffices(place: Place, sites: dict[str, Built], visit: Visit) -> None:
    site = sites[place.site]
    (other,) = (lang for lang in site.languages if lang != place.lang)
    page = visit(at(sites, place))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    assert page.evaluate(OUTLINED)
    assert page.evaluate("getComputedStyle(document.activeElement).clipPath") == "none"
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINED), page.evaluate("document.activeElement.outerHTML")
        reached.append(page.evaluate("document.activeElement.getAttribute('hreflang')"))
        if other in reached:
            break
    assert other in reached
    page.keyboard.press("Enter")
    page.wait_for_url(site.address(place.kind, other))


def test_the_skip_link_leads_to_the_content(sites: dict[str, Built], visit: Visit) -> None:
    page = visit(sites["own"].address("home", "en"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("name", ["own", "elsewhere"])
def test_a_lost_address_shows_its_page_at_any_depth(
    name: str, sites: dict[str, Built], page: Page
) -> None:
    site = sites[name]
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    lost = site.origin + "no/such/page/"
    response = page.goto(lost)
    assert response is not None
    assert (404, [lost]) == (response.status, failed)
    page.locator("section a").first.click()
    assert site.origin == page.url


def test_citations_can_be_copied(sites: dict[str, Built], visit: Visit) -> None:
    site = sites["own"]
    page = visit(site.address("publication", "en"))
    button = page.locator("pre + button")
    button.click()
    page.wait_for_function("document.querySelector('pre + button').textContent !== 'Copy'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.locator("pre").text_content() == copied
