"""The plugin's settings: their defaults, what each is for, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.diagnostics import Diagnostic
from plugins.publications.faults import did_you_mean

_PREFIX = "PUBLICATIONS_"
_CONFIG = "pelicanconf.py"
_EXAMPLES = {
    "PUBLICATIONS_PATHS": '["publications.bib"]',
    "PUBLICATIONS_OWNER": '["Ada Lovelace", "Lovelace, A."]',
    "PUBLICATIONS_GROUPS": '[("first-author", "First-author papers")]',
    "PUBLICATIONS_URL": '"publications/"',
}


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
    url: str = "publications/"
    """PUBLICATIONS_URL: where the publications are, below the root of each language."""

    @property
    def group_keys(self) -> tuple[str, ...]:
        """The keyword of each group."""
        return tuple(key for key, _ in self.groups)


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
    loaded = Settings(
        paths=tuple(good.get("PUBLICATIONS_PATHS", Settings.paths)),
        paths_named="PUBLICATIONS_PATHS" in good,
        owner=tuple(good.get("PUBLICATIONS_OWNER", owner)),
        groups=tuple((key, label) for key, label in good.get("PUBLICATIONS_GROUPS", ())),
        url=f"{url}/" if url else "",
    )
    return loaded, tuple(Diagnostic(_CONFIG, 0, text) for text in _faults(sorted(wrong)))


def _faults(wrong: list[str]) -> Iterator[str]:
    for name in wrong:
        if name in _EXAMPLES:
            yield f"{name} cannot be read. Write, for instance, {_EXAMPLES[name]}."
        else:
            yield f"there is no setting {name}.{did_you_mean(name, _EXAMPLES) or ' Remove it.'}"


def _is_valid(name: str, value: Any) -> bool:
    if name == "PUBLICATIONS_URL":
        return isinstance(value, str)
    if name == "PUBLICATIONS_GROUPS":
        return _are_pairs(value)
    return name in _EXAMPLES and _are_texts(value)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _are_pairs(value: Any) -> bool:
    """Return whether *value* is a list of (keyword, label) with different keywords."""
    if not isinstance(value, list | tuple):
        return False
    pairs = [pair for pair in value if _are_texts(pair) and len(pair) == 2]
    return len(pairs) == len(value) == len({key for key, _ in pairs})
