"""The Markdown side: a line ``::: name`` becomes a comment that the shell fills later."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from .block import LINE, Block, parse

PRIORITY = 22
"""After fenced code (25) is put aside, before raw HTML (20) is."""


class BlockLines(Extension):
    """Puts each block's line aside, and hands what is wrong with it to *fault*."""

    def __init__(
        self, blocks: Mapping[str, Block], fault: Callable[[Markdown, str, str], None]
    ) -> None:
        super().__init__()
        self.blocks = blocks
        self.fault = fault

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the preprocessor."""
        md.preprocessors.register(_Lines(md, self.blocks, self.fault), "blocks", PRIORITY)


class _Lines(Preprocessor):
    def __init__(
        self,
        md: Markdown,
        blocks: Mapping[str, Block],
        fault: Callable[[Markdown, str, str], None],
    ) -> None:
        super().__init__(md)
        self.md: Markdown = md
        self.blocks = blocks
        self.fault = fault

    def run(self, lines: list[str]) -> list[str]:
        """Replace the lines that name a block."""
        return [self._line(line) if LINE.match(line) else line for line in lines]

    def _line(self, line: str) -> str:
        try:
            name, options = parse(line, self.blocks)
        except ValueError as error:
            self.fault(self.md, line, str(error))
            return ""
        return f"\n{self.md.htmlStash.store(token(name, options))}\n"


def token(name: str, options: Mapping[str, str]) -> str:
    """Return the comment that stands for a block until every list is known."""
    return f"<!--::: {escape(json.dumps([name, options], ensure_ascii=False))}-->"
