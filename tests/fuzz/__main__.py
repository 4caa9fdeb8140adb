"""Feed mutated bytes to one reader until it does something other than read or refuse them.

    python -m tests.fuzz NAME [-max_total_time=600 ...]

in an environment that has atheris; NAME is one of `readers.TARGETS`, the rest goes to libFuzzer.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["plugins", "yaml", "bibtexparser", "pylatexenc"]):
        readers = importlib.import_module("tests.fuzz.readers")
    corpus = Path(tempfile.gettempdir(), f"fuzz-{sys.argv[1]}")
    corpus.mkdir(exist_ok=True)
    options = ["-timeout=10", f"-artifact_prefix={corpus}-", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], str(corpus), *options], readers.TARGETS[sys.argv[1]])
    atheris.Fuzz()
