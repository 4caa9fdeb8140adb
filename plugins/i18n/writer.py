"""Writing that says which page failed and goes on, so that one run shows every fault."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from pelican.writers import FileOverwriteFailedError, Writer

from plugins.diagnostics import shown_path

from .build import Build, PageRecord, offered_by, page_url
from .faults import explain
from .languages import Language

logger = logging.getLogger(__name__)


class CarefulWriter(Writer):
    """Pelican's writer; a page that fails is an error and the next one is tried."""

    def write_file(self, name: Any, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:
        """Write a page; log what is wrong with it instead of raising."""
        try:
            super().write_file(name, template, context, *args, **kwargs)
        except FileOverwriteFailedError:
            logger.error("%s", _twice(f"/{name}", describe(kwargs) or "a list", "another page"))
        except Exception as error:  # whatever a template raises
            for line in explain(error, describe(kwargs) or str(name)):
                logger.error("%s", line)


class Claims:
    """Notes every page of one language's run; two for one address are an error."""

    def __init__(self, build: Build, language: Language) -> None:
        self.build = build
        self.language = language

    def written(self, path: str, context: dict[str, Any]) -> None:
        """Take in a page (receiver of ``content_written``)."""
        settings_root = Path(context["OUTPUT_PATH"])
        name = Path(path).relative_to(settings_root).as_posix()
        self.claim(name, describe(context))
        record = PageRecord(
            page_url(name, _url(context)),
            offered_by(context.get("offers", {}), self.build, name),
            indexed(context),
            *_named(context),
        )
        self.build.pages.setdefault(self.language.tag, {})[name] = record

    def feed(self, path: str, context: dict[str, Any], feed: Any) -> None:
        """Take in a feed (receiver of ``feed_written``)."""
        self.claim(Path(path).relative_to(context["OUTPUT_PATH"]).as_posix(), "a feed")

    def claim(self, name: str, source: str) -> None:
        """Give the file to *source*; direct templates may be replaced by a page."""
        full = "/".join(filter(None, (self.language.prefix, name)))
        other = self.build.claims.get(full.casefold(), "")
        if other and source:
            logger.error("%s", _twice("/" + full, source, other))
        self.build.claims[full.casefold()] = source or other


def describe(context: dict[str, Any]) -> str:
    """Return what a page is made from, as a person would name it; "" for a direct template."""
    if (entry := context.get("publication")) is not None:
        return f"{entry.path}:{entry.line}"
    for name in ("article", "page"):
        content = context.get(name)
        if content is not None and getattr(content, "source_path", None):
            return shown_path(content.source_path)
    for name in ("category", "tag", "author"):
        if context.get(name) is not None:
            return f'the {name} "{context[name]}"'
    return ""


def indexed(context: dict[str, Any]) -> bool:
    """Whether search engines should have the page."""
    content = context.get("article") or context.get("page")
    status = getattr(content, "status", "published")
    return status == "published" and not context.get("noindex")


def _named(context: dict[str, Any]) -> tuple[str, str]:
    """Return the title and the kind of a page."""
    if (entry := context.get("publication")) is not None:
        return str(entry.title_text), "publication"
    for kind in ("article", "page"):
        if context.get(kind) is not None:
            return str(context[kind].title), kind
    return "", ""


def _url(context: dict[str, Any]) -> object:
    for name in ("articles_page", "article", "page"):
        if context.get(name) is not None:
            return context[name].url
    return context.get("url")


def _twice(address: str, one: str, other: str) -> str:
    first, second = sorted((one, other))
    return (
        f"{second}: has the address {address}, as {first} has. Give one another slug or permalink."
    )
