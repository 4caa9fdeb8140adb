"""Reading catalogs: what a good file gives, and what is said of each mistake in a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale

from plugins.i18n.catalogs import CatalogError, parse, read

from .pages import HERE

BAD = HERE / "bad"
ZH = Locale.parse("zh_Hans")
PL = Locale.parse("pl")
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


def expected() -> dict[str, list[str]]:
    """Return what must be said of each bad file, without its name."""
    errors: dict[str, list[str]] = {}
    for line in (BAD / "messages.txt").read_text("utf-8").splitlines():
        name, _, error = line.partition(".po:")
        errors.setdefault(name, []).append(error)
    return errors


ERRORS = expected()


@pytest.fixture
def po(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "zh.po"


def test_every_bad_file_has_its_message() -> None:
    assert sorted(path.stem for path in BAD.glob("*.po")) == sorted(ERRORS)


@pytest.mark.parametrize("name", ERRORS)
def test_a_mistake_is_named_with_file_line_and_mend(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BAD)
    with pytest.raises(CatalogError) as raised:
        read(Path(f"{name}.po"), ZH)
    assert [f"{name}.po:{error}" for error in ERRORS[name]] == list(
        map(str, raised.value.diagnostics)
    )


def test_line_ends_of_windows_are_fine(po: Path) -> None:
    po.write_bytes((HEADER + 'msgid "One"\nmsgstr "一"\n').replace("\n", "\r\n").encode())
    assert read(po, ZH).messages == {("", "One"): ("一",)}


@pytest.mark.parametrize("ends", ["\r\n", "\r\r\n"])
def test_mixed_line_ends_are_fine(ends: str, po: Path) -> None:
    po.write_bytes((HEADER.replace("\n", ends) + 'msgid "One"\nmsgstr "一"\n').encode())
    assert read(po, ZH).messages == {("", "One"): ("一",)}


def test_a_field_of_the_header_may_stand_in_two_lines(po: Path) -> None:
    forms = '"Plural-Forms: nplurals=3; "\n"plural=(n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"'
    po.write_text(HEADER.replace('"Plural-Forms: nplurals=1; plural=0;\\n"', forms), "utf-8")
    assert read(po, PL).forms == 3


@pytest.mark.parametrize("said", ["de", "xx_YY", ""])
def test_the_folder_says_which_language_it_is(said: str, po: Path) -> None:
    plural = 'msgid "paper"\nmsgid_plural "papers"\nmsgstr[0] "篇"\n'
    po.write_text(f'msgid ""\nmsgstr "Language: {said}\\n"\n\n{plural}', "utf-8")
    assert read(po, ZH).messages == {("", "paper"): ("篇",)}
    po.write_text(f'msgid ""\nmsgstr ""\n"Language: {said}\\n"\n\n{plural}', "utf-8")
    assert read(po, ZH).messages == {("", "paper"): ("篇",)}


def test_forms_with_a_gap_leave_the_message_untranslated(po: Path) -> None:
    po.write_text(FORMS.format(3, "n%3", 'msgstr[0] "a"\nmsgstr[2] "c"'), "utf-8")
    catalog = read(po, PL)
    assert catalog.messages == {}
    assert catalog.incomplete == {("", "%(num)s paper")}


def test_a_headerless_catalog_is_fine(po: Path) -> None:
    po.write_text('msgid "One"\nmsgstr "一"\n', "utf-8")
    assert read(po, ZH).messages == {("", "One"): ("一",)}


def test_an_empty_file_is_a_language_without_translations(po: Path) -> None:
    po.write_text("", "utf-8")
    assert read(po, ZH).messages == {}


def test_texts_in_several_lines_and_escapes(po: Path) -> None:
    po.write_text(HEADER + 'msgid ""\n"a\\n"\n"\\"b\\" \\\\c\\t"\nmsgstr "甲\\n"\n"乙"\n', "utf-8")
    catalog = read(po, ZH)
    assert catalog.messages == {("", 'a\n"b" \\c\t'): ("甲\n乙",)}
    assert catalog.line('a\n"b" \\c\t') == 6


def test_a_context_makes_another_message(po: Path) -> None:
    po.write_text(
        HEADER + 'msgctxt "url"\nmsgid "One"\nmsgstr "一"\n\nmsgid "One"\nmsgstr "壹"\n', "utf-8"
    )
    catalog = read(po, ZH)
    assert (catalog.get("One"), catalog.get("One", "url")) == ("壹", "一")
    assert (catalog.line("One"), catalog.line("One", "url")) == (10, 6)


@pytest.mark.parametrize(
    "entry",
    [
        '#, fuzzy\nmsgid "One"\nmsgstr "一"\n',
        '#, fuzzy\n#| msgid "A one"\nmsgid "One"\nmsgstr "一"\n',
        'msgid "One"\nmsgstr ""\n',
        'msgid "One"\nmsgstr " \\n"\n',
        '#~ msgid "One"\n#~ msgstr "一"\n',
    ],
    ids=["fuzzy", "fuzzy with its old text", "empty", "blank", "obsolete"],
)
def test_what_is_no_current_translation_is_not_used(entry: str, po: Path) -> None:
    po.write_text(HEADER + entry, "utf-8")
    assert read(po, ZH).messages == {}


def test_a_missing_plural_form_leaves_the_message_untranslated(po: Path) -> None:
    plural = 'msgid "paper"\nmsgid_plural "papers"\nmsgstr[0] "praca"\nmsgstr[1] "prace"\n'
    po.write_text(plural + 'msgstr[2] ""\n', "utf-8")
    assert read(po, PL).messages == {}
    po.write_text(plural + 'msgstr[2] "prac"\n', "utf-8")
    assert read(po, PL).messages == {("", "paper"): ("praca", "prace", "prac")}


PREVIOUS = (
    '#, fuzzy\n#| msgctxt "c"\n#| msgid ""\n#| "A long "\n#| "one"\n#| msgid_plural "ones"\n'
    'msgctxt "c"\nmsgid "One"\nmsgid_plural "Ones"\nmsgstr[0] "一"\n'
)


def test_the_old_text_of_a_fuzzy_message_is_no_comment(po: Path) -> None:
    (message,) = [each for each in parse(PREVIOUS, po, ZH) if each.id]
    assert (message.previous_id, message.user_comments) == (["A long one", "ones"], [])


def test_the_old_text_of_an_obsolete_message_is_read(po: Path) -> None:
    text = '#, fuzzy\n#~| msgid "A one"\n#~ msgid "One"\n#~ msgstr "一"\n'
    (message,) = parse(text, po, ZH).obsolete.values()
    assert (message.id, message.previous_id, message.fuzzy) == ("One", ["A one"], True)


def test_comments_of_every_kind_are_fine(po: Path) -> None:
    comments = "# note\n#. extracted\n#: content/a.md\n#, python-format\n#\n"
    po.write_text(HEADER + comments + 'msgid "One"\nmsgstr "一"\n', "utf-8")
    assert read(po, ZH).get("One") == "一"


# ---- Plural forms --------------------------------------------------------------------------------

FORMS = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals={}; plural={};\\n"

msgid "%(num)s paper"
msgid_plural "%(num)s papers"
{}
"""
MSGSTRS = "\n".join(f'msgstr[{n}] "{n}"' for n in range(6))
STANDARD = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"


