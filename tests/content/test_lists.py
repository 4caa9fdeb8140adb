"""Lists nest by the parent's content column; lists written by fours are left alone."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from markdown import Markdown

from plugins.content.lists import Lists, nested

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
