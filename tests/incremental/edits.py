"""Random edits of a small site, built over what is there and anew: the same bytes, always.

    python tests/incremental/edits.py [COUNT [SEED]]

prints how many files differed between the two builds over all edits. It has to be 0.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pelican.settings import configure_settings, read_settings

from plugins.i18n import MultilingualPelican, parallel

PROJECT = Path(__file__).parents[2]
SOURCES = {
    "content/pages/about.md": (
        "---\ntitle: About\npermalink: /\n---\nHello from *here*.\n\n"
        "::: publications\n\n::: press\n"
    ),
    "content/pages/cv.md": "---\ntitle: CV\nredirect_from: /life/\n---\n# School\n\nA life.\n",
    "content/pages/essay.zh.md": "---\ntitle: 随笔\nslug: essay\nlang: zh\n---\n只有中文。\n",
    "content/pages/news.md": "---\ntitle: News\ndate: 2022-05-17\n---\n[CV]({filename}cv.md)\n",
    "content/publications.bib": (
        "@article{one, title = {One $x^2$}, author = {Li, Hua and Chu, Ada}, year = 2023,\n"
        "  journal = {A Journal}, keywords = {ai, law}, abstract = {We do.}}\n"
        "@misc{two, title = {Two}, author = {Chu, Ada}, year = 2020}\n"
    ),
    "content/press.toml": (
        '[[report]]\ntitle = "A report"\nurl = "https://press.example/a"\nlang = "en"\n'
    ),
    "content/extra/data.txt": "data\n",
    "translations/zh_Hans/LC_MESSAGES/messages.po": (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: zh_Hans\\n"\n\n'
        'msgid "Hello from *here*."\nmsgstr "你好，来自*这里*。"\n\n'
        'msgid "A life."\nmsgstr "一生。"\n\nmsgid "Publications"\nmsgstr "论文"\n'
    ),
    "theme/templates/partials/extra.html": "nothing\n",
}


class Site:
    """The site's sources in a directory of their own, and the edits that may befall them."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        self.number = 0
        self.settings: dict[str, Any] = {}
        for name, text in SOURCES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Write a source."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def edit(self) -> str:
        """Do one edit at random; return which. Every other one keeps the file's time."""
        self.number += 1
        edits: list[Callable[[], None]] = [
            self.nothing, self.nothing, self.entry_added, self.entry_removed, self.entry_changed,
            self.entry_renamed, self.paragraph, self.heading, self.redirect, self.message,
            self.fuzzy, self.catalog, self.press, self.template, self.setting, self.static,
            self.renamed, self.touched, self.related, self.note, self.output_damaged,
            self.cache_broken, self.language,
        ]  # fmt: skip
        chosen = self.chance.choice(edits)
        chosen()
        return chosen.__name__

    def change(self, name: str, old: str, new: str) -> None:
        """Replace text in a source, if it is there."""
        path = self.root / name
        if not path.is_file():
            return
        before = path.stat()
        self.write(name, path.read_text("utf-8").replace(old, new, 1))
        if self.chance.random() < 0.5:  # as some editors, rsync and git do
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def nothing(self) -> None: ...

    def entry_added(self) -> None:
        bib = self.root / "content/publications.bib"
        entry = f"@misc{{k{self.number}, title = {{T {self.number}}}, author = {{Chu, Ada}},\n"
        self.write("content/publications.bib", bib.read_text("utf-8") + entry + "  year = 2021}\n")

    def entry_removed(self) -> None:
        bib = (self.root / "content/publications.bib").read_text("utf-8")
        entries = bib.split("\n@")
        if len(entries) > 2:
            entries.pop(self.chance.randrange(1, len(entries)))
        self.write("content/publications.bib", "\n@".join(entries).rstrip("\n") + "\n")

    def entry_changed(self) -> None:
        years = self.chance.sample(["2020", "2021", "2022", "2023"], 2)
        self.change("content/publications.bib", years[0], years[1])

    def entry_renamed(self) -> None:
        pair = self.chance.sample(["{one", "{uno"], 2)
        self.change("content/publications.bib", pair[0], pair[1])

    def paragraph(self) -> None:
        pair = self.chance.sample(["A life.", "A wife.", "A long life."], 2)
        self.change("content/pages/cv.md", pair[0], pair[1])

    def heading(self) -> None:
        pair = self.chance.sample(["# School", "# Schule"], 2)
        self.change("content/pages/cv.md", pair[0], pair[1])

    def redirect(self) -> None:
        pair = self.chance.sample(["/life/", "/wife/", "/old/cv/"], 2)
        self.change("content/pages/cv.md", pair[0], pair[1])

    def message(self) -> None:
        pair = self.chance.sample(["一生。", "人生。", "一辈子。"], 2)
        self.change("translations/zh_Hans/LC_MESSAGES/messages.po", pair[0], pair[1])

    def fuzzy(self) -> None:
        pair = self.chance.sample(['msgid "A life."', '#, fuzzy\nmsgid "A life."'], 2)
        self.change("translations/zh_Hans/LC_MESSAGES/messages.po", pair[0], pair[1])

    def catalog(self) -> None:
        path = self.root / "translations/fr/LC_MESSAGES/messages.po"
        if path.is_file():
            path.unlink()
        else:
            head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: fr\\n"\n'
            self.write("translations/fr/LC_MESSAGES/messages.po", head)

    def press(self) -> None:
        pair = self.chance.sample(["A report", "A retort", "Press"], 2)
        self.change("content/press.toml", pair[0], pair[1])

    def template(self) -> None:
        footer = (PROJECT / "theme/templates/partials/footer.html").read_text("utf-8")
        text = f"<!-- {self.chance.randrange(3)} -->"
        self.write("theme/templates/partials/footer.html", footer + text)

    def related(self) -> None:
        page = self.root / "theme/templates/publication.html"
        if page.is_file():
            page.unlink()
        else:
            others = "{% for each in publications %}{{ each.title }}{% endfor %}"
            self.write("theme/templates/publication.html", "{{ publication.title }}" + others)

    def note(self) -> None:
        pair = self.chance.sample(["year = 2020}", "year = 2020, note = {Oral}}"], 2)
        self.change("content/publications.bib", pair[0], pair[1])

    def setting(self) -> None:
        self.settings["SITENAME"] = self.chance.choice(["Ada", "Bea"])

    def static(self) -> None:
        pair = self.chance.sample(["data", "beta", "more data"], 2)
        self.change("content/extra/data.txt", pair[0], pair[1])

    def renamed(self) -> None:
        one, other = self.root / "content/pages/cv.md", self.root / "content/pages/vita.md"
        one, other = (one, other) if one.is_file() else (other, one)
        one.rename(other)
        names = self.root / "content/pages/news.md"
        names.write_text(names.read_text("utf-8").replace(one.name, other.name), "utf-8")

    def touched(self) -> None:
        (self.root / "content/pages/about.md").touch()

    def output_damaged(self) -> None:
        path = self.root / "output/cv/index.html"
        if path.is_file():
            path.unlink() if self.chance.random() < 0.5 else path.write_text("broken", "utf-8")

    def cache_broken(self) -> None:
        path = self.root / ".cache/last-build.record"
        path.write_text(self.chance.choice(["", "{}", "[]", '{"inputs": 1}', "\0"]), "utf-8")

    def language(self) -> None:
        self.settings["DEFAULT_LANG"] = self.chance.choice(["en", "en-GB"])

    def build(self, output: str, cache: str) -> dict[str, bytes]:
        """Build the site; return every file of the output."""
        values = {
            "PATH": str(self.root / "content"), "THEME": str(PROJECT / "theme"),
            "THEME_TEMPLATES_OVERRIDES": [str(self.root / "theme/templates")],
            "OUTPUT_PATH": str(self.root / output), "CACHE_PATH": str(self.root / cache),
            "SITEURL": "https://a.example", "RELATIVE_URLS": True, "DEFAULT_LANG": "en",
            "TIMEZONE": "UTC", "AUTHOR": "Ada Chu", "SITENAME": "Ada", "MENUITEMS": [],
            "PAGE_URL": "{slug}/", "PAGE_SAVE_AS": "{slug}/index.html", "STATIC_PATHS": ["extra"],
            "FEED_ALL_ATOM": "feed.xml", "CATEGORY_FEED_ATOM": None,
            "TRANSLATION_FEED_ATOM": None, "AUTHOR_FEED_ATOM": None, "AUTHOR_FEED_RSS": None,
            "PLUGINS": [
                f"plugins.{name}"
                for name in ("content", "blocks", "i18n", "publications", "press", "delivery")
            ],
            **self.settings,
        }  # fmt: skip
        MultilingualPelican(configure_settings(read_settings(override=values))).run()
        found = self.root / output
        return {p.relative_to(found).as_posix(): p.read_bytes() for p in _files(found)}


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


