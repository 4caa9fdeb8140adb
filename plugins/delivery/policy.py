"""What browsers may do with a page: the content security policy, and the headers beside it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import unescape

_INLINE = re.compile(
    r"<(?P<tag>script|style)(?P<attributes>\s[^>]*)?>(?P<text>.*?)</(?P=tag)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_STYLE = re.compile(r"<[^>]*?\sstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_SRC = re.compile(r"\ssrc\s*=", re.IGNORECASE)

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
    html = "".join(piece for piece in map(str, pieces) if _may_be_inline(piece.lower()))
    scripts = _joined(hashes(html, "script"))
    styles = _joined(hashes(html, "style")) if "<style" in html.lower() else ""
    attributes = _joined(style_attributes(html))
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


def _may_be_inline(html: str) -> bool:
    """Whether *html*, in lower case, may have anything inline: most pages have only data."""
    return "<script" in html or "style" in html


def hashes(html: str, tag: str) -> Iterator[str]:
    """Yield the hash of each inline element *tag*."""
    for match in _INLINE.finditer(html):
        if match["tag"].lower() == tag and not _SRC.search(match["attributes"] or ""):
            yield _hash(match["text"])


def style_attributes(html: str) -> Iterator[str]:
    """Yield the hash of each style attribute."""
    rest = _INLINE.sub("", html)
    for match in _STYLE.finditer(rest) if "style" in rest.lower() else ():
        yield _hash(unescape(match[1] if match[1] is not None else match[2]))


def headers(base: str, assets: str) -> str:
    """Return the ``_headers`` file of Netlify and Cloudflare Pages; *base* is the site's path."""
    return HEADERS.format(base=base.rstrip("/"), assets=assets)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _joined(found: Iterator[str]) -> str:
    return " ".join(dict.fromkeys(found))
