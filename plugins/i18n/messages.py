"""What becomes of a page's messages: collected for the template, or translated for the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from markdown import Markdown

from . import guard, preview
from .markdown import render_inline
from .preview import Noted
from .translator import Judge, Translator, direction

_PLAIN = re.compile(r"[^\\`*_\[\]{}<>&!:@/\n~^=+|$]*")
"""Text that no inline syntax of Markdown or its extensions can touch."""


@dataclass
class Collected:
    """Collects (msgid, comment) in document order; the page itself stays as it is."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def block(self, msgid: str, comment: str) -> str:
        """Keep the message."""
        self.found.append((msgid, comment))
        return msgid

    html = label = block

    def marks(self, msgid: str) -> None:
        """Nothing is marked."""

    link = marks


@dataclass(frozen=True)
class Translated:
    """Translates the messages of one page. *probe* renders inline Markdown as the page would."""

    translator: Translator
    probe: Markdown

    def marks(self, msgid: str) -> dict[str, str] | None:
        """How text of the owner's language is marked: not at all on a page in that language."""
        lang = self.translator.source_lang
        if lang == self.translator.language.tag:
            return None
        noted = self.translator.noted(msgid)
        more = preview.attributes(noted.number, noted.note) if isinstance(noted, Noted) else {}
        return {"lang": lang, "dir": direction(lang), **more}

    def link(self, msgid: str) -> dict[str, str] | None:
        """Where a preview lets such a text be translated."""
        noted = self.translator.noted(msgid)
        return preview.link(noted.number, noted.note) if isinstance(noted, Noted) else None

    def block(self, msgid: str, comment: str) -> str | None:
        """Return the accepted translation of a block of Markdown."""
        return self._found(msgid, markdown_judge(self.probe))

    def html(self, msgid: str, comment: str) -> str | None:
        """Return the accepted translation of a run of raw HTML."""
        return self._found(msgid, guard.html)

    def label(self, msgid: str, comment: str) -> str | None:
        """Return the accepted translation of a text without markup."""
        return self._found(msgid, guard.text)

    @property
    def _is_source(self) -> bool:
        return self.translator.source_lang == self.translator.language.tag

    @cached_property
    def _scope(self) -> str:
        """What one and the same text may mean differently on another page."""
        return repr(sorted(self.probe.references.items()))

    def _found(self, msgid: str, judge: Judge) -> str | None:
        found = self.translator.accepted(msgid, "", judge, self._scope if "[" in msgid else "")
        return msgid if found is None and self._is_source else found


def markdown_judge(probe: Markdown) -> Judge:
    """Return the judge of inline Markdown, rendered by *probe* as the page would render it."""

    def markdown(source: str, translation: str) -> str | None:
        if _PLAIN.fullmatch(source) and _PLAIN.fullmatch(translation):
            return None
        cell = "{" in translation
        return guard.markdown(source, translation) or guard.html(
            render_inline(probe, source, as_cell=cell),
            render_inline(probe, translation, as_cell=cell),
        )

    return markdown
