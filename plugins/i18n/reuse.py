"""What of the last build's output stands as it is, although something has changed.

A plugin that knows what a file of its own is made of gives it a digest. If the last good build
gave the same file the same digest, and if nobody has touched the file since, it is neither made nor
written again. For a page, what all pages rest on has to be as it was too: the theme (`unchanged`),
and what the catalogs say outside the text of pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .notes import Notes

if TYPE_CHECKING:
    from .assets import Assets
    from .catalogs import Key
    from .translator import Translator

_PAGE = ".html"
"""How the name of a page ends."""
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
    asked: Mapping[str, list[Key]] = field(default_factory=dict)
    """The messages, by language, that pages were seen to rest on outside their own text."""
    said: Mapping[str, str] = field(default_factory=dict)
    """The digest, by language, of what the catalog said to these."""


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
    known: Mapping[str, str] = field(init=False)
    """The digest that the last build gave each file, if pages may be trusted."""

    def __post_init__(self) -> None:
        self.known = self.last.digests

    def settle(self, translators: Iterable[Translator]) -> None:
        """Let no page stand if a catalog now says something else, outside the text of pages."""
        asked = self.last.asked
        now = {
            each.language.tag: each.digest(asked.get(each.language.tag, ())) for each in translators
        }
        if now != self.last.said:
            self.known = {}

    def stands(self, name: str, digest: str, *, allowed: bool = True) -> bool:
        """Note that the file *name* of the output is made of what *digest* says, and if it is a
        page, of what all pages rest on.

        Return whether it is there already; if not, or if that is not *allowed*, the caller has to
        write it.
        """
        self.digests[name] = digest
        known = self.known if name.endswith(_PAGE) else self.last.digests
        if not allowed or known.get(name) != digest or name not in self.intact:
            return False
        self.kept[name] = self.intact[name]
        return True

    def name_assets(self, assets: Assets) -> None:
        """Ask for the assets that only what stands names."""
        pages = self._pages()
        for plain, hashed in self.last.assets.items():
            sought = hashed.encode()
            if plain not in assets.names and (
                any(sought in (self.output / page).read_bytes() for page in pages)
                or any(hashed in part for part in self.parts)
            ):
                assets.name(plain)

    def say_again(self, translator: Translator) -> list[str]:
        """Return what was found wrong in the catalog when the pages that stand were made.

        The messages that it lacked then are added to those that it lacks.
        """
        if not self._pages():
            return []
        translator.lacking.update(self.last.lacking.get(translator.language.tag, ()))
        path = f"{translator.catalog.path}:"
        found = (warning for warning in self.warnings if warning.startswith(path))
        return [warning for warning in found if warning[len(path)].isdigit()]

    def traces(self, translators: Iterable[Translator], assets: Assets) -> Traces:
        """Return what this build leaves to the next."""
        asked, lacking, said, stand = {}, {}, {}, bool(self._pages())
        for each in translators:
            tag = each.language.tag
            before = self.last.asked.get(tag, ()) if stand else ()
            asked[tag] = _plain(each.asked.union(before))
            lacking[tag] = _plain(each.lacking)
            said[tag] = each.digest(asked[tag])
        hashed = {str(name): str(value) for name, value in assets.hashed.items()}
        return Traces(self.digests, hashed, lacking, asked, said)

    def _pages(self) -> list[str]:
        """Return the pages that stand."""
        return [name for name in self.kept if name.endswith(_PAGE)]


def _plain(keys: Iterable[Key]) -> list[Key]:
    """Return the keys in order, none of them Markup or the like."""
    return sorted((str(context), str(msgid)) for context, msgid in keys)
