"""The same sources give the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

from pathlib import Path

import pytest

from .builds import Site, digest


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "0", "HOME": "/nonexistent"},
        {"TZ": "America/New_York", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "random", "SOURCE_DATE_EPOCH": "1000000000"},
    ],
    ids=lambda environment: environment["LC_ALL"],
)
def test_another_place_time_and_language_change_no_byte(
    built: Path, copy: Site, environment: dict[str, str]
) -> None:
    done = copy.pelican(**environment)
    assert (done.code, done.err) == (0, "")
    assert digest(copy.output) == digest(built)
