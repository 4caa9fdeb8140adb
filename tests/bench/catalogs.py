"""How long it takes to refresh a large catalog, beside GNU msgmerge.

    python tests/bench/catalogs.py [--messages 20000] [--changed 20] [--runs 3]

The messages are as similar as they can be, which is the worst case of fuzzy matching. Both are
given the same files, in turn; the table has medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from babel import Locale
from babel.messages.catalog import Catalog

from plugins.i18n import catalogs
from plugins.i18n.pofile import write
from plugins.i18n.template import empty
from plugins.i18n.update import update

ZH = Locale("zh", script="Hans")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--changed", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        po, pot = Path(directory, "zh.po"), Path(directory, "messages.pot")
        pot.write_bytes(write(template(options.messages, options.changed)))
        po.write_bytes(translated(template(options.messages, 0)))
        ways: dict[str, Callable[[], object]] = {
            "update": lambda: refresh(po, pot),
            "msgmerge": lambda: msgmerge(po, pot),
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(options.runs):
            for name, way in ways.items():
                started = time.perf_counter()
                way()
                taken[name].append(time.perf_counter() - started)
    print(f"{options.messages} messages, {options.changed} changed, medians of {options.runs}")
    for name, seconds in taken.items():
        print(f"{name:10} {statistics.median(seconds):6.2f} s")


def template(messages: int, changed: int) -> Catalog:
    """Return a template in which some messages say something new."""
    catalog = empty("Bench")
    for number in range(messages):
        verb = "presents" if number * changed % messages < changed else "shows"
        text = f"This paragraph, number {number}, {verb} what a page of the site has to say."
        catalog.add(text, locations=[("content/pages/a.md", 0)])
    return catalog


def translated(pot: Catalog) -> bytes:
    """Return the catalog of *pot* with every message translated."""
    new, _ = update(pot, None, ZH)
    for message in new:
        if message.id:
            message.string = f"第 {message.id}"
    return write(new)


def refresh(po: Path, pot: Path) -> bytes:
    """Do what the command does for one catalog: read both, refresh, write."""
    wanted = catalogs.parse(catalogs.decode(pot), pot, ZH)
    catalogs.scan(text := catalogs.decode(po), str(po), 1)
    return write(update(wanted, catalogs.parse(text, po, ZH), ZH)[0])


def msgmerge(po: Path, pot: Path) -> bytes:
    """Do the same with GNU gettext."""
    return subprocess.run(["msgmerge", "-q", po, pot], check=True, capture_output=True).stdout


if __name__ == "__main__":
    main()
