"""Compiled templates, shared by the runs of a build and by builds: each template is compiled once,
not once per language and generator. Jinja checks that the source is the same."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from plugins.sealed import opened, sealed

from .notes import Notes

_NOTE = "templates"


class SharedBytecode(BytecodeCache):
    """A bytecode cache in memory."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if the template has been compiled before."""
        if (code := self.compiled.get(bucket.key)) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()

    def recall(self, notes: Notes) -> None:
        """Take over what the last build compiled."""
        self.compiled = dict(opened(notes.recall(_NOTE)) or {})

    def leave(self, notes: Notes) -> None:
        """Leave what has been compiled to the next build."""
        notes.leave(_NOTE, sealed(dict(sorted(self.compiled.items()))))
