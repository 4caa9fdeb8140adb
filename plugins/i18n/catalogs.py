"""Reading gettext catalogs. What is wrong with a file is an error; nothing of it is repaired.

`syntax` looks at the lines first, then Babel reads the entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import c2py
from io import StringIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from plugins.diagnostics import Diagnostic, shown_path

from . import guard
from .pofile import previous_msgids
from .syntax import CatalogError, Key, scan

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BYTES = 5_000_000
_FORM = re.compile(r"^(?:#~ )?msgstr\[(\d)\] \"\"$(?!\n(?:#~ )?\")", re.MULTILINE)

_LANGUAGE = re.compile(r'("|\\n)Language: *([A-Za-z0-9_@.-]*) *\\n', re.IGNORECASE)

UPDATE = "python -m plugins.i18n update"
"""The command that tells catalogs of new messages."""

__all__ = [
    "UPDATE", "Catalog", "CatalogError", "Key", "decode", "key_of", "parse", "read", "scan",
    "strings_of",
]  # fmt: skip


@dataclass(frozen=True)
class Catalog:
    """The current translations of one language: fuzzy and empty ones are not among them."""

    path: str = ""
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """Each message's msgstrs; one, or one for each plural form."""
    lines: Mapping[Key, int] = field(default_factory=dict)
    """The line of each entry (translated or not) in the file."""
    fuzzy: frozenset[Key] = frozenset()
    """The entries whose translation is of an earlier text."""
    incomplete: frozenset[Key] = frozenset()
    """The entries that have some plural forms and lack others."""
    forms: int = 0
    """How many plural forms the header declares, or else the language has; 0: unknown."""
    plural: Callable[[int], int] | None = None
    """The plural form of a number, as the header has it: tools differ in their order."""
    says: str = ""
    """The language that the header names; its folder decides."""
    credits: tuple[str, ...] = ()
    """Who is named in the header: the last translator, and those in its comment, mail left out.
    A name that `guard` would refuse in a text is none."""

    def get(self, msgid: str, context: str = "") -> str | None:
        """Return the translation of a message without plural, or None."""
        found = self.messages.get((context, msgid))
        return found[0] if found else None

    def line(self, msgid: str, context: str = "") -> int:
        """Return the line where the message's entry starts; 0 if it has none."""
        return self.lines.get((context, msgid), 0)


def read(path: Path, locale: Locale) -> Catalog:
    """Read a ``.po`` file. Raises CatalogError with every fault that it has."""
    return _read(decode(path), path, shown_path(path), locale)


@lru_cache(maxsize=16)  # most are as they were when a watched site is built again
def _read(text: str, path: Path, shown: str, locale: Locale) -> Catalog:
    entries = scan(text, shown, get_plural(locale).num_plurals)
    catalog = parse(text, path, locale)
    found = [(key_of(each), strings_of(each), each.fuzzy) for each in catalog if each.id]
    language = _LANGUAGE.search(text)
    return Catalog(
        shown,
        {key: strings for key, strings, fuzzy in found if not fuzzy and _complete(strings)},
        entries,
        frozenset(key for key, strings, fuzzy in found if fuzzy and any(strings)),
        frozenset(key for key, strings, _ in found if any(strings) and not _complete(strings)),
        catalog.num_plurals,
        plural_of(catalog.plural_expr, catalog.num_plurals, shown, _line_of_forms(text)),
        language[2] if language else "",
        _credits(catalog),
    )


def plural_of(expression: str, forms: int, where: str, line: int) -> Callable[[int], int]:
    """Return what a header's formula computes. Raises CatalogError if it computes no form."""
    try:
        compute = c2py(expression)
        found = {compute(number) for number in range(1000)}
    except (ValueError, ZeroDivisionError, OverflowError, RecursionError):
        what = "has a Plural-Forms that cannot be computed. Copy that of your language."
        raise CatalogError([Diagnostic(where, line, what)]) from None
    if wrong := sorted(found - set(range(forms))):
        what = f"has a Plural-Forms that gives {wrong[0]}, but nplurals={forms}."
        raise CatalogError([Diagnostic(where, line, f"{what} Copy that of your language.")])
    return compute


