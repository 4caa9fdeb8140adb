"""What of the last build's output stands as it is, although something has changed.

A plugin that knows what a file of its own is made of gives it a digest. If the last good build
gave the same file the same digest, if what all pages rest on is as it was (`unchanged`), and if
nobody has touched the file since, it is neither made nor written again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

State = tuple[int, int, int]
"""Size, time of the last change of the content, time of the last change of any kind."""


@dataclass
class Reuse:
    """The files that may stand, and those that do."""

    known: Mapping[str, str] = field(default_factory=dict)
    """The digest that the last build gave each file, if it may be trusted."""
    intact: Mapping[str, State] = field(default_factory=dict)
    """The files of the output that are as the last build left them."""
    lacking: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)
    """The messages, by language, that the last build missed in the catalogs."""
    assets: Mapping[str, str] = field(default_factory=dict)
    """The assets that pages of the last build named, and the names they had there."""
    output: Path = Path()
    """Where the files are that stand."""
    said: tuple[str, ...] = ()
    """What the last build warned of."""
    digests: dict[str, str] = field(default_factory=dict)
    """The digest of each such file of this build."""
    kept: dict[str, State] = field(default_factory=dict)
    """The files that stand."""

    def stands(self, name: str, digest: str, *, allowed: bool = True) -> bool:
        """Note that the file *name* of the output is made of what *digest* says.

        Return whether it is there already; if not, or if that is not *allowed*, the caller has to
        write it.
        """
        self.digests[name] = digest
        if not allowed or self.known.get(name) != digest or name not in self.intact:
            return False
        self.kept[name] = self.intact[name]
        return True

    def named(self, hashed: str) -> bool:
        """Whether a page that stands names the asset *hashed*."""
        sought = hashed.encode()
        pages = (self.output / name for name in self.kept if name.endswith(".html"))
        return any(sought in page.read_bytes() for page in pages)
