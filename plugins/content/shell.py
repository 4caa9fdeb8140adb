"""The plugin's shell: what templates ask of a page's text."""

from __future__ import annotations

from pelican.generators import Generator

from .outline import anchored, lead, outline


def offer_filters(generator: Generator) -> None:
    """Let templates show a page's outline, link its headings and describe it by its first text."""
    generator.env.filters.update(anchored=anchored, lead=lead, outline=outline)
