"""Nested lists as kramdown and CommonMark read them, for Python-Markdown.

Those nest what stands at the parent's content column (2 for ``* ``, 3 for ``1. ``); Python-Markdown
nests by fours. `walk` follows the lists of a document and says of each line what it is and how
Python-Markdown wants it; a document that is written by fours comes out as it went in. Lines are
never added or removed, so line numbers in messages hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .items import TAB, Item
from .verbatim import fence_end, html_end

_DEEPEST = 20
Kind = Literal["blank", "item", "text", "code", "html"]

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[*+-]|\d+\.)(?P<gap> +|$)(?P<text>.*)")
_RULE = re.compile(r" *(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_TITLE = re.compile(r"#{1,6}|(?:=+|-+) *$|:::")
_DEFINITION = re.compile(r"(?P<indent> {0,3})(?P<marker>:)(?P<gap> {1,3})(?P<text>\S.*)")
_BODY = re.compile(r" {0,3}(?:\[\^[^\]]+\]: *(?P<text>.*)|!!! ?.*)$")
_QUOTE = re.compile(r" {0,3}>")
_QUOTE_MARK = re.compile(r" {0,3}> ?")


@dataclass(frozen=True)
class Line:
    """A line as Python-Markdown wants it, and what it is."""

    kind: Kind
    text: str


def walk(lines: Sequence[str], quoted: int = 0) -> Iterator[Line]:
    """Yield every line of a document in order, as Python-Markdown wants it.

    *quoted* is how many quotations the lines stand in; those too deep are left as they are.
    """
    return _Walk(lines, quoted).run()


class _Walk:
    def __init__(self, lines: Sequence[str], quoted: int) -> None:
        self.lines = lines
        self.quoted = quoted
        self.index = 0
        self.open: list[Item] = []
        self.after_blank = True
        self.in_paragraph = False
        self.in_code = False
        self.shift = 0

    def run(self) -> Iterator[Line]:
        while (index := self.index) < len(self.lines):
            line = self.lines[index]
            if not line.strip():
                self.after_blank, self.in_paragraph = True, False
                yield Line("blank", line)
                self.index += 1
                continue
            end, kind = self._whole(index)
            if end > index:
                yield from self._copied(index, end, kind)
            elif self._begins_quotation(line):
                end = self._quote_end(index)
                yield from self._quoted(index, end)
            else:
                yield self._line(line)
                end = index + 1
            self.after_blank, self.index = False, end

    def _whole(self, index: int) -> tuple[int, Kind]:
        """Return the end of the fenced code or raw HTML that begins here, and which it is."""
        indent = _indent(self.lines[index])
        room = self.open[-1].body if self.open else 0
        if (self.in_code and indent >= TAB) or indent > room + TAB - 1:
            return index, "text"
        if end := fence_end(self.lines, index):
            return end, "code"
        return html_end(self.lines, index) or index, "html"

    def _copied(self, index: int, end: int, kind: Kind) -> Iterator[Line]:
        item = self._enter(_indent(self.lines[index]))
        shift = self._moved(item, self.lines[index])
        self.in_paragraph = self.in_code = False
        for line in self.lines[index:end]:
            yield Line(kind, _shifted(line, shift))

    def _quote_end(self, index: int) -> int:
        end = index
        while end < len(self.lines) and _QUOTE.match(self.lines[end]):
            end += 1
        return end

    def _quoted(self, index: int, end: int) -> Iterator[Line]:
        marks = [_QUOTE_MARK.match(line) for line in self.lines[index:end]]
        inner = [m.string[m.end() :] for m in marks if m]
        self.in_paragraph = bool(inner[-1].strip())
        for mark, line in zip(marks, walk(inner, self.quoted + 1), strict=True):
            yield Line(line.kind, (mark[0] if mark else "") + line.text)

    def _line(self, line: str) -> Line:
        indent = _indent(line)
        if _RULE.match(line) or _TITLE.match(line):
            return self._break(line)
        outside = not self.open or indent < self.open[0].threshold
        if outside and (opened := self._container(line)):
            return opened
        match = _ITEM.match(line)
        if match and (item := self._item(match)):
            return item
        if self.after_blank:
            return self._block(line)
        if self.in_code and (self.open[-1].is_code(indent) if self.open else indent >= TAB):
            return Line("code", _shifted(line, self.shift))
        return self._continuation(line)

    def _break(self, line: str) -> Line:
        """A heading or a rule: no paragraph, and at the margin the end of every list."""
        item = self._enter(_indent(line))
        self.in_paragraph = self.in_code = False
        return Line("text", _shifted(line, self._moved(item, line)))

    def _container(self, line: str) -> Line | None:
        """A definition, footnote or admonition: what belongs to it is indented by fours."""
        match = _DEFINITION.match(line)
        if match:
            content = match.start("text")
        elif match := _BODY.match(line):
            content = TAB
        else:
            return None
        marker = _indent(line)
        self.open = [Item(marker, content, 0, marker)]
        text = match.group("text") or ""
        self.in_code, self.shift, self.in_paragraph = False, 0, bool(text)
        inner = _ITEM.match(text)
        if inner:
            column, self.in_paragraph = match.start("text"), False
            self.open.append(Item(column, column + inner.start("text"), 1, column))
        return Line("text", line)

    def _item(self, match: re.Match[str]) -> Line | None:
        """A list item, unless the line only looks like one."""
        indent, line = len(match["indent"]), match.string
        if self.in_paragraph or (self.in_code and not self.open and indent >= TAB):
            return None
        left, sibling = list(self.open), None
        while left and indent < left[-1].threshold:
            sibling = left.pop()
        parent = left[-1] if left else None
        if not (parent.holds_item(indent) if parent else indent < TAB):
            return None
        self.open = left
        self._push(match, indent, parent, sibling)
        self.in_paragraph = self.in_code = False
        return Line("item", _shifted(line, self.shift))

    def _push(
        self, match: re.Match[str], indent: int, parent: Item | None, sibling: Item | None
    ) -> None:
        depth = parent.depth + 1 if parent else 0
        if parent:
            parent.learn_from_item(indent)
        stays = TAB * depth <= indent < TAB * (depth + 1)
        out = indent if stays else TAB * depth
        width = len(match["gap"])
        content = match.start("text") if match["text"] and width <= TAB else match.end("marker") + 1
        style = sibling.by_fours if sibling and sibling.depth == depth else None
        if parent and parent.by_fours is False:
            style = False
        self.open.append(Item(indent, content, depth, out, style))
        self.shift = out - indent

    def _block(self, line: str) -> Line:
        """The first line after a blank one: a paragraph or code, of an item if it is indented."""
        indent = _indent(line)
        item = self._enter(indent)
        self.shift = self._moved(item, line)
        self.in_code = item.is_code(indent) if item else indent >= TAB
        self.in_paragraph = not self.in_code
        return Line("code" if self.in_code else "text", _shifted(line, self.shift))

    def _continuation(self, line: str) -> Line:
        """One more line of a paragraph. Lazy ones, which are not indented, stay as they are."""
        if self.in_code:
            return self._block(line)
        lazy = not self.open or _indent(line) < self.open[-1].threshold
        if not self.open:
            self.in_paragraph = True
        return Line("text", line if lazy else _shifted(line, self.shift))

    def _enter(self, indent: int) -> Item | None:
        """Close the items that a line at *indent* does not belong to; return the one it does."""
        while self.open and indent < self.open[-1].threshold:
            self.open.pop()
        return self.open[-1] if self.open else None

    def _begins_quotation(self, line: str) -> bool:
        """Whether a quotation begins that is in no item; right below its text would be in it."""
        if self.quoted == _DEEPEST or not _QUOTE.match(line):
            return False
        return self._enter(_indent(line)) is None if self.after_blank else not self.open

    def _least(self, item: Item) -> int:
        """Return the least indentation of the blocks inside *item*, from the present line on."""
        least, after_blank = _indent(self.lines[self.index]), True
        for number in range(self.index, len(self.lines)):
            line = self.lines[number]
            indent = _indent(line)
            begins = line.strip() and (after_blank or _ITEM.match(line))
            if begins and indent < item.threshold:
                break
            least = min(least, indent) if begins else least
            after_blank = not line.strip()
        return least

    def _moved(self, item: Item | None, line: str) -> int:
        if item is None:
            return 0
        if item.is_unknown:
            item.learn(self._least(item))
        return item.moved(_indent(line)) - _indent(line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shifted(line: str, by: int) -> str:
    if by == 0 or not line.strip():
        return line
    return " " * by + line if by > 0 else line[min(-by, _indent(line)) :]
