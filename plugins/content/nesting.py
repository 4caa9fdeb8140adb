"""The extension that gives Python-Markdown nested lists as it wants them."""

from __future__ import annotations

from collections.abc import Sequence

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from .lists import walk

PRIORITY = 28
"""After tabs have become spaces (30), before fenced code (25) is put aside."""


def nested(lines: Sequence[str]) -> list[str]:
    """Return the lines as Python-Markdown wants them. Tabs must have been expanded."""
    return [line.text for line in walk(lines)]


class Lists(Extension):
    """Reads nested lists by their content column as well as by fours."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the preprocessor."""
        md.preprocessors.register(_Lists(md), "content_lists", PRIORITY)


class _Lists(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return nested(lines)
