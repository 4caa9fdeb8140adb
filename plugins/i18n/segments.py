"""What a message is: a block of Markdown, normalized, and what surrounds it.

Pure functions on strings; `markdown` finds the blocks in Python-Markdown's tree, `rawhtml` in raw
HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.content.formulas import FORMULA, without_formulas

STX, ETX = "\x02", "\x03"
"""Python-Markdown's own marks around what it has put aside."""

_PLACEHOLDERS = rf"(?:{STX}[^{STX}{ETX}]*{ETX})*"
_EDGES = re.compile(
    rf"^(?P<lead>\s*{_PLACEHOLDERS}\s*)(?P<text>.*?)(?P<tail>\s*{_PLACEHOLDERS}\s*)$", re.DOTALL
)
_ATTRIBUTES = r"\{:?[ ]*[^}\n ][^\n]*\}[ ]*"
_HEADER_TAIL = re.compile(rf"[ ]+{_ATTRIBUTES}$")  # as attr_list reads h1 to h6, dt, td and th
_BLOCK_TAIL = re.compile(rf"(?<! {{2}})\n[ ]*{_ATTRIBUTES}$")  # as it reads every other block
_BREAK = re.compile(r"(?P<end>[ \t]*)\n[ \t]*")
_CODE = r"(?P<ticks>`+).+?(?<!`)(?P=ticks)(?!`)"  # as Python-Markdown has it
_KEPT = (
    rf"{FORMULA}|\\.|{_CODE}"
    r"|(?P<stars>\*+)[^*]+(?P=stars)(?!\*)"  # emphasis, in which another ** would end it
    r"|(?<![\w_])_(?!_)[^_]+_(?![\w_])"
    r"|!\[[^\[\]]*(?=\])"  # what an image shows
    r"|\]\((?:[^()\\]|\\.|\([^()]*\))*\)"  # the address of a link
    r"|\]\[[^\]]*\](?!\()|\[[^\[\]]*\](?![\[(])"  # a reference
    r"|<[^<>]*>|\{[^{}]*\}"
)
_NO_TEXT = re.compile(rf"(?<!\\){_CODE}|<[a-z]+:[^<>\s]*>|<[^<>\s]+@[^<>\s]+>", re.DOTALL)
_STRONG = r"(?<![\w_\\*])__(?=[^\s_])(?P<strong>[^_*`<\[]*?[^\s_*`<\[\\])__(?![\w_*])"
_LONE = re.compile(r"\*|(?<!\w)_|_(?!\w)")
_TOKEN = re.compile(f"(?P<kept>{_KEPT})|{_STRONG}", re.DOTALL)
_HEADER_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"})


@dataclass(frozen=True)
class Segment:
    """The text of one block: ``lead + msgid + tail`` is what the source says, normalized."""

    lead: str
    msgid: str
    tail: str


def segment(text: str, tag: str) -> Segment | None:
    """Split the raw inline Markdown of a block; None if there is nothing to translate in it.

    Python-Markdown's placeholders at either end and a trailing attribute list
    (``{: .class }``) are no part of the message. Code, formulas and bare addresses are nothing to
    translate.
    """
    edges = _EDGES.match(text)
    assert edges is not None  # every part of the pattern may be empty
    lead, body, tail = edges["lead"], edges["text"], edges["tail"]
    pattern = _HEADER_TAIL if tag in _HEADER_TAGS else _BLOCK_TAIL
    if found := pattern.search(body):
        body, tail = body[: found.start()], found[0] + tail
    if STX in body or not _has_text(body) or body == "[TOC]":
        return None
    return Segment(lead, normalize(body), tail)


def _has_text(body: str) -> bool:
    return any(map(str.isalpha, _NO_TEXT.sub("", without_formulas(body))))


def normalize(text: str) -> str:
    """Return the message of a block: soft breaks joined, ``__x__`` as ``**x**``.

    What it renders to does not change. A hard break stays one (two spaces, or a backslash).
    """
    joined = _BREAK.sub(_break, text.strip())
    left = _TOKEN.sub("", joined)
    if _LONE.search(left):  # it would pair with others than before
        return joined
    return _TOKEN.sub(_asterisks, joined)


def _break(match: re.Match[str]) -> str:
    if match["end"].endswith("  "):
        return "  \n"
    is_kept = not match["end"] and match.string[: match.start()].endswith("\\")
    return "\n" if is_kept else " "


def _asterisks(match: re.Match[str]) -> str:
    return match["kept"] or f"**{match['strong']}**"
