"""Where a broken BibTeX entry breaks: the brace, the quote or the comma that is missing."""

from __future__ import annotations

import re

from plugins.diagnostics import Diagnostic
from plugins.publications.faults import fault

_MARK = re.compile(r"(?<!\\)[{}]")
_HEAD = re.compile(r"\s*@[ \t]*(\w+)[ \t]*[{(]\s*([^\s,={}\"]*)")
_LOST = re.compile(r"^[ \t]*(@[ \t]*\w+)[ \t]*(?:\n\s*[{(]|[\w:.-]+[ \t]*,)", re.MULTILINE)
_FIELD = re.compile(r"[ \t]*([A-Za-z][\w-]*)[ \t]*=")


def is_closed(text: str) -> bool:
    """Return whether every opening brace of *text* has its closing one."""
    return open_braces(text) <= 0


def open_braces(text: str) -> int:
    """Return how many braces *text* opens and does not close; negative if it closes more."""
    marks = _MARK.findall(text)
    return marks.count("{") - marks.count("}")


def diagnose(path: str, line: int, chunk: str, at: int, reason: str) -> Diagnostic:
    """Return what is wrong with the entry that *chunk* begins with.

    *line* is the 0-based line of the chunk, *at* the 1-based one of the entry, *reason* what
    bibtexparser's splitter says, which is reported if nothing better is found.
    """
    head = _HEAD.match(chunk)
    kind, key = (head[1], head[2]) if head else ("entry", "")
    what = f'entry "{key}"' if key else f"@{kind}"
    if not is_closed(chunk):
        return _unclosed(path, line, chunk, at, what)
    if reason.startswith("Expected comma after entry key"):
        return Diagnostic(path, at, f'{what} has no comma after its citekey. Write "{key},".')
    if "`=`" in reason or "= after" in reason or "equals sign" in reason:
        text = f"{what}: a field has no value, or a comma or brace is missing."
        return Diagnostic(path, at, f"{text} Write name = {{value}}, for each.")
    if chunk.count('"') % 2:
        return Diagnostic(path, at, f"{what}: a quotation mark is not closed. Add the missing one.")
    return Diagnostic(path, at, f"{what} cannot be read. {' '.join(reason.split())}")


def check_stray(path: str, at: int, text: str, citekey: str | None = None) -> None:
    """Refuse text between entries that looks like the rest of one that closed too early.

    *at* is the line of *text*, *citekey* that of an entry right before it. Raises
    PublicationsError.
    """
    code = re.sub(r"^[ \t]*%.*", "", text, flags=re.MULTILINE)
    if lost := _LOST.search(code):
        line = at + code.count("\n", 0, lost.start())
        raise fault(
            path, line, f'"{lost[1]}" begins no entry. Write {lost[1]}{{citekey, in one line.'
        )
    depth = code.count("{") - code.count("}")
    if citekey is not None and depth < 0:
        what = f'entry "{citekey}" ends before this: there is one "}}" too many. Remove it.'
        raise fault(path, at, what)
    if depth < 0:
        raise fault(path, at, 'there is a "}" that closes nothing. Remove it.')


def _unclosed(path: str, line: int, chunk: str, at: int, what: str) -> Diagnostic:
    """Name the field that is still open where the next one starts."""
    depth, field, field_line = 0, "", at
    for number, text in enumerate(chunk.split("\n"), start=line + 1):
        if match := _FIELD.match(text):
            if depth > 1 and field:
                said = f'{what}: a brace opened in field "{field}" is not closed.'
                return Diagnostic(path, field_line, f"{said} Add the missing }}.")
            if depth == 1:
                field, field_line = match[1], number
        marks = _MARK.findall(text)
        depth += marks.count("{") - marks.count("}")
    if depth > 1 and field:
        said = f'{what}: a brace opened in field "{field}" is not closed.'
        return Diagnostic(path, field_line, f"{said} Add the missing }}.")
    return Diagnostic(path, at, f"{what} is not closed. Add the missing }} at its end.")
