"""What a build changes of the process that it runs in, it puts back."""

import gc

import pytest

from plugins.i18n.site import _sparing


@pytest.mark.parametrize(("first", "meanwhile"), [(700, 10_000), (0, 0), (50_000, 50_000)])
def test_garbage_is_looked_for_seldom_while_a_build_runs(first: int, meanwhile: int) -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(first)
        with pytest.raises(KeyError), _sparing():
            during = gc.get_threshold()[0]
            raise KeyError
        assert (during, gc.get_threshold()[0]) == (meanwhile, first)
    finally:
        gc.set_threshold(*before)
