"""What is wrong with a source, where, and how to mend it.

Every plugin's core raises or returns these; every plugin's shell logs them (``logger.error`` stops
the build, ``logger.warning`` does not), so they work under plain Pelican too.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One fault of one source. ``str()`` gives ``FILE:LINE: what is wrong. How to mend it.``"""

    path: str
    line: int
    """1-based; 0 where the fault has no line."""
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


class SourceError(Exception):
    """A source that cannot be used. The base of each plugin's one exception type."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def too_large(path: str, data: bytes, most: int) -> tuple[Diagnostic, ...]:
    """Return the fault of a file of more than *most* bytes, too large to be read in time; or ()."""
    if len(data) <= most:
        return ()
    what = f"the file is larger than {most:,} bytes. Part it, or take out what is not for here."
    return (Diagnostic(path, 0, what),)


_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML has no way to write (XML 1.0, 2.2), and HTML forbids but for the form feed."""


def control_character(text: str) -> str:
    """Return what is wrong with a text that no page and no feed can hold; "" if nothing is."""
    odd = _CONTROL.search(text)
    return f"has the control character {odd[0]!a}. Delete it." if odd else ""


def control_characters(text: str, path: str, first: int = 1) -> Iterator[Diagnostic]:
    """Yield a fault for each such line of *text*, which begins on the line *first* of a file."""
    if _CONTROL.search(text):
        for number, line in enumerate(text.split("\n"), first):
            if what := control_character(line):
                yield Diagnostic(path, number, f"the line {what}")


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return `` Did you mean "x"?`` for the known word nearest to *word*, or else *otherwise*."""
    near = get_close_matches(word, list(known), 1)
    return f' Did you mean "{near[0]}"?' if near else otherwise


def say(text: str, out: TextIO | None = None) -> None:
    """Print *text* on standard output, or as much of it as that can write.

    Where its encoding is not UTF-8 (a pipe on Windows) other characters are escaped.
    """
    out = out or sys.stdout
    encoding = out.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    print(text, file=out, flush=True)


_PLAIN = str.maketrans("█░", "#.")


def shown_path(path: str | Path) -> str:
    """Return *path* as a person would type it: relative to the current directory if below it."""
    relative = os.path.relpath(path)
    return Path(path if relative.startswith("..") else relative).as_posix()
