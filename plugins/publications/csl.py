"""Entries as CSL-JSON, the data of citation processors (Zotero, pandoc, citeproc).

Names of types and variables: CSL 1.0.2, https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

from collections.abc import Iterable
from json.encoder import encode_basestring
from typing import Any

from plugins.publications.dates import partial_date
from plugins.publications.entries import Entry
from plugins.publications.names import Author
from plugins.publications.types import is_masters

_TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review",
    "periodical": "periodical", "inproceedings": "paper-conference",
    "conference": "paper-conference", "book": "book", "mvbook": "book", "collection": "book",
    "mvcollection": "book", "proceedings": "book", "mvproceedings": "book", "reference": "book",
    "mvreference": "book", "manual": "book", "booklet": "pamphlet", "inbook": "chapter",
    "incollection": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "suppcollection": "chapter", "inreference": "entry-encyclopedia", "phdthesis": "thesis",
    "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
    "patent": "patent", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "dataset": "dataset", "software": "software", "unpublished": "manuscript",
    "preprint": "article", "standard": "standard", "letter": "personal_communication",
    "legal": "legislation", "movie": "motion_picture", "video": "motion_picture",
    "music": "song", "image": "graphic", "artwork": "graphic", "performance": "performance",
}  # fmt: skip


def item(entry: Entry) -> dict[str, Any]:
    """Return *entry* as one CSL item: only what is known, texts without markup."""
    kind = csl_type(entry)
    known: dict[str, Any] = {
        "id": entry.citekey,
        "citation-key": entry.citekey,
        "type": kind,
        "title": entry.title_text,
        "author": [_name(author) for author in entry.authors] + _others(entry),
        "editor": [_name(editor) for editor in entry.editors],
        "translator": [_name(translator) for translator in entry.translators],
        "issued": _issued(entry),
        "accessed": _date(entry.accessed),
        "container-title": entry.container,
        "collection-title": entry.series,
        "event-title": entry.event if entry.event != entry.container else "",
        "volume": entry.volume,
        "issue" if kind in ("article-journal", "review", "periodical") else "number": entry.number,
        "page": entry.pages.replace("–", "-"),
        "edition": entry.edition,
        "version": entry.version,
        "genre": genre(entry),
        "medium": entry.howpublished,
        "publisher": publisher(entry),
        "publisher-place": entry.location,
        "ISSN": entry.issn,
        "ISBN": entry.isbn,
        "DOI": entry.doi,
        "URL": url(entry),
        "abstract": entry.abstract_text,
        "keyword": ", ".join(entry.topics),
        "language": entry.lang,
        "status": entry.pubstate,
        "note": note(entry),
    }
    if entry.eid:
        known["number"] = known.get("number") or entry.eid
    if entry.is_preprint:
        known["container-title"] = ""
        known["number"] = f"arXiv:{entry.arxiv}" if entry.arxiv else entry.number
    return {name: value for name, value in known.items() if value}


def csl_json(entries: Iterable[Entry]) -> str:
    """Return *entries* as the text of a CSL-JSON file."""
    return indented([item(entry) for entry in entries]) + "\n"


def csl_joined(texts: Iterable[str]) -> str:
    """Return what `csl_json` would of all entries, from what it did of each."""
    items = ",\n".join(text.removeprefix("[\n").removesuffix("\n]\n") for text in texts)
    return f"[\n{items}\n]\n"


def indented(value: Any, margin: str = "") -> str:
    """Return *value* as ``json.dumps(value, ensure_ascii=False, indent=2)`` does.

    That has no fast way to indent: this takes less than half the time. *value* is made of texts,
    whole numbers, lists, and dictionaries by text.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    within = f"{margin}  "
    if isinstance(value, dict) and value:
        lines = [
            f"{within}{encode_basestring(key)}: {encode_basestring(each)}"
            if isinstance(each, str)  # as most are
            else f"{within}{encode_basestring(key)}: {indented(each, within)}"
            for key, each in value.items()
        ]
        return "{\n" + ",\n".join(lines) + f"\n{margin}}}"
    if isinstance(value, list) and value:
        lines = [within + indented(each, within) for each in value]
        return "[\n" + ",\n".join(lines) + f"\n{margin}]"
    return str(value)


def csl_type(entry: Entry) -> str:
    """Return the CSL type of *entry*; a preprint is an ``article``."""
    return "article" if entry.is_preprint else _TYPES.get(entry.type, "document")


def url(entry: Entry) -> str:
    """Return the address of the work itself, if it has one besides its DOI and its arXiv page."""
    found = entry.link("paper") or entry.link("html")
    if not found and not entry.doi:
        found = entry.link("arxiv") or entry.link("hal")
    return found if found.startswith("http") else ""


def _name(author: Author) -> dict[str, str]:
    if author.literal:
        return {"literal": author.literal}
    known = {
        "family": author.family,
        "given": author.given,
        "non-dropping-particle": author.prefix,
        "suffix": author.suffix,
    }
    return {part: text for part, text in known.items() if text}


def _others(entry: Entry) -> list[dict[str, str]]:
    return [{"literal": "others"}] if entry.others else []


def _issued(entry: Entry) -> dict[str, Any]:
    if not entry.year:
        return {}
    parts = [entry.year, *filter(None, (entry.month, entry.day if entry.month else None))]
    return {"date-parts": [parts]}


def _date(iso: str) -> dict[str, Any]:
    found = partial_date(iso)
    parts = filter(None, (found.year, found.month, found.day)) if found else ()
    return {"date-parts": [[*parts]]} if found else {}


def publisher(entry: Entry) -> str:
    """Return who published it: the preprint server, or else the publisher or the institution."""
    return entry.repository or entry.publisher or entry.institution


def genre(entry: Entry) -> str:
    """Return what sort of thesis, report or patent it is."""
    if entry.type in ("phdthesis", "mastersthesis", "thesis"):
        masters = is_masters(entry.type, entry.kind)
        return "Master's thesis" if masters else "Doctoral dissertation"
    return entry.kind


def note(entry: Entry) -> str:
    """Return the note, and the identifiers of arXiv and CSTR in the form that Zotero takes up."""
    eprint = f"arXiv: {entry.arxiv}" if entry.arxiv and not entry.is_preprint else ""
    cstr = f"CSTR: {entry.cstr}" if entry.cstr else ""
    return "\n".join(filter(None, (entry.note, eprint, cstr)))
