"""Inputs that are large, and what reads each: it ends in time or refuses.

    python -m tests.fuzz.large [BYTES]

reads each, of 10 MB unless told otherwise, in a process of its own and prints how long it took; one
that takes more than ten seconds fails. Not part of the test run, which reads smaller ones.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable

from tests.fuzz import readers

SECONDS = 10
REPEATED = {
    "bracket": "[", "image": "![", "star": "*", "letters and stars": "a*", "underscore": "_",
    "backtick": "`", "less than": "<", "tag": "<b>", "open tag": "<a ", "division": "<div>\n",
    "quotation": "> ", "heading": "# x\n", "item": "- a\n", "block": "::: a\n", "cell": "|",
    "row": "|a|b|\n|-|-|\n", "footnote": "[^1]", "footnotes": "a[^1]\n\n[^1]: b\n\n",
    "paragraph": "a\n\n", "prose": "word ", "fence": "```\n", "abbreviation": "*[a]: b\n",
    "Liquid": "{% ", "term": "a\n:   b\n\n",
}  # fmt: skip


def nested_list(size: int) -> str:
    """Return a list in a list in a list, of about *size* characters."""
    depth = int((size / 2) ** 0.5)
    return "".join(f"{'    ' * level}- a\n" for level in range(depth))


def aliases(size: int) -> str:
    """Return front matter whose value would be 10 to the power of its lines, if written out."""
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, size // 60)]
    return "\n".join(["a0: &a0 x", *lines[:12]])


def strings(count: int) -> str:
    """Return a .bib file whose last entry would have 2 to the power of *count* characters."""
    lines = [f"@string{{s{n} = s{n - 1} # s{n - 1}}}" for n in range(1, count)]
    return "\n".join(['@string{s0 = "x"}', *lines, f"@misc{{a, title = s{count - 1}}}"])


def inputs(size: int) -> dict[str, tuple[Callable[[bytes], None], str]]:
    """Return by name what reads each input, and the input of about *size* bytes."""
    found: dict[str, tuple[Callable[[bytes], None], str]] = {
        f"page: {name}": (readers.page, f"title: A\n\n{text * (size // len(text))}\n")
        for name, text in REPEATED.items()
    }
    found["page: nested list"] = readers.page, f"title: A\n\n{nested_list(size)}"
    found["page: aliases"] = readers.page, f"---\ntitle: A\n{aliases(size)}\n---\n"
    found["bib: field"] = readers.bib, f"@misc{{a, title = {{{'x ' * (size // 2)}}}}}"
    found["bib: braces"] = readers.bib, "@misc{a, title = " + "{" * size
    found["bib: entries"] = readers.bib, "@misc{a, title={T}, author={Li, Hua}}\n" * (size // 38)
    found["bib: strings"] = readers.bib, strings(200)
    many = range(min(size // 40, 29_000))
    found["bib: comments"] = readers.bib, "@comment{a\n" * len(many)
    found["bib: joined"] = readers.bib, f"@misc{{a, title = {' # '.join(['{x}'] * (size // 60))}}}"
    found["bib: no parents"] = (
        readers.bib,
        "".join(f"@misc{{a{n}, crossref={{b{n}}}}}\n" for n in many),
    )
    found["bib: no strings"] = (
        readers.bib,
        "".join(f"@string{{s{n}={{x}}}}\n@misc{{a{n}, title=t{n}}}\n" for n in many[::2]),
    )
    nine = {n: ",".join(f"x{each}" for each in range(max(0, n - 9), n)) for n in many[:9_000]}
    xdata = (f"@xdata{{x{n}, xdata={{{parents}}}}}\n" for n, parents in nine.items())
    found["bib: ancestors"] = readers.bib, "".join(xdata)
    found["press: reports"] = readers.press, "[[report]]\ntitle='T'\n" * (size // 21)
    found["press: keys"] = readers.press, "".join(f"k{n} = 1\n" for n in range(size // 10))
    found["table: names"] = readers.table, "".join(f"[k{n}]\nurl='x'\n" for n in range(size // 18))
    found["press: array"] = readers.press, "report = " + "[" * size
    found["press: text"] = readers.press, f'[[report]]\ntitle = "{"x" * size}"'
    found["table: flow"] = readers.table, "a: " + "[" * size
    return found


def seconds(read: Callable[[bytes], None], text: str) -> float:
    """Return how long reading takes, in a process that is ended after `SECONDS`."""
    process = multiprocessing.Process(target=read, args=(text.encode(),))
    start = time.perf_counter()
    process.start()
    process.join(SECONDS)
    if process.is_alive():
        process.kill()
        return float("inf")
    return time.perf_counter() - start


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    times = {name: seconds(*each) for name, each in inputs(size).items()}
    for name, taken in times.items():
        print(f"{taken:6.2f} s  {name}")
    sys.exit(max(times.values()) > SECONDS)
