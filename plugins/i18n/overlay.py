"""The settings of one language's run, derived from the site's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican.readers import RstReader

from plugins.content.parser import Parser, markdown_for

from .build import Build
from .environment import Shown
from .languages import Language
from .markdown import Messages, Translation
from .messages import Translated
from .translator import Translator

Settings = dict[str, Any]

TEXTS = ("SITENAME", "SITESUBTITLE", "AUTHOR_JOB", "AUTHOR_PLACE")
"""Settings that readers see, besides AUTHOR, whose translation templates ask for."""
LABELS = ("MENUITEMS", "AUTHOR_LINKS", "LINKS", "SOCIAL")
"""Settings that are lists of (label, address)."""
_DOCUTILS = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}


class AsWritten(RstReader):
    """reStructuredText, shown as it is written: docutils' own words are in the owner's language."""

    def __init__(self, settings: Settings) -> None:
        lang = settings["I18N_SOURCE_LANG"].lower()
        super().__init__({**settings, "DEFAULT_LANG": _DOCUTILS.get(lang, lang)})


def overlay(
    base: Mapping[str, Any], build: Build, translator: Translator, staging: Path
) -> Settings:
    """Return the settings with which Pelican builds the site of one language."""
    language = translator.language
    siteurl = "/".join(filter(None, (build.siteurl, language.prefix)))
    settings: Settings = {
        **base,
        "I18N": translator,
        "I18N_BUILD": build,
        "I18N_SOURCE_LANG": translator.source_lang,
        "DEFAULT_LANG": language.tag.lower(),
        "SITEURL": siteurl if build.siteurl else "",
        "PUBLISHED_URL": siteurl if build.siteurl else "",
        "MAIN_PUBLISHED_URL": build.siteurl,
        "MAIN_OUTPUT_PATH": str(staging),
        "OUTPUT_PATH": str(staging / language.prefix) if language.prefix else str(staging),
        "CACHE_PATH": str(Path(base["CACHE_PATH"], "content", language.tag)),
        "DELETE_OUTPUT_DIRECTORY": False,
        **_siteurls(build, language),
        **_texts(base, translator),
    }
    settings["FEED_DOMAIN"] = base.get("I18N_FEED_DOMAIN") or settings["SITEURL"]
    settings["MARKDOWN"] = _markdown(settings, translator)
    # Pelican's reader warns of every language that docutils does not know, used or not.
    used = any(path.endswith(".rst") for path in build.plan.sources)
    settings["READERS"] = {"rst": AsWritten if used else None, **base["READERS"]}
    if language is not build.main:
        depth = language.prefix.count("/") + 1
        settings["THEME_STATIC_DIR"] = "../" * depth + base["THEME_STATIC_DIR"]
        settings["THEME_STATIC_PATHS"] = []
    return settings


def _siteurls(build: Build, here: Language) -> Settings:
    """The names that themes made for i18n_subsites use."""
    urls = {
        language.tag: "/".join(filter(None, (build.siteurl or "", language.prefix))) or "/"
        for language in build.languages
    }
    return {
        "main_lang": build.main.tag,
        "main_siteurl": urls[build.main.tag],
        "lang_siteurls": urls,
        "extra_siteurls": {tag: url for tag, url in urls.items() if tag != here.tag},
    }


def _texts(base: Mapping[str, Any], translator: Translator) -> Settings:
    shown: Settings = {}
    for name in (*TEXTS, *base.get("I18N_TEXTS", ())):
        if isinstance(base.get(name), str) and base[name]:
            shown[name] = Shown(translator.text(base[name]))
    for name in LABELS:
        if base.get(name):
            shown[name] = [(Shown(translator.text(label)), *rest) for label, *rest in base[name]]
    return shown


def _markdown(settings: Settings, translator: Translator) -> Settings:
    """Return the setting MARKDOWN with the translation of blocks.

    Translations are checked by rendering them, with a second parser that has the page's settings.
    """
    probe: list[Parser] = []
    plan, here = settings["I18N_BUILD"].plan, translator.language.tag

    def messages_of(md: Markdown) -> Messages | None:
        path = _inside(settings["PATH"], md.source.path) if isinstance(md, Parser) else ""
        if plan.native(path) or plan.shown_instead(path, here) != path:
            return None
        if not probe:
            probe.append(markdown_for({**settings, "MARKDOWN": plain}))
        probe[0].reset()
        probe[0].references.update(md.references)
        return Translated(translator, probe[0])

    plain = settings["MARKDOWN"]
    extensions = [*plain.get("extensions", []), Translation(messages_of)]
    return {**plain, "extensions": extensions}


def _inside(root: str, path: str) -> str:
    """Return the path of a file below PATH as the plan knows it."""
    return Path(os.path.relpath(path, root)).as_posix() if path else ""
