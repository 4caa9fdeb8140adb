"""CV: the homepage of each language, printed as ``cv.pdf`` and linked from it.

settings -> document -> weasy or chromium -> printing -> shell. Needs the extra ``[pdf]``, or a
Chromium that the setting CV_PDF asks for; without them there is none.
"""

from __future__ import annotations

from pelican import signals

from plugins.i18n import languages_finalized
from plugins.lazy import Lazy

from . import settings

_get_generator = Lazy("plugins.cv.shell", "get_generator")
_finish_plain = Lazy("plugins.cv.shell", "finish_plain")
_finish = Lazy("plugins.cv.shell", "finish")


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    signals.initialized.connect(settings.settle)
    signals.get_generators.connect(_get_generator)
    signals.finalized.connect(_finish_plain)
    languages_finalized.connect(_finish)
