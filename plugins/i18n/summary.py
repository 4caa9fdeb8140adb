"""The one line that a build ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .staging import Published

if TYPE_CHECKING:
    from .build import Build


def pages(build: Build) -> str:
    """Return how many pages each language has that are to be found."""
    preview = "PREVIEW, not to be published; " if build.preview is not None else ""
    return f"{preview}pages " + ", ".join(
        f"{language.tag} {sum(page.indexed for page in build.pages.get(language.tag, {}).values())}"
        for language in build.languages
    )


def line(pages: str, published: Published, warnings: int, seconds: float) -> str:
    """Return what a build that succeeded has done."""
    extra = f", {warnings} warning{'s' * (warnings > 1)}" if warnings else ""
    return (
        f"Done: {pages}; {published.changed} files changed, {published.same} as they were, "
        f"{published.removed} removed{extra}; {seconds:.2f} s"
    )
