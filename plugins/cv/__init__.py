"""CV: the homepage of each language, printed as ``cv.pdf`` and linked from it.

settings -> document -> weasy or chromium -> shell. Needs the extra ``[pdf]``, or a Chromium that
the setting CV_PDF asks for; without them there is none.
"""

from __future__ import annotations

from pelican import signals

from plugins.i18n import languages_finalized

from . import shell


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    signals.initialized.connect(shell.settle)
    signals.get_generators.connect(shell.get_generator)
    signals.finalized.connect(shell.finish_plain)
    languages_finalized.connect(shell.finish)
