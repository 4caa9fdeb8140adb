"""Where Markdown is shown as it stands: fenced code, raw HTML blocks, code spans, comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown.util import BLOCK_LEVEL_ELEMENTS

_FENCE = re.compile(r" *(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_TAG = re.compile(r" {0,3}<(?P<name>[A-Za-z][\w-]*)(?=[\s/>]|$)(?P<rest>.*)$")
_OTHER = (("<!--", "-->"), ("<?", "?>"))
_MARKDOWN = re.compile(r"""\bmarkdown(?:\s*=\s*["']?(?:1|block|span))?(?=["'\s>])""")
_HIDDEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<tag>pre|code|script|style)\b.*?</(?P=tag)\s*>"
    r"|(?<!`)(?<!\\)(?P<ticks>`+)(?!`)(?:(?!\n[ ]*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|\$\$.*?\$\$|\\\(.*?\\\)|\\\[.*?\\\]|(?<![\\$])\$(?=[^\s$])[^$\n]*(?<=\S)\$(?!\d)",
    re.DOTALL,
)


def fence_end(lines: Sequence[str], index: int) -> int:
    """Return the index after the fenced code that begins at *index*; 0 if none does.

    A fence that is never closed is none, as for Python-Markdown.
    """
    match = _FENCE.match(lines[index])
    if not match or (match["fence"][0] == "`" and "`" in match["info"]):
        return 0
    close = re.compile(rf" *{re.escape(match['fence'])}{re.escape(match['fence'][0])}* *$")
    return next((n + 1 for n in range(index + 1, len(lines)) if close.match(lines[n])), 0)


def html_end(lines: Sequence[str], index: int) -> int:
    """Return the index after the raw HTML block that begins at *index*; 0 if none does.

    An element that holds Markdown (``markdown="1"``) is none: its lines are Markdown.
    """
    line = lines[index]
    for start, end in _OTHER:
        if line.lstrip().startswith(start):
            return next((n + 1 for n in range(index, len(lines)) if end in lines[n]), index + 1)
    match = _TAG.match(line)
    if not match or match["name"].lower() not in BLOCK_LEVEL_ELEMENTS:
        return 0
    if _MARKDOWN.search(match["rest"]) or match["name"].lower() == "hr":
        return index + 1
    return _closed(lines, index, match["name"])


def _closed(lines: Sequence[str], index: int, name: str) -> int:
    tag = re.compile(rf"<(?P<close>/?){re.escape(name)}(?=[\s/>]|$)(?:[^<>]*(?P<self>/)>)?", re.I)
    depth = 0
    for number in range(index, len(lines)):
        for match in tag.finditer(lines[number]):
            depth += 0 if match["self"] else -1 if match["close"] else 1
        if depth <= 0:
            return number + 1
    return len(lines)


def without(text: str) -> str:
    """Return *text* with code spans, comments, raw code and formulas as spaces; lines stay."""
    return _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
