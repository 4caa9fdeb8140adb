"""What a message is: a block of Markdown, normalized, and what surrounds it.

Pure functions on strings; `markdown` finds the blocks in Python-Markdown's tree, `rawhtml` in raw
HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

STX, ETX = "\x02", "\x03"
"""Python-Markdown's own marks around what it has put aside."""

_PLACEHOLDERS = rf"(?:{STX}[^{STX}{ETX}]*{ETX})*"
_EDGES = re.compile(
    rf"^(?P<lead>\s*{_PLACEHOLDERS}\s*)(?P<text>.*?)(?P<tail>\s*{_PLACEHOLDERS}\s*)$", re.DOTALL
)
_ATTRIBUTES = r"\{:?[ ]*[^}\n ][^\n]*\}[ ]*"
_HEADER_TAIL = re.compile(rf"[ ]+{_ATTRIBUTES}$")  # as attr_list reads h1 to h6, dt, td and th
_BLOCK_TAIL = re.compile(rf"\n[ ]*{_ATTRIBUTES}$")  # as it reads every other block
_SOFT_BREAK = re.compile(r"(?<! {2})(?<!\\)[ \t]*\n[ \t]*")
_HARD_BREAK = re.compile(r"(?: {2,}|(\\))\n[ \t]*")
_CODE = re.compile(r"(`+)(?:(?!`).|(?!\1(?!`))`)*?\1(?!`)", re.DOTALL)
_STRONG = re.compile(r"(?<![\w_\\*])__(?=[^\s_])([^_*`<\[]*?[^\s_*`<\[\\])__(?![\w_*])")
_HEADER_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"})


@dataclass(frozen=True)
class Segment:
    """The text of one block: ``lead + msgid + tail`` is what the source says, normalized."""

    lead: str
    msgid: str
    tail: str


def segment(text: str, tag: str) -> Segment | None:
    """Split the raw inline Markdown of a block; None if there is nothing to translate in it.

    Python-Markdown's placeholders at either end and a trailing attribute list
    (``{: .class }``) are no part of the message.
    """
    edges = _EDGES.match(text)
    assert edges is not None  # every part of the pattern may be empty
    lead, body, tail = edges["lead"], edges["text"], edges["tail"]
    pattern = _HEADER_TAIL if tag in _HEADER_TAGS else _BLOCK_TAIL
    if found := pattern.search(body):
        body, tail = body[: found.start()], found[0] + tail
    if STX in body or not any(map(str.isalpha, body)) or body.strip() == "[TOC]":
        return None
    return Segment(lead, normalize(body), tail)


def normalize(text: str) -> str:
    """Return the message of a block: soft breaks joined, ``__x__`` as ``**x**``.

    What it renders to does not change. A hard break stays one (two spaces, or a backslash).
    """
    joined = _SOFT_BREAK.sub(" ", _HARD_BREAK.sub(_keep_break, text.strip()))
    parts, end = [], 0
    for code in _CODE.finditer(joined):
        parts += [_STRONG.sub(r"**\1**", joined[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, _STRONG.sub(r"**\1**", joined[end:])])


def _keep_break(match: re.Match[str]) -> str:
    return (match[1] or "  ") + "\n"
