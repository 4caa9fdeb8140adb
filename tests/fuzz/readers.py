"""What is fuzzed: each target reads bytes or refuses them, and does nothing else."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable

from pelican.settings import DEFAULT_CONFIG

from plugins.blocks import Block
from plugins.blocks.block import parse as parse_block
from plugins.content import academicpages, frontmatter
from plugins.content.errors import ContentError
from plugins.content.reader import Reader
from plugins.press import reports
from plugins.publications import bibtex, settings, tables
from plugins.publications.faults import PublicationsError
from plugins.publications.pieces import Source

_SETTINGS = {**DEFAULT_CONFIG, "DEFAULT_LANG": "en", "PATH": "", "TIMEZONE": "UTC"}


def page(data: bytes) -> None:
    """Read a Markdown file, front matter and all."""
    with tempfile.NamedTemporaryFile(suffix=".md") as file:
        file.write(data)
        file.flush()
        try:
            Reader(dict(_SETTINGS)).read(file.name)
        except ContentError as error:
            assert error.diagnostics


def front_matter(data: bytes) -> None:
    """Part a file into its metadata and its body."""
    text = data.decode("utf-8", "replace").replace("\r", "")
    found = frontmatter.split(text, "a.md")
    metadata, _, faults = academicpages.pelican_metadata(found.metadata, found.lines, "a.md")
    for key in ("save_as", "url"):
        value = metadata.get(key, "")
        assert faults or not (isinstance(value, str) and re.search(r"(^|/)\.\.(/|$)", value))


def bib(data: bytes) -> None:
    """Read a .bib file."""
    found = bibtex.read([Source("a.bib", data)], owner=["Ada Chu"])
    for entry in found.entries:
        assert "<script" not in f"{entry.title}{entry.abstract}"


def press(data: bytes) -> None:
    """Read press.toml."""
    found, faults = reports.parse("press.toml", data)
    assert all(report.title and report.url for report in found) and all(map(str, faults))


def table(data: bytes) -> None:
    """Read the tables of co-authors and venues, as YAML and as TOML."""
    for path in ("t.yml", "t.toml"):
        for read in (tables.coauthors, tables.venues):
            try:
                read(tables.Table(path, data))
            except PublicationsError as error:
                assert error.diagnostics


def block(data: bytes) -> None:
    """Read the line of a block, and a setting of the publications."""
    text = data.decode("utf-8", "replace")
    settings.load({"PUBLICATIONS_PATHS": text, "PUBLICATIONS_GROUPS": [text, text]})
    try:
        parse_block(f"::: {text.splitlines()[0] if text else ''}", {"a": Block("a", {"b": None})})
    except ValueError as error:
        assert str(error)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (page, front_matter, bib, press, table, block)
}
