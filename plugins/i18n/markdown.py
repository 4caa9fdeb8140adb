"""Blocks of Markdown as messages: a Python-Markdown extension.

A treeprocessor between block and inline parsing sees each block as raw inline Markdown. The same
hook extracts and translates, so the two cannot disagree, and since block parsing is over a
translation can make no block structure. It asks a `Messages` object what to do with each message.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Protocol

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.toc import slugify_unicode, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from . import rawhtml
from .segments import ETX, STX, Segment, segment

PRIORITY = 25
"""After footnotes (50) have put their texts into the tree, before inline parsing (20)."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = frozenset({"pre", "code", "script", "style", "math", "svg"})
_STASHED = re.compile(rf"{STX}wzxhzdk:(\d+){ETX}")
_OWN_ID = re.compile(r"(?:^|\s)#([^\s=]+)")
_QUOTED = re.compile(r"=(?:\"[^\"]*\"|'[^']*')")
_KINDS = {
    "p": "paragraph",
    "li": "list item",
    "dt": "term",
    "dd": "definition",
    "td": "table cell",
    "th": "table head",
    "figcaption": "caption",
    "blockquote": "quotation",
}


class Messages(Protocol):
    """What becomes of the messages of a document."""

    def block(self, msgid: str, comment: str) -> str | None:
        """Take a block; return its translation, or None to show the source marked as such."""

    def html(self, msgid: str, comment: str) -> str | None:
        """Take a run of raw HTML; return likewise."""

    def label(self, msgid: str, comment: str) -> str | None:
        """Take a text without markup (alt, title); return likewise."""

    def marks(self, msgid: str) -> dict[str, str] | None:
        """Return the attributes that mark a text shown in the source language, if any do."""

    def link(self, msgid: str) -> dict[str, str] | None:
        """Return those of the link that stands after such a text, if one does."""


