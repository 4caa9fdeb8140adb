"""What of the last build's output stands as it is, although something has changed.

A plugin that knows what a file of its own is made of gives it a digest. If the last good build
gave the same file the same digest, and if nobody has touched the file since, it is neither made nor
written again. For a page, what all pages of its language rest on has to be as it was too: the theme
(`unchanged`), and what the catalogs say outside the text of pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .notes import Notes

if TYPE_CHECKING:
    from .assets import Assets
    from .catalogs import Key
    from .translator import Translator

Asked = tuple[str, str, str]
"""The language of a catalog, and a message's context and msgid."""
State = tuple[int, int, int]
"""Size, time of the last change of the content, time of the last change of any kind."""


@dataclass(frozen=True)
class Traces:
    """What a build leaves to the next one, besides its output. All of it is plain data (no Markup
    either), for it is sealed."""

    digests: Mapping[str, str] = field(default_factory=dict)
    """What the files that may be reused were made of."""
    assets: Mapping[str, str] = field(default_factory=dict)
    """The assets that pages named, and their names with a hash."""
    lacking: Mapping[str, list[Key]] = field(default_factory=dict)
    """The messages, by language, that the catalogs lack."""
    asked: Mapping[str, list[Asked]] = field(default_factory=dict)
    """The messages that pages, by their language, were seen to rest on outside their own text."""
    said: Mapping[str, str] = field(default_factory=dict)
    """The digest, by language of the pages, of what the catalogs said to these."""


@dataclass
class Reuse:
    """The files that may stand, and those that do."""

    last: Traces = field(default_factory=Traces)
    intact: Mapping[str, State] = field(default_factory=dict)
    """The files of the output that are as the last build left them."""
    output: Path = Path()
    """Where the files are that stand."""
    warnings: tuple[str, ...] = ()
    """What the last build warned of."""
    digests: dict[str, str] = field(default_factory=dict)
    """The digest of each such file of this build."""
    kept: dict[str, State] = field(default_factory=dict)
    """The files that stand."""
    parts: list[str] = field(default_factory=list)
    """Parts of pages that stand, although the pages do not."""
    notes: Notes = field(default_factory=Notes)
    same_theme: bool = True
    trusted: set[str] = field(default_factory=set)
    """The languages whose pages may stand."""
    standing: set[str] = field(default_factory=set)
    """Those that have a page that stands."""
    asked: dict[str, set[Asked]] = field(default_factory=dict)
    """The messages that pages, by their language, rest on outside their own text."""

    def settle(self, translators: Iterable[Translator]) -> None:
        """Let no page stand if a catalog now says something else, outside the text of pages."""
        catalogs = {each.language.tag: each for each in translators}
        for tag, said in self.last.said.items():
            if self.same_theme and said == _said(self.last.asked[tag], catalogs):
                self.trusted.add(tag)

    def stands(self, name: str, digest: str, lang: str = "", *, allowed: bool = True) -> bool:
        """Note that the file *name* of the output is made of what *digest* says and, if it is a
        page in the language *lang*, of what all pages in it rest on.

        Return whether it is there already; if not, or if that is not *allowed*, the caller has to
        write it.
        """
        self.digests[name] = digest
        allowed = allowed and (not lang or lang in self.trusted)
        if not allowed or self.last.digests.get(name) != digest or name not in self.intact:
            return False
        self.kept[name] = self.intact[name]
        if lang:
            self.standing.add(lang)
        return True

    @contextmanager
    def noting(self, lang: str, translators: Iterable[Translator]) -> Iterator[None]:
        """Note what pages in *lang*, made meanwhile, ask the catalogs."""
        catalogs = tuple(translators)
        for each in catalogs:
            each.asked.clear()
        yield
        found = ((each.language.tag, *key) for each in catalogs for key in each.asked)
        self.asked[lang] = set(found)

    def name_assets(self, assets: Assets) -> None:
        """Ask for the assets that only what stands names."""
        sought = {hashed: plain for plain, hashed in self.last.assets.items()}
        sought = {hashed: plain for hashed, plain in sought.items() if plain not in assets.names}
        for text in chain(self.parts, self._standing_pages()):
            for hashed in [each for each in sought if each in text]:
                assets.name(sought.pop(hashed))
            if not sought:
                break

    def _standing_pages(self) -> Iterator[str]:
        names = (name for name in self.kept if name.endswith(".html"))
        return ((self.output / name).read_text("utf-8", "replace") for name in names)

    def say_again(self, translator: Translator) -> list[str]:
        """Return what was found wrong in the catalog when the pages that stand were made.

        The messages that it lacked then, outside the text of pages, are added to those that it
        lacks.
        """
        tag = translator.language.tag
        if tag not in self.standing:
            return []
        shown = {key for keys in self.last.asked.values() for key in keys}
        lacked = self.last.lacking.get(tag, ())
        translator.lacking.update(key for key in lacked if (tag, *key) in shown)
        path = f"{translator.catalog.path}:"
        found = (warning for warning in self.warnings if warning.startswith(path))
        return [warning for warning in found if warning[len(path)].isdigit()]

    def traces(self, translators: Iterable[Translator], assets: Assets) -> Traces:
        """Return what this build leaves to the next."""
        catalogs = {each.language.tag: each for each in translators}
        asked, said = {}, {}
        for tag, keys in self.asked.items():
            before = self.last.asked[tag] if tag in self.trusted else ()
            asked[tag] = _plain(keys.union(before))
            said[tag] = _said(asked[tag], catalogs)
        lacking = {tag: _plain(each.lacking) for tag, each in catalogs.items()}
        hashed = {str(name): str(value) for name, value in assets.hashed.items()}
        return Traces(self.digests, hashed, lacking, asked, said)


def _said(asked: Iterable[Asked], catalogs: Mapping[str, Translator]) -> str:
    """Return what the catalogs say to the messages *asked* for, as a digest."""
    by_catalog: dict[str, list[Key]] = defaultdict(list)
    for tag, context, msgid in asked:
        by_catalog[tag].append((context, msgid))
    said = [
        (tag, catalogs[tag].digest(keys)) for tag, keys in by_catalog.items() if tag in catalogs
    ]
    return sha256(repr(said).encode()).hexdigest()


def _plain(keys: Iterable[tuple[str, ...]]) -> list[Any]:
    """Return the keys in order, none of them Markup or the like."""
    return sorted(tuple(map(str, key)) for key in keys)
