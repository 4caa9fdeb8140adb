"""What is said of a work, besides what it is: each remark is a message, to be translated.

Remarks are plain text in the owner's language. compose puts them into entries, extract into
catalogs.
"""

from __future__ import annotations

import re

from plugins.publications.syntax import Record
from plugins.publications.tex import to_text

# With upper bounds, or the search from each opening mark would go on to the end of the text.
_LINK = re.compile(r"\[([^\]]{0,500})\]\([^)]{0,2000}\)")
_EMPHASIS = tuple(
    re.compile(rf"(?<![\w\\])({mark}{{1,3}})(?=\S)(.{{1,500}}?)(?<=[^\s\\])\1(?!\w)")
    for mark in (r"\*", "_")
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def award(record: Record) -> str:
    """Return the award."""
    return _plain(record.value("award_name") or record.value("award"))


def award_text(record: Record) -> str:
    """Return what there is to say of an award that ``award_name`` names."""
    return _plain(record.value("award")) if record.get("award_name") else ""


def note(record: Record) -> str:
    """Return the note."""
    return to_text(record.value("note"))


def annotation(record: Record) -> str:
    """Return what the marks after the authors mean; al-folio's are HTML with line breaks."""
    value = record.value("annotation")
    return to_text(_BREAK.sub(" ", value)) if value else ""


def additional_info(record: Record) -> str:
    """Return what stands after the venue, without the full stop that al-folio joins it with."""
    return _plain(record.value("additional_info")).lstrip(".,;: ")


def _plain(markdown: str) -> str:
    """Return the text of al-folio's Markdown: of links their words, of emphasis what it is on."""
    if not markdown:
        return ""
    text = _LINK.sub(r"\1", markdown)
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\2", text)
    return to_text(text)
