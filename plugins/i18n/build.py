"""What the runs of one build share: one run per language, one build for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import relpath
from typing import Any, NamedTuple
from urllib.parse import quote

from .assets import Assets
from .bytecode import SharedBytecode
from .languages import Language
from .natives import Plan
from .preview import Preview
from .progress import Progress
from .reuse import Reuse

_PLAIN = re.compile(r"[A-Za-z0-9/~._-]*")
"""An address with nothing to be quoted in it, as most are."""


@dataclass
class Build:
    """One build. Made anew each time; nothing of it outlives the build."""

    languages: tuple[Language, ...]
    plan: Plan
    siteurl: str
    """The published address of the site, without a slash at its end; "" if there is none."""
    relative: bool
    """Whether links inside the site are relative (RELATIVE_URLS)."""
    statics: dict[str, Any] = field(default_factory=dict)
    """The default language's static files by path: written once, linked from every language."""
    theme_static_dir: str = "theme"
    assets: Assets = field(default_factory=Assets)
    progress: dict[str, Progress] = field(default_factory=dict)
    """How far each language is that has something to translate, by tag."""
    preview: Preview | None = None
    """The notes of a build for translators, which is not for readers."""
    bytecode: SharedBytecode = field(default_factory=SharedBytecode)
    shared: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What a plugin has made for one run and needs in the others, by the plugin's name."""
    to_come: set[str] = field(default_factory=set)
    """The languages that this process is still to build: for these what is shared is kept."""
    dropped: dict[str, Any] = field(default_factory=dict)
    """The content objects, by path, of files that some run does not show."""
    reuse: Reuse = field(default_factory=Reuse)
    """What of the last build's output stands as it is."""
    stand: Callable[..., None] = field(default=lambda *_: None)
    """Takes in a page of the run that stands (`writer.Claims.stand`)."""
    claims: dict[str, str] = field(default_factory=dict)
    """Which source writes which file of the output (case-folded, since disks may be)."""
    claimants: dict[str, str] = field(default_factory=dict)
    """The language whose run wrote each of these files."""
    pages: dict[str, dict[str, PageRecord]] = field(default_factory=dict)
    """Every HTML page written, by language and path below its root."""

    @property
    def main(self) -> Language:
        """The default language."""
        return self.languages[0]

    @property
    def absolute(self) -> bool:
        """Whether links inside the site are absolute."""
        return bool(self.siteurl) and not self.relative

    @cached_property  # every page asks for them
    def tags(self) -> tuple[str, ...]:
        """The tag of each language."""
        return tuple(language.tag for language in self.languages)

    def by_tag(self, tag: str) -> Language:
        """Return the language of a tag."""
        return next(language for language in self.languages if language.tag == tag)

    def published(self, language: Language, url: str = "") -> str:
        """Return the absolute address of *url* below the language's root; "" if unpublished."""
        if not self.siteurl:
            return ""
        root = f"{self.siteurl}/{language.prefix}" if language.prefix else self.siteurl
        if _PLAIN.fullmatch(url) is None:
            url = quote(url, safe="/~.#?=&%:@!$'()*+,;-_")
        return f"{root}/{url}"

    def href(self, language: Language, url: str, here: Language, output_file: str) -> str:
        """Return the link from the page *output_file* of *here* to *url* of *language*."""
        if self.absolute:
            return self.published(language, url)
        start = _below(here.prefix, output_file).rpartition("/")[0]
        target = _below(language.prefix, url)
        link = _relative(target, start)
        return link + "/" if (target.endswith("/") or not url) and not link.endswith("/") else link


class PageRecord(NamedTuple):
    """A page as the other pages, the sitemap and the feeds need to know it."""

    url: str
    languages: tuple[str, ...]
    indexed: bool
    title: str = ""
    kind: str = ""
    """What it shows: ``page``, ``article``, ``publication``; "" for a list."""


class Alternate(NamedTuple):
    """The same page in one language."""

    language: Language
    href: str
    url: str
    current: bool


def page_url(output_file: str, url: object = None) -> str:
    """Return the address of a page below its language's root: *url*, or that of its file."""
    if isinstance(url, str):
        return url
    name = output_file.replace("\\", "/")
    return name.removesuffix("index.html") if _is_index(name) else name


def alternates(
    build: Build, here: Language, output_file: str, url: str, offered: Iterable[str]
) -> list[Alternate]:
    """Return the page in each language that has it, the default language first."""
    tags = {*offered, here.tag}
    return [
        Alternate(
            language,
            build.href(language, url, here, output_file),
            build.published(language, url),
            language is here,
        )
        for language in build.languages
        if language.tag in tags
    ]


def offered_by(offers: Mapping[str, tuple[str, ...]], build: Build, name: str) -> tuple[str, ...]:
    """Return the languages that have the file *name*: all, if nothing else is known of it."""
    return offers.get(name, build.tags)


def _relative(target: str, start: str) -> str:
    """Return the way from the directory *start* to *target*, both below one root.

    As `posixpath.relpath`, which asks for the working directory and normalizes four times.
    """
    there, here = target.strip("/").split("/"), start.split("/") if start else []
    if not {"", ".", ".."}.isdisjoint(there) or not {"", ".", ".."}.isdisjoint(here):
        return relpath("/" + target, "/" + start)
    common = 0
    while common < len(here) and common < len(there) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def _below(prefix: str, path: str) -> str:
    return f"{prefix}/{path}" if prefix and path else prefix or path


def _is_index(name: str) -> bool:
    return name == "index.html" or name.endswith("/index.html")
