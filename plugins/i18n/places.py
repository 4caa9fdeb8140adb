"""Settings that say where a file goes, checked before a build: each must stay below the output.

Pelican itself refuses some that lead out of it, but only while it builds, and follows others
(static files, the theme, a language's prefix). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.diagnostics import Diagnostic

_NAMED = re.compile(r"\w+_SAVE_AS|FEED_\w+|\w+_FEED_(?:ATOM|RSS)|THEME_STATIC_DIR")
_OUT = re.compile(r"[\\/]|[A-Za-z]:|(?:.*[\\/])?\.\.(?:[\\/]|$)", re.DOTALL)


def faults(settings: Mapping[str, Any]) -> list[Diagnostic]:
    """Return a fault for each setting that would put a file elsewhere than below the output."""
    return [
        Diagnostic("pelicanconf.py", 0, f'{name} is "{place}", which leaves the output. {_MEND}')
        for name, place in _places(settings)
        if isinstance(place, str) and _OUT.match(place)
    ]


_MEND = "Write a path below it, with no / in front and no .. in it."


def _places(settings: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        if _NAMED.fullmatch(name) and not name.endswith(("_URL", "_DOMAIN")):
            yield name, value
    for source, save_as in _table(settings.get("TEMPLATE_PAGES")):
        yield f"TEMPLATE_PAGES: {source}", save_as
    for source, metadata in _table(settings.get("EXTRA_PATH_METADATA")):
        for key, value in _table(metadata):
            if key in ("path", "save_as"):
                yield f"EXTRA_PATH_METADATA: {key} of {source}", value
    for tag, override in _table(settings.get("I18N_LANGUAGES")):
        for key, value in _table(override):
            if key == "prefix":
                yield f"I18N_LANGUAGES: prefix of {tag}", str(value).lstrip("/")


def _table(value: Any) -> list[tuple[Any, Any]]:
    """Return the items of a setting that is to be a table; what is none is another's fault."""
    return list(value.items()) if isinstance(value, Mapping) else []
