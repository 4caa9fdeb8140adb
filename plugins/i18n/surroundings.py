"""What every page shows of the site around it, as a digest."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from pelican.generators import Generator

from .build import Build

IN_MENU = ("title", "title_lang", "url", "save_as")
"""What a menu may show of a page: never its content, on which other pages would then rest."""


def menu_pages(generator: Generator) -> list[dict[str, Any]]:
    """Return what a menu may show of each page."""
    pages = generator.context.get("pages") or ()
    return [{name: getattr(page, name, "") for name in IN_MENU} for page in pages]


def digest(generator: Generator, build: Build) -> str:
    """Return a digest of all that our functions tell a template of the site, besides messages.

    It holds for pages that have no text of their own in a content file. What depends on settings,
    the theme, static files or code is not in it.
    """
    context = generator.context
    known = (
        [(each.tag, each.name, each.prefix, each.dir, each.og) for each in build.languages],
        menu_pages(generator),
        [bool(context.get(each)) for each in ("articles", "many_publications")],
        sorted(context.get("offers", {}).items()),
        context.get("share_image"),
        sorted((path, each.url) for path, each in build.statics.items() if each),
        generator.env.globals["partly_translated"](None),
        bool(build.progress),
    )
    return sha256(repr(known).encode()).hexdigest()[:32]
