"""The generator: reads the .bib files for every run of Pelican and writes the pages."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from json import JSONEncoder
from pathlib import Path
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from pelican.generators import Generator, PelicanTemplateNotFound
from pelican.writers import Writer

from plugins.diagnostics import Diagnostic
from plugins.publications import lists
from plugins.publications.bibtex import Bibliography
from plugins.publications.citations import cite, cite_text, style_for
from plugins.publications.entries import Entry, slug
from plugins.publications.exports import exports, files
from plugins.publications.files import Placed, place
from plugins.publications.jsonld import json_ld
from plugins.publications.known import Known
from plugins.publications.langid import lang_of
from plugins.publications.metadata import highwire, signposting, tags
from plugins.publications.reuse import Standing, Texts, depends_on_entry_only
from plugins.publications.settings import load
from plugins.publications.sources import read_all
from plugins.publications.topics import by_topic, pages_of

logger = logging.getLogger(__name__)

_JSON = JSONEncoder(sort_keys=True, check_circular=False)
_NOTE = "publications"
"""The name of what a build leaves to the next."""
_MANY = 400
"""Of how many publications a theme need not treat each page as if it were a site's only one."""


class PublicationsGenerator(Generator):
    """Puts the entries into the context; writes their pages, their lists and what to take away."""

    _shared: dict[str, dict[str, Any]]

    def generate_context(self) -> None:
        """Read the entries; templates find them under ``publications`` and the like."""
        self._settings, errors = load(self.settings)
        self._build = build = self.settings.get("I18N_BUILD")
        self._shared = build.shared.setdefault("publications", {}) if build else {}
        content = Path(self.path)
        bibliography, missing = read_all(content, self._settings, known := self._known(build))
        self._placed, made = self._arranged(bibliography, build)
        _log([*errors, *missing, *bibliography.errors, *self._placed.errors], bibliography.warnings)
        self._entries = self._placed.entries
        self.context.update(made, **self._citations())
        if self._is_default_language():
            self.context["static_links"].update(self._placed.linked)
            if build is not None and known is not None:
                build.reuse.notes.leave(_NOTE, known.given_up())
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
        page_may = partial(depends_on_entry_only, self.env, one.name, self.context, self._build)
        site = self.env.globals.get("site_digest", str)
        standing = Standing(self.settings, self.context, page_may, site)
        self.context["publication_items"] = items = standing.items()
        self._write_lists(writer, many)
        if self._build is not None:
            items.leave(self._build.reuse)
        for entry in self._entries:
            if not standing.page(entry):
                self._write_entry(writer, one, entry)
        self._write_files(standing)

    def _known(self, build: Any) -> Known | None:
        """Return the entries that need not be read again: those of the last build."""
        if build is None:
            return None
        recalled: dict[str, Known] = build.shared.setdefault("known publications", {})
        if _NOTE not in recalled:
            recalled[_NOTE] = Known(build.reuse.notes.recall(_NOTE))
        return recalled[_NOTE]

    def _arranged(self, found: Bibliography, build: Any) -> tuple[Placed, dict[str, Any]]:
        """Return where the files go and the lists: those of an earlier run, of the same entries."""
        runs = build.shared.setdefault("lists of publications", {}) if build else {}
        key = self._settings, id(found)  # kept with what is made of it, so no other has its id
        if key not in runs:
            there = {each.get("path") for each in self.settings["EXTRA_PATH_METADATA"].values()}
            placed = place(found.entries, Path(self.path), there)
            runs[key] = found, placed, self._lists(placed.entries)
        _, placed, made = runs[key]
        return placed, made

    def _lists(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """Return the lists of entries as templates find them."""
        settings = self._settings
        named = lists.groups_of(entries, settings.group_by, settings.groups)
        groups = lists.by_group(entries, named)
        return {
            "publications": entries,
            "many_publications": len(entries) > _MANY,
            "publications_url": settings.url,
            "publication_groups": groups,
            "publication_years": lists.by_year(entries),
            "publication_topics": by_topic(entries, settings.url),
            "publication_timeline": lists.timeline(entries),
            "publication_facets": lists.facets(entries),
            "text_lang": lambda text: lang_of(text) or "en",
            "publication_kinds": lists.KIND_LABELS,
            "publication_exports": exports(f"{settings.url}publications", settings.exports),
            "publication_selection": partial(lists.select, groups, home=settings.home),
        }

    def _citations(self) -> dict[str, Any]:
        """Return how templates cite in the language of this run."""
        translator = self.settings.get("I18N")
        tag = translator.language.tag if translator else self.settings["DEFAULT_LANG"]
        style = style_for(tag, dict(self._settings.styles))
        return {
            "citation_style": style,
            "cite": partial(cite, style=style),
            "cite_text": partial(cite_text, style=style),
        }

    def _offer_links(self) -> None:
        """Make ``{filename}/publications/CITEKEY`` a link, and former keys redirects."""
        content = self.context["generated_content"]
        for entry in self._entries:
            content.setdefault(f"publications/{entry.slug}", entry)
        redirects = self.context.setdefault("redirects", [])
        for entry in self._entries:
            content[f"publications/{entry.citekey}"] = entry
            redirects.extend((f"{self._settings.url}{slug(key)}/", entry.url) for key in entry.ids)

    def _write_lists(self, writer: Writer, template: Any) -> None:
        """Write the list by group and by year, and one of each year and of each topic."""
        url, all_groups = self._settings.url, self.context["publication_groups"]
        write = partial(self._write, writer, template)
        write(f"{url}index.html", url=url, view="group")
        write(f"{url}by-year/index.html", url=f"{url}by-year/", view="year")
        for year, entries in self.context["publication_years"]:
            if year:
                of_year = f"{url}by-year/{year}/"
                groups = lists.within(all_groups, entries)
                variables = {"entries": entries, "publication_groups": groups}
                write(f"{of_year}index.html", url=of_year, view="one-year", year=year, **variables)
        for topic in self.context["publication_topics"]:
            groups = lists.within(all_groups, topic.entries)
            variables = {"entries": topic.entries, "publication_groups": groups}
            write(f"{topic.url}index.html", url=topic.url, view="topic", topic=topic, **variables)
        if self.context["publication_topics"]:
            write(f"{url}topics/index.html", url=f"{url}topics/", view="topics")

    def _write_entry(self, writer: Writer, template: Any, entry: Entry) -> None:
        self._write(
            writer,
            template,
            entry.save_as,
            url=entry.url,
            publication=entry,
            **self._machine_readable(entry),
        )

    def _machine_readable(self, entry: Entry) -> dict[str, Any]:
        """Return what programs read of an entry: the same in every language, so made once."""
        if (known := self._shared.get(entry.citekey)) is not None:
            return known
        main_url = self.context.get("MAIN_PUBLISHED_URL", self.settings["SITEURL"])
        formats = self._settings.exports
        pairs, data = highwire(entry, main_url), json_ld(entry, main_url)
        known = {
            "highwire": pairs,
            "highwire_tags": tags(pairs),
            "json_ld": data,
            "structured_data": htmlsafe_json_dumps(data, _JSON.encode),
            "signposting": signposting(entry, formats, main_url),
            "exports": exports(f"{entry.url}{entry.slug}", formats),
            "topic_pages": pages_of(entry, self._settings.url),
        }
        if self._build is not None and self._build.to_come:
            self._shared[entry.citekey] = known
        return known

    def _write_files(self, standing: Standing) -> None:
        """Write the exports and copy the PDFs, all of it below the output of the default
        language."""
        output = Path(self.settings.get("MAIN_OUTPUT_PATH", self.output_path))
        self._write_exports(output, texts := standing.texts())
        if self._is_default_language():
            if texts is not None:
                texts.leave()
            for source, save_as in self._placed.copies:
                path = output / save_as
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, path)

    def _write_exports(self, output: Path, texts: Texts | None) -> None:
        """Write the exports, of which each run has a share."""
        names, url = self._settings.exports, self._settings.url
        for save_as, text in files(self._entries, names, url, texts, self._share()):
            _write_bytes(f"{output}/{save_as}", text.encode())

    def _share(self) -> tuple[int, int]:
        """Return which share of the work of all runs is this one's, and how many there are."""
        if self._build is None:
            return 0, 1
        languages = self._build.languages
        return languages.index(self.settings["I18N"].language), len(languages)

    def _write(self, writer: Writer, template: Any, save_as: str, **variables: Any) -> None:
        relative = self.settings["RELATIVE_URLS"]
        writer.write_file(save_as, template, self.context, relative, **variables)

    def _is_default_language(self) -> bool:
        # The default language is the one whose pages have no prefix; plain Pelican has one only.
        translator = self.settings.get("I18N")
        return translator is None or not translator.language.prefix


def _write_bytes(path: str, data: bytes) -> None:
    try:
        with open(path, "wb", 0) as file:  # noqa: PTH123 - thousands of them
            file.write(data)
    except FileNotFoundError:  # nearly always the entry's page has made the directory
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)


def _log(errors: Iterable[Diagnostic], warnings: Iterable[Diagnostic]) -> None:
    for error in errors:
        logger.error("%s", error)
    for warning in warnings:
        logger.warning("%s", warning)
