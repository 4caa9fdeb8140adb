"""The owner's plain texts with the punctuation of the language they are shown in."""

from __future__ import annotations

from plugins.content.typography import english

from .preview import Noted


def typeset(text: str, lang: str) -> str:
    """Return *text* with English quotes, dashes and fixed spaces, if *lang* is English.

    A text that a preview has a note on keeps it.
    """
    if lang.split("-")[0] != "en":
        return text
    made = english(text)
    return Noted(made, text.number, text.note) if isinstance(text, Noted) else made
