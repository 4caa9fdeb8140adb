"""Printing by WeasyPrint. The one module that needs it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

from plugins.diagnostics import Diagnostic

from .errors import CvError
from .settings import CONFIG

_LOGGERS = ("weasyprint", "fontTools")


def print_pdf(html: str) -> bytes:
    """Return a page that needs no other file as PDF, the same bytes each time. Raises `CvError`."""
    with _quiet():
        try:
            import weasyprint
        except (ImportError, OSError) as error:  # OSError: a library of the system is missing
            reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
            what = f"WeasyPrint cannot be loaded ({reason}). "
            mend = "Install Pango, as its documentation says, or set CV_PDF = False."
            raise CvError([Diagnostic(CONFIG, 0, what + mend)]) from None
        fetcher = weasyprint.URLFetcher(allowed_protocols=("data",))
        try:
            printed: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf()
        except Exception as error:  # whatever it stumbles over
            what = f"WeasyPrint cannot print the homepage ({type(error).__name__}: {error}). "
            mend = 'Set CV_PDF to "chromium" or False.'
            raise CvError([Diagnostic(CONFIG, 0, what + mend)]) from None
        return printed


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what these libraries say of CSS and fonts to themselves: it is no fault of the site."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
