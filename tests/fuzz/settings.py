"""Build a small site with nonsense in a setting; it is to build or to say what is wrong.

    python -m tests.fuzz.settings [COUNT] [SEED]

Every setting of pelicanconf.py and of the plugins is given values of every kind. Prints each
setting and value at which something else happens: a traceback, an error that names no setting, a
file beside the output.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NAMES = """
    AUTHOR AUTHOR_JOB AUTHOR_PLACE AUTHOR_EMAIL AUTHOR_AVATAR AUTHOR_LINKS AUTHOR_WECHAT_QR SITENAME
    SITESUBTITLE MENUITEMS SITEURL ICP_NUMBER SITE_VERIFICATION APPLICABLE_DEVICE DEFAULT_LANG
    I18N_PATH I18N_LANGUAGES I18N_TEXTS I18N_EDIT_URL I18N_MIN_COVERAGE I18N_PREVIEW I18N_URL_HOSTS
    PUBLICATIONS_PATHS PUBLICATIONS_OWNER PUBLICATIONS_GROUPS PUBLICATIONS_URL PUBLICATIONS_HOME
    PUBLICATIONS_MAX_AUTHORS PUBLICATIONS_EXPORTS PUBLICATIONS_CITATION_STYLES
    PUBLICATIONS_COAUTHORS PUBLICATIONS_VENUES PUBLICATIONS_GROUP_BY PRESS_PATH SHARING_FONT CV_PDF
""".split()
VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 10**9, 0.5, float("nan"), "", "x", "a b", "\0", "\n", "../x", "/",
    "/etc/passwd", "{", "{x}", "{path", "%s", "é", "中文", "<b>", "javascript:x", "https://[",
    "https://x.example", b"x", [], (), {}, set(), [None], [0], ["x"], ["../x"], [[]], [()], [{}],
    ("a",), ("a", "b"), ("a", "b", "c"), [("a",)], [("a", "b")], [("a", None)], [("a", "b", "c")],
    [(0, 0)], [["a", "/"]], {"a": 1}, {"a": "b"}, {"a": None}, {0: 0}, {"zh-Hans": {}},
    {"zh-Hans": None}, {"zh-Hans": "x"}, {"zh-Hans": {"prefix": 1}}, {"en": {"prefix": "../b"}},
    {"zh-Hans": {"name": []}}, {"en": {"prefix": "en"}}, {"*": "apa"}, {"*": 1}, {"*": "none"}, len,
    object, Path("x"),
]  # fmt: skip


def nonsense(count: int, seed: int) -> list[tuple[str, Any]]:
    """Return each setting with each value, or *count* of these pairs."""
    pairs = [(name, value) for name in NAMES for value in VALUES]
    return random.Random(seed).sample(pairs, min(count, len(pairs))) if count else pairs


def site(folder: Path) -> None:
    """Write a small site of every kind of content."""
    for name in ("theme", "translations"):
        shutil.copytree(ROOT / name, folder / name)
    content = folder / "content"
    (content / "pages").mkdir(parents=True)
    (content / "pages/about.md").write_text(
        "---\ntitle: About\npermalink: /\n---\n\n## Papers\n\n::: publications\n\n::: press\n",
        "utf-8",
    )
    (content / "news.md").write_text("---\ntitle: News\ndate: 2024-01-01\n---\n\nText.\n", "utf-8")
    (content / "publications.bib").write_text(
        "@misc{a, title={A}, author={B, C}, year=2024}", "utf-8"
    )


def fault(folder: Path, name: str, value: Any) -> str:
    """Build the site of *folder* with the setting; return what is wrong with what happens."""
    from pelican.settings import read_settings

    from plugins.i18n import MultilingualPelican

    before = sorted(path for path in folder.iterdir() if path.name != "output")
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            settings = read_settings(str(ROOT / "pelicanconf.py"), override=_places(folder))
            settings[name] = value
            good = MultilingualPelican(settings).build()
        except SystemExit as error:
            good = not error.code
        except Exception:
            return traceback.format_exc()
    if "Traceback" in said.getvalue():
        return said.getvalue()
    errors = [line for line in said.getvalue().splitlines() if line.startswith("error: ")]
    if not good and not any("pelicanconf.py" in each or str(value) in each for each in errors):
        return f"no error names the setting: {said.getvalue()}"
    after = sorted(path for path in folder.iterdir() if path.name != "output")
    return "" if before == after else f"{set(after) - set(before)} has appeared"


def _places(folder: Path) -> dict[str, Any]:
    places = {"PATH": "content", "THEME": "theme", "OUTPUT_PATH": "output", "CACHE_PATH": ".cache"}
    return {name: str(folder / place) for name, place in places.items()}


def main(count: int, seed: int) -> int:
    """Try the pairs; return how many are at fault."""
    wrong = 0
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        site(folder)
        (folder / ".cache").mkdir()
        os.chdir(folder)
        pairs = nonsense(count, seed)
        for name, value in pairs:
            if found := fault(folder, name, value):
                wrong += 1
                print(f"{name} = {value!r}: {found}", flush=True)
    print(f"{len(pairs)} settings, {wrong} at fault")
    return wrong


if __name__ == "__main__":
    arguments = [int(each) for each in sys.argv[1:]]
    sys.exit(bool(main(*(*arguments, 0, 0)[:2])))
