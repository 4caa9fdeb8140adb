"""What machines read of an entry: Highwire tags (Google Scholar, Zotero) and schema.org.

Both say the same in every language of the site, and only what is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.publications.entries import Entry, Link
from plugins.publications.names import Author

_THESES = ("phdthesis", "mastersthesis", "thesis")
_REPORTS = ("techreport", "report")


def highwire(entry: Entry, main_url: str = "") -> tuple[tuple[str, str], ...]:
    """Return the (name, content) pairs of the ``citation_*`` tags, in their order.

    None at all unless title, author and year are known: without the three, Google Scholar takes a
    page to have no tags (its inclusion guidelines). *main_url* is the published address of the
    default language, "" if there is none; a PDF of the site has an absolute address only with it.
    """
    if not (entry.title_text and entry.authors and entry.year):
        return ()
    return tuple((f"citation_{name}", text) for name, text in _tags(entry, main_url) if text)


def _tags(entry: Entry, main_url: str) -> Iterator[tuple[str, str]]:
    yield "title", entry.title_text
    for author in entry.authors:
        yield "author", author.inverted
    yield "publication_date", iso_date(entry).replace("-", "/") if entry.day else str(entry.year)
    yield _venue_tag(entry), entry.venue
    yield "volume", entry.volume
    yield "issue", entry.number
    first, _, last = entry.pages.partition("–")
    yield "firstpage", first
    yield "lastpage", last
    yield "doi", entry.doi
    yield "arxiv_id", entry.arxiv
    yield "pdf_url", _absolute(entry.links, main_url)
    yield "language", entry.lang


def _venue_tag(entry: Entry) -> str:
    if entry.type in _THESES:
        return "dissertation_institution"
    if entry.type in _REPORTS:
        return "technical_report_institution"
    return "conference_title" if _is_conference(entry) else "journal_title"


def _is_conference(entry: Entry) -> bool:
    return entry.type in ("inproceedings", "conference", "proceedings")


def _absolute(links: tuple[Link, ...], main_url: str) -> str:
    pdf = next((link for link in links if link.kind == "pdf"), None)
    if pdf is None or (pdf.is_file and not main_url):
        return ""
    return f"{main_url.rstrip('/')}/{pdf.url}" if pdf.is_file else pdf.url


def iso_date(entry: Entry) -> str:
    """Return ``2021``, ``2021-05`` or ``2021-05-03``, as much as is known, or ""."""
    if not entry.year:
        return ""
    parts = [f"{entry.year:04}"]
    if entry.month:
        parts.append(f"{entry.month:02}")
        if entry.day:
            parts.append(f"{entry.day:02}")
    return "-".join(parts)


def json_ld(entry: Entry, main_url: str = "") -> dict[str, Any]:
    """Return the entry as a schema.org ScholarlyArticle.

    *main_url* is the published address of the default language: with it, the article has its
    address, and the owner is the person of the homepage.
    """
    main_url = main_url.rstrip("/")
    known = {
        "@context": "https://schema.org",
        "@type": _type(entry),
        "name": entry.title_text,
        "headline": entry.title_text,
        "author": [_person(author, main_url) for author in entry.authors],
        "datePublished": iso_date(entry),
        "isPartOf": _part_of(entry),
        "pagination": entry.pages,
        "abstract": entry.abstract.striptags(),
        "identifier": _identifiers(entry),
        "sameAs": [url for kind in ("doi", "arxiv") if (url := entry.link(kind))],
        "inLanguage": entry.lang,
        "url": f"{main_url}/{entry.url}" if main_url else "",
    }
    return {name: value for name, value in known.items() if value}


def _type(entry: Entry) -> str:
    if entry.type in _THESES:
        return "Thesis"
    return "Book" if entry.type in ("book", "mvbook", "collection") else "ScholarlyArticle"


def _person(author: Author, main_url: str) -> dict[str, str]:
    if author.literal:
        return {"@type": "Organization", "name": author.literal}
    person = {"@type": "Person", "name": author.name}
    if author.is_owner and main_url:
        person["@id"] = f"{main_url}/#person"
    return person


def _part_of(entry: Entry) -> dict[str, str]:
    if not entry.venue or entry.type in _THESES:
        return {}
    kind = "Periodical" if entry.type == "article" else "CreativeWork"
    part = {"@type": kind, "name": entry.venue}
    return part


def _identifiers(entry: Entry) -> list[dict[str, str]]:
    found = (("DOI", entry.doi), ("arXiv", entry.arxiv))
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in found
        if value
    ]
