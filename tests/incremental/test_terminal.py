"""What a build shows: at a terminal how far it is, everywhere one line at its end."""

from __future__ import annotations

import io
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.log import console

from plugins.i18n import terminal
from plugins.i18n.staging import Published
from plugins.i18n.summary import line

from .kills import write

AT_ONCE = """
import sys
from plugins.i18n import parallel, terminal
terminal.PATIENCE = terminal.PAUSE = 0
parallel.LEAST = int(sys.argv.pop(1))
from pelican import main
main(sys.argv[1:])
"""
DONE = r"Done: pages en \d+, zh-Hans \d+; \d+ files built, \d+ reused, \d+ changed, \d+ removed; "


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of a small site."""
    root = tmp_path_factory.mktemp("terminal")
    write(root, 0)
    return root


def at_terminal(root: Path, *arguments: str, least: int = 10**9) -> str:
    """Return all that a build writes to a terminal of 40 columns.

    Languages are built side by side if there are the *least* pages for that.
    """
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "40", "CI": ""}
    with subprocess.Popen(
        [sys.executable, "-c", AT_ONCE, str(least), "content", *arguments],
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # the other end is closed
            pass
        finally:
            os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


def remaining(said: str) -> str:
    """Return what of it, but for warnings, is to be seen when all has been wiped out that is."""
    assert said.rfind("\x1b[?25h") > said.rfind("\x1b[?25l"), "the cursor stays hidden"
    left = re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", said.rpartition("\x1b[2K")[2])
    return re.sub(r"(?m)^warning: .*\n", "", left)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_terminal_shows_how_far_a_build_is_and_then_one_line(root: Path) -> None:
    said = at_terminal(root)
    assert "en, page 12" in said and "zh-Hans, page 12" in said and "all languages" in said
    assert "100%" in said
    assert re.fullmatch(DONE + r"1 warning; \d+\.\d\d s\n", remaining(said)), remaining(said)
    again = at_terminal(root)
    assert "%" not in again
    assert " 0 files built" in remaining(again) and remaining(again).count("\n") == 1
    (root / "content/pages/about.md").touch()
    quiet = at_terminal(root, "--quiet")
    assert "%" not in quiet and remaining(quiet) == ""


@pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="languages build in turn"
)
def test_a_terminal_shows_which_languages_are_built_side_by_side(tmp_path: Path) -> None:
    write(tmp_path, 0)
    said = at_terminal(tmp_path, least=0)
    assert "en + zh-Hans, page 12" in said and "all languages" in said
    assert re.fullmatch(DONE + r"1 warning; \d+\.\d\d s\n", remaining(said)), remaining(said)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_at_a_terminal_an_error_stays_on_its_line(root: Path, tmp_path: Path) -> None:
    write(tmp_path, 0)
    page = tmp_path / "content/pages/about.md"
    page.write_text("---\ntitle: About\ndate: a date that nobody knows\n---\n", "utf-8")
    errors = remaining(at_terminal(tmp_path)).splitlines()
    assert errors == [
        'error: content/pages/about.md:3: date "a date that nobody knows" cannot be read. '
        "Write it as in 2026-05-17.",
        "1 error: nothing was published, the last good output stands.",
    ]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The stream of Pelican's console, which is a terminal."""
    stream = Terminal()
    monkeypatch.setattr(console, "_file", stream)  # pytest has its own mind about sys.stdout
    monkeypatch.setattr(console, "_environ", {"TERM": "xterm"})
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(terminal, "PATIENCE", 0)
    return stream


def shown() -> bool:
    """Whether a build would show a bar."""
    with terminal.bar() as bar:
        return bar is not None


def test_a_bar_is_for_a_terminal_at_which_pelican_is_neither_quiet_nor_verbose(
    stream: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown()
    with monkeypatch.context() as changed:
        changed.setenv("CI", "true")
        assert not shown()
    with monkeypatch.context() as changed:
        changed.setattr(console, "_file", io.StringIO())
        assert not shown()
    for level in (logging.CRITICAL, logging.INFO, logging.DEBUG):
        logger = logging.getLogger("pelican")
        before = logger.level
        logger.setLevel(level)
        try:
            assert not shown(), level
        finally:
            logger.setLevel(before)


def test_a_short_build_draws_nothing_and_a_long_one_seldom(stream: Terminal) -> None:
    now = [0.0]
    terminal.PATIENCE = 0.5  # put back by the fixture
    bar = terminal.Bar(lambda: now[0])
    entries = {str(number): object() for number in range(100)}
    bar.begin(2)
    bar.language("en")
    bar.read([SimpleNamespace(context={"generated_content": entries})])
    bar.page("", {})
    assert stream.getvalue() == ""
    now[0] = 1.0
    for _ in range(49):
        bar.page("", {})
    assert stream.getvalue().count("page 2") == 1
    now[0] = 1.3
    bar.page("", {})
    assert "26%" in stream.getvalue() and "en, page 51" in stream.getvalue()
    bar.end()
    bar.end()


def test_the_line_at_the_end_says_what_was_made_and_what_was_not() -> None:
    assert line("pages en 3", Published(2, 8, 1, 7), 0, 1.234) == (
        "Done: pages en 3; 3 files built, 7 reused, 2 changed, 1 removed; 1.23 s"
    )
    assert "; 1 warning; " in line("", Published(), 1, 0)
    assert "; 2 warnings; " in line("", Published(), 2, 0)


@pytest.mark.parametrize("level", [logging.WARNING, logging.INFO])
def test_pelican_does_not_say_done_for_each_language(
    stream: Terminal, level: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(level, "pelican"), terminal.not_done():
        console.print("Done: Processed 3 articles in 0.1 seconds.")
        console.print("Writing a page")
    console.print("after")
    assert stream.getvalue().split() == ["Writing", "a", "page"] * (level < 30) + ["after"]
