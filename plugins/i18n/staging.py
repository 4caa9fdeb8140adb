"""The output changes all at once or not at all.

A build writes into a directory of its own below CACHE_PATH. Only when everything has succeeded,
each file that differs is moved into the output in one step, and what an earlier build wrote and
this one did not is removed. A build that is killed leaves each file old or new, and the next one
finishes the job. Files that no build wrote are never touched.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock

_MANIFEST = "written.json"


@dataclass(frozen=True)
class Published:
    """How much of the output a build changed."""

    changed: int
    same: int
    removed: int


@contextmanager
def staged(cache: Path) -> Iterator[Path]:
    """Give a new, empty directory to build in; one build at a time. It is gone afterwards."""
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "build.lock"):
        for leftover in cache.glob("staging-*"):  # of a build that was killed
            shutil.rmtree(leftover, ignore_errors=True)
        directory = Path(tempfile.mkdtemp(prefix="staging-", dir=cache))
        directory.chmod(0o755)
        try:
            yield directory
        finally:
            shutil.rmtree(directory, ignore_errors=True)


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
    of the output to keep (OUTPUT_RETENTION). Raises OSError; the manifest then still names all
    files, so that the next build finishes the job.
    """
    new = {*files(staging), *kept}
    old = manifest(cache, output)
    _write_manifest(cache, output, old | new)
    for name in _in_the_way(old - new, new):
        _remove(output, name)
    output.mkdir(parents=True, exist_ok=True)
    changed = _merge(str(staging), str(output))
    stale = old - new if clean is None else _others(output, new, set(clean))
    removed = sum(_remove(output, name) for name in sorted(stale))
    _write_manifest(cache, output, new)
    return Published(changed, len(new) - changed, removed)


def _in_the_way(stale: set[str], new: set[str]) -> list[str]:
    """Return what stands where a directory must be (``cv`` for ``cv/index.html``), or below a file
    to come."""
    parents = {parent.as_posix() for name in new for parent in PurePosixPath(name).parents}
    below = (
        name for name in stale if any(p.as_posix() in new for p in PurePosixPath(name).parents)
    )
    return sorted({*(stale & parents), *below})


def files(directory: Path) -> Iterator[str]:
    """Yield the path of each file below *directory*, posix and relative to it."""
    skipped = len(str(directory)) + 1
    for parent, _, names in os.walk(directory):
        folder = parent[skipped:].replace(os.sep, "/")
        for name in names:
            yield f"{folder}/{name}" if folder else name


def _merge(source: str, target: str) -> int:
    """Move what differs below *source* to *target*; return how many files that were.

    A directory that is new is moved in one step, with all that is in it.
    """
    changed = 0
    with os.scandir(source) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        there = os.path.join(target, entry.name)  # noqa: PTH118 - thousands of them
        if entry.is_dir(follow_symlinks=False):
            changed += _merge_directory(entry.path, there)
        else:
            changed += _place(entry.path, there)
    return changed


def _merge_directory(source: str, target: str) -> int:
    if os.path.lexists(target):
        return _merge(source, target)
    count = sum(1 for _ in files(Path(source)))
    if not _without_empty(source):
        return 0
    try:
        Path(source).rename(target)
    except OSError:  # another file system: file by file
        Path(target).mkdir()
        return _merge(source, target)
    return count


def _without_empty(directory: str) -> bool:
    """Remove the directories below *directory* that hold no file; return whether it holds one."""
    for parent, _, names in os.walk(directory, topdown=False):
        if not names:
            with suppress(OSError):  # it holds another one that does
                Path(parent).rmdir()
    return Path(directory).is_dir()


def _place(source: str, target: str) -> bool:
    if _same(source, target):
        return False
    try:
        Path(source).replace(target)
    except OSError:  # another file system: copy beside the target, then move in one step
        part = Path(target + ".part")
        try:
            shutil.copy2(source, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return True


def _same(source: str, target: str) -> bool:
    try:
        there = os.lstat(target)
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(there.st_mode) or there.st_size != os.stat(source).st_size:  # noqa: PTH116
        return False
    return Path(source).read_bytes() == Path(target).read_bytes()


def _remove(output: Path, name: str) -> bool:
    path = output / name
    if not path.is_file() and not path.is_symlink():
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
        return {name for name in stored[str(output)] if isinstance(name, str) and _inside(name)}
    except (OSError, ValueError, KeyError, TypeError):
        return set()  # none, or broken: then nothing is known to be ours


def _inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/")


def _write_manifest(cache: Path, output: Path, names: set[str]) -> None:
    path = cache / _MANIFEST
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        stored = {}
    stored = stored if isinstance(stored, dict) else {}
    stored[str(output)] = sorted(names)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(stored, ensure_ascii=False, indent=0), "utf-8")
    part.replace(path)
