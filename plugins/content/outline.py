"""The outline of a page: its headings as a table of contents, and links that lead to them. Pure.

It works on finished HTML, so feeds and messages know nothing of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

LONG = 3000
"""How many characters make a page long."""
MANY = 4
"""How many headings give a long page a table of contents."""
LEAD = 160
"""Characters of a description: what search engines show."""

_HEADING = re.compile(
    r"<h(?P<level>[2-6])(?P<attributes>(?:\s[^<>]*)?)>(?P<text>.*?)</h(?P=level)>", re.DOTALL
)
_ID = re.compile(r"\sid=\"([^\"]*)\"")
_LANG = re.compile(r"\s(?:lang|dir)=\"[^\"]*\"")
_LINK = re.compile(r"<a\s[^>]*>|</a>")
_PARAGRAPH = re.compile(
    r"<(p|li|dd)\b[^>]*>(.*?)(?=</?(?:p|li|ul|ol|dl|dd|div|pre|table)\b)", re.DOTALL
)


@dataclass(frozen=True)
class Heading:
    """A heading that can be linked to."""

    id: str
    text: Markup
    marks: Markup
    """Its lang and dir attributes, if it has any."""


def outline(html: str) -> list[Heading]:
    """Return the headings of a long page's highest level; none if it is short or has few."""
    found = [match for match in _HEADING.finditer(html) if _ID.search(match["attributes"])]
    top = min((match["level"] for match in found), default="")
    chosen = [match for match in found if match["level"] == top]
    if len(chosen) < MANY or len(Markup(html).striptags()) < LONG:
        return []
    return [_heading(match) for match in chosen]


def _heading(match: re.Match[str]) -> Heading:
    marks = "".join(_LANG.findall(match["attributes"]))
    identifier = _ID.findall(match["attributes"])[0]
    return Heading(
        Markup(identifier).unescape(), Markup(_LINK.sub("", match["text"])), Markup(marks)
    )


def anchored(html: str) -> Markup:
    """Make each heading with an id a link to itself, unless it holds a link already.

    The heading is the link's name, in its own language; a mark beside it would be read aloud as
    part of every heading.
    """

    def link(match: re.Match[str]) -> str:
        identifier = _ID.search(match["attributes"])
        if identifier is None or "<a " in match["text"]:
            return match[0]
        level, attributes, text = match["level"], match["attributes"], match["text"]
        return f'<h{level}{attributes}><a href="#{identifier[1]}">{text}</a></h{level}>'

    return Markup(_HEADING.sub(link, html))


def lead(html: str) -> str:
    """Return the beginning of a page's first paragraph of more than a few words.

    Without one, that of its first paragraph. It is cut between words or Han characters.
    """
    first = ""
    for match in _PARAGRAPH.finditer(html):
        text = " ".join(Markup(match[2]).striptags().split())
        first = first or text
        if len(text) > LEAD // 8:
            return text if len(text) <= LEAD else f"{_cut(text[:LEAD])}…"
    return first


def _cut(text: str) -> str:
    """Drop what may be half a word, and punctuation at the end."""
    cut = re.sub(r"\s+[!-~\u00a0-\u024f]*$", "", text)
    return cut.rstrip(" ,;:.，；：、。-–—(（")
