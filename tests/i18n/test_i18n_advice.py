"""What a translator is asked to look at again, and how `check` says it."""

from __future__ import annotations

import pytest

from plugins.diagnostics import Diagnostic
from plugins.i18n.advice import Glossary, advise, glossary, lost
from plugins.i18n.findings import Finding

TABLE = (
    "en,zh_Hans,ja\n"
    "model,模型,モデル\n"
    "large model,大模型,\n"
    '"end, edge, cloud",端、边、云,\n'
    "publication,论文;发布,\n"
)
TERMS = glossary(TABLE, "en", ("zh_Hans", "zh-Hans"))


def said(msgid: str, msgstr: str, language: str = "zh") -> list[str]:
    return list(advise(msgid, msgstr, language, TERMS))


@pytest.mark.parametrize(
    ("msgstr", "half", "full"),
    [
        ("你好,世界", ",", "，"),
        ("你好;世界", ";", "；"),
        ("注:世界", ":", "："),
        ("你好!", "!", "！"),
        ("在吗?", "?", "？"),
        ("你好.", ".", "。"),
        ("你好. 世界", ".", "。"),
        ("AutoML,以及", ",", "，"),
        ("研究(中文)", "(", "（"),
        ("研究(AI)", "(", "（"),
    ],
)
def test_half_width_punctuation_in_a_chinese_sentence(msgstr: str, half: str, full: str) -> None:
    assert said("Hello", msgstr) == [f'has a half-width "{half}" in a sentence. Write {full}']


@pytest.mark.parametrize(
    "msgstr",
    [
        "见[论文](/x,y)，谢谢",
        "版本3.5，共1,000项",
        "`f(x),`用法",
        "%(num)s篇",
        "<b title='a,b'>粗体</b>",
        "发表于ECCV (2020), CVPR",
        "3:2的比例",
        "文章https://a.example/中,",
    ],
)
def test_what_is_no_chinese_sentence_keeps_its_own(msgstr: str) -> None:
    assert said("Hello https://a.example/中,", msgstr) == []


def test_other_languages_have_their_own() -> None:
    assert said("Hello", "Bonjour, monde!", "fr") == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "terms"),
    [
        ("A model.", "一个模型。", []),
        ("A model.", "一个样板。", ["model"]),
        ("A Large Model", "大 模型", []),
        ("A large model and a model", "大模型", []),
        ("Models", "样板", []),
        ("On end, edge, cloud", "在端边云", ["end, edge, cloud"]),
        ("A publication", "一次发布", []),
    ],
)
def test_a_term_is_translated_as_the_glossary_has_it(
    msgid: str, msgstr: str, terms: list[str]
) -> None:
    assert [term for term, _ in TERMS.broken(msgid, msgstr)] == terms


def test_a_language_that_the_glossary_lacks_has_no_terms() -> None:
    assert glossary(TABLE, "en", ("fr",)) == Glossary()
    assert glossary("", "en", ("fr",)) == Glossary()


def test_a_text_equal_to_its_source() -> None:
    long = "We are always looking for interns"
    assert said(long, long) == ["is the source itself. Translate it, or leave it empty"]
    assert said("GitHub", "GitHub") == []
    assert said("Xiangxiang Chu", "Xiangxiang Chu") == []


def test_an_address_that_the_source_lacks() -> None:
    assert said("Mail me", "写信至a@b.example") == [
        "has the address a@b.example, which its source lacks. Is it meant?"
    ]
    assert said("See https://a.example/", "见https://a.example/。") == []


def test_lost_markup() -> None:
    assert lost("<p>a <b>c</b></p>", "<p>a c</p>") == "b"
    assert lost("<p><i>a</i> <i>c</i></p>", "<p><i>a</i></p>") == "i"
    assert lost("<p>a</p>", "<p>甲</p>") is None


def test_a_line_for_the_terminal_and_one_for_a_pull_request() -> None:
    found = Finding(Diagnostic("translations/a,b.po", 7, "has 100 %\nof it."), "warning")
    assert str(found) == "warning: translations/a,b.po:7: has 100 %\nof it."
    assert found.annotation == "::warning file=translations/a%2Cb.po,line=7::has 100 %25%0Aof it."
    assert Finding(Diagnostic("a.po", 0, "x")).annotation == "::error file=a.po::x"
