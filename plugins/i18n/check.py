"""What is wrong with the catalogs, said before a build has to: the translator's and CI's check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message

from plugins.content.parser import markdown_for
from plugins.diagnostics import Diagnostic, shown_path

from . import catalogs, guard, template
from .languages import Language, parse_locale, tag_of
from .messages import markdown_judge
from .translator import Judge, Translator, theme_judge

UPDATE = "python -m plugins.i18n update"


def all_faults(
    settings: Mapping[str, Any], settings_file: Path, found: tuple[Language, ...]
) -> list[Diagnostic]:
    """Return every fault of every catalog."""
    pot = template.build(settings, settings_file)
    source = tag_of(parse_locale(settings["DEFAULT_LANG"]))
    faults: list[Diagnostic] = []
    for language in found:
        if language.catalog is None:
            continue
        try:
            catalog = catalogs.read(language.catalog, language.locale)
        except catalogs.CatalogError as error:
            faults += error.diagnostics
            continue
        wanted = template.for_language(pot, language, source)
        faults += _behind(wanted, catalog, language.catalog)
        faults += _refused(wanted, Translator(language, source, catalog), settings)
    return faults


def _behind(wanted: BabelCatalog, catalog: catalogs.Catalog, path: Path) -> Iterator[Diagnostic]:
    lacking = sum(_key(message) not in catalog.lines for message in wanted if message.id)
    if lacking:
        what = f"lacks {lacking} messages of the sources. Run {UPDATE}."
        yield Diagnostic(shown_path(path), 0, what)


def _refused(
    wanted: BabelCatalog, translator: Translator, settings: Mapping[str, Any]
) -> Iterator[Diagnostic]:
    markdown = markdown_judge(markdown_for(settings))
    hosts = tuple(settings["I18N_URL_HOSTS"])
    for message in wanted:
        context, msgid = _key(message)
        for string in translator.catalog.messages.get((context, msgid), ()):
            judge = _judge(message, markdown, hosts)
            reason = None if string == msgid else guard.text(msgid, string) or judge(msgid, string)
            if reason:
                yield translator.rejection(msgid, context, reason)
                break


def _judge(message: Message, markdown: Judge, hosts: tuple[str, ...]) -> Judge:
    """The judge that the build asks, told from where the message stands."""
    if message.context == "url":
        return lambda source, translation: guard.address(source, translation, hosts)
    tops = {name.partition("/")[0] for name, _ in message.locations}
    if tops & {"theme", "plugins"}:
        return theme_judge(bool(message.pluralizable))
    if any(name.endswith(".md") for name, _ in message.locations):
        html = any(comment.startswith("HTML") for comment in message.auto_comments)
        return guard.html if html else markdown
    return guard.text


def _key(message: Message) -> catalogs.Key:
    msgid = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return message.context or "", str(msgid)
