"""How far each language is, page by page, told from the catalogs alone. Pure.

``messages.pot`` says which messages there are and where they stand, a catalog which of them are
translated. So it is known before the first page is rendered which pages a language can offer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

from babel import Locale
from babel.messages.catalog import Catalog as BabelCatalog

from . import catalogs
from .catalogs import Catalog, Key, key_of
from .natives import Plan
from .translator import UI_LANG, Translator

_BAR = 20  # characters


@dataclass(frozen=True)
class Count:
    """The messages of a page or a site in one language."""

    total: int = 0
    translated: int = 0
    fuzzy: int = 0

    @property
    def missing(self) -> int:
        """Those with no translation at all."""
        return self.total - self.translated - self.fuzzy

    @property
    def share(self) -> float:
        """The part that is translated and current, 0 to 1; 1 if there is nothing to translate."""
        return self.translated / self.total if self.total else 1.0

    @property
    def percent(self) -> int:
        """The share in percent, never 100 while something is missing."""
        return int(self.share * 100)

    def __add__(self, other: Count) -> Count:
        return Count(
            self.total + other.total,
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
        )


@dataclass(frozen=True)
class Progress:
    """One language: the whole, and each part that has messages. In the whole each counts once."""

    site: Count
    files: Mapping[str, Count]


def of_site(template: Path, made: Iterable[Translator], plan: Plan) -> dict[str, Progress]:
    """Return how far each language with a catalog is; empty if there is no template."""
    if not template.is_file():
        return {}
    pot = catalogs.parse(catalogs.decode(template), template, Locale("en"))
    found = list(messages(pot))
    return {
        each.language.tag: measure(found, each.catalog, each.language.tag, plan)
        for each in made
        if each.language.catalog is not None
    }


def messages(template: BabelCatalog) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """Yield each message that is to be translated, with the files where it stands."""
    for message in template:
        if message.id and message.context != "url":  # the address of a report is optional
            yield key_of(message), tuple(dict.fromkeys(name for name, _ in message.locations))


def measure(
    found: Iterable[tuple[Key, tuple[str, ...]]], catalog: Catalog, lang: str, plan: Plan
) -> Progress:
    """Count the messages of a site in one catalog, those left out that are in *lang* already."""
    unseen = set(map(page_name, plan.unseen(lang)))
    files: dict[str, Count] = defaultdict(Count)
    site = Count()
    for key, places in found:
        names = [name for name in places if name not in unseen]
        if not names or lang in {written_in(name, plan.source_lang) for name in names}:
            continue
        one = Count(1, int(key in catalog.messages), int(key in catalog.fuzzy))
        site += one
        for part in dict.fromkeys(map(part_of, names)):
            files[part] += one
    return Progress(site, dict(files))


def part_of(name: str) -> str:
    """Return the part of the site that a file's texts belong to: a content file, or the theme."""
    return "theme" if name.partition("/")[0] in ("theme", "plugins") else name


def written_in(name: str, source_lang: str) -> str:
    """Return the language of a file's texts: the theme and the plugins are in English."""
    return UI_LANG if name.partition("/")[0] in ("theme", "plugins") else source_lang


def page_name(path: str) -> str:
    """Return the name that the template has for a file below PATH."""
    return f"content/{Path(path).as_posix()}"


def columns(text: str) -> int:
    """Return how many columns of a terminal *text* takes: a full-width character takes two."""
    return sum(2 if east_asian_width(each) in "FW" else 1 for each in text)


def line(name: str, count: Count, width: int = 8) -> str:
    """Return one line for a terminal: *name*, filled up to *width*, a bar and the numbers."""
    filled = int(count.share * _BAR)
    bar = "█" * filled + "░" * (_BAR - filled)
    name += " " * (width - columns(name))
    return (
        f"{name} {bar} {count.percent:3} %  {count.translated}/{count.total} translated, "
        f"{count.fuzzy} fuzzy, {count.missing} missing"
    )
