"""The site in every language: Pelican, run once per language on the same sources.

Flow of a build: find the languages and read their catalogs; settle which page is in which
language; run Pelican for the default language, then for each other one, all into one staging
directory; let the plugins write what spans the languages (`languages_finalized`); publish.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blinker import signal
from pelican import Pelican
from pelican.plugins import signals
from pelican.writers import Writer

from plugins.diagnostics import SourceError, shown_path

from . import kinds, places, summary, terminal, watch
from .faults import Faults
from .garbage import rarely_collected
from .settings import check, defaults
from .staging import Published, Unfinished, manifest, publish, staged
from .unchanged import Memory

if TYPE_CHECKING:
    from .build import Build
    from .translator import Translator

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
        for fault in kinds.settle(settings):
            self.faults.errors[str(fault)] = None
        with self.faults.collecting():
            try:
                super().__init__(settings)
            except Exception as error:  # a plugin whose import fails in another way than missing
                self.faults.add(error, "pelicanconf.py: PLUGINS")
                self.faults.report()
                raise SystemExit(1) from None
        self.settings = {**self.settings, **defaults(settings)}
        self.translations = Path(self.settings["I18N_PATH"])
        self.bar: terminal.Bar | None = None
        self._before_writing: Callable[[], tuple[str, ...]] | None = None

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
            with (
                terminal.bar() as self.bar,
                faults.collecting(),
                terminal.not_done(),
                rarely_collected(),
            ):
                result = self._build(faults)
        except Unfinished as error:
            faults.add(error)
            faults.outcome = "the output is partly new, the next good build finishes the job"
        except (OSError, SourceError) as error:
            faults.add(error, shown_path(self.settings["OUTPUT_PATH"]))
        except Exception as error:  # of a setting that nobody thought of
            faults.add(error)
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
            # Imported here, since a build that finds nothing changed needs none of it.
            from .languages import LanguageError
            from .plan import plan, warn_if_behind

            try:
                build, translators = plan(self.settings)
                reuse.settle(translators)
                build.reuse = reuse
                build.bytecode.recall(reuse.notes)
            except LanguageError as error:
                faults.add(error)
                return "", Published()
            if self.bar is not None:
                self.bar.begin(len(translators))
            self._run_all(build, translators, staging, faults, memory.comparable)
            self._finish(build, staging, faults)
            for translator in translators:
                faults.warn(reuse.say_again(translator))
                warn_if_behind(translator)
            if faults.errors:
                return "", Published()
            retained = self.settings["OUTPUT_RETENTION"]
            clean = retained if self.settings["DELETE_OUTPUT_DIRECTORY"] else None
            published = publish(staging, output, cache, clean=clean, kept=reuse.kept)
            build.bytecode.leave(reuse.notes)
            traces, pages = reuse.traces(translators, build.assets), summary.pages(build)
            with suppress(OSError):  # the site is out; without a record the next build is whole
                written = manifest(cache, output)
                memory.remember(written, reuse, pages, faults.warnings, traces)
            return pages, published

    def _run_all(
        self,
        build: Build,
        translators: Sequence[Translator],
        staging: Path,
        faults: Faults,
        comparable: bool,
    ) -> None:
        """Run Pelican for each language: the default one, and others after or beside it."""
        from .overlay import overlay
        from .parallel import Workers, may_share

        def run(translator: Translator) -> None:
            build.to_come.discard(translator.language.tag)
            with build.reuse.noting(translator.language.tag, translators):
                self._run(overlay(base, build, translator, staging), faults)

        base = self.settings
        build.to_come = set(build.tags)
        if not may_share(build, len(translators), comparable):
            for translator in translators:
                run(translator)
            return
        workers = Workers(build, translators, faults, run, self._leave_run)
        try:
            with signals.all_generators_finalized.connected_to(workers.read):
                self._before_writing = workers.start
                run(translators[0])
            for translator in workers.finish():
                run(translator)
        finally:
            workers.stop()

    def _leave_run(self) -> None:
        """Hear no more of the run that this process is in."""
        self._listening.close()
        self.bar = None

    def _run(self, settings: dict[str, Any], faults: Faults) -> None:
        """Run Pelican with the settings of one language, and put the site's back."""
        from .writer import Claims

        kept = self.settings, self.output_path, self.delete_outputdir
        self.settings = settings
        self.output_path, self.delete_outputdir = settings["OUTPUT_PATH"], False
        self.claims = claims = Claims(settings["I18N_BUILD"], settings["I18N"].language)
        settings["I18N_BUILD"].stand = claims.stand
        try:
            with ExitStack() as self._listening:
                for listening in (
                    signals.page_generator_write_page.connected_to(claims.begin),
                    signals.article_generator_write_article.connected_to(claims.begin),
                    signals.content_written.connected_to(claims.written),
                    signals.feed_written.connected_to(claims.feed),
                    terminal.following(self.bar, claims.language.tag),
                ):
                    self._listening.enter_context(listening)
                super().run()
        except Exception as error:  # whatever a template or a plugin raises ends this language only
            faults.add(error, claims.current)
        finally:
            self.settings, self.output_path, self.delete_outputdir = kept

    def _finish(self, build: Build, staging: Path, faults: Faults) -> None:
        from .writer import check_statics

        if self.bar is not None:
            self.bar.finish()
        try:
            build.reuse.name_assets(build.assets)
            check_statics(build)
            build.assets.rename(staging / build.theme_static_dir)
            if build.preview is not None:
                build.preview.sign(staging)
            languages_finalized.send(build, pelican=self, output_path=staging)
        except Exception as error:  # as in _run
            faults.add(error)

    def _get_writer(self) -> Writer:
        from .writer import CarefulWriter

        before, self._before_writing = self._before_writing, None
        if before is not None:
            terminal.end_status()  # which has a thread
            away = before()
            if self.bar is not None:
                self.bar.beside(away)
        writer: Writer = super()._get_writer()
        if type(writer) is Writer:
            return CarefulWriter(self.output_path, self.settings, self.claims)
        return writer
