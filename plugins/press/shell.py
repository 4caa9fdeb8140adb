"""The plugin's shell: reads press.toml for every run of Pelican. It has no pages of its own."""

from __future__ import annotations

import logging
from pathlib import Path

from pelican import Pelican
from pelican.generators import Generator

from plugins.diagnostics import Diagnostic, shown_path
from plugins.press.reports import Report, parse
from plugins.press.settings import Settings, load

logger = logging.getLogger(__name__)


def get_generator(pelican: Pelican) -> type[Generator]:
    """Give Pelican the generator, anew for every run."""
    del pelican
    return PressGenerator


class PressGenerator(Generator):
    """Puts the reports into the context, under ``press``."""

    def generate_context(self) -> None:
        """Read the reports."""
        settings, errors = load(self.settings)
        reports, faults = find_reports(Path(self.path), settings)
        self.context["press"] = reports
        for error in (*errors, *faults):
            logger.error("%s", error)


def find_reports(
    content: Path, settings: Settings
) -> tuple[tuple[Report, ...], tuple[Diagnostic, ...]]:
    """Return the reports of the file below *content*, and the faults in it."""
    path = content / settings.path
    if path.is_file():
        return parse(shown_path(path), path.read_bytes())
    if settings.path_named:
        text = f"there is no such file, but PRESS_PATH names {settings.path}. Correct it."
        return (), (Diagnostic(shown_path(path), 0, text),)
    return (), ()
