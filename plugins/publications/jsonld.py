"""An entry as schema.org has it: what search engines read. The same in every language."""

from __future__ import annotations

from typing import Any

from plugins.publications import types
from plugins.publications.entries import Entry
from plugins.publications.metadata import iso_date, pdf_url
from plugins.publications.names import Author

_TYPES = {
    **dict.fromkeys(types.THESES, "Thesis"),
    **dict.fromkeys(types.REPORTS, "Report"),
    **dict.fromkeys(types.BOOKS, "Book"),
    **dict.fromkeys(types.CHAPTERS, "Chapter"),
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "patent": "CreativeWork",
}
_IDENTIFIED = ("doi", "arxiv", "cstr")
"""The links that lead to the same work."""


def json_ld(entry: Entry, main_url: str = "") -> dict[str, Any]:
    """Return the entry as a schema.org ScholarlyArticle, or what else it is.

    *main_url* is the published address of the default language: with it, the article has its
    address, and the owner is the person of the homepage.
    """
    main_url = main_url.rstrip("/")
    kind = _TYPES.get(entry.type, "ScholarlyArticle")
    known = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": entry.title_text,
        "headline": entry.title_text,
        "author": [_person(author, main_url) for author in entry.authors],
        "editor": [_person(editor, main_url) for editor in entry.editors],
        "translator": [_person(translator, main_url) for translator in entry.translators],
        "datePublished": iso_date(entry),
        "isPartOf": _part_of(entry),
        "pagination": entry.pages if kind in ("ScholarlyArticle", "Chapter") else "",
        "publisher": _organization(entry.publisher),
        "sourceOrganization": _organization(entry.institution),
        "reportNumber": entry.number if kind == "Report" else "",
        "bookEdition": entry.edition if kind == "Book" else "",
        "isbn": entry.isbn if kind == "Book" else "",
        "abstract": entry.abstract_text,
        "keywords": list(entry.topics),
        "award": entry.award,
        "identifier": _identifiers(entry),
        "sameAs": [url for kind in _IDENTIFIED if (url := entry.link(kind))],
        "inLanguage": entry.lang,
        "url": f"{main_url}/{entry.url}" if main_url else "",
        "encoding": _pdf(entry, main_url),
    }
    return {name: value for name, value in known.items() if value}


def _person(author: Author, main_url: str) -> dict[str, str]:
    if author.literal:
        return {"@type": "Organization", "name": author.literal}
    known = {
        "@type": "Person",
        "name": author.name,
        "givenName": author.given,
        "familyName": " ".join(filter(None, (author.prefix, author.family)))
        if author.given
        else "",
        "honorificSuffix": author.suffix,
        "url": author.url,
        "@id": f"{main_url}/#person" if author.is_owner and main_url else "",
    }
    return {name: value for name, value in known.items() if value}


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name} if name else {}


def _part_of(entry: Entry) -> dict[str, Any]:
    """Return what the work is part of: the issue of a volume of a journal, or a book."""
    if not entry.container or entry.is_preprint:
        return {}
    if entry.type != "article":
        kind = "Book" if entry.isbn or entry.type in types.CHAPTERS else "CreativeWork"
        known = {"@type": kind, "name": entry.container, "isbn": entry.isbn}
        return {name: value for name, value in known.items() if value}
    part: dict[str, Any] = {"@type": "Periodical", "name": entry.container}
    if entry.issn:
        part["issn"] = entry.issn
    if entry.volume:
        part = {"@type": "PublicationVolume", "volumeNumber": entry.volume, "isPartOf": part}
    if entry.number:
        part = {"@type": "PublicationIssue", "issueNumber": entry.number, "isPartOf": part}
    return part


def _identifiers(entry: Entry) -> list[dict[str, str]]:
    found = (("DOI", entry.doi), ("arXiv", entry.arxiv), ("CSTR", entry.cstr))
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in found
        if value
    ]


def _pdf(entry: Entry, main_url: str) -> dict[str, str]:
    address = pdf_url(entry, main_url)
    if not address:
        return {}
    return {"@type": "MediaObject", "contentUrl": address, "encodingFormat": "application/pdf"}
