"""English as a compositor sets it: curly quotes, dashes, and spaces that do not break.

It looks at the finished tree, after translation and inline parsing, so messages are what the owner
typed, and a run in another language (or code) is left alone. Python-Markdown's smarty knows neither
languages nor what stands before an inline element, and leaves entities for later; hence our own.
Quotes of other languages come from their translators.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

PRIORITY = 6
"""After inline parsing (20), attribute lists (8) and abbreviations (7)."""

_UNTOUCHED = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "svg", "var"})
_PLACEHOLDER = re.compile("\x02(?:wzxhzdk:(\\d+)|[^\x02\x03]*)\x03")
_RAW = re.compile(rf"<(/?)({'|'.join(sorted(_UNTOUCHED))})\b", re.IGNORECASE)
_NBSP = "\N{NO-BREAK SPACE}"
_QUOTES = {
    '"': ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    "'": ("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"),
}
_OPENS = frozenset(f" \n\t{_NBSP}([{{/\N{EM DASH}\N{EN DASH}") | {
    pair[0] for pair in _QUOTES.values()
}
_RULES = (
    (re.compile(r"(?<!-)---(?!-)"), "\N{EM DASH}"),
    (re.compile(r"(?<![-\S])--(?![-\S])"), "\N{EN DASH}"),
    (re.compile(r"(?<=\w)--(?=\w)"), "\N{EN DASH}"),
    (re.compile("(?:^|(?<=\\S)) - (?=\\S|$)"), f"{_NBSP}\N{EN DASH} "),
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "\N{HORIZONTAL ELLIPSIS}"),
    (
        re.compile(
            r"\b((?:Dr|Prof|Mr|Ms|Mrs|St|No|Nos|Fig|Figs|Eq|Eqs|Sec|Ch|Vol|vol|p|pp|cf|vs)\.) "
            r"(?=[\w(])"
        ),
        rf"\1{_NBSP}",
    ),
    (
        re.compile(r"(?<=\d) (?=(?:%|[kcmnµ]?m|[kmµ]?g|ms|s|h|[kMGT]?B|[kMG]?Hz|FPS|fps)(?!\w))"),
        _NBSP,
    ),
)


def english(text: str, before: str = " ") -> str:
    """Return *text* with its punctuation set; *before* is the character that it follows."""
    for pattern, new in _RULES:
        text = pattern.sub(new, text)
    return _quoted(text, before) if '"' in text or "'" in text else text


def _quoted(text: str, before: str) -> str:
    """Curl quotes: one after a space, a bracket, a dash or another quote opens ('90s does not)."""
    done: list[str] = []
    for index, character in enumerate(text):
        if pair := _QUOTES.get(character):
            left_out = character == "'" and text[index + 1 : index + 2].isdigit()
            character = pair[0 if before in _OPENS and not left_out else 1]
        done.append(character)
        before = character
    return "".join(done)


class Typography(Extension):
    """Sets what is English in a document whose language is *lang*."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the treeprocessor."""
        md.treeprocessors.register(_English(md, self.lang), "content_typography", PRIORITY)


class _English(Treeprocessor):
    def __init__(self, md: Markdown, lang: str) -> None:
        super().__init__(md)
        self.parser, self.lang = md, lang
        self.before, self.raw = " ", 0

    def run(self, root: etree.Element) -> None:
        self.raw = 0
        self._element(root, self.lang)

    def _element(self, element: etree.Element, around: str) -> None:
        if not isinstance(element.tag, str) or element.tag in _UNTOUCHED:
            self.before = "x"
            return
        lang = element.get("lang", around)
        if self.parser.is_block_level(element.tag) or element.tag == "br":
            self.before = " "
        element.text = self._set(element.text, lang)
        for child in element:
            self._element(child, lang)
            child.tail = self._set(child.tail, lang)

    def _set(self, text: str | None, lang: str) -> str | None:
        if not text or isinstance(text, AtomicString):
            self.before = text[-1] if text else self.before
            return text
        parts, end = [], 0
        for match in _PLACEHOLDER.finditer(text):
            parts += [self._piece(text[end : match.start()], lang), match[0]]
            self._pass(match)
            end = match.end()
        return "".join([*parts, self._piece(text[end:], lang)])

    def _piece(self, text: str, lang: str) -> str:
        if text and not self.raw and lang.split("-")[0].lower() == "en":
            text = english(text, self.before)
        self.before = text[-1] if text else self.before
        return text

    def _pass(self, placeholder: re.Match[str]) -> None:
        """Note whether a piece of raw HTML begins or ends code; an escaped character is a word."""
        if placeholder[1] is None:
            self.before = "x"
            return
        block = self.parser.htmlStash.rawHtmlBlocks[int(placeholder[1])]
        if isinstance(block, str):
            for close, _ in _RAW.findall(block):
                self.raw = max(0, self.raw - 1) if close else self.raw + 1
