"""Files and texts that nobody meant: no crash, no hang, and check and build of one mind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import HealthCheck, given
from hypothesis import settings as fixed
from hypothesis import strategies as st

from plugins.content.parser import markdown_for
from plugins.i18n import catalogs, guard
from plugins.i18n.messages import markdown_judge
from plugins.i18n.pofile import write
from plugins.i18n.rawhtml import replace
from plugins.i18n.translator import theme_judge
from plugins.i18n.update import update

from .pages import extracted, settings, shown, translated, translator_for

REAL = Path(__file__).parents[2] / "translations/zh_Hans/LC_MESSAGES/messages.po"
HEAD = REAL.read_bytes()[:3000]
ZH = Locale("zh", script="Hans")
SECOND = 1.0
LINES = st.sampled_from(
    [
        b'msgid "a"\n', b'msgstr "b"\n', b'msgid_plural "c"\n', b'msgstr[0] "d"\n', b'"e"\n',
        b'msgctxt "f"\n', b"#, fuzzy\n", b'#| msgid "g"\n', b'#~ msgid "h"\n', b'#~ msgstr "i"\n',
        b"\n", b"#: x.md:1\n", b"# y\n", b"#. z\n", b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n",
        b'msgstr "', b"\\", b'"', b"\xff", b"\xef\xbb\xbf", b"\x00", b"\r\n", b"msgstr[99] \"j\"\n",
        b'"Plural-Forms: nplurals=9; plural=n%0;\\n"\n',
        b'"Content-Type: text/plain; charset=x\\n"\n',
        b'"Language: ../../etc\\n"\n', b'"POT-Creation-Date: never\\n"\n', b"#:\xe2\x81\xa8\n",
        b"msgid\n", b"#,\n", b"#|\n", b"#~|\n", b"#~\n", b"\xe2\x80\xa8",
    ]
)  # fmt: skip
SOURCE = (
    'See **x**, *y* and [text](https://a.example/ "T"), `code`, ![alt](p.png), [ref][r] & <b>z</b>.'
)
REFERENCES = "\n\n[r]: https://b.example/ 'Title'\n"
WORDS = (
    "看 **x** * ** _ ` `` `code` [ ] ( ) ](u) ](https://a.example/) ][r] [ref][r] ![ <b> </b> < > "
    "</a> onerror=x { } {: .x} & &#115; &amp; \\ | \" ' ::: [TOC] [^1] % %(x)s <!-- --> <![CDATA[ "
    "\u202e \x02 \x03 javascript: https://evil.example/"
).split(" ")
SPACED = ["<img ", '<a href="https://a.example/">', " ", "\n", "  \n", "\t"]
PIECES = st.sampled_from([*WORDS, *SPACED])
MSGSTRS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)


@fixed(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES | st.integers(0, len(HEAD) - 1), min_size=1, max_size=8))
def test_a_catalog_is_read_or_its_faults_are_named(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes | int]
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.po"
    data = b"".join(HEAD[:part] if isinstance(part, int) else part for part in parts)
    path.write_bytes(data)
    try:
        catalogs.read(path, ZH)
    except catalogs.CatalogError as error:
        assert error.diagnostics
        assert all(str(each).endswith((".", ";")) for each in error.diagnostics)
        return
    old = catalogs.parse(catalogs.decode(path), path, ZH)
    once = write(update(old, old, ZH)[0])  # what is read can be refreshed, and read again
    path.write_bytes(once)
    catalogs.read(path, ZH)


@fixed(max_examples=300)
@given(MSGSTRS)
def test_any_translation_is_shown_or_refused_as_check_says(msgstr: str) -> None:
    probe = markdown_for(settings())
    probe.convert(SOURCE + REFERENCES)
    judge = markdown_judge(probe)
    refused = guard.text(SOURCE, msgstr) or judge(SOURCE, msgstr)
    html = shown(SOURCE, msgstr, SOURCE + REFERENCES)
    plain = translated(SOURCE + REFERENCES, translator_for({}))
    if refused:
        assert html == plain
    assert "evil.example" not in "".join(
        part.partition(">")[0] for part in html.split("<")[1:]
    )  # in a tag
    assert html.count("<script") == html.count("<!--") == 0


@given(MSGSTRS, st.booleans())
def test_any_text_of_the_theme_is_formatted_or_refused(msgstr: str, plural: bool) -> None:
    source = "%(number)s of %(total)s"
    if guard.text(source, msgstr) or theme_judge(plural)(source, msgstr):
        return
    msgstr % {"number": 1, "total": 2}


@given(MSGSTRS, st.lists(PIECES, max_size=20).map("".join))
def test_raw_html_of_any_kind_is_cut_and_joined(msgstr: str, html: str) -> None:
    assert replace(html, lambda message, _: message) == html
    replace(html, lambda message, _: message if guard.html(message, msgstr) else msgstr)


@pytest.mark.parametrize(
    "piece", ["[", "![", "*", "**a", "_a_", "`", "<b>", "&", "\\", "{", "(", "<a "]
)
def test_a_message_takes_no_longer_than_a_second(piece: str) -> None:
    started = time.perf_counter()
    shown(SOURCE, piece * 3000, SOURCE + REFERENCES)
    assert time.perf_counter() - started < SECOND


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_page_of_any_text_has_messages_that_pass_as_they_are(text: str) -> None:
    found = {("", msgid): msgid for msgid, _ in extracted(text)}
    translated(text, translator_for(found))
