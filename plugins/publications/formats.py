"""An entry as BibTeX for readers: what its .bib says, without what only serves this site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plugins.publications.syntax import MONTHS, Field, Record

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
        elif field.value and field.name not in BOOKKEEPING:
            yield _name(field), _value(field)
    yield from _eprint(record)


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


def _value(field: Field) -> str:
    if field.name == "month" and field.value in MONTHS:
        return field.value[:3].lower()
    return f"{{{field.value}}}"
