"""The tables of co-authors and venues."""

import pytest

from plugins.publications.bibtex import read
from plugins.publications.faults import PublicationsError
from plugins.publications.names import parse_name
from plugins.publications.pieces import Source
from plugins.publications.tables import Table, Venue, coauthors, index, url_of, venue_of, venues

YAML = """
"tian":
  - firstname: ["Zhi", "Z."]
    url: https://tian.example/
"van der berg":
  - firstname: Jan
    url: https://berg.example/
"田":
  - firstname: ["值"]
    url: https://tian.example/zh/
"""
TOML = """
[[tian]]
firstname = ["Zhi", "Z."]
url = "https://tian.example/"

[["van der berg"]]
firstname = "Jan"
url = "https://berg.example/"

[["田"]]
firstname = ["值"]
url = "https://tian.example/zh/"
"""


@pytest.mark.parametrize(("path", "text"), [("c.yml", YAML), ("c.toml", TOML)])
@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("Tian, Zhi", "https://tian.example/"),
        ("Tian, Z.", "https://tian.example/"),
        ("Zhi Tian*", "https://tian.example/"),
        ("Jan van der Berg", "https://berg.example/"),
        ("田值", "https://tian.example/zh/"),
        ("田, 值", "https://tian.example/zh/"),
        ("Tian, Yuandong", ""),
        ("Berg, Jan", ""),
    ],
)
def test_coauthors(path: str, text: str, name: str, url: str) -> None:
    known = index(coauthors(Table(path, text.encode())))
    assert url == url_of(parse_name(name), known)


@pytest.mark.parametrize("abbr", ["NeurIPS", "NeurIPS 2021", "NeurIPS'21", "NeurIPS’21"])
def test_venues(abbr: str) -> None:
    data = b'[NeurIPS]\nname = "Neural"\nurl = "https://neurips.cc/"\ncolor = "#00369f"'
    known = venues(Table("venues.toml", data))
    assert Venue("https://neurips.cc/", "Neural") == venue_of(abbr, known)
    assert Venue() == venue_of("ICML 2021", known)


def test_entries_have_them() -> None:
    bib = b"@misc{a, author={Chu, Xiangxiang and Tian, Zhi}, abbr={NeurIPS 2021}}"
    (entry,) = read(
        [Source("a.bib", bib)],
        owner=["Xiangxiang Chu"],
        coauthors=coauthors(Table("c.yml", YAML.encode())),
        venues={"NeurIPS": Venue("https://neurips.cc/", "Neural")},
    ).entries
    assert [author.url for author in entry.authors] == ["", "https://tian.example/"]
    assert (entry.venue, entry.venue_url) == ("Neural", "https://neurips.cc/")


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("c.toml", "[[a]]\nurl = 1", "c.toml:1: \"a\" has the url 1."),
        ("c.toml", "x\n[[a", "c.toml:1: the file cannot be read:"),
        ("c.yml", "a: [\n", "c.yml:2: the file cannot be read:"),
        ("c.yml", "- a", "c.yml:1: the file is no table of names."),
        ("c.yml", "\na: x", 'c.yml:2: "a" is no list of people.'),
        ("c.yml", "a:\n - firstname: [1]\n   url: https://a.b", 'c.yml:1: "a" has the firstname'),
    ],
)  # fmt: skip
def test_unsound_tables_are_named(path: str, text: str, message: str) -> None:
    with pytest.raises(PublicationsError) as caught:
        coauthors(Table(path, text.encode()))
    assert str(caught.value).startswith(message)


def test_unknown_keys_of_venues_are_named() -> None:
    with pytest.raises(PublicationsError, match=r'"X" has the unknown key "urll"\. Did'):
        venues(Table("v.toml", b'[X]\nurll = "https://x.y"'))


def test_a_table_that_is_none_by_its_size_is_refused() -> None:
    with pytest.raises(PublicationsError, match=r"^t\.toml: the file is larger than 500,000 bytes"):
        venues(Table("t.toml", b"#" * 500_001))


def test_of_very_many_faults_the_first_are_named() -> None:
    data = "".join(f"k{n} = 1\n" for n in range(1_000)).encode()
    with pytest.raises(PublicationsError) as raised:
        venues(Table("t.toml", data))
    assert len(raised.value.diagnostics) == 100
