"""From the text of a .bib file to entries."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publications.bibtex import Bibliography, read
from plugins.publications.entries import Entry
from plugins.publications.langid import lang
from plugins.publications.lists import by_group
from plugins.publications.pieces import Source

SITE = Path(__file__).parents[2] / "content" / "publications.bib"
GROUPS = [("first-author", "First-author papers"), ("collaborative", "Other")]


def _all(text: str | bytes, **options: object) -> Bibliography:
    data = text.encode() if isinstance(text, str) else text
    return read([Source("a.bib", data)], **options)  # type: ignore[arg-type]


def _one(fields: str, kind: str = "article") -> Entry:
    found = _all(f"@{kind}{{chu2021, {fields}}}")
    assert found.errors == found.warnings == ()
    return found.entries[0]


def test_the_site_s_own_file_has_no_fault() -> None:
    found = read(
        [Source("publications.bib", SITE.read_bytes())],
        owner=["Xiangxiang Chu", "初祥祥"],
        groups=GROUPS,
    )
    assert found.errors == found.warnings == ()
    assert len(found.entries) == 31
    sizes = [len(group.entries) for group in by_group(found.entries, GROUPS)]
    assert sizes == [17, 14]
    without_owner = [e.citekey for e in found.entries if not any(a.is_owner for a in e.authors)]
    assert without_owner == ["ma2020mcan", "stretchiccos", "inductivepulse"]


def test_a_missing_author_or_year_is_no_fault() -> None:
    entry = _one("title = {Three Inductive Pulse Power Supplies}, journal = {IEEE Transactions}")
    assert (entry.authors, entry.year, entry.venue) == ((), None, "IEEE Transactions")


def test_strings_are_defined_once_and_joined() -> None:
    found = _all(
        '@string{NIPS = "Advances in " # {Neural}}\n@STRING(also = nips # " (NeurIPS)")\n'
        "@inproceedings{a, booktitle = also, year = 2021}"
    )
    assert found.errors == ()
    assert found.entries[0].venue == "Advances in Neural (NeurIPS)"


def test_strings_of_one_file_serve_the_next() -> None:
    sources = [Source("s.bib", b'@string{cv = "ICCV"}'), Source("b.bib", b"@misc{a, booktitle=cv}")]
    assert read(sources).entries[0].venue == "ICCV"


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("feb", (2, None)),
        ("Feb", (2, None)),
        ("2", (2, None)),
        ("{02}", (2, None)),
        ("{February}", (2, None)),
        ('feb # "~28"', (2, 28)),
        ('"Feb. 28"', (2, 28)),
        ("{Sept.}", (9, None)),
        ('jul # "--" # aug', (7, None)),
    ],
)
def test_months(month: str, expected: tuple[int, int | None]) -> None:
    entry = _one(f"year = 2021, month = {month}")
    assert (entry.month, entry.day) == expected


def test_a_digit_that_is_no_number_is_no_month() -> None:
    found = _all("@misc{a, title = {A}, year = 2021, month = {²}}")
    assert [each.month for each in found.entries] == [None]
    assert [each.text for each in found.warnings] == [
        'entry "a" has month "²". Write feb, 2 or February.'
    ]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2021", (2021, None, None)),
        ("2021-05", (2021, 5, None)),
        ("2021-05-03", (2021, 5, 3)),
        ("2021-05-03/2021-05-07", (2021, 5, 3)),
        ("2021~", (2021, None, None)),
        ("2021-21", (2021, None, None)),
    ],
)
def test_biblatex_dates(date: str, expected: tuple[int, int | None, int | None]) -> None:
    entry = _one(f"date = {{{date}}}, journaltitle = {{Nature}}")
    assert (entry.year, entry.month, entry.day, entry.venue) == (*expected, "Nature")


def test_crossref_inherits_and_the_volume_is_no_publication() -> None:
    found = _all(
        "@inproceedings{a, title = {A}, crossref = {iccv}}\n"
        "@proceedings{ICCV, title = {Proc. of ICCV}, year = 2021, publisher = {IEEE}}"
    )
    assert [entry.citekey for entry in found.entries] == ["a"]
    entry = found.entries[0]
    assert (entry.venue, entry.year, entry.publisher) == ("Proc. of ICCV", 2021, "IEEE")
    assert "crossref" not in entry.bibtex


@pytest.mark.parametrize("author", ["author={A}, ", ""])
def test_a_crossref_circle_is_an_error(author: str) -> None:
    found = _all(f"@book{{a, {author}crossref={{b}}}}\n@book{{b, {author}crossref={{a}}}}")
    assert "refers back to itself" in str(found.errors[0])


def test_a_crossref_may_name_a_former_key() -> None:
    found = _all("@book{new, ids={old}, title={T}, year=2020}\n@inbook{a, crossref={old}}")
    assert [(entry.citekey, entry.container, entry.year) for entry in found.entries] == [
        ("a", "T", 2020)
    ]


def test_a_day_of_its_own() -> None:
    entry = _one("year = 2021, month = dec, day = 6")
    assert (entry.year, entry.month, entry.day) == (2021, 12, 6)


def test_comments_and_preamble_are_no_entries() -> None:
    found = _all(
        "% a } comment about x@y.com\n@comment{\n@article{old, title={Old}}\n}\n"
        "@comment{jabref-meta: databaseType:bibtex;}\n@preamble{ {\\newcommand{\\x}{x}} }\n"
        "Free text.\n@misc{a,\n % a comment\n title = {A},\n % note = {off},\n}\n"
    )
    assert found.errors == ()
    assert [(e.citekey, e.title_text, e.note) for e in found.entries] == [("a", "A", "")]


def test_byte_order_mark_and_crlf() -> None:
    found = _all("\ufeff@misc{a,\r\n  title = {题目},\r\n  month = foo,\r\n  year=2021}".encode())
    assert found.entries[0].title_text == "题目"
    assert [warning.line for warning in found.warnings] == [3]


def test_an_address_sign_in_a_value_starts_no_entry() -> None:
    assert _one("title = {LeQua @ {CLEF} and a@b{c}}").title_text == "LeQua @ CLEF and a@bc"


def test_parentheses_delimit_too() -> None:
    assert _all('@article(a, title = "A (b) c")').entries[0].title_text == "A (b) c"


@pytest.mark.parametrize(
    "citekey",
    [
        "DBLP:conf/nips/ChuTWZRWXS21",
        "chuTwinsRevisitingDesign2021",
        "初祥祥2021",
        "vaswani+17",
        "a'b",
    ],
)
def test_citekeys_of_other_tools(citekey: str) -> None:
    found = _all(f"@article{{{citekey},\n  title = {{T}}\n}}")
    assert found.errors == ()
    assert found.entries[0].citekey == citekey


def test_html_in_a_field_is_text() -> None:
    entry = _one("title = {<script>alert(1)</script> \\& <b>}, abstract = {<img onerror=x>}")
    assert entry.title == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;"
    assert entry.title_text == "<script>alert(1)</script> & <b>"
    assert entry.abstract == "<p>&lt;img onerror=x&gt;</p>"


def test_former_keys_and_keywords() -> None:
    entry = _one("ids = {a, b}, keywords = {first-author; vision}, langid = {german}")
    assert (entry.ids, entry.keywords, entry.lang) == (
        ("a", "b"),
        ("first-author", "vision"),
        "de",
    )


@pytest.mark.parametrize(
    ("langid", "tag"),
    [("english", "en"), ("ngerman", "de"), ("zh-Hans", "zh-Hans"), ("chinese", "zh"), ("x?", "")],
)
def test_langid(langid: str, tag: str) -> None:
    assert lang(langid) == tag


@given(st.text(alphabet="@{}(),=\"%#\\\n ab题$~-'", max_size=80))
def test_whatever_the_file_the_entry_after_it_is_read(text: str) -> None:
    found = _all(text.encode() + b"\n@article{after, title = {After}}")
    if "comment" not in text:
        assert "after" in [entry.citekey for entry in found.entries]


@pytest.mark.parametrize("value", ["{A}", "{A} # {}"])  # read plainly, and by the splitter
def test_a_type_that_begins_like_a_keyword_is_a_type(value: str) -> None:
    text = f"@misc{{a, title={{x}}}}\n@Commentary{{b,\n title={value}}}\n@comment{{c, title={{x}}}}"
    found = read([Source("a.bib", text.encode())])
    assert [(each.citekey, each.type, str(each.title)) for each in found.entries] == [
        ("a", "misc", "x"),
        ("b", "commentary", "A"),
    ]
    assert found.errors == ()
