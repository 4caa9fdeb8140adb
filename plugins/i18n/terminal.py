"""How far a build is, shown where somebody looks: at a terminal, and only while it lasts.

It is drawn by the thread that builds, when a page is done, a few times a second at most: nothing
runs beside the build. Elsewhere (a file, a pipe, CI, ``--quiet``, ``--verbose``) nothing is drawn.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pelican.log import console
from pelican.plugins import signals
from rich.console import Console, ConsoleRenderable, RenderHook

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 0.5
"""Seconds that a build lasts before a bar is shown."""
PAUSE = 0.2
"""Seconds between two drawings."""
_WHOLE = 1000


class Bar:
    """A bar from the first page of the first language to the last page of the last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = clock() + PATIENCE
        self._runs, self._run, self._expected, self._done = 1, -1, 0, 0
        self._what = ""
        self._drawn: tuple[Progress, TaskID] | None = None

    def begin(self, languages: int) -> None:
        """Take in how many languages there are."""
        self._runs = max(languages, 1)

    def beside(self, tags: Iterable[str]) -> None:
        """Take in that other processes build some languages, while this one builds the next."""
        away = tuple(tags)
        self._runs -= len(away)
        self._what = " + ".join((self._what, *away))

    def language(self, tag: str) -> None:
        """Take in that the run of the next language begins."""
        self._run, self._done, self._what = self._run + 1, 0, tag
        self._tell(new=True)

    def read(self, generators: Iterable[Any]) -> None:
        """Take in how much there is to write (receiver of ``all_generators_finalized``)."""
        context = next(iter(generators)).context
        self._expected = len({id(each) for each in context["generated_content"].values()})
        self._tell()

    def page(self, path: str, context: Any) -> None:
        """Take in that a page is written (receiver of ``content_written``)."""
        self._done += 1
        self._tell()

    def finish(self) -> None:
        """Take in that what is left is what spans the languages, and publishing."""
        self._run, self._done, self._what = self._runs, 0, "all languages"
        self._tell(new=True)

    def _share(self) -> int:
        done = min(self._done / self._expected, 1.0) if self._expected else 0.0
        return int(min((self._run + done) / self._runs, 1.0) * _WHOLE)

    def _tell(self, new: bool = False) -> None:
        now = self._clock()
        if now < self._due and not (new and self._drawn):
            return
        self._due = now + PAUSE
        pages = f", page {self._done}" if self._done else ""
        what = f"{self._what}{pages}"
        if self._drawn is None:
            self._drawn = _drawn(what, self._share())
            return
        progress, task = self._drawn
        progress.update(task, completed=self._share(), description=what)
        progress.refresh()

    def end(self) -> None:
        """Wipe it out."""
        if self._drawn is not None:
            self._drawn[0].stop()
            self._drawn = None


@contextmanager
def bar() -> Iterator[Bar | None]:
    """Give a bar for a build, None if nobody would see it. It is gone afterwards."""
    made = Bar() if _looked_at() else None
    try:
        yield made
    finally:
        if made is not None:
            made.end()
        end_status()


@contextmanager
def following(bar: Bar | None, tag: str) -> Iterator[None]:
    """Show on the *bar*, if there is one, how far the run of a language is."""
    if bar is None:
        yield
        return
    bar.language(tag)
    with (
        signals.all_generators_finalized.connected_to(bar.read),
        signals.content_written.connected_to(bar.page),
    ):
        yield


def end_status() -> None:
    """End the line that Pelican shows while it builds.

    It wraps and colours all that is printed meanwhile, and the oldest rich that Pelican allows
    shows one such line at a time.
    """
    stacked = getattr(console, "_live_stack", ())  # rich 14.1; before, there was one only
    quiet, console.quiet = console.quiet, False  # else the cursor would stay hidden
    try:
        for live in (*stacked, getattr(console, "_live", None)):
            if live is not None:
                live.stop()
    finally:
        console.quiet = quiet


@contextmanager
def not_done() -> Iterator[None]:
    """Keep Pelican from saying Done once per language."""
    if _talkative():
        end_status()  # which would take away the newest hook, whose ever it is
        console.push_render_hook(_NotDone())
        try:
            yield
        finally:
            console.pop_render_hook()
        return
    quiet, console.quiet = console.quiet, True  # and its status from being drawn anew
    try:
        yield
    finally:
        console.quiet = quiet


class _NotDone(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [each for each in renderables if not str(each).startswith("Done: Processed ")]


def _talkative() -> bool:
    """Whether Pelican was called with ``--verbose`` or ``--debug``."""
    return logging.getLogger("pelican").isEnabledFor(logging.INFO)


def _looked_at() -> bool:
    heard = logging.getLogger("pelican").isEnabledFor(logging.ERROR) and not _talkative()
    dumb = console.is_dumb_terminal or bool(os.environ.get("CI"))
    return heard and not dumb and console.file.isatty()


def _drawn(what: str, share: int) -> tuple[Progress, TaskID]:
    """Begin to draw, on a console of its own: Pelican's is silent while it builds."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    end_status()
    progress = Progress(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(file=console.file),
        auto_refresh=False,
        transient=True,
    )
    task = progress.add_task(what, total=_WHOLE, completed=share)
    progress.start()
    return progress, task
