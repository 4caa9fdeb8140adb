"""What the pattern for plain entries reads, the splitter reads just so."""

from pathlib import Path
from typing import Any

import pytest
from bibtexparser.model import Entry
from bibtexparser.splitter import Splitter
from hypothesis import given
from hypothesis import strategies as st

from plugins.publications.bibtex import read
from plugins.publications.pieces import Source, chunks
from plugins.publications.plain import plain_entry

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("tests/publications/**/*.bib"), *ROOT.glob("content/*.bib")])

MARKS = [*'{}",=#@\\%()\n a1', "İ", "\u3000"]
PIECES = ["{a}", '"a"', "{{a}}", "{a {b {c}} d}", "title = ", ",\n  year = ", "{\\'e}", "@misc{b,"]


def split(chunk: str) -> list[Any]:
    """Return what the splitter makes of *chunk*: of an entry its type, citekey and fields."""
    return [
        (
            block.entry_type,
            block.key,
            [(f.key.lower(), f.start_line, f.value) for f in block.fields],
        )
        if isinstance(block, Entry)
        else block
        for block in Splitter(chunk).split().blocks
    ]


def assert_the_same(chunk: str) -> None:
    if entry := plain_entry(chunk):
        fields = [(n, at, word if text is None else text) for n, at, text, word in entry.fields]
        [(kind, key, expected)] = split(chunk)
        assert (kind, key) == (entry.type, entry.citekey)
        undelimited = [(n, at, v[1:-1] if v[:1] in ("{", '"') else v) for n, at, v in expected]
        assert undelimited == fields


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_entries_of_a_file(path: Path) -> None:
    for _, chunk in chunks(path.read_bytes().decode("utf-8", "replace")):
        assert_the_same(chunk)


@given(st.lists(st.sampled_from(MARKS + PIECES), max_size=12).map("".join))
def test_any_entry(rest: str) -> None:
    assert_the_same("@article{a, title = " + rest)
    assert_the_same("@article{a, title = {" + rest + "},\n\n year = {2020},\n}")
    assert_the_same("@article{" + rest + ", year = 2020}\n")


@pytest.mark.parametrize(
    "chunk",
    [
        "@misc{a, title = {A}}",
        '  @MISC {a ,\n title = "A, b = c",\nyear=2020,\n month = jan\n}\n\n',
        "@misc{a, title = {{A} and {b {c}}} }",
        "@misc{a,}",
    ],
)
def test_a_plain_entry_is_seen_to_be_one(chunk: str) -> None:
    assert plain_entry(chunk) is not None
    assert_the_same(chunk)


@pytest.mark.parametrize(
    "chunk",
    [
        "@misc{a, title = {A} # b}",
        "@misc{a, title = {A}, title = {B}}",
        "@misc{a, title = {A}, Title = {B}}",
        "@misc{a, title = {A} year = {2020}}",
        "@misc{a, title = {A}}}",
        "@misc{a, title = {A}} and more",
        "@misc{a, title = {\\{A}}",
        "@misc{a, title = {A\\\n}, year = 2020}",
        "@misc{a, title = {x@y}}",
        "@misc{a, % title = {A},\n year = 2020}",
        "@misc{a b, title = {A}}",
        "@misc(a, title = {A})",
        "@misc{a}",
        "@string{a = {A}}",
        "@comment{a, title = {A}}",
        "@preamble{a, title = {A}}",
        " text\n@misc{a, title = {A}}",
    ],
)
def test_anything_else_is_left_to_the_splitter(chunk: str) -> None:
    assert plain_entry(chunk) is None


def test_faults_in_a_plain_entry_have_their_lines() -> None:
    found = read(
        [Source("a.bib", b"\n@misc{a,\n title = {A},\n journal = nature,\n month = foo\n}")]
    )
    assert [str(each) for each in found.errors] == [
        'a.bib:4: entry "a", field "journal" uses the @string "nature", which is not defined. '
        "Define it above, or put the value in braces."
    ]
    assert [each.line for each in found.warnings] == [5]
