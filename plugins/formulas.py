"""Mathematics in TeX to MathML Core, for pages and for the fields of publications.

The MathML is math-core's (about 2 µs a formula; it refuses what it does not know instead of
guessing). Only the elements and attributes listed here leave this module.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from math_core import LatexError, LatexToMathML

_ELEMENTS = (
    "math mrow mi mo mn mtext mspace msub msup msubsup mfrac msqrt mroot munder mover "
    "munderover mtable mtr mtd"
).split()
_ATTRIBUTES = (
    "accent accentunder class display displaystyle fence form largeop linethickness lspace "
    "mathvariant maxsize minsize movablelimits rspace scriptlevel separator stretchy symmetric "
    "width"
).split()
_TAG = re.compile(
    rf"</?(?:{'|'.join(_ELEMENTS)})(?: (?:{'|'.join(_ATTRIBUTES)})=\"[\w.%+-]*\")*/?>"
)
_LONGEST = 20_000
_BRACES = 1_000  # nested ten times as deep, they overflow math-core's stack, which ends the build
_STYLE = re.compile(r' style="([^"<>]*)"')
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot);)#?\w+;")


def to_mathml(tex: str, *, display: bool = False) -> str:
    """Return *tex* (without its dollars) as a ``<math>`` element, or "" if that cannot be.

    A *display* has a block of its own, in which columns may be aligned.
    """
    if len(tex) > _LONGEST or tex.count("{") > _BRACES:
        return ""
    try:
        found = _mathml().convert_with_local_state(tex, displaystyle=display)
    except LatexError:
        return ""
    markup = re.sub(_ENTITY, lambda entity: unescape(entity[0]), str(found))
    if display:
        markup = _STYLE.sub(_class, markup)
    return markup if "<" not in _TAG.sub("", markup) else ""


def _class(style: re.Match[str]) -> str:
    """Return the class for an inline style, which a strict content security policy stops."""
    if "color" in style[1]:
        return style[0]  # and so the formula is refused
    align = re.match("text-align: (left|right)", style[1])
    return f' class="align-{"start" if align[1] == "left" else "end"}"' if align else ""


@cache
def _mathml() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)
