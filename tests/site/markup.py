"""Reading built pages: their text, the language of each text, their links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

_BLOCKS = (
    "address article aside blockquote br dd details div dl dt figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table td th tr ul"
).split()
_UNREAD = frozenset("script style code pre kbd samp svg template head".split())
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]+(?:[\s,.:;()]+[A-Za-z][A-Za-z'’-]+){4,}")
_LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}


@dataclass(frozen=True)
class Html:
    """A file of HTML and its address below the root of the output."""

    path: str
    text: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page, parsed."""
        return BeautifulSoup(self.text, "html.parser")

    @property
    def address(self) -> str:
        """Where it is served, below the root."""
        return self.path.removesuffix("index.html")

    @property
    def lang(self) -> str:
        """The language that it says it is in."""
        return str(self.one("html").get("lang"))

    @property
    def moved(self) -> bool:
        """Whether it only leads on to another address."""
        return self.soup.find("meta", attrs={"http-equiv": "refresh"}) is not None

    @property
    def indexed(self) -> bool:
        """Whether search engines may have it."""
        return self.soup.find("meta", attrs={"name": "robots", "content": "noindex"}) is None

    def one(self, selector: str) -> Tag:
        """Return the only element that matches."""
        (found,) = self.soup.select(selector)
        return found

    def rel(self, rel: str, attribute: str = "href") -> list[str]:
        """Return what the ``<link>`` elements of a relation say."""
        return [str(link[attribute]) for link in self.soup.select(f'link[rel~="{rel}"]')]

    def links(self) -> Iterator[str]:
        """Yield the address of everything that it links to or loads."""
        for element in self.soup.find_all(list(_LINKS)):
            if (address := element.get(_LINKS[element.name])) is not None:
                yield str(address)

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [str(element["id"]) for element in self.soup.find_all(id=True)]


def pages(output: Path) -> list[Html]:
    """Return every page of an output."""
    return [
        Html(path.relative_to(output).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(output.rglob("*.html"))
    ]


def text_of(element: Tag) -> str:
    """Return an element's text as read: each block on a line, single spaces."""
    parts: list[str] = []
    for node in element.descendants:
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            parts.append(str(node).replace("\n", " "))
        elif isinstance(node, Tag) and node.name in _BLOCKS:
            parts.append("\n")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(filter(None, lines))


def in_another_script(page: Html) -> list[tuple[str, str]]:
    """Return (lang, text) of each text whose script is not that of its element's language.

    Han outside Chinese or Japanese; five words of Latin letters or more inside Chinese.
    """
    found = []
    for node in page.soup.find_all(string=True):
        if isinstance(node, PreformattedString):
            continue
        above = list(node.parents)
        if any(element.name in _UNREAD for element in above):
            continue
        lang = next((str(each["lang"]) for each in above if each.get("lang")), "")
        chinese = lang.split("-")[0] in ("zh", "ja", "yue")
        if _LATIN.search(node) if chinese else _HAN.search(node):
            found.append((lang, node.strip()))
    return found


def target(page: Html, href: str, published: str) -> tuple[str, str] | None:
    """Return (address below the root, fragment) of a link inside the site, None if it leads out."""
    base = urlsplit(published).path.strip("/")
    root = f"{published}/"
    full = urljoin(root + page.address, href)
    if not full.startswith(root) and full != published:
        return None
    parts = urlsplit(full)
    inside = parts.path.removeprefix("/" + base).lstrip("/")
    return unquote(inside), unquote(parts.fragment)


def dead_links(output: Path, published: str) -> dict[tuple[str, str], str]:
    """Return each (address, fragment) inside the site that leads nowhere, and a page with it."""
    everything = {page.path: page for page in pages(output)}
    dead: dict[tuple[str, str], str] = {}
    for page in everything.values():
        for href in page.links():
            if (found := target(page, href, published)) is None:
                continue
            address, fragment = found
            path = address + "index.html" if address.endswith("/") or not address else address
            known = everything.get(path)
            lost = fragment and (known is None or fragment not in known.ids)
            if lost or not (output / path).is_file():
                dead.setdefault(found, page.path)
    return dead
