"""What below PATH cannot be a source is an error before anything is read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from plugins.i18n.sources import faults, loops, unlisted
from tests.unlisted import deny

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/a.md").write_text("A", "utf-8")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/key").write_text("S", "utf-8")
    return tmp_path / "content"


def said(root: Path) -> list[str]:
    return [str(fault).partition("content/")[2] for fault in faults(root, ["**/.*", "~*"])]


def test_files_directories_and_links_among_them_are_sources(root: Path) -> None:
    (root / "b.md").symlink_to("pages/a.md")
    (root / "other").symlink_to("pages")
    assert said(root) == []


def test_the_content_itself_may_be_a_link(root: Path) -> None:
    link = root.parent / "content" / ".." / "link"
    link.symlink_to("content")
    assert faults(root.parent / "link") == []


@pytest.mark.parametrize("target", ["../secret", "../secret/key", "/etc/hostname", "../gone"])
def test_a_link_out_of_the_content(root: Path, target: str) -> None:
    (root / "out").symlink_to(target)
    assert said(root) == ["out: is a link that leads out of the content. Put the file itself here."]


def test_a_link_that_leads_nowhere(root: Path) -> None:
    (root / "lost.md").symlink_to("gone.md")
    assert said(root) == [
        "lost.md: is a link that leads nowhere. Remove it, or put the file itself here."
    ]


BACK = "is a link that leads back to itself. Remove it."


@pytest.mark.parametrize("target", ["..", "."])
def test_a_link_that_leads_back(root: Path, target: str) -> None:
    for name in ("round", "once more"):  # two of them have more paths than there is time for
        (root / "pages" / name).symlink_to(target)
    found = [str(fault).partition("content/")[2] for fault in loops([root])]
    assert found == [f"pages/once more: {BACK}", f"pages/round: {BACK}"]


def test_two_links_that_lead_to_each_other(root: Path) -> None:
    (root / "other").mkdir()
    (root / "other/pages").symlink_to("../pages")
    (root / "pages/other").symlink_to("../other")
    found = [str(fault).partition("content/")[2] for fault in loops([root])]
    assert found == [f"other/pages/other: {BACK}", f"pages/other/pages: {BACK}"]


def test_a_pipe(root: Path) -> None:
    os.mkfifo(root / "pages/pipe.md")
    assert said(root) == ["pages/pipe.md: is neither a file nor a directory. Remove it."]


def test_what_pelican_ignores(root: Path) -> None:
    for name in (".#a.md", "~lock"):  # an editor's
        (root / name).symlink_to("user@host.1234")
    assert said(root) == []


def test_a_directory_that_cannot_be_listed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deny(monkeypatch, "pages")
    assert said(root) == ["pages: cannot be listed (Permission denied). Change its permissions."]


def test_a_directory_of_catalogs_that_may_not_be_listed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deny(monkeypatch, "pages")
    assert [str(each).partition("content/")[2] for each in unlisted([root, root / "pages"])] == [
        "pages: cannot be listed (Permission denied). Change its permissions."
    ]
    assert unlisted([root / "gone"]) == []
