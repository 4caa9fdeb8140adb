"""English is set at build time; code, other languages and messages are left as they were typed."""

from __future__ import annotations

import pytest

from plugins.content.parser import markdown_for
from plugins.content.typography import english

from .settings import settings, translator


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('He said "yes".', "He said “yes”."),
        ("the owner's 'own' words", "the owner’s ‘own’ words"),
        ("\"'Nested' quotes\"", "“‘Nested’ quotes”"),
        ("in the '90s", "in the ’90s"),
        ('("bracketed")', "(“bracketed”)"),
        ("one---two", "one—two"),
        ("10--20", "10–20"),
        ("Autonomy - Control", "Autonomy\N{NO-BREAK SPACE}– Control"),
        ("a well-known --flag", "a well-known --flag"),
        ("----", "----"),
        ("and so on...", "and so on…"),
        ("see Fig. 3 of Dr. Li", "see Fig.\N{NO-BREAK SPACE}3 of Dr.\N{NO-BREAK SPACE}Li"),
        ("32 GB, 5 km, 3 metres", "32\N{NO-BREAK SPACE}GB, 5\N{NO-BREAK SPACE}km, 3 metres"),
    ],
)
def test_a_text(typed: str, expected: str) -> None:
    assert expected == english(typed)
    assert expected == english(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('The **"Prize"** of *"it"*', "<p>The <strong>“Prize”</strong> of <em>“it”</em></p>"),
        ('"**Prize**"', "<p>“<strong>Prize</strong>”</p>"),
        ('`a "b" -- c`, "d"', '<p><code>a "b" -- c</code>, “d”</p>'),
        ('<code>"a"</code> "b"', '<p><code>"a"</code> “b”</p>'),
        ('"<b>a</b>"', "<p>“<b>a</b>”</p>"),
        ('    "code"', '<pre><code>"code"\n</code></pre>'),
        (
            '[a "link"](https://a.example/ "its \'title\'")',
            '<p><a href="https://a.example/" title="its \'title\'">a “link”</a></p>',
        ),
    ],
)
def test_a_block(typed: str, expected: str) -> None:
    assert expected == markdown_for(settings()).convert(typed)


def test_a_run_in_another_language_is_left_alone() -> None:
    html = markdown_for(settings()).convert('Er sagt "ja".\n{: lang="de" }')
    assert html == '<p lang="de">Er sagt "ja".</p>'


def test_on_a_page_in_another_language_only_what_is_english_is_set() -> None:
    parser = markdown_for(settings(I18N=translator("zh_Hans")))
    html = parser.convert('他说"是"。\n\nThe owner\'s.\n{: lang="en" }')
    assert html == '<p>他说"是"。</p>\n<p lang="en">The owner’s.</p>'
