r"""Where a dollar sign begins a formula, and what becomes of one that cannot be set."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from plugins.content.formulas import formulas
from plugins.content.parser import markdown_for
from plugins.content.reader import Reader
from plugins.formulas import to_mathml

from .settings import settings


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("$x$", ["$x$"]),
        ("$5 and $10", []),
        ("$5-$10", []),
        ("$ x$", []),
        ("$x $", []),
        (r"\$x$ and $y$", ["$y$"]),
        (r"$\$5$", [r"$\$5$"]),
        ("$a\nb$", ["$a\nb$"]),
        ("`$x$` $y$", ["$y$"]),
        ("$5 for `$HOME`", []),
        ("<code>$x$</code> $y$", ["$y$"]),
        ('<b title="$x$">$y$</b>', ["$y$"]),
        (r"\(x\) \\(y\\)", [r"\(x\)"]),
        (r"\[x \\[2pt] y\]", [r"\[x \\[2pt] y\]"]),
        (r"a \[x\]", []),
        ("a $$x$$ b", ["$$x$$"]),
        ("$$$$", []),
    ],
)
def test_what_is_a_formula(typed: str, expected: list[str]) -> None:
    assert expected == formulas(typed)


def test_a_formula_that_cannot_be_set_is_shown_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: A\n---\n\nWhere $\\foo<x$ is\n", "utf-8")
    html, _ = Reader(settings()).read(str(path))
    assert html == "<p>Where <code>$\\foo&lt;x$</code> is</p>"
    what = 'the formula "$\\foo<x$" cannot be set. Write it with other commands of TeX; '
    assert [f"{path}:5: {what}a dollar sign is \\$."] == caplog.messages


@pytest.mark.parametrize(
    "tex", [r"\href{https://a.example}{x}", r"\color{red}{x}", r"\text{&#60;b>}", "{" * 100_000]
)
def test_a_formula_that_is_more_than_mathml_core_is_not_set(tex: str) -> None:
    assert (to_mathml(tex), to_mathml(tex, display=True)) == ("", "")


def test_markup_in_a_formula_is_text() -> None:
    assert to_mathml(r"\text{<b>}") == "<math><mtext>&lt;b&gt;</mtext></math>"


def test_a_parser_forgets_the_formulas_of_the_text_before() -> None:
    parser = markdown_for(settings())
    assert parser.convert("$x$") == "<p><math><mi>x</mi></math></p>"
    assert parser.convert("$y$") == "<p><math><mi>y</mi></math></p>"


@pytest.mark.parametrize("unit", ["$", "$a ", "$$a", r"\$", r"\(", r"\[", "`$``", "<code>", "$x$"])
def test_a_megabyte_takes_seconds(unit: str) -> None:  # a page is half of that at most
    start = time.perf_counter()
    formulas(unit * (1_000_000 // len(unit)))
    assert time.perf_counter() - start < 5
