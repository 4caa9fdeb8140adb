"""The value of a BibTeX field: braces, quotes and macros, joined by ``#``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.publications.faults import fault

_MACRO = re.compile(r"[^\s#{}\",=]+")
_MARK = re.compile(r"(?<!\\)[{}]|\"")


def pieces_of(value: str, path: str, at: int, where: str) -> Iterator[tuple[str, str]]:
    """Yield ("text" | "macro", content) of each piece of *value* that ``#`` joins.

    *where* names the field in the PublicationsError that a broken value raises.
    """
    inner = value[1:-1]
    whole = value[:1] == "{" and value[-1:] == "}"
    if whole and "{" not in inner and "}" not in inner and '"' not in inner:  # as nearly all are
        yield "text", inner
        return
    position = 0
    while True:
        position = _end_of_space(value, position)
        if value[position : position + 1] in ("{", '"'):
            end = _closing(value, position)
            if end < 0:
                raise fault(path, at, f"{where}: a brace is not closed. Add the missing one.")
            yield "text", value[position + 1 : end]
            position = end + 1
        elif match := _MACRO.match(value, position):
            yield "macro", match[0]
            position = match.end()
        else:
            text = f"{where} has no value." if not value.strip() else f"{where} cannot be read."
            raise fault(path, at, f"{text} Write it in braces: {{…}}.")
        position = _end_of_space(value, position)
        if position == len(value):
            return
        if value[position] != "#":
            shown = " ".join(value[position:].split())[:40]
            hint = "Is there a comma missing?"
            if value[:position].endswith('\\"'):
                hint = 'Write \\" in braces: {\\"u}.'
            raise fault(path, at, f'{where} is followed by "{shown}". {hint}')
        position += 1


def _end_of_space(value: str, position: int) -> int:
    while value[position : position + 1].isspace():
        position += 1
    return position


def _closing(value: str, start: int) -> int:
    """Return where the brace or quote that opens at *start* closes, or -1."""
    quoted = value[start] == '"'
    depth = 0 if quoted else 1
    for match in _MARK.finditer(value, start + 1):
        mark, position = match[0], match.start()
        if mark == '"':
            if quoted and depth == 0:
                return position
            continue
        depth += 1 if mark == "{" else -1
        if depth < 0 or (depth == 0 and not quoted):
            return position if not quoted else -1
    return -1
