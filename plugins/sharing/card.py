"""What is on the picture, and how large it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630
"""In pixels: the format that sites which read Open Graph crop least."""
VERSION = 1
"""To be raised when the same card is drawn otherwise: pictures are kept by it."""


@dataclass(frozen=True)
class Card:
    """What is on the picture."""

    names: tuple[str, ...]
    """In the page's language first."""
    lines: tuple[str, ...] = ()
    """Position and place."""
    address: str = ""
    right_to_left: bool = False

    @property
    def seal(self) -> str:
        """The character in the seal: the first one of a Han name, else of the first name."""
        initials = [name[0] for name in self.names]
        return next((each for each in initials if "\u3400" <= each <= "\u9fff"), initials[0])

    @property
    def text(self) -> str:
        """Everything that is drawn."""
        return "".join((*self.names, *self.lines, self.address))


class MissingGlyphs(Exception):
    """Characters that the font does not have."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters
