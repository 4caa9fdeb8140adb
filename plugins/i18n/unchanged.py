"""Nothing changed, nothing to do: whether a build would only write again what the last one wrote.

A record below CACHE_PATH says what the last good build rested on: settings, sources, templates,
catalogs, code, Python, time zone, locale; and the state in which it left each file of the output.
Only if all of it is as it was, the build is left out. Whatever cannot be compared (other plugins,
functions in the settings, sources outside PATH, a build that depends on the clock), a record that
is missing, broken or of another output: the site is built, as without a record.

If nothing but the content of pages, .bib files, tables and catalogs, or the looks of the theme, has
changed, the site is built, but files that do not rest on it may stand (`reuse`).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

from plugins.sealed import opened, sealed

from .inputs import Incomparable, Inputs, inputs
from .notes import Notes
from .reuse import Reuse, State, Traces

_RECORD = "last-build.record"
_NOTES = "last-build"


@dataclass(frozen=True)
class Record:
    """What the last build rested on and left behind."""

    inputs: Inputs
    code: dict[str, State]
    output: dict[str, State]
    pages: str
    """How many there are, for the summary."""
    warnings: list[str]
    traces: Traces


class Memory:
    """What is known of the last build, asked before a build and told after it."""

    def __init__(self, settings: Mapping[str, Any], plugins: Iterable[Any]) -> None:
        self._began = time.time_ns()
        self._settings, self._plugins = settings, tuple(plugins)
        self._output = Path(settings["OUTPUT_PATH"])
        self._path = Path(settings["CACHE_PATH"], _RECORD)
        self._notes = Path(settings["CACHE_PATH"], _NOTES)
        self._found = self._inputs()
        self._record = self._read() if self.comparable else None
        self._intact: dict[str, State] = {}
        code = _code()
        if self._record is not None:
            now = self._left(self._record.output)
            output = self._record.output.items()
            self._intact = {name: state for name, state in output if now.get(name) == state}
            gone = dict(_states(self._record.code))
            if {**code, **gone} != self._record.code:
                self._record = None

    @property
    def comparable(self) -> bool:
        """Whether all that a build rests on can be compared; then all its plugins are ours."""
        return bool(self._found.all)

    def recall(self) -> Record | None:
        """Return the record of the last build if this one would do nothing, else None."""
        record = self._record
        if record is None or record.inputs != self._found:
            return None
        return record if record.output and record.output == self._intact else None

    def reuse(self) -> Reuse:
        """Return what of the last output may stand in this build."""
        record = self._record
        found = self._found
        if record is None or record.inputs.ground != found.ground or self._settings["I18N_PREVIEW"]:
            return Reuse(notes=Notes(self._notes if self.comparable else None))
        reuse = Reuse(record.traces, self._intact, self._output, tuple(record.warnings))
        reuse.notes = Notes(self._notes, trusted=True)
        reuse.same_theme = record.inputs.frame == found.frame
        return reuse

    def _read(self) -> Record | None:
        try:
            data = opened(self._path.read_bytes())
            typed = {"inputs": Inputs(*data["inputs"]), "traces": Traces(**data["traces"])}
            return Record(**{**data, **typed})
        except (OSError, TypeError, KeyError):
            return None  # none, broken, or of another version

    def forget(self) -> None:
        """Drop the record: a build begins, and may be killed."""
        self._path.unlink(missing_ok=True)

    def remember(
        self,
        written: Iterable[str],
        reuse: Reuse,
        pages: str,
        warnings: Iterable[str],
        traces: Traces,
    ) -> None:
        """Keep the record of a good build, unless its sources or its code changed while it ran."""
        if not self.comparable or self._inputs() != self._found:
            return
        code = _code()
        if any(changed > self._began for _, _, changed in code.values()):
            return
        made = (name for name in written if name not in reuse.kept)
        left = self._left(made) | reuse.kept  # what was touched meanwhile is not as we left it
        reuse.notes.settle()  # before the record: with it they are trusted
        if self._record is not None:  # code that only what stands was made with is not loaded now
            code = {**self._record.code, **code}
        record = Record(self._found, code, left, pages, [*map(str, warnings)], traces)
        part = self._path.with_suffix(".part")
        data = {**vars(record), "inputs": tuple(self._found), "traces": vars(traces)}
        part.write_bytes(b"".join(sealed(data)))
        part.replace(self._path)

    def _left(self, names: Iterable[str]) -> dict[str, State]:
        """Return the state of those files of the output that are there."""
        paths = {f"{self._output}/{name}": name for name in names}
        return {paths[path]: state for path, state in _states(paths)}

    def _inputs(self) -> Inputs:
        try:
            return inputs(self._settings, self._plugins)
        except (Incomparable, OSError):
            return Inputs()


def _code() -> dict[str, State]:
    """Return the state in which each loaded Python file was first seen, and that of where packages
    are installed."""
    modules = (each for each in list(sys.modules.values()) if isinstance(each, ModuleType))
    folders = (path for path in sys.path if PurePath(path).name.endswith("-packages"))
    return dict((*chain.from_iterable(map(_seen, modules)), *_states(folders)))


@cache  # what is loaded stays as it was when the file changes
def _seen(module: ModuleType) -> tuple[tuple[str, State], ...]:
    file = getattr(module, "__file__", None)
    return tuple(_states([str(file)])) if file else ()


def _states(paths: Iterable[str]) -> Iterator[tuple[str, State]]:
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116 - thousands of them
        except OSError:
            continue
        yield path, (found.st_size, found.st_mtime_ns, found.st_ctime_ns)
