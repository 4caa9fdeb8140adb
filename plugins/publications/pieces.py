"""The text of .bib files, cut into pieces that can be read each by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from plugins.diagnostics import Diagnostic, control_characters
from plugins.publications.balance import open_braces
from plugins.publications.faults import Faults

_BLOCK = re.compile(r"\n[ \t]*@[ \t]*\w+[ \t]*[{(]")
_MOST = 30_000
"""How many "@" a file may have, one for each entry: more take too long to read."""
_MOST_TEX = 100_000
"""How many backslashes and dollars it may have, one for each command or formula: likewise."""
_MOST_LINES = 1_000
"""How many lines are reported that are not UTF-8, or have what no page can hold."""
COMMENT = re.compile(r"\s*@[ \t]*comment\b", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """One .bib file: the path to show and the bytes in it."""

    path: str
    data: bytes


def decode(source: Source, faults: Faults) -> str:
    """Return the text; each line that no page can show is an error, and the rest is still read."""
    if source.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        faults.errors.append(
            Diagnostic(source.path, 1, "the file is UTF-16, not UTF-8. Save it as UTF-8.")
        )
        return ""
    if source.data.count(b"@") > _MOST:
        text = f'the file has more than {_MOST:,} times "@". Part it, or take out what is no entry.'
        faults.errors.append(Diagnostic(source.path, 0, text))
        return ""
    if source.data.count(b"\\") + source.data.count(b"$") > _MOST_TEX:
        text = f"the file has more than {_MOST_TEX:,} TeX commands and formulas. Part it."
        faults.errors.append(Diagnostic(source.path, 0, text))
        return ""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = source.data.decode("utf-8-sig", errors="replace")
        faults.errors.extend(islice(_undecodable(source), _MOST_LINES))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults.errors.extend(islice(control_characters(text, source.path), _MOST_LINES))
    return text


def _undecodable(source: Source) -> Iterator[Diagnostic]:
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", source.data), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            text = f"the byte 0x{line[error.start]:02X} is not UTF-8. Save the file as UTF-8."
            yield Diagnostic(source.path, number, text)


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Yield (0-based line, text) of each part that starts with a line ``@word{``.

    A ``@comment{...}`` that closes further down keeps what it encloses, as biber reads it.
    """
    # With a line before it, each block begins after a line's end, which is found in no time.
    starts = [match.start() for match in _BLOCK.finditer(f"\n{text}")]
    bounds = [0, *starts, len(text)]
    index, line = 0, 0
    ends: Sequence[int] = ()
    while index < len(bounds) - 1:
        end = index + 1
        if COMMENT.match(text, bounds[index]):
            ends = ends or _ends(text, bounds)
            end = ends[index]
        chunk = text[bounds[index] : bounds[end]]
        yield line, chunk
        line += chunk.count("\n")
        index = end


def _ends(text: str, bounds: Sequence[int]) -> list[int]:
    """Return for each of *bounds* which one comes when all braces that it opens are closed.

    The next one, if they never are.
    """
    depths = [0, *accumulate(open_braces(text[a:b]) for a, b in pairwise(bounds))]
    ends, waiting = [], list[int]()  # from behind: the nearest one that is no deeper
    for index in range(len(bounds) - 1, -1, -1):
        while waiting and depths[waiting[-1]] > depths[index]:
            waiting.pop()
        ends.append(waiting[-1] if waiting else index + 1)
        waiting.append(index)
    return ends[::-1]
