"""The entries that an earlier reading made, by the text that they were made of.

Reading again what has not changed is most of what a build costs after a change in one entry. An
entry is known by its piece of the .bib file, the @strings defined before it and what else goes into
its making; where it stands is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from plugins.publications.entries import Entry, Link
from plugins.publications.names import Author
from plugins.sealed import opened, sealed

_UNTOLD = {each.name: each.default for each in fields(Entry)}
_ELSEWHERE = ("path", "line", "made_of")
_DEFAULTS = {name: default for name, default in _UNTOLD.items() if name not in _ELSEWHERE}


def _of_type(annotation: str) -> tuple[str, ...]:
    return tuple(each.name for each in fields(Entry) if each.type == annotation)


_MARKUP, _PEOPLE = _of_type("Markup"), _of_type("tuple[Author, ...]")
_LINKS = _of_type("tuple[Link, ...]")
_values = attrgetter(*_DEFAULTS)
_parts_of_person = attrgetter(*(each.name for each in fields(Author)))
_parts_of_link = attrgetter(*(each.name for each in fields(Link)))
_LENGTH = 32
"""Of a key."""


class Known:
    """Entries by key. What is added or asked for is kept for the next reading, the rest is not."""

    def __init__(self, note: bytes = b"") -> None:
        self._last: dict[str, dict[str, Any]] = opened(note) or {}
        self._used: dict[str, dict[str, Any]] = {}

    def get(self, key: str, path: str, line: int) -> Entry | None:
        """Return the entry known by *key*, as it stands on the *line* of the file *path*."""
        known = self._last.get(key)
        if known is None:
            return None
        self._used[key] = known
        return _decoded(known, path=path, line=line, made_of=key)

    def add(self, key: str, entry: Entry) -> None:
        """Make *entry* known."""
        self._used[key] = _encoded(entry)

    def given_up(self) -> Iterable[bytes]:
        """Return a note of what the next reading is to know, and forget it."""
        used, self._last, self._used = self._used, {}, {}
        return sealed(used)


def key_of(*parts: object) -> str:
    """Return the key of what is made of *parts*."""
    return sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _encoded(entry: Entry) -> dict[str, Any]:
    """Return the fields of *entry* that are not as they are without being told."""
    pairs = zip(_DEFAULTS.items(), _values(entry), strict=True)
    found = {name: value for (name, default), value in pairs if value != default}
    for name in _MARKUP:
        if name in found:
            found[name] = str(found[name])
    for name in _PEOPLE:
        if name in found:
            found[name] = [_parts_of_person(person) for person in found[name]]
    for name in _LINKS:
        if name in found:
            found[name] = [_parts_of_link(link) for link in found[name]]
    return found


def _decoded(known: dict[str, Any], **elsewhere: Any) -> Entry:
    """Return the entry whose fields were encoded."""
    found = dict(known)
    for name in _MARKUP:
        if name in found:
            found[name] = Markup(found[name])
    for name in _PEOPLE:
        if name in found:
            found[name] = tuple([_person(*parts) for parts in found[name]])
    for name in _LINKS:
        if name in found:
            found[name] = tuple([Link(*parts) for parts in found[name]])
    entry = object.__new__(Entry)  # its own way sets each of the sixty fields by itself
    vars(entry).update(_UNTOLD)
    vars(entry).update(found, **elsewhere)
    return entry


@lru_cache(maxsize=1 << 14)  # the same people write most of a list's papers
def _person(*parts: Any) -> Author:
    return Author(*parts)
