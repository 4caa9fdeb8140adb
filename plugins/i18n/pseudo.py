"""Pseudolocales: catalogs made by a rule, to see what escapes translation and what breaks layout.

``en_XA`` is accented, longer by two fifths and bracketed; ``ar_XB`` is the same words written from
right to left. Markup, addresses, placeholders and code stay as they are. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from babel import Locale
from babel.messages.catalog import Catalog, Message

PSEUDO = {"en_XA": "en", "ar_XB": "ar"}
"""Each pseudolocale with the locale whose CLDR data it borrows."""

_PLAIN = "AaBCcDdEeFGgHhIiJjKkLlMmNnOoPpQRrSsTtUuVWwXYyZz"
_ACCENTED = "ÅåƁÇçÐðÉéƑĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪŔŕŠšŢţÛûṼŴŵẊÝýŽž"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(
    r"<[^>]*>|&[#\w]+;|%\(\w+\)[sd]|%%|`+[^`]*`+|\]\([^)]*\)|\]\[[^\]]*\]|\{[^}]*\}"
    r"|https?://\S+|\S+@\S+\.\w+|\\."
)
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def catalog(template: Catalog, name: str) -> Catalog:
    """Return the catalog of the pseudolocale *name*, every message translated."""
    locale = Locale.parse(PSEUDO[name])
    made = Catalog(locale=locale, charset="utf-8", fuzzy=False, header_comment="#")
    write: Callable[[str], str] = accented if name == "en_XA" else mirrored
    for message in template:
        if message.id and message.context != "url":
            made[message.id] = _translated(message, made.num_plurals, write)
    return made


def accented(text: str) -> str:
    """Return *text* accented, longer by two fifths, in brackets that show where it is cut."""
    words = sum(map(str.isalpha, text)) * 2 // 5
    return f"⟦{_outside_markup(text, lambda part: part.translate(_TABLE))}{'~' * words}⟧"


def mirrored(text: str) -> str:
    """Return *text* in Arabic letters, word by word."""
    return _outside_markup(
        text, lambda part: re.sub(r"[A-Za-z]", lambda m: _ARABIC[ord(m[0].lower()) % 28], part)
    )


def _outside_markup(text: str, change: Callable[[str], str]) -> str:
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*parts, change(text[end:])])


def _translated(message: Message, plurals: int, write: Callable[[str], str]) -> Message:
    if isinstance(message.id, (tuple, list)):
        singular, plural = message.id[0], message.id[1]
        strings = (write(singular), *(write(plural) for _ in range(plurals - 1)))
        return Message(message.id, strings[:plurals], context=message.context)
    return Message(message.id, write(str(message.id)), context=message.context)
