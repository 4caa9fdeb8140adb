"""Receivers of signals whose modules are imported only when they are first called.

A build that finds nothing changed calls few of them, and then their imports are most of its time.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Lazy:
    """The function *name* of *module*. Keep it: Pelican's signals hold their receivers weakly."""

    def __init__(self, module: str, name: str) -> None:
        self.__module__, self.__name__ = module, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return getattr(import_module(self.__module__), self.__name__)(*args, **kwargs)
