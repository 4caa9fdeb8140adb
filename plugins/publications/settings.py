"""The plugin's settings: their defaults, what each is for, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.diagnostics import Diagnostic, did_you_mean
from plugins.publications.citations import STYLES
from plugins.publications.exports import FORMATS
from plugins.publications.lists import KINDS, Grouping

_PREFIX = "PUBLICATIONS_"
_CONFIG = "pelicanconf.py"
_STYLES = {"*": "apa", "zh": "gb7714-2025"}


@dataclass(frozen=True)
class Settings:
    """The settings of one run."""

    paths: tuple[str, ...] = ("publications.bib",)
    """PUBLICATIONS_PATHS: the .bib files below PATH, in their order; globs like ``bib/*.bib``."""
    paths_named: bool = False
    """Whether the owner named them: then each has to be there."""
    owner: tuple[str, ...] = ()
    """PUBLICATIONS_OWNER: the owner's name in each form that papers print; by default AUTHOR."""
    groups: tuple[tuple[str, str], ...] = ()
    """PUBLICATIONS_GROUPS: pairs of a keyword and the label of its list; by default one list."""
    group_by: Grouping = ""
    """PUBLICATIONS_GROUPS = "type" or "year": a list for each of these instead."""
    url: str = "publications/"
    """PUBLICATIONS_URL: where the publications are, below the root of each language."""
    home: str = "all"
    """PUBLICATIONS_HOME: what ``::: publications`` shows, "all" or those "selected" in the .bib."""
    max_authors: int | None = None
    """PUBLICATIONS_MAX_AUTHORS: how many authors a list shows, and the owner; by default all."""
    exports: tuple[str, ...] = tuple(FORMATS)
    """PUBLICATIONS_EXPORTS: the files to take away, of "bib", "ris" and "json" (CSL)."""
    styles: tuple[tuple[str, str], ...] = tuple(_STYLES.items())
    """PUBLICATIONS_CITATION_STYLES: the style by language of the page, "*" for the others."""
    coauthors: str = ""
    """PUBLICATIONS_COAUTHORS: the table of co-authors below PATH; by default coauthors.toml,
    .yml or .yaml, if there is one."""
    venues: str = ""
    """PUBLICATIONS_VENUES: the table of venues below PATH; by default venues.toml, .yml, .yaml."""

    @property
    def group_keys(self) -> tuple[str, ...] | None:
        """The keys that a group may have, None for any."""
        if self.group_by == "year":
            return None
        return KINDS if self.group_by == "type" else tuple(key for key, _ in self.groups)


def load(settings: Mapping[str, Any]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return the plugin's part of Pelican's *settings*, and the errors in it.

    A setting that is wrong counts as not set.
    """
    ours = {name: value for name, value in settings.items() if name.startswith(_PREFIX)}
    wrong = {name for name, value in ours.items() if not _is_valid(name, value)}
    good = {name: value for name, value in ours.items() if name not in wrong}
    author = settings.get("AUTHOR")
    owner = [author] if isinstance(author, str) else []
    url = good.get("PUBLICATIONS_URL", Settings.url).strip("/")
    groups = good.get("PUBLICATIONS_GROUPS", ())
    loaded = Settings(
        paths=tuple(good.get("PUBLICATIONS_PATHS", Settings.paths)),
        paths_named="PUBLICATIONS_PATHS" in good,
        owner=tuple(good.get("PUBLICATIONS_OWNER", owner)),
        groups=() if isinstance(groups, str) else tuple((key, label) for key, label in groups),
        group_by="type" if groups == "type" else "year" if groups == "year" else "",
        url=f"{url}/" if url else "",
        home=good.get("PUBLICATIONS_HOME", Settings.home),
        max_authors=good.get("PUBLICATIONS_MAX_AUTHORS"),
        exports=tuple(good.get("PUBLICATIONS_EXPORTS", Settings.exports)),
        styles=tuple((_STYLES | dict(good.get("PUBLICATIONS_CITATION_STYLES", {}))).items()),
        coauthors=good.get("PUBLICATIONS_COAUTHORS", ""),
        venues=good.get("PUBLICATIONS_VENUES", ""),
    )
    return loaded, tuple(Diagnostic(_CONFIG, 0, text) for text in _faults(sorted(wrong)))


def _faults(wrong: list[str]) -> Iterator[str]:
    for name in wrong:
        if name in _CHECKS:
            yield f"{name} cannot be read. Write, for instance, {_CHECKS[name][1]}."
        else:
            yield f"there is no setting {name}.{did_you_mean(name, _CHECKS, ' Remove it.')}"


def _is_valid(name: str, value: Any) -> bool:
    return name in _CHECKS and _CHECKS[name][0](value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _is_limit(value: Any) -> bool:
    return value is None or (type(value) is int and value > 0)


def _are_formats(value: Any) -> bool:
    return _are_texts(value) and set(value) <= set(FORMATS)


def _are_styles(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and all(isinstance(key, str) for key in value)
        and all(style in STYLES for style in value.values())
    )


def _are_groups(value: Any) -> bool:
    """Return whether *value* is a list of (keyword, label) with different keywords, or a way."""
    if isinstance(value, str):
        return value in ("type", "year")
    if not isinstance(value, list | tuple):
        return False
    pairs = [pair for pair in value if _are_texts(pair) and len(pair) == 2]
    return len(pairs) == len(value) == len({key for key, _ in pairs})


_CHECKS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "PUBLICATIONS_PATHS": (_are_texts, '["publications.bib"]'),
    "PUBLICATIONS_OWNER": (_are_texts, '["Ada Lovelace", "Lovelace, A."]'),
    "PUBLICATIONS_GROUPS": (_are_groups, '[("first-author", "First-author papers")]'),
    "PUBLICATIONS_URL": (_is_text, '"publications/"'),
    "PUBLICATIONS_HOME": (lambda value: value in ("all", "selected"), '"selected"'),
    "PUBLICATIONS_MAX_AUTHORS": (_is_limit, "10, or None for all"),
    "PUBLICATIONS_EXPORTS": (_are_formats, '["bib", "ris", "json"]'),
    "PUBLICATIONS_CITATION_STYLES": (_are_styles, '{"*": "apa", "zh": "gb7714-2025"}'),
    "PUBLICATIONS_COAUTHORS": (_is_text, '"coauthors.toml"'),
    "PUBLICATIONS_VENUES": (_is_text, '"venues.toml"'),
}
"""Of each setting, what it has to be and an example."""
