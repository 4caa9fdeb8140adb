"""TeX in fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publications.tex import to_html, to_text, to_url


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
        ("100% AT&T at $5", "100% AT&T at $5", "100% AT&amp;T at $5"),
        ("$O(n^{2})$ $\\alpha_1 < x$", "O(n²) α₁ < x", "O(n²) α₁ &lt; x"),
        ("\\href{javascript:x}{T}", "T", "T"),
        ("\\emph{<i>}", "<i>", "<em>&lt;i&gt;</em>"),
        ("\\url{http://a.b/~x_y%20}", "http://a.b/~x_y%20", "http://a.b/~x_y%20"),
    ],
)
def test_tex(tex: str, text: str, html: str) -> None:
    assert (to_text(tex), str(to_html(tex))) == (text, html)


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


@given(st.text(alphabet="\\{}$~^_%&#<>-`'\" ab题oO[]", max_size=30))
def test_no_tex_fails_and_no_markup_gets_through(tex: str) -> None:
    to_text(tex)
    html = str(to_html(tex))
    assert not {"<a", "<b", "<o"} & {html[i : i + 2] for i in range(len(html))}
