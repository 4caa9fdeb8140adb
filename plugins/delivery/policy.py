"""What browsers may do with a page: the content security policy, and the headers beside it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from html import unescape
from itertools import chain

_STYLE = re.compile(r"<[^>]*?\sstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_SRC = re.compile(rb"\ssrc\s*=", re.IGNORECASE)
_TAGS = (b"script", b"style")
_ENDS = frozenset((b">", b"/", b" ", b"\t", b"\n", b"\r", b"\f"))
"""What may follow the name of a tag."""

_Hashes = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Of inline scripts, of inline styles and of style attributes."""
_NOTHING: _Hashes = (), (), ()
_STARTS = ("<script", "<style")
"""How a piece begins that need not be searched to know that it has something inline."""

HEADERS = """/*
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
  Content-Security-Policy: frame-ancestors 'none'
  Cache-Control: no-transform

{base}/{assets}/css/*
  Cache-Control: public, max-age=31536000, immutable, no-transform

{base}/{assets}/js/*
  Cache-Control: public, max-age=31536000, immutable, no-transform
"""


def content_security_policy(*pieces: str) -> str:
    """Return the policy of a page: nothing but its own files, and what *pieces* of it have inline.

    Every inline script and style is allowed by its hash, JSON-LD too. ``connect-src 'self'`` lets
    tools read robots.txt; ``frame-ancestors`` has no effect in a meta element.
    """
    found = zip(*_found(pieces), strict=True)
    scripts, styles, attributes = (" ".join(dict.fromkeys(chain(*each))) for each in found)
    if attributes:
        styles = f"{styles} 'unsafe-hashes' {attributes}".strip()
    rules = (
        "default-src 'none'",
        "connect-src 'self'",
        f"script-src 'self' {scripts}".strip(),
        f"style-src 'self' {styles}".strip(),
        "img-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _found(pieces: Iterable[str]) -> Iterator[_Hashes]:
    """Yield the hashes of each piece that has something inline, as the text of most has not."""
    yield _NOTHING
    for piece in pieces:
        text = piece if isinstance(piece, str) else str(piece)  # without a copy of Markup
        if text.startswith(_STARTS) or _may_have_inline(text.encode().lower()):
            yield _hashes(text)


def _may_have_inline(html: bytes) -> bool:
    at = html.find(b"style")
    while at >= 0 and html[at - 1 : at].isalpha():  # the end of a word, as in a media type
        at = html.find(b"style", at + 1)
    return at >= 0 or b"<script" in html


@lru_cache(maxsize=64)  # what every page has inline is the same, but for what it says of itself
def _hashes(piece: str) -> _Hashes:
    scripts: list[str] = []
    styles: list[str] = []
    html = piece.encode()  # in bytes, lower case is quick and as long as before
    lower = html.lower()
    rest, end = [], 0
    for tag, start, text, close, after in _elements(lower):
        if not _SRC.search(html, start, text):
            (scripts if tag == b"script" else styles).append(_hash(html[text:close]))
        rest.append(html[end:start])
        end = after
    outside = b"".join((*rest, html[end:]))
    if not _may_have_inline(outside.lower()):
        return tuple(scripts), tuple(styles), ()
    found = _STYLE.finditer(outside.decode())
    values = (match[1] if match[1] is not None else match[2] for match in found)
    return tuple(scripts), tuple(styles), tuple(_hash(unescape(each).encode()) for each in values)


def _elements(html: bytes) -> Iterator[tuple[bytes, int, int, int, int]]:
    """Yield (tag, start, start of its text, end of it, end) of each script and style in *html*.

    *html* is in lower case. An element that is not closed reaches to the end, as in browsers.
    """
    at = html.find(b"<s")
    while at >= 0:
        tag = next((tag for tag in _TAGS if html.startswith(tag, at + 1)), b"")
        text = html.find(b">", at) + 1
        if not tag or not text or html[at + 1 + len(tag) : at + 2 + len(tag)] not in _ENDS:
            at = html.find(b"<s", at + 2)
            continue
        close = _closing(html, tag, text)
        after = html.find(b">", close) + 1 or len(html)
        yield tag, at, text, close, after
        at = html.find(b"<s", after)


def _closing(html: bytes, tag: bytes, start: int) -> int:
    """Return where the end tag of the element *tag* begins, or the end of *html*."""
    close = html.find(b"</" + tag, start)
    while close >= 0 and html[close + 2 + len(tag) : close + 3 + len(tag)] not in _ENDS:
        close = html.find(b"</" + tag, close + 2)
    return close if close >= 0 else len(html)


def headers(base: str, assets: str) -> str:
    """Return the ``_headers`` file of Netlify and Cloudflare Pages; *base* is the site's path."""
    return HEADERS.format(base=base.rstrip("/"), assets=assets)


def _hash(text: bytes) -> str:
    return f"'sha256-{b64encode(sha256(text).digest()).decode()}'"
