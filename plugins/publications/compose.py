"""One record to one entry: which field says what. Field names are BibTeX's, biblatex's, al-folio's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from plugins.diagnostics import Diagnostic
from plugins.publications import links, tables
from plugins.publications.dates import published
from plugins.publications.entries import RESERVED_SLUGS, Entry, Link, slug
from plugins.publications.faults import Faults, PublicationsError, did_you_mean, fault
from plugins.publications.formats import bibtex
from plugins.publications.langid import lang
from plugins.publications.names import Author, parse_authors
from plugins.publications.syntax import Record
from plugins.publications.tex import to_html, to_paragraphs, to_text, to_url
from plugins.publications.types import TYPES

_CONTAINERS = ("booktitle", "journaltitle", "journal", "maintitle", "eventtitle")
_INSTITUTIONS = ("school", "institution", "organization")
_PICTURE = re.compile(r"https?://[^\s\"'<>`\\]+|[^\s\"'<>`\\:?#]+", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_NO = ("", "false", "no", "0")


@dataclass(frozen=True)
class Context:
    """What entries are made with, besides their records."""

    owner: tuple[str, ...] = ()
    """The owner's name in each form that papers print."""
    group_keywords: frozenset[str] = frozenset()
    """Keywords that are groups, and so neither topics nor exported."""
    url: str = "publications/"
    coauthors: Mapping[str, tuple[tables.Coauthor, ...]] = field(default_factory=dict)
    venues: Mapping[str, tables.Venue] = field(default_factory=dict)
    people: dict[str, tuple[tuple[Author, ...], bool]] = field(default_factory=dict)
    """The lists of names read so far: many papers have the same authors."""


def compose(record: Record, context: Context, faults: Faults) -> Entry:
    """Return the entry that *record* describes, and add to *faults* what is odd in it.

    Raises PublicationsError for an address that is none, or for a citekey that is taken.
    """
    name = slug(record.citekey)
    if name in RESERVED_SLUGS:
        text = f'entry "{record.citekey}" has the citekey of a page of the site. Give it another.'
        raise fault(record.path, record.line, text)
    _check_type(record, faults)
    entry = Entry(
        citekey=record.citekey,
        type=record.type,
        title=to_html(title := _title(record)),
        title_text=to_text(title),
        title_tex=title,
        bibtex=bibtex(record, context.group_keywords),
        slug=name,
        url=f"{context.url}{name}/",
        path=record.path,
        line=record.line,
        links=_links(record),
        arxiv=links.arxiv(record),
        doi=links.doi(record),
    )
    entry = _with_people(entry, record, context)
    entry = _with_source(entry, record, context, faults)
    return _with_remarks(entry, record, context)


def award(record: Record) -> str:
    """Return the award as a message: plain text in the owner's language."""
    return _plain(record.value("award_name") or record.value("award"))


def award_text(record: Record) -> str:
    """Return what there is to say of an award that ``award_name`` names, as a message."""
    return _plain(record.value("award")) if record.get("award_name") else ""


def note(record: Record) -> str:
    """Return the note as a message: plain text in the owner's language."""
    return to_text(record.value("note"))


def annotation(record: Record) -> str:
    """Return what the marks after the authors mean, as a message."""
    return to_text(record.value("annotation"))


def additional_info(record: Record) -> str:
    """Return what stands after the venue, as a message."""
    return _plain(record.value("additional_info"))


def _plain(markdown: str) -> str:
    return to_text(_LINK.sub(r"\1", markdown))


def _title(record: Record) -> str:
    title, subtitle = record.value("title"), record.value("subtitle")
    return f"{title}: {subtitle}" if title and subtitle else title or subtitle


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


def _with_people(entry: Entry, record: Record, context: Context) -> Entry:
    authors, others = _people(record.value("author"), context)
    editors, _ = _people(record.value("editor"), context)
    translators, _ = _people(record.value("translator"), context)
    return replace(
        entry, authors=authors, others=others, editors=editors, translators=translators
    )


def _people(value: str, context: Context) -> tuple[tuple[Author, ...], bool]:
    if value not in context.people:
        authors, others = parse_authors(value, context.owner)
        known = context.coauthors
        linked = (replace(a, url="" if a.is_owner else tables.url_of(a, known)) for a in authors)
        context.people[value] = tuple(linked) if known else authors, others
    return context.people[value]


def _with_source(entry: Entry, record: Record, context: Context, faults: Faults) -> Entry:
    date = published(record, faults)
    container = record.value(*_CONTAINERS)
    known = tables.venue_of(abbr := to_text(record.value("abbr")), context.venues)
    institution = to_text(record.value(*_INSTITUTIONS))
    publisher = to_text(record.value("publisher"))
    howpublished = to_text(record.value("howpublished"))
    hosts = (to_text(container), institution, howpublished, publisher, known.name)
    return replace(
        entry,
        venue=next(filter(None, hosts), ""),
        venue_url=known.url,
        abbr=abbr,
        container=to_text(container),
        container_tex=container,
        year=date.year,
        month=date.month,
        day=date.day,
        pages=to_text(re.sub(r"(?<=\w)\s*-+\s*(?=\w)", "--", record.value("pages"))),
        institution=institution,
        publisher=publisher,
        howpublished=howpublished,
        volume=to_text(record.value("volume")),
        number=to_text(record.value("number", "issue")),
        location=to_text(record.value("location", "address")),
        **{name: to_text(record.value(*fields)) for name, fields in _TEXTS.items()},
    )


_TEXTS = {
    "pubstate": ("pubstate",),
    "eid": ("eid", "article-number", "articleno"),
    "series": ("series",),
    "edition": ("edition",),
    "version": ("version",),
    "kind": ("type",),
    "event": ("eventtitle",),
    "issn": ("issn",),
    "isbn": ("isbn",),
    "accessed": ("urldate",),
}


def _with_remarks(entry: Entry, record: Record, context: Context) -> Entry:
    keywords = _split(record.value("keywords", "keyword"))
    abstract, abstract_text = to_paragraphs(record.value("abstract"))
    return replace(
        entry,
        award=award(record),
        award_text=award_text(record),
        note=note(record),
        annotation=annotation(record),
        additional_info=additional_info(record),
        abstract=abstract,
        abstract_text=abstract_text,
        keywords=keywords,
        topics=tuple(word for word in keywords if word not in context.group_keywords),
        selected=record.value("selected").lower() not in _NO,
        show_bibtex=record.value("bibtex_show").lower() not in _NO[1:],
        preview=_preview(record),
        ids=_split(record.value("ids")),
        lang=lang(record.value("langid", "language")),
    )


def _preview(record: Record) -> str:
    value = to_url(record.value("preview"))
    return value.lstrip("/") if _PICTURE.fullmatch(value) and ".." not in value else ""


def _split(value: str) -> tuple[str, ...]:
    return tuple(filter(None, (to_text(each) for each in re.split(r"[,;]", value))))

