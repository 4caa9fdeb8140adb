"""Delivery: whatever spans the languages, and how the outside world reads the site.

sitemap, robots (both once per build, after the last language) and, in each language's run,
redirects, feeds, notfound, indexes. Under plain Pelican only what a single run can do is done.
"""

from __future__ import annotations

from pelican import signals

from plugins.i18n import languages_finalized

from . import feeds, indexes, shell


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    signals.generator_init.connect(shell.offer_policy)
    signals.get_generators.connect(shell.get_generators)
    signals.article_generator_finalized.connect(indexes.drop_empty)
    signals.all_generators_finalized.connect(feeds.offer_publications)
    signals.all_generators_finalized.connect(shell.write_last)
    signals.feed_generated.connect(feeds.complete)
    languages_finalized.connect(shell.finish)
