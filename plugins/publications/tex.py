"""TeX, as it occurs in BibTeX fields, to plain text and to safe HTML.

Most fields hold no TeX at all and most of the rest only protecting braces and dashes: those are
done here; what has a macro or mathematics goes through pylatexenc.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from markupsafe import Markup, escape
from pylatexenc import latex2text, latexwalker, macrospec

from plugins.publications.faults import quiet

_ELEMENTS = {
    "emph": "em",
    "textit": "em",
    "textsl": "em",
    "textbf": "strong",
    "textsuperscript": "sup",
    "textsubscript": "sub",
    "texttt": "code",
    "em": "em",
    "it": "em",
    "itshape": "em",
    "bf": "strong",
    "bfseries": "strong",
}
_ARGUMENTS = {"textsubscript": 1, "textsuperscript": 1, "texttt": 1, "url": 1, "href": 2}
_DECLARATIONS = {"em", "it", "itshape", "bf", "bfseries"}
_SYMBOLS = {
    "S": "§",
    "P": "¶",
    "dag": "†",
    "ddag": "‡",
    "dagger": "†",
    "ddagger": "‡",
    "ast": "*",
    "star": "*",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "textasteriskcentered": "*",
    "textquotesingle": "'",
    "\\": " ",
}
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\N{NO-BREAK SPACE}"))
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]*)\}|(\\[A-Za-z]+|\S))")
_TEX = re.compile(r"[\\{}$~]|--|``|''")


def to_text(value: str) -> str:
    """Return the TeX *value* as plain text in one line; it never fails, whatever the TeX."""
    return _convert(value, html=False)


def to_html(value: str) -> Markup:
    """Return the TeX *value* as HTML. HTML in *value* is text; only our own elements are markup."""
    return Markup(_convert(value, html=True))


def to_url(value: str) -> str:
    r"""Return the address in *value*: ``\_``, ``\%``, ``{\_}`` undone, ``\url{}`` taken off."""
    value = re.sub(r"^\\url\s*\{(.*)\}$", r"\1", value.strip(), flags=re.DOTALL)
    value = re.sub(r"\{?\\textasciitilde\s*(?:\{\})?\}?|\{?\$\\sim\$\}?", "~", value)
    value = re.sub(r"\{\\([_%&#$~])\}|\\([_%&#$~])", lambda m: str(m[1] or m[2]), value)
    return value.replace("{", "").replace("}", "")


def _convert(value: str, *, html: bool) -> str:
    text: str
    if not _TEX.search(value):
        text = str(escape(value)) if html else value
    elif "\\" not in value and "$" not in value:
        text = _without_macros(value)
        text = str(escape(text)) if html else text
    else:
        text = _with_macros(value, html)
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def _without_macros(value: str) -> str:
    # Ligatures first: BibTeX writers break one on purpose with braces, -{}-.
    for tex, text in _LIGATURES:
        value = value.replace(tex, text)
    return value.replace("{", "").replace("}", "")


def _with_macros(value: str, html: bool) -> str:
    try:
        with quiet("pylatexenc"):
            return _Renderer(html).render(_parse(value))
    except (latexwalker.LatexWalkerError, LookupError, AttributeError, TypeError):
        # A macro whose arguments are missing: pylatexenc gives up, the reader sees the source.
        text = _without_macros(value)
        return str(escape(text)) if html else text


def _parse(value: str) -> list[Any]:
    # In BibTeX % and & are plain characters, and so is a dollar sign that has no partner.
    value = re.sub(r"(?<!\\)([%&])", r"\\\1", value)
    if len(re.findall(r"(?<!\\)\$", value)) % 2:
        value = re.sub(r"(?<!\\)\$", r"\\$", value)
    walker = latexwalker.LatexWalker(value, latex_context=_macros(), tolerant_parsing=True)
    return list(walker.get_latex_nodes()[0])


@cache
def _macros() -> Any:
    context = latexwalker.get_default_latex_context_db()
    extra = [macrospec.std_macro(name, "{" * count) for name, count in _ARGUMENTS.items()]
    context.add_context_category("bibtex", macros=extra, prepend=True)
    return context


@cache
def _converter() -> Any:
    context = latex2text.get_default_latex_context_db()
    symbols = [latex2text.MacroTextSpec(name, text) for name, text in _SYMBOLS.items()]
    context.add_context_category("bibtex", macros=symbols, prepend=True)
    return latex2text.LatexNodes2Text(latex_context=context, math_mode="text")


class _Renderer:
    """Renders pylatexenc's nodes, as HTML or as plain text."""

    def __init__(self, html: bool) -> None:
        self._html = html
        self._quote: Callable[[str], str] = (lambda text: str(escape(text))) if html else str

    def render(self, nodes: Iterable[Any]) -> str:
        return "".join(map(self._node, nodes))

    def _node(self, node: Any) -> str:
        if node is None:
            return ""
        if node.isNodeType(latexwalker.LatexGroupNode):
            return self._group(node)
        if node.isNodeType(latexwalker.LatexMathNode):
            return self._quote(_math(node.latex_verbatim()))
        if node.isNodeType(latexwalker.LatexMacroNode):
            return self._macro(node)
        return self._quote(_converter().nodelist_to_text([node]))

    def _group(self, node: Any) -> str:
        first = node.nodelist[0] if node.nodelist else None
        if first is not None and getattr(first, "macroname", "") in _DECLARATIONS:
            return self._element(first.macroname, self.render(node.nodelist[1:]).lstrip())
        return self.render(node.nodelist)

    def _macro(self, node: Any) -> str:
        name = node.macroname
        arguments = list(node.nodeargd.argnlist or ()) if node.nodeargd else []
        if name == "url" and arguments:
            return self._quote(to_url(arguments[-1].latex_verbatim()))
        if name == "href" and arguments:
            return self._node(arguments[-1])
        if name in _ELEMENTS and name not in _DECLARATIONS and arguments:
            return self._element(name, self._node(arguments[-1]))
        return self._quote(_converter().nodelist_to_text([node]))

    def _element(self, name: str, content: str) -> str:
        element = _ELEMENTS[name]
        if self._html:
            return f"<{element}>{content}</{element}>"
        return _raised(content) if element == "sup" else content


def _math(tex: str) -> str:
    """Return *tex* ("$O(n^{2})$") as readable text ("O(n²)")."""
    walker = latexwalker.LatexWalker(_SCRIPT.sub(_script, tex), tolerant_parsing=True)
    return str(_converter().nodelist_to_text(walker.get_latex_nodes()[0])).strip()


def _script(match: re.Match[str]) -> str:
    content = match[2] if match[2] is not None else match[3]
    table = _SUPERSCRIPTS if match[1] == "^" else _SUBSCRIPTS
    if all(ord(character) in table for character in content):
        return content.translate(table)
    if match[1] == "^" and re.fullmatch(r"\\[a-z]+|[^\w\\]+", content):
        return content  # a mark such as $^\dagger$
    return f"{match[1]}({content})" if len(content) > 1 and "\\" not in content else match[0]


def _raised(text: str) -> str:
    raisable = all(ord(character) in _SUPERSCRIPTS for character in text)
    return text.translate(_SUPERSCRIPTS) if raisable else text
