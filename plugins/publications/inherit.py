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
    if not any(record.get("crossref", "xdata") for record in records):
        return [record for record in records if record.type not in _CONTROL_TYPES]
    by_key = {key.lower(): record for record in records for key in _former_keys(record)}
    by_key |= {record.citekey.lower(): record for record in records}
    parents = {record.value("crossref").lower() for record in records}
    found = []
    for record in records:
        keys = {record.citekey.lower(), *map(str.lower, _former_keys(record))}
        is_volume = bool(keys & parents) and not record.get("author")
        is_publication = record.type not in _CONTROL_TYPES and not is_volume
        with faults.gathered():
            record = _resolved(record, by_key, _MAX_DEPTH)
        if is_publication:
            found.append(record)
    return found


def _former_keys(record: Record) -> list[str]:
    return [key for key in map(str.strip, record.value("ids").split(",")) if key]


def _resolved(record: Record, by_key: dict[str, Record], depth: int) -> Record:
    references = _references(record)
    if not references:
        return record
    fields = {field.name: field for field in record.fields}
    for reference in references:
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
    for ours, theirs in (("booktitle", "title"), ("booksubtitle", "subtitle")):
        if title := parent.get(ours, theirs):
            fields.append(replace(title, name=ours))
    return fields
