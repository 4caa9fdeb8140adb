"""What a reader has asked the system for: colours of their own, less motion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .kinds import Built, Place, every_page

SYSTEM = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  const colors = ["Canvas", "CanvasText", "LinkText", "VisitedText", "ButtonText", "GrayText",
    "Field", "FieldText", "Highlight", "ButtonBorder"].map(name => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return ["rgba(0, 0, 0, 0)", ...colors];
}"""
SHOWN = """() => {
  const drawn = { ".years svg": "backgroundColor", ".progress rect": "fill", "a, p, li, b": "color",
    "button, input, select": "borderInlineStartColor" };
  return Object.entries(drawn).flatMap(([selector, name]) =>
    [...document.querySelectorAll(selector)].map(each => getComputedStyle(each)[name]));
}"""


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open a page as a reader with these preferences does."""
    context = browser.new_context(bypass_csp=True, **options)
    page = context.new_page()
    page.add_init_script("addEventListener('pagereveal', e => { seen = !!e.viewTransition })")
    page.goto(address)
    yield page
    context.close()


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_are_the_only_ones(
    place: Place, scheme: Any, sites: dict[str, Built], browser: Browser
) -> None:
    address = sites[place.site].address(place.kind, place.lang)
    with opened(browser, address, forced_colors="active", color_scheme=scheme) as page:
        assert set(page.evaluate(SHOWN)) <= set(page.evaluate(SYSTEM))


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_who_wants_less_motion(
    motion: Any, sites: dict[str, Built], browser: Browser
) -> None:
    site = sites["own"]
    with opened(browser, site.address("home", "en"), reduced_motion=motion) as page:
        scroll = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        page.locator("header nav a[href*=publications]").click()
        page.wait_for_url(site.address("publications", "en"))
        page.wait_for_function("typeof seen === 'boolean'")
        moves = scroll == "smooth", page.evaluate("seen")
    assert ((motion == "no-preference",) * 2) == moves
