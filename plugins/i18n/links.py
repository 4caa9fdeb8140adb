"""Links between sources, checked before any page is written.

Pelican only warns of ``{filename}``, ``{static}`` and ``{attach}`` links that lead nowhere, and
follows those that lead out of the content. Here both are errors of the page that has them.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from pelican.generators import Generator

from plugins.diagnostics import Diagnostic, shown_path

logger = logging.getLogger(__name__)

_LINK = re.compile(
    r"<[^>]+\s(?:href|src|poster|data|cite)\s*=\s*([\"'])"
    r"[{|](?P<what>filename|static|attach)[|}](?P<value>.*?)\1",
    re.DOTALL,
)


def check(generators: list[Generator]) -> None:
    """Log each link between sources that leads nowhere or out of the content."""
    context = generators[0].context
    for content in _contents(context):
        for what, value in _links(content._content or ""):
            if reason := _fault(context, content, what, value):
                logger.error("%s", _diagnostic(content, what, value, reason))


def _contents(context: dict[str, Any]) -> Iterator[Any]:
    seen: set[int] = set()
    for content in context["generated_content"].values():
        if id(content) not in seen and getattr(content, "source_path", None):
            seen.add(id(content))
            yield content


def _links(html: str) -> Iterator[tuple[str, str]]:
    for match in _LINK.finditer(html):
        yield match["what"], match["value"]


def _fault(context: dict[str, Any], content: Any, what: str, value: str) -> str:
    paths = list(_paths(content, value))
    if any(path.startswith("../") or path == ".." for path in paths):
        return "leads out of the content folder. Put the file into it and link to it there."
    sources = context["generated_content"]
    if what == "filename" and any(sources.get(path) is not None for path in paths):
        return ""
    if any(Path(content.settings["PATH"], path).is_file() for path in paths):
        return ""
    return (
        "leads to a file that is not there. Correct the path; it starts at the page's folder, "
        "or with / at the content folder."
    )


def _paths(content: Any, value: str) -> Iterator[str]:
    """Yield the paths below the content that Pelican looks a link up by."""
    for text in dict.fromkeys((value, unquote(value), unescape(value), unquote(unescape(value)))):
        path = urlsplit(text).path
        inside = path[1:] if path.startswith("/") else f"{content.relative_dir}/{path}"
        yield PurePosixPath(os.path.normpath(inside)).as_posix()


def _diagnostic(content: Any, what: str, value: str, reason: str) -> Diagnostic:
    link = f"{{{what}}}{unescape(value)}"
    text = Path(content.source_path).read_text("utf-8", "replace")
    lines = enumerate(text.split("\n"), 1)
    line = next((n for n, each in lines if link in each or link in unquote(each)), 0)
    return Diagnostic(shown_path(content.source_path), line, f"the link {link} {reason}")
