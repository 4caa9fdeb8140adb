"""Names in APA references: Publication Manual, 7th edition, sections 9.7 to 9.12."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from plugins.publications.citations.people import initials
from plugins.publications.names import Author


def authors(people: Sequence[Author], others: bool = False) -> str:
    """Return the names of a list of references: up to 20, of more the first 19 and the last (9.8).

    Of a list that the .bib file itself breaks off, the last is not known: it ends with "et al.".
    """
    names = [_inverted(person) for person in people]
    if others:
        return ", ".join((*names, "et al."))
    if len(names) > 20:
        return f"{', '.join(names[:19])}, … {names[-1]}"
    if len(names) == 2 and "," not in names[0]:
        return " & ".join(names)
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _inverted(person: Author) -> str:
    if person.literal or person.is_east_asian or not person.given:
        return person.name
    family = f"{person.prefix} {person.family}".strip(" ") if person.prefix else person.family
    return ", ".join(filter(None, (family, _initials(person.given), person.suffix)))


@lru_cache(maxsize=1 << 14)
def _initials(given: str) -> str:
    return " ".join("-".join(f"{letter}." for letter in name) for name in initials(given))


def in_order(people: Sequence[Author]) -> str:
    """Return names that stand inside the reference: initials first (9.28)."""
    names = []
    for person in people:
        if person.literal or person.is_east_asian:
            names.append(person.name)
        else:
            parts = (_initials(person.given), person.prefix, person.family, person.suffix)
            names.append(" ".join(filter(None, parts)))
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 2 else " & ".join(names)


def role(people: Sequence[Author], word: str) -> str:
    """Return *word*, "Ed." or "Trans.", in the number of *people* (9.7)."""
    return word if len(people) == 1 or word == "Trans." else f"{word[:-1]}s."
