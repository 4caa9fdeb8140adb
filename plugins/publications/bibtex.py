"""The .bib files to entries: the first step of the plugin, and the one that finds the faults.

syntax (text to records) -> inherit (crossref) -> compose (a record to an entry) -> here (all of
them, and their addresses).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plugins.diagnostics import Diagnostic
from plugins.publications import tables
from plugins.publications.compose import Context, compose
from plugins.publications.entries import Entry, slug
from plugins.publications.faults import Faults, PublicationsError
from plugins.publications.inherit import inherit
from plugins.publications.known import Known
from plugins.publications.lists import Grouping, assign_groups
from plugins.publications.pieces import Source
from plugins.publications.syntax import Record, parse

_REFERENCES = (b"crossref", b"xdata")
"""By which an entry may rest on others."""


@dataclass(frozen=True)
class Bibliography:
    """What a reading of the .bib files gave."""

    entries: tuple[Entry, ...]
    """In the order of the files."""
    errors: tuple[Diagnostic, ...] = ()
    """With one of these nothing may be published: something is missing from *entries*."""
    warnings: tuple[Diagnostic, ...] = ()

    def or_raise(self) -> Bibliography:
        """Return itself if there are no errors; else raise PublicationsError with all of them."""
        if self.errors:
            raise PublicationsError(self.errors)
        return self


def read(
    sources: Sequence[Source],
    *,
    owner: Sequence[str] = (),
    groups: Sequence[tuple[str, str]] = (),
    group_by: Grouping = "",
    url: str = "publications/",
    max_authors: int | None = None,
    coauthors: Sequence[tables.Coauthor] = (),
    venues: Mapping[str, tables.Venue] | None = None,
    known: Known | None = None,
) -> Bibliography:
    """Return all entries of *sources*, and every fault in them in one pass.

    *owner* is the owner's name in several forms, *groups* are pairs of (keyword, label), *url* is
    the address of the publications, with a slash at its end, *max_authors* as in `names.listed`.
    What is sound is always returned; what is *known* of it is not read again.
    """
    context = Context(
        owner=tuple(owner),
        group_keywords=frozenset(key for key, _ in groups),
        url=url,
        max_authors=max_authors,
        coauthors=tables.index(tuple(coauthors)),
        venues=venues or {},
    )
    faults = Faults()
    known = known or Known()
    recalled = _Recalled(known) if _stand_alone(sources) else None
    records = _unique(parse(sources, faults, recalled, context.key()), faults)
    entries = []
    for record in inherit(records, faults):
        if recalled and (entry := recalled.entries.get(record.key)):
            entries.append(entry)
            continue
        with faults.gathered():
            warnings = len(faults.warnings)
            entries.append(entry := compose(record, context, faults))
            if record.key and len(faults.warnings) == warnings:
                known.add(record.key, entry)
    _check_former_keys(entries, faults)
    return Bibliography(
        assign_groups(entries, groups, group_by),
        tuple(sorted(set(faults.errors))),
        tuple(sorted(set(faults.warnings))),
    )


def _stand_alone(sources: Sequence[Source]) -> bool:
    texts = (source.data.lower() for source in sources)
    return not any(name in text for text in texts for name in _REFERENCES)


class _Recalled:
    """Stands in for the reading of what is known."""

    def __init__(self, known: Known) -> None:
        self.entries: dict[str, Entry] = {}
        self._known = known

    def __call__(self, key: str, path: str, line: int) -> Record | None:
        entry = self._known.get(key, path, line)
        if entry is None:
            return None
        self.entries[key] = entry
        return Record(entry.type, entry.citekey, (), path, line, key)


def _unique(records: list[Record], faults: Faults) -> list[Record]:
    """Return the records whose address is their own; the others are errors that name both lines."""
    first: dict[str, Record] = {}
    for record in records:
        other = first.setdefault(slug(record.citekey), record)
        if other is record:
            continue
        where = f"line {other.line}" if other.path == record.path else f"{other.path}:{other.line}"
        if other.citekey == record.citekey:
            text = f'entry "{record.citekey}" is already on {where}. Give one another citekey.'
        else:
            text = f'entry "{record.citekey}" differs only in case from "{other.citekey}" on '
            text += f"{where}. Give one another citekey."
        faults.errors.append(Diagnostic(record.path, record.line, text))
    return list(first.values())


def _check_former_keys(entries: Sequence[Entry], faults: Faults) -> None:
    """Add an error for each of ``ids`` that leads to two entries."""
    taken = {entry.slug: entry for entry in entries}
    for entry in entries:
        for former in entry.ids:
            other = taken.setdefault(slug(former), entry)
            if other is not entry:
                text = f'entry "{entry.citekey}" has the former key "{former}" in its ids, but '
                text += f'that leads to "{other.citekey}" on line {other.line}. Remove one.'
                faults.errors.append(Diagnostic(entry.path, entry.line, text))
