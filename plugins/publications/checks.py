"""What is odd in a record although it can be read: each is a warning that names it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.diagnostics import Diagnostic
from plugins.publications import macros, names, types
from plugins.publications.faults import Faults
from plugins.publications.syntax import Field, Record

_NAMES = ("author", "editor", "translator")
_TEXTS = frozenset(
    "title subtitle booktitle booksubtitle journal journaltitle eventtitle series publisher school "
    "institution organization howpublished note award abstract".split()
)
_BRACED = re.compile(r"\{[^{}]*\}|&#?\w+;|\\.")


def check(record: Record, faults: Faults) -> None:
    """Add to *faults* what is odd in *record*."""
    if record.type not in types.TYPES:
        near = faults.did_you_mean(record.type, types.TYPES)
        text = f"has the unknown type @{record.type}.{near} Write @misc if none fits."
        _warn(faults, record, record.line, text)
    for field in record.fields:
        for text in _odd(field):
            _warn(faults, record, field.line, f'has in its field "{field.name}" {text}')


def _odd(field: Field) -> Iterator[str]:
    if field.name in _NAMES:
        for name in names.parted(field.value):
            bare = _BRACED.sub("", name)
            if ";" in bare or bare.count(",") > 2:
                yield f'the name "{name.strip()}". Write and, not a comma, between two names.'
    elif field.name in _TEXTS:
        for macro in dict.fromkeys(macros.unknown(field.value)):
            yield f"the unknown macro \\{macro}, which is left out. Write what it stands for."


def _warn(faults: Faults, record: Record, line: int, text: str) -> None:
    faults.warnings.append(Diagnostic(record.path, line, f'entry "{record.citekey}" {text}'))
