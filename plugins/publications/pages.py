"""The plugin's shell: reads the .bib files for every run of Pelican and writes the pages."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pelican import Pelican
from pelican.generators import Generator, PelicanTemplateNotFound
from pelican.writers import Writer

from plugins.blocks import Block
from plugins.diagnostics import Diagnostic, shown_path
from plugins.publications.bibtex import read
from plugins.publications.entries import Entry, slug
from plugins.publications.faults import Faults
from plugins.publications.lists import by_group, by_year
from plugins.publications.formats import export
from plugins.publications.metadata import highwire, json_ld
from plugins.publications.settings import Settings, load
from plugins.publications.syntax import Source

logger = logging.getLogger(__name__)


def add_block(pelican: Pelican) -> None:
    """Offer ``::: publications group=KEYWORD`` on every page."""
    settings, _ = load(pelican.settings)
    block = Block(template="blocks/publications", options={"group": settings.group_keys})
    pelican.settings.setdefault("BLOCKS", {})["publications"] = block


def get_generator(pelican: Pelican) -> type[Generator]:
    """Give Pelican the generator, anew for every run."""
    del pelican
    return PublicationsGenerator


class PublicationsGenerator(Generator):
    """Puts the entries into the context; writes their pages, their lists and their .bib files."""

    def generate_context(self) -> None:
        """Read the entries; templates find them under ``publications`` and the like."""
        settings, errors = load(self.settings)
        sources, missing = find_sources(Path(self.path), settings)
        bibliography = read(sources, owner=settings.owner, groups=settings.groups, url=settings.url)
        self._url = settings.url
        lost = self._offer_files(bibliography.entries)
        _log([*errors, *missing, *bibliography.errors, *lost], bibliography.warnings)
        self._entries = bibliography.entries
        self.context["publications"] = self._entries
        self.context["publication_groups"] = by_group(self._entries, settings.groups)
        self.context["publication_years"] = by_year(self._entries)
        self._offer_links()

    def generate_output(self, writer: Writer) -> None:
        """Write every page, unless there are no entries or the theme has no templates for them."""
        if not self._entries:
            return
        try:
            one, many = self.get_template("publication"), self.get_template("publications")
        except PelicanTemplateNotFound:
            logger.warning("The theme has no templates publication and publications: no pages.")
            return
        for view, url in (("group", self._url), ("year", f"{self._url}by-year/")):
            self._write(writer, many, f"{url}index.html", url=url, view=view)
        for entry in self._entries:
            self._write_entry(writer, one, entry)

    def _offer_links(self) -> None:
        """Make ``{filename}/publications/CITEKEY`` a link, and former keys redirects."""
        content = self.context["generated_content"]
        for entry in self._entries:
            content.setdefault(f"publications/{entry.slug}", entry)
        redirects = self.context.setdefault("redirects", [])
        for entry in self._entries:
            content[f"publications/{entry.citekey}"] = entry
            redirects.extend((f"{self._url}{slug(key)}/", entry.url) for key in entry.ids)

    def _offer_files(self, entries: Iterable[Entry]) -> Iterator[Diagnostic]:
        """Have Pelican copy the files that entries link to; yield an error for each lost one."""
        placed = {each.get("path") for each in self.settings["EXTRA_PATH_METADATA"].values()}
        for entry in entries:
            for link in (link for link in entry.links if link.is_file):
                file = unquote(urlsplit(link.url).path)
                if Path(self.path, file).is_file():
                    if self._is_default_language():
                        self.context["static_links"].add(file)
                elif file not in placed:
                    text = f'entry "{entry.citekey}" has {link.kind} "{link.url}", but there is no'
                    text += (
                        f" file {shown_path(Path(self.path, file))}. Add it or correct the name."
                    )
                    yield Diagnostic(entry.path, entry.line, text)

    def _write_entry(self, writer: Writer, template: Any, entry: Entry) -> None:
        main_url = self.context.get("MAIN_PUBLISHED_URL", self.settings["SITEURL"])
        self._write(
            writer,
            template,
            entry.save_as,
            url=entry.url,
            publication=entry,
            highwire=highwire(entry, main_url),
            json_ld=json_ld(entry, main_url),
        )
        if self._is_default_language():
            path = Path(self.output_path, entry.bib_save_as)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(export(entry), encoding="utf-8", newline="\n")

    def _write(self, writer: Writer, template: Any, save_as: str, **variables: Any) -> None:
        relative = self.settings["RELATIVE_URLS"]
        writer.write_file(save_as, template, self.context, relative, **variables)

    def _is_default_language(self) -> bool:
        # The default language is the one whose pages have no prefix; plain Pelican has one only.
        translator = self.settings.get("I18N")
        return translator is None or not translator.language.prefix


def find_sources(
    content: Path, settings: Settings
) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return the .bib files below *content*, and an error for each that is named but not there."""
    faults = Faults()
    sources: dict[Path, Source] = {}
    for pattern in settings.paths:
        paths = [path for path in _glob(content, pattern) if path.is_file()]
        if not paths and settings.paths_named:
            text = f"there is no such file, but PUBLICATIONS_PATHS names {pattern}. Correct it."
            faults.errors.append(Diagnostic(shown_path(content / pattern), 0, text))
        for path in paths:
            with faults.gathered():
                sources.setdefault(path, Source(shown_path(path), path.read_bytes()))
    return tuple(sources.values()), tuple(faults.errors)


def _glob(content: Path, pattern: str) -> Iterator[Path]:
    relative = pattern.lstrip("/")
    yield from sorted(content.glob(relative)) if relative else ()


def _log(errors: Iterable[Diagnostic], warnings: Iterable[Diagnostic]) -> None:
    for error in errors:
        logger.error("%s", error)
    for warning in warnings:
        logger.warning("%s", warning)
