"""Python's garbage collector during a build, of which nearly all that is made lasts to its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = (10_000, 20, 20)
"""Python's own thresholds are 700 (2,000 since 3.13), 10 and 10."""


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Look for garbage less often, and not at all among what is there already.

    Afterwards all is as before: a build under ``pelican -r`` is followed by others.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
