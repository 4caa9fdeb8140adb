"""Names of authors, and which of them is the owner."""

import re

import pytest
from bibtexparser.middlewares.names import split_multiple_persons_names
from hypothesis import assume, given
from hypothesis import strategies as st

from plugins.publications.names import parse_authors, parse_name

OWNER = ("Xiangxiang Chu", "初祥祥")


@pytest.mark.parametrize(
    ("written", "shown", "inverted"),
    [
        ("Chu, Xiangxiang", "Xiangxiang Chu", "Chu, Xiangxiang"),
        ("Xiangxiang Chu", "Xiangxiang Chu", "Chu, Xiangxiang"),
        ("初祥祥", "初祥祥", "初祥祥"),
        ("初, 祥祥", "初祥祥", "初, 祥祥"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("van der Berg, Jan", "Jan van der Berg", "van der Berg, Jan"),
        ("King, Jr., Martin Luther", "Martin Luther King Jr.", "King, Martin Luther, Jr."),
        ("{Barnes and Noble}", "Barnes and Noble", "Barnes and Noble"),
        ('{\\"O}zg{\\"u}r, A.', "A. Özgür", "Özgür, A."),
        ("{\\'E}tienne {\\O}rsted", "Étienne Ørsted", "Ørsted, Étienne"),
    ],
)
def test_names(written: str, shown: str, inverted: str) -> None:
    ((author,), others) = parse_authors(written)
    assert (author.name, author.inverted, others) == (shown, inverted, False)


@given(st.text(alphabet="and \n\tANDx,.~{}\\\u3000", max_size=30))
def test_names_are_parted_as_bibtex_does(value: str) -> None:
    assume(not re.search(r"and\s+\\", value, re.IGNORECASE))  # there the reference loses a macro
    parted = split_multiple_persons_names(value)
    expected = tuple(parse_name(name) for name in parted if name.strip())
    assert parse_authors(value) == (expected, False)


def test_a_name_may_start_with_a_macro() -> None:
    authors, _ = parse_authors("Müller, A. and \\O{}ster, {\\AA}ge and \\'Elie Cartan")
    assert [author.name for author in authors] == ["A. Müller", "Åge Øster", "Élie Cartan"]


@pytest.mark.parametrize("end", [" and others", " and et al.", " et al.", ", et al", " et. al."])
def test_others(end: str) -> None:
    authors, others = parse_authors(f"Li, Liang and Zhang, Bo{end}")
    assert ([author.family for author in authors], others) == (["Li", "Zhang"], True)


@pytest.mark.parametrize(
    "written",
    [
        "Chu, Xiangxiang",
        "Xiangxiang Chu",
        "Chu Xiangxiang",
        "Chu, X.",
        "X. Chu",
        "CHU, XIANGXIANG",
        "Chu, Xiang-Xiang",
        "Chú, Xiángxiang",
        "初祥祥",
        "初, 祥祥",
        "Chu*, Xiangxiang",
        "Chu, Xiangxiang$^{\\dagger}$",
        "Xiangxiang Chu\\textsuperscript{*}",
    ],
)
def test_the_owner_is_found(written: str) -> None:
    ((author,), _) = parse_authors(written, OWNER)
    assert author.is_owner


@pytest.mark.parametrize(
    "written", ["Chu, Xiangyu", "Chu, Y.", "Chu", "{Chu}", "Chu, Xiangxiang A.", "楚祥祥"]
)
def test_others_are_not_the_owner(written: str) -> None:
    ((author,), _) = parse_authors(written, OWNER)
    assert not author.is_owner


@pytest.mark.parametrize("mark", ["*", "†", "‡", "§", "¶", "∗", "&", "^", "*†"])
def test_marks_are_kept_apart(mark: str) -> None:
    ((author,), _) = parse_authors(f"Xiaoxing Wang{mark}")
    assert (author.name, author.mark) == ("Xiaoxing Wang", mark)
