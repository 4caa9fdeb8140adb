"""Catalog files as bytes: one entry looks the same whoever wrote it, and nothing is wrapped.

Babel's writer wraps comments, previous msgids and places, and forgets that an obsolete entry was
fuzzy; its reader takes previous msgids for comments. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import escape, normalize, unescape

_PREVIOUS = re.compile(
    r'(?:#|#~)\|\s*(?P<keyword>msgctxt|msgid_plural|msgid)?\s*(?P<text>".*")\s*$'
)
_ORDER = (
    "Project-Id-Version Report-Msgid-Bugs-To POT-Creation-Date PO-Revision-Date Last-Translator "
    "Language-Team Language MIME-Version Content-Type Content-Transfer-Encoding Plural-Forms"
).split()
"""The fields of the header as gettext and the tools of translators order them."""
_MSGID = re.compile(r'(?:#~\s*)?msgid\s*"')


def write(catalog: Catalog) -> bytes:
    """Return the bytes of a catalog file: no wrapping, no line numbers, document order."""
    live = ["".join(_entry(each, catalog.num_plurals)) for each in catalog if each.id]
    dead = ["".join(_obsolete(each, catalog.num_plurals)) for each in catalog.obsolete.values()]
    return "\n".join([_header(catalog), *live, *dead]).encode("utf-8")


def previous_msgids(text: str) -> tuple[str, dict[int, list[str]]]:
    """Return *text* with empty lines for its previous msgids, and these by the line of the entry's
    msgid."""
    kept: list[str] = []
    found: dict[int, list[str]] = {}
    pending: dict[str, str] = {}
    keyword = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("#|", "#~|")):
            if match := _PREVIOUS.match(line):
                keyword = match["keyword"] or keyword
                pending[keyword] = pending.get(keyword, "") + unescape(match["text"])
            line = ""
        elif _MSGID.match(line) and pending:
            found[number] = [pending[key] for key in ("msgid", "msgid_plural") if key in pending]
            pending = {}
        kept.append(line)
    return "\n".join(kept), found


def _header(catalog: Catalog) -> str:
    fields = [(n, v) for n, v in catalog.mime_headers if n != "Generated-By"]  # differs by machine
    fields.sort(key=lambda field: _ORDER.index(field[0]) if field[0] in _ORDER else len(_ORDER))
    quoted = [escape(f"{name}: {value}\n") + "\n" for name, value in fields]
    flags = "#, fuzzy\n" if catalog.fuzzy else ""
    return f'{catalog.header_comment}\n{flags}msgid ""\nmsgstr ""\n{"".join(quoted)}'


def _entry(message: Message, plurals: int) -> Iterator[str]:
    yield from (f"# {comment}".rstrip() + "\n" for comment in message.user_comments)
    yield from (f"#. {' '.join(comment.split())}\n" for comment in message.auto_comments)
    if message.locations:
        yield f"#: {' '.join(sorted({_place(name) for name, _ in message.locations}))}\n"
    yield from _flags(message)
    yield from _previous(message, "#| ")
    yield from _body(message, plurals, "")


def _obsolete(message: Message, plurals: int) -> Iterator[str]:
    yield from (f"# {comment}".rstrip() + "\n" for comment in message.user_comments)
    yield from _flags(message)
    yield from _previous(message, "#~| ")
    yield from _body(message, plurals, "#~ ")


def _flags(message: Message) -> Iterator[str]:
    if message.flags:
        yield f"#, {', '.join(sorted(message.flags))}\n"


def _previous(message: Message, prefix: str) -> Iterator[str]:
    for keyword, text in zip(("msgid", "msgid_plural"), message.previous_id, strict=False):
        yield _line(keyword, text, prefix)


def _body(message: Message, plurals: int, prefix: str) -> Iterator[str]:
    if message.context:
        yield _line("msgctxt", message.context, prefix)
    if not isinstance(message.id, (tuple, list)):
        yield _line("msgid", message.id, prefix)
        yield _line("msgstr", str(message.string or ""), prefix)
        return
    yield _line("msgid", message.id[0], prefix)
    yield _line("msgid_plural", message.id[1], prefix)
    given = message.string if isinstance(message.string, (tuple, list)) else ()
    strings = [*given, *[""] * plurals]
    for index in range(plurals):
        yield _line(f"msgstr[{index}]", strings[index], prefix)


def _line(keyword: str, text: str, prefix: str) -> str:
    return f"{prefix}{keyword} {normalize(text, prefix=prefix, width=0)}\n"


def _place(name: str) -> str:
    name = name.replace("\\", "/")
    return f"\u2068{name}\u2069" if " " in name and not name.startswith("\u2068") else name
