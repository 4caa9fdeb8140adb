"""A site in every language that has a catalog, from sources written once."""

from pelican import Pelican, signals

from . import environment, links, localize
from .pages import TranslationsGenerator
from .site import MultilingualPelican, languages_finalized

__all__ = ["MultilingualPelican", "languages_finalized", "register"]


def _generators(_: Pelican) -> type[TranslationsGenerator]:
    return TranslationsGenerator


def register() -> None:
    """Wire the plugin."""
    signals.get_generators.connect(_generators)
    signals.generator_init.connect(environment.install)
    signals.content_object_init.connect(localize.localize)
    signals.static_generator_finalized.connect(localize.share_statics)
    signals.all_generators_finalized.connect(localize.link_languages)
    signals.all_generators_finalized.connect(links.check)
