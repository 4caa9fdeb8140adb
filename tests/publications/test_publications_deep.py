"""Input that is nested deeper than any parser goes is refused by name, or shown as it stands."""

from __future__ import annotations

import time

import pytest

from plugins.content import frontmatter
from plugins.press import reports
from plugins.publications import bibtex, tables
from plugins.publications.faults import PublicationsError
from plugins.publications.pieces import Source

DEEP = 5000


@pytest.mark.parametrize(("path", "key"), [("venues.toml", "a = "), ("venues.yml", "a: ")])
def test_a_table(path: str, key: str) -> None:
    with pytest.raises(PublicationsError, match=rf"{path}.*cannot be read"):
        tables.venues(tables.Table(path, (key + "[" * DEEP).encode()))


def test_a_day_that_is_none() -> None:
    with pytest.raises(PublicationsError, match=r"month must be in 1\.\.12"):
        tables.venues(tables.Table("venues.yml", b"a: 2020-99-99"))


def test_reports() -> None:
    _, (fault,) = reports.parse("press.toml", b"a = " + b"[" * DEEP)
    assert str(fault) == "press.toml: lists are nested too deeply. Write [[report]] tables."


def test_front_matter() -> None:
    found = frontmatter.split("---\na: " + "[" * DEEP + "]" * DEEP + "\n---\nText\n", "a.md")
    assert [str(fault) for fault in found.faults] == [
        "a.md:2: the front matter is nested too deeply. Write each line as key: value."
    ]
    assert found.body == "Text\n"


@pytest.mark.parametrize("opening", ["{", "\\emph{"])
def test_tex_is_shown_without_its_braces(opening: str) -> None:
    title = opening * DEEP + "$x$" + "}" * DEEP
    found = bibtex.read([Source("a.bib", f"@misc{{a, title = {{{title}}}}}".encode())])
    assert (found.errors, found.entries[0].title_text[-3:]) == ((), "$x$")


@pytest.mark.parametrize("text", ["{" * 2_000_000, "\n@misc{one, title = {" + "x" * 2_000_000])
def test_what_is_no_bibliography_is_refused_at_once(text: str) -> None:
    started = time.process_time()
    found = bibtex.read([Source("a.bib", text.encode())])
    assert [error.text for error in found.errors if "without another entry" in error.text]
    assert time.process_time() - started < 2


def test_a_comment_that_is_not_closed_is_not_gone_through_again_and_again() -> None:
    entries = "".join(f"@misc{{k{number}, title = {{T}}}}\n" for number in range(4000))
    started = time.process_time()
    assert len(bibtex.read([Source("a.bib", f"@comment{{\n{entries}".encode())]).entries) == 4000
    assert time.process_time() - started < 8
