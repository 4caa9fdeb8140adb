"""What a piece of HTML is made of: by it the wall compares a translation with its source. Pure."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

TEXT_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "placeholder"})
"""Attributes whose value is read by people, so a translation may change it."""
CODE = frozenset({"code", "kbd", "samp", "pre"})
"""Elements whose text is for machines, or is copied to one."""
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_TAG = re.compile("<[A-Za-z/!?]")


class Signature(HTMLParser):
    """What a piece of HTML is made of, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
        self.texts: set[tuple[str, str]] = set()
        self.labels: Counter[tuple[str, str, str]] = Counter()
        """Its attributes that are read by people, with their values."""
        self.declared: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.unbalanced: list[str] = []
        self.text = ""
        self.nested = 0
        """How many tags are inside tags: to what looks at HTML as a text they are tags."""
        self._open: list[str] = []
        try:
            self.feed(source)
            self.close()
        except AssertionError:  # how html.parser says that it cannot read "<![" (until 3.14)
            self.unbalanced.append("<!")
        self.unbalanced += self._open

    @property
    def read(self) -> tuple[object, ...]:
        """What two parsers must agree on."""
        return self.elements, self.labels, self.text, self.declared.total()

    @property
    def ends(self) -> bool:
        """Whether the mark put at its end is still there, and not part of a tag left open."""
        return self.elements["wbr", (("data-end", ""),)] == 1

    def count(self, tag: str) -> int:
        """The number of elements of a name."""
        return sum(number for (name, _), number in self.elements.items() if name == tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        labels = [(tag, name, value or "") for name, value in attrs if name in TEXT_ATTRIBUTES]
        self.texts.update((tag, name) for _, name, _ in labels)
        self.labels.update(labels)
        self.nested += len(_TAG.findall(self.get_starttag_text() or "", 1))
        kept = sorted((name, value or "") for name, value in attrs if name not in TEXT_ATTRIBUTES)
        self.elements[tag, tuple(kept)] += 1
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # to browsers <b/> is <b>

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.unbalanced.append("/" + tag)

    def handle_data(self, data: str) -> None:
        self.text += data
        if CODE.intersection(self._open):
            self.codes[" ".join(data.split())] += 1

    def handle_comment(self, data: str) -> None:
        self.declared[data] += 1

    def handle_decl(self, decl: str) -> None:
        self.declared[decl] += 1

    def handle_pi(self, data: str) -> None:
        self.declared[data] += 1

    def unknown_decl(self, data: str) -> None:
        self.declared[data] += 1
