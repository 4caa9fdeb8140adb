"""What holds for every page: a fixed corpus, and pages that hypothesis writes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import settings as fixed
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from plugins.content.parser import markdown_for
from plugins.i18n import guard
from plugins.i18n.markdown import render_inline
from plugins.i18n.messages import markdown_judge
from plugins.i18n.segments import normalize, segment

from .pages import HERE, extracted, original, settings, translated, translator_for

CORPUS = sorted([*(HERE / "corpus").glob("*.md"), *(HERE / "golden").glob("*.md")])
TEXTS = {f"{path.parent.name}/{path.stem}": path.read_text("utf-8") for path in CORPUS}
PROBE = markdown_for(settings())
MARKED = re.compile(r'<span (?:dir="ltr" lang="en"|lang="en" dir="ltr")>(.*?)</span>', re.DOTALL)

corpus = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def identity(text: str) -> str:
    """The page, each message translated as itself, in another language."""
    catalog = {("", msgid): msgid for msgid, _ in extracted(text)}
    return translated(text, translator_for(catalog, "en_GB"), dates=False)


def unmarked(html: str) -> str:
    """A page that has no translation, without its marks."""
    return re.sub(r' (?:lang="en"|dir="ltr")', "", MARKED.sub(r"\1", html))


def rendered(text: str) -> str:
    PROBE.reset()
    return collapsed(render_inline(PROBE, text))


def collapsed(html: str) -> str:
    return re.sub(r" ?<br> ?", "<br>", " ".join(html.split()))


@corpus
def test_an_identity_catalog_changes_no_byte(text: str) -> None:
    assert original(text) == identity(text)


@corpus
def test_without_a_catalog_a_page_is_as_it_was_but_for_marks(text: str) -> None:
    html = translated(text, translator_for({}, "en_GB"), dates=False)
    assert collapsed(original(text)) == collapsed(unmarked(html))


@corpus
def test_translation_asks_for_what_extraction_finds(text: str) -> None:
    translator = translator_for({})
    translated(text, translator)
    assert {("", msgid) for msgid, _ in extracted(text)} == translator.lacking - UI


UI = {("", "%(start)s – Present")}  # what a date asks the theme's messages for


@corpus
def test_a_message_s_message_is_itself(text: str) -> None:
    messages = [msgid for msgid, comment in extracted(text) if "HTML" not in comment]
    assert messages == [normalize(msgid) for msgid in messages]


@corpus
@pytest.mark.parametrize("judge", [guard.text, markdown_judge(PROBE)])
def test_the_guard_accepts_every_message_as_its_own_translation(
    text: str, judge: Callable[[str, str], str | None]
) -> None:
    assert {msgid: None for msgid, _ in extracted(text)} == {
        msgid: judge(msgid, msgid) for msgid, _ in extracted(text)
    }


@corpus
def test_the_guard_of_raw_html_does_so_too(text: str) -> None:
    messages = [msgid for msgid, comment in extracted(text) if comment.startswith("HTML")]
    assert [None for _ in messages] == [guard.html(msgid, msgid) for msgid in messages]


@given(st.text(min_size=1))
def test_a_translation_that_is_its_source_is_never_refused(text: str) -> None:
    translator = translator_for({("", text): text})
    assert text == translator.accepted(text, "", markdown_judge(PROBE))


PIECES = st.sampled_from(
    "a|b c|译|文。| |  |\n|  \n|\\\n|\n    |_|__|___|*|**|`|``|[|]|](u)|](__u__)|][__r__]|![|<b>"
    "|</b>|<br>|&amp;|\\|{.x}|{|}|__a__|__b c__|**d**|`__e__`|(|)|!|<https://e__f__/>".split("|")
)


def block(pieces: list[str]) -> str:
    """The text of a block: no blank line, no blank at its edges.

    And one brace of each kind: an attribute list reads on to a second one, and puts what it
    cannot read after what follows.
    """
    text = re.sub(r"\n[ ]*(?=\n)", "", "".join(pieces).strip())
    for brace in "{}":
        head, found, tail = text.partition(brace)
        text = head + found + tail.replace(brace, "")
    return text


ALONE = re.compile(
    r"(?<!\S)[*_]+(?!\S)|[*_] +\n *[*_]"
)  # renders by the width of the blanks around it
LINE = st.lists(PIECES, min_size=1, max_size=14).map(block)


@fixed(derandomize=True, max_examples=1000)
@given(LINE)
def test_normalizing_changes_nothing_that_renders(text: str) -> None:
    assume(not ALONE.search(text))
    found = segment(text, "p")
    after = found.lead + found.msgid + found.tail if found else text
    assert rendered(text) == rendered(after)


@given(LINE)
def test_normalizing_again_changes_nothing(text: str) -> None:
    assert normalize(text) == normalize(normalize(text))


@st.composite
def documents(draw: DrawFn) -> str:
    """Return a page made of every kind of block."""
    blocks: list[str] = []
    for _ in range(draw(st.integers(1, 5))):
        text = draw(LINE)
        first, _, rest = text.partition("\n")
        indented = text.replace("\n", "\n    ")
        kinds = [
            text,
            f"## {first}",
            f"## {first} {{#id-{len(blocks)}}}",
            f"* {indented}\n* {first}\n    * {rest}",
            f"1. {indented}\n\n    {first}",
            f"> {text}",
            f"{first}\n:   {indented}",
            f"| {first} | x |\n| --- | --- |\n| y | {first} {{.c}} |",
            f"{text}\n{{: .block }}",
            f"<div>\n<p title='{first}'>{first}</p>\n<li>{rest}</li>\n</div>",
            f'!!! note "{first}"\n    {indented}',
            f"A note[^{len(blocks)}].\n\n[^{len(blocks)}]: {indented}",
            f"```\n{text}\n```",
            f"    {indented}",
        ]
        blocks.append(draw(st.sampled_from(kinds)))
    return "\n\n".join(blocks) + "\n"


@given(documents())
def test_an_identity_catalog_changes_no_byte_of_any_page(text: str) -> None:
    assert original(text) == identity(text)


@given(documents())
def test_translation_of_any_page_asks_for_what_extraction_finds(text: str) -> None:
    translator = translator_for({})
    translated(text, translator)
    assert {("", msgid) for msgid, _ in extracted(text)} == translator.lacking


@given(documents())
def test_any_page_without_a_catalog_says_what_it_said(text: str) -> None:
    html = translated(text, translator_for({}, "en_GB"), dates=False)
    # Emphasis that is never closed may show another of its asterisks next to a footnote's link.
    assert re.sub(r"[\s*_]|<[^>]*>", "", original(text)) == re.sub(r"[\s*_]|<[^>]*>", "", html)
