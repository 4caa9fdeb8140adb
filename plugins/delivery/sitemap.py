"""The sitemap of all languages, and robots.txt, which points to it. Pure: records to bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

_QUOTES = {"'": "&apos;", '"': "&quot;"}
_PLAIN = re.compile(r"[^&<>'\"]*")
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
    found = [(_text(tag), _text(url)) for tag, url in page.addresses]
    links = ""
    if len(found) > 1:
        main = [("x-default", url) for tag, url in found if tag == default]
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{url}"/>\n'
            for tag, url in (*found, *main)
        )
    for _, url in found:
        yield f"<url>\n<loc>{url}</loc>\n{links}</url>\n"


def _text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else escape(text, _QUOTES)