def _line_of_forms(text: str) -> int:
    return text.partition('"Plural-Forms:')[0].count("\n") + 1


def _credits(catalog: BabelCatalog) -> tuple[str, ...]:
    """Return the people named in the header, in its order, each once."""
    lines = re.findall(r"^#\s*([^<\n]+?)\s*<[^>\n]*>", catalog.header_comment or "", re.MULTILINE)
    last = re.sub(r"\s*<[^>]*>", "", catalog.last_translator or "").strip()
    named = [*lines, last] if last not in ("", "none", "FULL NAME") else lines
    shown = (name for name in named if name != "FIRST AUTHOR" and not guard.text("", name))
    return tuple(dict.fromkeys(shown))


def decode(path: Path) -> str:
    """Return the file's text. Only UTF-8 without a byte order mark, below 5 MB, is a catalog."""
    where = shown_path(path)
    data = path.read_bytes()
    if len(data) > _BYTES:
        what = "is larger than 5 MB, as no catalog of a site is. Restore it, or delete it."
        raise CatalogError([Diagnostic(where, 1, what)])
    if data.startswith(b"\xef\xbb\xbf"):
        raise CatalogError(
            [Diagnostic(where, 1, "starts with a byte order mark. Save it as UTF-8 without BOM.")]
        )
    if data.startswith(_UTF_16) or b"\0" in data[:2]:
        raise CatalogError([Diagnostic(where, 1, "is UTF-16. Save the file as UTF-8.")])
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CatalogError(
            [Diagnostic(where, line, "is not UTF-8. Save the file as UTF-8.")]
        ) from error


def parse(text: str, path: Path, locale: Locale) -> BabelCatalog:
    """Return Babel's catalog of *text*, all entries included. Raises CatalogError."""
    # The folder says which language it is; Babel would believe the header.
    text = _LANGUAGE.sub(lambda match: f"{match[1]}Language: {locale}\\n", text, count=1)
    text, previous = previous_msgids(without_spare_forms(text, locale))
    try:
        catalog = read_po(StringIO(text), locale=locale, abort_invalid=True)
    except PoFileError as error:
        line = error.lineno + 1 if error.lineno is not None else 0
        what = f"{str(error).split(' on ')[0]}. Correct the line."
        raise CatalogError([Diagnostic(shown_path(path), line, what)]) from error
    except (LookupError, ValueError, TypeError) as error:
        what = f"has a header that cannot be read ({error}). Copy the header of messages.pot."
        raise CatalogError([Diagnostic(shown_path(path), 1, what)]) from error
    for message in [*catalog, *catalog.obsolete.values()]:
        message.previous_id = previous.get(message.lineno or 0, [])
    return catalog


def without_spare_forms(text: str, locale: Locale) -> str:
    """Return *text* with empty lines for the empty plural forms that the language does not have.

    A copy of messages.pot has two, whatever the language.
    """
    declared = re.search(r"^\"Plural-Forms:\s*nplurals\s*=\s*(\d)", text, re.MULTILINE)
    forms = int(declared[1]) if declared else get_plural(locale).num_plurals
    return _FORM.sub(lambda match: match[0] if int(match[1]) < forms else "", text)


def _complete(strings: tuple[str, ...]) -> bool:
    """Whether no plural form is missing: blank ones would leave a hole in the page."""
    return all(text.strip() for text in strings)


def key_of(message: Message) -> Key:
    """Return what names a message: its context, and its msgid without the plural."""
    msgid = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return message.context or "", str(msgid)


def strings_of(message: Message) -> tuple[str, ...]:
    """Return the msgstrs of a message: one, or one for each plural form; "" for an empty one."""
    value: object = message.string
    return tuple(map(str, value)) if isinstance(value, (tuple, list)) else (str(value or ""),)
