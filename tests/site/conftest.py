"""The two sites, built and served once, and a browser that notes what a reader must not meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pelican.settings import read_settings
from playwright.sync_api import Browser, Page, Request

from ..conftest import Serve
from ..elsewhere.adopted import adopted
from .builds import Site, copy_of
from .kinds import LANGUAGES, Built

ARTICLE = """---
title: A paper at a conference
slug: a-paper
date: 2024-05-17
tags: [papers]
---

We have a paper, see [the homepage]({filename}/pages/about.md#education).

## What it says

That **articles** are pages too.
"""
PAGE = """---
title: Teaching
slug: teaching
---

# Courses

1. Optimization
2. Vision

| Term | Course |
| --- | --- |
| Spring | Optimization |

> A quotation.

    code

Where $E = mc^2$ holds, so does

$$
\\begin{aligned}
f(x) &= \\sum_{i=0}^n a_i x^i + a_0 + a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + b_0 \\\\
&= \\int_0^1 g(x, t) \\, dt
\\end{aligned}
$$
"""


@pytest.fixture(scope="session")
def own(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site with one article and one further page, which nobody has translated yet."""
    site = copy_of(project, tmp_path_factory.mktemp("own") / "site")
    site.write("content/news/a-paper.md", ARTICLE)
    site.write("content/pages/teaching.md", PAGE)
    done = site.pelican()
    assert done.code == 0, done.err
    return site


@pytest.fixture(scope="session")
def elsewhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Another person's site, built."""
    site = adopted(project, tmp_path_factory.mktemp("elsewhere") / "site")
    done = site.pelican()
    assert done.code == 0, done.err
    return site


@pytest.fixture(scope="session")
def sites(own: Site, elsewhere: Site, served: Serve) -> dict[str, Built]:
    """Both sites, built and served, by name."""
    paths = {
        "home": "",
        "page": "teaching/",
        "publications": "publications/",
        "by-year": "publications/by-year/",
        "articles": "news/",
        "category": "news/category/news/",
        "translations": "translations/",
        "lost": "404.html",
    }
    return {
        "own": Built(
            own.output,
            LANGUAGES["own"],
            read_settings(str(own.root / "pelicanconf.py"))["SITEURL"],
            "/",
            served(own.output),
            {**paths, "publication": _first_publication(own), "article": "news/a-paper/"},
        ),
        "elsewhere": Built(
            elsewhere.output,
            LANGUAGES["elsewhere"],
            "https://example.org/repo",
            "/repo/",
            served(elsewhere.output, "/repo/"),
            {
                **paths,
                "publication": _first_publication(elsewhere),
                "article": "news/sample-prize/",
            },
        ),
    }


def _first_publication(site: Site) -> str:
    pages = sorted(site.output.glob("publications/*/*.bib"))
    return f"publications/{pages[0].parent.name}/"


Visit = Callable[..., Page]
"""(address, script=True, strict=True, size=(1280, 900)) -> the page, loaded; not strict: any
script and style of the test may be added, whatever the page's policy."""


class Tabs:
    """A browser's pages, one for each way of looking; each is used again by the next test."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.pages: dict[tuple[bool, bool], Page] = {}
        self.said: list[str] = []

    def visit(
        self,
        address: str,
        *,
        script: bool = True,
        strict: bool = True,
        size: tuple[int, int] = (1280, 900),
    ) -> Page:
        """Open an address as a new reader would, in a light scheme on a screen."""
        if (script, strict) not in self.pages:
            self.pages[script, strict] = self._page(script, strict)
        page = self.pages[script, strict]
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
        page.goto("about:blank")
        page.goto(address)
        return page

    def _page(self, script: bool, strict: bool) -> Page:
        context = self.browser.new_context(java_script_enabled=script, bypass_csp=not strict)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.on("console", lambda message: self.said.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", self._asked)
        return page

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it was there
            self.said.append(f"failed: {request.url}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname != "127.0.0.1":
            self.said.append(f"third party: {request.url}")


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """The pages that tests look at in turn."""
    return Tabs(browser)


@pytest.fixture
def visit(tabs: Tabs) -> Iterator[Visit]:
    """Open pages; at the end, none has said anything nor asked anyone but its own server."""
    tabs.said.clear()
    yield tabs.visit
    assert tabs.said == []
