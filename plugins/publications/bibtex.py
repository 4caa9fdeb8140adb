"""The .bib files to entries: the first step of the plugin, and the one that finds the faults.

syntax (text to records) -> inherit (crossref) -> here (records to entries, and their addresses).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from plugins.diagnostics import Diagnostic
from plugins.publications import links
from plugins.publications.dates import published
from plugins.publications.entries import RESERVED_SLUGS, Entry, Link, assign_groups, slug
from plugins.publications.faults import Faults, PublicationsError, did_you_mean, fault
from plugins.publications.formats import bibtex
from plugins.publications.inherit import inherit
from plugins.publications.names import parse_authors
from plugins.publications.syntax import Record, Source, parse
from plugins.publications.tex import to_html, to_text

TYPES = (
    "article", "book", "bookinbook", "booklet", "collection", "conference", "dataset",
    "electronic", "image", "inbook", "incollection", "inproceedings", "inreference", "legal",
    "letter", "manual", "mastersthesis", "misc", "movie", "music", "mvbook", "mvcollection",
    "mvproceedings", "mvreference", "online", "patent", "performance", "periodical",
    "phdthesis", "proceedings", "reference", "report", "review", "software", "standard",
    "suppbook", "suppcollection", "suppperiodical", "techreport", "thesis", "unpublished",
    "video", "www", "xdata", "set",
)  # fmt: skip
_VENUES = ("booktitle", "journaltitle", "journal", "eventtitle")
_HOSTS = ("school", "institution", "howpublished", "organization", "publisher")
_LANGUAGES = {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "ngerman": "de", "naustrian": "de-AT", "nswissgerman": "de-CH", "brazilian": "pt-BR",
    "chinese-simplified": "zh-Hans", "chinese-traditional": "zh-Hant", "magyar": "hu",
}  # fmt: skip


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
    url: str = "publications/",
) -> Bibliography:
    """Return all entries of *sources*, and every fault in them in one pass.

    *owner* is the owner's name in several forms, *groups* are pairs of (keyword, label), *url* is
    the address of the publications, with a slash at its end. What is sound is always returned.
    """
    faults = Faults()
    records = _unique(parse(sources, faults), faults)
    entries = []
    for record in inherit(records, faults):
        with faults.gathered():
            entries.append(_entry(record, owner, groups, url, faults))
    _check_former_keys(entries, faults)
    return Bibliography(
        assign_groups(entries, groups),
        tuple(sorted(set(faults.errors))),
        tuple(sorted(set(faults.warnings))),
    )


def award(record: Record) -> str:
    """Return the award as a message: plain text in the owner's language."""
    return to_text(record.value("award", "award_name"))


def note(record: Record) -> str:
    """Return the note as a message: plain text in the owner's language."""
    return to_text(record.value("note"))


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


def _entry(
    record: Record,
    owner: Sequence[str],
    groups: Sequence[tuple[str, str]],
    url: str,
    faults: Faults,
) -> Entry:
    name = slug(record.citekey)
    if name in RESERVED_SLUGS:
        text = f'entry "{record.citekey}" has the citekey of a page of the site. Give it another.'
        raise fault(record.path, record.line, text)
    _check_type(record, faults)
    title = _title(record)
    authors, others = parse_authors(record.value("author"), owner)
    date = published(record, faults)
    keywords = _split(record.value("keywords", "keyword"))
    return Entry(
        citekey=record.citekey,
        type=record.type,
        title=to_html(title),
        title_text=to_text(title),
        authors=authors,
        others=others,
        venue=to_text(record.value(*_VENUES) or record.value(*_HOSTS)),
        abbr=to_text(record.value("abbr")),
        year=date.year,
        month=date.month,
        day=date.day,
        pages=to_text(re.sub(r"(?<=\w)\s*-+\s*(?=\w)", "--", record.value("pages"))),
        volume=to_text(record.value("volume")),
        number=to_text(record.value("number", "issue")),
        publisher=to_text(record.value("publisher")),
        location=to_text(record.value("location", "address")),
        doi=links.doi(record),
        arxiv=links.arxiv(record),
        links=_links(record),
        award=award(record),
        note=note(record),
        abstract=to_html(record.value("abstract")),
        keywords=keywords,
        ids=_split(record.value("ids")),
        lang=lang(record.value("langid")),
        bibtex=bibtex(record, [key for key, _ in groups]),
        slug=name,
        url=f"{url}{name}/",
        path=record.path,
        line=record.line,
    )


def _title(record: Record) -> str:
    title, subtitle = record.value("title"), record.value("subtitle")
    return f"{title}: {subtitle}" if subtitle else title


def _links(record: Record) -> tuple[Link, ...]:
    try:
        return links.links(record)
    except PublicationsError as error:
        raise PublicationsError(
            Diagnostic(d.path, d.line, f'entry "{record.citekey}": {d.text}')
            for d in error.diagnostics
        ) from None


def _check_type(record: Record, faults: Faults) -> None:
    if record.type not in TYPES:
        near = did_you_mean(record.type, TYPES)
        text = f'entry "{record.citekey}" has the unknown type @{record.type}.{near}'
        text += " Write @misc if none fits."
        faults.warnings.append(Diagnostic(record.path, record.line, text))


def _split(value: str) -> tuple[str, ...]:
    return tuple(filter(None, (to_text(each) for each in re.split(r"[,;]", value))))


def lang(langid: str) -> str:
    """Return the BCP 47 tag of a biblatex *langid* ("german", "zh-Hans"), or "" if unknown."""
    name = langid.strip().lower()
    if not name or name in _LANGUAGES:
        return _LANGUAGES.get(name, "")
    names = {text.lower(): tag for tag, text in Locale("en").languages.items()}
    if name in names:
        return str(names[name]).replace("_", "-")
    try:
        return str(Locale.parse(langid.strip().replace("-", "_"))).replace("_", "-")
    except (ValueError, UnknownLocaleError):
        return ""
