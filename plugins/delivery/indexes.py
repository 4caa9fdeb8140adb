"""Blog pages of a site without a blog: not written, since nothing leads to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pelican.generators import ArticlesGenerator

BLOG = frozenset({"index", "archives", "tags", "categories", "authors"})
"""Pelican's direct templates that list articles."""


def kept(settings: Mapping[str, Any]) -> list[str]:
    """Return the direct templates of a site without articles; the homepage always stays."""
    names = settings["DIRECT_TEMPLATES"]
    return [name for name in names if name not in BLOG or _is_home(name, settings)]


def drop_empty(generator: ArticlesGenerator) -> None:
    """Take them out of the run where no language has articles (receiver).

    All languages decide alike, or a page would name a version in another language that is not
    there: articles that only another language has keep the list, empty, in this one.
    """
    if not generator.articles and not _others(generator):
        generator.settings["DIRECT_TEMPLATES"] = kept(generator.settings)


def _others(generator: ArticlesGenerator) -> Collection[str]:
    """Return the articles that are written in another language than the run's."""
    build = generator.settings.get("I18N_BUILD")
    if build is None:
        return ()
    settings = generator.settings
    files = generator.get_files(settings["ARTICLE_PATHS"], exclude=settings["ARTICLE_EXCLUDES"])
    known = generator.context["generated_content"]
    return [path for path in files if _is_elsewhere(build.plan, path) and known.get(path) is None]


def _is_elsewhere(plan: Any, path: str) -> bool:
    """Whether some language has the article and some language has not."""
    return bool(plan.native(path) or 0 < len(plan.offered_in(path)) < len(plan.languages))


def _is_home(name: str, settings: Mapping[str, Any]) -> bool:
    return bool(settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html") == "index.html")
