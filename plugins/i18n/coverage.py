"""What each language offers: pages translated at least as far as ``I18N_MIN_COVERAGE`` says.

A language whose homepage is below it is not offered at all. Settled before the first page is
rendered, from the template and the catalogs (`progress`), and carried by the `natives.Plan`, which
all that links, lists and counts pages asks.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from plugins.content.errors import ContentError
from plugins.content.source import SUFFIXES, examine
from plugins.diagnostics import Diagnostic, shown_path

from .catalogs import UPDATE
from .natives import Plan
from .progress import Count, Progress, page_name

logger = logging.getLogger(__name__)


def restrict(plan: Plan, progress: Mapping[str, Progress], least: float, root: Path) -> Plan:
    """Return *plan* with what is translated less than *least* (0 to 1) taken out.

    *progress* is how far each language with a catalog is, *root* the directory of the content.
    """
    if not least:
        return plan
    home = _home(plan, root)
    languages = tuple(
        tag
        for tag in plan.languages
        if tag == plan.source_lang or _homepage(plan, home, tag, progress) >= least
    )
    lacking = {
        path: frozenset(
            tag
            for tag in languages
            if tag != plan.source_lang and _share(path, progress[tag]) < least
        )
        for path, source in plan.sources.items()
        if not source.lang
    }
    others = [plan.unseen(tag) for tag in plan.languages if tag != plan.source_lang]
    unseen = frozenset.intersection(*others) if others else frozenset()
    _warn_of_unknown(lacking.keys() - unseen, progress, root)
    return replace(plan, languages=languages, lacking={p: t for p, t in lacking.items() if t})


def _home(plan: Plan, root: Path) -> str:
    """Return the file that the homepage is made of; "" if a template makes it."""
    return next((path for path in plan.sources if _is_home(root / path)), "")


def _is_home(path: Path) -> bool:
    if path.suffix not in SUFFIXES:
        return False
    try:
        return examine(path)[0].metadata.get("save_as") == "index.html"
    except (ContentError, OSError):
        return False  # the build says what is wrong with it


def _homepage(plan: Plan, home: str, tag: str, progress: Mapping[str, Progress]) -> float:
    if tag not in progress:
        return 0.0
    if not home:
        return progress[tag].files.get("theme", Count()).share
    shown = plan.shown_instead(home, tag)
    return 1.0 if plan.native(shown) else _share(home, progress[tag])


def _share(path: str, progress: Progress) -> float:
    """Return how much of a page is translated; a page without messages is not translated."""
    count = progress.files.get(page_name(path))
    return count.share if count is not None else 0.0


def _warn_of_unknown(paths: Iterable[str], progress: Mapping[str, Progress], root: Path) -> None:
    for path in _unknown(paths, progress):
        what = f"messages.pot does not have it, so no other language offers it. Run {UPDATE}."
        logger.warning("%s", Diagnostic(shown_path(root / path), 0, what))


def _unknown(paths: Iterable[str], progress: Mapping[str, Progress]) -> Iterator[str]:
    known = {name for each in progress.values() for name in each.files}
    return (
        path for path in sorted(paths) if path.endswith(SUFFIXES) and page_name(path) not in known
    )
