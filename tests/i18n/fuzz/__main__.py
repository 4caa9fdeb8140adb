"""Coverage-guided fuzzing of all that reads a translation: no part of the test run.

    pip install atheris html5lib
    python -m tests.i18n.fuzz catalog|markdown|html|theme [CORPUS] [-max_total_time=600 …]

What follows the target is libFuzzer's. The first finding ends the run and is written to a file,
which reproduces it: give that file in place of CORPUS.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["plugins.i18n", "markdown", "html.parser", "babel"]):
    from . import targets


def main() -> None:
    """Fuzz the target that the command line names."""
    target = targets.TARGETS[sys.argv.pop(1)]
    logging.disable()
    with tempfile.TemporaryDirectory() as directory:
        seeds, words = Path(directory, "seeds"), Path(directory, "words")
        seeds.mkdir()
        for number, seed in enumerate(target.seeds()):
            (seeds / f"{number:04}").write_bytes(seed)
        words.write_text("\n".join(map(_quoted, target.words())), "ascii")
        options = [f"-dict={words}", "-max_len=2000", "-len_control=10", "-rss_limit_mb=4096"]
        own = [] if any(Path(each).is_file() for each in sys.argv[1:]) else [str(seeds)]
        atheris.Setup([sys.argv[0], *options, *sys.argv[1:], *own], target.run)
        atheris.Fuzz()


def _quoted(word: bytes) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"'


main()
