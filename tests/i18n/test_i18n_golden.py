"""Golden pairs: NAME.md has the messages NAME.pot and, with NAME.po, becomes NAME.zh.html."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.content.parser import markdown_for
from plugins.i18n import catalogs
from plugins.i18n.markdown import Translation
from plugins.i18n.translator import Translator

from .pages import HERE, extracted, language, original, parser, pot, settings, translated

GOLDEN = sorted((HERE / "golden").glob("*.md"))
ZH = language("zh_Hans")


def _ids(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("page", GOLDEN, ids=_ids)
def test_a_page_has_these_messages(page: Path) -> None:
    assert page.with_suffix(".pot").read_text("utf-8") == pot(page.read_text("utf-8"))


@pytest.mark.parametrize("page", GOLDEN, ids=_ids)
def test_a_page_becomes_this(page: Path) -> None:
    catalog = catalogs.read(page.with_suffix(".po"), ZH.locale)
    html = translated(page.read_text("utf-8"), Translator(ZH, "en", catalog))
    assert page.with_suffix(".zh.html").read_text("utf-8") == html + "\n"


@pytest.mark.parametrize("page", GOLDEN, ids=_ids)
def test_every_entry_of_a_golden_catalog_is_used(page: Path) -> None:
    catalog = catalogs.read(page.with_suffix(".po"), ZH.locale)
    asked = {("", msgid) for msgid, _ in extracted(page.read_text("utf-8"))}
    assert set() == set(catalog.lines) - asked


@pytest.mark.parametrize("page", GOLDEN, ids=_ids)
def test_a_native_page_is_left_as_it_is(page: Path) -> None:
    text = page.read_text("utf-8")
    native = markdown_for(settings(), [Translation(lambda _: None)]).convert(text)
    assert native == original(text)
    assert "lang=" not in native


def test_a_message_that_occurs_twice_is_translated_in_both_places() -> None:
    catalog = catalogs.Catalog("zh.po", {("", "Same"): ("同",)}, {("", "Same"): 1})
    html = translated("# Same\n\nSame\n", Translator(ZH, "en", catalog))
    assert html == '<h2 id="same">同</h2>\n<p>同</p>'


def test_an_id_given_further_down_is_not_taken_by_an_earlier_heading() -> None:
    html = parser().convert("## Intro\n\n## Second {#intro}\n")
    assert html == '<h2 id="intro_1">Intro</h2>\n<h2 id="intro">Second</h2>'


def test_a_hash_in_a_quoted_attribute_is_no_id() -> None:
    html = parser().convert('## Intro {title="see #top"}\n')
    assert html == '<h2 id="intro" title="see #top">Intro</h2>'


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Über uns", "über-uns"),
        ("初祥祥：简介", "初祥祥简介"),
        ("نبذة عني", "نبذة-عني"),
        ("!!!", "section"),
        ("`code` only", "code-only"),
        ("A &amp; B", "a-b"),
        ("![alt](a.png) text", "alt-text"),
    ],
)
def test_a_heading_s_id_is_its_source_text_in_any_script(heading: str, anchor: str) -> None:
    assert f'<h2 id="{anchor}"' in original(f"## {heading}\n")


@pytest.mark.parametrize(
    ("text", "msgid"),
    [
        ("a  \nb", "a  \nb"),
        ("a   \n  b", "a  \nb"),
        ("a \nb", "a b"),
        ("a\n    b", "a b"),
        ("a\\\n b", "a\\\nb"),
        ("__a__ b", "**a** b"),
        ("（__粗__）", "（**粗**）"),
        ("译__不粗__文", "译__不粗__文"),
        ("[__a__](u)", "[**a**](u)"),
        ("[a](__u__)", "[a](__u__)"),
        ("[a][__r__]", "[a][__r__]"),
        ("[__r__]", "[__r__]"),
        ("![a](__u__.png)", "![a](__u__.png)"),
        ("see <https://e.org/__a__>", "see <https://e.org/__a__>"),
        ('<a href="/__a__/">b</a>', '<a href="/__a__/">b</a>'),
        ("see `__a__`", "see `__a__`"),
        (r"\__a__", r"\__a__"),
        ("**x __a__ y**", "**x __a__ y**"),
        ("2* 3 __a__", "2* 3 __a__"),
        ("*x* __a__", "*x* **a**"),
        ("snake__case__name", "snake__case__name"),
    ],
)
def test_the_message_of_a_text(text: str, msgid: str) -> None:
    assert [(msgid, "paragraph")] == extracted(text)
