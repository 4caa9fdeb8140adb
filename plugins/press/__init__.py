"""Press: what others have written about the owner's work, from press.toml.

settings -> reports -> shell.
"""

from typing import Any

from plugins.lazy import Lazy

_get_generator = Lazy("plugins.press.shell", "get_generator")


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    # Imported here, so that the core and its Babel method do without Pelican.
    from pelican.plugins import signals

    signals.initialized.connect(_add_block)
    signals.get_generators.connect(_get_generator)


def _add_block(pelican: Any) -> None:
    """Offer ``::: press`` on every page."""
    from plugins.blocks.block import Block

    pelican.settings.setdefault("BLOCKS", {})["press"] = Block("blocks/press")
