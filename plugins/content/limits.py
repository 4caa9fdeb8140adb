"""How much a page may hold: parsing time grows with the square of the number of some characters.

Checked before anything is parsed, in one pass for each character. No page that a person writes
comes near a limit; a page at any limit is still parsed in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.diagnostics import Diagnostic

CHARACTERS = 500_000
LINES = 10_000
SIGNS = 20_000
OPENINGS = 1_000
"""How many of each of `_OPENINGS` a page may have, and of `_PAIRS` that nothing closes, which cost
most."""

_SIGNS = "*_`<>[|&$\\"
_PAIRS = (("[", "]"), ("<", ">"))
_OPENINGS = ("{%", "```", "~~~", "*[")


def excess(text: str, path: str) -> Diagnostic | None:
    """Return what *text*, a whole file, has too much of, at the line with most of it; or None."""
    if len(text) > CHARACTERS:
        what = f"the page is longer than {CHARACTERS:,} characters. Part it into several pages."
        return Diagnostic(path, 1, what)
    if text.count("\n") > LINES:
        what = f"the page has more than {LINES:,} lines. Part it into several pages."
        return Diagnostic(path, 1, what)
    sign = next(_too_many(text), "")
    if not sign:
        return None
    counts = [line.count(sign) for line in text.split("\n")]
    what = f'the page has too many "{sign}" to be parsed in time. Close each, or write fewer.'
    return Diagnostic(path, counts.index(max(counts)) + 1, what)


def _too_many(text: str) -> Iterator[str]:
    yield from (sign for sign in _SIGNS if text.count(sign) > SIGNS)
    yield from (left for left, right in _PAIRS if text.count(left) - text.count(right) > OPENINGS)
    yield from (opening for opening in _OPENINGS if text.count(opening) > OPENINGS)
