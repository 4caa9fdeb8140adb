"""What is said can be written, whatever the encoding of the output."""

from __future__ import annotations

import io

import pytest

from plugins.diagnostics import say


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", "██░ 中文.md é\n"), ("cp1252", "##. \\u4e2d\\u6587.md é\n")],
)
def test_what_the_output_cannot_write_is_escaped(encoding: str, expected: str) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    say("██░ 中文.md é", out)
    assert raw.getvalue().decode(encoding) == expected
