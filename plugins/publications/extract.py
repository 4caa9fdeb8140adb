"""Babel extraction method for .bib files: what is said of a work is a message, not its title."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from plugins.publications import remarks
from plugins.publications.faults import Faults
from plugins.publications.pieces import Source
from plugins.publications.syntax import Record, parse


def bibtex(
    fileobj: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[tuple[int, str | None, str, list[str]]]:
    """Yield (line, None, message, [comment]) for each note and award, in the order of the file.

    The message is what `Entry.note` and `Entry.award` say. What a broken file holds that is sound
    is yielded all the same: that it is broken is for the build to say.
    """
    del keywords, comment_tags, options  # Babel passes them to every method
    source = Source(str(getattr(fileobj, "name", "")), fileobj.read())
    for record in parse([source], Faults()):
        found = []
        for names, message in _messages(record):
            field = record.get(*names)
            if field and message:
                found.append((field.line, None, message, [f"{names[-1]} of {record.citekey}"]))
        yield from sorted(found, key=lambda message: message[0])


def _messages(record: Record) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("award_name", "award"), remarks.award(record)
    yield ("award",), remarks.award_text(record)
    yield ("note",), remarks.note(record)
    yield ("annotation",), remarks.annotation(record)
    yield ("additional_info",), remarks.additional_info(record)
