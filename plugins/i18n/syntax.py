"""The lines of a gettext catalog: what its grammar does not allow, and where each entry stands.

Babel reads the entries (`catalogs`); what it lets pass in silence (an unterminated string, a second
entry of the same message, a foreign charset, merge conflicts) is found here first, all of it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise

from plugins.diagnostics import Diagnostic, SourceError

Key = tuple[str, str]
"""(msgctxt or "", msgid): what names a message."""


class CatalogError(SourceError):
    """A catalog that cannot be read whole."""


_ORDER = ("msgctxt", "msgid", "msgid_plural", "msgstr")
_LINE = re.compile(
    r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[(?:0|[1-9][0-9]*)\])?)?\s*"
    r'"(?P<text>(?:[^"\\]|\\.)*)"$'
)
_WORD = re.compile(r"(?P<word>\w+)\s*(?P<rest>.*)$")
_INDEX = re.compile(r"msgstr\[[^\"]*")
_AFTER = re.compile(r'\w*\s*"(?:[^"\\]|\\.)*"\s*(?P<rest>[^"]+)$')
_NO_ESCAPE = re.compile(r'(?:[^\\]|\\[ntr"\\])*+(\\.)')
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_CHARSET = re.compile(r"charset=([^\s;]+)", re.IGNORECASE)
_PLURALS = re.compile(r"^Plural-Forms:\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=", re.I | re.M)
_LANGUAGE = re.compile(r"^Language:\s*([A-Za-z0-9_@.-]*)\s*$", re.IGNORECASE)


def scan(text: str, where: str, forms: int = 0) -> dict[Key, int]:
    """Return the line of each entry. Raises CatalogError for what the grammar does not allow.

    *forms* is how many plural forms the language has, for a header that does not say; 0: unknown.
    """
    faults: list[Diagnostic] = []
    lines: dict[Key, int] = {}
    numbered = list(_outside_conflicts(text, where, faults))
    for entry in _entries(_obsolete(numbered, where, faults), where, faults):
        faults += (Diagnostic(where, line, what) for line, what in _entry_faults(entry))
    for entry in _entries(numbered, where, faults):
        faults += (Diagnostic(where, line, what) for line, what in _entry_faults(entry))
        if forms:
            faults += (Diagnostic(where, line, what) for line, what in _too_many(entry, forms))
        key = (_unescape(entry.text("msgctxt")), _unescape(entry.text("msgid")))
        if not key[1] and "msgid" in entry.parts:
            forms = _forms(entry) or forms
            found = _header_faults(entry, key[0], is_first=not lines or entry.is_broken)
            faults += (Diagnostic(where, line, what) for line, what in found)
        elif key in lines and "msgid" in entry.parts and not entry.is_broken:
            what = f'has "{_short(key[1])}" twice (first in line {lines[key]}). Delete one.'
            faults.append(Diagnostic(where, entry.line, what))
        if not entry.is_broken:
            lines.setdefault(key, entry.line)
    if faults:
        raise CatalogError(sorted(faults))
    return lines


@dataclass
class _Entry:
    """The raw lines of one entry: (line, text) by keyword."""

    line: int
    parts: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    again: tuple[int, str] = (0, "")
    """Where a keyword comes a second time."""
    is_broken: bool = False
    """Whether a line of it has been found fault with: then its parts say little."""

    def text(self, keyword: str) -> str:
        return "".join(text for _, text in self.parts.get(keyword, ()))

    def ends_before(self, keyword: str) -> bool:
        """Whether a line with *keyword* begins another entry."""
        if keyword not in ("msgctxt", "msgid", "msgid_plural"):
            return False
        has_msgstr = any(each.startswith("msgstr") for each in self.parts)
        return has_msgstr or (keyword != "msgid_plural" and "msgid" in self.parts)


def _entries(
    numbered: Iterable[tuple[int, str]], where: str, faults: list[Diagnostic]
) -> Iterator[_Entry]:
    """Yield each entry of the lines that are no comment."""
    entry, keyword = _Entry(0), ""
    for number, line in numbered:
        if _CONFLICT.match(line):
            entry.is_broken = True
            continue
        if not line or line.startswith("#"):
            keyword = "" if line.startswith("#") else keyword
            continue
        match = _LINE.match(line)
        word = _WORD.match(line)
        found = match["keyword"] if match else word and word["word"]
        if not entry.parts or entry.ends_before(found or ""):
            if entry.parts:
                yield entry
            entry = _Entry(number, is_broken=entry.is_broken and not entry.parts)
        if not match or not (found or keyword) or _NO_ESCAPE.match(match["text"]):
            faults.append(Diagnostic(where, number, _what(line)))
            entry.is_broken = True
        if found in entry.parts and not entry.again[0]:
            entry.again = number, str(found)
        keyword = found or keyword
        entry.parts.setdefault(keyword, []).append((number, match["text"] if match else ""))
    if entry.parts:
        yield entry


def _outside_conflicts(
    text: str, where: str, faults: list[Diagnostic]
) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not inside a merge conflict, by number, and its first marker."""
    inside = False
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if match := _CONFLICT.match(line):
            if not inside:
                what = "has a merge conflict. Keep one of the two versions and delete the markers."
                faults.append(Diagnostic(where, number, what))
                yield number, line
            inside = match[1][0] != ">"
        elif not inside:
            yield number, line


