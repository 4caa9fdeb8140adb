"""What builds leave to the next one."""

from __future__ import annotations

from pathlib import Path

from plugins.i18n.notes import Notes


def test_a_note_is_there_when_it_is_settled_and_trusted(tmp_path: Path) -> None:
    directory = tmp_path / "notes"
    first = Notes(directory)
    first.leave("a", (b"one\n", b"two\n"))
    first.leave("b", (b"three",))
    assert Notes(directory, trusted=True).recall("a") == b""
    first.settle()
    assert Notes(directory).recall("a") == b""
    later = Notes(directory, trusted=True)
    assert later.recall("a") == b"one\ntwo\n"
    assert later.recall("c") == b""
    later.leave("b", (later.recall("b"),))
    later.settle()
    assert [path.name for path in directory.iterdir()] == ["b"]


def test_what_a_killed_build_left_is_swept_away(tmp_path: Path) -> None:
    Notes(tmp_path).leave("a", (b"one",))
    later = Notes(tmp_path)
    later.leave("b", (b"two",))
    later.settle()
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_disk_that_takes_no_note_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("a file\n")
    notes = Notes(tmp_path / "notes")
    notes.leave("a", (b"one",))
    notes.settle()
    assert not notes.left


def test_a_build_that_is_not_remembered_leaves_none(tmp_path: Path) -> None:
    notes = Notes()
    notes.leave("a", (b"one",))
    notes.settle()
    assert not notes.left and notes.recall("a") == b""
