"""Items of lists: made once for all lists of a run, and not again in the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from plugins.publications.entries import Entry
from plugins.sealed import opened, sealed

_HREF, _VALUE, _BIBTEX = "\x02href\x03", "\x02value\x03", "\x02bibtex\x03"
"""What stands for an item's address and number, which differ from list to list, and for its BibTeX,
which would be most of it; no text of HTML may have such characters."""


class Items:
    """Calls a template's macro for each entry of a list, unless it is known what comes of it.

    *digest* says what an entry's files are made of. *reuse* is what may be taken over from the last
    build, None for nothing. The macro has to be imported without context.
    """

    def __init__(self, name: str, digest: Callable[[Entry], str], reuse: Any = None) -> None:
        self._name, self._digest, self._reuse = name, digest, reuse
        self._made: dict[str, str] = {}
        self._known: dict[str, str] = {}
        if reuse is not None:
            self._known = opened(reuse.notes.recall(name)) or {}

    def __call__(
        self,
        macro: Any,
        entries: Iterable[Entry],
        base: str,
        root: str,
        page: str,
        numbers: Mapping[str, int] | None = None,
        facets: Any = None,
    ) -> Markup:
        """Return one after another what *macro* makes of the *entries*.

        It is called as ``macro(entry, href, base, value, bibtex, facets, page)``: *href* is *root*
        and the entry's url, *value* its number, if there are *numbers*, as an attribute. These and
        *bibtex* it only prints. Of *facets* it uses what they say of the entry, which the entry
        itself tells; the *page* is given for entries with files only.
        """
        found, made, digest = [], self._made, self._digest
        variant = f"{macro.name} {base} {facets is not None}"
        for entry in entries:
            own = page if entry.has_files else ""
            key = f"{variant} {own} {digest(entry)}"
            if (text := made.get(key)) is None:
                if (text := self._known.get(key)) is None:
                    text = str(macro(entry, _HREF, base, Markup(_VALUE), _BIBTEX, facets, own))
                else:
                    self._reuse.parts.append(text)
                made[key] = text
            number = f' value="{numbers[entry.citekey]}"' if numbers else ""
            text = text.replace(_VALUE, number).replace(_HREF, str(escape(root + entry.url)))
            if facets is not None:
                text = text.replace(_BIBTEX, str(escape(entry.bibtex)))
            found.append(text)
        return Markup("".join(found))

    def leave(self, reuse: Any) -> None:
        """Leave what was made to the next build, and forget it."""
        made, self._made, self._known = self._made, {}, {}
        reuse.notes.leave(self._name, sealed(made))
