"""References in each style: as they were published (golden/), and by rules of the standards."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publications.bibtex import read
from plugins.publications.citations import STYLES, cite, cite_text, style_for
from plugins.publications.citations.case import sentence_case
from plugins.publications.citations.editions import edition
from plugins.publications.citations.people import initials, is_pinyin, syllables
from plugins.publications.entries import Entry
from plugins.publications.names import parse_name
from plugins.publications.pieces import Source

GOLDEN = Path(__file__).with_name("golden")
MOST_EXCEPTIONS = 4


@dataclass(frozen=True)
class Golden:
    """One reference of golden/STYLE.toml or of golden/rules/STYLE.toml."""

    style: str
    source: str
    bib: str
    text: str
    published: list[str] = field(default_factory=list)
    ours: str = ""
    because: str = ""

    def __str__(self) -> str:
        return self.source


def _read(folder: Path) -> list[Golden]:
    return [
        Golden(style=style, **each)
        for style in STYLES
        for each in tomllib.loads((folder / f"{style}.toml").read_text("utf-8"))["reference"]
    ]


PUBLISHED = _read(GOLDEN)
RULES = _read(GOLDEN / "rules")
SOURCES = tomllib.loads((GOLDEN / "sources.toml").read_text("utf-8"))
NOT_OURS = [golden for golden in PUBLISHED if golden.ours]


def _one(bib: str) -> Entry:
    return read([Source("a.bib", bib.encode())]).or_raise().entries[0]


@pytest.mark.parametrize("style", STYLES)
def test_sixty_published_references_of_every_style_are_ours(style: str) -> None:
    texts = {each.text for each in PUBLISHED if each.style == style and not each.ours}
    assert len(texts) >= 60


@pytest.mark.parametrize("style", STYLES)
def test_few_published_references_are_not_ours(style: str) -> None:
    assert len([each for each in NOT_OURS if each.style == style]) <= MOST_EXCEPTIONS


@pytest.mark.parametrize(
    ("style", "marks"),
    [
        ("gb7714-2025", "A C CM CP D DS EB J M N P PP R S"),
        ("gb7714-2015", "A C D EB G J M N P R S"),
    ],
)
def test_published_references_have_every_mark(style: str, marks: str) -> None:
    texts = [each.text for each in PUBLISHED if each.style == style]
    found = {match[1] for text in texts if (match := re.search(r"\[([A-Z]+)(?:/OL)?\]", text))}
    assert sorted(found) == marks.split()


def test_published_references_of_apa_are_of_every_type() -> None:
    types = {_one(each.bib).type for each in PUBLISHED if each.style == "apa"}
    expected = "article book dataset inproceedings inreference online patent phdthesis software"
    assert types >= {*expected.split(), "incollection", "proceedings", "report", "unpublished"}


@pytest.mark.parametrize("style", STYLES)
def test_published_references_have_one_author_to_many(style: str) -> None:
    counts = {len(_one(each.bib).authors) for each in PUBLISHED if each.style == style}
    assert {0, 1, 2, 3, 4, 5} <= counts
    assert max(counts) >= {"apa": 22}.get(style, 6)


@pytest.mark.parametrize("golden", PUBLISHED, ids=str)
def test_a_published_reference_says_where(golden: Golden) -> None:
    assert golden.published
    assert set(golden.published) <= SOURCES.keys()


@pytest.mark.parametrize("golden", NOT_OURS, ids=str)
def test_an_exception_has_its_reason(golden: Golden) -> None:
    assert golden.because
    assert golden.text != golden.ours


@pytest.mark.parametrize("golden", PUBLISHED + RULES, ids=str)
def test_reference(golden: Golden) -> None:
    assert (golden.ours or golden.text) == cite_text(_one(golden.bib), golden.style)


@pytest.mark.parametrize("golden", PUBLISHED + RULES, ids=str)
def test_the_html_says_the_same(golden: Golden) -> None:
    html = cite(_one(golden.bib), golden.style)
    assert (golden.ours or golden.text) == html.striptags().replace("\n", " ")


@pytest.mark.parametrize(
    ("bib", "html"),
    [
        (
            "@article{x, author={Li, Q.}, title={$O(n^2)$ <i>}, journal={J \\& J}, year=2020,"
            " volume=3, number=4, pages={5--6}, doi={10.1/a}}",
            'Li, Q. (2020). <math><mi>O</mi><mo stretchy="false">(</mo><msup><mi>n</mi><mn>2</mn>'
            '</msup><mo stretchy="false">)</mo></math> &lt;i&gt;. <i>J &amp; J</i>, <i>3</i>(4),'
            ' 5–6. <a href="https://doi.org/10.1/a">https://doi.org/10.1/a</a>',
        ),
        (
            "@book{x, author={Li, Q.}, title={A Book of {DNA}}, edition=2, year=2020,"
            " publisher={Press}}",
            "Li, Q. (2020). <i>A book of DNA</i> (2nd ed.). Press.",
        ),
        (
            "@incollection{x, author={Li, Q.}, title={One}, booktitle={Two}, editor={Zhang, B.},"
            " year=2020, pages=7}",
            "Li, Q. (2020). One. In B. Zhang (Ed.), <i>Two</i> (p. 7).",
        ),
    ],
)
def test_apa_in_html(bib: str, html: str) -> None:
    assert html == cite(_one(bib), "apa")


@pytest.mark.parametrize("kind", ["Journal Article", "article", "Report", "Tech. Rep."])
@pytest.mark.parametrize("type_", ["article", "techreport"])
def test_apa_does_not_say_the_usual(type_: str, kind: str) -> None:
    bib = f"@{type_}{{x, title={{One}}, journal={{J}}, year=2020, type={{{kind}}}}}"
    assert kind not in cite_text(_one(bib), "apa")


@pytest.mark.parametrize(
    ("tag", "style"),
    [
        ("zh-Hans", "gb7714-2025"),
        ("zh-Hant-TW", "apa"),
        ("zh_CN", "gb7714-2025"),
        ("en", "apa"),
        ("zhx", "apa"),
    ],
)
def test_the_most_specific_language_decides(tag: str, style: str) -> None:
    styles = {"*": "apa", "zh": "gb7714-2025", "zh-Hant": "apa"}
    assert style == style_for(tag, styles)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Deep Residual Learning for Images", "Deep residual learning for images"),
        ("A Survey of Bayesian Ideas in {IEEE}", "A survey of Bayesian ideas in {IEEE}"),
        ("Already in sentence case by Wolfram", "Already in sentence case by Wolfram"),
        ("FairNAS and 3D Nets: An X-Ray View", "FairNAS and 3D nets: An X-ray view"),
        ("{T}win \\emph{Deep} Nets of $L_2$ Norm", "{T}win \\emph{Deep} nets of $L_2$ norm"),
        ("Who Knows? Nobody Ever Does", "Who knows? Nobody ever does"),
        ("", ""),
    ],
)  # fmt: skip
def test_sentence_case(title: str, expected: str) -> None:
    assert expected == sentence_case(title)


@pytest.mark.parametrize(
    ("given_names", "expected"),
    [
        ("Jean-Luc", [["J", "L"]]),
        ("W.T.", [["W"], ["T"]]),
        ("J.-L.", [["J", "L"]]),
        ("Étienne ß", [["É"], ["S"]]),
        ("", []),
    ],
)
def test_initials(given_names: str, expected: list[list[str]]) -> None:
    assert expected == [[each[0] for each in name] for name in initials(given_names)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chu, Xiangxiang", True),
        ("Li, Jiangning", True),
        ("Zhang, Yu-Zhe", True),
        ("Ouyang, Xiu", True),
        ("Zhang, B.", False),
        ("Wang, William", False),
        ("Lee, Dan", False),
        ("Tian, Maria", False),
    ],
)
def test_pinyin(name: str, *, expected: bool) -> None:
    assert expected == is_pinyin(parse_name(name))


def test_syllables_are_characters() -> None:
    assert syllables("Xiangxiang") == ["xiang", "xiang"]
    assert syllables("Yu-Zhe") == ["yu", "zhe"]


@pytest.mark.parametrize("edition", ["²", "Rev."])
def test_an_edition_without_a_number_stays_as_it_is(edition: str) -> None:
    entry = _one(f"@book{{x, title={{T}}, year=2020, edition={{{edition}}}}}")
    assert cite_text(entry) == f"T ({edition} ed.). (2020)."


@pytest.mark.parametrize("day", ["2021-13-01", "2021-00-01", "2021-01-40", "yesterday"])
def test_a_visit_on_no_day_is_left_out(day: str) -> None:
    entry = _one(f"@online{{x, title={{T}}, url={{https://a.example/}}, urldate={{{day}}}}}")
    assert cite_text(entry) == "T. (n.d.). https://a.example/"


KINDS = ("article", "inproceedings", "book", "phdthesis", "techreport", "misc", "online", "patent",
         "dataset", "incollection", "standard")  # fmt: skip
FIELDS = ("title", "author", "journal", "booktitle", "pages", "volume", "number", "year", "edition",
          "publisher", "doi", "institution", "series", "editor", "version", "type", "url",
          "urldate", "month")  # fmt: skip


@given(
    st.dictionaries(st.sampled_from(FIELDS), st.text("aA1²{}$\\题<&\"' ,-:.", max_size=12)),
    st.sampled_from(KINDS),
    st.sampled_from(tuple(STYLES)),
)
def test_no_field_breaks_a_reference(fields: dict[str, str], kind: str, style: str) -> None:
    bib = f"@{kind}{{x, " + ", ".join(f"{name} = {{{text}}}" for name, text in fields.items()) + "}"
    for entry in read([Source("a.bib", bib.encode())]).entries:
        html = str(cite(entry, style))
        assert "<i><" not in html.replace("<i><math", "")
        assert "</i>" not in cite_text(entry, style)


@pytest.mark.parametrize("written", ["2", "2nd", "Second edition", "2.", "2. ed."])
def test_an_edition_is_its_number(written: str) -> None:
    assert edition(written) == "2"
