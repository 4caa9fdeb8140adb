"""How long a build takes, beside plain Pelican and, where it is installed, Hugo.

    python tests/bench/bench.py [--sizes 31,1000] [--languages 2] [--runs 5] [--hugo hugo]

Each site has the same publications. This project starts from BibTeX and catalogs and writes all
that it writes by default (citations, exports, lists by year, feeds); Pelican from a Markdown page
for each publication, in one language, with its own simple theme; Hugo from prepared JSON. Builds
run in turn; the table has medians, and ratios of wall time to Hugo (or else Pelican) round by
round. "edit" changes one publication first.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
WORDS = "vision model attention language search policy reasoning latent sparse agent robust".split()
NAMES = "Chu Wang Li Zhang Liu Chen Yang Smith Garcia Müller Okafor".split()
LOCALES = ("zh_Hans", "fr", "de", "ar", "ja", "es", "ko")
MODES = ("clean", "none", "edit")
PELICAN = """
AUTHOR = SITENAME = "Ada Chu"
SITEURL, TIMEZONE, DEFAULT_LANG, THEME = "https://example.org", "UTC", "en", "simple"
PATH, OUTPUT_PATH, CACHE_PATH, PLUGINS = "content", "output", ".cache", []
PAGE_URL, PAGE_SAVE_AS = "publications/{slug}/", "publications/{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
"""


@dataclass(frozen=True)
class Spent:
    """What one build took."""

    wall: float
    cpu: float
    mebibytes: float


def publications(count: int) -> Iterator[dict[str, object]]:
    """Yield *count* publications, the same in every run."""
    chance = random.Random(count)
    for number in range(count):
        authors = [f"{chance.choice('ABCDE')}. {chance.choice(NAMES)}" for _ in range(6)]
        known = {
            "key": f"chu{number:05}",
            "title": " ".join(chance.choices(WORDS, k=8)).capitalize(),
            "authors": authors,
            "venue": "Advances in Examples",
            "year": 2007 + number % 20,
            "doi": f"10.1000/{number}",
            "abstract": f"{' '.join(chance.choices(WORDS, k=120)).capitalize()}.",
        }
        yield {**known, "bibtex": bibtex(known)}


def bibtex(known: dict[str, object]) -> str:
    """Return a publication as BibTeX."""
    names = " and ".join(known["authors"])  # type: ignore[arg-type]
    fields = {**known, "author": names, "booktitle": known["venue"]}
    shown = ("title", "author", "booktitle", "year", "doi", "abstract")
    lines = ",\n".join(f"  {name} = {{{fields[name]}}}" for name in shown)
    return f"@inproceedings{{{known['key']},\n{lines}\n}}\n"


def ours(root: Path, found: list[dict[str, object]], languages: int) -> list[str]:
    """Write the sources of this project's site; return the command."""
    for name in ("theme", "translations", "pelicanconf.py", "pyproject.toml", "content"):
        path = PROJECT / name
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, root / name)
    (root / "content/publications.bib").write_text(
        "\n".join(str(p["bibtex"]) for p in found), "utf-8"
    )
    have = root / "translations/zh_Hans/LC_MESSAGES/messages.po"
    for locale in LOCALES[1 : languages - 1]:
        there = root / f"translations/{locale}/LC_MESSAGES/messages.po"
        there.parent.mkdir(parents=True)
        there.write_text(have.read_text("utf-8").replace("zh_Hans", locale), "utf-8")
    return [sys.executable, "-m", "pelican", "content"]


def pelican(root: Path, found: list[dict[str, object]], languages: int) -> list[str]:
    """Write the sources for plain Pelican; return the command."""
    (root / "content/pages").mkdir(parents=True)
    (root / "pelicanconf.py").write_text(PELICAN, "utf-8")
    for each in found:
        head = f"Title: {each['title']}\nSlug: {each['key']}\n\n"
        text = f"{head}{each['abstract']}\n\n    {each['bibtex']}"
        (root / f"content/pages/{each['key']}.md").write_text(text, "utf-8")
    return [sys.executable, "-m", "pelican", "content"]


def hugo(root: Path, found: list[dict[str, object]], languages: int) -> list[str]:
    """Write the sources for Hugo; return the command, without its program."""
    shutil.copytree(PROJECT / "tests/bench/hugo", root, dirs_exist_ok=True)
    (root / "assets").mkdir()
    (root / "assets/publications.json").write_text(json.dumps(found), "utf-8")
    for tag in ("en", "zh"):
        (root / f"content/_index.{tag}.md").write_text("---\ntitle: About\n---\nHello.\n", "utf-8")
    return ["--quiet"]


def prepare(root: Path, mode: str, number: int) -> None:
    """Clean the site, or edit its first publication."""
    if mode == "clean":
        for name in ("output", "public", ".cache", "resources"):
            shutil.rmtree(root / name, ignore_errors=True)
    if mode == "edit":
        candidates = ("content/publications.bib", "assets/publications.json")
        path = next((root / name for name in candidates if (root / name).is_file()), None)
        path = path or root / "content/pages/chu00000.md"
        text = path.read_text("utf-8")
        word = next(word for word in WORDS if word in text)
        path.write_text(text.replace(word, f"edited{number}", 1), "utf-8")


def timed(root: Path, command: list[str]) -> Spent:
    """Run one build."""
    began = time.monotonic()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=root, stdout=quiet, stderr=quiet)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed in {root}")
    return Spent(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def written(root: Path) -> str:
    """Return how many files a build left, and how much is in them."""
    output = root / ("public" if (root / "public").is_dir() else "output")
    sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    return f"{len(sizes):,} / {sum(sizes) / 2**20:.1f} MiB"


def bench(folder: Path, size: int, languages: int, runs: int, program: str | None) -> None:
    """Print the rows of one size."""
    found = list(publications(size))
    sites = {}
    for write in (hugo, pelican, ours) if program else (pelican, ours):
        root = folder / f"{write.__name__}-{size}"
        root.mkdir()
        command = write(root, found, languages)
        sites[write.__name__] = (
            root,
            [*([program] if write is hugo and program else []), *command],
        )
    first = next(iter(sites))
    for mode in MODES:
        spent: dict[str, list[Spent]] = {name: [] for name in sites}
        for number in range(runs):
            for name, (root, command) in sites.items():
                prepare(root, mode, number)
                spent[name].append(timed(root, [str(part) for part in command]))
        for name, all_of in spent.items():
            wall, cpu, peak = (
                statistics.median(getattr(each, part) for each in all_of)
                for part in ("wall", "cpu", "mebibytes")
            )
            pairs = zip(all_of, spent[first], strict=True)
            ratio = statistics.median(mine.wall / theirs.wall for mine, theirs in pairs)
            low, high = min(each.wall for each in all_of), max(each.wall for each in all_of)
            print(
                f"| {size:,} | {mode} | {name} | {wall:.2f} ({low:.2f}-{high:.2f}) | {cpu:.2f} "
                f"| {peak:.0f} | {ratio:.2f} | {written(sites[name][0])} |",
                flush=True,
            )


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="31,1000")
    parser.add_argument("--languages", type=int, default=2)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hugo", default=shutil.which("hugo"))
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as elsewhere
    print("| publications | build | engine | wall s (range) | CPU s | MiB | ratio | files |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, given.sizes.split(",")):
            bench(Path(folder), size, given.languages, given.runs, given.hugo)


if __name__ == "__main__":
    main()
