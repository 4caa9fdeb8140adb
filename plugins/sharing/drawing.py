"""Drawing the picture: the head of the page on its paper. The one module that needs Pillow.

Seal in the margin, name, the name in another script, position and place, address: what the page
begins with, on its two columns.
"""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .card import HEIGHT, WIDTH, Card, MissingGlyphs

_PAPER, _INK, _QUIET, _SEAL = "#fdfbf7", "#211d19", "#5a534b", "#b3301d"
_MARGIN, _COLUMN, _SEAL_SIZE = 96, 312, 144
_NOWHERE = "\uffff"


def draw(card: Card, font: Path) -> bytes:
    """Return the picture as PNG. Raises `MissingGlyphs`, or `OSError` if *font* is none."""
    pen = _Pen(card, font)
    missing = [each for each in dict.fromkeys(card.text) if not pen.has(each)]
    if missing:
        raise MissingGlyphs("".join(missing))
    pen.seal()
    y = 236
    for index, name in enumerate(card.names):
        size = pen.fitting(name, 104 if index == 0 else 68)
        pen.line(name, y, size, _INK if index == 0 else _QUIET)
        y += 104
    y += 4
    for line in card.lines:
        pen.line(line, y, pen.fitting(line, 36), _INK)
        y += 54
    pen.line(card.address, HEIGHT - 84, pen.fitting(card.address, 32), _SEAL)
    return pen.png()


class _Pen:
    def __init__(self, card: Card, font: Path) -> None:
        self.card, self.path = card, font
        self.image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
        self.pen = ImageDraw.Draw(self.image)
        self.fonts: dict[int, ImageFont.FreeTypeFont] = {}

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font at a size."""
        if size not in self.fonts:
            self.fonts[size] = ImageFont.truetype(str(self.path), size)
        return self.fonts[size]

    @cached_property
    def nothing(self) -> bytes:
        """What the font draws for a character that it does not have."""
        return bytes(self.font(32).getmask(_NOWHERE))

    def has(self, character: str) -> bool:
        """Whether the font has a character."""
        return character.isspace() or bytes(self.font(32).getmask(character)) != self.nothing

    def fitting(self, text: str, size: int) -> int:
        """Return the size, *size* at most, at which a line fits the column."""
        width = self.font(size).getlength(text)
        return min(size, int(size * (WIDTH - _COLUMN - _MARGIN) / max(width, 1)))

    def line(self, text: str, y: int, size: int, color: str) -> None:
        """Write a line; *y* is its baseline."""
        mirrored = self.card.right_to_left
        x, anchor = (WIDTH - _COLUMN, "rs") if mirrored else (_COLUMN, "ls")
        self.pen.text((x, y), text, font=self.font(size), fill=color, anchor=anchor)

    def seal(self) -> None:
        """Set the seal into the margin."""
        left = WIDTH - _MARGIN - _SEAL_SIZE if self.card.right_to_left else _MARGIN
        top, middle = 140, _SEAL_SIZE // 2
        box = (left, top, left + _SEAL_SIZE, top + _SEAL_SIZE)
        self.pen.rounded_rectangle(box, radius=9, fill=_SEAL)
        font = self.font(112)
        x0, y0, x1, y1 = font.getbbox(self.card.seal)
        at = (left + middle - (x0 + x1) / 2, top + middle - (y0 + y1) / 2)
        self.pen.text(at, self.card.seal, font=font, fill=_PAPER)

    def png(self) -> bytes:
        """Return the picture; few colours are enough for it."""
        file = BytesIO()
        self.image.quantize(64).save(file, "PNG", optimize=True)
        return file.getvalue()
