"""Printing the CV of each language, and keeping what is printed until its page changes."""

from __future__ import annotations

import logging
import os
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from . import chromium, weasy
from .document import document
from .errors import CvError
from .settings import NAME, Printer

logger = logging.getLogger(__name__)

_VERSION = 1
"""To be raised when the same page is printed otherwise: PDFs are kept by it."""


def print_all(
    printer: Printer, cache: Path, root: Path, siteurl: str, addresses: dict[str, str]
) -> None:
    """Write the CV beside each homepage below *root*; logs what goes wrong.

    *addresses* are those of the homepages, by the prefix of their language. A file of the CV's name
    that is not ours is left alone.
    """
    cache.mkdir(parents=True, exist_ok=True)
    old, used = list(cache.glob("*.pdf")), set()
    for prefix, address in addresses.items():
        page = root / prefix / "index.html"
        target = page.with_name(NAME)
        if not page.is_file() or (target.exists() and not _among(target, old)):
            continue
        try:
            kept = _printed(document(page, root, siteurl, address), printer, cache)
        except CvError as error:
            for diagnostic in error.diagnostics:
                logger.error("%s", diagnostic)
            return
        target.write_bytes(kept.read_bytes())
        used.add(kept)
    for kept in set(old) - used:
        kept.unlink()


def _among(target: Path, ours: list[Path]) -> bool:
    """Whether *target* was copied from one of *ours*, as in an output that plain Pelican keeps."""
    found = target.read_bytes()
    return any(found == each.read_bytes() for each in ours)


def _printed(html: str, printer: Printer, cache: Path) -> Path:
    """Return the PDF in the cache, made now unless the page and the printer are as they were."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    key = sha256(f"{_VERSION} {printer!r} {epoch}\0{html}".encode()).hexdigest()
    kept = cache / f"{key}.pdf"
    if not kept.is_file():
        with TemporaryDirectory(dir=cache) as scratch:
            part = Path(scratch, "part")
            if printer.kind == "chromium":
                part.write_bytes(chromium.print_pdf(html, printer.path, Path(scratch)))
            else:
                part.write_bytes(weasy.print_pdf(html))
            part.replace(kept)
    return kept
