r"""Entries that are plainly written, as nearly all are: read by a pattern, without the splitter.

bibtexparser's splitter steps from mark to mark, which would be a third of the reading. A plain
entry says nothing but fields, each a name, an equals sign and one value in braces, in quotes or
bare. Anything else (a comment, ``#``, ``\{``, an "@" in a value, a field that is there twice, text
around it) is left to the splitter, which gives the same of a plain one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = re.compile(
    r"[ \t]*@(?!(?i:comment|preamble|string)\b)((?a:\w+))[ \t]*\{\s*([^\s\"{}\\=%,@]++)\s*,"
)
_TEXT = r"(?:[^{}\\@]++|\\[^{}\\@\n])*+"
_BRACED = rf"(?:[^{{}}\\@]++|\\[^{{}}\\@\n]|\{{{_TEXT}(?:\{{{_TEXT}\}}{_TEXT})*+\}})*+"
_FIELD = re.compile(
    r"\s*([A-Za-z_](?a:[\w:.+/-]*+))\s*(=)\s*"
    rf"(?:\{{({_BRACED})\}}|\"([^{{}}\"\\@]*+)\"|(\w++))\s*(?:,|(?=\}}))"
)
_END = re.compile(r"\s*\}\s*")


class PlainField(NamedTuple):
    """One field: its name in lower case, and its value either as text or as a bare word."""

    name: str
    line: int
    """The line of its equals sign, from 0."""
    text: str | None
    word: str | None
    """A number or the name of a macro."""


class PlainEntry(NamedTuple):
    """One entry, its type in lower case."""

    type: str
    citekey: str
    fields: list[PlainField]


def plain_entry(chunk: str) -> PlainEntry | None:
    """Return the entry that *chunk* is, or None if it is not a plain one."""
    head = _HEAD.match(chunk)
    if head is None:
        return None
    fields: list[PlainField] = []
    line, counted, position = 0, 0, head.end()
    while found := _FIELD.match(chunk, position):
        name, braced, quoted, word = found.group(1, 3, 4, 5)
        equals, position = found.start(2), found.end()
        line += chunk.count("\n", counted, equals)
        counted = equals
        fields.append(PlainField(name.lower(), line, quoted if braced is None else braced, word))
    if not _END.fullmatch(chunk, position) or len({each.name for each in fields}) < len(fields):
        return None
    return PlainEntry(head[1].lower(), head[2], fields)
