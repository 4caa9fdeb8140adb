"""Names of people: from BibTeX to given and family name, and which of them is the owner."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from bibtexparser.middlewares.names import parse_single_name_into_parts

from plugins.publications.tex import to_text

_MARKS = re.compile(r"\s*\{*\s*([*∗†‡§¶‖&^✉](?:[\s,]*[*∗†‡§¶‖&^✉])*)\s*\}*$")
_LEADING_MARKS = re.compile(r"^[{\s]*([*∗†‡§¶‖✉])[}\s]*(?=\w)")
_COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 歐陽 司馬 諸葛 "
    "東方 尉遲 公孫".split()
)
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff·]+"
)
_AND = re.compile(r"[ \r\n\t]+[aA][nN][dD][ \r\n\t]+")
_ET_AL = re.compile(r"(?:,|\s+and)?\s+et\.?\s+al\.?\s*$", re.IGNORECASE)
_AND_OR_TEX = re.compile(rf"\\.|[{{}}]|{_AND.pattern}", re.DOTALL)


@dataclass(frozen=True)
class Author:
    """One author. A body ("{OpenAI}") has only *literal*; a person has the other parts."""

    given: str
    family: str
    prefix: str = ""
    """The "von" part."""
    suffix: str = ""
    """The "Jr" part."""
    literal: str = ""
    is_owner: bool = False
    mark: str = ""
    """The marks after the name in the source, for instance of equal contribution."""
    url: str = ""
    """The person's own site, from the table of co-authors."""

    @cached_property
    def name(self) -> str:
        """The name as it is shown: given name first, except where both parts are East Asian."""
        if self.literal:
            return self.literal
        if self.is_east_asian:
            return self.family + self.given
        return " ".join(filter(None, (self.given, self.prefix, self.family, self.suffix)))

    @cached_property
    def is_east_asian(self) -> bool:
        """Whether the name is written in Han characters, kana or hangul, so family name first."""
        family, given = self.family, self.given
        return bool(_EAST_ASIAN.fullmatch(family) and _EAST_ASIAN.fullmatch(given or "·"))

    @cached_property
    def inverted(self) -> str:
        """The name as catalogs file it: "Family, Given", with prefix before and suffix after."""
        if self.literal or not self.given:
            return self.name
        family = " ".join(filter(None, (self.prefix, self.family)))
        return ", ".join(filter(None, (family, self.given, self.suffix)))


def parse_authors(value: str, owner: Iterable[str] = ()) -> tuple[tuple[Author, ...], bool]:
    """Return the authors in the BibTeX *value*, and whether it ends with ``and others``.

    *owner* is the owner's name in each form that papers print, in either order.
    """
    names = [name for name in parted(_ET_AL.sub(" and others", value)) if name.strip()]
    others = bool(names) and names[-1].strip().lower() in ("others", "{others}")
    owners = tuple(form for form in owner if form.strip())
    shown = names[:-1] if others else names
    return tuple(_author(name.strip(), owners) for name in shown), others


def parted(value: str) -> list[str]:
    """Return the names between each ``and`` that no brace encloses."""
    value = value.strip(" \r\n\t")
    if not ("{" in value or "}" in value or "\\" in value):
        return _AND.split(value)  # which gives the same, a lot faster
    names, start, depth = [], 0, 0
    for match in _AND_OR_TEX.finditer(value):
        if match[0] in ("{", "}"):
            depth = max(0, depth + (1 if match[0] == "{" else -1))
        elif depth == 0 and not match[0].startswith("\\"):
            names.append(value[start : match.start()])
            start = match.end()
    return [*names, value[start:]]


def listed(authors: tuple[Author, ...], most: int | None) -> tuple[tuple[Author, ...], int]:
    """Return the authors that a list shows, and how many it leaves out.

    It shows the first *most*, and after them the owner; all if *most* is None.
    """
    if most is None or len(authors) <= most:
        return authors, 0
    shown = (*authors[:most], *(author for author in authors[most:] if author.is_owner))
    return shown, len(authors) - len(shown)


@lru_cache(maxsize=1 << 14)  # the same people write most of a list's papers
def _author(name: str, owners: tuple[str, ...]) -> Author:
    author = parse_name(name)
    return replace(author, is_owner=any(same(author, parse_name(owner)) for owner in owners))


@lru_cache(maxsize=1 << 14)
def parse_name(name: str) -> Author:
    """Return one BibTeX *name*; it never fails: what cannot be split is a family name."""
    name = name.strip()
    if _is_braced(name):
        text, mark = _unmarked(to_text(name))
        return Author("", "", literal=text, mark=mark)
    name, leading = _without_leading_marks(name)
    parts = parse_single_name_into_parts(_family_first(name), strict=False)
    given, given_mark = _unmarked(to_text(" ".join(parts.first)))
    family, family_mark = _unmarked(to_text(" ".join(parts.last)))
    suffix, suffix_mark = _unmarked(to_text(" ".join(parts.jr)))
    mark = "".join(dict.fromkeys(leading + family_mark + given_mark + suffix_mark))
    return Author(given, family, to_text(" ".join(parts.von)), suffix, mark=mark)


def _without_leading_marks(name: str) -> tuple[str, str]:
    match = _LEADING_MARKS.match(name)
    return (name[match.end() :], match[1]) if match else (name, "")


def _family_first(name: str) -> str:
    """Return *name* with a comma after the family name where East Asian order leaves none out.

    BibTeX takes the last word for the family name; East Asian writers put it first (初 祥祥, 山田
    太郎). A single character, or a compound surname, at the end is a family name after all.
    """
    words = name.split()
    if len(words) != 2 or not all(map(_EAST_ASIAN.fullmatch, words)):
        return name
    first, last = words
    given_first = last in _COMPOUND_SURNAMES or len(last) == 1 < len(first)
    if given_first and first not in _COMPOUND_SURNAMES:
        return name
    return f"{first}, {last}"


def same(author: Author, owner: Author) -> bool:
    """Return whether *author* may be *owner*: the same family name, given names or initials.

    Accents, case, hyphens and marks do not count; nor does the order of the two names when both
    are written in full. A missing middle name matches, another one does not.
    """
    if author.literal or owner.literal:
        return _fold(author.name) == _fold(owner.name)
    if _full_names(author) & _full_names(owner):
        return True
    if _family(author) != _family(owner):
        return False
    ours, theirs = _tokens(owner.given), _tokens(author.given)
    if not ours or not theirs or len(theirs) > len(ours):
        return False
    return all(_matches(a, b) for a, b in zip(theirs, ours, strict=False))


def _is_braced(name: str) -> bool:
    """Return whether one pair of braces encloses the whole of *name*, and it is no accent."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for position, character in enumerate(name):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position == len(name) - 1
    return False


def _unmarked(text: str) -> tuple[str, str]:
    """Return *text* without the marks at its end, and the marks."""
    match = _MARKS.search(text)
    return (text[: match.start()], re.sub(r"[\s,]", "", match[1])) if match else (text, "")


@lru_cache(maxsize=1 << 14)
def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def _family(author: Author) -> str:
    return _fold(author.prefix + author.family)


def _full_names(author: Author) -> set[str]:
    given, family = _fold(author.given), _family(author)
    return {given + family, family + given} - {""}


def _tokens(given: str) -> list[str]:
    return [_fold(part) for part in re.split(r"[\s.\-‐~]+", given) if _fold(part)]


def _matches(part: str, full: str) -> bool:
    return full.startswith(part) if len(part) == 1 else part == full or full == part[:1]
