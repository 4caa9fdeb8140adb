"""Lists that stand where the page says: ``::: publications group=first-author`` in Markdown.

A plugin offers a block by a line in its ``initialized`` receiver:
``pelican.settings.setdefault("BLOCKS", {})["press"] = Block("blocks/press")``. The theme's template
of that name renders it with the generator's context and ``options``.
"""

from pelican import signals

from plugins.lazy import Lazy

from .block import Block

__all__ = ["Block", "register"]

_add_extension = Lazy("plugins.blocks.shell", "add_extension")
_fill = Lazy("plugins.blocks.shell", "fill")


def register() -> None:
    """Wire the plugin."""
    signals.initialized.connect(_add_extension)
    signals.all_generators_finalized.connect(_fill)
