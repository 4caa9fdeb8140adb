"""A site in every language that has a catalog, from sources written once."""

from pelican import signals

from . import environment, localize
from .site import MultilingualPelican, languages_finalized

__all__ = ["MultilingualPelican", "languages_finalized", "register"]


def register() -> None:
    """Wire the plugin."""
    signals.generator_init.connect(environment.install)
    signals.content_object_init.connect(localize.localize)
    signals.static_generator_finalized.connect(localize.share_statics)
    signals.all_generators_finalized.connect(localize.link_languages)
