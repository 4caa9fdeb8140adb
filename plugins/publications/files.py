"""The files that entries name: found beside the .bib, below PATH or where al-folio keeps them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from plugins.diagnostics import Diagnostic, shown_path
from plugins.publications.entries import Entry, Link
from plugins.publications.links import KINDS
from plugins.publications.shell import HTML

_AL_FOLIO = {
    "html": HTML,
    "preview": "assets/img/publication_preview",
    "video": "assets/video",
}
_PDFS = "assets/pdf"
_HOST = re.compile(r"www\.|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/", re.IGNORECASE)
"""How an address begins that lacks https://: no folder has such a name."""


@dataclass(frozen=True)
class Placed:
    """The entries with the addresses that their files get on the site."""

    entries: tuple[Entry, ...]
    copies: tuple[tuple[Path, str], ...] = ()
    """(file, where it goes below the output): each PDF into the directory of its page."""
    linked: frozenset[str] = frozenset()
    """Files below PATH that keep their place."""
    errors: tuple[Diagnostic, ...] = ()


@dataclass
class _Work:
    content: Path
    placed: frozenset[str]
    copies: dict[str, Path] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)
    errors: list[Diagnostic] = field(default_factory=list)
    pdfs: dict[str, set[str]] = field(default_factory=dict)
    """The PDFs that lie in each directory with a .bib."""


def place(entries: Iterable[Entry], content: Path, placed: Iterable[str] = ()) -> Placed:
    """Return where the files of *entries* go. *content* is PATH.

    A PDF goes into the directory of its entry's page, whether ``pdf`` names it or it is called as
    the citekey and lies beside the .bib: Google Scholar wants it there. Any other file keeps its
    place. A file that is nowhere, and not among *placed* (what is written there anyway), is an
    error.
    """
    work = _Work(content, frozenset(placed))
    found = tuple(_placed(entry, work) for entry in entries)
    copies = tuple((source, save_as) for save_as, source in work.copies.items())
    return Placed(found, copies, frozenset(work.linked), tuple(work.errors))


def _placed(entry: Entry, work: _Work) -> Entry:
    files = [link for link in entry.links if link.is_file]
    beside = "" if entry.link("pdf") else _beside(entry, work)
    preview = Link("preview", entry.preview)
    if not (files or beside or (preview.url and preview.is_file)):
        return entry
    links = [_link(entry, link, work) for link in entry.links]
    if beside:
        links.append(_pdf(entry, Path(entry.path).parent / beside, work))
        links.sort(key=lambda link: KINDS.index(link.kind))
    if preview.url:
        preview = _link(entry, preview, work)
    return replace(entry, links=tuple(links), preview=preview.url, made_of="")


def _beside(entry: Entry, work: _Work) -> str:
    folder = os.path.dirname(entry.path)  # noqa: PTH120 - thousands of them
    if (pdfs := work.pdfs.get(folder)) is None:
        pdfs = work.pdfs[folder] = {path.name for path in Path(folder).glob("*.pdf")}
    return next((n for key in (entry.citekey, entry.slug) if (n := f"{key}.pdf") in pdfs), "")


def _link(entry: Entry, link: Link, work: _Work) -> Link:
    if not link.is_file:
        return link
    name = unquote(urlsplit(link.url).path)
    candidates = list(_candidates(entry, link, name, work))
    source = next((path for path in candidates if path.is_file()), None)
    if source is None:
        if name not in work.placed:
            work.errors.append(_lost(entry, link, candidates))
        return link
    if link.kind == "pdf" and source.suffix.lower() == ".pdf":
        return _pdf(entry, source, work)
    relative = source.relative_to(work.content).as_posix()
    work.linked.add(relative)
    fragment = urlsplit(link.url).fragment
    return Link(link.kind, quote(relative) + (f"#{fragment}" if fragment else ""))


def _lost(entry: Entry, link: Link, candidates: Sequence[Path]) -> Diagnostic:
    text = f'entry "{entry.citekey}" has {link.kind} "{link.url}", '
    if candidates:
        text += f"but there is no file {shown_path(candidates[0])}. "
        is_host = _HOST.match(link.url)
        text += "Start it with https://." if is_host else "Add it or correct the name."
    else:
        text += "which leads out of the content folder. Put the file into it."
    return Diagnostic(entry.path, entry.line, text)


def _candidates(entry: Entry, link: Link, name: str, work: _Work) -> Iterator[Path]:
    """Yield where the file may be: below PATH, whatever *name* says."""
    content = work.content.resolve()
    beside = Path(entry.path).parent.resolve()
    for folder in (content, beside, content / _AL_FOLIO.get(link.kind, _PDFS)):
        path = Path(os.path.normpath(folder / name))
        if path.is_relative_to(content):
            yield work.content / path.relative_to(content)


def _pdf(entry: Entry, source: Path, work: _Work) -> Link:
    save_as = f"{entry.url}{source.name}"
    work.copies[save_as] = source
    return Link("pdf", f"{entry.url}{quote(source.name)}")
