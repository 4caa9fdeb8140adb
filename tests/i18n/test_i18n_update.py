"""Refreshing catalogs: the same bytes twice, document order, and no translation is ever lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from hypothesis import given
from hypothesis import strategies as st

from plugins.i18n import template
from plugins.i18n.catalogs import parse, scan
from plugins.i18n.pofile import write
from plugins.i18n.update import Changes, update

ZH = Locale.parse("zh_Hans")
PL = Locale.parse("pl")
Id = str | tuple[str, str]
AT = "content/pages/a.md"


def pot(*messages: Id | tuple[str, str, str]) -> Catalog:
    """Return a template; a message is an id, (singular, plural) or ("context", c, id)."""
    catalog = template.empty("Site")
    for each in messages:
        if isinstance(each, tuple) and len(each) == 3:
            catalog.add(each[2], None, [(AT, 0)], context=each[1])
        else:
            catalog.add(each, None, [(AT, 0)], auto_comments=["heading"])
    for message in catalog:
        template.keep_true_flags(message)
    return catalog


def read(data: bytes, locale: Locale = ZH) -> Catalog:
    """Read what was written, strictly."""
    text = data.decode("utf-8")
    scan(text, "x.po")
    return parse(text, Path("x.po"), locale)


def refreshed(
    data: bytes | None, *messages: Id | tuple[str, str, str], locale: Locale = ZH
) -> bytes:
    old = None if data is None else read(data, locale)
    return write(update(pot(*messages), old, locale)[0])


def changes(data: bytes, *messages: Id) -> Changes:
    return update(pot(*messages), read(data), ZH)[1]


def translate(data: bytes, msgid: str, msgstr: str, context: str = "") -> bytes:
    """Fill in a translation, as a translator does, in the file."""
    catalog = read(data)
    message = catalog.get(msgid, context or None)
    assert message is not None
    message.string = msgstr
    message.flags.discard("fuzzy")
    message.previous_id = []
    return write(catalog)


def entries(data: bytes) -> str:
    """Return the file without its header."""
    return data.decode("utf-8").partition("\n\n")[2]


def test_a_new_catalog_has_the_template_s_messages_in_order() -> None:
    assert entries(refreshed(None, "Zebra", "Apple")) == (
        f'#. heading\n#: {AT}\nmsgid "Zebra"\nmsgstr ""\n\n'
        f'#. heading\n#: {AT}\nmsgid "Apple"\nmsgstr ""\n'
    )


def test_the_header_is_the_same_on_every_day_and_machine() -> None:
    header = refreshed(None, "a").decode("utf-8").partition("\n\n")[0]
    assert header == (
        "# Messages of the site Site, refreshed by: python -m plugins.i18n update\n"
        "# Each msgid is a text of the site, each msgstr its translation; "
        'see translations/README.md.\n#\nmsgid ""\nmsgstr ""\n'
        '"Project-Id-Version: Site 1\\n"\n'
        '"Report-Msgid-Bugs-To: none\\n"\n'
        '"POT-Creation-Date: 2000-01-01 00:00+0000\\n"\n'
        '"PO-Revision-Date: 2000-01-01 00:00+0000\\n"\n'
        '"Last-Translator: none\\n"\n'
        '"Language-Team: none\\n"\n'
        '"Language: zh_Hans\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"'
    )


def test_a_translator_s_header_and_comments_stay() -> None:
    data = refreshed(None, "One").replace(b"Last-Translator: none", "Last-Translator: 李".encode())
    long = "a note of a translator that is longer than the seventy-six columns that others wrap at"
    data = data.replace(b"#. heading", f"# {long}\n#. heading".encode())
    data = b"# Mine.\n" + data
    again = refreshed(data, "One")
    assert again == data


def test_order_follows_the_document() -> None:
    data = translate(refreshed(None, "One", "Two"), "One", "一")
    again = refreshed(data, "Two", "One")
    assert re.findall(r'msgid "(.+)"', again.decode()) == ["Two", "One"]
    assert read(again)["One"].string == "一"


def test_a_message_that_comes_back_is_revived() -> None:
    data = translate(refreshed(None, "One", "Something else"), "One", "一")
    gone = refreshed(data, "Something else")
    assert entries(gone).endswith('#~ msgid "One"\n#~ msgstr "一"\n')
    back = refreshed(gone, "One", "Something else")
    assert back == data
    assert changes(gone, "One", "Something else").revived == ["One"]


def test_a_translation_that_another_tool_made_obsolete_fills_the_empty_entry() -> None:
    data = refreshed(None, "One") + '\n#~ msgid "One"\n#~ msgstr "一"\n'.encode()
    again = refreshed(data, "One")
    assert read(again)["One"].string == "一"
    assert b"#~" not in again


def test_a_changed_message_keeps_its_translation_as_fuzzy() -> None:
    data = translate(refreshed(None, "Published 15 papers", "Two"), "Published 15 papers", "十五篇")
    again = refreshed(data, "Published 16 papers", "Two")
    assert entries(again).startswith(
        f'#. heading\n#: {AT}\n#, fuzzy\n#| msgid "Published 15 papers"\n'
        'msgid "Published 16 papers"\nmsgstr "十五篇"\n'
    )
    assert changes(data, "Published 16 papers", "Two").changed == ["Published 16 papers"]


def test_a_fuzzy_entry_is_written_as_it_was_read() -> None:
    long = "Published 15 papers at top AI conferences, of which nine were first-authored,  \nand "
    data = translate(refreshed(None, long + "more"), long + "more", "十五篇")
    again = refreshed(data, long + "others")
    assert b"#| msgid" in again
    assert again == refreshed(again, long + "others")


def test_a_fuzzy_message_that_changes_again_names_the_text_that_was_translated() -> None:
    data = translate(refreshed(None, "Published 15 papers"), "Published 15 papers", "十五篇")
    again = refreshed(refreshed(data, "Published 16 papers"), "Published 17 papers")
    assert read(again)["Published 17 papers"].previous_id == ["Published 15 papers"]


def test_a_change_that_is_taken_back_is_none() -> None:
    data = translate(refreshed(None, "Published 15 papers"), "Published 15 papers", "十五篇")
    assert data == refreshed(refreshed(data, "Published 16 papers"), "Published 15 papers")


def test_a_fuzzy_message_that_went_away_comes_back_as_fuzzy() -> None:
    data = translate(refreshed(None, "Published 15 papers", "x"), "Published 15 papers", "十五篇")
    fuzzy = refreshed(data, "Published 16 papers", "x")
    back = refreshed(refreshed(fuzzy, "x"), "Published 16 papers", "x")
    assert read(back)["Published 16 papers"].fuzzy
    assert back == fuzzy


def test_nothing_is_guessed_from_messages_that_stay() -> None:
    data = translate(refreshed(None, "Published 15 papers"), "Published 15 papers", "十五篇")
    again = refreshed(data, "Published 15 papers", "Published 16 papers")
    assert read(again)["Published 16 papers"].string == ""


def test_nothing_is_guessed_across_contexts() -> None:
    data = translate(
        refreshed(None, ("context", "url", "https://a.example/1")),
        "https://a.example/1",
        "https://b.example/1",
        "url",
    )
    assert b"fuzzy" not in refreshed(data, "https://a.example/2")
    assert b"fuzzy" in refreshed(data, ("context", "url", "https://a.example/2"))


def test_one_text_in_two_contexts_is_two_messages() -> None:
    data = translate(refreshed(None, ("context", "nav", "Home"), "Home"), "Home", "家")
    data = translate(data, "Home", "首页", "nav")
    assert data == refreshed(data, ("context", "nav", "Home"), "Home")
    gone = refreshed(data, "x")
    assert refreshed(gone, ("context", "nav", "Home"), "Home") == data


def test_an_obsolete_plural_is_revived_whole() -> None:
    papers = ("%(n)d paper", "%(n)d papers")
    catalog = read(refreshed(None, papers, locale=PL), PL)
    catalog[papers].string = ("%(n)d praca", "%(n)d prace", "%(n)d prac")
    data = write(catalog)
    assert data == refreshed(refreshed(data, "x", locale=PL), papers, locale=PL)


def test_a_message_that_gets_a_plural_keeps_its_translation_as_fuzzy() -> None:
    data = translate(refreshed(None, "Paper"), "Paper", "论文")
    message = read(refreshed(data, ("Paper", "Papers")))[("Paper", "Papers")]
    assert (message.string, message.fuzzy) == (("论文",), True)


def test_only_placeholders_make_a_format() -> None:
    texts = ["100% sure", "{brace}", "50 %(of us)", "By %(name)s"]
    data = refreshed(None, *texts)
    flagged = [message.id for message in read(data) if "python-format" in message.flags]
    assert re.findall(r'#, python-format\nmsgid "(.*)"', data.decode()) == ["By %(name)s"]
    assert b"brace-format" not in data
    assert "By %(name)s" in flagged


def test_a_translator_s_own_flag_stays() -> None:
    data = refreshed(None, "One").replace(b'msgid "One"', b'#, no-wrap\nmsgid "One"')
    assert data == refreshed(data, "One")


def test_long_texts_are_not_wrapped() -> None:
    text = "字" * 200 + " word" * 50
    data = translate(refreshed(None, text), text, "译" * 300)
    assert f'msgid "{text}"\nmsgstr "{"译" * 300}"\n' in data.decode()
    assert data == refreshed(data, text)


# ---- What is universal ---------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["paper", "papers", "award", "第一作者", "% done", 'a "quote"', "b\\c", "d  \ne"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
PAGES = st.lists(TEXT, min_size=1, max_size=6, unique=True)


def strings(catalog: Catalog) -> set[str]:
    """Every translation that a file holds: live, fuzzy or obsolete."""
    messages: Iterable[Message] = [*catalog, *catalog.obsolete.values()]
    return {str(message.string) for message in messages if message.id and message.string}


@given(st.lists(PAGES, min_size=1, max_size=5))
def test_nothing_translated_is_ever_lost(pages: list[list[str]]) -> None:
    data, given_ = None, set[str]()
    for page in pages:
        data = refreshed(data, *page)
        assert given_ <= strings(read(data))
        for msgid in page:
            if not read(data)[msgid].string:
                string = f"译{len(given_)}"
                given_.add(string)
                data = translate(data, msgid, string)


@given(st.lists(PAGES, min_size=1, max_size=4))
def test_a_refresh_after_a_refresh_changes_no_byte(pages: list[list[str]]) -> None:
    data = None
    for page in pages:
        data = refreshed(data, *page)
        data = translate(data, page[0], "译文" * len(page))
        once = refreshed(data, *page)
        assert once == refreshed(once, *page)


@given(st.lists(PAGES, min_size=2, max_size=4))
def test_what_is_current_was_translated_from_that_very_text(pages: list[list[str]]) -> None:
    data = None
    for page in pages:
        data = refreshed(data, *page)
        for msgid in page:
            message = read(data)[msgid]
            if message.string and not message.fuzzy:
                assert message.string == f"译:{msgid}"
            elif not message.string:
                data = translate(data, msgid, f"译:{msgid}")


@given(TEXT, TEXT)
def test_every_text_survives_the_file(msgid: str, msgstr: str) -> None:
    data = translate(refreshed(None, msgid), msgid, msgstr)
    assert read(data)[msgid].string == msgstr
