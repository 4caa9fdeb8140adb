"""Reading gettext catalogs: strict about the file, forgiving about nothing.

Babel reads the entries; what it lets pass in silence (an unterminated string, a second entry of
the same message, a foreign charset, a byte order mark, merge conflicts) is found here first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.pofile import PoFileError, read_po

from plugins.diagnostics import Diagnostic, SourceError, shown_path

Key = tuple[str, str]
"""(msgctxt or "", msgid): what names a message."""


class CatalogError(SourceError):
    """A catalog that cannot be read whole."""


@dataclass(frozen=True)
class Catalog:
    """The current translations of one language: fuzzy and empty ones are not among them."""

    path: str = ""
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """Each message's msgstrs; one, or one for each plural form."""
    lines: Mapping[Key, int] = field(default_factory=dict)
    """The line of each entry (translated or not) in the file."""

    def get(self, msgid: str, context: str = "") -> str | None:
        """Return the translation of a message without plural, or None."""
        found = self.messages.get((context, msgid))
        return found[0] if found else None

    def line(self, msgid: str, context: str = "") -> int:
        """Return the line where the message's entry starts; 0 if it has none."""
        return self.lines.get((context, msgid), 0)


def read(path: Path, locale: Locale) -> Catalog:
    """Read a ``.po`` file. Raises CatalogError with every fault that it has."""
    text = decode(path)
    entries = scan(text, shown_path(path))
    catalog = parse(text, path, locale)
    messages = {
        (message.context or "", _msgid(message.id)): strings
        for message in catalog
        if message.id and not message.fuzzy and all(strings := _strings(message.string))
    }
    return Catalog(shown_path(path), messages, entries)


def decode(path: Path) -> str:
    """Return the file's text. Only UTF-8 without a byte order mark is a catalog."""
    where = shown_path(path)
    data = path.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        raise CatalogError(
            [Diagnostic(where, 1, "starts with a byte order mark. Save it as UTF-8 without BOM.")]
        )
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CatalogError(
            [Diagnostic(where, line, "is not UTF-8. Save the file as UTF-8.")]
        ) from error


def parse(text: str, path: Path, locale: Locale) -> BabelCatalog:
    """Return Babel's catalog of *text*, all entries included. Raises CatalogError."""
    try:
        return read_po(StringIO(text), locale=locale, abort_invalid=True)
    except PoFileError as error:
        line = error.lineno + 1 if error.lineno is not None else 0
        what = f"{str(error).split(' on ')[0]}. Correct the line."
        raise CatalogError([Diagnostic(shown_path(path), line, what)]) from error
    except (LookupError, ValueError, TypeError) as error:
        what = f"has a header that cannot be read ({error}). Copy the header of messages.pot."
        raise CatalogError([Diagnostic(shown_path(path), 1, what)]) from error


_LINE = re.compile(
    r'(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*"(?P<text>(?:[^"\\]|\\.)*)"\s*$'
)
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_CHARSET = re.compile(r"charset=([\w-]+)", re.IGNORECASE)


def scan(text: str, where: str) -> dict[Key, int]:
    """Return the line of each entry. Raises CatalogError for what the grammar does not allow."""
    faults: list[Diagnostic] = []
    lines: dict[Key, int] = {}
    for start, parts in _entries(text, where, faults):
        key = (_unescape(parts.get("msgctxt", "")), _unescape(parts.get("msgid", "")))
        charset = _CHARSET.search(parts.get("msgstr", "")) if key == ("", "") else None
        if charset and charset[1].lower() not in ("utf-8", "utf8"):
            what = f"declares the charset {charset[1]}. Write charset=UTF-8 and save as UTF-8."
            faults.append(Diagnostic(where, start, what))
        if key in lines:
            what = f'has "{_short(key[1])}" twice (first in line {lines[key]}). Delete one.'
            faults.append(Diagnostic(where, start, what))
        lines.setdefault(key, start)
    if faults:
        raise CatalogError(sorted(faults))
    return lines


def _entries(
    text: str, where: str, faults: list[Diagnostic]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, {keyword: raw text}) of each entry that is not obsolete."""
    parts: dict[str, str] = {}
    start, keyword = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            keyword = ""
            continue
        match = _LINE.match(line)
        if not match or not (match["keyword"] or keyword):
            faults.append(Diagnostic(where, number, _what(line)))
            continue
        if match["keyword"] in ("msgctxt", "msgid") and ("msgid" in parts or not parts):
            if parts:
                yield start, parts
            start, parts = number, {}
        keyword = match["keyword"] or keyword
        parts[keyword] = parts.get(keyword, "") + match["text"]
    if parts:
        yield start, parts


def _what(line: str) -> str:
    if _CONFLICT.match(line):
        return "has a merge conflict. Keep one of the two versions and delete the markers."
    if line.count('"') - line.count('\\"') < 2 and line.startswith(("msg", '"')):
        return 'has a string that is not closed. End the line with ".'
    return f'"{_short(line)}" is no line of a catalog. Start a comment with #, a text with ".'


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), text)


def _short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _msgid(value: object) -> str:
    return str(value[0]) if isinstance(value, (tuple, list)) else str(value)


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (tuple, list)) else (str(value or ""),)