@contextmanager
def side_by_side() -> Iterator[None]:
    """Build languages side by side however small the site is, where that can be.

    The threads of what runs the tests know nothing of a build, so they are no obstacle.
    """
    threads = parallel._threads
    others = threads() - 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "LEAST", 0)
        patch.setattr(parallel, "_foreign_threads", lambda: False)
        patch.setattr(parallel, "_threads", lambda: threads() - others)
        yield


def differing(root: Path, count: int, seed: int = 0) -> Iterator[str]:
    """Do *count* edits below *root*; yield "edit: file" for each file that a build got wrong.

    What is kept is built side by side, what it is compared with one language after the other.
    """
    site = Site(root, random.Random(seed))
    site.build("output", ".cache")
    for number in range(count):
        edit = site.edit()
        with side_by_side():
            kept = site.build("output", ".cache")
        clean = site.build(f"clean/{number}", f"clean/{number}.cache")
        names = sorted(kept.keys() | clean.keys())
        yield from (f"{edit}: {name}" for name in names if kept.get(name) != clean.get(name))
        shutil.rmtree(root / "clean")


if __name__ == "__main__":
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for file in differing(Path(folder), edits, seed):
            wrong += 1
            print(file, file=sys.stderr, flush=True)
    print(f"{edits} edits, {wrong} files differ")
    sys.exit(bool(wrong))
