"""Tables without inline styles: a column's alignment is a class, by reading direction.

Python-Markdown writes ``style="text-align: right;"``, which a strict content security policy stops
and which a page from right to left cannot use.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

PRIORITY = 26
"""Before inline parsing (20), and so before attribute lists (8), which add classes."""

CLASSES = {
    "text-align: left;": "align-start",
    "text-align: center;": "align-center",
    "text-align: right;": "align-end",
}


class Tables(Extension):
    """Turns the alignment of cells into classes."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the treeprocessor."""
        md.treeprocessors.register(_Cells(md), "content_tables", PRIORITY)


class _Cells(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for row in root.iter("tr"):
            for cell in row:
                if aligned := CLASSES.get(cell.get("style", "")):
                    del cell.attrib["style"]
                    cell.set("class", aligned)
