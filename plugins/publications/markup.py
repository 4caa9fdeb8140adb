"""The HTML that publishers leave in titles and abstracts, to the TeX that says the same."""

from __future__ import annotations

import html
import re

_PAIR = re.compile(r"<(i|em|sub|sup|scp)\b[^<>]{0,200}>([^<>]*)</\1>", re.IGNORECASE)
_DEPTH = 4
_MACROS = {
    "i": "\\textit",
    "em": "\\emph",
    "sub": "\\textsubscript",
    "sup": "\\textsuperscript",
    "scp": "",
}
_REFERENCE = re.compile(r"\\?&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]+\d*);", re.IGNORECASE)


def to_tex(value: str) -> str:
    """Return *value* with TeX for paired tags of text and for character references."""
    if "</" in value:
        for _ in range(_DEPTH):  # the inner ones first
            value = _PAIR.sub(lambda match: f"{_MACROS[match[1].lower()]}{{{match[2]}}}", value)
    if ";" in value and "&" in value:
        value = _REFERENCE.sub(_character, value)
    return value


def _character(match: re.Match[str]) -> str:
    character = html.unescape(match[0].removeprefix("\\"))
    return match[0] if character in ("\\", "{", "}", "$") else character
