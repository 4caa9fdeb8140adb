"""All that a build rests on, as a digest: settings, sources, templates, catalogs, surroundings.

Not in it is the code, of which `unchanged` knows the files.
"""

from __future__ import annotations

import locale
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from weakref import ReferenceType

from blinker import Signal
from pelican.plugins import signals

from .sources import leads_back

_OURS = frozenset(
    f"plugins.{name}"
    for name in "content blocks i18n publications press delivery sharing cv".split()
)
"""The plugins whose pages depend on nothing but what is compared here."""

_TEXTS = (".md", ".markdown", ".mkd", ".mdown", ".htm", ".html", ".bib", ".toml", ".yaml", ".yml")
_CATALOGS = (".po", ".pot")
"""Sources that not every page rests on: `reuse` asks what of them a page shows."""
_LOOKS = (".html", ".css", ".js", ".svg", ".png", ".ico", ".webp")
"""What of a theme nothing but pages rests on."""

_BELOW = ("PUBLICATIONS_", "PRESS_", "EXTRA_PATH_METADATA")
"""Settings that may name files, which are compared only below PATH."""

_FILES = ("SHARING_FONT",)
"""Settings that name a file, beside or below the directory that PATH is in."""


class Incomparable(Exception):
    """Something of a build cannot be compared with what it was."""


class Inputs(NamedTuple):
    """Digests of what a build rests on, except the code; "" of what cannot be compared."""

    all: str = ""
    frame: str = ""
    """Of all but what is in texts and catalogs."""
    ground: str = ""
    """Of that without the looks: what rests on it alone is the same in any theme."""


def inputs(settings: Mapping[str, Any], plugins: Iterable[Any]) -> Inputs:
    """Return the digests of what a build with these settings rests on. Raises Incomparable."""
    _require_comparable(settings, plugins)
    digest, looks, texts = sha256(), sha256(), sha256()
    for part in (*_surroundings(), _plain(settings)):
        digest.update(f"{part!r}\n".encode())
    for name in filter(settings.get, _FILES):
        path = Path(settings["PATH"]).parent / str(settings[name])
        digest.update(sha256(path.read_bytes()).digest())
    trees = [
        (settings["PATH"], _TEXTS, texts),
        (settings["I18N_PATH"], _CATALOGS, texts),
        *(
            (tree, _LOOKS, looks)
            for tree in (settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"])
        ),
    ]
    for tree, suffixes, apart in trees:
        for path in _files(Path(tree)):
            if path.suffix.lower() == ".rst":
                raise Incomparable  # it may include any file of the disk
            modified = path.stat().st_mtime_ns  # a date of a page may come from it
            found = sha256(path.read_bytes()).hexdigest()
            into = apart if path.suffix.lower() in suffixes else digest
            into.update(os.fsencode(f"{path}\0{modified}\0{found}\n"))
            if into is texts:
                digest.update(os.fsencode(f"{path}\n"))  # that it is there, each page may show
    ground = digest.hexdigest()
    frame = sha256(f"{ground} {looks.hexdigest()}".encode()).hexdigest()
    return Inputs(sha256(f"{frame} {texts.hexdigest()}".encode()).hexdigest(), frame, ground)


def _require_comparable(settings: Mapping[str, Any], plugins: Iterable[Any]) -> None:
    extensions = [
        *(each for each in settings["MARKDOWN"].get("extensions", ()) if isinstance(each, str)),
        *settings["MARKDOWN"].get("extension_configs", ()),
        *settings["JINJA_ENVIRONMENT"].get("extensions", ()),
    ]
    lists = (each for name, each in settings.items() if name.endswith("_PATHS"))
    paths = [str(path) for each in lists if isinstance(each, list | tuple) for path in each]
    if (
        {getattr(each, "__name__", "") for each in plugins} - _OURS
        or any(not _is_ours(receiver) for receiver in _receivers())
        or not settings["WITH_FUTURE_DATES"]  # else what is shown depends on the clock
        or settings["DELETE_OUTPUT_DIRECTORY"]
        or any(not str(each).startswith(("markdown.extensions.", "jinja2.")) for each in extensions)
        or any(".." in path or Path(path).is_absolute() for path in paths)
        or any(".." in str(value) for name, value in settings.items() if name.startswith(_BELOW))
    ):
        raise Incomparable


def _receivers() -> Iterator[Any]:
    """Yield what listens to Pelican; pelicanconf.py may have connected something of its own."""
    for signal in vars(signals).values():
        for found in signal.receivers.values() if isinstance(signal, Signal) else ():
            yield found() if isinstance(found, ReferenceType) else found


def _is_ours(receiver: Any) -> bool:
    module = getattr(receiver, "__module__", "") or ""
    return receiver is None or ".".join(module.split(".")[:2]) in _OURS


def _surroundings() -> tuple[object, ...]:
    names = [name for name in os.environ if name.startswith(("LC_", "LANG", "PELICAN", "PYTHON"))]
    names += ["TZ", "SOURCE_DATE_EPOCH"]
    environment = [(name, os.environ.get(name)) for name in sorted(names)]
    clock = time.tzname, time.timezone, time.altzone
    return sys.version, sys.platform, str(Path.cwd()), environment, clock, locale.setlocale(0)


def _plain(value: Any) -> Any:
    """Return a setting as plain data that is the same in every run."""
    if value is None or isinstance(value, (str, int, float, bytes, PurePath)):
        return repr(value)
    if isinstance(value, Mapping):
        return sorted((repr(key), _plain(each)) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(repr(_plain(each)) for each in value)
    kind = value if isinstance(value, type) else type(value)
    if kind.__module__.partition(".")[0] == "plugins":  # made by our code from other settings
        return f"{kind.__module__}.{kind.__qualname__}"
    raise Incomparable


def _files(tree: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(tree, followlinks=True):
        if any(leads_back(Path(parent, name)) for name in folders):
            raise Incomparable  # there is no end of files
        found += (Path(parent, name) for name in names)
    return sorted(path for path in found if path.is_file())
