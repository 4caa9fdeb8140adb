"""One mistake per file below bad/: what is said of it, in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.content.errors import ContentError
from plugins.content.reader import Reader

from .settings import settings

BAD = Path(__file__).parent / "bad"
EXPECTED = dict(
    line.split(": ", 1) for line in (BAD / "expected.txt").read_text("utf-8").splitlines() if line
)
"""FILE:LINE to message, as a build prints them."""


def test_every_bad_file_has_an_expected_message() -> None:
    files = sorted(path.name for path in BAD.glob("*.m*"))
    assert sorted(place.split(":")[0] for place in EXPECTED) == files


@pytest.mark.parametrize("place", EXPECTED, ids=lambda place: place.split(":")[0])
def test_a_bad_file_is_refused(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    with pytest.raises(ContentError) as error:
        Reader(settings()).read(place.split(":")[0])
    assert f"{place}: {EXPECTED[place]}" == str(error.value)
