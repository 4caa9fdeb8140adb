"""The plugin's setting: what prints the CV, and what is wrong with it. Finds the programs."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pelican import Pelican

from plugins.diagnostics import Diagnostic

logger = logging.getLogger(__name__)

CONFIG = "pelicanconf.py"
NAME = "cv.pdf"
"""What the file is called, beside the homepage."""
STATE = "CV_PRINTER"
"""The setting in which the plugin keeps what prints, so that a build that compares its settings
with those of the last one notices another version of the program."""
_NAMES = ("CV_PDF", STATE)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@dataclass(frozen=True)
class Printer:
    """What prints the CV."""

    kind: str
    """``weasyprint`` or ``chromium``."""
    state: str
    """Its version, or the size and date of the program file: another one may print otherwise."""
    path: str = ""
    """The program."""


def settle(pelican: Pelican) -> None:
    """Find what prints, before anything is built, and note it in the settings."""
    printer, errors = load(pelican.settings)
    for error in errors:
        logger.error("%s", error)
    if printer is not None:
        pelican.settings[STATE] = printer.kind, printer.state, printer.path


def load(settings: Mapping[str, Any]) -> tuple[Printer | None, tuple[Diagnostic, ...]]:
    """Return what prints the CV, None for no CV, and the errors in Pelican's *settings*.

    CV_PDF: "weasyprint" (the default if it is installed), "chromium" or False. Chromium is looked
    for in the environment variable CHROMIUM, then on the PATH.
    """
    errors = [
        Diagnostic(CONFIG, 0, f'there is no setting {name}. Did you mean "CV_PDF"?')
        for name in settings
        if name.startswith("CV_") and name not in _NAMES
    ]
    wanted = settings.get("CV_PDF")
    if wanted is False:
        return None, tuple(errors)
    printer, lacking = None, ""
    if wanted is None:
        printer = _weasyprint()
    elif wanted == "weasyprint":
        printer = _weasyprint()
        lacking = "which is not installed. Run pip install weasyprint, or set CV_PDF = False."
    elif wanted == "chromium":
        printer = _chromium()
        lacking = (
            "which is not on the PATH. Install it, name the program in the environment variable "
            "CHROMIUM, or set CV_PDF = False."
        )
    else:
        text = f'CV_PDF is {wanted!r}. Write "weasyprint", "chromium" or False.'
        errors.append(Diagnostic(CONFIG, 0, text))
    if printer is None and lacking:
        errors.append(Diagnostic(CONFIG, 0, f'CV_PDF is "{wanted}", {lacking}'))
    return printer, tuple(errors)


def _weasyprint() -> Printer | None:
    if find_spec("weasyprint") is None:
        return None
    try:
        return Printer("weasyprint", version("weasyprint"))
    except PackageNotFoundError:  # a source tree on the path
        return Printer("weasyprint", "")


def _chromium() -> Printer | None:
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if not found:
        return None
    state = Path(found).resolve().stat()
    return Printer("chromium", f"{state.st_size} {state.st_mtime_ns}", found)
