"""Babel extraction method for .bib files: the notes and the awards are messages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from plugins.publications.bibtex import award, note
from plugins.publications.faults import Faults
from plugins.publications.syntax import Source, parse


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
        for name, message in (("award", award(record)), ("note", note(record))):
            field = record.get(name, f"{name}_name")
            if field and message:
                found.append((field.line, None, message, [f"{name} of {record.citekey}"]))
        yield from sorted(found, key=lambda message: message[0])
