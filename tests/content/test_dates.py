"""Dates and intervals in the words of a language."""

from __future__ import annotations

import pytest
from babel import Locale

from plugins.content.dates import parse, pieces


def written(text: str, locale: str) -> str:
    period = parse(text)
    assert period is not None
    return "".join(piece for piece, _ in pieces(period, Locale.parse(locale), str)).replace(
        "\u2009", " "
    )


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("2010", "en", "2010"),
        ("2010", "zh_Hans", "2010年"),
        ("2010-05", "en", "May 2010"),
        ("2010-05", "zh_Hans", "2010年5月"),
        ("2010-05-17", "de", "17. Mai 2010"),
        ("2008/2012", "en", "2008 – 2012"),
        ("2008/2012", "zh_Hans", "2008–2012年"),
        ("2017-03/2020-05", "en", "March 2017 – May 2020"),
        ("2017-03/2020-05", "zh_Hans", "2017年3月至2020年5月"),
        ("2017-03/2017-05", "en", "March – May 2017"),
        ("2017-03/2017-05", "zh_Hans", "2017年3月至5月"),
        ("2017-03/2017-03", "en", "March 2017"),
        ("2017-03/2017-05", "fa", "مارس 2017 تا مهٔ 2017"),
        ("2016/2017-05", "en", "2016 – May 2017"),
        ("2020-05/..", "en", "May 2020 – Present"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(text: str, locale: str, expected: str) -> None:
    assert expected == written(text, locale)


def test_each_date_of_an_interval_is_marked_where_it_stands_in_full() -> None:
    period = parse("2017-03/2020-05")
    assert period is not None
    expected = [("2017年3月", "2017-03"), ("至", ""), ("2020年5月", "2020-05")]
    assert expected == pieces(period, Locale("zh", script="Hans"), str)


def test_a_translation_may_put_the_start_anywhere() -> None:
    period = parse("2020/..")
    assert period is not None
    expected = [("since ", ""), ("2020", "2020"), (" (100%)", "")]
    assert expected == pieces(period, Locale("en"), lambda _: "since %(start)s (100%%)")


@pytest.mark.parametrize("text", ["", "Spring 2010", "2008-2012", "201", "20105", "in 2010", "a/b"])
def test_other_terms_are_no_dates(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    "text",
    ["2020-13", "2020-00", "2021-02-29", "2020-5", "0000", "2020/2019", "2020-05/2020-04",
     "2020/", "../2020", "2020-02-30/.."],
)  # fmt: skip
def test_a_wrong_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Write "):
        parse(text)


@pytest.mark.parametrize("text", ["2020/2020-05", "2020-05/2020", "2020-02-29/2020-02-29"])
def test_an_interval_may_end_within_its_start(text: str) -> None:
    assert parse(text) is not None
