"""Compares the references of golden/ with what its sources published; run by hand.

    python -m tests.publications.published CLONES

CLONES is a folder with a clone of each source of golden/sources.toml, called as it is there. Needs
git, and pdftotext for PDF files. Prints for each style and source how many texts it has, and each
reference of which a source lacks the text; then it exits with 1.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

GOLDEN = Path(__file__).with_name("golden")
_TEX = (
    (r"\\(?:newblock|allowbreak|url|doi|cstr|textit|emph|quad)\b", ""),
    (r"[{}]", ""),
    (r"\\([&%_#])", r"\1"),
    (r"~|\\ ", ""),
    (r"---", "—"),
    (r"--", "–"),
)


def main(clones: Path) -> int:
    """Print what was found, and return the exit code."""
    sources = tomllib.loads((GOLDEN / "sources.toml").read_text("utf-8"))
    published = {
        name: "\n".join(_text(clones / name, source["commit"], file) for file in source["files"])
        for name, source in sources.items()
    }
    lost = 0
    for path in sorted(GOLDEN.glob("*.toml")):
        found: Counter[str] = Counter()
        for each in tomllib.loads(path.read_text("utf-8")).get("reference", ()):
            for name in each["published"]:
                if _bare(each["text"], name) in published[name]:
                    found[name] += 1
                else:
                    lost += 1
                    print(f"{each['source']}: not in {name}: {each['text']}")
        for name, count in found.items():
            print(f"{path.stem}: {count} texts in {name}")
    return 1 if lost else 0


def _text(clone: Path, commit: str, file: str) -> str:
    """Return what *file* says at *commit*, bare."""
    shown = subprocess.run(["git", "-C", clone, "show", f"{commit}:{file}"], capture_output=True)
    shown.check_returncode()
    data = shown.stdout
    if file.endswith(".pdf"):
        pdf = ["pdftotext", "-", "-"]
        data = subprocess.run(pdf, input=data, capture_output=True, check=True).stdout
    text = data.decode()
    if file.endswith(".pdf"):
        text = re.sub(r"(?m)^\f?\s*\d+\s*$", "", text)  # the numbers of its pages
    elif file.endswith(".md"):
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    else:
        for pattern, replacement in _TEX:
            text = re.sub(pattern, replacement, text)
    return _bare(text, clone.name)


def _bare(text: str, source: str) -> str:
    """Return *text* without white space, apostrophes straight; of APA's PDF without hyphens too."""
    text = re.sub(r"\s+", "", text).translate(str.maketrans("’‘“”", "''\"\""))
    for ligature, letters in (("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl")):
        text = text.replace(ligature, letters)
    return re.sub("[-–]", "", text) if source == "biblatex-apa" else text


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
