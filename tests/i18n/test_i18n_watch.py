"""Which files a running build watches."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from watchfiles import Change

from plugins.i18n.parallel import _threads
from plugins.i18n.watch import Filter, Watcher, relevant, roots_of


@pytest.mark.parametrize("above", ["site", ".hidden/site", ".venv/site", "node_modules/site"])
def test_what_lies_above_the_site_is_no_matter(above: str, tmp_path: Path) -> None:
    content = tmp_path / above / "content"
    is_watched = Filter([content, content.parent / "pelicanconf.py"], ["**/.*"])
    assert is_watched(Change.modified, str(content / "pages/about.md"))
    assert is_watched(Change.modified, str(content.parent / "pelicanconf.py"))
    assert not is_watched(Change.modified, str(content / ".about.md.swp"))
    assert not is_watched(Change.modified, str(content / ".git/index"))


def test_changes_are_told_and_no_thread_is_started(tmp_path: Path) -> None:
    threads = _threads()
    with Watcher([tmp_path]) as watching:
        assert threads == _threads()  # so that languages may be built side by side
        (tmp_path / "论文.bib").write_text("@misc{a}")
        assert str(tmp_path / "论文.bib") in {path for _, path in watching.changes()}
        (tmp_path / "b.md").write_text("")
        assert str(tmp_path / "b.md") in {path for _, path in watching.changes()}


def test_the_watching_ends_with_who_asked(tmp_path: Path) -> None:
    with Watcher([tmp_path]) as watching:
        process = watching._process
        assert process.stdin is not None
        process.stdin.write("\n")  # it waits for a change when we are gone
        process.stdin.close()
        assert process.wait(10) == 0


def test_what_cannot_be_watched_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Watcher([tmp_path / "lost"]) as watching, pytest.raises(SystemExit):
        watching.changes()
    assert capfd.readouterr().err.startswith("error: the files cannot be watched: ")


def test_a_change_of_whatever_a_build_reads_builds_again(tmp_path: Path) -> None:
    for name in ("content", "theme", "pictures"):
        (tmp_path / name).mkdir()
    settings = {
        "PATH": str(tmp_path / "content"),
        "THEME": str(tmp_path / "theme"),
        "STATIC_PATHS": ["images", "../pictures"],
        "THEME_TEMPLATES_OVERRIDES": [],
    }
    translations = tmp_path / "translations"  # which is not there yet
    site = cast(Any, SimpleNamespace(settings=settings, translations=translations))
    settings_file = tmp_path / "pelicanconf.py"
    read = {tmp_path / "content/a.md", tmp_path / "pictures/a.png", translations / "a.po"}
    changed = {*read, tmp_path / "notes.txt"}
    assert read == relevant(changed, site, settings_file)
    roots = roots_of(site, settings_file)
    assert all(any(path.is_relative_to(root) for root in roots) for path in read)
