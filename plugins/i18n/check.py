"""What is wrong with the catalogs, said before a build has to: the translator's and CI's check.

Errors are what a build refuses (`guard`, by the judges that the page itself has), what cannot be
read whole, and a catalog behind its sources; `advice` has the warnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message

from plugins.content.parser import markdown_for
from plugins.content.source import examine as examine_page
from plugins.diagnostics import Diagnostic, shown_path

from . import advice, catalogs, guard, template
from .catalogs import UPDATE, key_of
from .findings import Finding
from .languages import Language, parse_locale
from .markdown import render_inline
from .messages import markdown_judge
from .plan import written
from .pofile import write
from .translator import Judge, Translator, theme_judge

_LABEL = re.compile(
    r"(title|description) of |(category|tag) of the article|what .* stands for"
    r"|(alt|title|aria-label|placeholder) text|setting |label in the setting "
)
"""The comments of messages whose translation is shown as plain text."""

_AS_PUBLISHED = "title of a press report"
"""Others' words, with their punctuation."""

GLOSSARY = "glossary.csv"


def examine(
    settings: Mapping[str, Any], settings_file: Path, found: tuple[Language, ...]
) -> list[Finding]:
    """Return all that there is to say of every catalog, by file and line."""
    pot = template.build(settings, settings_file)
    plan = written(settings, found)
    directory = Path(settings["I18N_PATH"])
    findings = list(_template(pot, directory / "messages.pot"))
    judges = _Judges(settings, settings_file)
    for language in found:
        if language.catalog is None:
            continue
        try:
            catalog = catalogs.read(language.catalog, language.locale)
        except catalogs.CatalogError as error:
            findings += map(Finding, error.diagnostics)
            continue
        wanted = template.for_language(pot, language, plan)
        translator = Translator(language, plan.source_lang, catalog)
        findings += _misnamed(catalog, language)
        findings += _behind(wanted, catalog, language.catalog)
        terms = _glossary(directory, language, plan.source_lang)
        for message in wanted:
            refused = list(_refused(message, translator, judges))
            findings += refused or _doubts(message, translator, judges, terms)
    return sorted(findings)


def _template(pot: BabelCatalog, path: Path) -> Iterator[Finding]:
    if path.is_file() and path.read_bytes() != write(pot):
        yield Finding(Diagnostic(shown_path(path), 0, f"is behind the sources. Run {UPDATE}."))


def _behind(wanted: BabelCatalog, catalog: catalogs.Catalog, path: Path) -> Iterator[Finding]:
    needed = {key_of(message) for message in wanted if message.id}
    lacking, gone = len(needed - catalog.lines.keys()), len(catalog.lines.keys() - needed - {_HEAD})
    if lacking:
        what = f"lacks {_counted(lacking)} of the sources. Run {UPDATE}."
        yield Finding(Diagnostic(shown_path(path), 0, what))
    elif gone:
        what = f"has {_counted(gone)} that the sources no longer have. Run {UPDATE}."
        yield Finding(Diagnostic(shown_path(path), 0, what))


def _counted(count: int) -> str:
    return "1 message" if count == 1 else f"{count} messages"


def _misnamed(catalog: catalogs.Catalog, language: Language) -> Iterator[Finding]:
    """Yield the fault of a catalog that was made for another language than its folder's."""
    try:
        said = parse_locale(catalog.says).language
    except ValueError:
        return
    if said != language.locale.language:
        what = f'says "Language: {catalog.says}" in the folder of {language.locale}. Correct one.'
        yield Finding(Diagnostic(catalog.path, catalog.line(""), what))


_HEAD = ("", "")


def _refused(message: Message, translator: Translator, judges: _Judges) -> Iterator[Finding]:
    context, msgid = key_of(message)
    strings = translator.catalog.messages.get((context, msgid), ())
    reasons = (
        judge(msgid, string)
        for judge in judges.of(message)
        for string in strings
        if string != msgid
    )
    if (context, msgid) in translator.catalog.incomplete:
        last = translator.catalog.forms - 1
        what = f'the translation of "{msgid}" lacks a plural form. Write msgstr[0] to [{last}].'
        line = translator.catalog.line(msgid, context)
        yield Finding(Diagnostic(translator.catalog.path, line, what))
    if reason := next(filter(None, reasons), None):
        yield Finding(translator.rejection(msgid, context, reason))


def _doubts(
    message: Message, translator: Translator, judges: _Judges, terms: advice.Glossary
) -> Iterator[Finding]:
    """Yield a warning for each thing that may be wrong in a translation."""
    catalog, language = translator.catalog, translator.language.locale.language
    if not message.id or message.context == "url":
        return
    if _AS_PUBLISHED in message.auto_comments:
        language = ""
    forms = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    for number, string in enumerate(catalog.messages.get(key_of(message), ())):
        msgid = str(forms[min(number, len(forms) - 1)])
        said = [*advice.advise(msgid, string, language, terms), *judges.lost(message, string)]
        yield from (_warning(catalog, key_of(message), what) for what in said)


def _warning(catalog: catalogs.Catalog, key: catalogs.Key, what: str) -> Finding:
    context, msgid = key
    short = msgid if len(msgid) < 50 else msgid[:49] + "…"
    text = f'the translation of "{short}" {what}{"" if what.endswith("?") else "."}'
    return Finding(Diagnostic(catalog.path, catalog.line(msgid, context), text), "warning")


def _glossary(directory: Path, language: Language, source: str) -> advice.Glossary:
    path = directory / GLOSSARY
    if not path.is_file():
        return advice.Glossary()
    names = (str(language.locale), language.tag)
    return advice.glossary(path.read_text("utf-8-sig", "replace"), source, names)


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
        self._probes: dict[str, Callable[[str], str]] = {}

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

    def lost(self, message: Message, translation: str) -> Iterator[str]:
        """Yield what a translation lacks of its source's markup."""
        context, msgid = key_of(message)
        names = [name for name, _ in message.locations if name in self._pages]
        if (
            not re.search(r"[*_`<\[]", msgid)
            or context
            or all(_LABEL.match(comment) for comment in message.auto_comments)
        ):
            return
        render: Callable[[str], str] = str
        if names and not any(each.startswith("HTML") for each in message.auto_comments):
            self._page(names[0])
            render = self._probes[names[0]]
        if tag := advice.lost(render(msgid), render(translation)):
            yield f"lacks <{tag}> of its source. Is it meant?"

    def _page(self, name: str) -> Judge:
        if name not in self._of_page:
            parser, probe = markdown_for(self._settings), markdown_for(self._settings)
            parser.source, _ = examine_page(self._pages[name])
            parser.convert(parser.source.body)
            probe.references.update(parser.references)
            self._of_page[name] = markdown_judge(probe)
            self._probes[name] = partial(render_inline, probe)
        return self._of_page[name]
