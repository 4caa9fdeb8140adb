"""Pelican's content objects in the language of their run, and links between languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican.contents import Content, Static
from pelican.generators import Generator

from plugins.content.source import SUFFIXES, examine

from .build import Build
from .natives import Source
from .offers import offers
from .translator import Translator, direction
from .typeset import typeset

_TEXTS = ("title", "description")
"""The metadata that readers see and that is plain text."""


def localize(content: Content) -> None:
    """Show a page in its run's language; drop it where another file is shown instead."""
    translator: Translator | None = content.settings.get("I18N")
    if translator is None or isinstance(content, Static):
        return
    build: Build = content.settings["I18N_BUILD"]
    path = str(content.get_relative_source_path() or "")
    source = build.plan.sources.get(path)
    native = bool(source and source.lang)
    if source is not None:
        lang = source.lang or translator.language.tag
        content.lang = content.metadata["lang"] = lang.lower()
        content.in_default_lang = True
        if source.original:
            _take_address(content, source)
        if build.plan.shown_instead(path, translator.language.tag) != path:
            build.dropped[path] = content
            setattr(content, "is_valid", lambda: False)  # noqa: B010 - the generator skips it
            return
    names = (getattr(content, "category", None), *getattr(content, "tags", ()))
    (translator.native if native else translator.named).update(map(str, filter(None, names)))
    _translate(content, translator, native)


def _take_address(content: Any, source: Source) -> None:
    """Give a native version the address of the page that it is a version of."""
    if source.slug:
        content.slug = content.metadata["slug"] = source.slug
    original = Path(content.settings["PATH"], source.original)
    if original.suffix not in SUFFIXES:
        return
    metadata = examine(original)[0].metadata
    for name in ("url", "save_as"):
        if name in metadata and not hasattr(content, f"override_{name}"):
            setattr(content, f"override_{name}", metadata[name])


def _translate(content: Any, translator: Translator, native: bool) -> None:
    for name in _TEXTS:
        value = content.metadata.get(name)
        if not isinstance(value, str):
            continue
        shown, lang = value, translator.language.tag
        if not native:
            found = translator.text(Markup(value).unescape() if "&" in value else value)
            shown, lang = found.text, found.lang
        setattr(content, name, typeset(shown, lang))
        setattr(content, f"{name}_lang", lang)
    # Markdown is translated block by block; other files are shown as they are written.
    translated = native or str(content.source_path).endswith(SUFFIXES)
    source_lang = translator.source_lang
    if not translated and source_lang != translator.language.tag and content._content:
        marks = f'lang="{source_lang}" dir="{direction(source_lang)}"'
        content._content = f"<div {marks}>{content._content}</div>"


@dataclass(frozen=True)
class Elsewhere:
    """A page that this language does not have: links to it lead to a language that has it."""

    url: str


def link_languages(generators: list[Generator]) -> None:
    """Settle what the pages must know of other languages before the first one is written."""
    settings = generators[0].settings
    translator: Translator | None = settings.get("I18N")
    if translator is None:
        return
    build: Build = settings["I18N_BUILD"]
    context = generators[0].context
    known = context["generated_content"]
    for path in build.plan.sources:
        if path in known and known[path] is None:
            known[path] = _instead(build, translator, path, known)
    context["offers"] = offers(build, generators)


def _instead(build: Build, translator: Translator, path: str, known: dict[str, Any]) -> Any:
    here = translator.language
    if shown := build.plan.shown_instead(path, here.tag):
        return known.get(shown)
    offered, content = build.plan.offered_in(path), build.dropped.get(path)
    if not offered or content is None:
        return None
    other = build.by_tag(offered[0])
    up = "../" * (here.prefix.count("/") + 1) if here.prefix else ""
    return Elsewhere(up + "/".join(filter(None, (other.prefix, content.url))))


def share_statics(generator: Any) -> None:
    """Static files are written once, by the default language, and linked from every other."""
    build: Build | None = generator.settings.get("I18N_BUILD")
    if build is None:
        return
    here = generator.settings["I18N"].language
    if here is build.main:
        build.statics = generator.context["static_content"]
        return
    up = "../" * (here.prefix.count("/") + 1)
    for path, static in generator.context["static_content"].items():
        shared = build.statics.get(path)
        if static is not None and shared is not None:
            static.override_url = up + shared.url
            static.attach_to = _stay
    generator.staticfiles = []
    generator.context["staticfiles"] = []


def _stay(content: Content) -> None:
    """A shared file stays where the default language put it."""
