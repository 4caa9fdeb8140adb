"""Terms of definition lists that are dates, as the page's language writes them.

``2020-05`` and ``2017-03/2020-05`` (ISO 8601), ``2020-05/..`` (EDTF, still going on) become
``<time>`` elements with a text from CLDR. The owner writes a date once, for every language.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

PRIORITY = 28
"""Before messages are made of the blocks (25): a date is none."""

_SHAPE = re.compile(
    r"(?P<start>\d{4}(?:-\d{1,2}){0,2}|\.\.)(?:(?P<slash>/)(?P<end>\d{4}(?:-\d{1,2}){0,2}|\.\.|))?"
    r"(?P<tail>\s+\{[^}\n]*\})?$"
)
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
_SKELETONS = ("y", "yMMMM", "yMMMd")


@dataclass(frozen=True)
class Day:
    """A date as precise as it was written: year, year and month, or all three."""

    iso: str
    date: date
    precision: int
    """0 year, 1 month, 2 day."""


@dataclass(frozen=True)
class Period:
    """A date, or an interval whose end is None while it is still going on."""

    start: Day
    end: Day | None
    is_interval: bool


Piece = tuple[str, str]
"""A text, and the ``datetime`` of the ``<time>`` around it ("" for none)."""


def parse(text: str) -> Period | None:
    """Return the date or interval that *text* is; None if it is not meant as one.

    Raises `ValueError`, which says how to mend it, if it has the form of one but is none.
    """
    match = _SHAPE.match(text)
    if match is None:
        return None
    if match["start"] == "..":
        raise ValueError(f'"{text}" has no start. Write it as in 2017-03/2020-05.')
    start = _day(match["start"])
    if match["end"] == "":
        raise ValueError(f'"{text}" has no end. Write {start.iso}/.. if it is still going on.')
    end = _day(match["end"]) if match["end"] and match["end"] != ".." else None
    if end and end.iso < start.iso[: len(end.iso)]:
        raise ValueError(f'"{text}" ends before it starts. Write the earlier date first.')
    return Period(start, end, bool(match["slash"]))


def _day(text: str) -> Day:
    match = _ISO.match(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part or 1) for part in match.groups())
        return Day(text, date(year, month, day), text.count("-"))
    except ValueError:
        mend = "Write it as in 2010, 2010-05 or 2010-05-17."
        raise ValueError(f'"{text}" is not a date. {mend}') from None


def pieces(period: Period, locale: Locale, gettext: Callable[[str], str]) -> list[Piece]:
    """Return a period as *locale* writes it: texts, and which of them are a ``<time>``."""
    start = (_formatted(period.start, locale), period.start.iso)
    if not period.is_interval:
        return [start]
    if period.end is None:
        _ = gettext
        return _around(_("%(start)s – Present") % {"start": start[0]}, [start])
    end = (_formatted(period.end, locale), period.end.iso)
    return _around(_interval(period.start, period.end, locale), [start, end])


def _formatted(day: Day, locale: Locale) -> str:
    if day.precision == 2:
        return format_date(day.date, "long", locale=locale)
    return format_skeleton(_SKELETONS[day.precision], day.date, locale=locale)


def _interval(start: Day, end: Day, locale: Locale) -> str:
    whole = (_formatted(start, locale), _formatted(end, locale))
    plain = str(locale.interval_formats[None]).format(*whole)
    if start.precision != end.precision or start.precision == 2:
        return plain
    skeleton = _SKELETONS[start.precision]

    def written(to: date) -> str:
        return str(format_interval(start.date, to, skeleton, locale=locale))

    # Babel ends some intervals with their start (Persian months): then the end makes no difference.
    other = end.date.replace(month=end.date.month % 12 + 1)
    same_year = start.date.year == end.date.year == other.year
    if start.precision == 1 and same_year and written(end.date) == written(other):
        return plain
    return written(end.date)


def _around(text: str, times: list[Piece]) -> list[Piece]:
    """Cut *text* at the times, if it has each in full and in their order; else leave it whole."""
    found: list[Piece] = []
    rest = text
    for written, iso in times:
        before, matched, rest = rest.partition(written)
        if not matched:
            return [(text, "")]
        found += [(before, ""), (written, iso)]
    return [piece for piece in [*found, (rest, "")] if piece[0]]


class Dates(Extension):
    """Writes the terms that are dates in *locale*; *fault* is told (parser, term, its fault)."""

    def __init__(
        self,
        locale: Locale,
        gettext: Callable[[str], str],
        fault: Callable[[Markdown, str, str], None],
    ) -> None:
        super().__init__()
        self.locale, self.gettext, self.fault = locale, gettext, fault

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the treeprocessor."""
        md.treeprocessors.register(_Terms(md, self), "content_dates", PRIORITY)


class _Terms(Treeprocessor):
    def __init__(self, md: Markdown, config: Dates) -> None:
        super().__init__(md)
        self.parser, self.config = md, config

    def run(self, root: etree.Element) -> None:
        for term in _terms(root):
            text = (term.text or "").strip()
            try:
                period = parse(text)
            except ValueError as error:
                self.config.fault(self.parser, text, str(error))
                continue
            if period:
                tail = (_SHAPE.match(text) or {"tail": ""})["tail"] or ""
                _fill(term, pieces(period, self.config.locale, self.config.gettext), tail)


def _terms(root: etree.Element) -> Iterator[etree.Element]:
    return (e for e in root.iter("dt") if not len(e) and not isinstance(e.text, AtomicString))


def _fill(term: etree.Element, parts: list[Piece], tail: str) -> None:
    term.text = AtomicString("")
    last: etree.Element | None = None
    for text, iso in parts:
        if iso:
            last = etree.SubElement(term, "time", {"datetime": iso})
            last.text, last.tail = AtomicString(text), AtomicString("")
        else:
            _append(term, last, text)
    if tail:
        _append(term, last, tail)


def _append(term: etree.Element, last: etree.Element | None, text: str) -> None:
    if last is None:
        term.text = AtomicString((term.text or "") + text)
    else:
        last.tail = AtomicString((last.tail or "") + text)
