"""One record to one entry: which field says what, by BibTeX's, biblatex's and al-folio's names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from plugins.diagnostics import Diagnostic
from plugins.publications import links, remarks, tables, types
from plugins.publications.checks import check
from plugins.publications.dates import published
from plugins.publications.entries import RESERVED_SLUGS, Entry, slug
from plugins.publications.faults import Faults, PublicationsError, fault
from plugins.publications.formats import bibtex
from plugins.publications.known import key_of
from plugins.publications.langid import lang
from plugins.publications.markup import to_tex
from plugins.publications.names import Author, listed, parse_authors
from plugins.publications.syntax import Record
from plugins.publications.tex import to_html, to_paragraphs, to_text

_CONTAINERS = ("booktitle", "journaltitle", "journal", "eventtitle")
_TEXTS = {
    "abbr": ("abbr",),
    "howpublished": ("howpublished",),
    "institution": ("school", "institution", "organization"),
    "publisher": ("publisher",),
    "location": ("location", "address"),
    "event": ("eventtitle",),
    "accessed": ("urldate",),
    "pubstate": ("pubstate",),
    "eid": ("eid", "article-number", "articleno"),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "series": ("maintitle", "series"),
    "edition": ("edition",),
    "version": ("version",),
    "kind": ("type",),
    "subtype": ("entrysubtype",),
    "issn": ("issn",),
    "isbn": ("isbn",),
    "archive": ("eprinttype", "archiveprefix"),
}
"""What is the text of one field, by its names, of which the first counts."""
_HOSTS = ("institution", "howpublished", "publisher")
_RANGE = re.compile(r"(?<=\w)\s*[-–—]+\s*(?=\w)")
_LONGEST = 240
"""Of the 255 bytes that the name of a file can have, .json and the like take some."""
_NO = ("", "false", "no", "0")

Fields = dict[str, Any]
"""Some of an entry's fields, by name."""


@dataclass(frozen=True)
class Context:
    """What entries are made with, besides their records."""

    owner: tuple[str, ...] = ()
    """The owner's name in each form that papers print."""
    group_keywords: frozenset[str] = frozenset()
    """Keywords that are groups, and so neither topics nor exported."""
    url: str = "publications/"
    max_authors: int | None = None
    coauthors: Mapping[str, tuple[tables.Coauthor, ...]] = field(default_factory=dict)
    venues: Mapping[str, tables.Venue] = field(default_factory=dict)
    people: dict[str, tuple[tuple[Author, ...], bool]] = field(default_factory=dict)
    """The lists of names read so far: many papers have the same authors."""

    def key(self) -> str:
        """Return the same for contexts that make the same of every record."""
        tables = sorted(self.coauthors.items()), sorted(self.venues.items())
        return key_of(self.owner, sorted(self.group_keywords), self.url, self.max_authors, *tables)


def compose(record: Record, context: Context, faults: Faults) -> Entry:
    """Return the entry that *record* describes, and add to *faults* what is odd in it.

    Raises PublicationsError for every address that is none, or for a citekey that is taken or that
    no file can be called by.
    """
    name = slug(record.citekey)
    if name in RESERVED_SLUGS:
        text = f'entry "{record.citekey}" has the citekey of a page of the site. Give it another.'
        raise fault(record.path, record.line, text)
    if len(name.encode()) > _LONGEST:
        text = f'entry "{record.citekey[:20]}…" has a citekey of more than {_LONGEST} bytes in its '
        raise fault(record.path, record.line, f"{text}address. Shorten it.")
    check(record, faults)
    texts = _texts(record)
    known = {
        **texts,
        **_source(record, texts, context, faults),
        **_people_of(record, context),
        **_remarks(record, context),
    }
    named, odd = links.identifiers(record), Faults()
    with odd.gathered(), _naming(record):
        known["links"] = links.links(record, named)
    with odd.gathered(), _naming(record):
        known["preview"] = _preview(record)
    if odd.errors:
        raise PublicationsError(odd.errors)
    return Entry(
        citekey=record.citekey,
        type="article" if record.type == "newspaper" else record.type,
        title=to_html(title := _title(record)),
        title_text=to_text(title),
        title_tex=title,
        bibtex=bibtex(record, context.group_keywords),
        slug=name,
        url=f"{context.url}{name}/",
        path=record.path,
        line=record.line,
        arxiv=named.arxiv,
        doi=named.doi,
        doi_address=named.is_doi_address,
        cstr=named.cstr,
        made_of=record.key,
        **known,
    )


