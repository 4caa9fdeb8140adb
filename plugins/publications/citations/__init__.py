"""References as a reader would cite a work: APA 7 and GB/T 7714, as HTML or as text.

Our own formatters: plain CSL has one language for a whole list, so it cannot write 等 for Chinese
works and "et al." for English ones, and citeproc-py takes milliseconds an entry where this takes
a tenth of one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from markupsafe import Markup

from plugins.publications.citations import apa, gb7714
from plugins.publications.citations.gb7714_names import EDITION_2015, EDITION_2025
from plugins.publications.citations.medium import Medium
from plugins.publications.entries import Entry

_HTML = Medium(html=True)
_TEXT = Medium(html=False)

STYLES: Mapping[str, Callable[[Entry, Medium], Markup]] = {
    "apa": apa.reference,
    "gb7714-2025": partial(gb7714.reference, rules=EDITION_2025),
    "gb7714-2015": partial(gb7714.reference, rules=EDITION_2015),
}
"""The styles by the names that PUBLICATIONS_CITATION_STYLES uses."""


def cite(entry: Entry, style: str = "apa") -> Markup:
    """Return the reference to *entry* as safe HTML: text, italics, links to DOI and address."""
    return STYLES[style](entry, _HTML)


def cite_text(entry: Entry, style: str = "apa") -> str:
    """Return the same reference as plain text."""
    return STYLES[style](entry, _TEXT).unescape()


def style_for(tag: str, styles: Mapping[str, str]) -> str:
    """Return the style for pages in the language *tag*: the longest key that fits, else "*".

    >>> style_for("zh-Hans-CN", {"*": "apa", "zh": "gb7714-2025"})
    'gb7714-2025'
    """
    by_key = {key.lower().replace("_", "-"): style for key, style in styles.items()}
    parts = tag.lower().replace("_", "-").split("-")
    keys = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((by_key[key] for key in keys if key in by_key), by_key.get("*", "apa"))
