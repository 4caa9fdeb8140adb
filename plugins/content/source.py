"""A Markdown file as every plugin sees it: front matter and body, before any Markdown is parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.diagnostics import Diagnostic, control_characters, shown_path

from . import academicpages, checks, frontmatter, limits
from .errors import ContentError, Value

SUFFIXES = (".md", ".markdown", ".mkd", ".mdown")
"""How the names of Markdown files end, as Pelican has it."""
_BOM = "\ufeff"


@dataclass(frozen=True)
class Source:
    """One Markdown file. ``parser.source`` has the one that is being converted."""

    path: str = ""
    """As messages show it."""
    first_line: int = 1
    """The line of the file that the body begins on."""
    text: str = ""
    """The whole file, with ``\\n`` line ends."""
    metadata: Mapping[str, Value] = field(default_factory=dict)
    """The front matter in Pelican's words; keys in lower case."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key of the metadata."""

    @property
    def body(self) -> str:
        """The Markdown after the front matter."""
        return "\n".join(self.text.split("\n")[self.first_line - 1 :])

    def line_of(self, text: str, skip: int = 0) -> int:
        """Return the line of the body that has *text*, after *skip* others; the body's if none."""
        lines = self.text.split("\n")[self.first_line - 1 :]
        found = [n for n, line in enumerate(lines, self.first_line) if text in line]
        return found[min(skip, len(found) - 1)] if found else self.first_line


def examine(path: str | Path) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Read a Markdown file and return it with all that is wrong with it as it stands.

    Raises `ContentError` only if it is not UTF-8 or has too much of something to be parsed.
    """
    shown = shown_path(path)
    text = decode(Path(path).read_bytes(), shown)
    if fault := limits.excess(text, shown):
        raise ContentError([fault])
    found = frontmatter.split(text, shown)
    metadata, lines, faults = academicpages.pelican_metadata(found.metadata, found.lines, shown)
    odd = control_characters(found.body, shown, found.first_line)
    liquid = checks.liquid(found.body, shown, found.first_line)
    attributes = checks.attributes(found.body, shown, found.first_line)
    source = Source(shown, found.first_line, text, metadata, lines)
    return source, (*found.faults, *faults, *odd, *liquid, *attributes)


def decode(data: bytes, path: str) -> str:
    """Return UTF-8 as text without BOM, lines ended by ``\\n``. Raises `ContentError`."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{data[error.start]:02X} is not UTF-8. Save the file as UTF-8."
        raise ContentError([Diagnostic(path, line, what)]) from None
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