def test_the_forms_of_a_catalog_are_in_the_order_of_its_header(tmp_path: Path) -> None:
    path = tmp_path / "ar.po"
    path.write_text(FORMS.format(6, f"({STANDARD})", MSGSTRS), "utf-8")
    catalog = read(path, Locale("ar"))
    assert catalog.plural is not None
    assert [catalog.plural(n) for n in (0, 1, 2, 3, 11, 99, 100)] == [0, 1, 2, 3, 4, 4, 5]


@pytest.mark.parametrize("formula", ["n%0", "n//2", "1/(n-7)", "(" * 50 + "n" + ")" * 50, "x", ""])
def test_a_formula_that_computes_nothing_is_a_fault(tmp_path: Path, formula: str) -> None:
    path = tmp_path / "de.po"
    path.write_text(FORMS.format(2, formula, 'msgstr[0] ""\nmsgstr[1] ""'), "utf-8")
    with pytest.raises(CatalogError):
        read(path, Locale("de"))


def test_forms_too_many_are_no_fault_while_they_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "zh.po"
    path.write_text(FORMS.format(1, "0", 'msgstr[0] "甲"\nmsgstr[1] ""'), "utf-8")
    assert read(path, ZH).messages == {("", "%(num)s paper"): ("甲",)}
    path.write_text(FORMS.format(1, "0", 'msgstr[0] "甲"\nmsgstr[1] ""\n"乙"'), "utf-8")
    with pytest.raises(CatalogError, match=r"has msgstr\[1\]"):
        read(path, ZH)


def test_a_catalog_that_would_take_long_to_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "zh.po"
    path.write_bytes(b"#\n" * 2_500_001)
    with pytest.raises(CatalogError, match=r"zh\.po:1: is larger than 5 MB"):
        read(path, ZH)


def test_a_name_with_control_or_direction_characters_is_credited_to_nobody(po: Path) -> None:
    names = "# Ada <a@b.example>\n# Eve \u202egpj <e@b.example>\n# Mal\0 <m@b.example>\n"
    po.write_text(names + HEADER, "utf-8")
    assert read(po, ZH).credits == ("Ada",)
