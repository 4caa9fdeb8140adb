"""Printing by a Chromium of the system."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from plugins.diagnostics import Diagnostic
from plugins.sourcedate import epoch

from .errors import CvError
from .settings import CONFIG, NAME

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-extensions --disable-dev-shm-usage "
    "--disable-background-networking --disable-component-update --disable-sync --no-first-run "
    "--no-pdf-header-footer"
).split()
_OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND"
_SECONDS = 60
_DATE = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}([+-]\d\d'\d\d'\))")


def print_pdf(html: str, program: str, scratch: Path) -> bytes:
    """Return a page that needs no other file as PDF, the same bytes each time. Raises `CvError`.

    *scratch* is an empty directory.
    """
    scratch = scratch.resolve()
    page, pdf = scratch / "cv.html", scratch / NAME
    page.write_text(html, "utf-8")
    own = f"--user-data-dir={scratch / 'profile'}", f"--print-to-pdf={pdf}"
    arguments = (program, *_FLAGS, _OFFLINE, *own, page.as_uri())
    try:
        done = subprocess.run(arguments, capture_output=True, timeout=_SECONDS)
        if pdf.is_file():
            return _undated(pdf.read_bytes())
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else f"exit code {done.returncode}"
    except subprocess.TimeoutExpired:
        reason = f"no answer in {_SECONDS} seconds"
    except OSError as error:
        reason = error.strerror or str(error)
    what = f"{program} did not print {NAME} ({reason.rstrip('.')}). "
    mend = "Run it by hand to see why, or set CV_PDF to another program or to False."
    raise CvError([Diagnostic(CONFIG, 0, what + mend)])


def _undated(pdf: bytes) -> bytes:
    """Return the PDF with the date of SOURCE_DATE_EPOCH, as long as the one it had."""
    date = epoch(os.environ).strftime("%Y%m%d%H%M%S").encode()
    return _DATE.sub(rb"\g<1>" + date + rb"\g<2>", pdf)
