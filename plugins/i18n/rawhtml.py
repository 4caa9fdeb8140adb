"""Messages in raw HTML: the runs of inline text between the tags of blocks. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from html import escape, unescape
from html.parser import HTMLParser

from .signature import Signature

_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em font i img ins kbd mark q ruby rp rt s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_OPAQUE = frozenset("script style pre svg math textarea template code iframe object".split())
_ATTRIBUTE = re.compile(
    r"(?P<before>\s(?P<name>alt|title|aria-label|placeholder)\s*=\s*)"
    r"(?P<quote>[\"'])(?P<value>.*?)(?P=quote)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")

Replace = Callable[[str, str], str]
"""(msgid, kind) -> what to put in its place; kind is "html" or the name of an attribute.

An attribute's text comes and goes without entities."""


def replace(source: str, translate: Replace) -> str:
    """Return *source* with *translate* applied to each of its messages, in document order.

    A message is the trimmed HTML between two tags of block elements, if it has letters and its
    tags are balanced, and each text attribute (``alt``, ``title``) outside such a run.
    """
    return "".join(_replaced(source, translate))


def _replaced(source: str, translate: Replace) -> Iterator[str]:
    for piece, translatable in _Runs(source).pieces():
        body = piece.strip()
        plain = _TAG.sub("", body)
        if not translatable:
            yield piece
        elif any(map(str.isalpha, plain)) and not Signature(body).unbalanced:
            start = piece.index(body)
            message = " ".join(body.split())
            new = translate(message, "html")
            kept = body if new == message else new
            yield piece[:start] + kept + piece[start + len(body) :]
        else:
            yield _ATTRIBUTE.sub(lambda match: _attribute(match, translate), piece)


def _attribute(match: re.Match[str], translate: Replace) -> str:
    value = " ".join(unescape(match["value"]).split())
    if not any(map(str.isalpha, value)):
        return match[0]
    new = translate(value, match["name"].lower())
    quote = match["quote"]
    return match[0] if new == value else f"{match['before']}{quote}{escape(new)}{quote}"


class _Runs(HTMLParser):
    """Cuts HTML at the tags of block elements and of opaque ones."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._starts = [0]
        for line in source.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._cuts: list[tuple[int, int, bool]] = []  # start, end, opaque
        self._opaque: list[tuple[str, int]] = []
        with suppress(AssertionError):  # "<![" cannot be read: the rest is one piece
            self.feed(source)
            self.close()

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield (text, whether messages may be in it), which together are the source."""
        position = 0
        for start, end, opaque in self._cuts:
            if start < position:
                continue
            yield self._source[position:start], True
            yield self._source[start:end], not opaque
            position = end
        yield self._source[position:], not self._opaque

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _OPAQUE and tag != "code":
            self._opaque.append((tag, self._offset()))
        elif tag not in _INLINE and not self._opaque:
            start = self._offset()
            self._cuts.append((start, start + len(self.get_starttag_text() or ""), False))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE and not self._opaque:
            start = self._offset()
            self._cuts.append((start, start + len(self.get_starttag_text() or ""), False))

    def handle_endtag(self, tag: str) -> None:
        start = self._offset()
        end = self._source.find(">", start) + 1 or len(self._source)
        if self._opaque:
            if self._opaque[-1][0] == tag:
                _, opened = self._opaque.pop()
                if not self._opaque:
                    self._cuts.append((opened, end, True))
        elif tag not in _INLINE:
            self._cuts.append((start, end, False))

    def handle_comment(self, data: str) -> None:
        if not self._opaque:
            start = self._offset()
            self._cuts.append((start, start + len(data) + 7, True))