def _obsolete(
    numbered: Iterable[tuple[int, str]], where: str, faults: list[Diagnostic]
) -> Iterator[tuple[int, str]]:
    """Yield the lines of obsolete entries, and say what is wrong with previous msgids."""
    for number, line in numbered:
        previous = re.match(r"#~?\|\s*(.+)", line)
        if previous and not _LINE.match(previous[1]):
            faults.append(Diagnostic(where, number, _what(previous[1])))
        elif _CONFLICT.match(line):
            yield number, line
        elif line.startswith("#~") and not previous:
            yield number, line[2:].strip()


def _entry_faults(entry: _Entry) -> Iterator[tuple[int, str]]:
    if entry.is_broken:
        return
    strings = [keyword for keyword in entry.parts if keyword.startswith("msgstr")]
    first = entry.parts[strings[0]][0][0] if strings else entry.line
    msgid = _short(_unescape(entry.text("msgid")))
    if "msgid" not in entry.parts:
        yield entry.line, "has an entry without a msgid. Add the msgid or delete the entry."
    elif (late := _out_of_order(entry.parts)) is not None:
        what = f"has {late} too late. The order is {', '.join(_ORDER)}."
        yield entry.parts[late][0][0], what
    elif entry.again[0]:
        yield entry.again[0], f"has a second {entry.again[1]} in one entry. Delete one."
    elif not strings:
        missing = "msgstr[0]" if "msgid_plural" in entry.parts else "msgstr"
        yield entry.line, f'has no msgstr for "{msgid}". Write {missing} "" below it.'
    elif "msgid_plural" in entry.parts and "msgstr" in strings:
        yield first, f'has one msgstr for "{msgid}", which has a plural. Write msgstr[0].'
    elif "msgid_plural" not in entry.parts and "msgstr" not in strings:
        yield first, f'has {strings[0]} for "{msgid}", which has no plural. Write msgstr.'


def _out_of_order(keywords: Iterable[str]) -> str | None:
    """Return the first keyword that stands after one that it must precede."""
    ranks = {keyword: _ORDER.index(keyword.partition("[")[0]) for keyword in keywords}
    pairs = pairwise(ranks)
    return next((late for early, late in pairs if ranks[early] > ranks[late]), None)


def _forms(header: _Entry) -> int:
    """The number of plural forms that the header declares; 0 if it does not."""
    plurals = _PLURALS.search(_unescape(header.text("msgstr")))
    return int(plurals[1]) if plurals else 0


