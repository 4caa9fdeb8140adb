"""What a page may weigh: the first round trip (RFC 6928: 10 segments of 1460 bytes) is the page."""

from __future__ import annotations

import gzip
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..conftest import Serve
from .conftest import Visit
from .kinds import PLACES, Built, Place
from .markup import Html, pages

FIRST_ROUND_TRIP = 14_600
REQUESTS = 4
BYTES = 30_000


def compressed(path: Path) -> int:
    """Return the size of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def critical(page: Html, output: Path) -> int:
    """Return the size of a page and the style sheets that it waits for."""
    sheets = page.rel("stylesheet")
    here = (output / page.path).parent
    return compressed(output / page.path) + sum(compressed(here / sheet) for sheet in sheets)


def styled(page: Html) -> bool:
    """Say whether a page has a style sheet; one that only leads on has none."""
    return bool(page.rel("stylesheet") or page.soup.style)


def test_each_page_comes_in_the_first_round_trip(built: Path) -> None:
    found = (page for page in pages(built) if styled(page) and page.path != "404.html")
    sizes = {page.path: critical(page, built) for page in found}
    assert len(sizes) > 80
    assert {path: size for path, size in sizes.items() if size > FIRST_ROUND_TRIP} == {}


def test_a_page_waits_for_no_file(built: Path) -> None:
    for page in pages(built):
        if styled(page) and page.path != "404.html":
            assert page.soup.select("head script[src]") == []
            assert (page.path, page.rel("stylesheet")) == (page.path, [])


def test_whatever_a_page_has_inline_is_in_its_policy(built: Path) -> None:
    for page in pages(built):
        policy = page.soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        for element in page.soup.select("style, script:not([src])") if policy else ():
            digest = b64encode(sha256(element.decode_contents().encode()).digest()).decode()
            assert f"'sha256-{digest}'" in str(policy), (page.path, element.decode()[:60])


@pytest.mark.parametrize("lang", ["", "zh/"])
def test_the_homepage_is_few_requests(
    lang: str, built: Path, browser: Browser, served: Serve
) -> None:
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    origin = served(built)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(origin + lang, wait_until="networkidle")
    context.close()
    icon = next(iter(Html("index.html", (built / "index.html").read_text("utf-8")).rel("icon")))
    addresses = {*asked, origin + icon}  # a browser without a window asks for no icon
    files = [built / (url.removeprefix(origin) or ".") for url in addresses]
    sizes = [compressed(path / "index.html" if path.is_dir() else path) for path in files]
    assert len(addresses) <= REQUESTS, sorted(addresses)
    assert sum(sizes) <= BYTES


SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 100));
})"""


@pytest.mark.parametrize("width", [1280, 412])
@pytest.mark.parametrize("place", [each for each in PLACES if each.site == "own"], ids=str)
def test_nothing_moves_while_a_page_loads(
    place: Place, width: int, sites: dict[str, Built], visit: Visit
) -> None:
    page = visit(sites[place.site].address(place.kind, place.lang), size=(width, 900))
    assert page.evaluate(SHIFT) == 0
