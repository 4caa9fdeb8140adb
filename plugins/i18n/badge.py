"""A small picture of a label and a value, for a README. Pure."""

from __future__ import annotations

from html import escape

_HEIGHT = 20
_SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" role="img">
<title>{label}: {value}</title>
<rect width="{width}" height="{height}" rx="3" fill="#9c2a19"/>
<rect width="{left}" height="{height}" rx="3" fill="#211d19"/>
<g fill="#fff" font-family="Verdana,'PingFang SC','Microsoft YaHei',sans-serif" font-size="11">
<text x="8" y="14">{label}</text>
<text x="{start}" y="14">{value}</text>
</g>
</svg>
"""


def draw(label: str, value: str) -> str:
    """Return the badge as SVG. Widths are estimated: a Han character is as wide as it is high."""
    left, right = _width(label) + 14, _width(value) + 14
    return _SVG.format(
        width=left + right,
        height=_HEIGHT,
        left=left,
        start=left + 6,
        label=escape(label),
        value=escape(value),
    )


def _width(text: str) -> int:
    return round(sum(11 if ord(character) > 0x2E80 else 6.8 for character in text))