def _too_many(entry: _Entry, forms: int) -> Iterator[tuple[int, str]]:
    for keyword, places in entry.parts.items():
        index = re.search(r"\d+", keyword)
        filled = any(text for _, text in places)  # empty ones come with a copy of the template
        if index and int(index[0]) >= forms and filled:
            what = f"the language has {forms}, so the last is msgstr[{forms - 1}]"
            yield places[0][0], f"has {keyword}, but of plural forms {what}. Delete it."


def _header_faults(entry: _Entry, context: str, *, is_first: bool) -> Iterator[tuple[int, str]]:
    if context:
        yield entry.line, "has an entry with an empty msgid. Write the msgid or delete the entry."
    elif not is_first:
        yield entry.line, "has a header that is not its first entry. Keep one, at the top."
    for line, text in _fields(entry):
        charset = _CHARSET.search(text)
        plurals = _PLURALS.match(text)
        if charset and charset[1].lower() not in ("utf-8", "utf8"):
            what = f"declares the charset {charset[1]}. Write charset=UTF-8 and save as UTF-8."
            yield line, what
        if text.lower().startswith("plural-forms:") and not (plurals and 0 < int(plurals[1]) < 7):
            yield line, f'"{_short(text)}" cannot be read. Write nplurals=2; plural=(n != 1);'
        if text.lower().startswith("language:") and not _LANGUAGE.match(text):
            yield line, f'"{_short(text)}" is no language. Write the name of the folder: zh_Hans.'


def _fields(header: _Entry) -> Iterator[tuple[int, str]]:
    """Yield each field of the header, which may stand in several lines, and the first of these."""
    first, text = 0, ""
    for line, raw in [*header.parts.get("msgstr", ()), (0, "\\n")]:
        first, text = first if text else line, text + _unescape(raw)
        if text.endswith("\n"):
            yield from ((first, field.strip()) for field in text.splitlines())
            text = ""


def _what(line: str) -> str:
    word = _WORD.match(line)
    if "\r" in line:
        return "has line ends of CR alone. Save the file with line ends of LF."
    if match := _LINE.match(line):
        if wrong := _NO_ESCAPE.match(match["text"]):
            return f'has "{wrong[1]}" in a text, which means nothing. Write a backslash as \\\\.'
        return "has a text that belongs to no msgid or msgstr. Write the keyword before it."
    if (index := _INDEX.match(line)) and not _LINE.match(f'{index[0].rstrip()} ""'):
        return f'has "{index[0].rstrip()}", which is no plural form. Count from msgstr[0].'
    if word and word["word"] not in _ORDER and word["rest"].startswith('"'):
        close = get_close_matches(word["word"].lower(), _ORDER, 1)
        mend = f"Write {close[0]}." if close else f"There are {', '.join(_ORDER)}."
        return f'"{word["word"]}" is no keyword of a catalog. {mend}'
    if word and word["word"] in _ORDER and not word["rest"].startswith('"'):
        return f'"{_short(line)}" has a text without quotation marks. Put it between two ".'
    if (word and word["word"] in _ORDER) or line.startswith('"'):
        if _LINE.match(line + '"'):
            return 'has a string that is not closed. End the line with ".'
        if after := _AFTER.match(line):
            return f'has "{_short(after["rest"])}" after a text. Delete it.'
        return 'has a quotation mark inside a text. Write it as \\".'
    return f'"{_short(line)}" is no line of a catalog. Start a comment with #, a text with ".'


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), text)


def _short(text: str, length: int = 40) -> str:
    """Return the beginning of *text* in one line, with a name for what cannot be seen."""
    text = text if len(text) <= length else text[: length - 1] + "…"
    text = text.replace("\n", "\\n")
    return "".join(each if each.isprintable() else f"<U+{ord(each):04X}>" for each in text)
