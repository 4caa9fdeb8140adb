"""The language of a work: from biblatex's names to BCP 47, and from the script of a text."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

_LANGUAGES = {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "canadian": "en-CA", "australian": "en-AU", "newzealand": "en-NZ",
    "ngerman": "de", "naustrian": "de-AT", "nswissgerman": "de-CH", "austrian": "de-AT",
    "brazilian": "pt-BR", "brazil": "pt-BR", "portuges": "pt", "francais": "fr", "frenchb": "fr",
    "chinese-simplified": "zh-Hans", "chinese-traditional": "zh-Hant", "magyar": "hu",
    "norsk": "nb", "nynorsk": "nn", "farsi": "fa", "mexican": "es-MX",
}  # fmt: skip
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def lang(langid: str) -> str:
    """Return the BCP 47 tag of a biblatex *langid* ("german", "zh-Hans"), or "" if unknown."""
    name = langid.strip().lower()
    if not name or name in _LANGUAGES:
        return _LANGUAGES.get(name, "")
    if name in _names():
        return _names()[name]
    try:
        return str(Locale.parse(langid.strip().replace("-", "_"))).replace("_", "-")
    except (ValueError, UnknownLocaleError):
        return ""


@cache
def _names() -> dict[str, str]:
    return {
        text.lower(): str(tag).replace("_", "-") for tag, text in Locale("en").languages.items()
    }


@lru_cache(maxsize=1 << 14)  # pages, lists and exports ask it of the same titles
def lang_of(text: str) -> str:
    """Return the language that the script of *text* tells: zh, ja, ko, ru, or "" for others."""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    if _HAN.search(text):
        return "zh"
    return "ru" if _CYRILLIC.search(text) else ""
