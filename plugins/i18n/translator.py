"""The messages of one language, as everything that writes a page asks for them.

Holds what the wall (`guard`) let through, marks what is shown in another language than the page's,
and says what was rejected. Knows nothing of Pelican.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from gettext import c2py
from hashlib import sha256
from html import escape

from babel.messages.plurals import get_plural
from markupsafe import Markup

from plugins.diagnostics import Diagnostic

from . import guard
from .catalogs import Catalog, Key
from .languages import CATALOG, Language, parse_locale, tag_of
from .preview import Note, Noted, Preview, State, mark

logger = logging.getLogger(__name__)

UI_LANG = "en"
"""The language of the texts in the theme and the plugins."""

_NUMBERS = 200
"""How many numbers tell one plural formula from another."""

Judge = Callable[[str, str], str | None]


@dataclass(frozen=True)
class Text:
    """A text as a page shows it: what it says, and the language it says it in."""

    text: str
    lang: str


@dataclass(frozen=True)
class Translator:
    """The messages of one language. ``siblings`` has those of every language, by tag."""

    language: Language
    source_lang: str
    catalog: Catalog = field(default_factory=Catalog)
    siblings: Mapping[str, Translator] = field(default_factory=dict, repr=False)
    url_hosts: tuple[str, ...] = ()
    lacking: set[Key] = field(default_factory=set, repr=False)
    """The messages that were asked for and that the catalog has no entry for."""
    asked: set[Key] = field(default_factory=set, repr=False)
    """The texts that were asked for outside the text of pages: those that any page may show."""
    native: set[str] = field(default_factory=set, repr=False)
    """Names that natively written pages have: they are in this language as they are."""
    named: set[str] = field(default_factory=set, repr=False)
    """Names that other pages have."""
    preview: Preview | None = None
    """Notes what is not in this language, if the build is for translators."""
    _verdicts: dict[tuple[str, ...], str | None] = field(default_factory=dict, repr=False)

    def accepted(self, msgid: str, context: str, judge: Judge, scope: str = "") -> str | None:
        """Return the current translation if there is one and *judge* finds no fault with it.

        A rejected one is named in the log, with the file and line of its entry. A verdict is
        remembered; *scope* says what else it rests on than the judge's name.
        """
        found = self.catalog.messages.get((context, msgid))
        if found is None:
            self._note_lack(msgid, context, self.source_lang)
            return None
        allowed = all(self._judged(msgid, string, context, judge, scope) for string in found)
        return found[0] if allowed else None

    def text(self, msgid: str, context: str = "") -> Text:
        """Return a text of the owner's: a title, a setting, a note. It has no markup."""
        self.asked.add((context, msgid))
        if msgid in self.native and msgid not in self.named and not context:
            return Text(msgid, self.language.tag)
        if msgid and (found := self.accepted(msgid, context, guard.text)):
            return Text(found, self.language.tag)
        return Text(self.noted(msgid, context) if msgid else "", self.source_lang)

    def noted(self, msgid: str, context: str = "", lang: str = "") -> str:
        """Return a text that is shown in *lang* (the owner's language), with a preview's note."""
        lang = lang or self.source_lang
        if self.preview is None or lang == self.language.tag:
            return msgid
        key, own = (context, msgid), self.language
        state: State = "rejected" if key in self.catalog.messages else "missing"
        state = "fuzzy" if key in self.catalog.fuzzy else state
        path = self.catalog.path or f"translations/{own.locale}/{CATALOG.as_posix()}"
        line = self.catalog.lines.get(key, 0)
        href, copy = self.preview.href(path, line), f"translations/{own.locale}.po"
        note = Note(state, own.tag, msgid, context, lang, path, line, copy, href)
        return Noted(msgid, self.preview.take(note), note)

    def url(self, address: str) -> Text:
        """Return the address of a report in this language if the catalog has its own."""

        def judge(source: str, translation: str) -> str | None:
            return guard.address(source, translation, self.url_hosts)

        found = self.accepted(address, "url", judge)
        return Text(found, self.language.tag) if found and found != address else Text(address, "")

    def digest(self, asked: Iterable[Key]) -> str:
        """Return what this catalog says to the messages *asked* for, as a digest."""
        forms = [self._form(number, 9) for number in range(_NUMBERS)]
        said = [(key, self.catalog.messages.get(key)) for key in sorted(asked)]
        return sha256(repr((forms, said)).encode()).hexdigest()

    def gettext(self, msgid: str) -> str:
        """Return a text of the theme, for places that cannot hold markup."""
        return self._theme_text("", msgid, None, 1).text

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return a text of the theme with the plural form that this language has for *number*."""
        return self._theme_text("", singular, plural, number).text

    def pgettext(self, context: str, msgid: str) -> str:
        """Return a text of the theme in a context."""
        return self._theme_text(context, msgid, None, 1).text

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """Return a text of the theme in a context, in the plural form for *number*."""
        return self._theme_text(context, singular, plural, number).text

    def marked(
        self, msgid: str, context: str = "", plural: str | None = None, number: int = 1
    ) -> Markup:
        """Return a text of the theme as HTML, marked where it is in another language."""
        found = self._theme_text(context, msgid, plural, number)
        safe = Markup(found.text if "<" in msgid else escape(found.text, quote=False))
        if isinstance(found.text, Noted):
            safe = mark(safe, found.text.number, found.text.note)
        return self.mark(safe, found.lang)

    def mark(self, html: Markup, lang: str) -> Markup:
        """Return *html* inside a span that names its language, unless it is the page's own."""
        if not html or lang == self.language.tag:
            return html
        return Markup('<span lang="{}" dir="{}">{}</span>').format(lang, direction(lang), html)

    def _theme_text(self, context: str, msgid: str, plural: str | None, number: int) -> Text:
        self.asked.add((context, msgid))
        found = self.catalog.messages.get((context, msgid))
        judge = theme_judge(plural is not None)
        if found and all(self._judged(msgid, s, context, judge) for s in found):
            index = self._form(number, len(found)) if plural else 0
            return Text(found[index], self.language.tag)
        self._note_lack(msgid, context, UI_LANG)
        shown = msgid if plural is None or number == 1 else plural
        if isinstance(noted := self.noted(msgid, context, UI_LANG), Noted):
            shown = Noted(shown, noted.number, noted.note)
        return Text(shown, self.language.tag if self._speaks_ui else UI_LANG)

    @cached_property
    def _speaks_ui(self) -> bool:
        return self.language.locale.language == UI_LANG

    def _form(self, number: int, forms: int) -> int:
        try:
            return min(self._plural(number), forms - 1)
        except ZeroDivisionError:  # a catalog's own formula, beyond the numbers it was tried with
            return forms - 1

    @cached_property
    def _plural(self) -> Callable[[int], int]:
        return self.catalog.plural or c2py(get_plural(self.language.locale).plural_expr)

    def _note_lack(self, msgid: str, context: str, lang: str) -> None:
        entry = (context, msgid)
        if context != "url" and lang != self.language.tag and entry not in self.catalog.lines:
            self.lacking.add(entry)

    def _judged(
        self, msgid: str, translation: str, context: str, judge: Judge, scope: str = ""
    ) -> bool:
        if msgid == translation:
            return True
        key = (context, msgid, translation, judge.__qualname__, scope)
        if key not in self._verdicts:
            self._verdicts[key] = reason = guard.text(msgid, translation) or judge(
                msgid, translation
            )
            if reason:
                logger.warning("%s", self.rejection(msgid, context, reason))
        return self._verdicts[key] is None

    def rejection(self, msgid: str, context: str, reason: str) -> Diagnostic:
        """Return what is said of a translation that the wall refuses."""
        short = msgid if len(msgid) < 50 else msgid[:49] + "…"
        return Diagnostic(
            self.catalog.path,
            self.catalog.line(msgid, context),
            f'the translation of "{short}" {reason}, so the source is shown. '
            "Use the markup, addresses and placeholders of the source, no others.",
        )


def direction(lang: str) -> str:
    """Return ``ltr`` or ``rtl`` for a tag; an unknown one is written from left to right."""
    try:
        return parse_locale(lang).text_direction
    except ValueError:
        return "ltr"


def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language to a reader: ``zh`` and ``zh-Hans`` do."""
    try:
        return tag_of(parse_locale(one)) == tag_of(parse_locale(other))
    except ValueError:
        return one.lower() == other.lower()


def theme_judge(plural: bool) -> Judge:
    """Return the judge of a text of the theme, with or without plural forms."""
    return _plural_judge if plural else _theme_judge


def _theme_judge(source: str, translation: str) -> str | None:
    return guard.placeholders(source, translation) or _plain_or_html(source, translation)


def _plural_judge(source: str, translation: str) -> str | None:
    """As `_theme_judge`, but a plural form need not print its number ("one paper")."""
    return guard.placeholders(source, translation, all_of_them=False) or _plain_or_html(
        source, translation
    )


def _plain_or_html(source: str, translation: str) -> str | None:
    if "<" not in source:
        return None
    return guard.placed(translation) or guard.html(source, translation)
