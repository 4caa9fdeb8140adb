"""Babel extraction methods: what is a message in each kind of source.

Each is a plain generator with Babel's signature, so ``pybabel extract -F pyproject.toml .`` and
``python -m plugins.i18n update`` find the same messages. Options: ``settings``, the settings file
whose MARKDOWN setting the site is built with (default ``pelicanconf.py``).
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import IO, Any

from pelican.readers import Readers, ensure_metadata_list
from pelican.settings import get_settings_from_file, read_settings

from plugins.blocks.markdown import BlockLines
from plugins.content.parser import markdown_for
from plugins.content.source import examine
from plugins.diagnostics import SourceError

from .languages import find
from .markdown import Translation
from .messages import Collected
from .natives import plan
from .overlay import LABELS, TEXTS
from .settings import defaults

Found = tuple[int, str, str | tuple[str, ...], list[str]]
_METADATA = {
    "title": "title of the page",
    "description": "description of the page",
    "category": "category of the article",
    "tags": "tag of the article",
}


def markdown(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, str],
) -> Iterator[Found]:
    """Yield the title, the description and every block of a page in the owner's language."""
    settings = _settings(options.get("settings", "pelicanconf.py"))
    try:
        source, _ = examine(fileobj.name)
    except SourceError:
        return  # the build says what is wrong with it
    if _native(Path(fileobj.name), settings):
        return
    yield from _metadata({**_category(Path(fileobj.name), settings), **source.metadata})
    collected = Collected()
    extensions = [BlockLines({}, lambda *_: None), Translation(lambda _: collected)]
    parser = markdown_for(settings, extensions)
    parser.source = source
    parser.convert(source.body)
    for name in settings["FORMATTED_FIELDS"]:  # as the reader converts them, after the body
        if value := source.metadata.get(name):
            parser.reset()
            parser.convert("\n".join(map(str, value)) if isinstance(value, list) else str(value))
    for msgid, comment in collected.found:
        yield 0, "", msgid, [comment]


def shown_as_written(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, str],
) -> Iterator[Found]:
    """Yield the title, the description and the names of a page in another format than Markdown."""
    settings, path = _settings(options.get("settings", "pelicanconf.py")), Path(fileobj.name)
    if _native(path, settings):
        return
    try:
        _, metadata = Readers(settings).readers[path.suffix[1:]].read(str(path))
    except Exception:  # whatever a reader of others raises
        return  # the build says what is wrong with it
    named = {name: unescape(str(metadata[name])) for name in _METADATA if name in metadata}
    if "title" in named:  # else it is a file of another kind
        tags = [str(tag) for tag in metadata.get("tags", ())]
        yield from _metadata({**_category(path, settings), **named, "tags": tags})


def settings(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, str],
) -> Iterator[Found]:
    """Yield the settings that readers see: single texts, and the labels of lists of pairs.

    I18N_TEXTS names further ones.
    """
    values, lines = get_settings_from_file(fileobj.name), _lines(fileobj.read())
    texts = ("AUTHOR", *TEXTS, *values.get("I18N_TEXTS", ()))
    labels = (*LABELS, "PUBLICATIONS_GROUPS")
    for name in sorted(values, key=lambda name: lines.get(name, (0, 0))):
        line, value = lines.get(name, (0, 0))[0], values[name]
        if name in texts and isinstance(value, str) and value:
            yield line, "", value, [f"setting {name}"]
        if name in labels and isinstance(value, (list, tuple)):
            index = 1 if name == "PUBLICATIONS_GROUPS" else 0
            for item in value:
                if isinstance(item, (list, tuple)) and len(item) > index:
                    yield line, "", str(item[index]), [f"label in the setting {name}"]


def _lines(source: bytes) -> Mapping[str, tuple[int, int]]:
    """Return (line, column) of each name that a settings file sets."""
    names = (each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Name))
    found = (each for each in names if isinstance(each.ctx, ast.Store))
    return {each.id: (each.lineno, each.col_offset) for each in found}


def _category(path: Path, settings: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the category that Pelican gives an article that names none: that of its folder."""
    root = Path(settings["PATH"]).resolve()
    resolved = path.resolve()
    if any(resolved.is_relative_to(root / page) for page in settings["PAGE_PATHS"] if page):
        return {}
    folder = resolved.parent
    named = settings["USE_FOLDER_AS_CATEGORY"] and folder != root
    return {"category": folder.name if named else settings["DEFAULT_CATEGORY"]}


def _metadata(metadata: Mapping[str, Any]) -> Iterator[Found]:
    for name, comment in _METADATA.items():
        value = metadata.get(name) or ""
        for text in ensure_metadata_list(value) if name == "tags" else [value]:
            if isinstance(text, str) and any(map(str.isalpha, text)):
                yield 1, "", text, [comment]


def _native(path: Path, settings: Mapping[str, Any]) -> bool:
    """Whether the page is written in another language than the owner's, as the build has it."""
    own = defaults(settings)
    found = find(Path(own["I18N_PATH"]), settings["DEFAULT_LANG"], own["I18N_LANGUAGES"])
    tags = [language.tag for language in found]
    return plan(path.parent, [path.name], tags, found[0].tag, str.lower).native(path.name)


def _settings(path: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_settings(path if Path(path).is_file() else None)
    return found
