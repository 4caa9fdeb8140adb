"""Pages that someone wrote in a language of their own instead of translating them.

``about.zh.md`` beside ``about.md``, or ``lang: zh`` in a file's metadata (then the same ``slug``
says which page it is). Such a page replaces the translated one in its language. Which page is
written in which language is settled from the sources alone, before any of them is rendered. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from plugins.content.source import SUFFIXES
from plugins.diagnostics import Diagnostic, shown_path

from .languages import CATALOG, parse_locale, tag_of

_META = re.compile(
    r"^\s*(?:<meta\s+name=[\"'])?:?(?P<key>lang|slug|title)"
    r"(?:[\"']\s+content=)?[ \t]*[:=]?[ \t]*(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)\s*/?>?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 4096  # metadata stands at the top of a file

Slugify = Callable[[str], str]


@dataclass(frozen=True)
class Source:
    """What the top of a content file says about where it belongs."""

    path: str
    """Relative to PATH, posix."""
    lang: str
    """The tag of the language it is written in; empty: the owner's."""
    page: str
    """Which page it is: the same for all the files that are versions of one page."""
    slug: str = ""
    """The page's slug; a native version has that of its original."""
    original: str = ""
    """The path of the file that it is the native version of, by its name."""


@dataclass(frozen=True)
class Plan:
    """Which file is written in which language."""

    sources: Mapping[str, Source]
    languages: tuple[str, ...]
    source_lang: str
    faults: tuple[Diagnostic, ...] = ()
    """Files that say that they are in a language which the site lacks or nobody knows."""
    lacking: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The languages that do not offer a file of the owner's: it is not translated far enough."""

    @cached_property  # every page asks for it
    def is_whole(self) -> bool:
        """Whether every language has every page, each from the owner's file."""
        return not self.lacking and not any(each.lang for each in self.sources.values())

    def native(self, path: str) -> bool:
        """Whether the file is written in another language than the owner's."""
        source = self.sources.get(path)
        return bool(source and source.lang)

    def shown_instead(self, path: str, lang: str) -> str:
        """Return the file that *lang* shows for this file's page, or "" if it has none."""
        source = self.sources.get(path)
        if source is None or self.is_whole:
            return path
        versions = self._versions[source.page]
        own = [each.path for each in versions if each.lang == lang]
        owners = [each.path for each in versions if not each.lang]
        if own:
            return path if path in own else own[0]
        shown = path if path in owners else (owners[0] if owners else "")
        return "" if lang in self.lacking.get(shown, ()) else shown

    def unseen(self, lang: str) -> frozenset[str]:
        """Return the owner's files that *lang* never shows: someone wrote their pages in it."""
        written = {each.page for each in self.sources.values() if each.lang == lang}
        owners = (each for each in self.sources.values() if not each.lang)
        return frozenset(each.path for each in owners if each.page in written)

    @cached_property
    def _versions(self) -> Mapping[str, list[Source]]:
        """The files that are versions of one page, by `Source.page`."""
        found: dict[str, list[Source]] = defaultdict(list)
        for source in self.sources.values():
            found[source.page].append(source)
        return found

    def offered_in(self, path: str) -> tuple[str, ...]:
        """Return the languages that have this file's page."""
        return tuple(lang for lang in self.languages if self.shown_instead(path, lang))


def plan(
    root: Path,
    files: Iterable[str],
    languages: Iterable[str],
    source_lang: str,
    slugify: Slugify,
    page_paths: Iterable[str] = ("pages",),
) -> Plan:
    """Read the tops of *files* (relative to *root*) and say which is written in which language.

    A file in a language that the site does not have is written in none.
    """
    known = tuple(languages)
    pages = tuple(path.strip("/") + "/" if path else "" for path in page_paths)
    sources = {
        path: _source(root, path, known, source_lang, slugify, pages) for path in sorted(files)
    }
    faults = [fault for path in sources for fault in _faults(root, path, known)]
    return Plan(sources, known, source_lang, tuple(faults))


def _faults(root: Path, path: str, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Say that a file would be lost: shown in no language, or under a name of its own."""
    where, pure = shown_path(root / path), PurePosixPath(path)
    suffix = pure.suffixes[-2][1:] if len(pure.suffixes) > 1 else ""
    if suffix and _language(suffix, known):
        return  # its name says it
    beside = root / path.removesuffix(f".{suffix}{pure.suffix}")
    if suffix and _tag(suffix) and beside.with_name(beside.name + pure.suffix).is_file():
        yield Diagnostic(where, 0, f"is in {_tag(suffix)} by its name, {_lacks(suffix, known)}")
    lang = _metadata(root / path).get("lang")
    if lang is None or _language(lang, known):
        return
    line = _line(root / path, "lang")
    if not lang:
        yield Diagnostic(where, line, "names no language. Write lang: en, or delete the line.")
    elif _tag(lang):
        yield Diagnostic(where, line, f"is in {_tag(lang)}, {_lacks(lang, known)}")
    else:
        yield Diagnostic(
            where, line, f'"{lang}" is no language. Write a tag such as en or zh-Hans.'
        )


def _lacks(lang: str, known: tuple[str, ...]) -> str:
    locale = (_tag(lang) or lang).replace("-", "_")
    catalog = f"translations/{locale}/{CATALOG.as_posix()}"
    return f"which the site ({', '.join(known)}) has not. Add {catalog} or correct it."


def _line(path: Path, key: str) -> int:
    lines = _head(path).split("\n")
    found = (
        n for n, line in enumerate(lines, 1) if (m := _META.match(line)) and m["key"].lower() == key
    )
    return next(found, 0)


def _source(
    root: Path,
    path: str,
    known: tuple[str, ...],
    source_lang: str,
    slugify: Slugify,
    page_paths: tuple[str, ...],
) -> Source:
    meta = _metadata(root / path)
    pure = PurePosixPath(path)
    suffix = pure.suffixes[-2][1:] if len(pure.suffixes) > 1 else ""
    by_name = _language(suffix, known) if suffix else None
    lang = by_name or (_language(meta["lang"], known) or meta["lang"] if "lang" in meta else "")
    original = ""
    if by_name:
        base = pure.with_name(pure.name.removesuffix(pure.suffix).removesuffix(f".{suffix}"))
        original = base.with_name(base.name + pure.suffix).as_posix()
        if (root / original).is_file():
            meta = _metadata(root / original)
        else:
            original = ""
    slug = meta.get("slug") or slugify(meta.get("title", ""))
    kind = "page" if path.startswith(page_paths) else "article"  # one slug may serve both
    page = f"{kind}:{slug or original or path}"
    return Source(path, "" if lang == source_lang else lang, page, slug, original)


def _language(text: str, known: tuple[str, ...]) -> str | None:
    """Return the tag among *known* that *text* names: ``zh``, ``zh-hans`` and ``zh_Hans`` alike."""
    tag = _tag(text)
    return tag if tag in known else None


def _tag(text: str) -> str | None:
    try:
        return tag_of(parse_locale(text.strip()))
    except ValueError:
        return None


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_HEAD).decode("utf-8", "replace")


def _metadata(path: Path) -> dict[str, str]:
    try:
        head = _head(path).removeprefix("\ufeff")
    except OSError:
        return {}
    if path.suffix in SUFFIXES:
        body = head[3:] if head.startswith("---") else head
        end = r"^(?:---|\.\.\.)\s*$" if head.startswith("---") else r"\n\s*\n"
        head = re.split(end, body, maxsplit=1, flags=re.MULTILINE)[0]
    found: dict[str, str] = {}
    for match in _META.finditer(head):
        found.setdefault(match["key"].lower(), match["value"])
    return found
