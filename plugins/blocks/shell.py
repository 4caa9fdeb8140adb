"""The Pelican side: fills the blocks of every page once all lists are known."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from typing import Any

from markdown import Markdown
from pelican import Pelican
from pelican.generators import Generator, PelicanTemplateNotFound

from plugins.diagnostics import Diagnostic

from .block import Block
from .markdown import BlockLines

logger = logging.getLogger(__name__)

_TOKEN = re.compile(r"<!--::: (.*?)-->")


def add_extension(pelican: Pelican) -> None:
    """Offer the news block and let Markdown know the blocks' lines."""
    blocks = pelican.settings.setdefault("BLOCKS", {})
    blocks.setdefault("news", Block("blocks/news", {"limit": None}))
    markdown = pelican.settings["MARKDOWN"]
    others = [e for e in markdown.get("extensions", []) if not isinstance(e, BlockLines)]
    extensions = [*others, BlockLines(blocks, report)]
    pelican.settings["MARKDOWN"] = {**markdown, "extensions": extensions}


def report(md: Markdown, line: str, what: str) -> None:
    """Note what is wrong with a block's line, at its place in the page."""
    from plugins.content.parser import Parser  # here, since most of a rebuild's start is imports

    if isinstance(md, Parser):
        md.faults.append(Diagnostic(md.source.path, md.source.line_of(line.strip()), what))


def fill(generators: list[Generator]) -> None:
    """Put the rendered lists into the pages and articles that ask for them."""
    for content in _contents(generators):
        content.blocks = [
            json.loads(unescape(t))[0] for t in _TOKEN.findall(content._content or "")
        ]
        if content.blocks:
            content._content = _TOKEN.sub(
                lambda match: _rendered(generators[0], *json.loads(unescape(match[1]))),
                content._content,
            )


def _contents(generators: list[Generator]) -> Iterator[Any]:
    names = ("pages", "hidden_pages", "draft_pages", "articles", "hidden_articles", "drafts")
    return chain.from_iterable(
        getattr(generator, name, ()) for generator in generators for name in names
    )


def _rendered(generator: Generator, name: str, options: dict[str, str]) -> str:
    block: Block = generator.settings["BLOCKS"][name]
    try:
        template = generator.get_template(block.template)
    except PelicanTemplateNotFound:
        logger.warning(
            "The theme has no template %s.html, so ::: %s shows nothing.", block.template, name
        )
        return ""
    context = {**generator.context, "options": options}
    return str(template.render(context)).strip()
