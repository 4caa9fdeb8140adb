"""What a build hears from all loggers, whatever the command line says of what a person sees."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pelican.log import FatalLogger, LimitFilter

OURS = "plugins"
"""The loggers whose warnings are lines that a person can act on as they are."""


def warnings_are_errors() -> bool:
    """Whether Pelican was called with ``--fatal=warnings``."""
    return bool(FatalLogger.fatal_lvl <= logging.WARNING)


@contextmanager
def heard() -> Iterator[None]:
    """Let every warning and every error reach the handlers of the root.

    Pelican keeps them back with ``--quiet``, raises with ``--fatal`` in the midst of what logs,
    and passes a warning on only once a process, which may build many times.
    """
    for known in ("_raised_messages", "_group_count"):
        getattr(LimitFilter, known, set()).clear()
    quiet = [each for each in _levelled() if each.level > logging.WARNING]
    levels = [each.level for each in quiet]
    fatal = FatalLogger.fatal_lvl
    FatalLogger.fatal_lvl = logging.CRITICAL + 1
    for logger in quiet:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(quiet, levels, strict=True):
            logger.setLevel(level)
        FatalLogger.fatal_lvl = fatal


def _levelled() -> list[logging.Logger]:
    """The loggers to which Pelican gives the level of the command line."""
    return [logging.getLogger(), logging.getLogger("pelican")]
