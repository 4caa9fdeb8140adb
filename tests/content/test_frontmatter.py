"""What stands at the head of a file, and where its body begins."""

from __future__ import annotations

import pytest

from plugins.content.frontmatter import FrontMatter, split


def test_yaml_ends_at_the_second_line_of_dashes() -> None:
    found = split('---\nTitle: "About: me"\nlang: en\n---\nBody\n---\n')
    expected = FrontMatter(
        {"title": "About: me", "lang": "en"}, "Body\n---\n", 5, {"title": 2, "lang": 3}
    )
    assert expected == found


def test_yaml_may_end_with_dots() -> None:
    assert split("---\ntitle: x\n...\nBody").body == "Body"


def test_every_scalar_stays_the_text_that_was_written() -> None:
    text = "---\na: 2010\nb: yes\nc: null\nd: 2010-05-01\ne: 1.10\nf:\n---\n"
    expected = {"a": "2010", "b": "yes", "c": "null", "d": "2010-05-01", "e": "1.10", "f": ""}
    assert expected == split(text).metadata


def test_lists_and_mappings_keep_their_shape_and_their_inner_keys() -> None:
    text = "---\nlinks:\n- {Name: x, url: [a, b]}\n---\n"
    assert split(text).metadata == {"links": [{"Name": "x", "url": ["a", "b"]}]}


@pytest.mark.parametrize("text", ["---\n---\nBody", "---\n# nothing\n---\nBody"])
def test_front_matter_may_be_empty(text: str) -> None:
    found = split(text)
    assert (found.metadata, found.body, found.faults) == ({}, "Body", ())


def test_plain_metadata_end_at_the_first_blank_line() -> None:
    found = split("Title: About: me\nTags: a, b\n    c\n\nBody\n")
    expected = FrontMatter(
        {"title": "About: me", "tags": ["a, b", "c"]}, "Body\n", 5, {"title": 1, "tags": 2}
    )
    assert expected == found


@pytest.mark.parametrize("text", ["Body\nkey: value\n", "\nkey: value\n", ""])
def test_a_file_without_metadata_is_all_body(text: str) -> None:
    assert FrontMatter({}, text, 1) == split(text)


def test_a_fault_leaves_the_body_readable() -> None:
    found = split("---\ntitle: a: b\n---\nBody", "x.md")
    assert (found.body, found.first_line, len(found.faults)) == ("Body", 4, 1)


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ("title: a: b", "Quote the value: title: 'a: b'"),
        ("title: it's: so", "Quote the value: title: 'it''s: so'"),
        ("title: @me", "Quote the value: title: '@me'"),
        ("title: %x", "Quote the value: title: '%x'"),
        ("title: [x", "Quote the value: title: '[x'"),
        ("title: *x*", "Quote the value: title: '*x*'"),
    ],
)
def test_the_mend_of_a_value_is_valid_yaml(line: str, mend: str) -> None:
    fault = split(f"---\nlang: en\n{line}\n---\n").faults[0]
    mended = fault.text.split("Quote the value: ")[1]
    assert (3, mend) == (fault.line, f"Quote the value: {mended}")
    assert line.removeprefix("title: ") == split(f"---\n{mended}\n---\n").metadata["title"]
