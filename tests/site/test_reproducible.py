"""The same sources give the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .builds import Site, digest, run


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "0", "HOME": "/nonexistent"},
        {"TZ": "America/New_York", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "random", "SOURCE_DATE_EPOCH": "1000000000"},
    ],
    ids=lambda environment: environment["LC_ALL"],
)
def test_another_place_time_and_language_change_no_byte(
    built: Path, copy: Site, environment: dict[str, str]
) -> None:
    done = copy.pelican(**environment)
    assert (done.code, done.err) == (0, "")
    assert digest(copy.output) == digest(built)


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: {}\\n"\n'
ORDERED = """
import os, random, sys

order, scandir, listdir = random.Random(sys.argv.pop(1)), os.scandir, os.listdir

class Entries:
    def __init__(self, found): self.found = iter(found)
    def __iter__(self): return self
    def __next__(self): return next(self.found)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    close = __exit__

def shuffled(path="."):
    with scandir(path) as entries:
        found = sorted(entries, key=lambda entry: os.fspath(entry.name))
    order.shuffle(found)
    return Entries(found)

os.scandir = shuffled
os.listdir = lambda path=".": [entry.name for entry in shuffled(path)]
from pelican import main
main(sys.argv[1:])
"""
"""Pelican, on a disk that lists its directories in an order of its own."""


def test_the_order_of_directories_changes_no_byte(copy: Site) -> None:
    for number in range(6):
        text = f"title: Article {number}\ndate: 2024-01-01\ntags: [b, a]\nauthors: [B, A]\n"
        copy.write(f"content/news/{'xyz'[number % 3]}/{number}.md", f"---\n{text}---\nText.\n")
        copy.write(f"content/pages/{number}.md", f"---\ntitle: The same\nslug: s{number}\n---\nT\n")
        copy.write(f"content/images/{number % 2}/{number}.svg", '<svg xmlns="a"/>')
        copy.write(f"content/bib/{number}.bib", f"@misc{{k{number}, title={{T}}, year=2020}}")
    copy.append("pelicanconf.py", 'PUBLICATIONS_PATHS = ["publications.bib", "bib/*.bib"]\n')
    for locale in ("de", "fr", "ja"):
        copy.write(f"translations/{locale}/LC_MESSAGES/messages.po", PO.format(locale))
    found = []
    for seed in ("1", "2"):
        output = str(copy.root / seed)
        arguments = ("content", "-o", output, "--cache-path", str(copy.root / f".cache{seed}"))
        done = run(copy.root, sys.executable, "-c", ORDERED, seed, *arguments)
        assert done.code == 0, done.err
        found.append((done.err, digest(Path(output))))
    assert found[0] == found[1]
    assert len(found[0][1]) > 400
