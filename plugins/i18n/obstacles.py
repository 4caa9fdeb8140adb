"""What stands in the way of publishing, found before a byte of the output has changed.

A file of the owner's where a directory must be, a directory of theirs where a file must be, a link
that leads out of the output, a directory that cannot be written: none of these is ours to move.
Neither can two files be published that are one on another disk.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath

from plugins.diagnostics import Diagnostic, SourceError, shown_path


class Obstructed(SourceError):
    """Something in the output, which no build wrote, stands where the site must go."""


def check(output: Path, changed: Iterable[str], stale: set[str]) -> None:
    """Raise `Obstructed` if the *changed* files cannot be written, or the *stale* not removed."""
    changed = list(changed)
    folders = {name.rpartition("/")[0] for name in changed}
    faults = [fault for folder in folders for fault in _folder_faults(output, folder, stale)]
    for name in changed:
        faults += _target_faults(output, name, stale)
    for folder in {name.rpartition("/")[0] for name in stale} - folders:
        if not behind_a_link(output, f"{folder}/x") and (output / folder).is_dir():
            faults += _unwritable(str(output / folder))
    if faults:
        raise Obstructed(_outermost(faults))


def check_names(names: Iterable[str]) -> None:
    """Raise `Obstructed` if a name is none that can be linked to, or if two of the *names* are one
    file where case does not count.

    So it is on most disks of Windows and macOS, which take é in either form of Unicode, too.
    """
    seen: dict[str, str] = {}
    faults = []
    for name in sorted(names):
        key = name if name.isascii() else unicodedata.normalize("NFC", name)
        first = seen.setdefault(key.casefold(), name)
        if first != name:
            what = f"is {first} on a disk that does not tell upper from lower case, as many do"
            faults.append(Diagnostic(name, 0, f"{what}. Give one of them another name."))
        if (shown := name.encode("utf-8", "backslashreplace").decode("utf-8")) != name:
            faults.append(Diagnostic(shown, 0, "has a name that is not UTF-8. Rename it."))
    if faults:
        raise Obstructed(faults)


def in_the_way(stale: set[str], new: Iterable[str]) -> list[str]:
    """Return what stands where a directory must be (``cv`` for ``cv/index.html``), or below a file
    to come."""
    coming = set(new)
    parents = {parent.as_posix() for name in coming for parent in PurePosixPath(name).parents}
    below = (
        name for name in stale if any(p.as_posix() in coming for p in PurePosixPath(name).parents)
    )
    return sorted({*(stale & parents), *below})


def nearest(output: Path, name: str) -> str:
    """Return the directory that is there and is nearest to where *name* goes."""
    directory = os.path.dirname(f"{output}/{name}")  # noqa: PTH120 - thousands of them
    while not os.path.isdir(directory):  # noqa: PTH112
        directory = os.path.dirname(directory) or "."  # noqa: PTH120
    return directory


def behind_a_link(output: Path, name: str) -> bool:
    """Whether a directory on the way from *output* to *name* is a link."""
    return any((output / folder).is_symlink() for folder in _folders(name))


def _folders(name: str) -> Iterator[str]:
    """Yield the directories that *name* lies in, the outermost first."""
    parts = name.split("/")[:-1]
    return ("/".join(parts[:count]) for count in range(1, len(parts) + 1))


def _folder_faults(output: Path, folder: str, stale: set[str]) -> Iterator[Diagnostic]:
    for each in _folders(f"{folder}/x") if folder else ():
        path = output / each
        if path.is_symlink() and path.is_dir():
            yield _fault(path, "is a link to a directory, and the build writes nothing elsewhere")
            return
        if os.path.lexists(path) and not path.is_dir() and each not in stale:
            yield _fault(path, "is a file that no build wrote, where a directory must be")
            return
    yield from _unwritable(nearest(output, f"{folder}/x" if folder else "x"))


def _target_faults(output: Path, name: str, stale: set[str]) -> Iterator[Diagnostic]:
    path = f"{output}/{name}"
    if not os.path.isdir(path) or os.path.islink(path):  # noqa: PTH112, PTH114
        return
    for parent, folders, names in os.walk(path):
        links = [each for each in folders if Path(parent, each).is_symlink()]
        found = (Path(parent, each).relative_to(output).as_posix() for each in (*names, *links))
        if any(each not in stale for each in found) or not (folders or names):
            yield _fault(Path(path), "is a directory that no build made, where a file must be")
            return


def _outermost(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Leave out what is said of a directory if the same is said of one around it."""
    said = {(fault.path, fault.text) for fault in faults}
    return sorted(
        fault
        for fault in set(faults)
        if not any((str(p), fault.text) in said for p in PurePath(fault.path).parents)
    )


def _unwritable(directory: str) -> Iterator[Diagnostic]:
    if not os.access(directory, os.W_OK | os.X_OK):
        what = "cannot be written to. Change its permissions, or set OUTPUT_PATH to another place."
        yield Diagnostic(shown_path(directory), 0, what)


def _fault(path: Path, what: str) -> Diagnostic:
    return Diagnostic(shown_path(path), 0, f"{what}. Move it away.")
