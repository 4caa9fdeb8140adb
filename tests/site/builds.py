"""Copies of a site's sources, changed and built as its owner would: by the command."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

SOURCES = ("content", "theme", "translations", "pelicanconf.py", "pyproject.toml")
"""What a build reads. The plugins are those of the editable install."""


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Site:
    """A site's sources in a directory of their own."""

    root: Path

    @property
    def output(self) -> Path:
        """Where `pelican` writes."""
        return self.root / "output"

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file, its directories too."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def append(self, name: str, text: str) -> int:
        """Add lines at the end of a file; return the number of the first."""
        old = self.read(name)
        self.write(name, old.rstrip("\n") + "\n" + text)
        return old.rstrip("\n").count("\n") + 2

    def replace(self, name: str, old: str, new: str) -> int:
        """Replace the first occurrence, which must exist; return its line."""
        text = self.read(name)
        assert old in text, f"{name} no longer has {old!r}"
        self.write(name, text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def read(self, name: str) -> str:
        """Return a file's text."""
        return (self.root / name).read_text(encoding="utf-8")

    def copied(self, to: Path) -> Site:
        """Return a copy, output and cache included."""
        shutil.copytree(self.root, to, dirs_exist_ok=True)
        return Site(to)

    def pelican(self, *arguments: str, **environment: str) -> Outcome:
        """Run ``pelican content`` here."""
        return run(self.root, command("pelican"), "content", *arguments, **environment)

    def i18n(self, *arguments: str) -> Outcome:
        """Run ``python -m plugins.i18n`` here."""
        return run(self.root, sys.executable, "-m", "plugins.i18n", *arguments)


def copy_of(source: Path, to: Path) -> Site:
    """Copy the sources of the site in *source*."""
    for name in SOURCES:
        path = source / name
        if path.is_dir():
            shutil.copytree(path, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.is_file():
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, to / name)
    return Site(to)


def run(cwd: Path, *arguments: str, **environment: str) -> Outcome:
    """Run a command to its end."""
    done = subprocess.run(
        arguments,
        cwd=cwd,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def command(name: str) -> str:
    """Return the path of a command of this environment."""
    return str(Path(sysconfig.get_path("scripts"), name))


def digest(directory: Path) -> dict[str, str]:
    """Return what is in a directory: each file and a hash of its bytes."""
    return {
        path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }
