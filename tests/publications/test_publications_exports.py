"""What readers take away, read back by others: pybtex, rispy, and as CSL-JSON's schema has it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string  # type: ignore[import-untyped]

from plugins.publications.bibtex import read
from plugins.publications.csl import indented, item
from plugins.publications.entries import Entry
from plugins.publications.exports import FORMATS, bib, exports, files
from plugins.publications.formats import BOOKKEEPING
from plugins.publications.pieces import Source
from plugins.publications.ris import ris

HERE = Path(__file__).parent
SOURCES = [
    HERE.parents[1] / "content" / "publications.bib",
    *sorted((HERE / "corpus").glob("*.bib")),
]
FULL = """@inproceedings{Full:2021/x,
  title = {{Twins}: $L_2$ in a \\emph{World}},
  author = {van der Berg, Jr., Jan and 田, 值 and {Meituan Inc.} and Chu, Xiangxiang},
  editor = {Ed, One and Ed, Two}, translator = {Trans, T.},
  booktitle = {Proceedings}, series = {LNCS}, eventtitle = {The Conference},
  volume = 3, number = 4, pages = {5--16}, edition = 2,
  publisher = {Springer}, location = {Berlin}, isbn = {978-3}, issn = {1234-5678},
  date = {2021-05-03}, urldate = {2022-01-02}, langid = {english},
  doi = {10.1/x}, url = {https://example.org/x}, pdf = {https://example.org/x.pdf},
  abstract = {One.

  Two.}, keywords = {first, vision, deep learning}, note = {A note},
  eprint = {2104.13840}, eprinttype = {arxiv},
  abbr = {ABC}, award = {Best}, selected = {true}, code = {https://github.com/x}
}"""
# https://github.com/citation-style-language/schema: csl-data.json, version 1.0.2.
CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event "
    "figure graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software "
    "song speech standard thesis treaty webpage".split()
)
CSL_NAMES = frozenset(["author", "editor", "translator"])
CSL_DATES = frozenset(["issued", "accessed"])
CSL_TEXTS = frozenset(
    "id citation-key type title container-title collection-title event-title volume issue number "
    "page edition version genre medium publisher publisher-place ISSN ISBN DOI URL abstract "
    "keyword language status note".split()
)
CSL_NAME_PARTS = frozenset(["family", "given", "non-dropping-particle", "suffix", "literal"])


def _read(text: str | bytes) -> tuple[Entry, ...]:
    data = text.encode() if isinstance(text, str) else text
    return read([Source("a.bib", data)], groups=[("first", "First")]).entries


def _all() -> list[Entry]:
    return [entry for path in SOURCES for entry in _read(path.read_bytes())]


def test_bibtex_reads_the_same_again() -> None:
    for entry in _all():
        (again,) = _read(bib([entry]))
        for name in ("citekey", "type", "title", "authors", "editors", "container", "pages",
                     "year", "month", "doi", "cstr", "arxiv", "abstract", "topics",
                     "lang"):  # fmt: skip
            assert getattr(entry, name) == getattr(again, name), (entry.citekey, name)


def test_pybtex_reads_all_of_it() -> None:
    found = _all()
    unique = {entry.citekey.lower(): entry for entry in found}
    database = parse_string(bib(unique.values()), "bibtex")
    assert sorted(unique) == sorted(key.lower() for key in database.entries)
    for key, parsed in database.entries.items():
        entry = unique[key.lower()]
        people = len(entry.authors) + entry.others
        assert people == len(parsed.persons.get("author", ())), key
        assert not BOOKKEEPING & {name.lower() for name in parsed.fields}, key
        assert entry.title_tex.partition(":")[0] in parsed.fields.get("title", ""), key


def test_bookkeeping_and_groups_are_left_out() -> None:
    text = bib(_read(FULL))
    for word in ("abbr", "award", "selected", "code", "first", "x.pdf"):
        assert word not in text.replace("firstpage", "")
    assert "keywords   = {vision, deep learning}" in text


def test_links_of_al_folio_become_eprints() -> None:
    assert "eprint        = {2104.13840},\n  archivePrefix = {arXiv}" in bib(
        _read("@misc{a, title = {A}, arxiv = {2104.13840}}")
    )


@pytest.mark.parametrize(
    ("written", "exported"),
    [
        ('dec # "~6"', "month = dec,\n  day   = {6}"),
        ("{December 6}, day = {7}", "month = dec,\n  day   = {7}"),
        ("{2}", "month = feb"),
        ("{May}", "month = may"),
        ("{May/June}", "month = {May/June}"),
    ],
)
def test_a_month_is_a_macro_and_its_day_a_field(written: str, exported: str) -> None:
    text = bib(_read(f"@misc{{a, title = {{A}}, year = 2021, month = {written}}}"))
    assert text.endswith(f"  year  = {{2021}},\n  {exported}\n}}\n")


def test_ris() -> None:
    (found,) = rispy.loads(ris(_read(FULL)))
    assert {
        "type_of_reference": "CONF",
        "id": "Full:2021/x",
        "title": "Twins: L₂ in a World",
        "authors": ["van der Berg, Jan, Jr.", "田, 值", "Meituan Inc.", "Chu, Xiangxiang"],
        "secondary_authors": ["Ed, One", "Ed, Two"],
        "subsidiary_authors": ["Trans, T."],
        "year": "2021",
        "date": "2021/05/03/",
        "secondary_title": "Proceedings",
        "tertiary_title": "LNCS",
        "custom3": "The Conference",
        "volume": "3",
        "number": "4",
        "start_page": "5",
        "end_page": "16",
        "publisher": "Springer",
        "place_published": "Berlin",
        "edition": "2",
        "doi": "10.1/x",
        "urls": ["https://example.org/x"],
        "file_attachments1": "https://example.org/x.pdf",
        "access_date": "2022/01/02",
        "abstract": "One. Two.",
        "keywords": ["vision", "deep learning"],
        "language": "en",
        "issn": "1234-5678",
        "notes": ["ISBN: 978-3", "A note", "arXiv: 2104.13840"],
    }.items() <= found.items()


def test_every_entry_in_ris() -> None:
    entries = _all()
    text = ris(entries)
    for line in text.split("\r\n"):
        assert re.fullmatch(r"|[A-Z][A-Z0-9]  - .*", line), line
    found = rispy.loads(text)
    assert [entry.citekey for entry in entries] == [each["id"] for each in found]
    for entry, each in zip(entries, found, strict=True):
        assert entry.title_text == each.get("title", "")
        assert [author.inverted.count(",") > 0 for author in entry.authors] == [
            ("," in name) for name in each.get("authors", [])
        ] or any(author.literal or author.is_east_asian for author in entry.authors)
        assert str(entry.year or "") == each.get("year", "")
        assert entry.doi == each.get("doi", "")


@pytest.mark.parametrize("cstr", ["CSTR:32003.36.x", "https://cstr.cn/32003.36.x", "32003.36.x"])
def test_a_cstr_is_taken_away_in_every_format(cstr: str) -> None:
    entry = _read(f"@misc{{a, title = {{A}}, cstr = {{{cstr}}}}}")[0]
    assert f"cstr  = {{{cstr}}}" in entry.bibtex
    assert item(entry)["note"] == "CSTR: 32003.36.x"
    assert "N1  - CSTR: 32003.36.x\r\n" in ris([entry])


def test_an_impossible_day_is_no_date_in_csl() -> None:
    assert "accessed" not in item(_read("@misc{a, title = {A}, urldate = {2021-13-01}}")[0])


def test_csl() -> None:
    assert item(_read(FULL)[0]) == {
        "id": "Full:2021/x",
        "citation-key": "Full:2021/x",
        "type": "paper-conference",
        "title": "Twins: L₂ in a World",
        "author": [
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."},
            {"family": "田", "given": "值"},
            {"literal": "Meituan Inc."},
            {"family": "Chu", "given": "Xiangxiang"},
        ],
        "editor": [{"family": "Ed", "given": "One"}, {"family": "Ed", "given": "Two"}],
        "translator": [{"family": "Trans", "given": "T."}],
        "issued": {"date-parts": [[2021, 5, 3]]},
        "accessed": {"date-parts": [[2022, 1, 2]]},
        "container-title": "Proceedings",
        "collection-title": "LNCS",
        "event-title": "The Conference",
        "volume": "3",
        "number": "4",
        "page": "5-16",
        "edition": "2",
        "publisher": "Springer",
        "publisher-place": "Berlin",
        "ISSN": "1234-5678",
        "ISBN": "978-3",
        "DOI": "10.1/x",
        "URL": "https://example.org/x",
        "abstract": "One.\n\nTwo.",
        "keyword": "vision, deep learning",
        "language": "en",
        "note": "A note\narXiv: 2104.13840",
    }


@pytest.mark.parametrize(
    ("bibtex", "csl", "tag"),
    [
        ("@article{a, journal = {J}}", "article-journal", "JOUR"),
        ("@article{a, journal = {arXiv preprint arXiv:2104.13840}}", "article", "UNPB"),
        ("@book{a, title = {T}}", "book", "BOOK"),
        ("@incollection{a, booktitle = {B}}", "chapter", "CHAP"),
        ("@phdthesis{a, school = {S}}", "thesis", "THES"),
        ("@techreport{a, institution = {I}}", "report", "RPRT"),
        ("@patent{a, number = {1}}", "patent", "PAT"),
        ("@online{a, url = {https://a.b}}", "webpage", "ELEC"),
        ("@dataset{a, title = {T}}", "dataset", "DATA"),
        ("@software{a, title = {T}}", "software", "COMP"),
        ("@misc{a, title = {T}}", "document", "GEN"),
    ],
)
def test_types(bibtex: str, csl: str, tag: str) -> None:
    (entry,) = _read(bibtex)
    assert csl == item(entry)["type"]
    assert f"TY  - {tag}\r\n" in ris([entry])


def test_every_entry_is_a_csl_item() -> None:
    loaded = json.loads(FORMATS["json"].write(_all()))
    for each in loaded:
        _check_item(each)


def _check_item(each: dict[str, Any]) -> None:
    assert each["type"] in CSL_TYPES
    assert set(each) <= CSL_NAMES | CSL_DATES | CSL_TEXTS
    for name in CSL_NAMES & set(each):
        for person in each[name]:
            assert person and set(person) <= CSL_NAME_PARTS
    for date in CSL_DATES & set(each):
        (parts,) = each[date]["date-parts"]
        assert 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)
    for text in CSL_TEXTS & set(each):
        assert isinstance(each[text], str) and "<" not in each["type"]


def test_files_of_every_entry_and_of_all() -> None:
    found = dict(files(_read(FULL), ("bib", "json"), "publications/"))
    name = "publications/full.3a_2021~x/full.3a_2021~x"
    assert sorted(found) == sorted(
        [f"{name}.bib", f"{name}.json", "publications/publications.bib",
         "publications/publications.json"]
    )  # fmt: skip


def test_exports_are_offered_with_their_types() -> None:
    found = exports("publications/a/a", ("bib", "ris", "json"))
    assert [(each.label, each.save_as, each.media_type) for each in found] == [
        ("BibTeX", "publications/a/a.bib", "application/x-bibtex"),
        ("RIS", "publications/a/a.ris", "application/x-research-info-systems"),
        ("CSL-JSON", "publications/a/a.json", "application/vnd.citationstyles.csl+json"),
    ]


@pytest.mark.parametrize("of", [2, 3, 5])
def test_shares_together_are_all_files_and_none_is_written_twice(of: int) -> None:
    bib_text = SOURCES[0].read_text("utf-8")
    whole = list(files(_read(bib_text), tuple(FORMATS), "publications/"))
    shares = [
        list(files(_read(bib_text), tuple(FORMATS), "publications/", share=(number, of)))
        for number in range(of)
    ]
    assert sorted(each for share in shares for each in share) == sorted(whole)
    assert max(map(len, shares)) <= min(map(len, shares)) + 2 * len(FORMATS)


PLAIN = st.recursive(
    st.text() | st.integers(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
)


@given(PLAIN)
def test_csl_is_laid_out_as_json_is(value: Any) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2)
