"""The entries that an earlier reading made, by the text that they were made of.

Reading again what has not changed is most of what a build costs after a change in one entry. An
entry is known by its piece of the .bib file, the @strings defined before it and what else goes into
its making; where it stands is no part of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from plugins.publications.entries import Entry, Link
from plugins.publications.names import Author

_UNTOLD = {each.name: each.default for each in fields(Entry)}
_ELSEWHERE = ("path", "line")
_DEFAULTS = {name: default for name, default in _UNTOLD.items() if name not in _ELSEWHERE}
_REQUIRED = frozenset(name for name, default in _DEFAULTS.items() if default is MISSING)


def of_type(annotation: str) -> tuple[str, ...]:
    """Return the names of the fields of an entry that are annotated so."""
    return tuple(each.name for each in fields(Entry) if each.type == annotation)


_MARKUP, PEOPLE = of_type("Markup"), of_type("tuple[Author, ...]")
_LINKS, _WORDS = of_type("tuple[Link, ...]"), of_type("tuple[str, ...]")
_values = attrgetter(*_DEFAULTS)
parts_of_person = attrgetter(*(each.name for each in fields(Author)))
parts_of_link = attrgetter(*(each.name for each in fields(Link)))
_json = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":"))
_LENGTH = 32
"""Of a key."""


class Known:
    """Entries by key. What is added or asked for is kept for the next reading, the rest is not."""

    def __init__(self, lines: Iterable[bytes] = ()) -> None:
        self._lines = {line[:_LENGTH]: line for line in lines}
        self._used: dict[bytes, bytes] = {}

    def get(self, key: str, path: str, line: int) -> Entry | None:
        """Return the entry known by *key*, as it stands on the *line* of the file *path*."""
        known = self._lines.get(key.encode())
        if known is None:
            return None
        try:
            entry = _decoded(json.loads(known[_LENGTH:]), path, line)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None  # a broken cache is none
        self._used[key.encode()] = known
        return entry

    def add(self, key: str, entry: Entry) -> None:
        """Make *entry* known."""
        self._used[key.encode()] = f"{key} {_json.encode(_encoded(entry))}\n".encode()

    def given_up(self) -> Iterator[bytes]:
        """Yield what the next reading is to know, line by line, and forget it."""
        used, self._lines, self._used = self._used, {}, {}
        yield from used.values()


def key_of(*parts: object) -> str:
    """Return the key of what is made of *parts*."""
    return sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _encoded(entry: Entry) -> dict[str, Any]:
    """Return the fields of *entry* that are not as they are without being told."""
    pairs = zip(_DEFAULTS.items(), _values(entry), strict=True)
    found = {name: value for (name, default), value in pairs if value != default}
    for name in PEOPLE:
        if name in found:
            found[name] = [parts_of_person(person) for person in found[name]]
    for name in _LINKS:
        if name in found:
            found[name] = [parts_of_link(link) for link in found[name]]
    return found


def _decoded(found: dict[str, Any], path: str, line: int) -> Entry:
    """Return the entry. Raises TypeError or ValueError for what is none."""
    if not _REQUIRED <= found.keys() <= _DEFAULTS.keys():
        raise ValueError("no entry has such fields")
    for name in _MARKUP:
        if name in found:
            found[name] = Markup(found[name])
    for name in PEOPLE:
        if name in found:
            found[name] = tuple([_person(*parts) for parts in found[name]])
    for name in _WORDS:
        if name in found:
            found[name] = tuple(found[name])
    for name in _LINKS:
        if name in found:
            found[name] = tuple([Link(*parts) for parts in found[name]])
    entry = object.__new__(Entry)  # its own way sets each of the sixty fields by itself
    vars(entry).update(_UNTOLD)
    vars(entry).update(found, path=path, line=line)
    return entry


@lru_cache(maxsize=1 << 14)  # the same people write most of a list's papers
def _person(*parts: Any) -> Author:
    return Author(*parts)
