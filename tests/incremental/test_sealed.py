"""Notes that tell whether they are whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.sealed import opened, sealed

TEXTS = st.text(st.characters())  # lone surrogates too, as broken file names have
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner) | st.tuples(inner, inner),
)
NOTE = b"".join(sealed({"one": ("text", 1, None)}))


@given(PLAIN)
def test_what_is_sealed_is_what_is_opened(data: Any) -> None:
    assert opened(b"".join(sealed(data))) == data


@given(st.integers(0, len(NOTE) - 1), st.integers(1, 255))
def test_a_byte_that_has_changed_breaks_it(place: int, change: int) -> None:
    note = bytearray(NOTE)
    note[place] ^= change
    assert opened(bytes(note)) is None


@pytest.mark.parametrize("note", [NOTE[:-1], NOTE[1:], NOTE[:32], NOTE[:5], b"", NOTE + b"\0"])
def test_one_that_is_not_whole_is_none(note: bytes) -> None:
    assert opened(note) is None


def test_only_plain_data_are_sealed() -> None:
    with pytest.raises(ValueError):
        sealed({"html": Markup("<b>")})
