"""The plugin in a small build by plain Pelican."""

import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pelican import Pelican
from pelican.settings import configure_settings, read_settings

PAGE = """{{ publication.title }}|{{ highwire|length }}|{{ json_ld.name }}|{{ SITEURL }}"""
LIST = """{{ view }}:{% if view == "year" %}{% for year, entries in publication_years %}\
{{ year }} {% endfor %}{% else %}{% for group in publication_groups %}\
{{ group.label }}={{ group.entries|length }} {% endfor %}{% endif %}"""
BIB = """@article{chu2021, title = {Twins}, author = {A B}, year = 2021, keywords = {first}}
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
    assert _text(site, "publications/chu2021/index.html") == "Twins|3|Twins|../.."
    assert _text(site, "publications/dblp.3a_li~2024/index.html") == "题目|0|题目|../.."
    assert _text(site, "publications/index.html") == "group:First=1 =1 "
    assert _text(site, "publications/by-year/index.html") == "year:2021 None "
    assert _text(site, "publications/chu2021/chu2021.bib").startswith("@article{chu2021,\n")
    assert 'href="../publications/chu2021/"' in _text(site, "pages/about.html")
    assert pelican.settings["BLOCKS"]["publications"].options == {"group": ("first",)}


def test_other_languages_have_no_exports(site: Path) -> None:
    _build(site, BIB, I18N=SimpleNamespace(language=SimpleNamespace(prefix="zh")))
    assert (site / "output/publications/chu2021/index.html").exists()
    assert list((site / "output").rglob("*.bib")) == []


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
    (site / "content" / "files").mkdir()
    (site / "content" / "files" / "论文 1.pdf").write_bytes(b"%PDF")
    bib = "@misc{a, pdf = {files/论文%201.pdf}}\n@misc{b, pdf = {files/lost.pdf}}"
    _build(site, BIB + bib)
    assert (site / "output" / "files" / "论文 1.pdf").exists()
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert len(errors) == 1
    assert 'entry "b" has pdf "files/lost.pdf", but there is no file' in errors[0]
