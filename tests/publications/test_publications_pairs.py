"""Notes of many texts: what is not whole is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publications.pairs import packed, unpacked

TEXTS = {"a/x.bib": "@misc{x}\n", "b": "", "": "本文 \udc80 <p>\u2028"}
NOTE = b"".join(packed(TEXTS))


@given(st.dictionaries(st.text(), st.text()))
def test_what_is_packed_is_found_again(texts: dict[str, str]) -> None:
    with_nul = any("\0" in piece for pair in texts.items() for piece in pair)
    assert unpacked(b"".join(packed(texts))) == ({} if with_nul else texts)


@pytest.mark.parametrize("length", range(len(NOTE)))
def test_a_note_that_was_cut_is_none(length: int) -> None:
    assert unpacked(NOTE[:length]) == {}
    assert unpacked(NOTE) == TEXTS


@pytest.mark.parametrize("note", [b"\xff", b"x\0", b"3\0a\0b\0c\0", b"2\0a\0b\0c", b"{}"])
def test_a_foreign_note_is_none(note: bytes) -> None:
    assert unpacked(note) == {}
