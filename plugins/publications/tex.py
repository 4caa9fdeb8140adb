"""TeX, as it occurs in BibTeX fields, to plain text and to safe HTML.

Most fields hold no TeX at all and most of the rest only protecting braces and dashes: those are
done here; what has a macro goes through pylatexenc, mathematics through `formulas`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape
from pylatexenc import latexwalker

from plugins.formulas import to_mathml
from plugins.publications import macros
from plugins.publications.faults import quiet
from plugins.publications.formulas import raised, to_plain

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
_DECLARATIONS = {"em", "it", "itshape", "bf", "bfseries"}
_BOXES = {"mbox", "textmd", "textsf", "textup"}
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\N{NO-BREAK SPACE}"))
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_WEB = re.compile(r"https?://[^\s\"<>\\]+", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n\s*\n|\\par(?![A-Za-z])\s*")


def to_text(value: str) -> str:
    """Return the TeX *value* as plain text in one line; it never fails, whatever the TeX."""
    return _convert(value, html=False)


def to_html(value: str, *, links: bool = False) -> Markup:
    r"""Return the TeX *value* as HTML. HTML in *value* is text; only our own elements are markup.

    With *links*, ``\url`` and ``\href`` to http(s) are links; a title is often one itself.
    """
    return Markup(_convert(value, html=True, links=links))


def to_paragraphs(value: str) -> tuple[Markup, str]:
    r"""Return the TeX *value* as HTML, a ``<p>`` for each paragraph, and as text.

    Paragraphs are parted by an empty line or ``\par``, in the text by an empty line.
    """
    if not value:
        return Markup(""), ""
    one = "\n" not in value and "\\par" not in value
    parts = [part for part in ([value] if one else _PARAGRAPH.split(value)) if part.strip()]
    html = Markup("\n".join(f"<p>{to_html(part, links=True)}</p>" for part in parts))
    return html, "\n\n".join(map(to_text, parts))


def to_url(value: str) -> str:
    r"""Return the address in *value*: ``\_``, ``\%``, ``{\_}`` undone, ``\url{}`` taken off."""
    if "\\" not in value and "{" not in value and "}" not in value and "$" not in value:
        return value.strip()  # as nearly all are
    value = re.sub(r"^\\url\s*\{(.*)\}$", r"\1", value.strip(), flags=re.DOTALL)
    value = re.sub(r"\{?\\textasciitilde\s*(?:\{\})?\}?|\{?\$\\sim\$\}?", "~", value)
    value = re.sub(r"\{\\([_%&#$~])\}|\\([_%&#$~])", lambda m: str(m[1] or m[2]), value)
    return value.replace("{", "").replace("}", "")


def _convert(value: str, *, html: bool, links: bool = False) -> str:
    text: str
    if not value:  # most fields of most entries
        return ""
    if _is_plain(value):
        text = str(escape(value)) if html else value
    elif "\\" not in value and "$" not in value:
        text = _without_macros(value)
        text = str(escape(text)) if html else text
    else:
        text = _with_macros(value, html, links)
    return _in_one_line(text)


def _is_plain(value: str) -> bool:
    """Return whether *value* is only text, without any TeX."""
    # One search after another for one or two characters, which is faster than any pattern.
    return not (
        "\\" in value
        or "{" in value
        or "}" in value
        or "$" in value
        or "~" in value
        or "--" in value
        or "``" in value
        or "''" in value
    )


def _in_one_line(text: str) -> str:
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text:
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


def _without_macros(value: str) -> str:
    # Ligatures first: BibTeX writers break one on purpose with braces, -{}-.
    for tex, text in _LIGATURES:
        value = value.replace(tex, text)
    return value.replace("{", "").replace("}", "")


def _with_macros(value: str, html: bool, links: bool) -> str:
    try:
        with quiet("pylatexenc"):
            return _Renderer(html, links).render(_parse(value))
    except (latexwalker.LatexWalkerError, LookupError, AttributeError, TypeError, RecursionError):
        # A macro whose arguments are missing, or braces too deep: pylatexenc gives up, the reader
        # sees the source.
        text = _without_macros(value)
        return str(escape(text)) if html else text


def _parse(value: str) -> list[Any]:
    # In BibTeX % and & are plain characters, and so is a dollar sign that has no partner: one of
    # money, or else the last.
    value = re.sub(r"(?<!\\)([%&])", r"\\\1", value)
    if len(re.findall(r"(?<!\\)\$", value)) % 2:
        money = r"(?<!\\)\$(?=\d)" if re.search(r"(?<!\\)\$\d", value) else r"(?<!\\)\$(?=[^$]*$)"
        value = re.sub(money, r"\\$", value, count=1)
    walker = latexwalker.LatexWalker(value, latex_context=macros.parsed(), tolerant_parsing=True)
    return list(walker.get_latex_nodes()[0])


class _Renderer:
    """Renders pylatexenc's nodes, as HTML or as plain text."""

    def __init__(self, html: bool, links: bool) -> None:
        self._html = html
        self._links = html and links
        self._quote: Callable[[str], str] = (lambda text: str(escape(text))) if html else str

    def render(self, nodes: Iterable[Any]) -> str:
        return "".join(map(self._node, nodes))

    def _node(self, node: Any) -> str:
        if node is None:
            return ""
        if node.isNodeType(latexwalker.LatexGroupNode):
            return self._group(node)
        if node.isNodeType(latexwalker.LatexMathNode):
            return self._formula(node)
        if node.isNodeType(latexwalker.LatexMacroNode):
            return self._macro(node)
        return self._quote(macros.converter().nodelist_to_text([node]))

    def _group(self, node: Any) -> str:
        first = node.nodelist[0] if node.nodelist else None
        if first is not None and getattr(first, "macroname", "") in _DECLARATIONS:
            return self._element(first.macroname, self.render(node.nodelist[1:]).lstrip())
        return self.render(node.nodelist)

    def _macro(self, node: Any) -> str:
        name = node.macroname
        arguments = list(node.nodeargd.argnlist or ()) if node.nodeargd else []
        if name == "url" and arguments:
            url = to_url(arguments[-1].latex_verbatim())
            return self._link(url, self._quote(url))
        if name == "href" and len(arguments) > 1:
            return self._link(to_url(arguments[0].latex_verbatim()), self._node(arguments[-1]))
        if name in _ELEMENTS and name not in _DECLARATIONS and arguments:
            return self._element(name, self._node(arguments[-1]))
        if name in _BOXES and arguments:
            return self._node(arguments[-1])
        return self._quote(macros.converter().nodelist_to_text([node]))

    def _formula(self, node: Any) -> str:
        tex = node.latex_verbatim()
        opening, closing = node.delimiters or ("", "")
        if self._html:
            inner = tex[len(opening) : len(tex) - len(closing)]
            if markup := to_mathml(inner, display=node.displaytype == "display"):
                return markup
        return self._quote(to_plain(tex))

    def _link(self, url: str, label: str) -> str:
        if not (self._links and _WEB.fullmatch(url)):
            return label
        # A link in the label would end this one.
        label = re.sub(r"</?a\b[^>]*>", "", label)
        return f'<a href="{escape(url)}">{label}</a>'

    def _element(self, name: str, content: str) -> str:
        element = _ELEMENTS[name]
        if self._html:
            return f"<{element}>{content}</{element}>"
        return raised(content) if element == "sup" else content
