"""How the owner's Markdown is read: front matter, lists, dates, and what a page must not hold.

source (front matter and text) -> parser (Markdown to HTML) -> checks; reader is Pelican's side.
"""

from __future__ import annotations

from pelican import signals

from plugins.lazy import Lazy

_use_reader = Lazy("plugins.content.reader", "use_reader")
_offer_filters = Lazy("plugins.content.shell", "offer_filters")


def register() -> None:
    """Connect to Pelican; doing so again changes nothing."""
    signals.readers_init.connect(_use_reader)
    signals.generator_init.connect(_offer_filters)
