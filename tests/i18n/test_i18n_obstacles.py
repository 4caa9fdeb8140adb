"""A publication that cannot be finished is not begun, and says what stands in its way."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.i18n import staging
from plugins.i18n.obstacles import Obstructed, check_names
from plugins.i18n.staging import Published, Unfinished

from .test_i18n_staging import Site, write

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.build({"a": "1", "z/b": "1"})
    return site


def refused(site: Site, new: dict[str, str]) -> str:
    """Return what is said of a build that must not begin, and see that nothing has changed."""
    before = {path: path.lstat().st_mtime_ns for path in site.output.rglob("*")}
    with pytest.raises(Obstructed) as raised:
        site.build(new)
    assert {path: path.lstat().st_mtime_ns for path in site.output.rglob("*")} == before
    return str(raised.value)


def test_a_file_of_theirs_where_a_directory_must_be(site: Site) -> None:
    write(site.output, {"cv": "theirs"})
    said = refused(site, {"a": "2", "cv/index.html": "2"})
    assert "output/cv: is a file that no build wrote, where a directory must be. Move" in said


@pytest.mark.parametrize(
    ("one", "other"), [("z/B", "z/b"), ("Z/b", "z/b"), ("cafe\u0301", "caf\u00e9"), ("É", "é")]
)
def test_two_files_that_are_one_where_case_does_not_count(one: str, other: str) -> None:
    with pytest.raises(Obstructed, match=f"^{other}: is {one} on a disk that does not"):
        check_names(sorted([one, "a", other, "b"]))
    check_names(["a", "b", "é"])


def test_every_name_that_will_not_do_is_named_at_once() -> None:
    with pytest.raises(Obstructed) as raised:
        check_names(["A", "a", "b", "B", os.fsdecode(b"c\xff.txt")])
    first, second, third = map(str, raised.value.diagnostics)
    assert (first[:8], second[:8]) == ("a: is A ", "b: is B ")
    assert third == "c\\udcff.txt: has a name that is not UTF-8. Rename it."


def test_of_two_such_files_none_is_published(site: Site) -> None:
    said = refused(site, {"a": "2", "A": "2"})
    assert said.startswith(
        "a: is A on a disk that does not tell upper from lower case, as many do. Give"
    )


@pytest.mark.parametrize("theirs", ["cv/theirs", "cv/empty/"])
def test_a_directory_of_theirs_where_a_file_must_be(site: Site, theirs: str) -> None:
    site.build({"a": "1", "cv/ours": "1"})
    if theirs.endswith("/"):
        (site.output / theirs).mkdir()
    else:
        write(site.output, {theirs: "x"})
    assert "output/cv: is a directory that no build made" in refused(site, {"a": "2", "cv": "2"})


@LINKS
def test_a_link_out_of_the_output_is_not_followed(site: Site, tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/b": "kept"})
    shutil.rmtree(site.output / "z")
    (site.output / "z").symlink_to(tmp_path / "elsewhere")
    assert "output/z: is a link to a directory" in refused(site, {"a": "2", "z/b": "2"})
    assert site.build({"a": "2"}) == Published(1, 0, 0)
    assert (tmp_path / "elsewhere/b").read_text("utf-8") == "kept"


def test_a_directory_that_cannot_be_written_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("z"))
    for new in ({"a": "2", "z/b": "2"}, {"a": "2"}):  # a change in it, and a removal from it
        assert "output/z: cannot be written to. Change its permissions" in refused(site, new)


def elsewhere(replace: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return an os.replace for which the output is on another file system."""

    def replaces(source: Any, target: Any) -> None:
        if "staging-" in str(source):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        replace(source, target)

    return replaces


def test_another_file_system_is_copied_to_beside_the_file(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", elsewhere(os.replace))
    site.build({"a": "2", "b/c": "3"})
    assert site.read() == {"a": "2", "b/c": "3"}


def test_a_disk_that_fills_up_changes_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    copy2 = shutil.copy2

    def full(source: Path, target: Path) -> None:
        if target.name.startswith("c"):
            target.write_text("hal", encoding="utf-8")
            raise OSError(errno.ENOSPC, "No space left on device")
        copy2(source, target)

    new = {"a": "2", "b/b": "2", "c": "2"}
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", elsewhere(os.replace))
        broken.setattr(shutil, "copy2", full)
        with pytest.raises(OSError, match="No space"):
            site.build(new)
    assert site.read() == {"a": "1", "z/b": "1"}
    assert sorted(path.name for path in site.output.iterdir()) == ["a", "z"]
    site.build(new)
    assert site.read() == new


def test_a_kill_while_parts_are_copied_leaves_them_to_the_next_build(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(source: Path, target: Path) -> None:
        target.write_text("hal", encoding="utf-8")
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(os, "replace", elsewhere(os.replace))
        killed.setattr(shutil, "copy2", dies)
        with pytest.raises(KeyboardInterrupt):
            site.build({"a": "2", "z/b": "1"})
    assert site.read() == {"a": "1", "a~part": "hal", "z/b": "1"}
    site.build({"a": "2", "z/b": "1"})
    assert site.read() == {"a": "2", "z/b": "1"}


def test_what_fails_in_the_midst_is_said_and_finished_by_the_next(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def fails(source: Any, target: Any) -> None:
        if str(target).endswith("z/b"):
            raise OSError(errno.EIO, "Input/output error", str(target))
        replace(source, target)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", fails)
        with pytest.raises(Unfinished, match=r"z/b: Input/output error\. The output is partly new"):
            site.build({"a": "2", "z/b": "2"})
    assert site.read() == {"a": "2", "z/b": "1"}
    site.build({"c": "2"})
    assert site.read() == {"c": "2"}


def test_a_manifest_that_does_not_fit_changes_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(staging, "_write_manifest", full)
    with pytest.raises(OSError, match="No space"):
        site.build({"a": "2"})
    assert site.read() == {"a": "1", "z/b": "1"}


def test_of_a_whole_tree_that_cannot_be_written_its_root_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    said = refused(site, {"a": "2", "z/b": "2", "z/y/c": "2"})
    assert said.count("cannot be written to") == 1
    assert "output: cannot be written to. Change its permissions" in said
