"""Notes that a build leaves to the next one: what it may take over instead of making it again.

They are files below CACHE_PATH, written while the site is built and put in place just before the
record of the build (`unchanged`). With a record they may be trusted; without one there are none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_NEW = "~new"


@dataclass
class Notes:
    """The notes of the last build, and those of this one."""

    directory: Path | None = None
    """Where they are; None if this build is not to be remembered."""
    trusted: bool = False
    """Whether code, theme and settings are those of the last build."""
    left: set[str] = field(default_factory=set)
    """The names of this build's notes."""

    def recall(self, name: str) -> bytes:
        """Return the note *name* of the last build, b"" if there is none to be trusted."""
        if self.directory is None or not self.trusted:
            return b""
        try:
            return (self.directory / name).read_bytes()
        except OSError:
            return b""

    def leave(self, name: str, data: Iterable[bytes]) -> None:
        """Leave a note to the next build. A disk that does not take it is no fault of the site."""
        if self.directory is None:
            return
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            with (self.directory / f"{name}{_NEW}").open("wb") as file:
                file.writelines(data)
        except OSError:
            self.left.discard(name)
        else:
            self.left.add(name)

    def settle(self) -> None:
        """Put this build's notes in place of the last one's. Raises OSError."""
        if self.directory is None or not self.directory.is_dir():
            return
        for name in self.left:
            (self.directory / f"{name}{_NEW}").replace(self.directory / name)
        for path in self.directory.iterdir():
            if path.name not in self.left:
                path.unlink()
