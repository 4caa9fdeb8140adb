"""Old addresses: a small page at each, which leads to the page that has left it.

They come from ``redirect_from`` in a page's front matter and from ``context["redirects"]``, pairs
of (old address, new address) that other plugins fill. All are below the root of each language that
has the page; one that begins with a language's prefix (``/zh/old/``) is that language's alone.

| redirect_from | file               | because                                                    |
| ------------- | ------------------ | ---------------------------------------------------------- |
| `/about/`     | `about/index.html` |                                                            |
| `/about.html` | `about.html`       |                                                            |
| `/about`      | `about/index.html` | every static host sends /about on to /about/, only some    |
|               |                    | look for about.html; a file "about" would be a download    |
| `/cv.pdf`     | `cv.pdf/index.html`| HTML under a name in .pdf would not be shown as HTML       |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import dirname, relpath
from urllib.parse import quote

from plugins.content.academicpages import address_fault, location
from plugins.diagnostics import Diagnostic

_SAFE = "/~.#?=&%:@!$'()*+,;-_"


@dataclass(frozen=True)
class Redirect:
    """An old address of a page, as its source has it."""

    address: str
    """As written: percent-encoded or not, with or without a slash at either end."""
    target: str
    """The page's address below the root of its language."""
    save_as: str = ""
    """The page's file, if known: that address needs no redirect."""
    path: str = ""
    line: int = 0
    """Where the address stands; 0 if that is not known."""
    prefixes: tuple[str, ...] | None = None
    """The prefixes of the languages that have the page; None: all."""

    @property
    def source(self) -> str:
        """The place to name in a message."""
        return f"{self.path}:{self.line}" if self.line else self.path or "a redirect"


@dataclass(frozen=True)
class Place:
    """The language that redirects are written for."""

    prefix: str = ""
    prefixes: tuple[str, ...] = ()
    """Those of all languages of the site."""

    def file(self, redirect: Redirect) -> str:
        """Return the file of a redirect below the language's root; "" if it needs none here."""
        save_as = location(redirect.address)[1]
        others = self.prefixes if redirect.prefixes is None else redirect.prefixes
        if any(save_as.startswith(f"{p}/") for p in others if p and p != self.prefix):
            return ""  # that language's run writes it
        if self.prefix:
            save_as = save_as.removeprefix(f"{self.prefix}/")
        return "" if save_as == redirect.save_as else save_as

    def claim(self, save_as: str) -> str:
        """Return the file as the whole site counts it: below its root, case-folded."""
        return "/".join(filter(None, (self.prefix, save_as))).casefold()


def settle(
    redirects: Iterable[Redirect], pages: Mapping[str, str], place: Place
) -> tuple[dict[str, Redirect], tuple[Diagnostic, ...]]:
    """Return the redirects to write, by file below the language's root, and all faults.

    *pages* says which source each file of the site has, by its case-folded path below the root of
    the site; "" for one without a source. The same redirect asked for twice counts once.
    """
    found: dict[str, tuple[str, Redirect]] = {}
    faults: list[Diagnostic] = []
    for redirect in redirects:
        if fault := _fault(redirect):
            faults.append(fault)
        elif save_as := place.file(redirect):
            key = place.claim(save_as)
            _, first = found.setdefault(key, (save_as, redirect))
            if (page := _page_at(key, pages)) is not None:
                faults.append(_taken(redirect, page))
                del found[key]
            elif first.target != redirect.target:
                faults.append(_taken(redirect, first.source))
    return dict(found.values()), tuple(faults)


def relative_link(save_as: str, url: str) -> str:
    """Return the link from the file *save_as* to the address *url*, both below one root."""
    folder, _, name = url.lstrip("/").rpartition("/")
    way = relpath(f"/{folder}", f"/{dirname(save_as)}")
    dot = "" if way.startswith(".") else "./"  # or a colon could make it an absolute address
    return quote(f"{dot}{way}/{name}", safe=_SAFE)


def absolute_link(root: str, url: str) -> str:
    """Return *url* below the published address *root*; "" if there is none."""
    return f"{root.rstrip('/')}/{quote(url.lstrip('/'), safe=_SAFE)}" if root else ""


def line_of(text: str, address: str) -> int:
    """Return the line of the front matter that has *address* under ``redirect_from``, or 0."""
    lines = text.split("\n")
    key = next((n for n, line in enumerate(lines) if "redirect_from" in line.lower()), None)
    if key is None:
        return 0
    return next((n for n in range(key, len(lines)) if address in lines[n]), key) + 1


def _page_at(key: str, pages: Mapping[str, str]) -> str | None:
    """Return the source of the page or the file that leaves no room for the file *key*."""
    ways = (key, *(parent.as_posix() for parent in PurePosixPath(key).parents))
    return next((pages[way] for way in ways if way in pages), None)


def _fault(redirect: Redirect) -> Diagnostic | None:
    fault = address_fault(redirect.address)
    if not fault and "\ufffd" in location(redirect.address)[1]:
        fault = "is not percent-encoded UTF-8. Write its characters as they are."
    if not fault:
        return None
    where = (redirect.path, redirect.line)
    return Diagnostic(*where, f'redirect_from "{redirect.address}" {fault}')


def _taken(redirect: Redirect, other: str) -> Diagnostic:
    what = f"the old address {redirect.address} is also that of {other or 'another page'}."
    return Diagnostic(redirect.path or "redirects", redirect.line, f"{what} Delete one of them.")
