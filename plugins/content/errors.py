"""The one exception of this plugin, and what a value of front matter can be."""

from __future__ import annotations

from typing import TypeAlias

from plugins.diagnostics import SourceError

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""A value of front matter: every scalar is the string that stands in the file."""


class ContentError(SourceError):
    """A page or article that cannot be used, with all its faults."""
