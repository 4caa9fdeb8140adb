"""Settings that say where files go, checked before a build: below the output, which is not among
the sources.

Pelican itself refuses some that lead out of it, but only while it builds, and follows others
(static files, the theme, a language's prefix). Pure.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.diagnostics import Diagnostic, shown_path

_NAMED = re.compile(r"\w+_SAVE_AS|FEED_\w+|\w+_FEED_(?:ATOM|RSS)|THEME_STATIC_DIR")
_OUT = re.compile(r"[\\/]|[A-Za-z]:|(?:.*[\\/])?\.\.(?:[\\/]|$)", re.DOTALL)


def faults(settings: Mapping[str, Any]) -> list[Diagnostic]:
    """Return a fault for each setting that would put a file elsewhere than below the output, or the
    output where the next build would take it for a source."""
    among = [
        Diagnostic(
            "pelicanconf.py",
            0,
            f'{name} is "{shown_path(settings[name])}", where {source} says that sources are. '
            "Write another directory.",
        )
        for name in ("OUTPUT_PATH", "CACHE_PATH")
        if (source := _read_as(settings, name))
    ]
    return among + [
        Diagnostic("pelicanconf.py", 0, f'{name} is "{place}", which leaves the output. {_MEND}')
        for name, place in _places(settings)
        if isinstance(place, str) and _OUT.match(place)
    ]


def _read_as(settings: Mapping[str, Any], name: str) -> str:
    """Return the setting by which the directory that *name* names is a source; "" if by none."""
    for source in ("PATH", "THEME", "I18N_PATH"):
        try:
            below = os.path.relpath(settings[name], settings[source]).replace(os.sep, "/")
        except (KeyError, ValueError):  # on another drive
            continue
        inside = not below.startswith(".")
        if inside and source == "PATH":
            all_of_it = "" in settings.get("ARTICLE_PATHS", ())
            inside = all_of_it and below.split("/")[0] not in settings.get("ARTICLE_EXCLUDES", ())
        if inside or below == ".":
            return source
    return ""


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