class Translation(Extension):
    """Gives each block of each document to the `Messages` that *messages_of* returns for it.

    None means that the document is left as it is (it is written natively). Heading ids come from
    the source text in any case, so an anchor is the same in every language.
    """

    def __init__(self, messages_of: Callable[[Markdown], Messages | None]) -> None:
        super().__init__()
        self.messages_of = messages_of

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the hook."""
        md.treeprocessors.register(Hook(md, self.messages_of), "i18n", PRIORITY)


class Hook(Treeprocessor):
    """Walks the tree in document order."""

    def __init__(self, md: Markdown, messages_of: Callable[[Markdown], Messages | None]) -> None:
        super().__init__(md)
        self.md: Markdown = md
        self.messages_of = messages_of

    def run(self, root: etree.Element) -> None:
        """Name the headings, then hand out the messages."""
        name_headings(root)
        messages = self.messages_of(self.md)
        if messages is not None:
            Walk(self.md, messages).document(root)


class Walk:
    """One pass over one document."""

    def __init__(self, md: Markdown, messages: Messages) -> None:
        self.md = md
        self.messages = messages
        self.heading = ""
        self.unmarked: list[str] = []

    def document(self, root: etree.Element) -> None:
        """Hand out every message of the document."""
        self._element(root)
        self._references()
        self._abbreviations()
        self._list_unmarked(root)

    def _element(self, element: etree.Element) -> None:
        if element.tag in _SKIPPED or not isinstance(element.tag, str):
            return
        if element.text and not isinstance(element.text, AtomicString):
            self._text(element, element.text)
        for child in list(element):
            self._element(child)

    def _text(self, element: etree.Element, text: str) -> None:
        for number in _STASHED.findall(text):
            self._stashed(int(number))
        found = segment(text, element.tag)
        if found is None:
            return
        new = self.messages.block(found.msgid, self._comment(element.tag))
        if element.tag in _HEADINGS:
            self.heading = found.msgid
        if new is None:
            self._mark(element, text, found)
        elif new != found.msgid:
            element.text = found.lead + new + found.tail

    def _mark(self, element: etree.Element, text: str, found: Segment) -> None:
        """Say that the text is in the source language; on a span where it has block children."""
        marks, link = self.messages.marks(found.msgid), self.messages.link(found.msgid)
        if marks is None:
            return
        body = text[: len(text) - len(found.tail)] if found.tail else text
        target, last = element, element
        if len(element):
            target = last = etree.Element("span")
            target.text, target.tail, element.text = body, found.tail, ""
            element.insert(0, target)
        if link is not None:
            last = etree.Element("a", link)
            target.text, target.tail, last.tail = body, None, found.tail
            element.insert(0 if target is element else 1, last)
        target.attrib.update(marks)

    def _stashed(self, number: int) -> None:
        blocks = self.md.htmlStash.rawHtmlBlocks
        block = blocks[number]
        if isinstance(block, str) and not block.startswith("<!--"):
            blocks[number] = rawhtml.replace(block, self._raw)

    def _raw(self, msgid: str, kind: str) -> str:
        if kind != "html":
            return self._label(msgid, self._under(f"{kind} text"))
        new = self.messages.html(msgid, self._under("HTML"))
        if new is not None:
            return new
        marks, link = self.messages.marks(msgid), self.messages.link(msgid)
        after = f"<a{_written(link)}></a>" if link else ""
        return f"<span{_written(marks)}>{msgid}</span>{after}" if marks else msgid

    def _label(self, msgid: str, comment: str) -> str:
        """Translate a text that cannot be marked where it stands."""
        new = self.messages.label(msgid, comment)
        if new is None and self.messages.link(msgid) is not None:
            self.unmarked.append(msgid)
        return msgid if new is None else new

    def _list_unmarked(self, root: etree.Element) -> None:
        for msgid in self.unmarked:
            etree.SubElement(root, "span", {**(self.messages.marks(msgid) or {}), "hidden": ""})

    def _references(self) -> None:
        for name, (url, title) in self.md.references.items():
            if title and any(map(str.isalpha, title)):
                new = self._label(title, f"title of the link [{name}]")
                self.md.references[name] = (url, new)

    def _abbreviations(self) -> None:
        for extension in self.md.registeredExtensions:
            if isinstance(extension, AbbrExtension):
                abbreviations: dict[str, str] = getattr(extension, "abbrs", {})
                for short, long in abbreviations.items():
                    abbreviations[short] = self._label(long, f"what {short} stands for")

    def _comment(self, tag: str) -> str:
        return "heading" if tag in _HEADINGS else self._under(_KINDS.get(tag, tag))

    def _under(self, kind: str) -> str:
        return f"{kind} under {self.heading}" if self.heading else kind


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def name_headings(root: etree.Element) -> None:
    """Give each heading an id made of its source text, readable in any script and unique."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    used = {element.attrib["id"] for element in elements if "id" in element.attrib}
    for element in elements:
        used.update(_own_ids(element.text or ""))
    for heading in elements:
        if heading.tag not in _HEADINGS or "id" in heading.attrib or not heading.text:
            continue
        found = segment(heading.text, heading.tag)
        if found and _own_ids(found.tail):
            continue
        text = plain_text(found.msgid if found else heading.text)
        heading.set("id", unique(slugify_unicode(text, "-") or "section", used))


def _own_ids(text: str) -> list[str]:
    """Return the ids that the attribute lists of *text* give; ``{: title="#x" }`` gives none."""
    lists = re.findall(r"\{:?([^{}\n]*)\}", text) if "{" in text else ()
    return [name for each in lists for name in _OWN_ID.findall(_QUOTED.sub("", each))]


def plain_text(markdown: str) -> str:
    """Return what a reader sees of a piece of inline Markdown."""
    if not re.search(r"[\\`*_\[\]{}<>&!]", markdown):
        return markdown
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?", r"\1", markdown)
    text = re.sub(r"<[^>]*>|`|\\(?=\W)|\*|(?<!\w)_|_(?!\w)", "", text)
    return unescape(text)


def render_inline(md: Markdown, text: str, *, as_cell: bool = False) -> str:
    """Return the HTML that *text* becomes as a paragraph of *md*, which is used for this alone.

    *as_cell* adds what it becomes as a cell of a table (in a ``<p>``, too), alone and before an
    attribute list of the owner's: in cells, headings and terms such a list ends the line, and what
    is open before it would become part of it.
    """
    root = etree.Element("div")
    etree.SubElement(root, "p").text = text
    if as_cell:
        etree.SubElement(root, "td").text = text
        etree.SubElement(root, "td").text = f"{text} {{.x}}"
    for processor in md.treeprocessors:
        new = processor.run(root)
        root = root if new is None else new
    for cell in root.findall("td"):
        cell.tag = "p"
    html = str(md.serializer(root))
    for postprocessor in md.postprocessors:
        html = postprocessor.run(html)
    return html
