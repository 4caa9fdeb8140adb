"""The output changes all at once or not at all."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.i18n.staging import Published, files, publish, staged

Files = Mapping[str, str]


class Site:
    """A directory to build in, the output, and what is kept between builds."""

    def __init__(self, root: Path) -> None:
        self.output, self.cache = root / "output", root / "cache"

    def build(self, new: Files, clean: Iterable[str] | None = None) -> Published:
        with staged(self.cache) as staging:
            write(staging, new)
            return publish(staging, self.output, self.cache, clean=clean)

    def read(self) -> dict[str, str]:
        return {name: (self.output / name).read_text("utf-8") for name in files(self.output)}


def write(root: Path, new: Files) -> None:
    for name, text in new.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_the_output_is_what_was_built(site: Site) -> None:
    new = {"index.html": "a", "zh/index.html": "甲", "zh/a b/c.html": "c"}
    assert site.build(new) == Published(3, 0, 0)
    assert site.read() == new


def test_only_what_differs_changes(site: Site) -> None:
    site.build({"a": "1", "b": "2"})
    os.utime(site.output / "a", (1, 1))
    assert site.build({"a": "1", "b": "3"}) == Published(1, 1, 0)
    assert (site.output / "a").stat().st_mtime == 1
    assert site.read() == {"a": "1", "b": "3"}


def test_a_new_directory_is_moved_in_one_step(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    old = {"a": "1", "zh/a": "1"}
    new = {**old, "b/c": "2", "b/d/e": "3", "zh/b/c": "4", "zh/d": "5"}
    site.build(old)
    moved: list[str] = []
    replace = os.replace

    def noting(source: Any, target: Any) -> None:
        if "staging-" in str(source):
            moved.append(Path(target).relative_to(site.output).as_posix())
        replace(source, target)

    monkeypatch.setattr(os, "replace", noting)
    assert site.build(new) == Published(4, 2, 0)
    assert sorted(moved[1:]) == ["b", "zh/b", "zh/d"]  # after a probe of the file system
    assert site.read() == new
    assert site.build(old) == Published(0, 2, 4)
    assert site.read() == old


def test_what_we_no_longer_write_goes_with_its_empty_directories(site: Site) -> None:
    site.build({"a": "1", "zh/old/index.html": "x", "zh/b": "2"})
    assert site.build({"a": "1", "zh/b": "2"}) == Published(0, 2, 1)
    assert not (site.output / "zh" / "old").exists()
    assert site.read() == {"a": "1", "zh/b": "2"}


def test_what_is_not_ours_stays(site: Site) -> None:
    foreign = {"CNAME": "x", ".git/HEAD": "ref", "zh/theirs.html": "y"}
    write(site.output, foreign)
    site.build({"a": "1", "zh/ours.html": "2"})
    site.build({"b": "3"})
    assert site.read() == {**foreign, "b": "3"}


def test_a_cleaned_output_keeps_what_is_retained(site: Site) -> None:
    write(site.output, {"CNAME": "x", ".git/HEAD": "ref", "theirs/a": "y", "zh/.git": "z"})
    assert site.build({"a": "1"}, clean=[".git", "CNAME"]) == Published(1, 0, 2)
    assert site.read() == {"CNAME": "x", ".git/HEAD": "ref", "a": "1"}


def test_a_failed_build_changes_nothing(site: Site) -> None:
    site.build({"a": "1"})
    with pytest.raises(RuntimeError), staged(site.cache) as staging:
        write(staging, {"a": "2", "b": "3"})
        raise RuntimeError
    assert site.read() == {"a": "1"}
    assert [path.name for path in site.cache.glob("staging-*")] == []


@pytest.mark.parametrize("moved", range(5))
def test_a_killed_publication_leaves_each_file_old_or_new_and_the_next_ends_it(
    site: Site, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {"a": "old", "b": "old", "c": "old", "gone": "old"}
    new = {"a": "new", "b": "new", "c": "new", "d": "new"}
    site.build(old)
    with monkeypatch.context() as killed:
        killed.setattr(os, "replace", dying(os.replace, moved + 2))  # a probe, the manifest
        with pytest.raises(KeyboardInterrupt):
            site.build(new)
    left = site.read()
    assert all(left[name] in ("old", "new") for name in ("a", "b", "c"))
    assert list(left.values()).count("new") == moved
    site.build(new)
    assert site.read() == new


def dying(replace: Callable[[Any, Any], None], calls: int) -> Callable[[Any, Any], None]:
    """Return an os.replace that works *calls* times and then is killed."""
    left = [calls]

    def dies(source: Any, target: Any) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        replace(source, target)

    return dies


def test_a_build_that_was_killed_before_it_published_leaves_nothing_behind(site: Site) -> None:
    (site.cache / "staging-of-before").mkdir(parents=True)
    site.build({"a": "1"})
    assert sorted(path.name for path in site.cache.iterdir()) == ["build.lock", "written.json"]


@pytest.mark.parametrize(
    "manifest",
    [
        *("", "{", "[]", "null", '{"x": 1}', '{"../output": 1}', "\x00"),
        *(
            f'{{"{key}": [1, {{}}, "../outside", "/etc/passwd"]}}'
            for key in ("OUTPUT", "../output")
        ),
    ],
)
def test_a_broken_manifest_means_that_nothing_is_known_to_be_ours(
    site: Site, manifest: str
) -> None:
    write(site.output, {"theirs": "x"})
    write(site.output.parent, {"outside": "y"})
    site.cache.mkdir()
    manifest = manifest.replace("OUTPUT", str(site.output))
    (site.cache / "written.json").write_text(manifest, "utf-8")
    site.build({"a": "1"})
    assert site.read() == {"theirs": "x", "a": "1"}
    assert (site.output.parent / "outside").read_text("utf-8") == "y"
    site.build({"b": "2"})
    assert site.read() == {"theirs": "x", "b": "2"}


def test_a_site_that_has_moved_knows_what_it_wrote(tmp_path: Path) -> None:
    one = Site(tmp_path / "one")
    one.build({"a": "1", "b": "1"})
    (tmp_path / "one").rename(tmp_path / "other")
    other = Site(tmp_path / "other")
    assert other.build({"a": "1"}) == Published(0, 1, 1)
    assert other.read() == {"a": "1"}


def test_two_outputs_of_one_cache_do_not_mix(tmp_path: Path) -> None:
    one, other = Site(tmp_path), Site(tmp_path)
    other.output = tmp_path / "preview"
    one.build({"a": "1"})
    other.build({"b": "2"})
    one.build({"c": "3"})
    assert (one.read(), other.read()) == ({"c": "3"}, {"b": "2"})


def test_a_file_may_become_a_directory_and_back(site: Site) -> None:
    site.build({"cv": "1", "zh/cv/index.html": "甲"})
    site.build({"cv/index.html": "2", "zh/cv": "乙"})
    assert site.read() == {"cv/index.html": "2", "zh/cv": "乙"}
    site.build({"cv": "3", "zh/cv/index.html": "丙"})
    assert site.read() == {"cv": "3", "zh/cv/index.html": "丙"}


def test_a_link_in_the_output_is_replaced_and_not_followed(site: Site, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("kept", "utf-8")
    site.output.mkdir()
    (site.output / "a").symlink_to(tmp_path / "precious")
    site.build({"a": "1"})
    assert site.read() == {"a": "1"}
    assert (tmp_path / "precious").read_text("utf-8") == "kept"


def test_two_builds_wait_for_each_other_and_say_so(
    site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    inside: list[str] = []

    def build(name: str) -> None:
        with staged(site.cache) as staging:
            inside.append(f"{name} in")
            time.sleep(0.1)
            assert staging.is_dir()
            inside.append(f"{name} out")

    threads = [threading.Thread(target=build, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert capfd.readouterr().err.startswith("Another build is at work (")
    first, second = inside[0][:3], inside[2][:3]
    assert inside == [f"{first} in", f"{first} out", f"{second} in", f"{second} out"]


NAMES = st.sampled_from(["a", "b", "c/a", "c/b", "c/d/a", "e"])
TREES = st.dictionaries(NAMES, st.sampled_from(["", "1", "2"]), max_size=5)


@given(st.lists(TREES, min_size=1, max_size=4))
def test_after_any_builds_the_output_is_the_last_one_and_what_is_not_ours(
    tmp_path_factory: pytest.TempPathFactory, builds: list[dict[str, str]]
) -> None:
    site = Site(tmp_path_factory.mktemp("site"))
    write(site.output, {"c/theirs": "x"})
    for new in builds:
        site.build(new)
    assert site.read() == {"c/theirs": "x", **builds[-1]}
