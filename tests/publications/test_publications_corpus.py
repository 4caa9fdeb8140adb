"""Hard .bib files, each with what is to be understood of it beside it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from plugins.publications.bibtex import read
from plugins.publications.entries import Entry
from plugins.publications.pieces import Source

CORPUS = Path(__file__).with_name("corpus")
NAMES = sorted(path.stem for path in CORPUS.glob("*.toml"))


def entries(name: str) -> tuple[Entry, ...]:
    paths = sorted(CORPUS.glob(f"{name}*.bib"))
    found = read([Source(path.name, path.read_bytes()) for path in paths])
    assert found.errors == found.warnings == ()
    return found.entries


def _of(entry: Entry, name: str) -> Any:
    if name in ("authors", "editors"):
        return [author.name for author in getattr(entry, name)]
    if name == "marks":
        return [author.mark for author in entry.authors]
    if name == "urls":
        return [link.url for link in entry.links]
    value = getattr(entry, name)
    return list(value) if isinstance(value, tuple) else value


def test_every_file_is_used() -> None:
    used = {path.name for name in NAMES for path in CORPUS.glob(f"{name}*.bib")}
    assert used == {path.name for path in CORPUS.glob("*.bib")}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_understood(name: str) -> None:
    expected = tomllib.loads((CORPUS / f"{name}.toml").read_text("utf-8"))
    found = {
        entry.citekey: {key: _of(entry, key) for key in expected[entry.citekey]}
        for entry in entries(name)
    }
    assert expected == found
