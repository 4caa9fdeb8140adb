r"""Formulas of a page, in TeX, to MathML: ``$x$`` and ``\(x\)``, ``$$x$$`` and ``\[x\]``.

A dollar sign is read as pandoc reads it, ``$$`` amid a text as kramdown does: in line. Formulas
are put aside after translation (25) and before inline parsing (20), so messages hold what the owner
typed and no other syntax sees into a formula; they come back when all else is HTML, in attributes
as they were typed.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from html import escape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

PRIORITY = 21
"""Between translation and inline parsing; as a postprocessor, after raw HTML is back (30)."""

_OPAQUE = "code|kbd|math|pre|samp|script|style|svg|textarea|var"
_DOLLARS = rf"\$\$(?P<dollars>(?:[^$\\{STX}{ETX}]|\\[^{STX}{ETX}])++)\$\$"
FORMULA = (
    rf"\\\((?P<parens>(?:[^\\{STX}{ETX}]|\\[^(){STX}{ETX}])++)\\\)|{_DOLLARS}"
    rf"|\$(?![\s$])(?P<dollar>(?:[^`$\\{STX}{ETX}]|\\[^{STX}{ETX}])++)(?<!\s)\$(?!\d)"
)
"""The pattern of a formula amid a text, where no backslash is before it."""
_TOKEN = re.compile(
    rf"{FORMULA}|\\(?P<escaped>\$)|\\.|(?P<ticks>`+).+?(?<!`)(?P=ticks)(?!`)|`+"
    rf"|<(?P<close>/?)(?:(?P<opaque>{_OPAQUE})\b|[a-z])[^<>]*>|\$+",
    re.DOTALL | re.IGNORECASE,
)
_DISPLAY = re.compile(
    rf"\s*(?:{_DOLLARS}|\\\[(?P<brackets>(?:[^\\{STX}{ETX}]|\\[^\[\]{STX}{ETX}])++)\\\])\s*"
)
_PLACE = re.compile(rf"{STX}cqfrml:(\d+){ETX}")
_PLACES = re.compile(rf"<[^<>]*{_PLACE.pattern}[^<>]*>|{_PLACE.pattern}")


def formulas(text: str) -> list[str]:
    """Return the formulas of a block of Markdown as they are typed, in their order."""
    if _DISPLAY.fullmatch(text):
        return [text.strip()]
    return [match[0] for match in _tokens(text) if _tex(match)]


def without_formulas(text: str) -> str:
    """Return a block of Markdown with nothing where its formulas are."""
    if "$" not in text and "\\" not in text:
        return text
    return "" if _DISPLAY.fullmatch(text) else _replaced(text, lambda tex, typed: "")


def _replaced(text: str, new: Callable[[str, str], str]) -> str:
    """Put *new* of (TeX, as typed) in the place of each formula, and ``$`` in that of ``\\$``."""
    done, end = [], 0
    for match in _tokens(text):
        tex = _tex(match)
        if tex or match["escaped"]:
            done += [text[end : match.start()], new(tex, match[0]) if tex else "$"]
            end = match.end()
    return "".join([*done, text[end:]])


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Find formulas and escaped dollars outside code."""
    inside = ""
    for match in _TOKEN.finditer(text):
        tag = (match["opaque"] or "").lower()
        if tag and not inside:
            inside = "" if match["close"] else tag
        elif tag == inside and match["close"]:
            inside = ""
        elif not inside and (match["escaped"] or _tex(match)):
            yield match


def _tex(match: re.Match[str]) -> str:
    return (match["parens"] or match["dollars"] or match["dollar"] or "").strip()


class Formulas(Extension):
    """Sets formulas; *unset* is told of each that cannot be set and is shown as code."""

    def __init__(self, unset: Callable[[Markdown, str], None]) -> None:
        super().__init__()
        self.unset = unset

    def extendMarkdown(self, md: Markdown) -> None:
        """Register both halves."""
        aside = _Aside(md)
        md.treeprocessors.register(aside, "content_formulas", PRIORITY)
        md.postprocessors.register(_Set(md, aside, self.unset), "content_formulas", PRIORITY)


class _Aside(Treeprocessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found: list[tuple[str, str, bool]] = []
        """The TeX, what was typed, and whether it stands alone."""

    def run(self, root: etree.Element) -> None:
        self.found.clear()
        for element in root.iter():
            element.text = self._text(element.text, element)
            element.tail = self._text(element.tail)

    def _text(self, text: str | None, element: etree.Element | None = None) -> str | None:
        if not text or isinstance(text, AtomicString) or not ("$" in text or "\\" in text):
            return text
        is_paragraph = element is not None and element.tag == "p" and not len(element)
        if element is not None and is_paragraph and (alone := _DISPLAY.fullmatch(text)):
            element.set("tabindex", "0")  # a wide one is scrolled, with keys, too
            tex = alone["dollars"] or alone["brackets"]
            return self._put(tex.strip(), text.strip(), alone=True)
        return _replaced(text, self._put)

    def _put(self, tex: str, typed: str, *, alone: bool = False) -> str:
        self.found.append((tex, typed, alone))
        return f"{STX}cqfrml:{len(self.found) - 1}{ETX}"


class _Set(Postprocessor):
    def __init__(self, md: Markdown, aside: _Aside, unset: Callable[[Markdown, str], None]) -> None:
        super().__init__(md)
        self.aside, self.unset, self.parser = aside, unset, md

    def run(self, text: str) -> str:
        return _PLACES.sub(self._back, text) if self.aside.found else text

    def _back(self, match: re.Match[str]) -> str:
        if match[0][0] == "<":
            return _PLACE.sub(lambda place: escape(self._found(place[1])[1]), match[0])
        return self._set(*self._found(match[2]))

    def _found(self, number: str) -> tuple[str, str, bool]:
        return self.aside.found[int(number)]

    def _set(self, tex: str, typed: str, alone: bool) -> str:
        from plugins.formulas import to_mathml  # only pages with formulas wait for it

        if markup := to_mathml(tex, display=alone):
            return markup
        self.unset(self.parser, typed)
        return f"<code>{escape(typed, quote=False)}</code>"
