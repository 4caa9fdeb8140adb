"""Numbers of editions: "Second", "2nd", "2nd ed." and 2 are one and the same."""

from __future__ import annotations

import re

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip


def edition(text: str) -> str:
    """Return the number of the edition as digits, or else what *text* says without "edition"."""
    if not text:
        return ""
    bare = re.sub(r"\s*\b(?:ed\.?|edn\.?|edition)$", "", text.strip(), flags=re.IGNORECASE)
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th|\.)?", bare, flags=re.IGNORECASE):
        return match[1]
    return str(_ORDINALS.index(bare.lower()) + 1) if bare.lower() in _ORDINALS else bare


def ordinal(number: str) -> str:
    """Return *number* with its letters in English (2nd, 11th); what has no digits as it is."""
    if not number.isdecimal():
        return number
    last = {1: "st", 2: "nd", 3: "rd"}.get(int(number) % 10, "th")
    return number + ("th" if int(number) % 100 in (11, 12, 13) else last)
