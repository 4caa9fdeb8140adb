"""Babel extraction method for press.toml: titles, publishers and addresses are messages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from plugins.press.reports import parse

_URL_COMMENT = "address of the report in your language, if it has one; leave empty otherwise"


def toml(
    fileobj: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[tuple[int, str | None, str | tuple[str, str], list[str]]]:
    """Yield (line, function, message, [comment]) for each message, in the order of the file.

    An address has the context "url": it is yielded as the arguments of ``pgettext``. What a broken
    file holds that is sound is yielded all the same: that it is broken is for the build to say.
    """
    del keywords, comment_tags, options  # Babel passes them to every method
    reports, _ = parse(str(getattr(fileobj, "name", "")), fileobj.read())
    for report in reports:
        line_of = report.line_of
        messages: list[tuple[int, str | None, str | tuple[str, str], list[str]]] = [
            (line_of("title"), None, report.title, ["title of a press report"]),
            (line_of("url"), "pgettext", ("url", report.url), [_URL_COMMENT]),
        ]
        if report.publisher:
            comment = "publisher of a press report"
            messages.append((line_of("publisher"), None, report.publisher, [comment]))
        yield from sorted(messages, key=lambda message: message[0])