def _title(record: Record) -> str:
    names = ("title", "booktitle") if record.type in types.BOOKS else ("title",)
    title, subtitle = to_tex(record.value(*names)), to_tex(record.value("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title or subtitle


def _container(record: Record) -> str:
    container = "" if record.type in types.BOOKS else to_tex(record.value(*_CONTAINERS))
    subtitle = record.value("booksubtitle") if record.get("booktitle") else ""
    return f"{container}: {subtitle}" if container and subtitle else container


@contextmanager
def _naming(record: Record) -> Iterator[None]:
    """Name the entry in the PublicationsError that is raised within."""
    try:
        yield
    except PublicationsError as error:
        raise PublicationsError(
            Diagnostic(d.path, d.line, f'entry "{record.citekey}": {d.text}')
            for d in error.diagnostics
        ) from None


def _people_of(record: Record, context: Context) -> Fields:
    authors, others = _people(record.value("author"), context)
    editors, other_editors = _people(record.value("editor"), context)
    translators, _ = _people(record.value("translator"), context)
    shown, more = listed(authors, context.max_authors)
    return {
        "authors": authors,
        "listed_authors": shown if more else (),
        "more_authors": more,
        "others": others,
        "editors": editors,
        "other_editors": other_editors,
        "translators": translators,
        "holders": _people(record.value("holder"), context)[0],
    }


def _people(value: str, context: Context) -> tuple[tuple[Author, ...], bool]:
    if value not in context.people:
        authors, others = parse_authors(value, context.owner)
        known = context.coauthors
        linked = (replace(a, url="" if a.is_owner else tables.url_of(a, known)) for a in authors)
        context.people[value] = tuple(linked) if known else authors, others
    return context.people[value]


def _texts(record: Record) -> Fields:
    """Return what is known of `_TEXTS` and of the pages."""
    found = {n: to_text(f.value) for n, names in _TEXTS.items() if (f := record.get(*names))}
    if pages := record.value("pages"):
        found["pages"] = to_text(_RANGE.sub("--", pages))
    if record.type == "newspaper":
        found["subtype"] = "newspaper"
    return found


def _source(record: Record, texts: Fields, context: Context, faults: Faults) -> Fields:
    """Return where and when it appeared. *texts* are those of `_texts`."""
    date = published(record, faults)
    tex = _container(record)
    container = to_text(tex)
    venue = tables.venue_of(texts.get("abbr", ""), context.venues)
    hosts = (container, *map(texts.get, _HOSTS), venue.name)
    return {
        "venue": next(filter(None, hosts), ""),
        "venue_url": venue.url,
        "container": container,
        "container_tex": tex,
        "year": date.year,
        "month": date.month,
        "day": date.day,
        "original_year": record.value("origdate")[:4],
    }


def _remarks(record: Record, context: Context) -> Fields:
    keywords = _split(record.value("keywords", "keyword"))
    abstract, abstract_text = to_paragraphs(to_tex(record.value("abstract")))
    return {
        "award": remarks.award(record),
        "award_text": remarks.award_text(record),
        "note": remarks.note(record),
        "annotation": remarks.annotation(record),
        "additional_info": remarks.additional_info(record),
        "abstract": abstract,
        "abstract_text": abstract_text,
        "keywords": keywords,
        "topics": tuple(word for word in keywords if word not in context.group_keywords),
        "selected": record.value("selected").lower() not in _NO,
        "show_bibtex": record.value("bibtex_show").lower() not in _NO[1:],
        "ids": _split(record.value("ids")),
        "lang": lang(record.value("langid", "language")),
    }


def _preview(record: Record) -> str:
    field = record.get("preview")
    return links.address(field) if field and field.value else ""


def _split(value: str) -> tuple[str, ...]:
    if not value:
        return ()
    return tuple(filter(None, (to_text(each) for each in re.split(r"[,;]", value))))
