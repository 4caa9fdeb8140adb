"""A disk with a directory that may not be listed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from typing import Any

import pytest


def deny(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let no directory be listed whose path ends with *name*."""
    scandir = os.scandir

    def denied(path: Any) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith(name):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
