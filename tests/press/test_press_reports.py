"""press.toml: reports, faults, messages, settings."""

import datetime
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract

from plugins.press.reports import PressError, Report, parse, read
from plugins.press.settings import Settings, load

BAD = Path(__file__).with_name("bad")
SITE = Path(__file__).parents[2] / "content" / "press.toml"
URL_COMMENT = "address of the report in your language, if it has one; leave empty otherwise"

ERRORS = {
    "bad-date": '5: the date "2019-08" is no day. Write, for instance, 2021-02-28, without quotes.',
    "bad-lang": '4: "Chinese" is no language tag. Write, for instance, en, zh-Hans or pt-BR.',
    "bad-url": '3: the url "javascript:alert(1)" is no web address.'
    " Write one that starts with https://.",
    "control": "2: title has the control character '\\x01'. Delete it.",
    "empty-title": '2: title is no text. Write title = "…".',
    "latin-1": "2: the byte 0xE9 is not UTF-8. Save the file as UTF-8.",
    "no-lang": '1: the report has no lang. Add lang = "…".',
    "no-title": '1: the report has no title. Add title = "…".',
    "no-url": '3: the report has no url. Add url = "…".',
    "not-a-list": "1: report is no list of tables. Write [[report]], in two brackets.",
    "syntax": '3: this is no TOML: Invalid value. Write key = "value".',
    "unclosed": '3: this is no TOML: Unterminated string. Write key = "value".',
    "unknown-key": '10: a report has no key "publischer". Did you mean "publisher"?',
    "unknown-table": '1: there is no "reports" here. Did you mean "report"?',
}
TWO = """# Reports
[[report]]
title = "Twins, 双子"
url = "https://a.example/1"
lang = "zh-Hans"
publisher = "Synced"
date = 2019-02-20

[[report]]
lang = "en"
url = "https://a.example/2"
title = "More"
"""


def test_every_bad_file_has_its_message() -> None:
    assert sorted(path.stem for path in BAD.glob("*.toml")) == sorted(ERRORS)


@pytest.mark.parametrize("name", ERRORS)
def test_one_mistake_is_one_error(name: str) -> None:
    with pytest.raises(PressError) as raised:
        read(f"{name}.toml", (BAD / f"{name}.toml").read_bytes())
    assert str(raised.value) == f"{name}.toml:{ERRORS[name]}"


def test_a_line_is_what_editors_count_as_one() -> None:
    text = TWO.replace("Twins, 双子", "Twins,\u2028双子\x85").replace('"en"', '"English"')
    _, (fault,) = parse("p", text.encode())
    assert (fault.line, TWO.split("\n")[fault.line - 1]) == (10, 'lang = "en"')


def test_sound_reports_are_read_beside_a_broken_one() -> None:
    reports, errors = parse("p", (BAD / "unknown-key.toml").read_bytes())
    assert ([report.title for report in reports], len(errors)) == (["Twins"], 1)


def test_reports() -> None:
    first, second = read("press.toml", TWO.encode())
    assert (first.title, first.lang, first.date) == (
        "Twins, 双子",
        "zh-Hans",
        datetime.date(2019, 2, 20),
    )
    assert (second.publisher, second.date, second.line) == ("", None, 9)
    assert isinstance(first, Report)


def test_an_empty_file_is_no_press() -> None:
    assert read("press.toml", b"# nothing yet\n") == ()


def test_the_site_s_own_file_has_no_fault() -> None:
    assert len(read("press.toml", SITE.read_bytes())) == 4


def test_messages_by_babel_s_own_keywords() -> None:
    found = extract("plugins.press.extract:toml", BytesIO(TWO.encode()), DEFAULT_KEYWORDS)
    assert list(found) == [
        (3, "Twins, 双子", ["title of a press report"], None),
        (4, "https://a.example/1", [URL_COMMENT], "url"),
        (6, "Synced", ["publisher of a press report"], None),
        (11, "https://a.example/2", [URL_COMMENT], "url"),
        (12, "More", ["title of a press report"], None),
    ]


def test_settings() -> None:
    assert load({}) == (Settings(), ())
    assert load({"PRESS_PATH": "news.toml"}) == (Settings("news.toml", path_named=True), ())


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("PRESS_PATHS", 'there is no setting PRESS_PATHS. Did you mean "PRESS_PATH"?'),
        ("PRESS_PATH", 'PRESS_PATH cannot be read. Write, for instance, "press.toml".'),
    ],
)
def test_wrong_settings(setting: str, message: str) -> None:
    _, errors = load({setting: ["press.toml"]})
    assert [str(error) for error in errors] == [f"pelicanconf.py: {message}"]


def test_a_file_of_more_than_a_megabyte_is_refused() -> None:
    found, faults = parse("press.toml", b"#" * 1_000_001)
    assert (found, [each.line for each in faults]) == ((), [0])
    assert faults[0].text.startswith("the file is larger than 1,000,000 bytes. Part it")


def test_of_very_many_unknown_keys_the_first_are_named() -> None:
    _, faults = parse("press.toml", "".join(f"k{n} = 1\n" for n in range(9_000)).encode())
    assert len(faults) == 100
