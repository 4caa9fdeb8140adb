"""Whatever the machine does to a build: one clear line, exit code 1, and the old site stands."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins import signals

from plugins.content.source import Source, examine
from tests.unlisted import deny

from . import kills
from .edits import Site


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("good"), random.Random(0))
    site.build("output", ".cache")
    return site


@pytest.fixture
def site(good: Site, tmp_path: Path) -> Site:
    """The small site, built, with a change that is not."""
    shutil.copytree(good.root, tmp_path, dirs_exist_ok=True)
    site = Site(tmp_path, random.Random(0))
    site.build("output", ".cache")
    site.change("content/pages/cv.md", "A life.", "A wife.")
    return site


@pytest.fixture
def said(site: Site, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], list[str]]]:
    """Fail to build, and return what was said; the output is as it was."""

    def tree() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in site.root.glob("output/**/*") if path.is_file()}

    def build() -> list[str]:
        before = tree()
        capfd.readouterr()
        with pytest.raises(SystemExit) as raised:
            site.build("output", ".cache")
        out, err = capfd.readouterr()
        assert (raised.value.code, tree() == before) == (1, True)
        assert "Traceback" not in out + err
        *errors, last = [line for line in err.splitlines() if not line.startswith("warning: ")]
        assert last.endswith("nothing was published, the last good output stands.")
        return [line.removeprefix("error: ").replace(f"{site.root}/", "") for line in errors]

    yield build
    assert not list(site.root.glob(".cache/staging-*"))


FULL = "The disk is full. Make room where CACHE_PATH and OUTPUT_PATH are, and build again."


def full(*_: Any, **__: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("where", ["write_bytes", "write_text"])
def test_a_full_disk(
    site: Site, said: Callable[[], list[str]], where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(Path, where)

    def fills(path: Path, *arguments: Any, **options: Any) -> Any:
        return (full if "staging-" in str(path) else real)(path, *arguments, **options)

    monkeypatch.setattr(Path, where, fills)
    assert said() == [FULL]


def test_a_full_disk_while_a_static_file_is_copied(
    said: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "copyfile", full)
    assert said() == [FULL]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_limit_of_the_size_of_files(said: Callable[[], list[str]]) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, before[1]))
    try:
        lines = said()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert lines == ["A file is larger than a process may write. Let it write more (ulimit -f)."]


def test_a_catalog_that_cannot_be_listed(
    site: Site, said: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    deny(monkeypatch, "zh_Hans")
    what = "translations/zh_Hans: cannot be listed (Permission denied). Change its permissions."
    assert what in said()


def test_two_builds_at_once_write_what_one_writes(tmp_path: Path) -> None:
    kills.write(tmp_path, 0)
    assert [build.wait() for build in [kills.start(tmp_path), kills.start(tmp_path)]] == [0, 0]
    both = kills.tree(tmp_path / "output")
    shutil.rmtree(tmp_path / "output")
    shutil.rmtree(tmp_path / ".cache")
    assert kills.start(tmp_path).wait() == 0
    assert both == kills.tree(tmp_path / "output")


def test_a_static_file_that_cannot_be_read(
    said: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.copyfile

    def denied(source: str, target: str) -> Any:
        if source.endswith("data.txt"):
            raise PermissionError(errno.EACCES, "Permission denied", source)
        return real(source, target)

    monkeypatch.setattr(shutil, "copyfile", denied)
    assert said() == [
        "content/extra/data.txt: cannot be copied (Permission denied). "
        "Correct that and build again."
    ]


def test_a_source_that_is_a_directory(site: Site, said: Callable[[], list[str]]) -> None:
    (site.root / "content/press.toml").unlink()
    (site.root / "content/press.toml").mkdir()
    assert said() == ["content/press.toml: is a directory, where a file is looked for. Rename it."]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_nowhere(site: Site, said: Callable[[], list[str]]) -> None:
    (site.root / "content/extra/lost.txt").symlink_to("gone.txt")
    assert any(line.startswith("content/extra/lost.txt: is a link that") for line in said())


def test_a_file_that_vanishes_in_mid_build(
    site: Site, said: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanishes(path: str | Path) -> tuple[Source, Any]:
        if str(path).endswith("cv.md"):
            Path(path).unlink(missing_ok=True)
        return examine(path)

    monkeypatch.setattr("plugins.content.reader.examine", vanishes)
    lines = said()
    assert any(
        line == "content/pages/cv.md: cannot be read (No such file or directory). Correct the file."
        for line in lines
    ), lines


def test_an_output_that_cannot_be_written_to(
    said: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.access

    def denied(path: Any, mode: int) -> bool:
        return "output" not in str(path) and real(path, mode)

    monkeypatch.setattr(os, "access", denied)
    lines = said()
    assert lines[0].startswith("output/cv: cannot be written to. Change its permissions, or")


def test_an_output_that_is_a_file(site: Site, said: Callable[[], list[str]]) -> None:
    shutil.rmtree(site.root / "output")
    (site.root / "output").write_text("theirs", "utf-8")
    assert said() == ["output: File exists. Move it away."]
    assert (site.root / "output").read_text("utf-8") == "theirs"


def test_what_another_plugin_writes_at_the_end_is_published_with_the_rest(site: Site) -> None:
    heard: list[str] = []

    def writes(pelican: Any) -> None:
        heard.append(pelican.output_path)
        Path(pelican.output_path, "extra.txt").write_text("theirs", encoding="utf-8")
        Path(pelican.settings["OUTPUT_PATH"], "more.txt").write_text("theirs", encoding="utf-8")

    with signals.finalized.connected_to(writes):
        output = site.build("output", ".cache")
    assert all(Path(path).is_relative_to(site.root / ".cache") for path in heard)
    assert {name for name in output if name.endswith(("extra.txt", "more.txt"))} == {
        "extra.txt", "more.txt", "zh/extra.txt", "zh/more.txt",
    }  # fmt: skip
    assert "extra.txt" not in site.build("output", ".cache")
