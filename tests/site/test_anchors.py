"""Long lists are laid out late: each heading is nevertheless where a link to it leads, at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from .kinds import Built

_HEADINGS = "[...document.querySelectorAll('main [id]:is(h2, h3)')].map(each => each.id)"
_LATE = "getComputedStyle(document.querySelector('.papers')).contentVisibility"
_TOP = """id => {
  const html = document.documentElement, atEnd = scrollY + innerHeight >= html.scrollHeight - 2;
  return atEnd ? 0 : document.getElementById(id).getBoundingClientRect().top
}"""
_SHIFTS = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(each => sum += each.value))
    .observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 50)
})"""


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_leads_to_its_heading(
    lang: str, width: int, sites: dict[str, Built], browser: Browser
) -> None:
    address = sites["own"].address("home", lang)
    with browser.new_page(viewport={"width": width, "height": 844}) as page:
        page.goto(address)
        headings = page.evaluate(_HEADINGS)
        assert len(headings) > 5
        assert page.evaluate(_LATE) == "auto"
        loaded = {each: _loaded(page, f"{address}#{each}", each) for each in headings}
        clicked = {each: _clicked(page, address, each) for each in headings}
    assert {each: top for each, top in loaded.items() if abs(top) > 2} == {}
    assert {each: top for each, top in clicked.items() if abs(top) > 2} == {}


def test_nothing_moves_while_a_reader_scrolls(sites: dict[str, Built], browser: Browser) -> None:
    with browser.new_page() as page:
        page.goto(sites["own"].address("home", "en"))
        for step in (400,) * 30 + (-400,) * 30:
            page.mouse.wheel(0, step)
            page.wait_for_timeout(15)
        assert page.evaluate(_SHIFTS) == 0


def _loaded(page: Page, address: str, heading: str) -> float:
    page.goto("about:blank")
    page.goto(address)
    return _top(page, heading)


def _clicked(page: Page, address: str, heading: str) -> float:
    page.goto("about:blank")
    page.goto(address)
    page.evaluate("id => { location.hash = id }", heading)
    return _top(page, heading)


def _top(page: Page, heading: str) -> float:
    page.wait_for_timeout(100)  # some frames: what comes near is laid out in them
    return float(page.evaluate(_TOP, heading))
