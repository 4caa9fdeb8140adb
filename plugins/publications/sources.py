"""The files that the plugin reads: .bib files by name or glob, and the tables beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from plugins.diagnostics import Diagnostic, shown_path
from plugins.publications.bibtex import Bibliography, read
from plugins.publications.faults import Faults
from plugins.publications.known import Known
from plugins.publications.pieces import Source
from plugins.publications.settings import Settings
from plugins.publications.tables import COAUTHORS, VENUES, Coauthor, Table, Venue, coauthors, venues

_T = TypeVar("_T")


def read_all(
    content: Path, settings: Settings, known: Known | None = None
) -> tuple[Bibliography, tuple[Diagnostic, ...]]:
    """Return the bibliography below *content*, and what is wrong with the files around it."""
    sources, missing = find_sources(content, settings)
    faults = Faults(list(missing))
    people = _table(content, settings.coauthors, COAUTHORS, coauthors, faults)
    places = _table(content, settings.venues, VENUES, venues, faults)
    found = _read(sources, settings, people or (), tuple((places or {}).items()), known)
    return found, tuple(faults.errors)


@lru_cache(maxsize=1)
def _read(
    sources: tuple[Source, ...],
    settings: Settings,
    people: tuple[Coauthor, ...],
    places: tuple[tuple[str, Venue], ...],
    known: Known | None,
) -> Bibliography:
    # The runs of all languages read the same bytes: once is enough.
    return read(
        sources,
        owner=settings.owner,
        groups=settings.groups,
        group_by=settings.group_by,
        url=settings.url,
        max_authors=settings.max_authors,
        coauthors=people,
        venues=dict(places),
        known=known,
    )


def find_sources(
    content: Path, settings: Settings
) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return the .bib files below *content*, and an error for each that is named but not there."""
    faults = Faults()
    sources: dict[Path, Source] = {}
    for pattern in settings.paths:
        paths = [path for path in _glob(content, pattern) if path.is_file()]
        if not paths and settings.paths_named:
            text = f"there is no such file, but PUBLICATIONS_PATHS names {pattern}. Correct it."
            faults.errors.append(Diagnostic(shown_path(content / pattern), 0, text))
        for path in paths:
            sources.setdefault(path, Source(shown_path(path), path.read_bytes()))
    return tuple(sources.values()), tuple(faults.errors)


def _table(
    content: Path,
    named: str,
    usual: Sequence[str],
    load: Callable[[Table], _T],
    faults: Faults,
) -> _T | None:
    paths = [content / name for name in ([named] if named else usual)]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        if named:
            text = f"there is no such file, but the settings name {named}. Correct it."
            faults.errors.append(Diagnostic(shown_path(paths[0]), 0, text))
        return None
    with faults.gathered():
        return load(Table(shown_path(path), path.read_bytes()))
    return None


def _glob(content: Path, pattern: str) -> Iterator[Path]:
    relative = pattern.lstrip("/")
    yield from sorted(content.glob(relative)) if relative else ()
