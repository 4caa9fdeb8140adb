"""The addresses of an entry: its links, its DOI, CSTR and arXiv identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from plugins.publications.entries import Link
from plugins.publications.faults import Faults, PublicationsError, fault
from plugins.publications.syntax import Field, Record
from plugins.publications.tex import to_text, to_url

KINDS = (
    "paper", "pdf", "arxiv", "doi", "cstr", "hal", "html",
    "code", "website", "slides", "poster", "video", "blog", "supp",
)  # fmt: skip
"""Each kind of link, in the order in which they stand."""
_BY_NAME = ("arxiv", "doi", "cstr", "hal")
"""Those that a field names by an identifier, not by an address."""
_BY_ADDRESS = tuple(kind for kind in KINDS if kind not in _BY_NAME)

_ARXIV_ID = r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7}"
_ARXIV = re.compile(rf"(?:{_ARXIV_ID})(?:v\d+)?", re.IGNORECASE)
_ARXIV_URL = re.compile(rf"https?://(?:www\.)?arxiv\.org/abs/({_ARXIV_ID})(?:v\d+)?/?$", re.I)
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.({_ARXIV_ID})(?:v\d+)?$", re.IGNORECASE)
_ARXIV_JOURNAL = re.compile(rf"arxiv\s*:\s*((?:{_ARXIV_ID})(?:v\d+)?)", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(r"^arxiv:\s*", re.IGNORECASE)
_URL_OF_DOI = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\..+)", re.IGNORECASE)
_DOI_URL = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_CSTR = re.compile(r"(?:https?://(?:www\.)?cstr\.cn/|cstr:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>`\\]+[^\s\"<>\\]*", re.IGNORECASE)
_FILE = re.compile(r"[^\s\"<>`\\:?#]+[^\s\"<>`\\:]*")


@dataclass(frozen=True)
class Identifiers:
    """What names the work wherever it is; a text is "" where nothing is known."""

    doi: str = ""
    """The DOI, without ``https://doi.org/``."""
    is_doi_address: bool = False
    """Whether the ``url`` is the address of the DOI."""
    arxiv: str = ""
    """The arXiv identifier from eprint, arxiv, url, doi or journal."""
    cstr: str = ""
    """The CSTR identifier, without ``https://cstr.cn/`` or ``CSTR:``."""
    hal: str = ""


def identifiers(record: Record) -> Identifiers:
    """Return the identifiers of *record*."""
    url = to_url(record.value("url"))
    of_url = _doi_of(url)
    doi = _DOI_URL.sub("", to_url(record.value("doi")), count=1).strip() or of_url
    cstr = _CSTR.sub("", to_url(record.value("cstr")), count=1).strip()
    is_doi_address = bool(of_url) and of_url.lower() == doi.lower()
    return Identifiers(doi, is_doi_address, _arxiv(record, url, doi), cstr, _hal(record))


def cstr_url(identifier: str) -> str:
    """Return the address that the resolver of CSTR has for *identifier*.

    >>> cstr_url("32003.36.ChinaXiv.202303.00020.V1")
    'https://cstr.cn/32003.36.ChinaXiv.202303.00020.V1'
    """
    return f"https://cstr.cn/{quote(identifier, safe='/:;()')}"


def links(record: Record, known: Identifiers) -> tuple[Link, ...]:
    """Return the links of *record*, whose identifiers are *known*, in the order of `KINDS`.

    Raises PublicationsError with every address that is neither http(s) nor a relative file.
    """
    fields = {kind: each for kind in _BY_ADDRESS if (each := record.get(kind))}
    if paper := record.get("url", "paper"):
        fields["paper"] = paper
    if paper and _is_duplicate(record, known):
        del fields["paper"]
    found, odd = dict[str, str](), Faults()
    for kind, each in fields.items():
        with odd.gathered():
            found[kind] = address(each)
    if odd.errors:
        raise PublicationsError(odd.errors)
    if known.arxiv:
        found["arxiv"] = f"https://arxiv.org/abs/{quote(known.arxiv)}"
    if known.doi:
        found["doi"] = f"https://doi.org/{quote(known.doi, safe='/:;()')}"
    if known.cstr:
        found["cstr"] = cstr_url(known.cstr)
    if known.hal:
        found["hal"] = f"https://hal.science/{quote(known.hal)}"
    return tuple(Link(kind, found[kind]) for kind in KINDS if found.get(kind))


def address(field: Field) -> str:
    """Return the address in *field*; PublicationsError unless http(s) or a file in its folder."""
    url = to_url(field.value)
    if _ADDRESS.fullmatch(url):
        return url.replace("`", "%60")
    if _FILE.fullmatch(url) and not url.startswith("//") and ".." not in url.split("/"):
        return url.lstrip("/")
    text = f'field "{field.name}" has the address "{url}"'
    if ".." in url.split("/"):
        text += ', which leaves its folder. Write the name of the file without "..".'
    else:
        text += ". Write one that starts with https://, or a file."
    raise fault(field.path, field.line, text)


def _is_duplicate(record: Record, known: Identifiers) -> bool:
    """Return whether url only repeats the arXiv page or the DOI, which have links of their own."""
    on_arxiv = _ARXIV_URL.match(to_url(record.value("url")))
    if on_arxiv:
        return on_arxiv[1].lower() == re.sub(r"v\d+$", "", known.arxiv).lower()
    return known.is_doi_address


def _arxiv(record: Record, url: str, doi: str) -> str:
    kind = record.value("eprinttype", "archiveprefix").lower()
    eprint = _ARXIV_PREFIX.sub("", to_url(record.value("arxiv", "eprint")))
    if eprint and (kind == "arxiv" or record.get("arxiv") or (not kind and _is_arxiv(eprint))):
        return eprint
    found = (
        _ARXIV_URL.match(url)
        or _ARXIV_DOI.match(doi)
        or _ARXIV_JOURNAL.search(to_text(record.value("journal", "journaltitle")))
    )
    return found[1] if found else ""


def _doi_of(url: str) -> str:
    match = _URL_OF_DOI.match(url)
    return match[1] if match else ""


def _is_arxiv(eprint: str) -> bool:
    return bool(_ARXIV.fullmatch(eprint))


def _hal(record: Record) -> str:
    if found := to_url(record.value("hal")):
        return found
    kind = record.value("eprinttype", "archiveprefix").lower()
    return to_url(record.value("eprint")) if kind == "hal" else ""
