"""What a page may hold at most: Markdown takes the square of the time for twice of some signs.

Looked at before anything is parsed, in one pass for each sign. No page that someone wrote comes
near a limit; at any limit a page still takes seconds at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.diagnostics import Diagnostic

BYTES = 500_000
LINES = 10_000
SIGNS = 20_000
OPENINGS = 1_000
"""How often what opens something may stand in a page: one that nothing closes costs most."""

_SIGNS = "*_`<>[|&$\\"
_PAIRS = (("[", "]"), ("<", ">"))
_OPENINGS = ("{%", "```", "~~~", "*[")


def excess(text: str, path: str) -> Diagnostic | None:
    """Return what *text*, a whole file, has too much of, at the line with most of it; or None."""
    if len(text) > BYTES:
        what = f"the page is longer than {BYTES:,} characters. Part it into several pages."
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
