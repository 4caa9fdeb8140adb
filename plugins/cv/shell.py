"""The plugin's shell: prints the CV when all pages are there."""

from __future__ import annotations

import logging
import os
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pelican import Pelican
from pelican.generators import Generator

from plugins.i18n.build import Build

from . import chromium, weasy
from .document import NAME, document
from .errors import CvError
from .settings import STATE, Printer

logger = logging.getLogger(__name__)

_VERSION = 1
"""To be raised when the same page is printed otherwise: PDFs are kept by it."""
_MADE_UP = ("-XA", "-XB")
"""How the tags of pseudolocales end."""


def get_generator(pelican: Pelican) -> type[Generator]:
    """Give Pelican the generator, anew for every run."""
    del pelican
    return CvGenerator


class CvGenerator(Generator):
    """Tells templates of the CV, as `cv_pdf`: its address on the homepage, if there will be one."""

    def generate_context(self) -> None:
        """Offer the address."""
        build: Build | None = self.settings.get("I18N_BUILD")
        language: Any = self.env.globals.get("language")
        tag = str(getattr(language, "tag", ""))
        if _printer(self.settings) and (build is None or _offers(build, tag)):
            self.context["cv_pdf"] = NAME


def finish(build: Build, pelican: Pelican, output_path: Path) -> None:
    """Print the CV of each language."""
    offered = [each for each in build.languages if _offers(build, each.tag)]
    addresses = {each.prefix: build.published(each) for each in offered}
    _print_all(pelican, output_path, build.siteurl, addresses)


def finish_plain(pelican: Pelican) -> None:
    """Print the CV of a site that plain Pelican has built."""
    if "I18N_BUILD" not in pelican.settings:
        siteurl = str(pelican.settings["SITEURL"]).rstrip("/")
        address = f"{siteurl}/" if siteurl else ""
        _print_all(pelican, Path(pelican.output_path), siteurl, {"": address})


def _offers(build: Build, tag: str) -> bool:
    return build.preview is None and not tag.endswith(_MADE_UP)


def _printer(settings: Any) -> Printer | None:
    return Printer(*settings[STATE]) if STATE in settings else None


def _print_all(pelican: Pelican, root: Path, siteurl: str, addresses: dict[str, str]) -> None:
    """Write the CV beside each homepage; a file of that name that is not ours is left alone."""
    printer = _printer(pelican.settings)
    if printer is None:
        return
    cache = Path(pelican.settings["CACHE_PATH"], "cv")
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
