"""A build leaves the garbage collector as it found it."""

from __future__ import annotations

import gc

import pytest

from plugins.i18n.garbage import rarely_collected


def test_garbage_is_collected_rarely_and_then_as_before() -> None:
    usual, frozen = gc.get_threshold(), gc.get_freeze_count()
    with rarely_collected():
        assert gc.get_threshold()[0] > usual[0]
        assert gc.get_freeze_count() > frozen
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() <= frozen  # Python 3.12 starts with some


def test_a_build_that_fails_leaves_it_as_it_was_too() -> None:
    usual = gc.get_threshold()
    with pytest.raises(ValueError), rarely_collected():
        raise ValueError
    assert gc.get_threshold() == usual
