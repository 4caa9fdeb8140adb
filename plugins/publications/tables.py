"""The tables beside the .bib files, as al-folio has them: where co-authors and venues live.

    # coauthors.toml                        # venues.toml
    [[tian]]                                [NeurIPS]
    firstname = ["Zhi", "Z."]               name = "Neural Information Processing Systems"
    url = "https://zhitian.example/"        url = "https://neurips.cc/"

A key of coauthors is a family name, one of venues an ``abbr`` (without its year); YAML serves too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from plugins.diagnostics import Diagnostic, did_you_mean, too_large
from plugins.publications.faults import PublicationsError
from plugins.publications.names import Author, same

COAUTHORS = ("coauthors.toml", "coauthors.yml", "coauthors.yaml")
VENUES = ("venues.toml", "venues.yml", "venues.yaml")
"""Where the tables are looked for, below PATH."""

_MOST = 500_000
"""How many bytes a table may have; a person or a venue has about 100."""
_ENOUGH = 100
"""How many faults are reported: the line of each is searched for in the whole text."""
_URL = re.compile(r"https?://[^\s/?#\"'<>`\\]+[^\s\"<>`\\]*", re.IGNORECASE)
_TOML_LINE = re.compile(r"at line (\d+)")
_VENUE_KEYS = ("url", "name", "color")


@dataclass(frozen=True)
class Venue:
    """A journal or conference: a text is "" if the table does not say it."""

    url: str = ""
    name: str = ""


@dataclass(frozen=True)
class Coauthor:
    """One way in which a co-author's name is written, and where that person lives."""

    name: Author
    url: str


@dataclass(frozen=True)
class Table:
    """One file: the path to show and the bytes in it."""

    path: str
    data: bytes


def coauthors(table: Table) -> tuple[Coauthor, ...]:
    """Return the co-authors of *table*. PublicationsError names every fault in it."""
    return tuple(_items(table, _coauthors_of))


def venues(table: Table) -> dict[str, Venue]:
    """Return the venues of *table* by their key. PublicationsError names every fault in it."""
    return dict(_items(table, _venues_of))


def url_of(author: Author, known: Mapping[str, tuple[Coauthor, ...]]) -> str:
    """Return the address of *author* among *known* (see `index`), or ""."""
    candidates = known.get(_initial(author), ())
    return next((each.url for each in candidates if same(author, each.name)), "")


def index(found: tuple[Coauthor, ...]) -> dict[str, tuple[Coauthor, ...]]:
    """Return the co-authors by the first character of their family names, for `url_of`."""
    by_initial: dict[str, tuple[Coauthor, ...]] = {}
    for each in found:
        for key in {_initial(each.name), each.name.given[:1].casefold()}:
            by_initial[key] = (*by_initial.get(key, ()), each)
    return by_initial


def venue_of(abbr: str, known: Mapping[str, Venue]) -> Venue:
    """Return the venue of an entry's *abbr* ("NeurIPS 2021", "NeurIPS'21", "NeurIPS")."""
    bare = re.sub(r"[\s'’]*(?:\d{4}|['’]\d{2})$", "", abbr)
    return known.get(abbr) or known.get(bare) or Venue()


def _initial(author: Author) -> str:
    return (author.prefix or author.family or author.literal)[:1].casefold()


def _items(table: Table, read: Callable[[str, Any], Iterator[Any]]) -> Iterator[Any]:
    faults = []
    for key, value in _load(table).items():
        try:
            yield from read(key, value)
        except ValueError as error:
            faults.append(Diagnostic(table.path, _line_of(table, key), str(error)))
            if len(faults) == _ENOUGH:
                break
    if faults:
        raise PublicationsError(faults)


def _load(table: Table) -> dict[str, Any]:
    if faults := too_large(table.path, table.data, _MOST):
        raise PublicationsError(faults)
    try:
        text = table.data.decode("utf-8-sig")
        loaded = tomllib.loads(text) if table.path.endswith(".toml") else yaml.safe_load(text)
    except (ValueError, yaml.YAMLError, RecursionError) as error:  # all that they raise
        raise PublicationsError([_unreadable(table.path, error)]) from None
    if loaded is not None and not isinstance(loaded, dict):
        text = "the file is no table of names. Begin each with its name: see tables.py."
        raise PublicationsError([Diagnostic(table.path, 1, text)])
    return {str(key): value for key, value in (loaded or {}).items()}


def _unreadable(path: str, error: Exception) -> Diagnostic:
    if isinstance(error, UnicodeDecodeError):
        return Diagnostic(path, 0, "the file is not UTF-8. Save it as UTF-8.")
    mark = getattr(error, "problem_mark", None)
    found = _TOML_LINE.search(str(error))
    line = mark.line + 1 if mark else int(found[1]) if found else 0
    reason = getattr(error, "problem", None) or str(error).partition(" (at ")[0]
    return Diagnostic(path, line, f"the file cannot be read: {reason}. Correct it.")


def _line_of(table: Table, key: str) -> int:
    head = re.compile(rf"\[*\s*[\"']?{re.escape(key)}[\"']?\s*[\]:.=]")
    lines = table.data.decode("utf-8-sig").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if head.match(line)), 0)


def _coauthors_of(family: str, people: Any) -> Iterator[Coauthor]:
    people = [people] if isinstance(people, dict) else people
    if not isinstance(people, list) or not all(isinstance(each, dict) for each in people):
        raise ValueError(f'"{family}" is no list of people. Give each a firstname and a url.')
    for person in people:
        url = _address(family, person)
        given = person.get("firstname", [])
        for name in [given] if isinstance(given, str) else given:
            if not isinstance(name, str):
                raise ValueError(f'"{family}" has the firstname {name!r}. Write it in quotes.')
            yield Coauthor(Author(name, family), url)


def _venues_of(key: str, value: Any) -> Iterator[tuple[str, Venue]]:
    if not isinstance(value, dict):
        raise ValueError(f'"{key}" is no venue. Give it a url or a name.')
    for name in value:
        if name not in _VENUE_KEYS:
            raise ValueError(
                f'"{key}" has the unknown key "{name}".{did_you_mean(str(name), _VENUE_KEYS)}'
            )
    url = _address(key, value) if "url" in value else ""
    yield key, Venue(url, str(value.get("name", "")))


def _address(key: str, value: Mapping[str, Any]) -> str:
    url = value.get("url")
    if not isinstance(url, str) or not _URL.fullmatch(url):
        raise ValueError(f'"{key}" has the url {url!r}. Write one that starts with https://.')
    return url
