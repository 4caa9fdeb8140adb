"""``pelican -r``: build at each change of anything that a build reads.

Pelican's own loop watches only PATH, THEME and the settings file, opens its watcher after a build
(so a save made meanwhile is lost) and builds again at once after a failure. Here the watcher is
open before the build starts, and waits after it, whatever came of it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import watchfiles
from pelican import get_instance, parse_arguments
from pelican.utils import FileChangeFilter

from plugins.diagnostics import say, shown_path

from . import watcher

if TYPE_CHECKING:
    from .site import MultilingualPelican


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
    roots = roots_of(site, settings_file)
    watched = Filter(roots, site.settings["IGNORE_FILES"])
    with Watcher(roots) as watching:
        while True:
            site.build()
            changed: set[Path] = set()
            while not changed:
                found = {Path(path) for kind, path in watching.changes() if watched(kind, path)}
                changed = relevant(found, site, settings_file)
            names = ", ".join(sorted(map(shown_path, changed)))
            say(f"Modified: {names}. Building again ...")
            if settings_file in changed:
                return _reloaded(site, arguments)


def roots_of(site: MultilingualPelican, settings_file: Path) -> set[Path]:
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


class Watcher:
    """What has changed below *roots* since it was entered, or asked the last time.

    Another process watches (`watcher`), so that this one has no thread and may fork.
    """

    def __init__(self, roots: Iterable[Path]) -> None:
        self._roots = sorted(map(str, roots))

    def __enter__(self) -> Watcher:
        command = [sys.executable, "-P", watcher.__file__, *self._roots]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # or it would end with an interrupt of its own
        )
        self._answer()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(BrokenPipeError), self._process:
            self._process.kill()

    def changes(self) -> set[tuple[watchfiles.Change, str]]:
        """Return the kind and the path of each change, waiting for the first."""
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write("\n")
            self._process.stdin.flush()
        return {(watchfiles.Change(kind), path) for kind, path in json.loads(self._answer())}

    def _answer(self) -> str:
        assert self._process.stdout is not None
        answer = self._process.stdout.readline()
        if not answer:  # it has said why
            raise SystemExit(1)
        return answer


def _reloaded(site: MultilingualPelican, arguments: argparse.Namespace) -> MultilingualPelican:
    """Return a site with the changed settings; keep the old one if they cannot be read."""
    try:
        new, _ = get_instance(arguments)
    except (Exception, SystemExit) as error:  # pelicanconf.py is Python: it may raise anything
        if not isinstance(error, SystemExit):
            print(f"error: {shown_path(arguments.settings)}: {error}", file=sys.stderr)
        return site
    return new  # type: ignore[no-any-return]
