"""The Pelican side: reads Markdown files, and says everything that is wrong with one at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from pelican.contents import Content
from pelican.readers import BaseReader, MarkdownReader, Readers

from plugins.diagnostics import Diagnostic, SourceError

from .checks import foreign_media, media_fault, unreadable_links
from .errors import ContentError, Value
from .parser import Parser, markdown_for
from .source import Source, examine

logger = logging.getLogger(__name__)

_LISTS = frozenset({"tags", "authors"})
_SINGLE = frozenset(
    {"title", "date", "modified", "status", "category", "author", "slug", "url", "save_as"}
    | {"lang", "template", "description"}
)
_OURS = frozenset({"url", "save_as", "status", "summary"})
_TAKEN = frozenset({*dir(Content), "settings", "translations", "_content", "_context"}) - _OURS
_TITLE_SETTINGS = ("FILENAME_METADATA", "PATH_METADATA", "EXTRA_PATH_METADATA", "DEFAULT_METADATA")
_EXAMPLES = {
    "date": "Write it as in 2026-05-17.",
    "modified": "Write it as in 2026-05-17.",
    "tags": "Write a list of texts.",
    "authors": "Write a list of names.",
}


class Reader(MarkdownReader):
    """Reads Markdown with YAML or plain front matter, as `markdown_for` parses it."""

    def __init__(self, settings: dict[str, Any]) -> None:
        # Not MarkdownReader's, which writes into the settings.
        BaseReader.__init__(self, settings)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return (HTML, metadata) of a file. Logs its faults, then raises them as `ContentError`.

        Pelican names a file that raised but not why, hence the log.
        """
        try:
            return self._read(source_path)
        except ContentError as error:
            for diagnostic in error.diagnostics:
                logger.error("%s", diagnostic)
            raise

    def _read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        source, found = examine(source_path)
        faults = list(found)
        if source.metadata or not any(fault.line < source.first_line for fault in faults):
            faults += _metadata_faults(source, self._title_is_elsewhere())
        parser = markdown_for(self.settings)
        html = self._convert(parser, source, source.body, faults)
        metadata = self._processed(parser, source, faults)
        faults += _media_faults(source, [html, *map(str, metadata.values())])
        for link in unreadable_links(html):
            what = f"the link {link} is no path. Write / once, and [ as %5B."
            faults.append(Diagnostic(source.path, source.line_of(link), what))
        if faults:
            raise ContentError(sorted(set(faults)))
        return html, metadata

    def _convert(self, parser: Parser, source: Source, text: str, faults: list[Diagnostic]) -> str:
        parser.reset()
        parser.source, parser.faults = source, []
        try:
            return parser.convert(text)
        except SourceError as error:
            faults += error.diagnostics
            return ""
        finally:
            faults += parser.faults

    def _processed(
        self, parser: Parser, source: Source, faults: list[Diagnostic]
    ) -> dict[str, Any]:
        """Return the metadata as Pelican wants it: rendered, dated, made tags and authors."""
        processed: dict[str, Any] = {}
        for name, value in source.metadata.items():
            if _value_fault(name, value):
                continue
            given: Any = value
            if name in self.settings["FORMATTED_FIELDS"]:
                text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
                given = self._convert(parser, source, text, faults)
            try:
                processed[name] = self.process_metadata(name, given)
            except (ValueError, TypeError, AttributeError, OverflowError):
                what = f'{name} "{value}" cannot be read. {_EXAMPLES.get(name, "Quote it.")}'
                faults.append(Diagnostic(source.path, source.lines.get(name, 1), what))
        return processed

    def _title_is_elsewhere(self) -> bool:
        """Whether a setting of Pelican's may give titles to files."""
        return any("title" in str(self.settings.get(name) or "") for name in _TITLE_SETTINGS)


def use_reader(readers: Readers) -> None:
    """Read with `Reader` wherever Pelican would read with its own Markdown reader."""
    for extension in Reader.file_extensions:
        if readers.reader_classes.get(extension) is MarkdownReader:
            readers.reader_classes[extension] = Reader


def _metadata_faults(source: Source, title_is_elsewhere: bool) -> Iterator[Diagnostic]:
    metadata: Mapping[str, Value] = source.metadata
    skipped = metadata.get("status") == "skip"
    if not (metadata.get("title") or title_is_elsewhere or skipped):
        yield Diagnostic(source.path, 1, "has no title. Write title: … in its front matter.")
    for name, value in metadata.items():
        if what := _value_fault(name, value):
            yield Diagnostic(source.path, source.lines.get(name, 1), what)


def _value_fault(name: str, value: Value) -> str:
    if name in _TAKEN:
        return f'"{name}" is a name that Pelican uses itself. Choose another key.'
    if name in _SINGLE and not isinstance(value, str):
        return f"{name} takes one text. Write it once, on one line."
    if name in _LISTS and isinstance(value, list) and not all(isinstance(v, str) for v in value):
        return f"{name} takes a list of texts. Write each on a line of its own after - ."
    return ""


def _media_faults(source: Source, htmls: list[str]) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for html in htmls:
        for element, address in foreign_media(html):
            skip = seen.get(address, 0)
            seen[address] = skip + 1
            line = source.line_of(address, skip)
            yield Diagnostic(source.path, line, media_fault(element, address))
