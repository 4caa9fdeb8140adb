"""The entries that an earlier reading made, by the text that they were made of.

Reading again what has not changed is most of what a build costs after a change in one entry. An
entry is known by its piece of the .bib file, the @strings defined before it and what else goes into
its making; where it stands is no part of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from plugins.publications.entries import Entry, Link
from plugins.publications.names import Author

_DEFAULTS = {each.name: each.default for each in fields(Entry)}
_PERSON = tuple(each.name for each in fields(Author))


def _of_type(annotation: str) -> frozenset[str]:
    return frozenset(each.name for each in fields(Entry) if each.type == annotation)


_MARKUP, _PEOPLE = _of_type("Markup"), _of_type("tuple[Author, ...]")
_LINKS, _WORDS = _of_type("tuple[Link, ...]"), _of_type("tuple[str, ...]")
_LENGTH = 32
"""Of a key."""
_ELSEWHERE = frozenset({"path", "line"})


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
        text = json.dumps(_encoded(entry), ensure_ascii=True, separators=(",", ":"))
        self._used[key.encode()] = f"{key} {text}\n".encode()

    def given_up(self) -> Iterator[bytes]:
        """Yield what the next reading is to know, line by line, and forget it."""
        used, self._lines, self._used = self._used, {}, {}
        yield from used.values()


def key_of(*parts: object) -> str:
    """Return the key of what is made of *parts*."""
    return sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _encoded(entry: Entry) -> dict[str, Any]:
    found = {}
    for name, default in _DEFAULTS.items():
        value = getattr(entry, name)
        if value == default or name in _ELSEWHERE:
            continue
        if name in _PEOPLE:
            value = [[getattr(person, part) for part in _PERSON] for person in value]
        elif name in _LINKS:
            value = [[link.kind, link.url] for link in value]
        found[name] = value
    return found


def _decoded(found: Mapping[str, Any], path: str, line: int) -> Entry:
    known = {**found, "path": path, "line": line}
    for name in _MARKUP & known.keys():
        known[name] = Markup(known[name])
    for name in _PEOPLE & known.keys():
        known[name] = tuple(Author(*person) for person in known[name])
    for name in _WORDS & known.keys():
        known[name] = tuple(known[name])
    for name in _LINKS & known.keys():
        known[name] = tuple(Link(*link) for link in known[name])
    return Entry(**known)
