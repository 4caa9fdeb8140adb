"""What a citation is written in, HTML or plain text, and how its parts are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from plugins.publications.tex import to_html, to_text

_STOPPED = re.compile(r"[.?!。？！…](?:</\w+>|[”\"'’])*$")


@dataclass(frozen=True)
class Medium:
    """HTML, or with *html* off the same text without any markup (escaped all the same)."""

    html: bool

    def tex(self, value: str) -> Markup:
        """Return the TeX *value*."""
        return to_html(value) if self.html else escape(to_text(value))

    def italic(self, content: str) -> Markup:
        """Return *content* in italics; nothing of nothing."""
        safe = _safe(content)
        return Markup(f"<i>{safe}</i>") if self.html and content else safe

    def link(self, url: str, label: str = "") -> Markup:
        """Return a link to *url*, shown as *label* or else as the address itself."""
        if not self.html:
            return escape(label or url)
        address = escape(url)
        return Markup(f'<a href="{address}">{escape(label) if label else address}</a>')


def joined(delimiter: str, parts: Iterable[str]) -> Markup:
    """Return *parts* with *delimiter* between them, leaving out what is empty."""
    safe = [_safe(part) for part in parts if part]
    return safe[0] if len(safe) == 1 else Markup(str.join(_delimiter(delimiter), safe))


def stopped(part: str) -> Markup:
    """Return *part* with a full stop at its end, unless it ends with a mark that stops it."""
    content = _safe(part)
    return content if not content or _STOPPED.search(content) else Markup(f"{content}.")


def sentences(parts: Iterable[str]) -> Markup:
    """Return *parts* one after another, each with a full stop."""
    return joined(" ", [stopped(part) for part in parts if part])


_delimiter = lru_cache(maxsize=64)(escape)  # of which there are few


def _safe(text: str) -> Markup:
    # What `escape` returns, which takes longer to see that nothing is to be done.
    return text if isinstance(text, Markup) else escape(text)
