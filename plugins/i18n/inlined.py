"""Style sheets and scripts of the theme as the text of an element, which costs no request."""

from __future__ import annotations

import re

_PLACES = re.compile(r"url\(|@import\b", re.IGNORECASE)
"""What a style sheet names from where it lies."""
_CSS = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
    r"""|/\*.*?\*/"""
    r"""|[\s;]*(?P<end>\})\s*"""
    r"""|\s*(?P<mark>[{;,])\s*"""
    r"""|(?P<space>\s+)""",
    re.DOTALL,
)


def inlined(text: str, suffix: str) -> str:
    """Return a style sheet (``.css``) without comments and needless space, a script as it is.

    A style sheet that names other files is "": on a page the names would lead elsewhere. The text
    never ends its element: in a string of either language, ``<\\/`` says the same as ``</``. There
    is no space around it, for the Nu checker hashes what it finds inside.
    """
    if suffix == ".css":
        text = "" if _PLACES.search(text) else _CSS.sub(_short, text)
    return text.strip().replace("</", "<\\/")


def _short(match: re.Match[str]) -> str:
    kept = match["string"] or match["end"] or match["mark"]
    return kept or (" " if match["space"] else "")
