"""A build over what is there writes what a clean one does, and a killed one leaves no ruin."""

from __future__ import annotations

import os
import random
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pelican.plugins import signals

from plugins.i18n import MultilingualPelican
from plugins.i18n.unchanged import Memory
from plugins.sealed import sealed

from .edits import Site, differing
from .kills import kill


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, random.Random(0))


@pytest.fixture
def built(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each run of Pelican over the sources, after a first one."""
    site.build("output", ".cache")
    runs: list[str] = []
    run = MultilingualPelican._run

    def noted(pelican: MultilingualPelican, *arguments: object) -> None:
        runs.append(pelican.output_path)
        run(pelican, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(MultilingualPelican, "_run", noted)
    return runs


def again(site: Site) -> None:
    site.build("output", ".cache")


def test_edits_give_what_a_clean_build_gives(tmp_path: Path) -> None:
    assert list(differing(tmp_path, 30, seed=7)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_build_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    assert kill(tmp_path, 4)[0] == []


def test_nothing_changed_is_nothing_done(site: Site, built: list[str]) -> None:
    times = {path: path.stat().st_mtime_ns for path in (site.root / "output").rglob("*")}
    again(site)
    assert built == []
    assert times == {path: path.stat().st_mtime_ns for path in (site.root / "output").rglob("*")}


def test_what_was_said_is_said_again(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    again(site)
    first = capfd.readouterr().err
    again(site)
    assert "warning: " in first
    assert first == capfd.readouterr().err


STRANGE: list[Any] = [None, [], {}, {"traces": {}}, {"traces": 1, "code": {}}]


@pytest.mark.parametrize(
    "record",
    [b"", b"{}", b"\0", b"\0" * 40, *(b"".join(sealed(data)) for data in STRANGE)],
)
def test_a_broken_record_is_as_none(site: Site, built: list[str], record: bytes) -> None:
    (site.root / ".cache/last-build.record").write_bytes(record)
    again(site)
    assert built


def test_a_page_that_someone_changed_is_written_again(site: Site, built: list[str]) -> None:
    page = site.root / "output/cv/index.html"
    good = page.read_bytes()
    page.write_bytes(good[:-1] + b"x")
    again(site)
    assert built
    assert page.read_bytes() == good


def test_an_edit_that_keeps_size_and_time_is_seen(site: Site, built: list[str]) -> None:
    site.chance = random.Random(2)  # keeps the time
    site.change("content/pages/cv.md", "A life.", "A wife.")
    again(site)
    assert "A wife." in (site.root / "output/cv/index.html").read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_utf_8_is_compared_too(site: Site, built: list[str]) -> None:
    path = Path(os.fsdecode(os.fsencode(site.root / "content") + b"/\xff.txt"))
    path.write_text("1", "utf-8")
    again(site)
    assert built
    built.clear()
    again(site)
    assert built == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("folder", ["content", "translations"])
def test_links_that_lead_back_are_no_end_of_files(site: Site, folder: str) -> None:
    for name in ("one", "other"):
        (site.root / folder / name).symlink_to(".")
    with suppress(SystemExit):  # an error of the content
        again(site)


def test_changed_code_builds_again(
    site: Site, built: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = ModuleType("helper_of_pelicanconf")
    loaded.__file__ = str(tmp_path / "helper.py")
    Path(loaded.__file__).write_text("ONE = 1\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, loaded.__name__, loaded)
    again(site)
    assert built
    built.clear()
    again(site)
    assert built == []
    Path(loaded.__file__).write_text("ONE = 2\n", encoding="utf-8")
    again(site)
    assert built


@pytest.mark.parametrize("early", [True, False])
def test_code_that_changes_while_a_build_runs_builds_again(
    site: Site,
    built: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    early: bool,
) -> None:
    loaded = ModuleType("loaded_before_or_in_a_build")
    loaded.__file__ = str(tmp_path / "helper.py")
    Path(loaded.__file__).write_text("ONE = 1\n", encoding="utf-8")
    if early:
        monkeypatch.setitem(sys.modules, loaded.__name__, loaded)
    remember = Memory.remember

    def edited(memory: Memory, *arguments: Any) -> None:
        monkeypatch.setitem(sys.modules, loaded.__name__, loaded)
        Path(str(loaded.__file__)).write_text("ONE = 20\n", encoding="utf-8")
        remember(memory, *arguments)

    site.chance = random.Random(2)
    site.change("content/pages/cv.md", "A life.", "A wife.")
    with monkeypatch.context() as editing:
        editing.setattr(Memory, "remember", edited)
        again(site)
    built.clear()
    again(site)
    assert built


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "TZ", "LC_ALL"])
def test_another_environment_builds_again(
    site: Site, built: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")
    again(site)
    assert built


@pytest.mark.parametrize(
    "setting",
    [
        {"JINJA_FILTERS": {"shout": str.upper}},
        {"WITH_FUTURE_DATES": False},
        {"DELETE_OUTPUT_DIRECTORY": True},
        {"STATIC_PATHS": ["../elsewhere"]},
        {"MARKDOWN": {"extension_configs": {"pymdownx.snippets": {}}}},
    ],
)
def test_what_cannot_be_compared_is_built(
    site: Site, built: list[str], setting: dict[str, object]
) -> None:
    site.settings = setting
    try:
        again(site)
        built.clear()
        again(site)
    except SystemExit:  # an extension that is not installed
        built.append("")
    assert built


def test_another_font_builds_again(site: Site, built: list[str]) -> None:
    font = site.root / "fonts/own.woff2"
    site.settings = {"SHARING_FONT": "fonts/own.woff2"}
    site.write("fonts/own.woff2", "one")
    again(site)
    built.clear()
    again(site)
    assert built == []
    font.write_text("two", "utf-8")
    again(site)
    assert built


def test_what_nobody_thought_of_is_an_error_too(
    site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    site.settings = {"SLUG_REGEX_SUBSTITUTIONS": [("(", "")]}
    with pytest.raises(SystemExit):
        again(site)
    said = capfd.readouterr().err
    assert "unterminated subpattern" in said
    assert "Traceback" not in said


def test_another_plugin_builds_always(site: Site, built: list[str]) -> None:
    heard: list[object] = []

    def listener(pelican: object) -> None:
        heard.append(pelican)

    signals.finalized.connect(listener)
    again(site)
    heard.clear()
    again(site)
    assert heard
