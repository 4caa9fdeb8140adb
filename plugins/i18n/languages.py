"""The languages of a site: which there are, what they are called, where they live.

A language is a file: ``translations/<locale>/LC_MESSAGES/messages.po``. Everything else (its tag,
name, direction, prefix) follows from CLDR; ``I18N_LANGUAGES`` only overrides. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from plugins.diagnostics import Diagnostic, SourceError, shown_path

CATALOG = Path("LC_MESSAGES", "messages.po")

_SCRIPTS = frozenset({"zh", "yue", "sr"})
"""Languages read in two scripts: a page must say which, so a bare code gets the usual one."""


PSEUDO = {"en_XA": "en", "ar_XB": "ar"}
"""Each pseudolocale with the locale whose CLDR data it borrows, since CLDR has none for it."""

_OVERRIDES = ("name", "prefix", "tag", "dir")


class LanguageError(SourceError):
    """A language that cannot be offered."""


@dataclass(frozen=True)
class Language:
    """One language of the site."""

    locale: Locale
    """Babel's (``zh_Hans``): the name of its catalog's directory."""
    tag: str
    """BCP 47 (``zh-Hans``): what ``lang`` and ``hreflang`` say."""
    prefix: str
    """The first part of its addresses (``zh``); empty for the default language."""
    name: str
    """Its own name (``中文``)."""
    dir: str
    """``ltr`` or ``rtl``."""
    catalog: Path | None
    """Its ``.po`` file; the default language may have none."""

    @cached_property  # every page asks for it
    def og(self) -> str:
        """The locale as Open Graph spells it, ``language_TERRITORY``."""
        return f"{self.locale.language}_{self.locale.territory or _likely_here(self.locale)}"


def parse_locale(text: str) -> Locale:
    """Return the locale of a BCP 47 tag or a POSIX name; ValueError for an unknown one.

    A bare code of a language that is written in several scripts gets the usual one, since ``zh``
    alone does not say which characters to show: ``zh`` is ``zh_Hans``.
    """
    name = text.replace("-", "_")
    if name.lower() in _BORROWED:
        return _borrowed(*_BORROWED[name.lower()])
    try:
        locale = Locale.parse(name)
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError(f'"{text}" is no language that CLDR knows') from error
    if locale.script is None and locale.territory is None and locale.language in _SCRIPTS:
        return Locale(locale.language, script=_likely(locale).script)
    return locale


_BORROWED = {name.lower(): (name, lender) for name, lender in PSEUDO.items()}


def _borrowed(name: str, lender: str) -> Locale:
    locale = Locale.parse(lender)
    assert locale.text_direction  # loads the data, before the name that has none is given
    locale.territory = name.partition("_")[2]
    return locale


def is_pseudo(tag: str) -> bool:
    """Whether *tag* is that of a pseudolocale, which is for testing and has no readers."""
    return tag.replace("-", "_") in PSEUDO


def tag_of(locale: Locale) -> str:
    """Return the BCP 47 tag of *locale*."""
    parts = (locale.language, locale.script, locale.territory, locale.variant)
    return "-".join(part for part in parts if part)


def find(
    translations: Path, default: str, overrides: Mapping[str, Mapping[str, Any]]
) -> tuple[Language, ...]:
    """Return the languages of a site, the default one first, then by tag.

    *translations* is the directory of catalogs, *default* the language the owner writes in,
    *overrides* the setting ``I18N_LANGUAGES``: ``{"zh-Hans": {"prefix": "cn", "name": "简体"}}``.
    Raises LanguageError naming every directory that is no language and every clash.
    """
    faults = _override_faults(overrides)
    try:
        main = parse_locale(default)
    except ValueError as error:
        what = f"DEFAULT_LANG: {error}. Write a tag such as en or zh-Hans."
        raise LanguageError([*faults, Diagnostic("pelicanconf.py", 0, what)]) from None
    catalogs: dict[Locale, Path | None] = {main: None}
    for path in sorted(translations.glob(f"*/{CATALOG.as_posix()}")):
        try:
            locale = parse_locale(path.parts[-3])
        except ValueError as error:
            where = shown_path(path.parents[1])
            faults.append(
                Diagnostic(where, 0, f"{error}. Name the folder as CLDR does: ja, pt_BR, zh_Hant.")
            )
            continue
        if catalogs.get(locale) is not None:
            faults.append(
                Diagnostic(shown_path(path), 0, f"{locale} has two catalogs. Keep one of them.")
            )
        catalogs[locale] = path
    if faults:
        raise LanguageError(faults)
    by_tag = {tag_of(parse_locale(name)): override for name, override in overrides.items()}
    languages = tuple(_language(locale, main, catalogs, by_tag) for locale in catalogs)
    if faults := _clashes(languages):
        raise LanguageError(faults)
    return languages


def _override_faults(overrides: Mapping[str, Mapping[str, Any]]) -> list[Diagnostic]:
    faults = []
    for name, override in overrides.items():
        try:
            parse_locale(name)
        except ValueError as error:
            faults.append(f"I18N_LANGUAGES: {error}. Write a tag such as en or zh-Hans.")
        for key in override:
            if key not in _OVERRIDES:
                close = get_close_matches(key, _OVERRIDES, 1) or [", ".join(_OVERRIDES)]
                faults.append(f'I18N_LANGUAGES: {name} has no "{key}". Write {close[0]}.')
    return [Diagnostic("pelicanconf.py", 0, what) for what in faults]


def _language(
    locale: Locale,
    main: Locale,
    catalogs: Mapping[Locale, Path | None],
    overrides: Mapping[str, Mapping[str, Any]],
) -> Language:
    tag = tag_of(locale)
    override = overrides.get(tag, {})
    return Language(
        locale=locale,
        tag=str(override.get("tag", tag)),
        prefix=str(override.get("prefix", "" if locale == main else _prefix(locale))).strip("/"),
        name=str(override.get("name", _own_name(locale, catalogs))),
        dir=str(override.get("dir", locale.text_direction)),
        catalog=catalogs[locale],
    )


def _prefix(locale: Locale) -> str:
    """The usual form of a language has the bare code (``zh``), any other its tag (``zh-hant``).

    It depends on no other language of the site, so that adding one moves no address.
    """
    likely = _likely(locale)
    usual = (locale.script or likely.script, locale.territory or likely.territory) == (
        likely.script,
        likely.territory,
    )
    return locale.language if usual else tag_of(locale).lower()


def _own_name(locale: Locale, all_locales: Iterable[Locale]) -> str:
    alone = sum(other.language == locale.language for other in all_locales) == 1
    names = locale.languages
    name = None if alone else names.get(str(locale))
    name = name or (names.get(locale.language) if alone else locale.get_display_name())
    return _capital(name or locale.language)


def _capital(name: str) -> str:
    """In a list of languages each stands alone, so it starts like a sentence (``Français``)."""
    return name[:1].upper() + name[1:]


def _likely(locale: Locale) -> Locale:
    return Locale.parse(get_global("likely_subtags").get(locale.language, str(locale)))


def _likely_here(locale: Locale) -> str:
    """The territory where a language in its script is most at home: ``zh_Hant`` is in TW."""
    found = get_global("likely_subtags").get(f"{locale.language}_{locale.script}")
    return str((Locale.parse(found) if found else _likely(locale)).territory)


def _clashes(languages: Iterable[Language]) -> list[Diagnostic]:
    seen: dict[str, Language] = {}
    faults = []
    for language in languages:
        other = seen.setdefault(language.prefix.casefold(), language)
        if other is not language:
            faults.append(
                Diagnostic(
                    shown_path(language.catalog or "pelicanconf.py"),
                    0,
                    f'{language.tag} and {other.tag} both live at "/{language.prefix}/". '
                    f"Give one another prefix in I18N_LANGUAGES.",
                )
            )
    return faults
