"""Whole files: golden/NAME.md must become golden/NAME.html (NAME up to its first dot)."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.content.reader import Reader

from .settings import settings, translator

GOLDEN = Path(__file__).parent / "golden"
PRESENT = {"%(start)s – Present": "%(start)s至今"}


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_a_file_becomes_this_html(path: Path) -> None:
    expected = GOLDEN / f"{path.name.split('.')[0]}.html"
    html, _ = Reader(settings()).read(str(path))
    assert expected.read_text("utf-8") == f"{html}\n"


def test_dates_are_written_as_the_language_of_the_run_writes_them() -> None:
    chinese = settings(I18N=translator("zh_Hans", PRESENT.__getitem__))
    html, _ = Reader(chinese).read(str(GOLDEN / "dates.md"))
    assert (GOLDEN / "dates.zh_Hans.html").read_text("utf-8") == f"{html}\n"
