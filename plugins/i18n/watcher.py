"""The process that watches files for ``pelican -r``, started by `watch`.

It watches the paths among its arguments. When it does, it writes a line; from then on, for each
line that it reads, it writes one: what has changed since the last, as JSON, waiting for the first
change. It ends with its standard input.

It is a process of its own because watching takes threads: where there are others, none can be
forked to build languages side by side (`parallel`). It imports nothing of the site's, so as to be
ready soon.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from queue import Empty, SimpleQueue

import watchfiles

_SETTLE = 0.05  # seconds: editors save in several steps

_Changes = set[tuple[watchfiles.Change, str]]


def _watched(paths: Iterable[str]) -> SimpleQueue[_Changes | Exception]:
    """Watch in a thread, so that nothing is missed between two questions. Return when it does."""
    queue: SimpleQueue[_Changes | Exception] = SimpleQueue()
    ready = threading.Event()

    def watch() -> None:
        try:
            for changes in watchfiles.watch(
                *paths,
                watch_filter=None,
                debounce=100,
                step=20,
                rust_timeout=100,
                yield_on_timeout=True,
                raise_interrupt=False,
            ):
                ready.set()
                if changes:
                    queue.put(changes)
        except Exception as error:
            queue.put(error)
        ready.set()

    threading.Thread(target=watch, daemon=True).start()
    ready.wait()
    return queue


def _settled(queue: SimpleQueue[_Changes | Exception]) -> _Changes:
    """Return what has changed, waiting for the first change. Raises what ended the watching."""
    found: _Changes = set()
    patience = None
    while True:
        try:
            changes = queue.get(timeout=patience)
        except Empty:
            return found
        if isinstance(changes, Exception):
            raise changes
        found |= changes
        patience = _SETTLE


def _questions() -> SimpleQueue[str]:
    """Read standard input in a thread; its end is that of the process, whatever it waits for."""
    queue: SimpleQueue[str] = SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            queue.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return queue


def main(paths: Iterable[str]) -> None:
    """Answer each line of standard input until it ends."""
    queue, questions = _watched(paths), _questions()
    print(flush=True)
    while questions.get():
        print(json.dumps([(int(change), path) for change, path in _settled(queue)]), flush=True)


if __name__ == "__main__":
    with suppress(BrokenPipeError, KeyboardInterrupt):
        try:
            main(sys.argv[1:])
        except (OSError, RuntimeError) as error:  # as when a system watches no more files
            sys.exit(f"error: the files cannot be watched: {error}")
