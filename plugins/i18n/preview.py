"""A build for translators: a text that is not translated says so, and where to translate it.

``pelican content -e I18N_PREVIEW=true``. The `Translator` notes each text that it cannot give
in its language; what is printed of it is marked with the note's number, and the page lists its
notes at its end. Such a build is not for readers: `MARKER` lies in its output, and deployments
refuse it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from markupsafe import Markup

MARKER = "PREVIEW"
"""The file at the root of an output that must not be published."""

State = Literal["missing", "fuzzy", "rejected"]
_NUMBER = re.compile(r'\bdata-i18n="(\d+)"')


@dataclass(frozen=True)
class Note:
    """A text that a page does not show in its language."""

    state: State
    lang: str
    """The language that lacks it."""
    msgid: str
    context: str
    written_in: str
    """The language of the msgid."""
    path: str
    """The catalog."""
    line: int
    """Of its entry; 0 if it has none."""
    catalog: str
    """The catalog's copy on the site, below its root."""
    href: str = ""
    """Where it is edited; "" if the owner has not said (I18N_EDIT_URL)."""

    @property
    def place(self) -> str:
        """``FILE:LINE``, as messages show it."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def told(self) -> str:
        """What the note says in one line."""
        return f"{self.state} · {self.place} · {self.msgid}"


class Noted(str):
    """A text with a note; printed as HTML it is marked, anywhere else it is a plain text."""

    number: int
    note: Note

    def __new__(cls, text: str, number: int, note: Note) -> Noted:
        """Give *text* its note."""
        noted = super().__new__(cls, text)
        noted.number, noted.note = number, note
        return noted

    def __html__(self) -> str:
        return mark(Markup.escape(str(self)), self.number, self.note)


@dataclass
class Preview:
    """The notes of one build, numbered, and those of the page being written."""

    edit_url: str = ""
    notes: dict[Note, int] = field(default_factory=dict)
    """Each note with its number, from 1."""
    unseen: list[int] = field(default_factory=list)
    """Notes on texts of this page that no mark can stand on: in attributes, in the head."""
    _by_number: list[Note] = field(default_factory=list)

    def sign(self, output: Path) -> None:
        """Leave the marker at the root of an output."""
        what = "For translators, not for readers: do not publish this directory.\n"
        (output / MARKER).write_text(what, "utf-8")

    def take(self, note: Note) -> int:
        """Return the number of a note."""
        number = self.notes.setdefault(note, len(self.notes) + 1)
        if number > len(self._by_number):
            self._by_number.append(note)
        return number

    def href(self, path: str, line: int) -> str:
        """Return where an entry is edited."""
        return self.edit_url.format(path=path, line=line or 1) if self.edit_url else ""

    def begin(self) -> Literal[True]:
        """Begin a page: forget the texts of the one before."""
        self.unseen.clear()
        return True

    def printed_plainly(self, html: str) -> None:
        """Keep the notes on a text of this page that is printed without its marks."""
        self.unseen += numbers(html)

    def of_page(self, html: str) -> list[tuple[int, Note]]:
        """Return each note of the page *html*, in order."""
        found = dict.fromkeys([*numbers(html), *self.unseen])
        return [(number, self._by_number[number - 1]) for number in found]


def numbers(html: str) -> Iterator[int]:
    """Yield the number of each mark in *html*."""
    return map(int, _NUMBER.findall(html))


def attributes(number: int, note: Note) -> dict[str, str]:
    """Return the attributes that mark a text."""
    return {"class": f"i18n-{note.state}", "data-i18n": str(number), "title": note.told}


def link(number: int, note: Note) -> dict[str, str]:
    """Return the attributes of the link after a block: to its entry, or to its note."""
    href = note.href or f"#i18n-{number}"
    return {"class": "i18n-edit", "href": href, "title": note.told, "aria-label": note.place}


def mark(html: Markup, number: int, note: Note) -> Markup:
    """Return a run of HTML with its mark."""
    given = attributes(number, note)
    return Markup('<span class="{}" data-i18n="{}" title="{}">{}</span>').format(
        given["class"], given["data-i18n"], given["title"], html
    )
