"""The plugin's shell: what Pelican is told before anything is read."""

from __future__ import annotations

from functools import partial
from typing import Any

from pelican import Pelican
from pelican.generators import Generator

from plugins.blocks.block import Block, Options

HTML = "assets/html"
"""Where al-folio keeps the files of ``html``: they are whole pages, no articles."""


def add_block(pelican: Pelican) -> None:
    """Offer ``::: publications`` on every page, with the options of `lists.select`."""
    block = Block("blocks/publications", partial(_options, pelican.settings))
    pelican.settings.setdefault("BLOCKS", {})["publications"] = block


def keep_html(pelican: Pelican) -> None:
    """Keep Pelican from reading the HTML files of papers as articles of this site."""
    excludes = pelican.settings["ARTICLE_EXCLUDES"]
    pelican.settings["ARTICLE_EXCLUDES"] = [*excludes, HTML]


def get_generator(pelican: Pelican) -> type[Generator]:
    """Give Pelican the generator, anew for every run."""
    del pelican
    # Imported here and below, since a build that finds nothing changed needs none of it.
    from plugins.publications.pages import PublicationsGenerator

    return PublicationsGenerator


def _options(settings: dict[str, Any]) -> Options:
    from plugins.publications import lists
    from plugins.publications.settings import load

    return {
        "group": load(settings)[0].group_keys,
        "year": None,
        "topic": None,
        "type": lists.KINDS,
        "show": ("all", "selected"),
    }
