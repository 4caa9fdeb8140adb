"""What readers, machines and translators get of an entry."""

from io import BytesIO

import pytest
from babel.messages.extract import extract

from plugins.publications.bibtex import read
from plugins.publications.entries import Entry
from plugins.publications.exports import bib
from plugins.publications.jsonld import json_ld
from plugins.publications.metadata import highwire
from plugins.publications.pieces import Source
from plugins.publications.settings import Settings, load

TWINS = """@InProceedings{chu2021twins,
  title = {{Twins}: {IEEE}~Design},
  author = {Chu, Xiangxiang and 田, 值 and {Meituan}},
  booktitle = "Advances in " # {NeurIPS},
  pages = {9355-9366},
  month = Dec, year = 2021,
  day = 6,
  eprint = {2104.13840}, archivePrefix = {arXiv},
  doi = {10.1/x}, pdf = {files/twins.pdf},
  code = {https://github.com/x}, award = {Best paper}, abbr = {NeurIPS 2021},
  keywords = {first-author, vision}
}"""


def _one(text: str) -> Entry:
    sources = [Source("a.bib", text.encode())]
    found = read(sources, owner=["Xiangxiang Chu"], groups=[("first-author", "First")])
    return found.or_raise().entries[0]


def test_shown_bibtex() -> None:
    assert (
        bib([_one(TWINS)])
        == """@inproceedings{chu2021twins,
  title         = {{Twins}: {IEEE}~Design},
  author        = {Chu, Xiangxiang and 田, 值 and {Meituan}},
  booktitle     = {Advances in NeurIPS},
  pages         = {9355-9366},
  month         = dec,
  year          = {2021},
  day           = {6},
  eprint        = {2104.13840},
  archivePrefix = {arXiv},
  doi           = {10.1/x},
  keywords      = {vision}
}
"""
    )


def test_shown_bibtex_reads_the_same_again() -> None:
    once = _one(TWINS).bibtex
    assert _one(once).bibtex == once


def test_highwire() -> None:
    assert highwire(_one(TWINS), "https://chu.example") == (
        ("citation_title", "Twins: IEEE\xa0Design"),
        ("citation_author", "Chu, Xiangxiang"),
        ("citation_author", "田, 值"),
        ("citation_author", "Meituan"),
        ("citation_publication_date", "2021/12/06"),
        ("citation_conference_title", "Advances in NeurIPS"),
        ("citation_firstpage", "9355"),
        ("citation_lastpage", "9366"),
        ("citation_doi", "10.1/x"),
        ("citation_arxiv_id", "2104.13840"),
        ("citation_abstract_html_url", "https://chu.example/publications/chu2021twins/"),
        ("citation_pdf_url", "https://chu.example/files/twins.pdf"),
        ("citation_keywords", "vision"),
    )


def test_no_pdf_address_without_a_published_one() -> None:
    assert "citation_pdf_url" not in dict(highwire(_one(TWINS)))


@pytest.mark.parametrize("missing", ["author", "year", "title"])
def test_no_highwire_without_title_author_and_year(missing: str) -> None:
    fields = {"author": "A B", "year": "2021", "title": "T"}
    del fields[missing]
    text = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    assert highwire(_one(f"@misc{{a, {text}}}")) == ()


def test_full_date_and_language() -> None:
    entry = _one("@article{a, title={T}, author={A B}, date={2021-05-03}, langid={french}}")
    tags = dict(highwire(entry))
    assert tags["citation_publication_date"] == "2021/05/03"
    assert tags["citation_language"] == json_ld(entry)["inLanguage"] == "fr"


def test_json_ld() -> None:
    assert json_ld(_one(TWINS), "https://chu.example") == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": "Twins: IEEE\xa0Design",
        "headline": "Twins: IEEE\xa0Design",
        "author": [
            {
                "@type": "Person",
                "name": "Xiangxiang Chu",
                "givenName": "Xiangxiang",
                "familyName": "Chu",
                "@id": "https://chu.example/#person",
            },
            {"@type": "Person", "name": "田值", "givenName": "值", "familyName": "田"},
            {"@type": "Organization", "name": "Meituan"},
        ],
        "datePublished": "2021-12-06",
        "isPartOf": {"@type": "CreativeWork", "name": "Advances in NeurIPS"},
        "pagination": "9355–9366",
        "keywords": ["vision"],
        "award": "Best paper",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1/x"},
            {"@type": "PropertyValue", "propertyID": "arXiv", "value": "2104.13840"},
        ],
        "sameAs": ["https://doi.org/10.1/x", "https://arxiv.org/abs/2104.13840"],
        "url": "https://chu.example/publications/chu2021twins/",
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": "https://chu.example/files/twins.pdf",
            "encodingFormat": "application/pdf",
        },
    }


def test_messages_are_the_entries_texts() -> None:
    source = "@misc{a,\n  note = {Joint \\& equal},\n  award = {Best {Paper}}\n}\n"
    source += "@misc{broken, note = {x\n\n@misc{b, award = {Best Paper}}\n"
    found = list(extract("plugins.publications.extract:bibtex", BytesIO(source.encode())))
    assert found == [
        (2, "Joint & equal", ["note of a"], None),
        (3, "Best Paper", ["award of a"], None),
        (7, "Best Paper", ["award of b"], None),
    ]


def test_settings() -> None:
    assert load({"AUTHOR": "初祥祥"}) == (Settings(owner=("初祥祥",)), ())
    settings, errors = load({"PUBLICATIONS_URL": "/papers", "PUBLICATIONS_GROUPS": [("a", "A")]})
    assert (settings.url, settings.groups, errors) == ("papers/", (("a", "A"),), ())


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            {"PUBLICATIONS_PATH": ["x"]},
            "pelicanconf.py: there is no setting PUBLICATIONS_PATH."
            ' Did you mean "PUBLICATIONS_PATHS"?',
        ),
        (
            {"PUBLICATIONS_OWNER": "Ada"},
            "pelicanconf.py: PUBLICATIONS_OWNER cannot be read. Write, for instance,"
            ' ["Ada Lovelace", "Lovelace, A."].',
        ),
        (
            {"PUBLICATIONS_GROUPS": ["first-author"]},
            "pelicanconf.py: PUBLICATIONS_GROUPS cannot be read. Write, for instance,"
            ' [("first-author", "First-author papers")].',
        ),
    ],
)
def test_wrong_settings(setting: dict[str, object], message: str) -> None:
    _, errors = load(setting)
    assert [str(error) for error in errors] == [message]
