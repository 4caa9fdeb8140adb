"""Every field that al-folio gives a meaning has it here: on the page of a paper and in lists."""

import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.publications.bibtex import read
from plugins.publications.pieces import Source
from plugins.publications.remarks import additional_info, annotation, award
from plugins.publications.syntax import Field, Record

from ..site.builds import Site, copy_of

BIB = """@inproceedings{full,
  title = {A Title}, author = {Li*, Liang and Chu, Xiangxiang and Tian, Zhi}, year = {2021},
  booktitle = {Advances}, abbr = {NeurIPS 2021}, selected = {true}, bibtex_show = {true},
  abstract = {What it says.}, preview = {brownian.gif},
  pdf = {full.pdf}, supp = {supp.pdf}, slides = {slides.pdf}, poster = {poster.pdf},
  html = {full.html}, video = {talk.mp4}, blog = {https://blog.example/},
  code = {https://code.example/}, website = {https://site.example/},
  arxiv = {2104.13840}, doi = {10.1/x}, hal = {hal-02158423},
  award = {Received the [Nobel **Prize**](https://nobel.example) in 1921},
  award_name = {Nobel Prize}, annotation = {* Equal<br>contribution},
  additional_info = {. *More* at [this site](https://more.example)}
}
@misc{other, title = {Other}, author = {Li, Liang}, bibtex_show = {false}, selected = {false}}
"""
FILES = (
    "pdf/full.pdf pdf/supp.pdf pdf/slides.pdf pdf/poster.pdf html/full.html video/talk.mp4 "
    "img/publication_preview/brownian.gif"
).split()
COAUTHORS = '"tian":\n  - firstname: ["Zhi", "Z."]\n    url: https://tian.example/\n'
VENUES = '"NeurIPS":\n  url: https://neurips.example/\n  color: "#00369f"\n'
HOME = "---\ntitle: Home\nslug: home\n---\n\n::: publications show=selected\n"
LINKS = [
    ("PDF", "publications/full/full.pdf"),
    ("arXiv", "https://arxiv.org/abs/2104.13840"),
    ("DOI", "https://doi.org/10.1/x"),
    ("HAL", "https://hal.science/hal-02158423"),
    ("HTML", "assets/html/full.html"),
    ("Code", "https://code.example/"),
    ("Website", "https://site.example/"),
    ("Slides", "assets/pdf/slides.pdf"),
    ("Poster", "assets/pdf/poster.pdf"),
    ("Video", "assets/video/talk.mp4"),
    ("Blog", "https://blog.example/"),
    ("Supplement", "assets/pdf/supp.pdf"),
]


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with one paper that has all of the fields, and one that hides."""
    site = copy_of(project, tmp_path_factory.mktemp("alfolio") / "site")
    shutil.rmtree(site.root / "content")
    site.write("content/publications.bib", BIB)
    site.write("content/coauthors.yml", COAUTHORS)
    site.write("content/venues.yml", VENUES)
    site.write("content/pages/home.md", HOME)
    for name in FILES:
        site.write(f"content/assets/{name}", name)
    done = site.pelican()
    assert done.code == 0, done.err
    return site


def _soup(site: Site, name: str) -> Tag:
    return BeautifulSoup(site.read(f"output/{name}index.html"), "html.parser")


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


@pytest.mark.parametrize(("label", "address"), LINKS)
@pytest.mark.parametrize("page", ["publications/full/", "publications/"])
def test_a_word_for_each_address(site: Site, page: str, label: str, address: str) -> None:
    links = _soup(site, page).select("article a, .papers a")
    found = {_text(link): urljoin(page, str(link["href"])) for link in links}
    assert address == found[label]
    assert address.startswith("https:") or (site.output / address).is_file()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("author", "Liang Li*, Xiangxiang Chu, Zhi Tian"),
        ("annotation", "* Equal contribution"),
        ("booktitle", "Advances, 2021"),
        ("award", "Nobel Prize Received the Nobel Prize in 1921"),
        ("additional_info", "More at this site"),
    ],
)
def test_what_the_page_says(site: Site, field: str, text: str) -> None:
    found = [_text(each) for each in _soup(site, "publications/full/").select("article p.meta")]
    assert text in found, field


def test_the_picture_the_abstract_and_the_bibtex_are_on_the_page(site: Site) -> None:
    article = _soup(site, "publications/full/")
    images = [str(image["src"]) for image in article.select("article img")]
    assert images == ["../../assets/img/publication_preview/brownian.gif"]
    assert _text(article.select("article h2 + div")[0]) == "What it says."
    assert "@inproceedings{full," in _text(article.select("article pre")[0])
    assert not _soup(site, "publications/other/").select("article pre")


def test_a_list_says_venue_award_and_coauthors(site: Site) -> None:
    item = _soup(site, "publications/").select(".papers > li")[0]
    assert [(_text(a), a["href"]) for a in item.select("a.venue")] == [
        ("NeurIPS 2021", "https://neurips.example/")
    ]
    assert [_text(i) for i in item.select("i")] == ["Nobel Prize"]
    assert [(_text(a), a["href"]) for a in item.select("p a")] == [
        ("Zhi Tian", "https://tian.example/")
    ]
    assert [_text(b) for b in item.select("p b")] == ["Xiangxiang Chu"]
    assert [_text(each) for each in item.select("summary")] == ["Abstract", "BibTeX"]


def test_the_homepage_can_show_the_selected_only(site: Site) -> None:
    titles = _soup(site, "home/").select(".papers > li > a")
    assert [_text(a) for a in titles] == ["A Title"]


def test_the_bibtex_to_take_away_has_none_of_them() -> None:
    (entry, _) = read([Source("a.bib", BIB.encode())]).or_raise().entries
    names = [line.partition("=")[0].strip() for line in entry.bibtex.splitlines()[1:-1]]
    assert names == [
        *("title", "author", "year", "booktitle", "abstract", "doi", "eprint", "archivePrefix")
    ]


def _record(name: str, value: str) -> Record:
    return Record("misc", "a", (Field(name, value, "a.bib", 1),), "a.bib", 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (". *More* can be [found](https://a.b)", "More can be found"),
        ("**Bold _both_** and _one_", "Bold both and one"),
        ("a\\_b and c\\_d, snake_case_name", "a_b and c_d, snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("\\emph{TeX} {Paper}", "TeX Paper"),
    ],
)
def test_markdown_is_text(value: str, text: str) -> None:
    assert text == additional_info(_record("additional_info", value))
    assert text == award(_record("award", value)).lstrip(". ")


def test_line_breaks_of_an_annotation_are_spaces() -> None:
    assert annotation(_record("annotation", "* One<br>† Two<BR />‡ 3<4")) == "* One † Two ‡ 3<4"
