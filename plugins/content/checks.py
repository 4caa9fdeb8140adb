"""What a page must not hold: what would be shown as it stands, and files of other hosts.

Liquid and kramdown's attribute lines are looked for in the Markdown, outside code. Files of other
hosts are looked for in the HTML that was made of it, where every way of writing them (reference,
raw HTML, attribute list) has become the same element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from plugins.diagnostics import Diagnostic

from .lists import walk
from .verbatim import without

_LIQUID = re.compile(
    r"(?P<tag>\{%-?\s*(?P<name>\w*)(?:(?!%\}|\n\s*\n).)*%\})"
    r"|(?P<output>\{\{-?\s*(?:[A-Za-z_][\w.-]*|\"[^\"\n]*\"|'[^'\n]*')"
    r"\s*(?:\[[^\]\n]*\]\s*)?(?:\|[^}]*)?-?\}\})(?P<more>(?:\{\{[^}]*\}\})*)(?P<path>/[^\s)\"'<>]*)?",
    re.DOTALL,
)
_SOURCE_LINK = re.compile(
    r"<[^>]+\s[\w-]+\s*=\s*([\"'])(?P<link>[{|]\w+[|}](?P<path>.*?))\1", re.DOTALL
)
_ATTRIBUTES = re.compile(r" *\{:[^{}]*\} *")
_ATTRIBUTES_MEND = (
    '"{}" begins a block and would be shown as it stands. Write it in the line after its paragraph,'
    " or at the end of the line of its heading; before a table, delete it."
)
_LITERAL = re.compile(r"\{\{-?\s*[\"'](/[^\"']*)[\"']")

_SOURCES = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href", "imagesrcset"),
    "object": ("data",),
    "script": ("src", "href", "xlink:href"),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_BARE_LINKS = frozenset({"alternate", "author", "canonical", "license", "me", "next", "prev"})
_CSS_URL = re.compile(r"(?:url\(|@import)\s*[\"']?([^\"')\s;]+)", re.I)
_ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?:https?|ftp|wss?):", re.I)
_AROUND_PATH = re.compile(r"^[^/]*//[^/?#]*|[?#].*")
"""What is no path in an address; `urllib.parse.urlsplit` raises for some that browsers repair."""


def liquid(body: str, path: str, first_line: int = 1) -> list[Diagnostic]:
    """Return a fault for each Liquid tag or output of a body that begins on *first_line*."""
    if "{%" not in body and "{{" not in body:
        return []
    lines = [line.expandtabs(4) for line in body.split("\n")]
    shown = "\n".join("" if line.kind == "code" else line.text for line in walk(lines))
    return [
        Diagnostic(path, first_line + shown.count("\n", 0, match.start()), _liquid_mend(match))
        for match in _LIQUID.finditer(without(shown))
    ]


def attributes(body: str, path: str, first_line: int = 1) -> list[Diagnostic]:
    """Return a fault for each attribute line that begins a block, as kramdown alone reads it."""
    if "{:" not in body:
        return []
    lines = list(walk([line.expandtabs(4) for line in body.split("\n")]))
    before = ["blank", *(line.kind for line in lines)]
    return [
        Diagnostic(path, first_line + number, _ATTRIBUTES_MEND.format(line.text.strip()))
        for number, line in enumerate(lines)
        if before[number] == "blank" and line.kind == "text" and _ATTRIBUTES.fullmatch(line.text)
    ]


def _liquid_mend(match: re.Match[str]) -> str:
    found = " ".join(match[0].split())
    what = f'"{found}" is Liquid and would be shown as it stands. '
    literal = _LITERAL.match(match["output"] or "")
    address = (literal[1] if literal else "") or match["path"] or ""
    if address:
        return what + _link_mend(address)
    if match["name"] in ("link", "post_url"):
        return what + "Write the path of the file: [text]({filename}/pages/about.md)."
    if match["name"] in ("highlight", "raw"):
        return what + "Write the code between two lines ```."
    return what + "Write the text itself, or a Markdown block such as ::: publications."


def _link_mend(address: str) -> str:
    suffix = PurePosixPath(address).suffix.lower()
    if suffix in ("", ".html", ".htm", ".md"):
        stem = address.strip("/").removesuffix(suffix) or "about"
        return f"Write the path of the page's file: {{filename}}/pages/{stem}.md."
    return f"Write {{static}}{address}."


def unreadable_links(html: str) -> Iterator[str]:
    """Yield each link to a source whose path `urlsplit` refuses: Pelican would raise, unplaced."""
    for match in _SOURCE_LINK.finditer(html):
        try:
            urlsplit(match["path"])
            urlsplit(unescape(match["path"]))
        except ValueError:
            yield unescape(match["link"])


def foreign_media(html: str) -> list[tuple[str, str]]:
    """Return (element, address) of each file that the page would load from another host."""
    parser = _Media()
    parser.feed(html)
    parser.close()
    return parser.found


def media_fault(element: str, address: str) -> str:
    """Return what is said of a file of another host."""
    what = f'<{element}> loads "{address}" from another host, which a reader may not reach. '
    if element in ("iframe", "embed", "object"):
        return f"{what}Link to it instead: [title]({address})."
    name = PurePosixPath(unquote(_AROUND_PATH.sub("", address))).name or "name"
    folder = "images/" if element in ("img", "image", "source", "video") else ""
    return f"{what}Put the file below content/ and write {{static}}/{folder}{name}."


class _Media(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_style = tag == "style"
        given = {name: value or "" for name, value in attrs}
        self.found += [(tag, url) for url in _loaded(tag, given) if _is_foreign(url)]

    def handle_endtag(self, tag: str) -> None:
        self.in_style = False

    def handle_data(self, data: str) -> None:
        if self.in_style:
            self.found += [("style", url) for url in _CSS_URL.findall(data) if _is_foreign(url)]


def _loaded(tag: str, given: dict[str, str]) -> Iterator[str]:
    yield from _CSS_URL.findall(given.get("style", ""))
    if given.get("background"):
        yield given["background"]
    if tag == "link" and set(given.get("rel", "").lower().split()) <= _BARE_LINKS:
        return
    for name in _SOURCES.get(tag, ()):
        value = given.get(name, "")
        if name.endswith("srcset"):
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif value:
            yield value


def _is_foreign(url: str) -> bool:
    """Whether a browser would ask another host; it drops line breaks and takes ``\\`` for ``/``."""
    seen = re.sub(r"[\t\r\n]", "", unescape(url)).strip("\x00 ").replace("\\", "/")
    return bool(_ABSOLUTE.match(seen))
