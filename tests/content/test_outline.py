"""Headings link to themselves; a long page with several has a table of contents."""

from __future__ import annotations

import pytest

from plugins.content.outline import LEAD, LONG, MANY, anchored, lead, outline

TEXT = "<p>" + "word " * LONG + "</p>"


def test_a_heading_is_a_link_to_itself() -> None:
    assert (
        anchored('<h2 id="a">A <em>b</em></h2>') == '<h2 id="a"><a href="#a">A <em>b</em></a></h2>'
    )


@pytest.mark.parametrize(
    "html", ["<h2>A</h2>", '<h3 id="a"><a href="https://a.example/">A</a></h3>', "<p>A</p>"]
)
def test_without_an_id_or_with_a_link_inside_it_stays(html: str) -> None:
    assert html == anchored(html)


def test_the_outline_of_a_long_page_is_its_highest_headings() -> None:
    html = "".join(
        f'<h2 id="h{n}" lang="en" dir="ltr">H &amp; {n}</h2><h3 id="x{n}">x</h3>'
        for n in range(MANY)
    )
    found = outline(html + TEXT)
    assert [f"h{n}" for n in range(MANY)] == [heading.id for heading in found]
    assert (found[0].text, found[0].marks) == ("H &amp; 0", ' lang="en" dir="ltr"')


@pytest.mark.parametrize(
    "html", ['<h2 id="a">A</h2>' * MANY, '<h2 id="a">A</h2>' * (MANY - 1) + TEXT, ""]
)
def test_a_page_that_is_short_or_has_few_headings_has_no_outline(html: str) -> None:
    assert outline(html) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>A</h2><p>We have <em>a paper</em> at last.</p>", "We have a paper at last."),
        ("<p>No.</p><ol><li>The first of the courses</li></ol>", "The first of the courses"),
        ("<p>两篇论文被接收。</p><h2>后记</h2><p>完。</p>", "两篇论文被接收。"),
        ("<p>Fish &amp; chips for everyone here</p>", "Fish & chips for everyone here"),
        (
            "<p>我们在会议上发表了一篇论文，并且开源了全部代码与模型。</p>",
            "我们在会议上发表了一篇论文，并且开源了全部代码与模型。",
        ),
        ("", ""),
    ],
)
def test_the_lead_is_the_first_text(html: str, expected: str) -> None:
    assert expected == lead(html)


def test_a_long_lead_is_cut_between_words() -> None:
    found = lead(TEXT)
    assert found.endswith("word…")
    assert len(found) <= LEAD + 1
