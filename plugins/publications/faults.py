"""What is wrong with the publications: the plugin's exception and the list faults gather in."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from plugins.diagnostics import Diagnostic, SourceError, did_you_mean


class PublicationsError(SourceError):
    """A .bib file, or one entry of it, cannot be used."""


@dataclass
class Faults:
    """The faults found so far in one reading; reading goes on after each."""

    errors: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)
    _words: int = 200_000
    """With how many words others may still be compared, which takes two seconds."""

    def did_you_mean(self, word: str, known: Collection[str]) -> str:
        """Return what `diagnostics.did_you_mean` does; nothing after too many words."""
        self._words -= len(known)
        return did_you_mean(word, known) if self._words >= 0 else ""

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Take a PublicationsError raised in the block as one more error."""
        try:
            yield
        except PublicationsError as error:
            self.errors.extend(error.diagnostics)


def fault(path: str, line: int, text: str) -> PublicationsError:
    """Return the exception for one fault."""
    return PublicationsError([Diagnostic(path, line, text)])


@contextmanager
def quiet(library: str) -> Iterator[None]:
    """Keep *library* from logging in the block: we say what is wrong, with file and line."""
    logger = logging.getLogger(library)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
