"""What entries inherit: ``crossref`` (from the volume an article stands in) and ``xdata``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plugins.publications.faults import Faults, fault
from plugins.publications.syntax import Field, Record

_FROM_PARENT = (
    "booktitle", "publisher", "organization", "institution", "editor", "year", "month", "date",
    "series", "volume", "number", "address", "location", "isbn", "issn", "journal", "journaltitle",
    "eventtitle",
)  # fmt: skip
_CONTROL_TYPES = ("xdata", "set", "control", "ieeetranbstctl", "settings")
_MAX_DEPTH = 5


def inherit(records: list[Record], faults: Faults) -> list[Record]:
    """Return the publications among *records*, each with what it inherits.

    Not publications: ``xdata`` and control entries, and a volume that others refer to by
    ``crossref`` and that has no author. An unknown crossref is an error.
    """
    if not any(record.get("crossref", "xdata") for record in records):
        return [record for record in records if record.type not in _CONTROL_TYPES]
    by_key = {key.lower(): record for record in records for key in _former_keys(record)}
    by_key |= {record.citekey.lower(): record for record in records}
    parents = {record.value("crossref").lower() for record in records}
    family, found = _Family(by_key, faults), []
    for record in records:
        keys = {record.citekey.lower(), *map(str.lower, _former_keys(record))}
        is_volume = bool(keys & parents) and not record.get("author")
        is_publication = record.type not in _CONTROL_TYPES and not is_volume
        with faults.gathered():
            record = family.resolved(record)
        if is_publication:
            found.append(record)
    return found


def _former_keys(record: Record) -> list[str]:
    return [key for key in map(str.strip, record.value("ids").split(",")) if key]


class _Family:
    """The records by their keys in lower case, and what has been found of each."""

    def __init__(self, by_key: Mapping[str, Record], faults: Faults) -> None:
        self._by_key, self._faults = by_key, faults
        self._citekeys = [each.citekey for each in by_key.values()]
        self._found: dict[tuple[str, int], Record] = {}

    def resolved(self, record: Record, depth: int = _MAX_DEPTH) -> Record:
        """Return *record* with what it inherits. PublicationsError if that is not to be found."""
        references = _references(record)
        if not references:
            return record
        key = record.citekey, depth
        if key not in self._found:
            fields = {field.name: field for field in record.fields}
            for reference in references:
                for field in self._inherited(record, reference, depth):
                    fields.setdefault(field.name, field)
            self._found[key] = replace(record, fields=tuple(fields.values()))
        return self._found[key]

    def _inherited(self, record: Record, reference: Field, depth: int) -> Iterator[Field]:
        for key in filter(None, map(str.strip, reference.value.split(","))):
            parent = self._by_key.get(key.lower())
            if parent is None or depth == 0:
                raise self._unknown(record, reference, key)
            yield from _offered(self.resolved(parent, depth - 1), reference.name)

    def _unknown(self, record: Record, field: Field, key: str) -> Exception:
        text = f'entry "{record.citekey}" has {field.name} "{key}", which '
        if key.lower() in self._by_key:
            text += "refers back to itself."
        else:
            text += f"is no entry.{self._faults.did_you_mean(key, self._citekeys)}"
        return fault(field.path, field.line, f"{text} Name the citekey of another entry.")


def _references(record: Record) -> list[Field]:
    return [field for field in record.fields if field.name in ("crossref", "xdata") and field.value]


def _offered(parent: Record, name: str) -> list[Field]:
    """Return the fields of *parent* that its children get; its title is their booktitle."""
    if name == "xdata":
        return list(parent.fields)
    fields = [field for field in parent.fields if field.name in _FROM_PARENT]
    for ours, theirs in (("booktitle", "title"), ("booksubtitle", "subtitle")):
        if title := parent.get(ours, theirs):
            fields.append(replace(title, name=ours))
    return fields
