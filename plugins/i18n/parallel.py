"""Languages built side by side: other processes build some, once the default language is read.

The processes are forked just before the default language's pages are written: what is shared has
then been read once. Each writes its languages' files into the staging directory and sends back what
it has noted; one that does not come back, or that has claimed an address of another language, is no
loss: its languages are then built here, as if it had not been.

Only where that is safe and measured to win: on Linux, in a process of one thread, with plugins that
are known to keep nothing else in memory, on several processors, for a site that is large enough.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pelican.plugins import signals

from .build import Build
from .faults import Faults
from .outcome import Outcome
from .translator import Translator

LEAST = 100
"""Of how many pages and publications a site has to be."""
_MOMENT = 0.2
"""Seconds."""
_READING = 0.2
"""How much more work the default language is than another one: what is made only once."""


@dataclass(frozen=True)
class _Worker:
    pid: int
    pipe: BinaryIO
    translators: tuple[Translator, ...]


class Workers:
    """The processes of one build. *run* builds a language; *leave* ends the run that it is in."""

    def __init__(
        self,
        build: Build,
        translators: Sequence[Translator],
        faults: Faults,
        run: Callable[[Translator], None],
        leave: Callable[[], None],
    ) -> None:
        self._build, self._faults, self._run, self._leave = build, faults, run, leave
        self._main, self._others = translators[0], tuple(translators[1:])
        self._workers: list[_Worker] = []
        self._size = 0
        self._accompanied = _foreign_threads()

    def read(self, generators: Sequence[Any]) -> None:
        """Take in how large the site is (receiver of ``all_generators_finalized``)."""
        found = generators[0].context["generated_content"].values()
        self._size = len({id(each) for each in found})

    def start(self) -> tuple[str, ...]:
        """Fork the processes, if that is of use; return the languages that they build."""
        if self._size < LEAST or self._accompanied or not _alone():
            return ()
        processors = len(os.sched_getaffinity(0))
        shares = _shares(self._others, min(processors - 1, len(self._others)))
        for share in filter(None, shares):
            self._fork(share)
        away = tuple(each.language.tag for share in shares for each in share)
        self._build.to_come.difference_update(away)
        return away

    def finish(self) -> tuple[Translator, ...]:
        """Take in what the processes have noted; return the languages that are still to build."""
        done: set[str] = set()
        while self._workers:
            worker = self._workers[0]
            outcome = _received(worker)
            del self._workers[0]
            own = {each.language.tag for each in worker.translators}
            if outcome is not None and not self._clashes(outcome, own):
                outcome.merge(self._build, (self._main, *self._others), self._faults)
                done |= own
        return tuple(each for each in self._others if each.language.tag not in done)

    def stop(self) -> None:
        """End the processes that are still at work."""
        for worker in self._workers:
            worker.pipe.close()
            with suppress(OSError):
                os.kill(worker.pid, signal.SIGKILL)
                os.waitpid(worker.pid, 0)
        self._workers.clear()

    def _fork(self, share: tuple[Translator, ...]) -> None:
        ours, theirs = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        pid = os.fork()
        if pid:
            os.close(theirs)
            self._workers.append(_Worker(pid, os.fdopen(ours, "rb"), share))
            return
        try:
            os.close(ours)
            self._leave()
            self._serve(parent, theirs, share)
        finally:
            os._exit(1)

    def _serve(self, parent: int, pipe: int, share: tuple[Translator, ...]) -> None:
        def go_on(sender: object, **_: object) -> None:
            if os.getppid() != parent:  # it was killed, so there is nobody to build for
                os._exit(1)

        self._build.to_come = {each.language.tag for each in share}
        before = Outcome(claims=dict(self._build.claims))
        with signals.content_written.connected_to(go_on):
            for translator in share:
                self._run(translator)
        outcome = Outcome.of(self._build, (self._main, *self._others), self._faults)
        own = {each.language.tag for each in share}
        outcome.pages = {tag: pages for tag, pages in outcome.pages.items() if tag in own}
        outcome.claims = {
            key: source
            for key, source in outcome.claims.items()
            if before.claims.get(key) != source or outcome.claimants.get(key) in own
        }
        outcome.claimants = {key: tag for key, tag in outcome.claimants.items() if tag in own}
        with os.fdopen(pipe, "wb") as stream:
            pickle.dump(outcome, stream, pickle.HIGHEST_PROTOCOL)
        os._exit(0)

    def _clashes(self, outcome: Outcome, own: set[str]) -> bool:
        """Whether another language claims a file too: only a build in turn can judge that."""
        taken = {key for key, tag in self._build.claimants.items() if tag not in own}
        return not taken.isdisjoint(outcome.claims)


def may_share(build: Build, languages: int, comparable: bool) -> bool:
    """Whether languages may be built side by side, as far as that is known before they are read.

    Native pages are noted by each run for the next, so with them only two languages are.
    """
    known = comparable and build.preview is None and (build.plan.is_whole or languages == 2)
    return known and languages > 1 and sys.platform == "linux" and hasattr(os, "sched_getaffinity")


def _alone() -> bool:
    """Whether this process has one thread and more than one processor.

    One that has been told to end, as that of Pelican's status, gets a moment to do so.
    """
    if len(os.sched_getaffinity(0)) < 2:
        return False
    patience = time.monotonic() + _MOMENT
    while (threads := _threads()) > 1 and time.monotonic() < patience:
        time.sleep(0.001)
    return threads == 1


def _threads() -> int:
    try:
        return max(threading.active_count(), sum(1 for _ in Path("/proc/self/task").iterdir()))
    except OSError:
        return 2  # nobody knows


def _foreign_threads() -> bool:
    """Whether there are threads that Python has not started, as the one that watches files.

    They do not end with what Pelican does, so it is of no use to wait for it.
    """
    known = {str(thread.native_id) for thread in threading.enumerate()}
    try:
        return any(task.name not in known for task in Path("/proc/self/task").iterdir())
    except OSError:
        return True


def _shares(others: Sequence[Translator], workers: int) -> list[tuple[Translator, ...]]:
    """Return which languages each worker builds; those left over are built by this process."""
    shares: list[list[Translator]] = [[] for _ in range(workers)]
    ours = 1 + _READING
    for translator in others:
        least = min(shares, key=len, default=None)
        if least is None or ours < len(least):
            ours += 1
        else:
            least.append(translator)
    return [tuple(share) for share in shares]


def _received(worker: _Worker) -> Outcome | None:
    with worker.pipe:
        data = worker.pipe.read()
    _, status = os.waitpid(worker.pid, 0)
    if status != 0:
        return None
    found = pickle.loads(data)  # what we have written ourselves, a moment ago
    return found if isinstance(found, Outcome) else None
