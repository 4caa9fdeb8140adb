"""The output changes all at once or not at all.

A build writes into a directory of its own below CACHE_PATH. Only when everything has succeeded, and
nothing stands in the way (`obstacles`), each file that differs, or the whole of a directory that is
new, is moved into the output in one step, and what an earlier build wrote and this one did not is
removed. A build that is killed leaves each file old or new, and the next one finishes the job.
Files that no build wrote are never touched.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from plugins.diagnostics import Diagnostic, SourceError, shown_path

from . import obstacles
from .moves import PART, Moves, compare

_MANIFEST = "written.json"


@dataclass(frozen=True)
class Published:
    """How much of the output a build changed."""

    changed: int = 0
    same: int = 0
    removed: int = 0
    reused: int = 0
    """Those of the same that were not made again."""


class Unfinished(SourceError):
    """The output is partly new: something failed that could not be foreseen."""


@contextmanager
def staged(cache: Path) -> Iterator[Path]:
    """Give a new, empty directory to build in; one build at a time. It is gone afterwards."""
    cache.mkdir(parents=True, exist_ok=True)
    with _alone(cache):
        for leftover in cache.glob("staging-*"):  # of a build that was killed
            shutil.rmtree(leftover, ignore_errors=True)
        directory = Path(tempfile.mkdtemp(prefix="staging-", dir=cache))
        directory.chmod(0o755)
        try:
            yield directory
        finally:
            shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Wait until no other build is at work, and say so if that is not at once."""
    lock = FileLock(cache / "build.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        what = f"Another build is at work ({shown_path(cache)}). This one waits for its end."
        print(what, file=sys.stderr, flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def publish(
    staging: Path,
    output: Path,
    cache: Path,
    *,
    clean: Iterable[str] | None,
    kept: Iterable[str] = (),
) -> Published:
    """Make *output* hold what *staging* holds, and what of it is *kept* from the last build.

    *clean* is None to keep what is not ours, else (DELETE_OUTPUT_DIRECTORY) the names at the top
    of the output to keep (OUTPUT_RETENTION). Raises OSError or `obstacles.Obstructed` before a byte
    has changed, and `Unfinished` after; then the next build finishes the job.
    """
    old, moves = manifest(cache, output), compare(staging, output)
    new = {*moves.made, *kept}
    obstacles.check_names(new)
    stale = old - new if clean is None else _others(output, new, set(clean))
    obstacles.check(output, moves.names, stale)
    output.mkdir(parents=True, exist_ok=True)
    moves.reach(staging, output)
    last = _write_manifest(cache, output, new, "last")
    parts = {name + PART for name in moves.parts}
    _write_manifest(cache, output, old | new | parts).replace(cache / _MANIFEST)
    try:
        _copy(staging, output, moves.parts)
    except OSError:
        _take_back(output, moves.parts)
        raise
    try:
        removed = _change(staging, output, moves, stale)
        last.replace(cache / _MANIFEST)
    except OSError as error:
        what = f"{error.strerror or error}. The output is partly new: mend it and build again."
        raise Unfinished([Diagnostic(shown_path(error.filename or output), 0, what)]) from error
    changed = moves.changed
    return Published(changed, len(new) - changed, removed, len(new) - len(moves.made))


def _copy(staging: Path, output: Path, names: set[str]) -> None:
    """Copy files beside their targets, while the old ones stand: a full disk shows here."""
    for name in sorted(names):
        part = output / (name + PART)
        part.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(staging / name, part)


def _take_back(output: Path, names: set[str]) -> None:
    for name in names:
        _remove(output, name + PART)


def _change(staging: Path, output: Path, moves: Moves, stale: set[str]) -> int:
    """Make the moves and remove the *stale*; return how many of these there were."""
    removed = 0
    for name in obstacles.in_the_way(stale, moves.names):
        removed += _remove(output, name)
    made = {str(output)}
    for name in moves.names:
        target = f"{output}/{name}"
        parent = target.rpartition("/")[0]
        if parent not in made:
            Path(parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        source = target + PART if name in moves.parts else f"{staging}/{name}"
        os.replace(source, target)  # noqa: PTH105 - thousands of them
    return removed + sum(_remove(output, name) for name in sorted(stale))


def files(directory: Path) -> Iterator[str]:
    """Yield the path of each file below *directory*, posix and relative to it."""
    skipped = len(str(directory)) + 1
    for parent, _, names in os.walk(directory):
        folder = parent[skipped:].replace(os.sep, "/")
        for name in names:
            yield f"{folder}/{name}" if folder else name


def _remove(output: Path, name: str) -> bool:
    path = output / name
    if obstacles.behind_a_link(output, name) or not (path.is_file() or path.is_symlink()):
        return False
    path.unlink()
    for parent in path.parents:
        if parent == output or any(parent.iterdir()):
            break
        parent.rmdir()
    return True


def _others(output: Path, new: set[str], kept: set[str]) -> set[str]:
    return {name for name in files(output) if name not in new and name.split("/")[0] not in kept}


def manifest(cache: Path, output: Path) -> set[str]:
    """Return the files of *output* that the last build wrote; none if that is not known."""
    try:
        stored = json.loads((cache / _MANIFEST).read_text("utf-8"))
        names = stored.get(_place(cache, output), stored.get(str(output)))  # as it was once
        return {name for name in names if isinstance(name, str) and _inside(name)}
    except (OSError, ValueError, AttributeError, TypeError):
        return set()  # none, or broken: then nothing is known to be ours


def _place(cache: Path, output: Path) -> str:
    """Name the output from where the cache is: both move with the folder of the site."""
    try:
        return Path(os.path.relpath(output, cache)).as_posix()
    except ValueError:  # on another drive
        return str(output)


def _inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/")


def _write_manifest(cache: Path, output: Path, names: set[str], suffix: str = "part") -> Path:
    """Write a manifest beside the one that is in force; return its path."""
    path = cache / _MANIFEST
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        stored = {}
    stored = stored if isinstance(stored, dict) else {}
    stored.pop(str(output), None)
    stored[_place(cache, output)] = sorted(names)
    part = path.with_suffix(f".{suffix}")
    part.write_text(json.dumps(stored, ensure_ascii=False, indent=0), "utf-8", newline="\n")
    return part
