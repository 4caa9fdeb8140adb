"""Warnings about translations: what may be a mistake or may be meant, and is not rejected. Pure."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO

from .signature import Signature

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。", "(": "（", ")": "）"}
_HALF = re.compile(
    rf"(?<={_HAN})[,;:!?](?!//)|(?<={_HAN})\.(?=\s|$)|[,;!?](?={_HAN})"
    rf"|\((?=[^()]*{_HAN}[^()]*\))|(?<={_HAN})\((?=[^()]*\))"
)
_NO_PROSE = re.compile(
    r"`+[^`]*`+|\]\([^)]*\)|\]\[[^\]]*\]|<[^>]*>|\{[^}]*\}|%\(\w+\)[sd]|\w+://\S+|\S+@\S+"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'，。；]+|[\w.+-]+@[\w-]+\.[\w.-]*\w", re.ASCII)
_FULL_WIDTH = frozenset({"zh", "yue"})
"""Languages whose sentences have full-width punctuation."""


@dataclass(frozen=True)
class Glossary:
    """The translations of terms in one language, the longest terms first.

    A term that means several things has several, between semicolons: ``论文;发布``.
    """

    terms: Mapping[str, str] = field(default_factory=dict)

    def broken(self, msgid: str, msgstr: str) -> Iterator[tuple[str, str]]:
        """Yield each term of *msgid* with its translation, if *msgstr* does not have that."""
        rest, said = msgid, _folded(msgstr)
        for term, meant in self.terms.items():
            pattern = rf"(?<!\w){re.escape(term)}(?!\w)"
            if not re.search(pattern, rest, re.IGNORECASE):
                continue
            rest = re.sub(pattern, "", rest, flags=re.IGNORECASE)  # a shorter term is part of it
            if not any(_folded(each) in said for each in meant.split(";")):
                yield term, meant


def glossary(text: str, source: str, names: Iterable[str]) -> Glossary:
    """Read a table of terms (CSV): the column *source*, and the first of *names* that it has."""
    rows = csv.DictReader(StringIO(text))
    column = next((name for name in names if name in (rows.fieldnames or ())), None)
    if column is None:
        return Glossary()
    found = [(row.get(source) or "", row.get(column) or "") for row in rows]
    longest_first = sorted(found, key=lambda pair: -len(pair[0]))
    return Glossary({term: meant for term, meant in longest_first if term and meant})


def advise(msgid: str, msgstr: str, language: str, terms: Glossary) -> Iterator[str]:
    """Yield what may be wrong with a translation into *language* (its ISO 639 code)."""
    if msgstr == msgid and len(_WORD.findall(_NO_PROSE.sub(" ", msgid))) > 3:
        yield "is the source itself. Translate it, or leave it empty"
        return
    if language in _FULL_WIDTH and (half := _HALF.search(_NO_PROSE.sub("\ufffc", msgstr))):
        yield f'has a half-width "{half[0]}" in a sentence. Write {_FULL[half[0]]}'
    if new := set(_ADDRESS.findall(msgstr)) - set(_ADDRESS.findall(msgid)):
        yield f"has the address {min(new)}, which its source lacks. Is it meant?"
    for term, meant in terms.broken(msgid, msgstr) if msgstr != msgid else ():
        yield f'has not "{meant}" for "{term}", as the glossary has it. Use one word for one thing'


def lost(source_html: str, html: str) -> str | None:
    """Return the first tag that a translation lacks, told from what both become."""
    before, after = _tags(source_html), _tags(html)
    return next(iter(before - after), None)


def _tags(html: str) -> Counter[str]:
    found = Signature(html).elements
    return Counter({tag: Signature(html).count(tag) for tag, _ in found})


def _folded(text: str) -> str:
    """Neither spaces nor case make another word."""
    return re.sub(r"\s+", "", text).casefold()
