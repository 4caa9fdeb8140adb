"""Publications as data: what every list, page, export and metadata block is made from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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
    title_tex: str = ""
    """The title as it is written: braces protect words from another case."""
    authors: tuple[Author, ...] = ()
    others: bool = False
    editors: tuple[Author, ...] = ()
    translators: tuple[Author, ...] = ()
    venue: str = ""
    """Where it appeared: `container`, or who published it, or the venues table's name."""
    venue_url: str = ""
    """The venue's own site, from the venues table."""
    container: str = ""
    """The journal or the book it appeared in."""
    container_tex: str = ""
    abbr: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    pubstate: str = ""
    """What stands for a year that is still to come: "in press", "forthcoming"."""
    pages: str = ""
    eid: str = ""
    """The article's number where a journal counts no pages."""
    volume: str = ""
    number: str = ""
    series: str = ""
    edition: str = ""
    version: str = ""
    kind: str = ""
    """The ``type`` field: what sort of report, thesis or patent it is."""
    event: str = ""
    """The conference, where it is named besides its proceedings."""
    institution: str = ""
    """The school or institution of a thesis or report, the organization of a site."""
    publisher: str = ""
    location: str = ""
    howpublished: str = ""
    issn: str = ""
    isbn: str = ""
    doi: str = ""
    arxiv: str = ""
    accessed: str = ""
    """When the address was last visited: the ``urldate``, ISO 8601."""
    links: tuple[Link, ...] = ()
    selected: bool = False
    """Whether it is one of those that a homepage shows with ``show=selected``."""
    show_bibtex: bool = True
    preview: str = ""
    """A picture: an address, or a file of this site as in `Link`."""
    award: str = ""
    award_text: str = ""
    """What there is to say of the award, where ``award_name`` names it."""
    note: str = ""
    annotation: str = ""
    """What the marks after the authors' names mean."""
    additional_info: str = ""
    """What stands after the venue."""
    abstract: Markup = _NOTHING
    """One ``<p>`` for each paragraph; "" if there is none."""
    abstract_text: str = ""
    """The same as text, with an empty line between paragraphs."""
    keywords: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """The keywords that are no groups."""
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

    @property
    def ris_save_as(self) -> str:
        """The file of this entry's RIS, below the output of the default language."""
        return f"{self.url}{self.slug}.ris"

    @property
    def csl_save_as(self) -> str:
        """The file of this entry's CSL-JSON, below the output of the default language."""
        return f"{self.url}{self.slug}.json"

    @property
    def is_preprint(self) -> bool:
        """Whether arXiv is the only place where it appeared."""
        where = self.container.lower()
        elsewhere = self.publisher.lower() not in ("", "arxiv") or self.institution
        if self.type in ("article", "misc", "online", "unpublished", "preprint"):
            return bool(self.arxiv) and (where in ("", "corr") or "arxiv" in where) and not (
                elsewhere
            )
        return False

    def link(self, kind: str) -> str:
        """Return the address of the link of that kind, or ""."""
        return next((link.url for link in self.links if link.kind == kind), "")


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
