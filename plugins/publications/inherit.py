"""What entries inherit: ``crossref`` (from the volume an article stands in) and ``xdata``."""

from __future__ import annotations

from dataclasses import replace

from plugins.publications.faults import Faults, did_you_mean, fault
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
    by_key = {record.citekey.lower(): record for record in records}
    parents = {record.value("crossref").lower() for record in records}
    found = []
    for record in records:
        is_volume = record.citekey.lower() in parents and not record.get("author")
        if record.type in _CONTROL_TYPES or is_volume:
            continue
        found.append(record)
        with faults.gathered():
            found[-1] = _resolved(record, by_key, _MAX_DEPTH)
    return found


def _resolved(record: Record, by_key: dict[str, Record], depth: int) -> Record:
    fields = {field.name: field for field in record.fields}
    for reference in _references(record):
        for key in filter(None, map(str.strip, reference.value.split(","))):
            parent = by_key.get(key.lower())
            if parent is None or depth == 0:
                raise _unknown(record, reference, key, by_key)
            for field in _offered(_resolved(parent, by_key, depth - 1), reference.name):
                fields.setdefault(field.name, field)
    return replace(record, fields=tuple(fields.values()))


def _references(record: Record) -> list[Field]:
    return [field for field in record.fields if field.name in ("crossref", "xdata") and field.value]


def _unknown(record: Record, field: Field, key: str, by_key: dict[str, Record]) -> Exception:
    near = did_you_mean(key, [each.citekey for each in by_key.values()])
    text = f'entry "{record.citekey}" has {field.name} "{key}", which '
    text += "refers back to itself." if key.lower() in by_key else f"is no entry.{near}"
    return fault(field.path, field.line, f"{text} Name the citekey of another entry.")


def _offered(parent: Record, name: str) -> list[Field]:
    """Return the fields of *parent* that its children get; its title is their booktitle."""
    if name == "xdata":
        return list(parent.fields)
    fields = [field for field in parent.fields if field.name in _FROM_PARENT]
    title = parent.get("booktitle", "title")
    return [*fields, replace(title, name="booktitle")] if title else fields
