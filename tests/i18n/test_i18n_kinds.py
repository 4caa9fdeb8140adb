"""A setting of the wrong kind is said once, and counts as not set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plugins.i18n import kinds
from tests.fuzz import settings as fuzz


@pytest.mark.parametrize(
    ("name", "value", "instead"),
    [
        ("AUTHOR", 5, ""),
        ("AUTHOR", "a\nb", ""),
        ("MENUITEMS", [("a", "b", "c")], ()),
        ("TIMEZONE", "Mars", "UTC"),
        ("TIMEZONE", 1, "UTC"),
        ("AUTHOR_LINKS", {"a": "b"}, ()),
        ("SITEURL", None, ""),
        ("SITEURL", "https://[", ""),
        ("SITE_VERIFICATION", ["x"], {}),
        ("I18N_LANGUAGES", {"zh": "x"}, {}),
        ("I18N_MIN_COVERAGE", "0.8", 0),
        ("I18N_MIN_COVERAGE", 2, 0),
        ("I18N_PATH", 1, None),
    ],
)
def test_what_cannot_be_used_is_said_and_counts_as_not_set(
    name: str, value: Any, instead: Any
) -> None:
    settings = {name: value}
    (fault,) = kinds.settle(settings)
    assert str(fault).startswith(f"pelicanconf.py: {name} cannot be read. Write, for instance, ")
    assert settings == {name: instead}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AUTHOR", None),
        ("SITESUBTITLE", "Two\nlines"),
        ("MENUITEMS", (("About", "/"),)),
        ("MENUITEMS", []),
        ("SITEURL", "https://example.org/~ada"),
        ("SITEURL", "//example.org"),
        ("I18N_LANGUAGES", {"zh-Hans": {"prefix": "cn", "name": "中"}}),
        ("I18N_MIN_COVERAGE", 0.8),
        ("SITE_VERIFICATION", None),
    ],
)
def test_what_can_be_used_is_left_alone(name: str, value: Any) -> None:
    settings = {name: value}
    assert kinds.settle(settings) == ()
    assert settings == {name: value}


def test_a_site_says_what_is_wrong_or_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fuzz.site(tmp_path)
    (tmp_path / ".cache").mkdir()
    pairs = [("I18N_PATH", {0: 0}), ("AUTHOR_LINKS", 1), *fuzz.nonsense(12, seed=1)]
    found = {name: fuzz.fault(tmp_path, name, value) for name, value in pairs}
    assert {name: fault for name, fault in found.items() if fault} == {}
