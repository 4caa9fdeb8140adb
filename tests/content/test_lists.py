"""Lists nest by the parent's content column; lists written by fours are left alone."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.content.nesting import Lists, nested

from .trees import Items, trees, written

PLAIN = Markdown(extensions=["extra"])
OURS = Markdown(extensions=["extra", Lists()])


def plain(text: str) -> str:
    return PLAIN.reset().convert(text)


def ours(text: str) -> str:
    return OURS.reset().convert(text)


@given(trees())
def test_a_list_written_by_fours_is_left_as_it_is(tree: Items) -> None:
    lines = written(tree, 4).split("\n")
    assert lines == nested(lines)


@given(trees())
def test_a_list_written_by_fours_gives_the_same_html_with_and_without(tree: Items) -> None:
    text = written(tree, 4)
    assert plain(text) == ours(text)


@given(trees())
def test_both_ways_of_writing_a_list_give_the_same_html(tree: Items) -> None:
    assert plain(written(tree, 4)) == ours(written(tree, None))


@given(trees())
def test_a_list_in_a_definition_may_be_written_in_both_ways(tree: Items) -> None:
    def definition(by: int | None) -> str:
        body = "\n".join(f"    {line}" if line else "" for line in written(tree, by).split("\n"))
        return f"term\n:   definition\n\n{body}"

    assert plain(definition(4)) == ours(definition(4)) == ours(definition(None))


@given(trees())
def test_a_list_in_a_quotation_may_be_written_in_both_ways(tree: Items) -> None:
    def quotation(by: int | None) -> str:
        return "\n".join(f"> {line}" for line in written(tree, by).split("\n"))

    assert plain(quotation(4)) == ours(quotation(4)) == ours(quotation(None))


@given(trees())
def test_every_marker_of_a_list_begins_an_item(tree: Items) -> None:
    text = written(tree, None)
    markers = [line.split()[0] for line in text.split("\n") if line.strip()]
    expected = sum(marker[0] in "*+-0123456789" for marker in markers)
    assert expected == len(BeautifulSoup(ours(text), "html.parser").find_all("li"))


PIECES = ["* ", "1. ", "100. ", "- ", "> ", ": ", ":   ", "```", "~~~", "<div>", "</div>", "<!--"]
MORE = ["[^1]: ", "!!! note", "# ", "---", "* * *", "a", "`", "-->", "<hr>", "", "::: x"]
lines_of_any_kind = st.tuples(
    st.integers(0, 13), st.lists(st.sampled_from(PIECES + MORE), max_size=3)
).map(lambda parts: " " * parts[0] + "".join(parts[1]))


@given(st.lists(lines_of_any_kind, max_size=20))
def test_nothing_but_spaces_ever_changes_and_no_line_is_lost(lines: list[str]) -> None:
    changed = [line.replace(" ", "") for line in nested(lines)]
    assert changed == [line.replace(" ", "") for line in lines]


def test_very_deep_quotations_are_left_alone() -> None:
    lines = [">" * 3000 + " * a", ">" * 3000 + "   * b"]
    assert nested(lines) == lines


def test_markers_of_any_width_have_their_children() -> None:
    html = ours("99. a\n    * b\n100. c\n     * d\n       * e\n")
    items = BeautifulSoup(html, "html.parser").find_all("li")
    assert [len(item.find_parents("li")) for item in items] == [0, 1, 0, 1, 2]


def test_raw_html_inside_an_item_stays_inside() -> None:
    html = ours("* a\n\n  <div>b</div>\n\n* c\n")
    assert BeautifulSoup(html, "html.parser").select_one("li div") is not None
    assert html.count("<ul>") == 1
