"""Mathematics in TeX to text that reads well without any markup; `plugins.formulas` sets it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pylatexenc import latex2text, latexwalker

from plugins.publications.macros import MARKS

_SYMBOLS = {**MARKS, "href": "", "url": ""}
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]*)\}|(\\[A-Za-z]+|\S))")


def to_plain(tex: str) -> str:
    """Return *tex* ("$O(n^{2})$", with or without dollars) as readable text ("O(n²)")."""
    walker = latexwalker.LatexWalker(_SCRIPT.sub(_script, tex), tolerant_parsing=True)
    return str(_converter().nodelist_to_text(walker.get_latex_nodes()[0])).strip()


def raised(text: str) -> str:
    """Return *text* in superscript characters, if there is one for each of its own."""
    raisable = all(ord(character) in _SUPERSCRIPTS for character in text)
    return text.translate(_SUPERSCRIPTS) if raisable else text


@cache
def _converter() -> Any:
    context = latex2text.get_default_latex_context_db()
    symbols = [latex2text.MacroTextSpec(name, text) for name, text in _SYMBOLS.items()]
    context.add_context_category("formulas", macros=symbols, prepend=True)
    return latex2text.LatexNodes2Text(latex_context=context, math_mode="text")


def _script(match: re.Match[str]) -> str:
    content = match[2] if match[2] is not None else match[3]
    table = _SUPERSCRIPTS if match[1] == "^" else _SUBSCRIPTS
    if all(ord(character) in table for character in content):
        return content.translate(table)
    if match[1] == "^" and re.fullmatch(r"\\[a-z]+|[^\w\\]+", content):
        return content  # a mark such as $^\dagger$
    return f"{match[1]}({content})" if len(content) > 1 and "\\" not in content else match[0]
