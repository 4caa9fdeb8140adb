"""TeX in fields."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publications.markup import to_tex
from plugins.publications.tex import to_html, to_paragraphs, to_text, to_url


@pytest.mark.parametrize(
    ("tex", "text", "html"),
    [
        ("Plain 题目", "Plain 题目", "Plain 题目"),
        ("{Twins}: {IEEE/CVF}", "Twins: IEEE/CVF", "Twins: IEEE/CVF"),
        ("a -- b --- c~d", "a – b — c\xa0d", "a – b — c\xa0d"),
        ("``q'' it's", "“q” it's", "“q” it&#39;s"),
        ("M{\\\"u}ller, Poincar\\'{e}", "Müller, Poincaré", "Müller, Poincaré"),
        ("sm\\o rrebr\\o d \\ss", "smørrebrød ß", "smørrebrød ß"),
        ("\\emph{a \\textbf{b}}", "a b", "<em>a <strong>b</strong></em>"),
        ("m\\textsuperscript{2}", "m²", "m<sup>2</sup>"),
        ("CO\\textsubscript{2}", "CO2", "CO<sub>2</sub>"),
        ("{\\em a} 5\\% \\& \\_", "a 5% & _", "<em>a</em> 5% &amp; _"),
        ("\\mbox{A} \\textsf{\\emph{B}}", "A B", "A <em>B</em>"),
        ("\\textless 5 \\glqq{}x\\grqq{}", "<5 „x“", "&lt;5 „x“"),
        ("\\nat", "Nature", "Nature"),
        ("100% AT&T at $5", "100% AT&T at $5", "100% AT&amp;T at $5"),
        (
            "$O(n)$ $\\alpha_1 < x$",
            "O(n) α₁ < x",
            '<math><mi>O</mi><mo stretchy="false">(</mo><mi>n</mi>'
            '<mo stretchy="false">)</mo></math>'
            " <math><msub><mi>α</mi><mn>1</mn></msub><mo>&lt;</mo><mi>x</mi></math>",
        ),
        ("\\(x\\) $\\color{red}y$", "x y", "<math><mi>x</mi></math> y"),
        ("costs $5 and $x$", "costs $5 and x", "costs $5 and <math><mi>x</mi></math>"),
        ("\\href{javascript:x}{T}", "T", "T"),
        ("\\emph{<i>}", "<i>", "<em>&lt;i&gt;</em>"),
        ("\\url{http://a.b/~x_y%20}", "http://a.b/~x_y%20", "http://a.b/~x_y%20"),
    ],
)
def test_tex(tex: str, text: str, html: str) -> None:
    assert (to_text(tex), str(to_html(tex))) == (text, html)


@pytest.mark.parametrize(
    ("value", "tex"),
    [
        ("<i>In situ</i> H<SUB>2</SUB>O", "\\textit{In situ} H\\textsubscript{2}O"),
        ("<i>a <sup>b</sup></i> <scp>C</scp>", "\\textit{a \\textsuperscript{b}} {C}"),
        ("a &lt; b &amp; c {\\&}; d\\&amp;e", "a < b & c {\\&}; d&e"),
        ("<i>a</em> <script>x</script> &lbrace;", "<i>a</em> <script>x</script> &lbrace;"),
    ],
)
def test_html_that_publishers_leave_is_tex(value: str, tex: str) -> None:
    assert tex == to_tex(value)


@pytest.mark.parametrize(
    ("tex", "url"),
    [
        ("http://a/\\_b\\%20~c", "http://a/_b%20~c"),
        ("\\url{http://a/b}", "http://a/b"),
        ("http://a/{\\_}b{\\textasciitilde}c", "http://a/_b~c"),
    ],
)
def test_addresses(tex: str, url: str) -> None:
    assert to_url(tex) == url


@pytest.mark.parametrize(
    ("tex", "html"),
    [
        ("\\href{https://a.b/c_d}{T}", '<a href="https://a.b/c_d">T</a>'),
        ("\\url{http://a.b}", '<a href="http://a.b">http://a.b</a>'),
        ("\\href{javascript:x}{T} \\href{data:x}{T}", "T T"),
        ('\\href{https://a/" onclick=x}{T}', "T"),
        ("\\href{https://a}{\\url{https://b}}", '<a href="https://a">https://b</a>'),
    ],
)
def test_links_where_they_may_be(tex: str, html: str) -> None:
    assert html == to_html(tex, links=True)
    assert "<a" not in to_html(tex)


def test_paragraphs() -> None:
    html, text = to_paragraphs("One $x$.\n\nTwo.\\par Three\\partial.")
    assert text == "One x.\n\nTwo.\n\nThree∂."
    assert html == "<p>One <math><mi>x</mi></math>.</p>\n<p>Two.</p>\n<p>Three∂.</p>"
    assert to_paragraphs(" ") == ("", "")


OURS = re.compile(
    r"</?(?:em|strong|sup|sub|code|p|math|m[a-z]+)(?: [a-z]+=\"[\w.%+-]*\")*/?>"
    r"|<a href=\"https?://[^\"<>]+\">|</a>"
)


@given(st.text(alphabet="\\{}$~^_%&#<>-`'\" ab题oO[]()", max_size=30))
def test_no_tex_fails_and_no_markup_gets_through(tex: str) -> None:
    to_text(tex)
    assert "<" not in OURS.sub("", str(to_paragraphs(tex)[0]))


PARTS = (
    "$ \\( \\) { } \\href{ \\url{ javascript:x https://a.b }{ \\emph{ \\text{ <script> "
    "\\color{ red & x \\style{ \\class{ \\frac{ ^ _ \\left( \\right) \\mathbb{ \\operatorname{ \" '"
).split(" ")


@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_no_formula_brings_its_own_markup(parts: list[str]) -> None:
    html = str(to_paragraphs("".join(parts))[0])
    assert "<" not in OURS.sub("", html)
    assert "javascript:" not in " ".join(re.findall(r"<[^>]*>", html))
