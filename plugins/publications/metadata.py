"""What machines read in the head of an entry's page: Highwire tags and Signposting links.

Google Scholar and Zotero read the tags, link-following tools the links (RFC 8288,
https://signposting.org/FAIR/). Both say the same in every language, and only what is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from plugins.publications import types
from plugins.publications.csl import url
from plugins.publications.entries import Entry
from plugins.publications.exports import exports


class Signpost(NamedTuple):
    """One ``<link rel href type>``; *type* may be ""."""

    rel: str
    href: str
    type: str = ""
    is_file: bool = False
    """Whether *href* is a file of this site: relative to the default language's root."""


def highwire(entry: Entry, main_url: str = "") -> tuple[tuple[str, str], ...]:
    """Return the (name, content) pairs of the ``citation_*`` tags, in their order.

    None at all unless title, author and year are known: without the three, Google Scholar takes a
    page to have no tags (its inclusion guidelines). *main_url* is the published address of the
    default language, "" if there is none; a PDF of the site has an absolute address only with it.
    """
    if not (entry.title_text and entry.authors and entry.year):
        return ()
    return tuple((f"citation_{name}", text) for name, text in _tags(entry, main_url) if text)


def tags(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Return the ``<meta>`` elements of *pairs*, each on a line of its own."""
    lines = [f'<meta name="{_name(name)}" content="{escape(text)}">\n' for name, text in pairs]
    return Markup("".join(lines))


@lru_cache(maxsize=64)  # of which there are few
def _name(name: str) -> str:
    return str(escape(name))


def _tags(entry: Entry, main_url: str) -> Iterator[tuple[str, str]]:
    yield "title", entry.title_text
    for author in entry.authors:
        yield "author", author.inverted
    yield "publication_date", iso_date(entry).replace("-", "/") if entry.day else str(entry.year)
    yield from _venue_tags(entry)
    yield "volume", entry.volume
    yield "issue", "" if entry.type in types.REPORTS else entry.number
    first, _, last = entry.pages.partition("–")
    yield "firstpage", first
    yield "lastpage", last
    yield "publisher", entry.publisher
    yield "issn", entry.issn
    yield "isbn", entry.isbn
    yield "doi", entry.doi
    yield "arxiv_id", entry.arxiv
    yield "abstract_html_url", f"{main_url.rstrip('/')}/{entry.url}" if main_url else ""
    yield "pdf_url", pdf_url(entry, main_url)
    yield "language", entry.lang
    yield "keywords", "; ".join(entry.topics)


def _venue_tags(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.type in types.THESES:
        yield "dissertation_institution", entry.institution
    elif entry.type in types.REPORTS:
        yield "technical_report_institution", entry.institution or entry.publisher
        yield "technical_report_number", entry.number
    elif entry.type in types.PROCEEDINGS:
        yield "conference_title", entry.venue
    elif entry.type in types.CHAPTERS:
        yield "inbook_title", entry.container
    elif not entry.is_preprint and entry.type not in types.BOOKS:
        yield "journal_title", entry.container


def pdf_url(entry: Entry, main_url: str) -> str:
    """Return the absolute address of the entry's PDF, or "" if there is none."""
    pdf = next((link for link in entry.links if link.kind == "pdf"), None)
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


def signposting(
    entry: Entry, formats: Sequence[str] = ("bib", "ris", "json"), main_url: str = ""
) -> tuple[Signpost, ...]:
    """Return the links for the head of the entry's page: what it is, and where its parts are."""
    return tuple(_signposts(entry, formats, main_url))


def _signposts(entry: Entry, formats: Sequence[str], main_url: str) -> Iterator[Signpost]:
    if doi := preferred_doi(entry):
        yield Signpost("cite-as", f"https://doi.org/{doi}")
    elif address := url(entry):
        yield Signpost("cite-as", address)
    for export in exports(f"{entry.url}{entry.slug}", formats):
        yield Signpost("describedby", export.save_as, export.media_type, is_file=True)
    for link in entry.links:
        if link.kind == "pdf":
            yield Signpost("item", link.url, "application/pdf", link.is_file)
    for author in entry.authors:
        if author.is_owner and main_url:
            yield Signpost("author", f"{main_url.rstrip('/')}/")
        elif author.url:
            yield Signpost("author", author.url)


def preferred_doi(entry: Entry) -> str:
    """Return the DOI; of a preprint on arXiv that names none, the one that arXiv gave it."""
    if entry.doi or not (entry.is_preprint and entry.arxiv):
        return entry.doi
    return f"10.48550/arXiv.{re.sub(r'v[0-9]+$', '', entry.arxiv)}"
