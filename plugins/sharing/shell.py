"""The plugin's shell: a picture for each language's run, offered to templates as `share_image`."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican import Pelican
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.diagnostics import Diagnostic
from plugins.i18n.languages import is_pseudo

from .card import HEIGHT, VERSION, WIDTH, Card, MissingGlyphs
from .settings import load

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Picture:
    """What a page says of its picture."""

    url: str
    """Absolute."""
    width: int
    height: int
    alt: str


def get_generator(pelican: Pelican) -> type[Generator]:
    """Give Pelican the generator, anew for every run."""
    del pelican
    return SharingGenerator


class SharingGenerator(Generator):
    """Draws the picture and writes it; does nothing without Pillow or a published address."""

    name = ""
    png = b""

    def generate_context(self) -> None:
        """Draw the picture, so that pages can name it."""
        settings, errors = load(self.settings)
        for error in errors:
            logger.error("%s", error)
        published = self.settings.get("PUBLISHED_URL")
        language: Any = self.env.globals.get("language")
        # No font has the names of pseudolocales, and nobody shares their pages.
        is_test = is_pseudo(str(getattr(language, "tag", "")))
        if errors or is_test or not published or find_spec("PIL") is None:
            return
        card = self._card()
        key = sha256(settings.font.read_bytes())
        key.update(f"{VERSION} {card!r}".encode())
        self.png = self._drawn(card, settings.font, key.hexdigest())
        if self.png:
            self.name = f"share.{sha256(self.png).hexdigest()[:10]}.png"
            alt = " · ".join((*card.names, *card.lines))
            url = f"{published}/{self.name}"
            self.context["share_image"] = Picture(url, WIDTH, HEIGHT, alt)

    def generate_output(self, writer: Writer) -> None:
        """Write the picture."""
        del writer
        if self.png:
            path = Path(self.output_path, self.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.png)

    def _card(self) -> Card:
        names = self.env.globals.get("author_names") or [(str(self.settings["AUTHOR"]), "")]
        lines = (str(self.settings.get(each) or "") for each in ("AUTHOR_JOB", "AUTHOR_PLACE"))
        language: Any = self.env.globals.get("language")
        parts = urlsplit(self.settings["PUBLISHED_URL"])
        return Card(
            tuple(name for name, tag in names if not is_pseudo(tag))[:2],
            tuple(filter(None, lines)),
            f"{parts.netloc}{parts.path}",
            right_to_left=getattr(language, "dir", "ltr") == "rtl",
        )

    def _drawn(self, card: Card, font: Path, key: str) -> bytes:
        """Return the picture, from the cache if it is there; b"" if it cannot be drawn."""
        kept = Path(self.settings["CACHE_PATH"], "sharing", f"{key}.png")
        if kept.is_file():
            return kept.read_bytes()
        try:  # imported where it is needed: a build that has its pictures goes without it
            from .drawing import draw
        except ImportError:
            return b""
        try:
            png = draw(card, font)
        except MissingGlyphs as error:
            logger.error("%s", Diagnostic(str(font.name), 0, _lacking(error.characters)))
            return b""
        except OSError:
            what = "cannot be read as a font. Name another one in SHARING_FONT."
            logger.error("%s", Diagnostic(str(font.name), 0, what))
            return b""
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")  # a build that is killed leaves no half picture
        part.write_bytes(png)
        part.replace(kept)
        return png


def _lacking(characters: str) -> str:
    named = ", ".join(f"{each} (U+{ord(each):04X})" for each in characters)
    return (
        f"has no glyph for {named}, which the picture for sharing needs. "
        "Name a font that has it in SHARING_FONT."
    )
