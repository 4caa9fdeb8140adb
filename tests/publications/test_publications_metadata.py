"""What machines read of an entry's page."""

from typing import Any

import pytest

from plugins.publications.bibtex import read
from plugins.publications.entries import Entry
from plugins.publications.jsonld import json_ld
from plugins.publications.metadata import Signpost, highwire, signposting
from plugins.publications.pieces import Source

MAIN = "https://chu.example"


def _one(bib: str) -> Entry:
    found = read([Source("a.bib", bib.encode())], owner=["Xiangxiang Chu"])
    return found.or_raise().entries[0]


@pytest.mark.parametrize(
    ("bib", "tag"),
    [
        ("@article{a, journal={Nature}, issn={1}, %s}", ("citation_journal_title", "Nature")),
        ("@article{a, journal={Nature}, issn={1}, %s}", ("citation_issn", "1")),
        ("@inproceedings{a, booktitle={ICCV}, %s}", ("citation_conference_title", "ICCV")),
        ("@incollection{a, booktitle={B}, %s}", ("citation_inbook_title", "B")),
        ("@phdthesis{a, school={S}, %s}", ("citation_dissertation_institution", "S")),
        ("@techreport{a, institution={I}, %s}", ("citation_technical_report_institution", "I")),
        ("@techreport{a, number={7}, %s}", ("citation_technical_report_number", "7")),
        ("@misc{a, keywords={x, y}, %s}", ("citation_keywords", "x; y")),
    ],
)
def test_highwire_by_type(bib: str, tag: tuple[str, str]) -> None:
    assert tag in highwire(_one(bib % "title={T}, author={A B}, year=2020"))


def test_a_preprint_is_in_no_journal() -> None:
    entry = _one("@article{a, title={T}, author={A B}, year=2020, journal={arXiv:2104.13840}}")
    assert dict(highwire(entry)).keys() == {
        "citation_title", "citation_author", "citation_publication_date", "citation_arxiv_id",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("bib", "expected"),
    [
        ("@phdthesis{a, school={S}}", {"@type": "Thesis", "sourceOrganization": {"name": "S"}}),
        ("@techreport{a, number={7}}", {"@type": "Report", "reportNumber": "7"}),
        ("@book{a, isbn={1}, edition={2}}", {"@type": "Book", "isbn": "1", "bookEdition": "2"}),
        ("@dataset{a, title={D}}", {"@type": "Dataset"}),
        ("@incollection{a, booktitle={B}}", {"@type": "Chapter", "isPartOf": {"name": "B"}}),
        (
            "@article{a, journal={J}, issn={1}, volume={3}, number={4}}",
            {
                "isPartOf": {
                    "@type": "PublicationIssue",
                    "issueNumber": "4",
                    "isPartOf": {
                        "@type": "PublicationVolume",
                        "volumeNumber": "3",
                        "isPartOf": {"@type": "Periodical", "name": "J", "issn": "1"},
                    },
                }
            },
        ),
        ("@misc{a, eprint={2104.13840}, journal={arXiv}}", {"@type": "ScholarlyArticle"}),
    ],
)
def test_json_ld_by_type(bib: str, expected: dict[str, Any]) -> None:
    found = json_ld(_one(bib))
    for name, value in expected.items():
        if isinstance(value, dict):
            assert value.items() <= found[name].items()
        else:
            assert value == found[name]


def test_signposting() -> None:
    entry = _one("@article{a, author={Chu, Xiangxiang}, doi={10.1/x}, pdf={files/a.pdf}}")
    assert signposting(entry, ("bib", "json"), MAIN) == (
        Signpost("cite-as", "https://doi.org/10.1/x"),
        Signpost("describedby", "publications/a/a.bib", "application/x-bibtex", True),
        Signpost(
            "describedby",
            "publications/a/a.json",
            "application/vnd.citationstyles.csl+json",
            True,
        ),
        Signpost("item", "files/a.pdf", "application/pdf", True),
        Signpost("author", "https://chu.example/"),
    )


@pytest.mark.parametrize(
    ("eprint", "expected"),
    [
        ("2104.13840v2", "2104.13840"),
        ("solv-int/9901001", "solv-int/9901001"),
    ],
)
def test_a_preprint_is_cited_as_its_doi(eprint: str, expected: str) -> None:
    entry = _one(f"@misc{{a, eprint={{{eprint}}}, archivePrefix={{arXiv}}}}")
    cited = f"https://doi.org/10.48550/arXiv.{expected}"
    assert signposting(entry, ())[0] == Signpost("cite-as", cited)


def test_nothing_is_cited_as_nothing() -> None:
    assert signposting(_one("@misc{a, title={T}}"), ()) == ()


def test_json_ld_has_the_cstr() -> None:
    found = json_ld(_one("@misc{x, title={One}, cstr={CSTR:31253.11.x}}"))
    assert found["sameAs"] == ["https://cstr.cn/31253.11.x"]
    assert [each["propertyID"] for each in found["identifier"]] == ["CSTR"]
