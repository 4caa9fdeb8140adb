"""What lists say of an entry: made once for all lists of a run, and not again in the next build."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from plugins.publications.entries import Entry


class Parts:
    """Calls a template's macro for an entry, unless it is known what comes of it.

    *digest* says what an entry's files are made of. *reuse* is what may be taken over from the last
    build, None for nothing. The macro has to be imported without context.
    """

    def __init__(self, name: str, digest: Callable[[Entry], str], reuse: Any = None) -> None:
        self._name, self._digest, self._reuse = name, digest, reuse
        self._made: dict[str, str] = {}
        self._known = self._recalled()

    def __call__(self, macro: Any, entry: Entry, *arguments: object) -> Markup:
        """Return what *macro* makes of *entry* and the *arguments*, which are plain data."""
        key = f"{self._digest(entry)} {macro.name} {arguments!r}"
        if (text := self._made.get(key)) is None:
            if (text := self._known.get(key)) is None:
                text = str(macro(entry, *arguments))
            else:
                self._reuse.parts.append(text)
            self._made[key] = text
        return Markup(text)

    def leave(self, reuse: Any) -> None:
        """Leave what was made to the next build."""
        reuse.notes.leave(self._name, (json.dumps(self._made, ensure_ascii=False).encode(),))

    def _recalled(self) -> dict[str, str]:
        if self._reuse is None:
            return {}
        try:
            return {
                str(key): str(text)
                for key, text in json.loads(self._reuse.notes.recall(self._name)).items()
            }
        except (ValueError, AttributeError):
            return {}
