"""Languages built side by side give the same site as one after the other."""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.i18n import parallel
from plugins.i18n.parallel import Workers

from .edits import Site, side_by_side

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks only on Linux")

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: %s\\n"\n\n'


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    site = Site(tmp_path, random.Random(0))
    (tmp_path / "content/pages/essay.zh.md").unlink()  # natively written
    for tag in ("fr", "de", "ar"):
        name = f"translations/{tag}/LC_MESSAGES/messages.po"
        site.write(name, PO % tag + f'msgid "A life."\nmsgstr "{tag}."\n')
    return site


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, ...]]]:
    """Note the languages of each process."""
    shares: list[tuple[str, ...]] = []
    fork = Workers._fork

    def noted(self: Workers, share: tuple[Any, ...]) -> None:
        shares.append(tuple(each.language.tag for each in share))
        fork(self, share)

    monkeypatch.setattr(Workers, "_fork", noted)
    with side_by_side():
        yield shares


def in_turn(site: Site) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "LEAST", 10**9)
        return site.build("turn", "turn.cache")


def test_the_site_is_the_same(
    site: Site, forked: list[tuple[str, ...]], capfd: pytest.CaptureFixture[str]
) -> None:
    expected = in_turn(site)
    said = capfd.readouterr()
    assert not forked
    assert site.build("output", ".cache") == expected
    assert [len(share) for share in forked] == [3]  # of four: one is left to this process
    now = capfd.readouterr()
    assert sorted(now.err.splitlines()) == sorted(said.err.splitlines())
    assert "lacks" in now.err
    assert now.out.partition(";")[0] == said.out.partition(";")[0]
    forked.clear()
    site.build("output", ".cache")
    assert not forked  # nothing has changed


def test_a_page_that_fails_in_one_language_is_said(
    site: Site, forked: list[tuple[str, ...]], capfd: pytest.CaptureFixture[str]
) -> None:
    template = '{% extends "base.html" %}{% block content %}{{ 1 / (language.tag != "fr") }}'
    site.write("theme/templates/page.html", template + "{% endblock %}")
    with pytest.raises(SystemExit):
        site.build("output", ".cache")
    assert forked
    assert "content/pages/cv.md). Correct the template." in capfd.readouterr().err
    assert not (site.root / "output").exists()


@pytest.mark.parametrize("end", ["killed", "raises"])
def test_a_process_that_does_not_come_back_is_no_loss(
    site: Site, forked: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    expected = in_turn(site)

    def lost(*_: object) -> None:
        if end == "raises":
            raise KeyboardInterrupt
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(Workers, "_serve", lost)
    assert site.build("output", ".cache") == expected
    assert forked


def test_an_address_of_two_languages_is_judged_as_ever(
    site: Site, forked: list[tuple[str, ...]], capfd: pytest.CaptureFixture[str]
) -> None:
    site.write("content/pages/taken.md", "---\ntitle: Taken\npermalink: /fr/cv/\n---\nMine.\n")
    with pytest.raises(SystemExit):
        in_turn(site)
    expected = capfd.readouterr().err
    assert "content/pages/cv.md has" in expected
    with pytest.raises(SystemExit):
        site.build("output", ".cache")
    assert forked
    assert sorted(capfd.readouterr().err.splitlines()) == sorted(expected.splitlines())


def test_the_others_end_with_the_build(
    site: Site, forked: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pids: list[int] = []

    def interrupted(self: Workers) -> None:
        pids.extend(worker.pid for worker in self._workers)
        raise KeyboardInterrupt

    monkeypatch.setattr(Workers, "finish", interrupted)
    monkeypatch.setattr(Workers, "_serve", lambda *_: signal.pause())
    with pytest.raises(KeyboardInterrupt):
        site.build("output", ".cache")
    assert pids
    for pid in pids:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, 0)


def test_a_thread_keeps_the_process_whole(site: Site, forked: list[tuple[str, ...]]) -> None:
    import threading

    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert site.build("output", ".cache") == in_turn(site)
    finally:
        done.set()
        thread.join()
    assert not forked


def test_a_foreign_plugin_keeps_the_process_whole(
    site: Site, forked: list[tuple[str, ...]], tmp_path: Path
) -> None:
    (tmp_path / "foreign.py").write_text("def register():\n    pass\n")
    site.settings |= {"PLUGIN_PATHS": [str(tmp_path)]}
    ours = ("content", "blocks", "i18n", "publications", "press", "delivery")
    site.settings["PLUGINS"] = [*(f"plugins.{name}" for name in ours), "foreign"]
    site.build("output", ".cache")
    assert not forked


def test_an_interrupt_while_another_is_awaited_ends_both(
    site: Site, forked: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pids: list[int] = []

    def interrupted(pid: int, options: int) -> tuple[int, int]:
        if pid not in pids:
            pids.append(pid)
            raise KeyboardInterrupt
        return wait(pid, options)

    wait = os.waitpid
    monkeypatch.setattr(os, "waitpid", interrupted)
    with pytest.raises(KeyboardInterrupt):
        site.build("output", ".cache")
    assert pids
    with pytest.raises(ChildProcessError):
        wait(pids[0], 0)
