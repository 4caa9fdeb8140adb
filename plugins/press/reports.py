"""press.toml to reports: what has been written about the owner's work, and where."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from babel import Locale, UnknownLocaleError

from plugins.diagnostics import (
    Diagnostic,
    SourceError,
    control_character,
    did_you_mean,
    too_large,
)

KEYS = ("title", "url", "lang", "publisher", "date")
_MOST = 1_000_000
"""How many bytes a file may have; a report has about 200."""
_ENOUGH = 100
"""How many unknown keys are reported: the line of each is searched for in the whole text."""
_HEAD = re.compile(r"\s*\[\[\s*[\"']?report[\"']?\s*\]\]")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_URL = re.compile(r"https?://[^\s/?#\"'<>`\\]+[^\s\"<>`\\]*", re.IGNORECASE)
_TOML_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")


class PressError(SourceError):
    """The file of reports cannot be used."""


@dataclass(frozen=True)
class Report:
    """One report. A text is "" and the date None where nothing is known."""

    title: str
    """In the language the owner writes in: a message."""
    url: str
    """Of the report as it was found: a message of context ``url``."""
    lang: str
    """BCP 47 tag of the report."""
    publisher: str = ""
    """A message too."""
    date: datetime.date | None = None
    path: str = ""
    line: int = 0
    lines: tuple[tuple[str, int], ...] = ()
    """(key, its 1-based line) of each key."""

    def line_of(self, key: str) -> int:
        """Return the line of *key*, or else of the report."""
        return dict(self.lines).get(key, self.line)


def read(path: str, data: bytes) -> tuple[Report, ...]:
    """Return the reports in *data*, the content of the file shown as *path*.

    Raises PressError with every fault of the file.
    """
    reports, errors = parse(path, data)
    if errors:
        raise PressError(errors)
    return reports


def parse(path: str, data: bytes) -> tuple[tuple[Report, ...], tuple[Diagnostic, ...]]:
    """Return the sound reports in *data* and every fault of the file, each with its line."""
    if faults := too_large(path, data, _MOST):
        return (), faults
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = f"the byte 0x{data[error.start]:02X} is not UTF-8. Save the file as UTF-8."
        return (), (Diagnostic(path, line, fault),)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (), (_syntax_fault(path, text, str(error)),)
    except RecursionError:
        return (), (Diagnostic(path, 0, "lists are nested too deeply. Write [[report]] tables."),)
    if faults := _top_level_faults(path, text, document):
        return (), faults
    return _reports(path, document.get("report", []), _locate(text))


def _syntax_fault(path: str, text: str, message: str) -> Diagnostic:
    match = _TOML_LINE.search(message)
    line = int(match[1]) if match else text.rstrip().count("\n") + 1
    what = _TOML_LINE.sub("", message).replace(" (at end of document)", "")
    return Diagnostic(path, line, f'this is no TOML: {what}. Write key = "value".')


def _locate(text: str) -> list[tuple[int, dict[str, int]]]:
    """Return for each ``[[report]]`` its line and those of its keys.

    Lines inside multi-line strings are taken for keys too; a key's first line counts.
    """
    found: list[tuple[int, dict[str, int]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if _HEAD.match(line):
            found.append((number, {}))
        elif found and (match := _KEY.match(line)):
            found[-1][1].setdefault(match[1], number)
    return found


def _top_level_faults(path: str, text: str, document: dict[str, Any]) -> tuple[Diagnostic, ...]:
    """Return what is wrong outside the reports."""
    faults = [
        Diagnostic(path, _line_of(key, text), f'there is no "{key}" here.{_hint(key, ["report"])}')
        for key in islice(document, _ENOUGH)
        if key != "report"
    ]
    tables = document.get("report", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        what = "report is no list of tables. Write [[report]], in two brackets."
        faults.append(Diagnostic(path, _line_of("report", text), what))
    return tuple(faults)


def _line_of(key: str, text: str) -> int:
    match = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 0


def _reports(
    path: str, tables: list[dict[str, Any]], lines: list[tuple[int, dict[str, int]]]
) -> tuple[tuple[Report, ...], tuple[Diagnostic, ...]]:
    reports: list[Report] = []
    errors: list[Diagnostic] = []
    for index, table in enumerate(tables):
        line, keys = lines[index] if index < len(lines) else (0, {})
        faults = [Diagnostic(path, keys.get(key, line), text) for key, text in _faults(table)]
        errors += faults
        if not faults:
            reports.append(Report(**table, path=path, line=line, lines=tuple(keys.items())))
    return tuple(reports), tuple(errors)


def _faults(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (key, what is wrong with it) for one report."""
    for key in table:
        if key not in KEYS:
            yield key, f'a report has no key "{key}".{_hint(key, KEYS)}'
    for key in ("title", "url", "lang"):
        if key not in table:
            yield key, f'the report has no {key}. Add {key} = "…".'
    for key, value in table.items():
        if key in KEYS and (text := _fault(key, value)):
            yield key, text


def _fault(key: str, value: Any) -> str:
    if key == "date":
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return ""
        return f'the date "{value}" is no day. Write, for instance, 2021-02-28, without quotes.'
    if not isinstance(value, str) or not value.strip():
        return f'{key} is no text. Write {key} = "…".'
    if what := control_character(value):
        return f"{key} {what}"
    if key == "url" and not _URL.fullmatch(value):
        return f'the url "{value}" is no web address. Write one that starts with https://.'
    if key == "lang" and not _is_language(value):
        return f'"{value}" is no language tag. Write, for instance, en, zh-Hans or pt-BR.'
    return ""


def _is_language(tag: str) -> bool:
    try:
        return "_" not in tag and bool(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return False


def _hint(word: str, known: Iterable[str]) -> str:
    return did_you_mean(word, known, f" Known are {', '.join(known)}.")
