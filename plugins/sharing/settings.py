"""The plugin's settings: their defaults, what each is for, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.diagnostics import Diagnostic, did_you_mean

_PREFIX = "SHARING_"
_CONFIG = "pelicanconf.py"
_NAMES = ("SHARING_FONT",)
FONT = Path(__file__).parent / "fonts" / "NotoSerifSC.woff2"
"""What ships with the project: Latin and the Han characters of GB/T 2312."""


@dataclass(frozen=True)
class Settings:
    """The settings of one run."""

    font: Path = FONT
    """SHARING_FONT: a font file with the characters of your name, beside or below the project."""


def load(settings: Mapping[str, Any]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return the plugin's part of Pelican's *settings*, and the errors in it.

    A setting that is wrong counts as not set. A relative path is below the parent of PATH.
    """
    errors = [
        Diagnostic(
            _CONFIG, 0, f"there is no setting {name}.{did_you_mean(name, _NAMES, ' Remove it.')}"
        )
        for name in settings
        if name.startswith(_PREFIX) and name not in _NAMES
    ]
    given = settings.get("SHARING_FONT")
    if not given:
        return Settings(), tuple(errors)
    path = Path(settings["PATH"]).parent / str(given)
    if path.is_file():
        return Settings(path), tuple(errors)
    text = f'SHARING_FONT "{given}" is no file. Write the path of a font, .otf, .ttf or .woff2.'
    return Settings(), (*errors, Diagnostic(_CONFIG, 0, text))
