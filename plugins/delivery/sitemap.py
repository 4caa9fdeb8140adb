"""The sitemap of all languages, and robots.txt, which points to it. Pure: records to bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_QUOTES = {"'": "&apos;", '"': "&quot;"}
_MARKS = re.compile(r"[&<>'\"]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@dataclass(frozen=True)
class Page:
    """A page that search engines should have, in every language that has it."""

    addresses: tuple[tuple[str, str], ...]
    """(BCP 47 tag, absolute address) of each language that really has the page."""


def sitemap(pages: Iterable[Page], default: str) -> bytes:
    """Return the sitemap of *pages*, in their order, as sitemaps.org/protocol.html has it.

    A page in several languages lists them all, itself included, and as x-default the one in the
    language *default* (Google: developers.google.com/search/docs/specialty/international/
    localized-versions). There is no lastmod, since nothing here knows when a page changed.
    """
    urls = (_urls(page, default) for page in pages)
    return "".join((_HEAD, *(url for each in urls for url in each), "</urlset>\n")).encode()


def robots(sitemap_url: str = "") -> str:
    """Return a robots.txt that lets everyone in; *sitemap_url* is absolute or ""."""
    lines = ["User-agent: *", "Allow: /"]
    if sitemap_url:
        lines += ["", f"Sitemap: {sitemap_url}"]
    return "\n".join(lines) + "\n"


def _urls(page: Page, default: str) -> Iterator[str]:
    addresses = [(_text(tag), _text(url)) for tag, url in page.addresses]
    links = "".join(_links(addresses, _text(default))) if len(addresses) > 1 else ""
    for _, url in addresses:
        yield f"<url>\n<loc>{url}</loc>\n{links}</url>\n"


def _links(addresses: Sequence[tuple[str, str]], default: str) -> Iterator[str]:
    main = [("x-default", url) for tag, url in addresses if tag == default]
    for tag, url in (*addresses, *main):
        yield f'<xhtml:link rel="alternate" hreflang="{tag}" href="{url}"/>\n'


def _text(text: str) -> str:
    return escape(text, _QUOTES) if _MARKS.search(text) else text
