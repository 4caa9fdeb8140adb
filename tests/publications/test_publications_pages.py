"""The plugin in a small build by plain Pelican."""

import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pelican import Pelican
from pelican.settings import configure_settings, read_settings

PAGE = """{{ publication.title }}|{{ highwire|length }}|{{ json_ld.name }}|{{ SITEURL }}|\
{{ cite_text(publication) }}|{{ signposting|map(attribute="rel")|join(" ") }}|\
{{ exports|map(attribute="label")|join(" ") }}"""
LIST = """{{ view }}:{% if view == "year" %}{% for year, entries in publication_years %}\
{{ year }} {% endfor %}{% else %}{% for group in publication_groups %}\
{{ group.label }}={{ group.entries|length }} {% endfor %}{% endif %}"""
BLOCK = """{% for group in publication_selection(options) %}\
{{ group.key }}={{ group.entries|length }}
{% endfor %}"""
BIB = """@article{chu2021, title = {Twins}, author = {A B}, year = 2021, keywords = {first, AI}}
@article{DBLP:li/2024, title = {题目}, ids = {old/key}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "publication.html").write_text(PAGE, encoding="utf-8")
    (templates / "publications.html").write_text(LIST, encoding="utf-8")
    pages = tmp_path / "content" / "pages"
    pages.mkdir(parents=True)
    text = "Title: About\n\n[Twins]({filename}/publications/chu2021)\n"
    (pages / "about.md").write_text(text, encoding="utf-8")
    return tmp_path


def _build(site: Path, bib: str | None, **settings: Any) -> Pelican:
    if bib is not None:
        (site / "content" / "publications.bib").write_text(bib, encoding="utf-8")
    values = {
        "PATH": str(site / "content"),
        "OUTPUT_PATH": str(site / "output"),
        "THEME": str(site / "theme"),
        "PLUGINS": ["plugins.publications"],
        "SITEURL": "",
        "RELATIVE_URLS": True,
        "CACHE_CONTENT": False,
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        **settings,
    }
    pelican = Pelican(configure_settings(read_settings(override=values)))
    pelican.run()
    return pelican


def _text(site: Path, name: str) -> str:
    return (site / "output" / name).read_text(encoding="utf-8")


def test_a_page_per_entry_two_lists_and_exports(site: Path) -> None:
    pelican = _build(site, BIB, PUBLICATIONS_GROUPS=[("first", "First")])
    assert _text(site, "publications/chu2021/index.html") == (
        "Twins|4|Twins|../..|B, A. (2021). Twins.|describedby describedby describedby|"
        "BibTeX RIS CSL-JSON"
    )
    assert _text(site, "publications/dblp.3a_li~2024/index.html").startswith("题目|0|题目|../..|")
    assert _text(site, "publications/index.html") == "group:First=1 =1 "
    assert _text(site, "publications/by-year/index.html") == "year:2021 None "
    assert _text(site, "publications/by-year/2021/index.html") == "one-year:First=1 "
    assert _text(site, "publications/topics/ai/index.html") == "topic:First=1 "
    assert _text(site, "publications/topics/index.html") == "topics:First=1 =1 "
    assert _text(site, "publications/chu2021/chu2021.bib").startswith("@article{chu2021,\n")
    assert _text(site, "publications/chu2021/chu2021.ris").startswith("TY  - JOUR")
    assert _text(site, "publications/chu2021/chu2021.json").startswith("[\n  {\n")
    for name in ("publications.bib", "publications.ris", "publications.json"):
        assert "Twins" in _text(site, f"publications/{name}")
    assert 'href="../publications/chu2021/"' in _text(site, "pages/about.html")
    assert pelican.settings["BLOCKS"]["publications"].options()["group"] == ("first",)


def test_only_the_exports_that_are_asked_for(site: Path) -> None:
    _build(site, BIB, PUBLICATIONS_EXPORTS=["ris"])
    found = {path.suffix for path in (site / "output/publications").rglob("*") if path.is_file()}
    assert found == {".html", ".ris"}


def test_without_topics_no_topic_pages(site: Path) -> None:
    _build(site, BIB.replace("first, AI", "first"), PUBLICATIONS_GROUPS=[("first", "First")])
    assert not (site / "output/publications/topics").exists()


@pytest.mark.parametrize(
    ("setting", "line", "expected"),
    [
        ("all", "", "first=2\n=1"),
        ("selected", "", "first=1"),
        ("selected", " show=all", "first=2\n=1"),
        ("all", " show=selected", "first=1"),
        ("all", " year=2021", "first=1"),
        ("all", " topic=ai", "first=1"),
        ("all", " type=book", "=1"),
        ("all", " group=first year=2020", "first=1"),
        ("all", " year=1999", ""),
    ],
)
def test_the_block_s_options(site: Path, setting: str, line: str, expected: str) -> None:
    bib = "@article{a, title={A}, year=2021, keywords={first, AI}, selected={true}}\n"
    bib += (
        "@article{b, title={B}, year=2020, keywords={first}, selected={false}}\n@book{c, title={C}}"
    )
    blocks = site / "theme/templates/blocks"
    blocks.mkdir()
    (blocks / "publications.html").write_text(BLOCK, encoding="utf-8")
    (blocks.parent / "page.html").write_text("{{ page.content }}", encoding="utf-8")
    (site / "content/pages/about.md").write_text(
        f"Title: About\n\n::: publications{line}\n", encoding="utf-8"
    )
    _build(
        site,
        bib,
        PUBLICATIONS_GROUPS=[("first", "First")],
        PUBLICATIONS_HOME=setting,
        PLUGINS=["plugins.content", "plugins.blocks", "plugins.publications"],
    )
    assert expected == _text(site, "pages/about.html").strip()


@pytest.mark.parametrize(("tag", "start"), [("en", "B, A. (2021)"), ("zh-Hans", "B A. Twins[J].")])
def test_the_citation_is_in_the_style_of_the_language(site: Path, tag: str, start: str) -> None:
    language = SimpleNamespace(prefix="", tag=tag)
    _build(site, BIB, I18N=SimpleNamespace(language=language))
    assert start in _text(site, "publications/chu2021/index.html")


@pytest.mark.parametrize("bib", [None, ""])
def test_no_entries_no_pages(site: Path, bib: str | None, caplog: pytest.LogCaptureFixture) -> None:
    (site / "content/pages/about.md").unlink()
    _build(site, bib)
    assert not (site / "output/publications").exists()
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


def test_a_theme_without_templates_is_a_warning(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (site / "theme/templates/publication.html").unlink()
    _build(site, BIB)
    assert not (site / "output/publications").exists()
    messages = [r.getMessage() for r in caplog.records if "theme has no templates" in r.msg]
    assert len(messages) == 1


def test_faults_are_logged(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = {"PUBLICATIONS_PATHS": ["publications.bib", "lost.bib"], "PUBLICATIONS_UR": "x"}
    _build(site, BIB + "@article{bad, title = {x}, pdf = {javascript:x}}", **settings)
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    for part in ("no setting PUBLICATIONS_UR.", "lost.bib: there is no such", 'entry "bad"'):
        assert any(part in error for error in errors)


def test_files_that_entries_link_to_are_copied(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content = site / "content"
    (content / "files").mkdir()
    (content / "files" / "论文 1.pdf").write_bytes(b"%PDF")
    (content / "files" / "talk.pdf").write_bytes(b"%PDF")
    (content / "c.pdf").write_bytes(b"%PDF")
    bib = "@misc{a, pdf = {files/论文%201.pdf}, slides = {files/talk.pdf}}\n"
    bib += "@misc{b, pdf = {files/lost.pdf}}\n@misc{c, title = {C}}"
    _build(site, BIB + bib)
    for name in ("publications/a/论文 1.pdf", "files/talk.pdf", "publications/c/c.pdf"):
        assert (site / "output" / name).exists()
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert len(errors) == 1
    assert 'entry "b" has pdf "files/lost.pdf", but there is no file' in errors[0]


def test_tables_of_coauthors_and_venues(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    (site / "content/coauthors.yml").write_text(
        '"b":\n  - firstname: ["A"]\n    url: https://b.example/\n', encoding="utf-8"
    )
    (site / "content/venues.toml").write_text('[X]\nurl = "ftp://x"\n', encoding="utf-8")
    pelican = _build(site, BIB, PUBLICATIONS_VENUES="venues.toml", PUBLICATIONS_COAUTHORS="lost")
    del pelican
    errors = sorted(r.getMessage() for r in caplog.records if r.levelno == logging.ERROR)
    assert [error.rpartition("/")[2] for error in errors[:1]] == [
        "lost: there is no such file, but the settings name lost. Correct it."
    ]
    assert "venues.toml:1: \"X\" has the url 'ftp://x'." in errors[1]
