"""A reading that takes entries over from an earlier one gives the same as one that does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from plugins.publications.bibtex import Bibliography, read
from plugins.publications.compose import compose
from plugins.publications.entries import Entry
from plugins.publications.known import Known
from plugins.publications.pieces import Source
from plugins.publications.tables import Venue

HERE = Path(__file__).parent
FILES = sorted([*HERE.glob("corpus/*.bib"), *HERE.glob("bad/*.bib")])
OWNER = ["Ada Lovelace"]

PAPER = "@article{%s, title={%s}, author={Ada Lovelace and Alan Turing}, year=2020}\n"


def source(text: str, path: str = "a.bib") -> list[Source]:
    return [Source(path, text.encode())]


def again(sources: Sequence[Source], known: Known, **options: Any) -> tuple[Bibliography, Known]:
    """Read with what *known* leaves to the next reading."""
    later = Known(b"".join(known.given_up()))
    return read(sources, known=later, **options), later


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the citekey of each record that is made an entry."""
    keys: list[str] = []

    def noted(record: Any, *arguments: Any) -> Any:
        keys.append(record.citekey)
        return compose(record, *arguments)

    monkeypatch.setattr("plugins.publications.bibtex.compose", noted)
    return keys


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_any_file_reads_the_same_again(path: Path) -> None:
    sources, known = [Source(path.name, path.read_bytes())], Known()
    first = read(sources, owner=OWNER, known=known)
    assert first == read(sources, owner=OWNER)
    second, later = again(sources, known, owner=OWNER)
    assert second == first
    assert again(sources, later, owner=OWNER)[0] == first
    moved = [Source("moved.bib", b"\n" + sources[0].data)]
    assert again(moved, later, owner=OWNER)[0] == read(moved, owner=OWNER)


def test_only_what_has_changed_is_read(composed: list[str]) -> None:
    known = Known()
    read(source(PAPER % ("a", "A") + PAPER % ("b", "B")), known=known)
    found, later = again(
        source(PAPER % ("c", "C") + PAPER % ("b", "B") + PAPER % ("a", "X")), known
    )
    assert composed == ["a", "b", "c", "a"]
    assert [(each.citekey, each.title, each.line) for each in found.entries] == [
        ("c", "C", 1), ("b", "B", 2), ("a", "X", 3),
    ]  # fmt: skip
    composed.clear()
    again(source(PAPER % ("a", "A")), later)  # which the reading before did not have
    assert composed == ["a"]


def test_a_macro_that_says_something_else_is_heard() -> None:
    text = '@string{j = "%s"}\n@article{a, title={A}, journal=j, year=2020}\n'
    known = Known()
    assert read(source(text % "Mind"), known=known).entries[0].container == "Mind"
    assert again(source(text % "Nature"), known)[0].entries[0].container == "Nature"


@pytest.mark.parametrize("kind", ["crossref", "XData"])
def test_what_others_inherit_is_heard(kind: str) -> None:
    text = (
        "@inproceedings{a, title={A}, %s={b}, year=2020}\n"
        "@proceedings{b, title={%s}, booktitle={%s}, year=2020}\n"
    )
    known = Known()
    assert read(source(text % (kind, "One", "One")), known=known).entries[0].container == "One"
    assert again(source(text % (kind, "Two", "Two")), known)[0].entries[0].container == "Two"


@pytest.mark.parametrize(
    "options",
    [
        {"owner": ["Alan Turing"]},
        {"url": "papers/"},
        {"max_authors": 1},
        {"venues": {"JMLR": Venue("Journal of Machine Learning Research", "https://jmlr.org")}},
        {"groups": [("first", "First")]},
    ],
    ids=lambda options: next(iter(options)),
)
def test_settings_and_tables_are_heard(options: dict[str, Any]) -> None:
    paper = "@article{a, title={A}, abbr={JMLR}, keywords={first}, year=2020,\n"
    sources = source(paper + " author={Ada Lovelace and Alan Turing and Grace Hopper}}\n")
    known = Known()
    plain = read(sources, known=known)
    found, _ = again(sources, known, **options)
    assert found == read(sources, **options) != plain


def test_faults_are_said_again() -> None:
    sources = source("@article{a, title={A}, year=2020, month=foo}\n@artikel{b, title={B}}\n")
    known = Known()
    first = read(sources, known=known)
    assert first.warnings
    second, later = again(sources, known)
    assert second == again(sources, later)[0] == first


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-40],
        lambda data: data.replace(b"citekey", b"citekez"),
        lambda data: data.replace(b'"authors":[[', b'"authors":[[[],[],[],[],[],[],[],[],[],'),
        lambda data: bytes(byte ^ 128 for byte in data),
        lambda data: b"\n" + data.replace(b" {", b" ["),
    ],
)
def test_a_broken_cache_is_none(spoil: Any) -> None:
    sources, known = source(PAPER % ("a", "A")), Known()
    first = read(sources, known=known)
    assert read(sources, known=Known(spoil(b"".join(known.given_up())))) == first


def test_every_kind_of_field_can_be_kept() -> None:
    plain = {"str", "bool", "int", "int | None", "Markup"}
    lists = {f"tuple[{kind}, ...]" for kind in ("str", "Author", "Link")}
    assert {field.type for field in fields(Entry)} == plain | lists
