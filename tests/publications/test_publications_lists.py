"""Groups, years, types, topics, and what a list can be filtered by."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from plugins.publications.entries import Entry
from plugins.publications.lists import (
    Facet,
    Grouping,
    assign_groups,
    by_group,
    facets,
    groups_of,
    kind,
    select,
    timeline,
    within,
)
from plugins.publications.topics import by_topic


def _entry(citekey: str, **fields: object) -> Entry:
    entry = Entry(citekey, "article", Markup(citekey), citekey)
    return replace(entry, **fields)  # type: ignore[arg-type]


ENTRIES = (
    _entry("a", year=2021, topics=("Vision", "AI"), abbr="ICCV 2021", type="inproceedings"),
    _entry("b", year=2019, topics=("ai",), venue="Nature", selected=True),
    _entry("c", type="misc", arxiv="2104.13840"),
)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("type", [("journal", ["b"]), ("conference", ["a"]), ("preprint", ["c"])]),
        ("year", [("2021", ["a"]), ("2019", ["b"]), ("", ["c"])]),
        ("", [("", ["a", "b", "c"])]),
    ],
)
def test_groups_by(by: Grouping, expected: list[tuple[str, list[str]]]) -> None:
    entries = assign_groups(ENTRIES, (), by)
    groups = by_group(entries, groups_of(entries, by, ()))
    assert expected == [(g.key, [entry.citekey for entry in g.entries]) for g in groups]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"type": "article", "container": "Nature"}, "journal"),
        ({"type": "article", "container": "arXiv preprint arXiv:1"}, "preprint"),
        ({"type": "article", "container": "CoRR", "arxiv": "1"}, "preprint"),
        ({"type": "misc", "arxiv": "1"}, "preprint"),
        ({"type": "misc", "arxiv": "1", "publisher": "Zenodo"}, "other"),
        ({"type": "inproceedings", "arxiv": "1"}, "conference"),
        ({"type": "phdthesis"}, "thesis"),
        ({"type": "unknown"}, "other"),
    ],
)
def test_kinds(fields: dict[str, object], expected: str) -> None:
    assert expected == kind(_entry("x", **fields))


def test_topics_by_name_in_any_case() -> None:
    found = by_topic(ENTRIES, "publications/")
    assert [(t.name, t.url, [e.citekey for e in t.entries]) for t in found] == [
        ("AI", "publications/topics/ai/", ["a", "b"]),
        ("Vision", "publications/topics/vision/", ["a"]),
    ]


def test_words_of_a_topic_are_joined_by_hyphens() -> None:
    entries = (
        _entry("a", topics=("Vision  Transformers", "C++")),
        _entry("b", topics=("vision-transformers",)),
    )
    assert [(t.name, t.slug, len(t.entries)) for t in by_topic(entries, "")] == [
        ("C++", "c.2b_.2b_", 1),
        ("Vision  Transformers", "vision-transformers", 2),
    ]
    (group,) = select(by_group(assign_groups(entries, ()), ()), {"topic": "vision transformers"})
    assert [entry.citekey for entry in group.entries] == ["a", "b"]


def test_the_timeline_leaves_no_year_out() -> None:
    assert timeline(ENTRIES) == ((2019, 1), (2020, 0), (2021, 1))
    assert timeline(ENTRIES[2:]) == ()


def test_facets() -> None:
    found = facets(ENTRIES)
    assert found.years == (("2021", 1), ("2019", 1))
    assert found.venues == (("ICCV", 1), ("Nature", 1))
    assert found.types == (("conference", 1), ("journal", 1), ("preprint", 1))
    assert found.topics == (("ai", 2), ("vision", 1))
    assert found.topic_names == {"ai": "AI", "vision": "Vision"}
    assert Facet("a", "2021", "ICCV", "conference", ("vision", "ai")) == found.entries["a"]


def test_numbers_stay_in_a_selection() -> None:
    groups = by_group(assign_groups(ENTRIES, ()), ())
    (group,) = select(groups, {"show": "selected"})
    assert [(entry.citekey, group.numbers[entry.citekey]) for entry in group.entries] == [("b", 2)]
    (group,) = within(groups, ENTRIES[1:2])
    assert [(entry.citekey, group.numbers[entry.citekey]) for entry in group.entries] == [("b", 2)]
