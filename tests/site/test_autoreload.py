"""``pelican -r``: each save of anything that a build reads is seen, and only that."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .builds import Site, command, copy_of

PATIENCE = 10.0
HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@dataclass(frozen=True)
class Running:
    """A site and the `pelican -r` that watches it."""

    site: Site
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        """All it has said so far."""
        return self.log.read_text(encoding="utf-8")

    @property
    def builds(self) -> int:
        """How many builds have ended."""
        return self.said.count("Done:") + self.said.count("nothing was published")

    def shows(self, name: str, text: str) -> bool:
        """Whether a page of the output holds *text*."""
        path = self.site.output / name
        return path.is_file() and text in path.read_text(encoding="utf-8")

    def wait(self, what: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not what():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.02)

    def rest(self) -> None:
        """Wait until every change seen is built and no other comes."""
        end, quiet, before = time.monotonic() + PATIENCE, time.monotonic(), ""
        while time.monotonic() - quiet < 0.4:
            assert time.monotonic() < end, self.said
            idle = self.builds == self.said.count("Modified") + 1
            if before != (before := self.said) or not idle:
                quiet = time.monotonic()
            time.sleep(0.02)

    def cpu(self) -> int:
        """Return the processor time it has taken, in clock ticks."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return int(stat[11]) + int(stat[12])


@pytest.fixture(scope="module")
def running(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The real site under `pelican -r`."""
    where = tmp_path_factory.mktemp("autoreload")
    site = copy_of(project, where / "site")
    site.write(
        "content/news/news.md", "---\ntitle: News\nslug: news\ndate: 2024-01-01\n---\n\nNew\n"
    )
    log = where / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [command("pelican"), "content", "-r"],
            cwd=site.root,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        try:
            found = Running(site, process, log)
            found.rest()
            yield found
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture
def watching(running: Running) -> Running:
    """The running process at rest."""
    running.rest()
    return running


def test_a_page(watching: Running) -> None:
    watching.site.append("content/pages/about.md", "\nA saved sentence.\n")
    watching.wait(lambda: watching.shows("index.html", "A saved sentence."))
    watching.wait(lambda: watching.shows("zh/index.html", "A saved sentence."))


def test_a_template(watching: Running) -> None:
    watching.site.append("theme/templates/partials/footer.html", "<!-- saved template -->\n")
    watching.wait(lambda: watching.shows("zh/index.html", "saved template"))


def test_a_style_sheet(watching: Running) -> None:
    watching.site.append("theme/static/css/main.css", ".saved-style { color: inherit; }\n")
    sheets = watching.site.output / "theme/css"
    watching.wait(
        lambda: any(".saved-style" in each.read_text("utf-8") for each in sheets.glob("*.css"))
    )


def test_the_settings(watching: Running) -> None:
    watching.site.append("pelicanconf.py", 'AUTHOR_JOB = "Saved role"\n')
    watching.wait(lambda: watching.shows("index.html", "Saved role"))


def test_a_catalog(watching: Running) -> None:
    name = "translations/zh_Hans/LC_MESSAGES/messages.po"
    watching.site.replace(name, 'msgstr "北京"', 'msgstr "存好的北京"')
    watching.wait(lambda: watching.shows("zh/index.html", "存好的北京"))


def test_publications(watching: Running) -> None:
    entry = "@misc{saved,\n  title = {A Saved Paper},\n  keywords = {collaborative}\n}\n"
    watching.site.append("content/publications.bib", entry)
    watching.wait(lambda: watching.shows("index.html", "A Saved Paper"))


def test_press(watching: Running) -> None:
    report = '[[report]]\ntitle = "Saved report"\nurl = "https://a.example/"\nlang = "en"\n'
    watching.site.append("content/press.toml", "\n" + report)
    watching.wait(lambda: watching.shows("index.html", "Saved report"))


def test_a_new_page(watching: Running) -> None:
    watching.site.write("content/pages/new.md", "---\ntitle: New\nslug: new\n---\n\nA new page.\n")
    watching.wait(lambda: watching.shows("new/index.html", "A new page."))


def test_a_page_that_goes(watching: Running) -> None:
    watching.site.write("content/pages/gone.md", "---\ntitle: Gone\nslug: gone\n---\n\nSoon.\n")
    watching.wait(lambda: watching.shows("gone/index.html", "Soon."))
    (watching.site.root / "content/pages/gone.md").unlink()
    watching.wait(lambda: not (watching.site.output / "gone/index.html").exists())


def test_a_new_catalog(watching: Running) -> None:
    text = HEAD.format("de") + 'msgid "Education"\nmsgstr "Ausbildung"\n'
    watching.site.write("translations/de/LC_MESSAGES/messages.po", text)
    watching.wait(lambda: watching.shows("de/index.html", "Ausbildung"))
    watching.wait(lambda: watching.shows("index.html", "Deutsch"))


def test_a_save_during_a_build(watching: Running) -> None:
    before = watching.said.count("Modified")
    watching.site.append("content/pages/about.md", "\nThe first save.\n")
    watching.wait(lambda: watching.said.count("Modified") > before)
    watching.site.append("content/pages/about.md", "\nThe second save.\n")
    watching.wait(lambda: watching.shows("zh/index.html", "The second save."))


def test_what_a_build_does_not_read_starts_none(watching: Running) -> None:
    before = watching.builds
    watching.site.write("notes.txt", "not of the site")
    watching.site.write("content/.about.md.swp", "an editor's")
    time.sleep(1)
    assert before == watching.builds


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_fault_is_told_once_and_the_mend_builds(watching: Running) -> None:
    said, builds = len(watching.said), watching.builds
    watching.site.write("content/pages/new.md", "---\ntitle: New\nslug: new\n---\n\n{% x %}\n")
    watching.wait(lambda: watching.builds > builds)
    watching.rest()
    before = watching.cpu()
    time.sleep(1.5)
    assert watching.cpu() - before < 0.15 * os.sysconf("SC_CLK_TCK")
    told = watching.said[said:]
    assert (told.count("content/pages/new.md:6:"), told.count("nothing was published")) == (1, 1)
    assert "Traceback" not in told
    watching.site.write("content/pages/new.md", "---\ntitle: New\nslug: new\n---\n\nMended.\n")
    watching.wait(lambda: watching.shows("new/index.html", "Mended."))


def test_broken_settings_are_told_and_the_mend_builds(watching: Running) -> None:
    good = watching.site.read("pelicanconf.py")
    said = len(watching.said)
    watching.site.write("pelicanconf.py", good + "AUTHOR_JOB = (\n")
    watching.wait(lambda: "pelicanconf.py" in watching.said[said:].partition("Modified")[2])
    watching.rest()
    watching.site.write("pelicanconf.py", good + 'AUTHOR_PLACE = "Mended place"\n')
    watching.wait(lambda: watching.shows("index.html", "Mended place"))
