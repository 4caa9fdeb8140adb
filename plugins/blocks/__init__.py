"""Lists that stand where the page says: ``::: publications group=first-author`` in Markdown.

A plugin offers a block by a line in its ``initialized`` receiver:
``pelican.settings.setdefault("BLOCKS", {})["press"] = Block("blocks/press")``. The theme's template
of that name renders it with the generator's context and ``options``.
"""

from pelican import signals

from . import shell
from .block import Block

__all__ = ["Block", "register"]


def register() -> None:
    """Wire the plugin."""
    signals.initialized.connect(shell.add_extension)
    signals.all_generators_finalized.connect(shell.fill)
