"""What a build has before it runs: its languages, their catalogs, and which page is in which."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.utils import slugify

from plugins.diagnostics import Diagnostic, SourceError, shown_path

from . import catalogs, coverage, languages, natives, progress, sources
from .assets import Assets
from .build import Build
from .catalogs import UPDATE, Catalog
from .preview import Preview
from .settings import min_coverage
from .translator import Translator

logger = logging.getLogger(__name__)


def plan(settings: Mapping[str, Any]) -> tuple[Build, tuple[Translator, ...]]:
    """Return the build that the *settings* ask for, and a translator for each of its languages.

    Logs what is wrong with the sources. Raises `SourceError` for what leaves no site to be built.
    """
    content, translations = Path(settings["PATH"]), Path(settings["I18N_PATH"])
    if endless := sources.loops((content, Path(settings["THEME"]))):
        raise SourceError(endless)
    statics = tuple(Path(settings["THEME"], path) for path in settings["THEME_STATIC_PATHS"])
    found = languages.find(translations, settings["DEFAULT_LANG"], settings["I18N_LANGUAGES"])
    build = Build(
        found,
        written(settings, found),
        settings["SITEURL"].rstrip("/"),
        bool(settings["RELATIVE_URLS"]),
        theme_static_dir=settings["THEME_STATIC_DIR"],
        assets=Assets(statics),
    )
    if settings["I18N_PREVIEW"]:
        build.preview = Preview(str(settings["I18N_EDIT_URL"] or ""))
    for fault in (
        *sources.faults(content, settings["IGNORE_FILES"]),
        *sources.unlisted((translations, Path(settings["THEME"]))),
        *build.plan.faults,
    ):
        logger.error("%s", fault)
    made = translators(found, settings["I18N_URL_HOSTS"], build.preview)
    build.progress = progress.of_site(translations / "messages.pot", made, build.plan)
    least = min_coverage(settings)
    build.plan = coverage.restrict(build.plan, build.progress, least, content)
    offered = [each for each in made if each.language.tag in build.plan.languages]
    build.languages = tuple(each.language for each in offered)
    return build, tuple(offered)


def written(settings: Mapping[str, Any], found: tuple[languages.Language, ...]) -> natives.Plan:
    """Return which file of the content is written in which of the languages *found*."""
    content = Path(settings["PATH"])
    return natives.plan(
        content,
        sources.readable(content),
        [language.tag for language in found],
        found[0].tag,
        lambda title: str(slugify(title, regex_subs=settings["SLUG_REGEX_SUBSTITUTIONS"])),
        settings["PAGE_PATHS"],
    )


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


def warn_if_behind(translator: Translator) -> None:
    """Warn if the catalog has not heard of some messages of the sources."""
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
