"""BibTeX syntax: the text of .bib files to records, by bibtexparser's splitter.

The text is cut before every line that starts with ``@word{``, so that a broken entry never
swallows its neighbours. @string and the month macros are resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bibtexparser import model
from bibtexparser.splitter import Splitter

from plugins.diagnostics import Diagnostic
from plugins.publications.balance import check_stray, diagnose
from plugins.publications.faults import Faults, fault, quiet
from plugins.publications.known import key_of
from plugins.publications.pieces import COMMENT, Source, chunks, decode
from plugins.publications.plain import PlainEntry, plain_entry
from plugins.publications.values import pieces_of

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH_MACROS = {month[:3].lower(): month for month in MONTHS}
_MACROS = 20_000_000
"""How many characters all uses of @strings may expand to: each can be twice the one before."""
_LONGEST = 1_000_000
"""How many characters an entry may have: what has more is no bibliography, and slow to read."""
_FIELD_NAME = re.compile(r"[^\W\d][\w:.+/-]*")
_FORBIDDEN = re.compile(r"[\s\"{}\\=%]")


@dataclass(frozen=True)
class Field:
    """One field: *value* is TeX with its macros resolved, each paragraph in one line."""

    name: str
    value: str
    path: str
    line: int


@dataclass(frozen=True)
class Record:
    """One entry as it is written: type and field names in lower case, fields in source order."""

    type: str
    citekey: str
    fields: tuple[Field, ...]
    path: str
    line: int
    key: str = ""
    """A digest of all that its entry is made of; "" if it has faults or may rest on others."""

    def get(self, *names: str) -> Field | None:
        """Return the field of the first of *names* that is there and not empty."""
        by_name = self._by_name
        for name in names:
            if name in by_name:
                return by_name[name]
        return None

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {each.name: each for each in self.fields if each.value}

    def value(self, *names: str) -> str:
        """Return the value of that field, or ""."""
        by_name = self._by_name
        for name in names:
            if name in by_name:
                return by_name[name].value
        return ""


_LIKE_KEYWORD = re.compile(r"(?m)^[ \t]*@[ \t]*(?=(?i:comment|preamble|string)\w)")
"""Before a type that begins like a keyword, as commentary: the splitter would take it for one."""

Recall = Callable[[str, str, int], "Record | None"]
"""Returns the record of a piece of text, by its key, path and line, if it need not be read."""


def parse(
    sources: Sequence[Source], faults: Faults, recall: Recall | None = None, context: str = ""
) -> list[Record]:
    """Return the records of *sources* in their order, and add to *faults* what cannot be read.

    *context* is a key of what else their entries are made of.
    """
    parser = _Parser(faults, recall, context)
    with quiet("bibtexparser"):
        for source in sources:
            text = decode(source, faults)
            for line, chunk in chunks(text):
                parser.read(source.path, line, chunk)
    return parser.records


class _Parser:
    """Reads chunk after chunk; knows the @strings defined so far."""

    def __init__(self, faults: Faults, recall: Recall | None, context: str) -> None:
        self.records: list[Record] = []
        self._faults, self._recall = faults, recall
        self._strings = dict(_MONTH_MACROS)
        self._left = _MACROS
        self._context = context  # and, from there on, of the macros that the files define

    def read(self, path: str, line: int, chunk: str) -> None:
        """Read one chunk that begins on the 0-based *line* of the file."""
        if COMMENT.match(chunk) or self._left < 0:
            return
        if len(chunk) > _LONGEST:
            start = chunk.lstrip()
            at = line + 1 + chunk.count("\n", 0, len(chunk) - len(start))
            what = f'"{start[:20].strip()}" begins more than {_LONGEST:,} characters'
            text = f"{what} without another entry. Close its braces, or take out what is no entry."
            self._faults.errors.append(Diagnostic(path, at, text))
            return
        key = key_of(self._context, chunk) if self._recall else ""
        if self._recall and (record := self._recall(key, path, line + 1)):
            self.records.append(record)
            return
        errors, records = len(self._faults.errors), len(self.records)
        if (plain := plain_entry(chunk)) is not None:
            self._plain(path, line + 1, plain)
        else:
            self._split(path, line, chunk)
        if len(self._faults.errors) == errors and len(self.records) == records + 1:
            self.records[-1] = replace(self.records[-1], key=key)

    def _plain(self, path: str, at: int, entry: PlainEntry) -> None:
        fields = []
        for name, line, text, word in entry.fields:
            if text is not None:
                fields.append(Field(name, _in_lines(text), path, at + line))
                continue
            with self._faults.gathered():
                value = self._resolve(path, at + line, f'entry "{entry.citekey}"', word or "", name)
                fields.append(Field(name, value, path, at + line))
        self.records.append(Record(entry.type, entry.citekey, tuple(fields), path, at))

    def _split(self, path: str, line: int, chunk: str) -> None:
        blocks = Splitter(_LIKE_KEYWORD.sub(r"\g<0>_", chunk)).split().blocks
        before: model.Block | None = None
        for block in blocks:
            with self._faults.gathered():
                failed = self._block(path, line, chunk, block, before)
                if failed:
                    return
            before = block

    def _block(
        self, path: str, line: int, chunk: str, block: model.Block, before: model.Block | None
    ) -> bool:
        """Take one block; return whether it failed, and so what follows in the chunk is debris."""
        at = line + (block.start_line or 0) + 1
        while isinstance(block, model.DuplicateFieldKeyBlock | model.DuplicateBlockKeyBlock):
            inner = block.ignore_error_block
            if inner is None:
                break
            block = inner
        if isinstance(block, model.ParsingFailedBlock):
            reason = str(getattr(block.error, "abort_reason", block.error))
            self._faults.errors.append(diagnose(path, line, chunk, at, reason))
            return True
        if isinstance(block, model.ImplicitComment):
            entry = before.key if isinstance(before, model.Entry) else None
            check_stray(path, at, block.comment, entry)
        elif isinstance(block, model.String):
            key = block.key.lower()
            value = self._resolve(path, at, f'@string "{block.key}"', block.value)
            self._strings[key] = value
            self._context = key_of(self._context, key, value)
        elif isinstance(block, model.Entry):
            self._entry(path, line, at, block)
        return False

    def _entry(self, path: str, line: int, at: int, block: model.Entry) -> None:
        what = f'entry "{block.key}"'
        if not block.key:
            raise fault(path, at, "an entry has no citekey. Write one after the opening brace.")
        if bad := _FORBIDDEN.search(block.key):
            text = f"{what} has the character {bad[0]!r} in its citekey."
            raise fault(path, at, f"{text} Use letters, digits and - _ : / . + only.")
        fields: dict[str, Field] = {}
        for raw in block.fields:
            with self._faults.gathered():
                self._field(path, line + raw.start_line + 1, what, raw, fields)
        kind = block.entry_type.lower().removeprefix("_")
        record = Record(kind, block.key, tuple(fields.values()), path, at)
        self.records.append(record)

    def _field(
        self, path: str, at: int, what: str, raw: model.Field, fields: dict[str, Field]
    ) -> None:
        key = re.sub(r"^(?:\s*%[^\n]*\n)+", "", raw.key) if "%" in raw.key else raw.key
        name = key.strip().lower()
        if name.startswith("%"):
            return  # a field that its owner commented out
        if not _FIELD_NAME.fullmatch(name):
            shown = " ".join(name.split())
            raise fault(path, at, f'{what} has a field named "{shown}". Is there a comma missing?')
        if name in fields:
            first = fields[name].line
            raise fault(
                path, at, f'{what} has the field "{name}" twice, also on line {first}. Keep one.'
            )
        value = self._resolve(path, at, what, raw.value, name)
        fields[name] = Field(name, value, path, at)

    def _resolve(self, path: str, at: int, what: str, value: str, name: str = "") -> str:
        """Return the text of a value such as ``{a} # jan # "b"``."""
        where = f'{what}, field "{name}"' if name else what
        pieces = []
        for kind, piece in pieces_of(value, path, at, where):
            if kind == "text" or piece.isdigit():
                pieces.append(piece)
            elif piece.lower() in self._strings:
                pieces.append(self._strings[piece.lower()])
                self._left -= len(pieces[-1])
                if self._left < 0:
                    text = f"{where} and what is above it use @strings of more than {_MACROS:,}"
                    raise fault(path, at, f"{text} characters in all. Write them out shorter.")
            elif name == "month":
                pieces.append(piece)  # said later, as an unknown month
            else:
                near = self._faults.did_you_mean(piece.lower(), self._strings)
                text = f'{where} uses the @string "{piece}", which is not defined.{near}'
                raise fault(path, at, f"{text} Define it above, or put the value in braces.")
        return _in_lines("".join(pieces))


def _in_lines(text: str) -> str:
    """Return *text* with each of its paragraphs in one line, and an empty line between them."""
    if "\n" not in text:
        return " ".join(text.split())
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    return "\n\n".join(filter(None, (" ".join(each.split()) for each in paragraphs)))
