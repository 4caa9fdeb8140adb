"""Sharing: a picture of the site for each language, which other sites show beside a link to it.

settings -> card -> drawing -> shell. Needs the extra ``[images]``; without it there is none.
"""

from plugins.lazy import Lazy

_get_generator = Lazy("plugins.sharing.shell", "get_generator")


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    # Imported here, so that the core does without Pelican.
    from pelican.plugins import signals

    signals.get_generators.connect(_get_generator)
