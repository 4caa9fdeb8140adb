"""The plugin's settings: their defaults, what each is for, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plugins.diagnostics import Diagnostic, did_you_mean

_PREFIX = "PRESS_"
_CONFIG = "pelicanconf.py"
_NAMES = ("PRESS_PATH",)


@dataclass(frozen=True)
class Settings:
    """The settings of one run."""

    path: str = "press.toml"
    """PRESS_PATH: the file of reports, below PATH."""
    path_named: bool = False
    """Whether the owner named it: then it has to be there."""


def load(settings: Mapping[str, Any]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return the plugin's part of Pelican's *settings*, and the errors in it.

    A setting that is wrong counts as not set.
    """
    errors = [
        Diagnostic(
            _CONFIG, 0, f"there is no setting {name}.{did_you_mean(name, _NAMES, ' Remove it.')}"
        )
        for name in settings
        if name.startswith(_PREFIX) and name not in _NAMES
    ]
    path = settings.get("PRESS_PATH")
    if isinstance(path, str) and path:
        return Settings(path, path_named=True), tuple(errors)
    if "PRESS_PATH" in settings:
        text = 'PRESS_PATH cannot be read. Write, for instance, "press.toml".'
        errors.append(Diagnostic(_CONFIG, 0, text))
    return Settings(), tuple(errors)
