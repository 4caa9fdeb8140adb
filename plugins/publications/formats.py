"""An entry as BibTeX for readers: what its .bib says, without what only serves this site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plugins.publications.dates import month_and_day
from plugins.publications.syntax import MONTHS, Field, Record
from plugins.publications.tex import to_text

BOOKKEEPING = frozenset([
    "abbr", "code", "award", "award_name", "selected", "bibtex_show", "preview", "pdf",
    "supp", "slides", "poster", "website", "html", "blog", "video", "annotation",
    "additional_info", "crossref", "xdata", "ids", "altmetric", "dimensions",
    "google_scholar_id", "inspirehep_id", "arxiv", "hal",
])  # fmt: skip
"""Fields that serve this site (and al-folio's) and say nothing to the reader's BibTeX."""


def bibtex(record: Record, group_keywords: Iterable[str] = ()) -> str:
    """Return *record* as BibTeX to show: its fields in source order, aligned, macros resolved.

    `BOOKKEEPING` is left out, and so are *group_keywords* among the keywords.
    """
    fields = list(_shown(record, frozenset(group_keywords)))
    width = max((len(name) for name, _ in fields), default=0)
    lines = [f"  {name:<{width}} = {value}" for name, value in fields]
    return ",\n".join([f"@{record.type}{{{record.citekey}", *lines]) + "\n}"


def _shown(record: Record, group_keywords: frozenset[str]) -> Iterator[tuple[str, str]]:
    for field in record.fields:
        if field.name in ("keywords", "keyword"):
            words = [word.strip() for word in re.split("[,;]", field.value)]
            value = ", ".join(word for word in words if word and word not in group_keywords)
            if value:
                yield field.name, f"{{{value}}}"
        elif field.name == "month":
            yield from _month(record, field)
        elif field.value and field.name not in BOOKKEEPING:
            yield _name(field), f"{{{field.value}}}"
    yield from _eprint(record)


def _month(record: Record, field: Field) -> Iterator[tuple[str, str]]:
    """Say the month by BibTeX's macro, and the day that "dec # {~6}" has in the field of its own
    that biber wants."""
    month, day = month_and_day(to_text(field.value))
    if month:
        yield "month", MONTHS[month - 1][:3].lower()
    elif field.value:
        yield "month", f"{{{field.value}}}"
    if day and not record.get("day"):
        yield "day", f"{{{day}}}"


def _eprint(record: Record) -> Iterator[tuple[str, str]]:
    """Say al-folio's ``arxiv`` and ``hal`` in the fields that BibTeX and biber know."""
    if record.get("eprint"):
        return
    for name, archive in (("arxiv", "arXiv"), ("hal", "HAL")):
        if identifier := record.value(name):
            yield "eprint", f"{{{re.sub(r'(?i)^arxiv:', '', identifier)}}}"
            yield "archivePrefix", f"{{{archive}}}"
            return


def _name(field: Field) -> str:
    return "archivePrefix" if field.name == "archiveprefix" else field.name
