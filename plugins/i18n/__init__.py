"""A site in every language that has a catalog, from sources written once."""

from pelican import signals

from plugins.lazy import Lazy

from .site import MultilingualPelican, languages_finalized

__all__ = ["MultilingualPelican", "languages_finalized", "register"]

_get_generator = Lazy("plugins.i18n.pages", "get_generator")
_install = Lazy("plugins.i18n.environment", "install")
_localize = Lazy("plugins.i18n.localize", "localize")
_share_statics = Lazy("plugins.i18n.localize", "share_statics")
_link_languages = Lazy("plugins.i18n.localize", "link_languages")
_check_links = Lazy("plugins.i18n.links", "check")


def register() -> None:
    """Wire the plugin."""
    signals.get_generators.connect(_get_generator)
    signals.generator_init.connect(_install)
    signals.content_object_init.connect(_localize)
    signals.static_generator_finalized.connect(_share_statics)
    signals.all_generators_finalized.connect(_link_languages)
    signals.all_generators_finalized.connect(_check_links)
