"""Delivery: whatever spans the languages, and how the outside world reads the site.

sitemap, robots (both once per build, after the last language) and, in each language's run,
redirects, feeds, notfound, indexes. Under plain Pelican only what a single run can do is done.
"""

from __future__ import annotations

from pelican import signals

from plugins.i18n import languages_finalized
from plugins.lazy import Lazy

_offer_policy = Lazy("plugins.delivery.shell", "offer_policy")
_get_generators = Lazy("plugins.delivery.shell", "get_generators")
_drop_empty = Lazy("plugins.delivery.indexes", "drop_empty")
_offer_publications = Lazy("plugins.delivery.feeds", "offer_publications")
_write_last = Lazy("plugins.delivery.shell", "write_last")
_complete = Lazy("plugins.delivery.feeds", "complete")
_finish = Lazy("plugins.delivery.shell", "finish")


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    signals.generator_init.connect(_offer_policy)
    signals.get_generators.connect(_get_generators)
    signals.article_generator_finalized.connect(_drop_empty)
    signals.all_generators_finalized.connect(_offer_publications)
    signals.all_generators_finalized.connect(_write_last)
    signals.feed_generated.connect(_complete)
    languages_finalized.connect(_finish)
