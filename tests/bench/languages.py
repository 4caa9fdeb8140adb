"""What further languages cost: the processor time of a clean build in many, beside one in few.

    python tests/bench/languages.py [--sizes 31,1000] [--few 2] [--many 5] [--runs 3] [--most 2.2]

The further languages have the catalog of zh_Hans under their own name. Builds run in turn; the
table has medians of user and system time, which other work on the machine changes little. Exits 1
if the ratio is above *most* at some size.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.bench import ours, prepare, publications, timed


def ratio(folder: Path, size: int, few: int, many: int, runs: int) -> float:
    """Print the row of one size; return the ratio."""
    found = list(publications(size))
    spent: dict[int, list[float]] = {few: [], many: []}
    for count in spent:
        (folder / f"{count}-{size}").mkdir()
    commands = {count: ours(folder / f"{count}-{size}", found, count) for count in spent}
    for number in range(runs):
        for count, times in spent.items():
            root = folder / f"{count}-{size}"
            prepare(root, "clean", number)
            times.append(timed(root, commands[count]).cpu)
    less, more = (statistics.median(times) for times in spent.values())
    print(f"| {size:,} | {less:.2f} | {more:.2f} | {more / less:.2f} |", flush=True)
    return more / less


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="31,1000")
    parser.add_argument("--few", type=int, default=2)
    parser.add_argument("--many", type=int, default=5)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--most", type=float, default=2.2)
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as elsewhere
    print(f"| publications | CPU s, {given.few} languages | {given.many} | ratio |")
    print("| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        sizes = map(int, given.sizes.split(","))
        ratios = [ratio(Path(folder), n, given.few, given.many, given.runs) for n in sizes]
    sys.exit(max(ratios) > given.most)


if __name__ == "__main__":
    main()
