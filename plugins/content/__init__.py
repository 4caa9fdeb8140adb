"""How the owner's Markdown is read: front matter, lists, dates, and what a page must not hold."""

from __future__ import annotations

from pelican import signals

from . import shell
from .errors import ContentError
from .parser import Parser, markdown_for
from .reader import Reader, use_reader
from .source import Source, load

__all__ = ["ContentError", "Parser", "Reader", "Source", "load", "markdown_for", "register"]


def register() -> None:
    """Connect to Pelican; doing so again changes nothing."""
    signals.readers_init.connect(use_reader)
    signals.generator_init.connect(shell.offer_filters)
