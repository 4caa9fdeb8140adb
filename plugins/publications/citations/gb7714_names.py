"""What all parts of a GB/T 7714 reference share: the edition's marks, the language, the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from plugins.publications.citations.people import initials, is_pinyin, syllables
from plugins.publications.entries import Entry
from plugins.publications.langid import lang_of
from plugins.publications.names import Author

_ET_AL = {"zh": "等", "ja": "ほか", "ko": "외", "ru": "и др."}
_TRANSLATOR = {"zh": "译", "ja": "訳", "ko": "옮김"}


@dataclass(frozen=True)
class Edition:
    """One edition of the standard."""

    year: int
    comma: str
    colon: str
    brackets: tuple[str, str]

    @cached_property
    def is_2025(self) -> bool:
        """Whether the rules of 2025 hold."""
        return self.year >= 2025

    def braced(self, text: str) -> str:
        """Return *text* in round brackets, "" if there is none."""
        return f"{self.brackets[0]}{text}{self.brackets[1]}" if text else ""


EDITION_2025 = Edition(2025, "，", "：", ("（", "）"))
EDITION_2015 = Edition(2015, ", ", ": ", ("(", ")"))


def lang(entry: Entry) -> str:
    """Return the language of the work, "" for one in Latin letters that does not say its own."""
    tag = entry.lang or lang_of(entry.title_text) or lang_of(entry.container)
    return tag.partition("-")[0]


def names(people: Sequence[Author], others: bool, tag: str, rules: Edition) -> str:
    """Return up to three names, of more the first three and "等" or "et al." (7.1.2)."""
    shown = [_name(person, rules) for person in people[:3]]
    if others or len(people) > 3:
        shown.append(_ET_AL.get(tag, "et al."))
    return rules.comma.join(shown)


def _name(person: Author, rules: Edition) -> str:
    if person.literal or person.is_east_asian:
        return person.name
    family = f"{person.prefix} {person.family}".strip(" ") if person.prefix else person.family
    if lang_of(person.family) == "zh":
        return family  # a Western name in Chinese: the family name alone
    family = family if rules.is_2025 else family.upper()
    name = " ".join(filter(None, (family, _given(person, rules))))
    return rules.comma.join(filter(None, (name, person.suffix.rstrip("."))))


def _given(person: Author, rules: Edition) -> str:
    if is_pinyin(person):
        if rules.is_2025:
            return person.given
        return " ".join(syllable[0].upper() for syllable in syllables(person.given))
    hyphen = "-" if rules.is_2025 else " "
    return " ".join(hyphen.join(name) for name in initials(person.given))


def translators(entry: Entry, rules: Edition) -> str:
    """Return the translators, up to three, and the word for them in the work's language."""
    if not entry.translators:
        return ""
    tag = lang(entry)
    shown = names(entry.translators, False, tag, rules)
    close = tag == "zh" and len(entry.translators) > 3 and not rules.is_2025
    return f"{shown}{'' if close else rules.comma}{_TRANSLATOR.get(tag, 'trans')}"
