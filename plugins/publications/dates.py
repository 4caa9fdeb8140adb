"""When something was published: year, month and day from ``date`` or ``year`` and ``month``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.diagnostics import Diagnostic
from plugins.publications.faults import Faults
from plugins.publications.syntax import MONTHS, Field, Record
from plugins.publications.tex import to_text

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.+Z-]*)?[~?%]?(?:/.*)?")
_MONTH = re.compile(r"(\d{1,2}(?!\d)|[^\W\d]+)\.?(?:[\s\u00a0]+(\d{1,2})\b)?")
_MONTH_NUMBERS = {month.lower(): number for number, month in enumerate(MONTHS, start=1)}
_SEASONS = (21, 22, 23, 24)
"""Spring to winter (ISO 8601-2, 4.8)."""
_SHORT_NUMBERS = {month[:3]: number for month, number in _MONTH_NUMBERS.items()} | {"sept": 9}


@dataclass(frozen=True)
class PartialDate:
    """A date of which the day, then the month, then the year may be unknown."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def published(record: Record, faults: Faults) -> PartialDate:
    """Return the date of *record*; what cannot be read is a warning, what is missing is none.

    ``date`` is ISO 8601, of a range its beginning (biblatex manual, 2.3.8).
    """
    if date := record.get("date"):
        # Not as TeX: 2021~ is an approximate date, not one with a space.
        if found := partial_date(date.value.strip("{} ")):
            return found
        _warn(faults, record, date, "Write 2021, 2021-02 or 2021-02-28.")
        if match := re.match(r"\d{4}(?!\d)", date.value):
            return PartialDate(int(match[0]))
    year = _year(record, faults)
    return _with_month(year, record, faults) if year else PartialDate()


def partial_date(text: str) -> PartialDate | None:
    """Return the date that *text* is (ISO 8601; of a range its beginning), None if it is none."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if month in _SEASONS:
        return PartialDate(year)
    return PartialDate(year, month, day) if _is_possible(month, day) else None


def _is_possible(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)


def _year(record: Record, faults: Faults) -> int | None:
    field = record.get("year")
    if field is None:
        _with_month(None, record, faults)
        return None
    if match := re.search(r"(?<!\d)\d{4}(?!\d)", to_text(field.value)):
        return int(match[0])
    _warn(faults, record, field, "Write four digits, or leave it out.")
    return None


def _with_month(year: int | None, record: Record, faults: Faults) -> PartialDate:
    field = record.get("month")
    if field is None:
        return PartialDate(year)
    match = _MONTH.match(to_text(field.value))
    month = month_number(match[1]) if match else None
    if month is None:
        _warn(faults, record, field, "Write feb, 2 or February.")
        return PartialDate(year)
    told = (match[2] if match else None) or to_text(record.value("day"))
    day = int(told) if told.isdecimal() else None
    return PartialDate(year, month, day if _is_possible(month, day) else None)


def month_and_day(text: str) -> tuple[int | None, str]:
    """Return the number of the month that *text* names, and the day in it, if it says no more.

    >>> month_and_day("December 6"), month_and_day("May/June")
    ((12, '6'), (None, ''))
    """
    match = _MONTH.fullmatch(text)
    month = month_number(match[1]) if match else None
    return (month, match[2] or "") if match and month else (None, "")


def month_number(text: str) -> int | None:
    """Return 1 to 12 for "2", "feb" or "February", None for anything else."""
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    return _MONTH_NUMBERS.get(text.lower()) or _SHORT_NUMBERS.get(text.lower())


def _warn(faults: Faults, record: Record, field: Field, mend: str) -> None:
    text = f'entry "{record.citekey}" has {field.name} "{to_text(field.value)}". {mend}'
    faults.warnings.append(Diagnostic(field.path, field.line, text))
