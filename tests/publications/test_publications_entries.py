"""Slugs, links, groups and years."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.publications.bibtex import read
from plugins.publications.entries import Entry, slug
from plugins.publications.lists import assign_groups, by_group, by_year
from plugins.publications.pieces import Source

GROUPS = (("first-author", "First-author papers"), ("collaborative", "Other"))


def _entry(citekey: str, year: int | None = None, *keywords: str) -> Entry:
    return Entry(citekey, "misc", Markup(citekey), citekey, year=year, keywords=keywords)


def _links(fields: str) -> list[tuple[str, str]]:
    found = read([Source("a.bib", f"@misc{{a, {fields}}}".encode())]).or_raise()
    return [(link.kind, link.url) for link in found.entries[0].links]


@pytest.mark.parametrize(
    ("citekey", "expected"),
    [
        ("chu2021twins", "chu2021twins"),
        ("DBLP:conf/nips/X21", "dblp.3a_conf~nips~x21"),
        ("初祥祥2021", "初祥祥2021"),
        ("a.b+c~d", "a.2e_b.2b_c.7e_d"),
        ("..", ".2e_.2e_"),
        ("Zhang_A-1", "zhang_a-1"),
        ("AUX", ".61_ux"),
        ("com1:2020", ".63_om1.3a_2020"),
        ("con2020", "con2020"),
        ("lpt", "lpt"),
    ],
)
def test_slug(citekey: str, expected: str) -> None:
    assert slug(citekey) == expected


KEYS = st.text(min_size=1) | st.sampled_from(["con", "Con", "con:", ".63_on", "nul.x", ".6e_ul.x"])


@given(KEYS, KEYS)
def test_different_keys_have_different_slugs(one: str, other: str) -> None:
    same = slug(one) == slug(other)
    assert same == (_folded(one) == _folded(other))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def test_links_stand_in_their_order() -> None:
    fields = "code={https://c/}, url={https://p/}, eprint={2104.13840}, archivePrefix={arXiv},"
    fields += " doi={10.1/x}, pdf={files/x.pdf}, slides={/s.pdf}, hal={hal-01}"
    fields += ", cstr={32003.36.ChinaXiv.1.V1}"
    assert _links(fields) == [
        ("paper", "https://p/"),
        ("pdf", "files/x.pdf"),
        ("arxiv", "https://arxiv.org/abs/2104.13840"),
        ("doi", "https://doi.org/10.1/x"),
        ("cstr", "https://cstr.cn/32003.36.ChinaXiv.1.V1"),
        ("hal", "https://hal.science/hal-01"),
        ("code", "https://c/"),
        ("slides", "s.pdf"),
    ]


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ("url={https://arxiv.org/abs/2104.13840}, eprint={2104.13840}", ["arxiv"]),
        ("url={http://arxiv.org/abs/2104.13840v3}, arxiv={2104.13840}", ["arxiv"]),
        ("url={https://arxiv.org/abs/2104.13840}", ["arxiv"]),
        ("url={https://arxiv.org/abs/1111.11111}, eprint={2104.13840}", ["paper", "arxiv"]),
        ("url={https://doi.org/10.1/X}, doi={10.1/x}", ["doi"]),
        ("doi={https://doi.org/10.1/x}", ["doi"]),
        ("cstr={https://cstr.cn/CSTR:31253.11.x}, doi={10.1/x}", ["doi", "cstr"]),
        ("doi={10.48550/arXiv.2104.13840}", ["arxiv", "doi"]),
        ("journal={arXiv preprint arXiv:2104.13840}", ["arxiv"]),
        ("eprint={10.1000/x}, eprinttype={hdl}", []),
    ],
)
def test_no_link_twice(fields: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in _links(fields)] == kinds


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//evil.com/x", "../x.pdf",
     'https://a/" onclick="x', "http://", "ftp://a/b", "file:///etc/passwd", "a b.pdf"],
)  # fmt: skip
def test_other_addresses_are_errors(url: str) -> None:
    found = read([Source("a.bib", f"@misc{{a,\n pdf = {{{url}}}}}".encode())])
    assert [error.line for error in found.errors] == [2]


def test_the_first_group_among_the_keywords_counts() -> None:
    entries = assign_groups(
        [
            _entry("a", 2020, "vision", "collaborative"),
            _entry("b", 2021, "collaborative", "first-author"),
            _entry("c", None, "vision"),
            _entry("d", 2021, "collaborative"),
        ],
        GROUPS,
    )
    found = by_group(entries, GROUPS)
    assert [(g.label, [(e.citekey, g.numbers[e.citekey]) for e in g.entries]) for g in found] == [
        ("First-author papers", [("b", 1)]),
        ("Other", [("a", 1), ("d", 2)]),
        ("", [("c", 1)]),
    ]


def test_without_groups_there_is_one_unnamed() -> None:
    (group,) = by_group([_entry("a")], ())
    assert (group.key, group.label) == ("", "")


def test_years_newest_first_and_the_unknown_last() -> None:
    entries = [_entry("a", 2020), _entry("b"), _entry("c", 2021), _entry("d", 2020)]
    found = [(year, [e.citekey for e in of_year]) for year, of_year in by_year(entries)]
    assert found == [(2021, ["c"]), (2020, ["a", "d"]), (None, ["b"])]
