"""What is to be moved into the output: each file that differs, and new directories as a whole."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import obstacles

PART = "~part"
"""How the name of a file ends that stands beside its target for a moment."""


@dataclass
class Moves:
    """The way from a staging directory to the output; names are posix and relative to both."""

    made: set[str] = field(default_factory=set)
    """Every file of the staging directory."""
    files: list[str] = field(default_factory=list)
    """Those that the output has in another state or not at all, sorted."""
    folders: dict[str, list[str]] = field(default_factory=dict)
    """The directories that the output does not have, and the files in each: none of `files`."""
    parts: set[str] = field(default_factory=set)
    """Those of `files` that cannot be moved in one step: they go to another file system."""

    @property
    def names(self) -> list[str]:
        """What is moved in one step each."""
        return [*self.files, *self.folders]

    @property
    def changed(self) -> int:
        """How many files the output has not or has in another state."""
        return len(self.files) + sum(map(len, self.folders.values()))

    def reach(self, staging: Path, output: Path) -> None:
        """Find out what cannot be moved in one step. Raises OSError."""
        reachable: dict[int, bool] = {}
        for name in self.names:
            directory = obstacles.nearest(output, name)
            device = os.stat(directory).st_dev  # noqa: PTH116 - thousands of them
            if device not in reachable:
                reachable[device] = _reaches(staging, directory)
            if not reachable[device]:
                self.parts.update(self.folders.pop(name, [name]))
        self.files = sorted({*self.files, *self.parts})


def compare(staging: Path, output: Path) -> Moves:
    """Return what makes *output* hold what *staging* holds. Raises OSError."""
    moves, waiting = Moves(), [""]
    while waiting:
        for name, is_folder in _listed(staging, waiting.pop()):
            if not is_folder:
                moves.made.add(name)
                if not _same(f"{staging}/{name}", f"{output}/{name}"):
                    moves.files.append(name)
            elif os.path.lexists(f"{output}/{name}"):
                waiting.append(name)
            else:
                moves.folders[name] = list(_below(staging, name))
                moves.made.update(moves.folders[name])
    moves.files.sort()
    return moves


def _below(staging: Path, folder: str) -> Iterator[str]:
    """Yield each file in a *folder* of *staging* and in those below it."""
    for name, is_folder in _listed(staging, folder):
        if is_folder:
            yield from _below(staging, name)
        else:
            yield name


def _listed(staging: Path, folder: str) -> Iterator[tuple[str, bool]]:
    """Yield the path of each thing in a *folder* of *staging*, and whether it is a folder."""
    with os.scandir(f"{staging}/{folder}") as found:
        for each in found:
            name = f"{folder}/{each.name}" if folder else each.name
            yield name, each.is_dir(follow_symlinks=False)


def _same(source: str, target: str) -> bool:
    try:
        there = os.lstat(target)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISREG(there.st_mode) or there.st_size != os.stat(source).st_size:  # noqa: PTH116
        return False
    return Path(source).read_bytes() == Path(target).read_bytes()


def _reaches(staging: Path, directory: str) -> bool:
    """Whether a file can be moved there; device numbers do not tell (two mounts of one disk)."""
    handle, probe = tempfile.mkstemp(suffix=PART, dir=staging)
    os.close(handle)
    moved = Path(directory, Path(probe).name)
    try:
        Path(probe).replace(moved)
    except OSError as error:
        Path(probe).unlink()
        if error.errno != errno.EXDEV:
            raise
        return False
    moved.unlink()
    return True
