"""What is wrong with the catalogs, said before a build has to: the translator's and CI's check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message

from plugins.content.parser import markdown_for
from plugins.content.source import examine
from plugins.diagnostics import Diagnostic, shown_path

from . import catalogs, guard, template
from .languages import Language, parse_locale, tag_of
from .messages import markdown_judge
from .translator import Judge, Translator, theme_judge

_LABEL = re.compile(
    r"(title|description) of |(category|tag) of the article|what .* stands for"
    r"|(alt|title|aria-label|placeholder) text|setting |label in the setting "
)
"""The comments of messages whose translation is shown as plain text."""

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
        judges = _Judges(settings, settings_file)
        faults += _refused(wanted, Translator(language, source, catalog), judges)
    return faults


def _behind(wanted: BabelCatalog, catalog: catalogs.Catalog, path: Path) -> Iterator[Diagnostic]:
    lacking = sum(_key(message) not in catalog.lines for message in wanted if message.id)
    if lacking:
        what = f"lacks {lacking} messages of the sources. Run {UPDATE}."
        yield Diagnostic(shown_path(path), 0, what)


def _refused(wanted: BabelCatalog, translator: Translator, judges: _Judges) -> Iterator[Diagnostic]:
    for message in wanted:
        context, msgid = _key(message)
        strings = translator.catalog.messages.get((context, msgid), ())
        reasons = (
            judge(msgid, string)
            for judge in judges.of(message)
            for string in strings
            if string != msgid
        )
        if reason := next(filter(None, reasons), None):
            yield translator.rejection(msgid, context, reason)


class _Judges:
    """The judges that the build asks of a message, told from where the message stands."""

    def __init__(self, settings: Mapping[str, Any], settings_file: Path) -> None:
        self._settings = settings
        self._hosts = tuple(settings["I18N_URL_HOSTS"])
        self._pages = {
            name: path
            for name, path, method in template.sources(settings, settings_file)
            if method.endswith(":markdown")
        }
        self._of_page: dict[str, Judge] = {}

    def of(self, message: Message) -> Iterator[Judge]:
        """Yield them: one text may stand in several places, and must be fit for each."""
        yield guard.text
        names = [name for name, _ in message.locations]
        if message.context == "url":
            yield lambda source, translation: guard.address(source, translation, self._hosts)
        if any(name.partition("/")[0] in ("theme", "plugins") for name in names):
            yield theme_judge(bool(message.pluralizable))
        pages = [name for name in names if name in self._pages]
        kinds = [comment for comment in message.auto_comments if not _LABEL.match(comment)]
        if pages and any(kind.startswith("HTML") for kind in kinds):
            yield guard.html
        if any(not kind.startswith("HTML") for kind in kinds):
            yield from map(self._page, pages)

    def _page(self, name: str) -> Judge:
        if name not in self._of_page:
            parser, probe = markdown_for(self._settings), markdown_for(self._settings)
            parser.source, _ = examine(self._pages[name])
            parser.convert(parser.source.body)
            probe.references.update(parser.references)
            self._of_page[name] = markdown_judge(probe)
        return self._of_page[name]


def _key(message: Message) -> catalogs.Key:
    msgid = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return message.context or "", str(msgid)
