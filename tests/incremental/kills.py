"""Builds killed at random moments: each file of the output stays old or new, complete, and the
next build finishes the job.

    python tests/incremental/kills.py [COUNT [SEED]]
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETTINGS = """
from plugins.i18n import MultilingualPelican
PELICAN_CLASS = MultilingualPelican
PLUGINS = [f"plugins.{n}" for n in "content blocks i18n publications press delivery".split()]
PATH, OUTPUT_PATH, CACHE_PATH, THEME = "content", "output", ".cache", THEME_PATH
SITEURL, RELATIVE_URLS, DEFAULT_LANG, TIMEZONE = "https://a.example", True, "en", "UTC"
AUTHOR = SITENAME = "Ada Chu"
MENUITEMS = []
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
""".replace("THEME_PATH", repr(str(Path(__file__).parents[2] / "theme")))
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: zh_Hans\\n"\n'

Tree = dict[str, bytes]


def write(root: Path, version: int) -> None:
    """Write the sources of one of two versions, which differ in every page."""
    entries = (
        f"@misc{{e{n}, title = {{Paper {n} of version {version}}}, author = {{Chu, Ada}},\n"
        f"  year = {2000 + n % 20}}}\n"
        for n in range(version, 120 + version)
    )
    files = {
        "pelicanconf.py": SETTINGS + f'AUTHOR_PLACE = "{version}"\nSITESUBTITLE = "{version}"\n',
        "content/publications.bib": "".join(entries),
        "content/pages/about.md": f"---\ntitle: About\npermalink: /\n---\nVersion {version}.\n",
        "translations/zh_Hans/LC_MESSAGES/messages.po": PO,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def start(root: Path) -> subprocess.Popen[bytes]:
    """Start a build."""
    return subprocess.Popen(
        [sys.executable, "-m", "pelican", "content"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def tree(output: Path) -> Tree:
    """Return every file of the output."""
    found = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def faults(left: Tree, old: Tree, new: Tree) -> list[str]:
    """Return what is neither old nor new in what a killed build has *left*."""
    missing = [f"{name} is missing" for name in old.keys() & new.keys() - left.keys()]
    return missing + [
        f"{name} is neither old nor new"
        for name, data in left.items()
        if data not in (old.get(name), new.get(name))
    ]


def publishing(root: Path, build: subprocess.Popen[bytes]) -> None:
    """Wait until the build has begun to publish, or is over."""
    manifest = root / ".cache/written.json"
    before = manifest.stat().st_mtime_ns
    while build.poll() is None and manifest.stat().st_mtime_ns == before:
        time.sleep(0.0005)


def kill(root: Path, count: int, seed: int = 0) -> tuple[list[str], int, int]:
    """Kill *count* builds below *root*; return all faults, how many builds were killed in time,
    and how many of these in the midst of publishing."""
    chance = random.Random(seed)
    trees, seconds = [], 0.0
    for version in (1, 0):
        write(root, version)
        began = time.monotonic()
        assert start(root).wait() == 0
        seconds = time.monotonic() - began
        trees.append(tree(root / "output"))
    trees.reverse()
    found, killed, mixed = [], 0, 0
    for number in range(count):
        version = (number + 1) % 2
        write(root, version)
        build = start(root)
        if number % 2:  # at any moment
            time.sleep(chance.uniform(0.3, 1.05) * seconds)
        else:  # while it publishes
            publishing(root, build)
            time.sleep(chance.uniform(0, 0.03))
        build.send_signal(signal.SIGKILL)
        killed += build.wait() != 0
        left = tree(root / "output")
        mixed += left not in trees
        found += faults(left, trees[1 - version], trees[version])
        assert start(root).wait() == 0
        if tree(root / "output") != trees[version]:
            found.append("the next build did not finish the job")
    return found, killed, mixed


if __name__ == "__main__":
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as folder:
        wrong, in_time, mixed = kill(Path(folder), kills, seed)
    told = f"{in_time} killed in time, {mixed} of them half published, {len(wrong)} faults"
    print(f"{kills} builds, {told}", *wrong[:20], sep="\n")
    sys.exit(bool(wrong))
