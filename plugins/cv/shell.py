"""The plugin's shell: has the CV printed when all pages are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator

from plugins.i18n.build import Build
from plugins.i18n.languages import is_pseudo

from .settings import NAME, STATE, Printer


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
    return build.preview is None and not is_pseudo(tag)


def _printer(settings: Any) -> Printer | None:
    return Printer(*settings[STATE]) if STATE in settings else None


def _print_all(pelican: Pelican, root: Path, siteurl: str, addresses: dict[str, str]) -> None:
    printer = _printer(pelican.settings)
    if printer is None:
        return
    from .printing import print_all  # not before: most builds print nothing

    print_all(printer, Path(pelican.settings["CACHE_PATH"], "cv"), root, siteurl, addresses)
