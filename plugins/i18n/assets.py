"""Assets of the theme carry a hash of their content in their names, so caches may keep them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from .inlined import inlined

_HASHED = frozenset({".css", ".js"})
_LENGTH = 10


@dataclass
class Assets:
    """The assets that templates have asked for, by name below the theme's static directories."""

    roots: tuple[Path, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def name(self, plain: str) -> str:
        """Return the name under which the asset *plain* is published."""
        if plain not in self.names:
            self.names[plain] = self._fingerprinted(plain)
        return self.names[plain]

    def text(self, plain: str) -> str:
        """Return the asset *plain* as the text of an element, "" if it has to be a file."""
        if plain not in self.texts:
            source = next(self._sources(plain), None)
            text = source.read_text("utf-8") if source else ""
            self.texts[plain] = inlined(text, PurePosixPath(plain).suffix)
        return self.texts[plain]

    @property
    def hashed(self) -> dict[str, str]:
        """The assets asked for whose names carry a hash."""
        return {plain: name for plain, name in self.names.items() if plain != name}

    def rename(self, directory: Path) -> None:
        """Give the files below *directory*, which Pelican has copied there, their names."""
        for plain, hashed in self.hashed.items():
            if (directory / plain).is_file():
                (directory / plain).replace(directory / hashed)

    def _fingerprinted(self, plain: str) -> str:
        path = PurePosixPath(plain)
        source = next(self._sources(plain), None)
        if path.suffix not in _HASHED or source is None:
            return plain
        digest = sha256(source.read_bytes()).hexdigest()[:_LENGTH]
        return path.with_name(f"{path.stem}.{digest}{path.suffix}").as_posix()

    def _sources(self, plain: str) -> Iterator[Path]:
        return (root / plain for root in self.roots if (root / plain).is_file())
