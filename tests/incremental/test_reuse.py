"""After an edit of one entry, the files of the others stand; they are made anew when they must."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from plugins.publications.entries import Entry
from plugins.publications.pages import PublicationsGenerator

from .edits import PROJECT, Site

CATALOG = "translations/zh_Hans/LC_MESSAGES/messages.po"
RELATED = (
    '{% extends "base.html" %}{% block content %}{{ publication.title }}'
    '{% for other in publications %}<a href="{{ SITEURL }}/{{ other.url }}">{{ other.title }}</a>'
    "{% endfor %}{% endblock %}"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, random.Random(0))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the citekey of each entry whose page is rendered."""
    keys: list[str] = []
    write = PublicationsGenerator._write_entry

    def noted(self: PublicationsGenerator, writer: Any, template: Any, entry: Entry) -> None:
        keys.append(entry.citekey)
        write(self, writer, template, entry)

    monkeypatch.setattr(PublicationsGenerator, "_write_entry", noted)
    return keys


def edit(site: Site, old: str, new: str, name: str = "content/publications.bib") -> None:
    text = (site.root / name).read_text("utf-8")
    assert old in text
    site.write(name, text.replace(old, new, 1))


def build(site: Site) -> dict[str, bytes]:
    return site.build("output", ".cache")


def test_only_the_entry_that_changed_is_made_again(site: Site, made: list[str]) -> None:
    build(site)
    assert sorted(made) == ["one", "one", "two", "two"]
    made.clear()
    edit(site, "{Two}", "{Deux}")
    assert build(site) == site.build("clean", "clean.cache")
    assert made[:2] == ["two", "two"]


def test_what_stands_is_not_written(site: Site) -> None:
    build(site)
    page = site.root / "output/publications/one/index.html"
    export = site.root / "output/publications/one/one.ris"
    before = page.stat(), export.stat()
    edit(site, "{Two}", "{Deux}")
    build(site)
    assert (page.stat(), export.stat()) == before
    assert b"Deux" in (site.root / "output/publications/publications.ris").read_bytes()


def test_a_line_above_moves_nothing(site: Site, made: list[str]) -> None:
    build(site)
    made.clear()
    edit(site, "@article{one", "% a remark\n\n@article{one")
    build(site)
    assert made == []


def test_what_someone_changed_in_the_output_is_made_again(site: Site, made: list[str]) -> None:
    build(site)
    made.clear()
    (site.root / "output/publications/one/index.html").write_text("mine", "utf-8")
    edit(site, "{Two}", "{Deux}")
    assert build(site) == site.build("clean", "clean.cache")
    assert made[:1] == ["one"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/pages/cv.md", "A life.", "A wife."),
        ("content/press.toml", "A report", "A retort"),
        (CATALOG, "一生。", "人生。"),
        (
            CATALOG,
            'msgid "A life."',
            '# Hm.\nmsgid "A life."',
        ),
    ],
)
def test_what_no_such_page_shows_makes_none_again(
    site: Site, made: list[str], name: str, old: str, new: str
) -> None:
    build(site)
    made.clear()
    edit(site, old, new, name)
    found = build(site)
    assert made == []
    assert found == site.build("clean", "clean.cache")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/pages/cv.md", "title: CV", "title: Vita"),
        ("content/extra/data.txt", "data", "other data"),
        ("theme/templates/partials/extra.html", "nothing", "something"),
    ],
)
def test_anything_else_that_changed_makes_all_again(
    site: Site, made: list[str], name: str, old: str, new: str
) -> None:
    build(site)
    made.clear()
    edit(site, old, new, name)
    build(site)
    assert sorted(made) == ["one", "one", "two", "two"]


def test_pages_that_show_other_entries_are_made_again(site: Site, made: list[str]) -> None:
    site.write("theme/templates/publication.html", RELATED)
    build(site)
    made.clear()
    edit(site, "{Two}", "{Deux}")
    found = build(site)
    assert sorted(made) == ["one", "one", "two", "two"]
    assert b"Deux" in found["publications/one/index.html"]


