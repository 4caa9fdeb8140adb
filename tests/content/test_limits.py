"""A page that Markdown would take minutes for is refused at once; others are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.content import frontmatter, limits
from plugins.content.source import examine
from tests.fuzz import large

PAGES = [name for name in large.inputs(1_000) if name.startswith("page: ")]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_a_megabyte_is_read_or_refused(name: str) -> None:
    read, text = large.inputs(1_000_000)[name]
    read(text.encode())


@pytest.mark.parametrize(
    ("text", "line", "sign"),
    [
        ("a\n" + "[" * 1001, 2, "["),
        ("![" * 1001, 1, "["),
        ("a <b\n" * 1001, 1, "<"),
        ("{% a %}\n" * 1001, 1, "{%"),
        ("```\n" * 1002, 1, "```"),
        ("a\n\n" + "a*" * 20_001, 3, "*"),
    ],
)
def test_what_there_is_too_much_of_is_named(text: str, line: int, sign: str) -> None:
    what = f'the page has too many "{sign}" to be parsed in time. Close each, or write fewer.'
    assert f"a.md:{line}: {what}" == str(limits.excess(text, "a.md"))


def test_a_long_page_is_refused() -> None:
    assert "longer than 500,000 characters" in str(limits.excess("word " * 100_001, "a.md"))
    assert "more than 10,000 lines" in str(limits.excess("\n" * 10_001, "a.md"))


@pytest.mark.parametrize("text", ["[a](b) *c* `d` <e@f.org>\n\n" * 4_000, "a < b\n" * 1_000])
def test_a_page_below_the_limits_is_none_of_them(text: str) -> None:
    assert limits.excess(text, "a.md") is None


def test_no_page_of_this_site_is_refused() -> None:
    for path in ROOT.glob("content/**/*.md"):
        assert examine(path)[1] == ()


def test_aliases_are_not_written_out_without_end() -> None:
    found = frontmatter.split(f"---\n{large.aliases(1_000)}\n---\n", "a.md")
    (fault,) = found.faults
    assert "the front matter holds more than 10,000 values. Write it without" in str(fault)
