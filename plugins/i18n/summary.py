"""The one line that a build ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .staging import Published

if TYPE_CHECKING:
    from .build import Build
    from .languages import Language


def pages(build: Build) -> str:
    """Return how many pages each language has that are to be found, and how far it is."""
    preview = "PREVIEW, not to be published; " if build.preview is not None else ""
    return f"{preview}pages " + ", ".join(
        f"{language.tag} {_indexed(build, language)}{_translated(build, language)}"
        for language in build.languages
    )


def _indexed(build: Build, language: Language) -> int:
    return sum(page.indexed for page in build.pages.get(language.tag, {}).values())


def _translated(build: Build, language: Language) -> str:
    if (progress := build.progress.get(language.tag)) is None or not progress.site.total:
        return ""
    return f" ({progress.site.translated} of {progress.site.total} messages translated)"


def line(pages: str, published: Published, warnings: int, seconds: float) -> str:
    """Return what a build that succeeded has done."""
    extra = f"; {warnings} warning{'s' * (warnings > 1)}" if warnings else ""
    made = published.changed + published.same - published.reused
    return (
        f"Done: {pages}; {made} files built, {published.reused} reused, {published.changed} "
        f"changed, {published.removed} removed{extra}; {seconds:.2f} s"
    )
