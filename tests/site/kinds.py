"""The two sites that the tests look at, and every kind of page on them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

KINDS = (
    "home page publication publications by-year article articles category translations lost"
).split()
NAMES = ("own", "elsewhere")


@dataclass(frozen=True)
class Built:
    """A built site and where it is published and served."""

    output: Path
    languages: tuple[str, ...]
    """Tags, the default language first."""
    published: str
    """The published address, no slash at its end."""
    base: str
    """Its path."""
    origin: str
    """The address at which it is served, a slash at its end."""
    paths: dict[str, str]
    """A path for each kind of page, below a language's root."""

    def prefix(self, lang: str) -> str:
        """Return the prefix of a language's addresses, with its slash."""
        return "" if lang == self.languages[0] else lang.split("-")[0] + "/"

    def address(self, kind: str, lang: str) -> str:
        """Return where a page is served."""
        return self.origin + self.prefix(lang) + self.paths[kind]


@dataclass(frozen=True)
class Place:
    """One page: its site's name, its kind and its language."""

    site: str
    kind: str
    lang: str

    def __str__(self) -> str:
        return f"{self.site}-{self.kind}-{self.lang}"


LANGUAGES = {"own": ("en", "zh-Hans"), "elsewhere": ("zh-Hans", "en")}
LOST = [Place(name, "lost", LANGUAGES[name][0]) for name in NAMES]
PLACES = [
    Place(name, kind, lang)
    for name in NAMES
    for kind in KINDS
    for lang in LANGUAGES[name]
    if kind != "lost"
]
"""Every page in every language, but for the one of lost addresses, which is for all languages."""

every_page = pytest.mark.parametrize("place", PLACES + LOST, ids=str)
every_translated_page = pytest.mark.parametrize("place", PLACES, ids=str)
both_sites = pytest.mark.parametrize("name", NAMES)