def test_a_template_named_by_a_variable_makes_all_again(site: Site, made: list[str]) -> None:
    site.write(
        "theme/templates/publication.html",
        '{% set part = "partials/extra.html" %}{% include part %}{{ publication.title }}',
    )
    build(site)
    made.clear()
    edit(site, "{Two}", "{Deux}")
    build(site)
    assert sorted(made) == ["one", "one", "two", "two"]


def test_code_that_only_what_stands_was_made_with_counts(
    site: Site, made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = ModuleType("loaded_for_some_entries")
    loaded.__file__ = str(tmp_path / "loaded.py")
    Path(loaded.__file__).write_text("ONE = 1\n", encoding="utf-8")
    with monkeypatch.context() as loading:
        loading.setitem(sys.modules, loaded.__name__, loaded)
        build(site)
    edit(site, "{Two}", "{Deux}")
    build(site)
    made.clear()
    Path(loaded.__file__).write_text("ONE = 20\n", encoding="utf-8")
    edit(site, "{Deux}", "{Zwei}")
    build(site)
    assert sorted(made) == ["one", "one", "two", "two"]


def test_what_was_said_of_the_catalog_is_said_again(
    site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    build(site)
    first = capfd.readouterr().err
    edit(site, "{Two}", "{Deux}")
    build(site)
    assert "lacks" in first
    assert capfd.readouterr().err == first


def test_what_no_page_shows_any_more_is_not_lacking(
    site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    build(site)
    first = capfd.readouterr().err
    edit(site, "A life.", "A life.\n\nA new text.\n", "content/pages/cv.md")
    build(site)
    assert "lacks" in first != capfd.readouterr().err
    edit(site, "A new text.\n", "", "content/pages/cv.md")
    build(site)
    assert capfd.readouterr().err == first


def test_items_of_lists_rest_on_messages_that_no_page_of_an_entry_shows(site: Site) -> None:
    for page in (site.root / "content/pages").iterdir():
        site.write(f"content/pages/{page.name}", page.read_text("utf-8").replace("::: ", ""))
    site.write("content/more.bib", "@misc{three, title={Three}, author={A and B and C and D}}\n")
    site.settings |= {"PUBLICATIONS_PATHS": ["*.bib"], "PUBLICATIONS_MAX_AUTHORS": 1}
    more = (
        'msgid "%(num)s more author"\nmsgid_plural "%(num)s more authors"\nmsgstr[0] "另%(num)s人"'
    )
    site.write(CATALOG, f"{(site.root / CATALOG).read_text('utf-8')}\n{more}\n")
    build(site)
    shutil.rmtree(site.root / "output")
    build(site)
    edit(site, "另%(num)s人", "等%(num)s人", CATALOG)
    assert build(site) == site.build("clean", "clean.cache")


@pytest.mark.parametrize("spoil", [lambda note: note[:-3], lambda _: b"", lambda _: b"\xff\n"])
def test_notes_that_someone_broke_are_none(site: Site, spoil: Callable[[bytes], bytes]) -> None:
    build(site)
    notes = list((site.root / ".cache/last-build").iterdir())
    assert notes
    for note in notes:
        note.write_bytes(spoil(note.read_bytes()))
    edit(site, "{Two}", "{Deux}")
    assert build(site) == site.build("clean", "clean.cache")


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("theme/templates/partials/footer.html", "<footer", "<footer id=foot", "one one two two"),
        (CATALOG, "论文", "著作", "one two"),
    ],
)
def test_what_all_pages_of_a_language_show_makes_these_again_and_no_other_file(
    site: Site, made: list[str], name: str, old: str, new: str, expected: str
) -> None:
    footer = (PROJECT / "theme/templates/partials/footer.html").read_text("utf-8")
    site.write("theme/templates/partials/footer.html", footer)
    build(site)
    export = site.root / "output/publications/one/one.ris"
    before = export.stat()
    made.clear()
    edit(site, old, new, name)
    found = build(site)
    assert sorted(made) == expected.split()
    assert export.stat() == before
    assert found == site.build("clean", "clean.cache")
