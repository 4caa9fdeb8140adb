"""The writer of pages: what Pelican's does, but for errors, and in less time."""

import os
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins import signals
from pelican.writers import Writer

from plugins.i18n.build import Build
from plugins.i18n.languages import find
from plugins.i18n.natives import Plan
from plugins.i18n.writer import CarefulWriter, Claims


class Shown:
    """A template that prints what it knows of the page."""

    def render(self, context: dict[str, Any]) -> str:
        known = {name: str(value) for name, value in context.items() if name != "OUTPUT_PATH"}
        return f"{sorted(known.items())} … 中文\n"


def careful(folder: Path) -> CarefulWriter:
    languages = find(folder / "no translations", "en", {})
    build = Build(languages, Plan({}, ("en",), "en"), "https://example.org", True)
    return CarefulWriter(str(folder), {}, Claims(build, languages[0]))


def written(
    made_by: Writer, folder: Path, names: list[str], relative: bool, **known: Any
) -> tuple[dict[str, bytes], list[tuple[str, dict[str, str]]], dict[str, Any]]:
    """Return the files that the writer makes, what listeners hear, and the context afterwards."""
    heard = []

    def hear(path: str, context: dict[str, Any]) -> None:
        told = {name: str(value) for name, value in context.items() if name != "OUTPUT_PATH"}
        heard.append((Path(path).relative_to(folder).as_posix(), told))

    context = {"OUTPUT_PATH": str(folder), "SITEURL": "https://example.org", "SITENAME": "A"}
    with signals.content_written.connected_to(hear):
        for name in names:
            made_by.write_file(name, Shown(), context, relative, url="u/", **known)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    del context["OUTPUT_PATH"]
    return files, heard, context


@pytest.mark.parametrize("relative", [True, False])
@pytest.mark.parametrize(
    "known", [{}, {"title": "T"}, {"paginated": {}, "template_name": "index"}, {"SITEURL": "own"}]
)
def test_a_page_is_as_pelican_writes_it(
    tmp_path: Path, relative: bool, known: dict[str, Any]
) -> None:
    names = ["index.html", "a/index.html", "a/b/c.html", "a/b/d.html", ".x/y.html", "é/ü.html"]
    plain, ours = tmp_path / "plain", tmp_path / "ours"
    expected = written(Writer(str(plain), {}), plain, names, relative, **known)
    assert written(careful(ours), ours, names, relative, **known) == expected


@pytest.mark.parametrize("name", [False, None, ""])
def test_a_page_that_is_to_have_no_file_has_none(tmp_path: Path, name: Any) -> None:
    folder = tmp_path / "ours"
    careful(folder).write_file(name, Shown(), {"OUTPUT_PATH": str(folder)})
    assert not folder.exists() or [*folder.iterdir()] == []


def test_a_page_outside_the_output_is_an_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "ours"
    assert written(careful(folder), folder, ["../x.html"], False)[0] == {}
    assert "break out of output directory" in caplog.text
    assert not (tmp_path / "x.html").exists()


def test_a_page_that_overrides_stands_though_another_is_written_after_it(tmp_path: Path) -> None:
    ours = careful(tmp_path)
    written(ours, tmp_path, ["a.html"], False, title="one", override_output=True)
    files = written(ours, tmp_path, ["a.html"], False, title="two")[0]
    assert b"one" in files["a.html"]


def test_a_page_that_a_list_has_made_is_claimed_twice(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ours = careful(tmp_path)
    written(ours, tmp_path, ["a.html"], False)
    ours.claims.build.claims["a.html"] = "content/a.md"
    files = written(ours, tmp_path, ["a.html"], False, category="news")[0]
    assert b"news" not in files["a.html"]
    assert 'content/a.md: has the address /a.html, as the category "news" has' in caplog.text


def test_a_folder_that_is_a_file_is_an_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a").write_text("a file", "utf-8")
    written(careful(tmp_path), tmp_path, ["a/index.html"], False)
    assert "File exists" in caplog.text


def test_all_of_a_page_is_written_though_the_system_takes_it_bit_by_bit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:7]))
    written(careful(tmp_path), tmp_path, ["a.html"], False)
    assert (tmp_path / "a.html").read_text("utf-8").endswith("… 中文\n")
