"""Publications as data: what every list, page, export and metadata block is made from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from plugins.publications.names import Author

_NOTHING = Markup("")
RESERVED_SLUGS = ("by-year", "topics")


@dataclass(frozen=True)
class Link:
    """One address of an entry. *kind* is one of `plugins.publications.links.KINDS`."""

    kind: str
    url: str

    @property
    def is_file(self) -> bool:
        """Whether *url* is a file of this site: relative to the default language's root."""
        return not re.match(r"https?://", self.url, re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One publication. A text is "" and a number None where nothing is known."""

    citekey: str
    type: str
    title: Markup
    title_text: str
    authors: tuple[Author, ...] = ()
    others: bool = False
    venue: str = ""
    abbr: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    pages: str = ""
    volume: str = ""
    number: str = ""
    publisher: str = ""
    location: str = ""
    doi: str = ""
    arxiv: str = ""
    links: tuple[Link, ...] = ()
    award: str = ""
    note: str = ""
    abstract: Markup = _NOTHING
    keywords: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    lang: str = ""
    """BCP 47 tag of the work's language, only where the .bib says it (langid)."""
    bibtex: str = ""
    slug: str = ""
    url: str = ""
    path: str = ""
    line: int = 0
    group: str = ""
    number_in_group: int = 0

    @property
    def save_as(self) -> str:
        """The file of this entry's page, below the output of each language."""
        return f"{self.url}index.html"

    @property
    def bib_save_as(self) -> str:
        """The file of this entry's BibTeX, below the output of the default language."""
        return f"{self.url}{self.slug}.bib"

    def link(self, kind: str) -> str:
        """Return the address of the link of that kind, or ""."""
        return next((link.url for link in self.links if link.kind == kind), "")


@dataclass(frozen=True)
class Group:
    """The entries of one group, numbered from 1. *key* and *label* are "" for the unnamed one."""

    key: str
    label: str
    entries: tuple[Entry, ...]


def slug(citekey: str) -> str:
    """Return the name of the entry's page.

    NFC, in lower case; letters and digits of any script, "-" and "_" stay; "/" becomes "~"; every
    other character becomes "." + its hexadecimal code point + "_". Different keys therefore have
    different slugs, unless they differ only in case (or in Unicode normalization).

    >>> slug("DBLP:conf/nips/X21")
    'dblp.3a_conf~nips~x21'
    """
    return "".join(map(_slug_character, unicodedata.normalize("NFC", citekey).lower()))


def _slug_character(character: str) -> str:
    if character.isalnum() or character in "-_":
        return character
    return "~" if character == "/" else f".{ord(character):x}_"


def assign_groups(entries: Iterable[Entry], groups: Sequence[tuple[str, str]]) -> tuple[Entry, ...]:
    """Return *entries*, each with its group and its number (from 1) in the order of the group.

    The group is the first of *groups*, pairs of (keyword, label), among the entry's keywords.
    """
    counts: dict[str, int] = {}
    numbered = []
    for entry in entries:
        key = next((key for key, _ in groups if key in entry.keywords), "")
        counts[key] = counts.get(key, 0) + 1
        numbered.append(replace(entry, group=key, number_in_group=counts[key]))
    return tuple(numbered)


def by_group(entries: Sequence[Entry], groups: Sequence[tuple[str, str]]) -> tuple[Group, ...]:
    """Return the groups that have entries, as configured; those of no group come last, unnamed."""
    found = (
        Group(key, label, tuple(entry for entry in entries if entry.group == key))
        for key, label in (*groups, ("", ""))
    )
    return tuple(group for group in found if group.entries)


def by_year(entries: Sequence[Entry]) -> tuple[tuple[int | None, tuple[Entry, ...]], ...]:
    """Return (year, its entries in the order given), newest first, the unknown year last."""
    years: dict[int | None, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.year, []).append(entry)
    newest_first = sorted(years.items(), key=lambda item: -1 if item[0] is None else item[0])[::-1]
    return tuple((year, tuple(of_year)) for year, of_year in newest_first)
