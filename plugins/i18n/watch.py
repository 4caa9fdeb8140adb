"""``pelican -r``: build at each change of anything that a build reads.

Pelican's own loop watches only PATH, THEME and the settings file, opens its watcher after a build
(so a save made meanwhile is lost) and builds again at once after a failure. Here the watcher is
open before the build starts, and waits after it, whatever came of it.
"""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

import watchfiles
from pelican import get_instance, parse_arguments
from pelican.utils import FileChangeFilter

from plugins.diagnostics import say, shown_path

if TYPE_CHECKING:
    from .site import MultilingualPelican

_SETTLE = 0.05  # seconds: editors save in several steps


class Filter(FileChangeFilter):
    """Pelican's, asked for the part of a path that is watched: what lies above is no matter, as a
    site in a folder of a hidden one."""

    def __init__(self, roots: Iterable[Path], patterns: Sequence[str]) -> None:
        super().__init__(ignore_file_patterns=patterns)
        self._parents = [root.parent for root in roots]

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        """Return whether the file is to be watched."""
        above = next((each for each in self._parents if Path(path).is_relative_to(each)), None)
        below = path if above is None else f"/{Path(path).relative_to(above).as_posix()}"
        return bool(super().__call__(change, below))


def autoreloading() -> argparse.Namespace | None:
    """Return Pelican's arguments if it was called with ``-r``, else None."""
    program = Path(sys.argv[0]) if sys.argv else Path()
    if program.stem != "pelican" and program.parent.name != "pelican":
        return None
    arguments = parse_arguments(sys.argv[1:])
    return arguments if arguments.autoreload else None


def forever(site: MultilingualPelican, arguments: argparse.Namespace) -> None:
    """Build, wait for a change, and so on. Ends only by an interrupt."""
    while True:
        site = _until_settings_change(site, arguments)


def _until_settings_change(
    site: MultilingualPelican, arguments: argparse.Namespace
) -> MultilingualPelican:
    settings_file = Path(arguments.settings or "pelicanconf.py").resolve()
    roots = watched(site, settings_file)
    with _changes(roots, Filter(roots, site.settings["IGNORE_FILES"])) as changes:
        while True:
            site.build()
            while not (changed := relevant(_wait(changes), site, settings_file)):
                pass
            names = ", ".join(sorted(map(shown_path, changed)))
            say(f"Modified: {names}. Building again ...")
            if settings_file in changed:
                return _reloaded(site, arguments)


def watched(site: MultilingualPelican, settings_file: Path) -> set[Path]:
    """Return what to watch: a directory with all below it, or a file."""
    # What is not there yet (translations/, for instance) shows in its parent when it appears.
    return {path if path.exists() else path.parent for path in _inputs(site, settings_file)}


def relevant(changed: set[Path], site: MultilingualPelican, settings_file: Path) -> set[Path]:
    """Return those of the *changed* files that a build reads: a parent may hold others."""
    roots = _inputs(site, settings_file)
    return {path for path in changed if any(path.is_relative_to(root) for root in roots)}


def _inputs(site: MultilingualPelican, settings_file: Path) -> list[Path]:
    """Return the files and directories that a build reads, there or not, as absolute paths."""
    settings = site.settings
    paths = [
        settings_file,
        Path(settings["PATH"]),
        Path(settings["THEME"]),
        site.translations,
        *(Path(settings["PATH"], path) for path in settings["STATIC_PATHS"]),
        *map(Path, settings["THEME_TEMPLATES_OVERRIDES"]),
    ]
    return [path.resolve() for path in paths]


@contextmanager
def _changes(roots: set[Path], ignored: Any) -> Iterator[SimpleQueue[set[Path]]]:
    """Watch in a thread, so that nothing saved during a build is missed."""
    queue: SimpleQueue[set[Path]] = SimpleQueue()
    stop, ready = threading.Event(), threading.Event()

    def watch() -> None:
        watching = watchfiles.watch(
            *roots,
            watch_filter=ignored,
            stop_event=stop,
            rust_timeout=200,
            yield_on_timeout=True,
            debounce=100,
            step=20,
            raise_interrupt=False,
        )
        for changes in watching:
            ready.set()
            if changes:
                queue.put({Path(path) for _, path in changes})

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    ready.wait(2)
    try:
        yield queue
    finally:
        stop.set()
        thread.join(2)


def _wait(changes: SimpleQueue[set[Path]]) -> set[Path]:
    """Return the files changed since the last call, waiting for the first."""
    changed = changes.get()
    while True:
        try:
            changed |= changes.get(timeout=_SETTLE)
        except Empty:
            return changed


def _reloaded(site: MultilingualPelican, arguments: argparse.Namespace) -> MultilingualPelican:
    """Return a site with the changed settings; keep the old one if they cannot be read."""
    try:
        new, _ = get_instance(arguments)
    except (Exception, SystemExit) as error:  # pelicanconf.py is Python: it may raise anything
        if not isinstance(error, SystemExit):
            print(f"error: {shown_path(arguments.settings)}: {error}", file=sys.stderr)
        return site
    return new  # type: ignore[no-any-return]
