"""What lies below PATH: the sources, and what cannot be one, found before a page is read.

Pelican passes over a directory that it may not list and a link that leads nowhere, and would wait
for a pipe; a page would be lost without a word. A link that leads out of PATH could bring any file
of the machine onto the site.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from plugins.content.source import SUFFIXES
from plugins.diagnostics import Diagnostic, shown_path

_SUFFIXES = frozenset({*SUFFIXES, ".rst", ".html", ".htm"})


def readable(root: Path) -> list[str]:
    """Return every file below *root* that a reader may read, relative to it, in order."""
    return [
        path.relative_to(root).as_posix()
        for path in sorted(root.rglob("*"))
        if path.suffix.lower() in _SUFFIXES and path.is_file()
    ]


def faults(root: Path, ignored: Iterable[str] = ()) -> list[Diagnostic]:
    """Return what is wrong with the files below *root*; names like *ignored* are passed over."""
    found: list[Diagnostic] = []
    patterns = (".*", *(pattern.rpartition("/")[2] for pattern in ignored))
    inside = root.resolve()
    for parent, folders, names in os.walk(root, onerror=partial(_note, found)):
        folders[:] = [name for name in folders if not _matches(name, patterns)]
        paths = (Path(parent, name) for name in (*folders, *names) if not _matches(name, patterns))
        found.extend(_fault(path, what) for path in paths for what in _wrong(path, inside))
    return sorted(found)


def unlisted(roots: Iterable[Path]) -> list[Diagnostic]:
    """Return the directories below *roots*, of those that are there, that may not be listed.

    A catalog in one of them would be a language that the site no longer has.
    """
    found: list[Diagnostic] = []
    for root in roots:
        for _ in os.walk(root, onerror=partial(_note, found)):
            pass
    return sorted(set(found))


def loops(roots: Iterable[Path]) -> list[Diagnostic]:
    """Return each link below *roots* by which one gets from a directory into itself.

    Whoever follows links, as Pelican does, finds no end of files there.
    """
    found: list[Diagnostic] = []
    for root in roots:
        for parent, folders, _ in os.walk(root, followlinks=True):
            back = [name for name in folders if leads_back(Path(parent, name))]
            folders[:] = [name for name in folders if name not in back]
            what = "is a link that leads back to itself. Remove it."
            found.extend(_fault(Path(parent, name), what) for name in back)
    return sorted(set(found))


def leads_back(path: Path) -> bool:
    """Whether a path is a link to a directory above it, by whatever links it goes itself."""
    if not os.path.islink(path):  # noqa: PTH114 - each directory of a site, at each build
        return False
    target = os.path.realpath(path)
    return any(os.path.realpath(each) == target for each in path.parents)


def _note(found: list[Diagnostic], error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        what = f"cannot be listed ({error.strerror}). Change its permissions."
        found.append(_fault(Path(error.filename), what))


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _wrong(path: Path, inside: Path) -> Iterator[str]:
    if path.is_symlink():
        yield from _wrong_link(path, inside)
    elif path.suffix in (".bib", ".toml") and path.is_dir():
        yield "is a directory, where a file is looked for. Rename it."
    elif not stat.S_ISDIR(mode := path.stat().st_mode) and not stat.S_ISREG(mode):
        yield "is neither a file nor a directory. Remove it."


def _wrong_link(path: Path, inside: Path) -> Iterator[str]:
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(inside):
        yield "is a link that leads out of the content. Put the file itself here."
    elif not target.exists():
        yield "is a link that leads nowhere. Remove it, or put the file itself here."


def _fault(path: Path, what: str) -> Diagnostic:
    return Diagnostic(shown_path(path), 0, what)
