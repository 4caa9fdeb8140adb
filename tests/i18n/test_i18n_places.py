"""Settings that say where a file goes stay below the output."""

from __future__ import annotations

from typing import Any

import pytest
from pelican.settings import DEFAULT_CONFIG

from plugins.i18n.places import faults

OUT = ("../x", "a/../../x", "/etc/x", "..", "a/..", "C:\\x", "..\\x", "C:x")
INSIDE = ("x", "a/b.html", "{slug}/index.html", "a..b/x", "x../y", "..x", "", None)


def settings(place: Any) -> list[dict[str, Any]]:
    return [
        {"PAGE_SAVE_AS": place},
        {"FEED_ALL_ATOM": place},
        {"CATEGORY_FEED_RSS": place},
        {"THEME_STATIC_DIR": place},
        {"TEMPLATE_PAGES": {"a.html": place}},
        {"EXTRA_PATH_METADATA": {"a.txt": {"path": place}}},
        {"EXTRA_PATH_METADATA": {"a.txt": {"save_as": place}}},
    ]


@pytest.mark.parametrize("place", OUT)
def test_a_place_outside_the_output_is_an_error(place: str) -> None:
    for each in settings(place):
        (fault,) = faults(each)
        assert str(fault).startswith(f"pelicanconf.py: {next(iter(each))}")
        assert f'is "{place}", which leaves the output. Write a path below it' in str(fault)


@pytest.mark.parametrize("place", INSIDE)
def test_a_place_below_the_output_is_none(place: str | None) -> None:
    assert [found for each in settings(place) if (found := faults(each))] == []


def test_the_prefix_of_a_language_may_have_slashes_around_it() -> None:
    assert faults({"I18N_LANGUAGES": {"zh": {"prefix": "/cn/"}, "fr": {}}}) == []
    assert len(faults({"I18N_LANGUAGES": {"zh": {"prefix": "/../cn"}}})) == 1


def test_pelican_s_own_settings_are_sound() -> None:
    assert faults({**DEFAULT_CONFIG, "PATH": "content", "FEED_DOMAIN": "https://a.example"}) == []


@pytest.mark.parametrize("name", ["OUTPUT_PATH", "CACHE_PATH"])
@pytest.mark.parametrize("place", ["content", "content/out", "theme/out", "translations"])
def test_the_output_is_not_among_the_sources(name: str, place: str) -> None:
    sources = {"PATH": "content", "THEME": "theme", "I18N_PATH": "translations"}
    (fault,) = faults({**DEFAULT_CONFIG, **sources, name: place})
    assert f'{name} is "{place}", where ' in str(fault)


@pytest.mark.parametrize(
    "more",
    [
        {"PATH": "content", "OUTPUT_PATH": "."},
        {"PATH": "content", "OUTPUT_PATH": "content-out"},
        {"PATH": ".", "ARTICLE_PATHS": ["news"]},
        {"PATH": ".", "ARTICLE_EXCLUDES": ["output", "cache"]},
    ],
)
def test_the_output_may_be_beside_or_around_the_sources(more: dict[str, Any]) -> None:
    assert faults({**DEFAULT_CONFIG, **more}) == []
