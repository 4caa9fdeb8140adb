"""Pseudolocales: catalogs made by a rule, to see what escapes translation and what breaks layout.

``en_XA`` is accented, longer by two fifths and bracketed; ``ar_XB`` is the same words written from
right to left. Markup, addresses, placeholders, formulas and code stay as they are. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from babel.messages.catalog import Catalog

from plugins.content.formulas import FORMULA

from .languages import parse_locale
from .update import update

_PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
_ACCENTED = "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(
    rf"{FORMULA}"
    r"|<[^>]*>|&[#\w]+;|%\(\w+\)[sd]|%%|`+[^`]*`+|\]\([^)]*\)|\]\[[^\]]*\]|\{[^}]*\}"
    r"|https?://\S+|\S+@\S+\.\w+|\\."
)
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def catalog(template: Catalog, name: str) -> Catalog:
    """Return the catalog of the pseudolocale *name*, every message translated."""
    made, _ = update(template, None, parse_locale(name))
    write: Callable[[str], str] = accented if name == "en_XA" else mirrored
    for message in template:
        if message.id and message.context != "url":
            entry = made.get(message.id, message.context)
            assert entry is not None  # it was made of the template
            entry.string = _translated(message.id, made.num_plurals, write)
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


def _translated(msgid: Any, plurals: int, write: Callable[[str], str]) -> Any:
    if isinstance(msgid, (tuple, list)):
        return (write(msgid[0]), *(write(msgid[1]) for _ in range(plurals - 1)))
    return write(str(msgid))
