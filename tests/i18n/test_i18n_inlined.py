"""The theme's files as the text of an element."""

from __future__ import annotations

import pytest

from plugins.i18n.inlined import inlined


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("/* Why. */\na {\n  color: red; /* x */\n}\n", "a{color: red;}"),
        ("a { color: red;\n}", "a{color: red}"),
        ("a, b > c :hover { }", "a,b > c :hover{}"),
        ("a/* x */b { }", "ab{}"),
        ('a::after { content: " / "; quotes: \' {  \' "\\"  " }', None),
        ("@media (width < 40rem), print { a { x: y; } }", "@media (width < 40rem),print{a{x: y}}"),
        ("a { content: '</style>' }", "a{content: '<\\/style>'}"),
    ],
)
def test_a_style_sheet_loses_comments_and_space_alone(css: str, expected: str | None) -> None:
    kept = 'a::after{content: " / ";quotes: \' {  \' "\\"  "}'
    assert (expected or kept) == inlined(css, ".css")


@pytest.mark.parametrize(
    "css", ["a { background: url(seal.png) }", '@import "more.css";', "a { src: URL('x') }"]
)
def test_a_style_sheet_that_names_files_stays_a_file(css: str) -> None:
    assert inlined(css, ".css") == ""


def test_a_script_stays_as_it_is_but_for_the_end_of_its_element() -> None:
    script = 'const s = "  ;  }";  // so\nf("</script>");\n'
    assert script.replace("</", "<\\/").rstrip() == inlined(script, ".js")
