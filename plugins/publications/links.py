"""The addresses of an entry: its links, its DOI, CSTR and arXiv identifiers."""

from __future__ import annotations

import re
from urllib.parse import quote

from plugins.publications.entries import Link
from plugins.publications.faults import fault
from plugins.publications.syntax import Field, Record
from plugins.publications.tex import to_text, to_url

KINDS = (
    "paper", "pdf", "arxiv", "doi", "cstr", "hal", "html",
    "code", "website", "slides", "poster", "video", "blog", "supp",
)  # fmt: skip
"""Each kind of link, in the order in which they stand."""
_BY_NAME = ("arxiv", "doi", "cstr", "hal")
"""Those that a field names by an identifier, not by an address."""

_ARXIV_ID = r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7}"
_ARXIV = re.compile(rf"(?:{_ARXIV_ID})(?:v\d+)?", re.IGNORECASE)
_ARXIV_URL = re.compile(rf"https?://(?:www\.)?arxiv\.org/abs/({_ARXIV_ID})(?:v\d+)?/?$", re.I)
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.({_ARXIV_ID})(?:v\d+)?$", re.IGNORECASE)
_ARXIV_JOURNAL = re.compile(rf"arxiv\s*:\s*((?:{_ARXIV_ID})(?:v\d+)?)", re.IGNORECASE)
_DOI_URL = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_CSTR = re.compile(r"(?:https?://(?:www\.)?cstr\.cn/|cstr:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>`\\]+[^\s\"<>\\]*", re.IGNORECASE)
_FILE = re.compile(r"[^\s\"<>`\\:?#]+[^\s\"<>`\\:]*")


def doi(record: Record) -> str:
    """Return the DOI, without ``https://doi.org/``, or ""."""
    found = to_url(record.value("doi"))
    found = _DOI_URL.sub("", found, count=1).strip()
    return found or _doi_of(to_url(record.value("url")))


def cstr(record: Record) -> str:
    """Return the CSTR identifier, without ``https://cstr.cn/`` or ``CSTR:``, or ""."""
    return _CSTR.sub("", to_url(record.value("cstr")), count=1).strip()


def cstr_url(identifier: str) -> str:
    """Return the address that the resolver of CSTR has for *identifier*.

    >>> cstr_url("32003.36.ChinaXiv.202303.00020.V1")
    'https://cstr.cn/32003.36.ChinaXiv.202303.00020.V1'
    """
    return f"https://cstr.cn/{quote(identifier, safe='/:;()')}"


def arxiv(record: Record) -> str:
    """Return the arXiv identifier from eprint, arxiv, url, doi or journal, or ""."""
    kind = record.value("eprinttype", "archiveprefix").lower()
    eprint = re.sub(r"^arxiv:\s*", "", to_url(record.value("arxiv", "eprint")), flags=re.I)
    if eprint and (kind == "arxiv" or record.get("arxiv") or (not kind and _is_arxiv(eprint))):
        return eprint
    found = (
        _ARXIV_URL.match(to_url(record.value("url")))
        or _ARXIV_DOI.match(doi(record))
        or _ARXIV_JOURNAL.search(to_text(record.value("journal", "journaltitle")))
    )
    return found[1] if found else ""


def links(record: Record) -> tuple[Link, ...]:
    """Return the links of *record* in the order of `KINDS`.

    Raises PublicationsError for an address that is neither http(s) nor a relative file.
    """
    fields = {kind: record.get(kind) for kind in KINDS if kind not in _BY_NAME}
    found = {kind: address(each) for kind, each in fields.items() if each}
    paper = record.get("url", "paper")
    found["paper"] = address(paper) if paper and not _is_duplicate(record) else ""
    found["arxiv"] = f"https://arxiv.org/abs/{quote(id_)}" if (id_ := arxiv(record)) else ""
    found["doi"] = f"https://doi.org/{quote(id_, safe='/:;()')}" if (id_ := doi(record)) else ""
    found["cstr"] = cstr_url(id_) if (id_ := cstr(record)) else ""
    found["hal"] = f"https://hal.science/{quote(id_)}" if (id_ := _hal(record)) else ""
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


def is_doi_address(record: Record) -> bool:
    """Return whether the ``url`` of *record* is the address of its DOI."""
    found = _doi_of(to_url(record.value("url")))
    return bool(found) and found.lower() == doi(record).lower()


def _is_duplicate(record: Record) -> bool:
    """Return whether url only repeats the arXiv page or the DOI, which have links of their own."""
    url = to_url(record.value("url"))
    on_arxiv = _ARXIV_URL.match(url)
    if on_arxiv:
        return on_arxiv[1].lower() == re.sub(r"v\d+$", "", arxiv(record)).lower()
    return is_doi_address(record)


def _doi_of(url: str) -> str:
    match = re.match(r"https?://(?:dx\.|www\.)?doi\.org/(10\..+)", url, re.IGNORECASE)
    return match[1] if match else ""


def _is_arxiv(eprint: str) -> bool:
    return bool(_ARXIV.fullmatch(eprint))


def _hal(record: Record) -> str:
    if found := to_url(record.value("hal")):
        return found
    kind = record.value("eprinttype", "archiveprefix").lower()
    return to_url(record.value("eprint")) if kind == "hal" else ""
