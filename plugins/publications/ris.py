"""Entries as RIS, for EndNote, Zotero and Mendeley.

Tags and reference types: RIS format specification (Research Information Systems, 2011), with the
meanings that Zotero and EndNote give them where it leaves them open (T2, C7, M3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plugins.publications.csl import csl_type, genre, note, publisher, url
from plugins.publications.entries import Entry
from plugins.publications.names import Author

_TYPES = {
    "article-journal": "JOUR", "review": "JOUR", "periodical": "JFULL", "article": "UNPB",
    "paper-conference": "CONF", "book": "BOOK", "pamphlet": "PAMP", "chapter": "CHAP",
    "entry-encyclopedia": "ENCYC", "thesis": "THES", "report": "RPRT", "patent": "PAT",
    "webpage": "ELEC", "dataset": "DATA", "software": "COMP", "manuscript": "UNPB",
    "standard": "STAND", "legislation": "STAT", "motion_picture": "VIDEO", "song": "MUSIC",
    "graphic": "FIGURE", "personal_communication": "PCOMM",
}  # fmt: skip

_SPACE = re.compile(r"[ \t\r\n]+")


def ris(entries: Iterable[Entry]) -> str:
    """Return *entries* as the text of a RIS file: one tag in a line, lines ended by CR LF."""
    lines: list[str] = []
    for entry in entries:
        lines += [f"{tag}  - {_line(text)}\r\n" for tag, text in _tags(entry) if text]
        lines.append("ER  - \r\n\r\n")
    return "".join(lines)


def _tags(entry: Entry) -> Iterator[tuple[str, str]]:
    kind = csl_type(entry)
    yield "TY", _TYPES.get(kind, "GEN")
    yield "ID", entry.citekey
    yield "TI", entry.title_text
    for author in entry.authors:
        yield "AU", _name(author)
    for editor in entry.editors:
        yield "ED" if kind == "book" else "A2", _name(editor)
    for translator in entry.translators:
        yield "A4", _name(translator)
    yield "PY", str(entry.year or "")
    yield "DA", _date(entry)
    yield "T2", entry.container if kind != "article" else ""
    yield "T3", entry.series
    yield "C3", entry.event
    yield from _numbers(entry)
    yield "PB", publisher(entry)
    yield "CY", entry.location
    yield "ET", entry.edition or entry.version
    yield "SN", entry.issn or entry.isbn
    yield "M3", genre(entry)
    yield "DO", entry.doi
    yield "UR", url(entry)
    yield "L1", pdf if (pdf := entry.link("pdf")).startswith("http") else ""
    yield "Y2", entry.accessed.replace("-", "/")
    yield "AB", entry.abstract_text
    for topic in entry.topics:
        yield "KW", topic
    yield "LA", entry.lang
    # Readers take one SN only.
    yield "N1", f"ISBN: {entry.isbn}" if entry.issn and entry.isbn else ""
    for line in note(entry).splitlines():
        yield "N1", line


def _numbers(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "VL", entry.volume
    yield "IS", entry.number
    first, _, last = entry.pages.partition("–")
    yield "SP", first
    yield "EP", last
    yield "C7", entry.eid
    yield "AN", f"arXiv:{entry.arxiv}" if entry.arxiv and entry.is_preprint else ""


def _line(text: str) -> str:
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        return _SPACE.sub(" ", text)
    return text


def _name(author: Author) -> str:
    if author.literal:
        return author.literal
    family = f"{author.prefix} {author.family}".strip(" ") if author.prefix else author.family
    if author.suffix:
        return ", ".join((family, author.given, author.suffix))
    return ", ".join(filter(None, (family, author.given)))


def _date(entry: Entry) -> str:
    """Return YYYY/MM/DD/, with the slashes of what is not known, as the specification asks."""
    if not entry.year:
        return ""
    month = f"{entry.month:02}" if entry.month else ""
    day = f"{entry.day:02}" if entry.month and entry.day else ""
    return f"{entry.year:04}/{month}/{day}/"
