"""The site in every language: Pelican, run once per language on the same sources.

Flow of a build: find the languages and read their catalogs; settle which page is in which
language; run Pelican for the default language, then for each other one, all into one staging
directory; let the plugins write what spans the languages (`languages_finalized`); publish.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from blinker import signal
from pelican import Pelican
from pelican.plugins import signals
from pelican.utils import slugify
from pelican.writers import Writer

from plugins.diagnostics import Diagnostic, SourceError, shown_path

from . import (
    catalogs,
    coverage,
    languages,
    natives,
    places,
    progress,
    sources,
    summary,
    terminal,
    watch,
)
from .assets import Assets
from .build import Build
from .catalogs import Catalog
from .check import UPDATE
from .faults import Faults
from .overlay import overlay
from .preview import Preview
from .settings import check, defaults, min_coverage
from .staging import Published, Unfinished, manifest, publish, staged
from .translator import Translator
from .unchanged import Memory
from .writer import CarefulWriter, Claims

logger = logging.getLogger(__name__)

languages_finalized = signal("languages_finalized")
"""Sent once per build after the last language's run: sender the `Build`, ``pelican=`` the object,
``output_path=`` the root of the output being built."""


class MultilingualPelican(Pelican):
    """Pelican for a site in several languages. Set ``PELICAN_CLASS`` to this class."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings: dict[str, Any]
        self.output_path: str
        self.delete_outputdir: bool
        self.faults = Faults(settings["PATH"])
        with self.faults.collecting():
            try:
                super().__init__(settings)
            except Exception as error:  # a plugin whose import fails in another way than missing
                self.faults.add(error, "pelicanconf.py: PLUGINS")
                self.faults.report()
                raise SystemExit(1) from None
        self.settings = {**defaults(settings), **self.settings}
        self.translations = Path(self.settings["I18N_PATH"])
        self.bar: terminal.Bar | None = None

    def run(self) -> None:
        """Build the site; under ``pelican -r``, again at each change. Exits 1 if it fails."""
        arguments = watch.autoreloading()
        if arguments is not None:
            watch.forever(self, arguments)
        elif not self.build():
            raise SystemExit(1)

    def build(self) -> bool:
        """Build the site once. Return whether it succeeded; if not, no byte has changed."""
        faults = Faults(self.settings["PATH"])
        faults.errors.update(self.faults.errors)
        faults.warn(self.faults.warnings)
        started = time.perf_counter()
        try:
            with terminal.bar() as self.bar, faults.collecting(), terminal.not_done():
                result = self._build(faults)
        except Unfinished as error:
            faults.add(error)
            faults.outcome = "the output is partly new, the next good build finishes the job"
        except (OSError, SourceError) as error:
            faults.add(error, shown_path(self.settings["OUTPUT_PATH"]))
        faults.report()
        if faults.errors:
            return False
        if logging.getLogger("pelican").isEnabledFor(logging.ERROR):  # not with -q
            seconds = time.perf_counter() - started
            # Not by Pelican's console: what it prints to a file it wraps at 80 columns.
            print(summary.line(*result, len(faults.warnings), seconds), flush=True)
        return True

    def _build(self, faults: Faults) -> tuple[str, Published]:
        cache, output = Path(self.settings["CACHE_PATH"]), Path(self.settings["OUTPUT_PATH"])
        with staged(cache) as staging:
            check(self.settings)
            if outside := places.faults(self.settings):
                raise SourceError(outside)
            memory = Memory(self.settings, self.plugins)
            if not faults.errors and (record := memory.recall()):
                faults.warn(record.warnings)
                return record.pages, Published(0, len(record.output), 0, len(record.output))
            reuse = memory.reuse()
            memory.forget()
            try:
                build, translators = self._plan()
                reuse.settle(translators)
                build.reuse = reuse
            except languages.LanguageError as error:
                faults.add(error)
                return "", Published()
            if self.bar is not None:
                self.bar.begin(len(translators))
            for translator in translators:
                self._run(overlay(self.settings, build, translator, staging), faults)
            self._finish(build, staging, faults)
            for translator in translators:
                faults.warn(reuse.say_again(translator))
                _warn_if_behind(translator)
            if faults.errors:
                return "", Published()
            retained = self.settings["OUTPUT_RETENTION"]
            clean = retained if self.settings["DELETE_OUTPUT_DIRECTORY"] else None
            published = publish(staging, output, cache, clean=clean, kept=reuse.kept)
            traces, pages = reuse.traces(translators, build.assets), summary.pages(build)
            with suppress(OSError):  # the site is out; without a record the next build is whole
                written = manifest(cache, output)
                memory.remember(written, reuse.kept, pages, faults.warnings, traces)
            return summary.pages(build), published

    def _plan(self) -> tuple[Build, tuple[Translator, ...]]:
        settings = self.settings
        found = languages.find(
            self.translations, settings["DEFAULT_LANG"], settings["I18N_LANGUAGES"]
        )
        build = Build(
            found,
            natives.plan(
                Path(self.path),
                sources.readable(Path(self.path)),
                [language.tag for language in found],
                found[0].tag,
                lambda title: str(slugify(title, regex_subs=settings["SLUG_REGEX_SUBSTITUTIONS"])),
                settings["PAGE_PATHS"],
            ),
            settings["SITEURL"].rstrip("/"),
            bool(settings["RELATIVE_URLS"]),
            theme_static_dir=settings["THEME_STATIC_DIR"],
            assets=Assets(tuple(Path(self.theme, path) for path in settings["THEME_STATIC_PATHS"])),
        )
        if settings["I18N_PREVIEW"]:
            build.preview = Preview(str(settings["I18N_EDIT_URL"] or ""))
        for fault in (
            *sources.faults(Path(self.path), settings["IGNORE_FILES"]),
            *sources.unlisted((self.translations, Path(self.theme))),
            *build.plan.faults,
        ):
            logger.error("%s", fault)
        made = translators(found, settings["I18N_URL_HOSTS"], build.preview)
        build.progress = progress.of_site(self.translations / "messages.pot", made)
        least = min_coverage(settings) or 0.0
        build.plan = coverage.restrict(build.plan, build.progress, least, Path(self.path))
        offered = [each for each in made if each.language.tag in build.plan.languages]
        build.languages = tuple(each.language for each in offered)
        return build, tuple(offered)

    def _run(self, settings: dict[str, Any], faults: Faults) -> None:
        """Run Pelican with the settings of one language, and put the site's back."""
        kept = self.settings, self.output_path, self.delete_outputdir
        self.settings = settings
        self.output_path, self.delete_outputdir = settings["OUTPUT_PATH"], False
        self.claims = claims = Claims(settings["I18N_BUILD"], settings["I18N"].language)
        try:
            with (
                signals.page_generator_write_page.connected_to(claims.begin),
                signals.article_generator_write_article.connected_to(claims.begin),
                signals.content_written.connected_to(claims.written),
                signals.feed_written.connected_to(claims.feed),
                terminal.following(self.bar, claims.language.tag),
            ):
                super().run()
        except Exception as error:  # whatever a template or a plugin raises ends this language only
            faults.add(error, claims.current)
        finally:
            self.settings, self.output_path, self.delete_outputdir = kept

    def _finish(self, build: Build, staging: Path, faults: Faults) -> None:
        if self.bar is not None:
            self.bar.finish()
        try:
            build.reuse.name_assets(build.assets)
            build.assets.rename(staging / build.theme_static_dir)
            if build.preview is not None:
                build.preview.sign(staging)
            languages_finalized.send(build, pelican=self, output_path=staging)
        except Exception as error:  # as in _run
            faults.add(error)

    def _get_writer(self) -> Writer:
        writer: Writer = super()._get_writer()
        if type(writer) is Writer:
            return CarefulWriter(self.output_path, self.settings, self.claims)
        return writer


def translators(
    found: tuple[languages.Language, ...],
    url_hosts: tuple[str, ...],
    preview: Preview | None = None,
) -> tuple[Translator, ...]:
    """Return a translator for each language; log each catalog that cannot be read."""
    siblings: dict[str, Translator] = {}
    for language in found:
        catalog = _catalog(language)
        siblings[language.tag] = Translator(
            language, found[0].tag, catalog, siblings, tuple(url_hosts), preview=preview
        )
    return tuple(siblings.values())


def _warn_if_behind(translator: Translator) -> None:
    catalog = translator.catalog
    if translator.lacking and catalog.lines:  # without lines it could not be read
        count = len(translator.lacking)
        lacking = "1 message" if count == 1 else f"{count} messages"
        what = f"lacks {lacking} of the sources. Run {UPDATE}."
        logger.warning("%s", Diagnostic(catalog.path, 0, what))


def _catalog(language: languages.Language) -> Catalog:
    if language.catalog is None:
        return Catalog()
    try:
        return catalogs.read(language.catalog, language.locale)
    except catalogs.CatalogError as error:
        for diagnostic in error.diagnostics:
            logger.error("%s", diagnostic)
        return Catalog(shown_path(language.catalog))
