"""A file as Pelican gets it."""

from __future__ import annotations

import logging
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pelican import signals
from pelican.readers import MarkdownReader, Readers

from plugins import content
from plugins.content.errors import ContentError
from plugins.content.parser import markdown_for
from plugins.content.reader import Reader, use_reader
from plugins.content.source import Source, examine

from .settings import settings


def read(tmp_path: Path, text: str | bytes, **changes: Any) -> tuple[str, dict[str, Any]]:
    path = tmp_path / "page.md"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Reader(settings(**changes)).read(str(path))


def faults(tmp_path: Path, text: str, **changes: Any) -> list[int]:
    with pytest.raises(ContentError) as error:
        read(tmp_path, text, **changes)
    return [fault.line for fault in error.value.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: T\ntags:\n  - a\n  - b\nauthors: [X, Y]\n---\n",
        "Title: T\nTags: a, b\nAuthors: X; Y\n\n",
    ],
)
def test_tags_and_authors_are_lists_or_texts(tmp_path: Path, text: str) -> None:
    _, metadata = read(tmp_path, text)
    assert [tag.name for tag in metadata["tags"]] == ["a", "b"]
    assert [author.name for author in metadata["authors"]] == ["X", "Y"]


def test_pelicans_own_keys_work_in_yaml(tmp_path: Path) -> None:
    text = (
        "---\ntitle: T\ndate: 2020-05-17\ncategory: News\nslug: s\nlang: en\nstatus: hidden\n"
        "template: wide\nsummary: |\n  *a*\n\n  b\n---\n"
    )
    _, metadata = read(tmp_path, text)
    assert datetime(2020, 5, 17) == metadata["date"].replace(tzinfo=None)
    assert metadata["category"].name == "News"
    assert metadata["summary"] == "<p><em>a</em></p>\n<p>b</p>"
    rest = {key: metadata[key] for key in ("slug", "lang", "status", "template")}
    assert rest == {"slug": "s", "lang": "en", "status": "hidden", "template": "wide"}


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nA\r\nB\r\n", b"---\rtitle: T\r---\rA\rB\r"]
)
def test_a_bom_and_any_line_ends_are_read(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == ("<p>A\nB</p>", {"title": "T"})


def test_a_body_that_begins_like_metadata_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, "---\ntitle: T\n---\nNote: this")[0] == "<p>Note: this</p>"


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = (
        "---\npermalink: /../x\ndate: soon\n---\n{% x %}\n![a](https://a.org/b.png)\n\n"
        "2020-13\n:   x\n\n![c](https://a.org/b.png)\n"
    )
    assert faults(tmp_path, text) == [1, 2, 3, 5, 6, 8, 11]


def test_front_matter_that_cannot_be_read_is_not_blamed_for_its_missing_title(
    tmp_path: Path,
) -> None:
    assert faults(tmp_path, "---\ntitle: a: b\n---\n{% x %}\n") == [2, 4]


def test_faults_are_logged_as_well_as_raised(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        faults(tmp_path, "{% x %}\n")
    assert [str(tmp_path) in message for message in caplog.messages] == [True, True]


def test_a_picture_in_the_summary_is_looked_at(tmp_path: Path) -> None:
    text = "title: T\nsummary: ![a](https://a.org/b.png)\n\nText."
    assert len(faults(tmp_path, text)) == 1


def test_a_title_may_come_from_the_file_name(tmp_path: Path) -> None:
    assert read(tmp_path, "\nText.", FILENAME_METADATA="(?P<title>.*)")[1] == {}


def test_a_file_that_is_skipped_needs_no_title(tmp_path: Path) -> None:
    assert read(tmp_path, "---\nstatus: skip\n---\n")[1] == {"status": "skip"}


def test_the_settings_stay_as_they_are(tmp_path: Path) -> None:
    given = settings(MARKDOWN={"extensions": ["markdown.extensions.meta"]})
    before = deepcopy(given)
    path = tmp_path / "page.md"
    path.write_text("title: T\n\nText.", "utf-8")
    Reader(given).read(str(path))
    assert before == given


class Spy(Extension):
    """Notes the source of the conversion, and each term that a message would be made of."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: list[Source] = []
        self.texts: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Spy(md, self), "spy", 25)


class _Spy(Treeprocessor):
    def __init__(self, md: Markdown, spy: Spy) -> None:
        super().__init__(md)
        self.parser, self.spy = md, spy

    def run(self, root: Element) -> None:
        self.spy.sources.append(self.parser.source)  # type: ignore[attr-defined]
        for element in root.iter():
            texts = [text for text in (element.text, element.tail) if text and text.strip()]
            self.spy.texts += [text for text in texts if not isinstance(text, AtomicString)]


def test_the_parser_knows_the_file_it_is_at_work_on(tmp_path: Path) -> None:
    spy, text = Spy(), "---\ntitle: T\n---\nText.\n"
    read(tmp_path, text, MARKDOWN={"extensions": [spy]})
    (source,) = spy.sources
    assert (4, text, {"title": "T"}, "Text.\n") == (
        source.first_line,
        source.text,
        source.metadata,
        source.body,
    )
    assert (source, ()) == examine(tmp_path / "page.md")


def test_no_message_is_made_of_a_date() -> None:
    spy = Spy()
    markdown_for(settings(), [spy]).convert(
        "2017-03/2020-05\n:   A\n\n2020-05/.. {#x}\n:   B\n\n2017-03/2017-05\n:   C\n"
    )
    assert spy.texts == ["A", "B", "C"]


def test_headings_are_lowered_before_messages_are_made() -> None:
    assert markdown_for(settings()).convert("# A\n\n### B") == "<h2>A</h2>\n<h4>B</h4>"


def test_registering_twice_reads_with_our_reader_once() -> None:
    def connected() -> int:
        receivers = signals.readers_init.receivers_for(None)
        return sum(receiver is content._use_reader for receiver in receivers)

    content.register()
    content.register()
    try:
        readers = Readers(settings())
        assert connected() == 1
        assert {Reader} == {type(readers.readers[end]) for end in Reader.file_extensions}
    finally:
        signals.readers_init.disconnect(content._use_reader)


def test_a_reader_that_the_settings_name_is_kept() -> None:
    readers = SimpleNamespace(reader_classes={"md": None, "markdown": MarkdownReader})
    use_reader(readers)
    assert {"md": None, "markdown": Reader} == readers.reader_classes
