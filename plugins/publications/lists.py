"""The lists that entries stand in: groups, years, types, and the data to filter them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Literal

from plugins.publications.entries import Entry
from plugins.publications.topics import topic_names, topic_slug, topics_of

Grouping = Literal["", "type", "year"]
"""What groups are made by where no keywords are named: nothing, the type or the year."""

KINDS = ("journal", "conference", "book", "chapter", "preprint", "thesis", "report", "patent",
         "software", "dataset", "other")  # fmt: skip
"""What an entry is to a reader; the order of the groups by type."""
_KIND_OF = {
    "article": "journal", "periodical": "journal", "suppperiodical": "journal",
    "inproceedings": "conference", "conference": "conference", "proceedings": "conference",
    "book": "book", "mvbook": "book", "booklet": "book", "collection": "book", "manual": "book",
    "incollection": "chapter", "inbook": "chapter", "inreference": "chapter",
    "bookinbook": "chapter",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "techreport": "report", "report": "report", "patent": "patent", "software": "software",
    "dataset": "dataset", "preprint": "preprint", "unpublished": "preprint",
}  # fmt: skip
KIND_LABELS = {
    "journal": "Journal articles", "conference": "Conference papers", "book": "Books",
    "chapter": "Book chapters", "preprint": "Preprints", "thesis": "Theses",
    "report": "Technical reports", "patent": "Patents", "software": "Software",
    "dataset": "Data sets", "other": "Other",
}  # fmt: skip
"""The heading of each kind, to be translated."""


@dataclass(frozen=True)
class Group:
    """The entries of one group. *key* and *label* are "" for the unnamed one."""

    key: str
    label: str
    entries: tuple[Entry, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The number of each entry in the whole group, from 1, by citekey."""


@dataclass(frozen=True)
class Facet:
    """What one entry can be found by in the filter of a list."""

    citekey: str
    year: str
    venue: str
    type: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Facets:
    """What the filter of a list offers: each value once, with how many entries have it."""

    years: tuple[tuple[str, int], ...]
    venues: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]
    topic_names: dict[str, str]
    """By the slug that *topics* has."""
    entries: dict[str, Facet]
    """By citekey."""


def kind(entry: Entry) -> str:
    """Return which of `KINDS` the entry is."""
    return "preprint" if entry.is_preprint else _KIND_OF.get(entry.type, "other")


def groups_of(
    entries: Iterable[Entry], by: Grouping, named: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return the (key, label) of the groups: those *named*, or what the entries have of *by*."""
    if by == "year":
        years = sorted({entry.year for entry in entries if entry.year}, reverse=True)
        return tuple((str(year), str(year)) for year in years)
    return tuple(KIND_LABELS.items()) if by == "type" else tuple(named)


def assign_groups(
    entries: Iterable[Entry], groups: Sequence[tuple[str, str]], by: Grouping = ""
) -> tuple[Entry, ...]:
    """Return *entries*, each with its group.

    That is the first of *groups*, pairs of (keyword, label), among the entry's keywords, or the
    entry's type or year.
    """
    return tuple(_in_group(entry, _group_key(entry, groups, by)) for entry in entries)


def _in_group(entry: Entry, group: str) -> Entry:
    if entry.group == group:
        return entry
    made = copy(entry)  # dataclasses.replace would set each of its sixty fields
    vars(made).update(group=group)
    return made


def _group_key(entry: Entry, groups: Sequence[tuple[str, str]], by: Grouping) -> str:
    if by == "type":
        return kind(entry)
    if by == "year":
        return str(entry.year or "")
    return next((key for key, _ in groups if key in entry.keywords), "")


def by_group(entries: Sequence[Entry], groups: Sequence[tuple[str, str]]) -> tuple[Group, ...]:
    """Return the groups that have entries, as configured; those of no group come last, unnamed."""
    members: dict[str, list[Entry]] = {}
    for entry in entries:
        members.setdefault(entry.group, []).append(entry)
    return tuple(
        Group(key, label, tuple(members[key]), _numbers(members[key]))
        for key, label in (*groups, ("", ""))
        if key in members
    )


def _numbers(entries: Iterable[Entry]) -> dict[str, int]:
    return {entry.citekey: number for number, entry in enumerate(entries, 1)}


def by_year(entries: Sequence[Entry]) -> tuple[tuple[int | None, tuple[Entry, ...]], ...]:
    """Return (year, its entries in the order given), newest first, the unknown year last."""
    years: dict[int | None, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.year, []).append(entry)
    newest_first = sorted(years.items(), key=lambda item: -1 if item[0] is None else item[0])[::-1]
    return tuple((year, tuple(of_year)) for year, of_year in newest_first)


def timeline(entries: Sequence[Entry]) -> tuple[tuple[int, int], ...]:
    """Return (year, how many) for every year from the first to the last, none left out."""
    counts: dict[int, int] = {}
    for entry in entries:
        if entry.year:
            counts[entry.year] = counts.get(entry.year, 0) + 1
    if not counts:
        return ()
    return tuple((year, counts.get(year, 0)) for year in range(min(counts), max(counts) + 1))


def facets(entries: Sequence[Entry]) -> Facets:
    """Return what the entries can be filtered by: years newest first, the rest most used first."""
    found = {entry.citekey: _facet(entry) for entry in entries}
    every = found.values()
    years = sorted(_counted(each.year for each in every), reverse=True)
    return Facets(
        tuple(years),
        _by_use(_counted(each.venue for each in every)),
        _by_use(_counted(each.type for each in every)),
        _by_use(_counted(topic for each in every for topic in each.topics)),
        topic_names(entries),
        found,
    )


def _facet(entry: Entry) -> Facet:
    year = str(entry.year or "")
    venue = entry.abbr or entry.venue
    if year and venue.endswith(year):
        venue = venue[: -len(year)].rstrip(" ,'’")
    return Facet(entry.citekey, year, venue, kind(entry), topics_of(entry))


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    return list(counts.items())


def _by_use(counts: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts, key=lambda item: (-item[1], item[0].casefold())))


def select(
    groups: Sequence[Group], options: Mapping[str, str], home: str = "all"
) -> tuple[Group, ...]:
    """Return the groups and the entries in them that the *options* of a block ask for.

    Options: group, year, topic, type, and show ("selected" or "all", by default *home*). The
    numbers of the entries stay as they are in their whole group.
    """
    found = []
    for group in groups:
        if options.get("group", group.key) == group.key:
            entries = tuple(each for each in group.entries if _is_asked(each, options, home))
            if entries:
                found.append(replace(group, entries=entries))
    return tuple(found)


def within(groups: Sequence[Group], entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Return the groups with only those of their entries that are among *entries*."""
    keys = {entry.citekey for entry in entries}
    kept = ((each, tuple(e for e in each.entries if e.citekey in keys)) for each in groups)
    return tuple(replace(group, entries=members) for group, members in kept if members)


def _is_asked(entry: Entry, options: Mapping[str, str], home: str) -> bool:
    asked = {
        "year": str(entry.year or ""),
        "type": kind(entry),
        "topic": options.get("topic", "") if _has_topic(entry, options) else "",
    }
    if options.get("show", home) == "selected" and not entry.selected:
        return False
    return all(options.get(name, value) == value for name, value in asked.items())


def _has_topic(entry: Entry, options: Mapping[str, str]) -> bool:
    return topic_slug(options.get("topic", "")) in topics_of(entry)
