"""One h1 a page: it is the page's title, so the body's headings begin below it."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

PRIORITY = 27
"""Before messages are made of the blocks (25)."""

_LEVELS = {f"h{level}": f"h{min(level + 1, 6)}" for level in range(1, 7)}


class Headings(Extension):
    """Lowers every heading by one if the body has an h1 of its own."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the treeprocessor."""
        md.treeprocessors.register(_Headings(md), "content_headings", PRIORITY)


class _Headings(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        if root.find(".//h1") is not None:
            demote(root)


def demote(root: etree.Element) -> None:
    """Lower every heading of the tree by one; an h6 stays."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = _LEVELS.get(element.tag, element.tag)
