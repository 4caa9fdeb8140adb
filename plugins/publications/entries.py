"""Publications as data: what every list, page, export and metadata block is made from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from plugins.publications.langid import lang_of
from plugins.publications.names import Author

_NOTHING = Markup("")
_PREPRINTS = (
    "arXiv", "bioRxiv", "medRxiv", "ChemRxiv", "TechRxiv", "PsyArXiv", "SocArXiv", "PSSXiv",
    "ChinaXiv", "EarthArXiv", "engrXiv", "SSRN", "HAL", "Research Square", "Preprints.org", "CoRR",
)  # fmt: skip
_SERVERS = re.compile(rf"\b({'|'.join(map(re.escape, _PREPRINTS))})\b", re.IGNORECASE)
RESERVED_SLUGS = ("by-year", "topics")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_PLAIN_SLUG = re.compile(r"[\w-]+", re.ASCII)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)")
"""Names that Windows gives no file, whatever follows a dot."""


@dataclass(frozen=True)
class Link:
    """One address of an entry. *kind* is one of `plugins.publications.links.KINDS`."""

    kind: str
    url: str

    @property
    def is_file(self) -> bool:
        """Whether *url* is a file of this site: relative to the default language's root."""
        return _WEB.match(self.url) is None


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
    listed_authors: tuple[Author, ...] = ()
    """Those that a list shows, where it leaves some out."""
    more_authors: int = 0
    """How many a list leaves out."""
    others: bool = False
    """Whether the source itself leaves some out, nobody knows how many."""
    editors: tuple[Author, ...] = ()
    other_editors: bool = False
    translators: tuple[Author, ...] = ()
    holders: tuple[Author, ...] = ()
    """Those to whom a patent was granted."""
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
    """The series, or the work of several volumes that it is one of."""
    edition: str = ""
    version: str = ""
    kind: str = ""
    """The ``type`` field: what sort of report, thesis or patent it is."""
    subtype: str = ""
    """The ``entrysubtype``: an article of a newspaper or magazine."""
    original_year: str = ""
    """When the work first appeared that this is an edition or translation of."""
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
    doi_address: bool = False
    """Whether the source gives the DOI as the address of the work."""
    cstr: str = ""
    """The identifier in China's science and technology resources (CSTR), without its prefix."""
    arxiv: str = ""
    archive: str = ""
    """The repository that an ``eprint`` is in: the ``eprinttype``."""
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
    made_of: str = ""
    """A digest of all that the source says of it; "" if that is not known."""

    @property
    def save_as(self) -> str:
        """The file of this entry's page, below the output of each language."""
        return f"{self.url}index.html"

    @cached_property
    def text_lang(self) -> str:
        """The tag that marks the title and the names: what the .bib says, or their script tells.

        A text in Latin letters of which nothing is said is taken for English.
        """
        return self.lang or lang_of(self.title_text) or "en"

    @cached_property
    def has_files(self) -> bool:
        """Whether one of the links leads to a file of this site."""
        return any(link.is_file for link in self.links)

    @cached_property
    def repository(self) -> str:
        """The preprint server that is the only place where it appeared, or ""."""
        if self.type not in ("article", "misc", "online", "unpublished", "preprint"):
            return ""
        hosts = (self.container, self.publisher, self.institution, self.howpublished)
        told = [host for host in hosts if host and not host.startswith("http")]
        found = next(filter(None, map(preprint_server, told)), "")
        if self.type == "preprint":
            return found or preprint_server(self.archive) or (told[0] if told else "Preprint")
        return found or ("" if told else preprint_server("arXiv" if self.arxiv else self.archive))

    @property
    def is_preprint(self) -> bool:
        """Whether it is a preprint that has appeared nowhere else."""
        return bool(self.repository)

    def link(self, kind: str) -> str:
        """Return the address of the link of that kind, or ""."""
        for link in self.links:
            if link.kind == kind:
                return link.url
        return ""


def preprint_server(text: str) -> str:
    """Return the name of the preprint server that *text* names, or ""."""
    found = _SERVERS.search(text)
    if not found:
        return ""
    name = next(name for name in _PREPRINTS if name.lower() == found[1].lower())
    return "arXiv" if name == "CoRR" else name


def slug(citekey: str) -> str:
    """Return the name of the entry's page.

    NFC, in lower case; letters and digits of any script, "-" and "_" stay; "/" becomes "~"; every
    other character becomes "." + its hexadecimal code point + "_", and so does the first of a name
    that Windows keeps for a device. Different keys therefore have different slugs, unless they
    differ only in case (or in Unicode normalization).

    >>> slug("DBLP:conf/nips/X21")
    'dblp.3a_conf~nips~x21'
    >>> slug("Con")
    '.63_on'
    """
    if citekey.isascii():
        name = citekey.lower()
        if not _PLAIN_SLUG.fullmatch(name):
            name = "".join(map(_slug_character, name))
    else:
        name = "".join(map(_slug_character, unicodedata.normalize("NFC", citekey).lower()))
    return f".{ord(name[0]):x}_{name[1:]}" if _DEVICE.match(name) else name


def _slug_character(character: str) -> str:
    if character.isalnum() or character in "-_":
        return character
    return "~" if character == "/" else f".{ord(character):x}_"
