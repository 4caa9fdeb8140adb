"""What all tests share: the project, its site built once, a server, a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from weakref import ReferenceType

import pytest
from blinker import Signal
from hypothesis import settings
from pelican.plugins import signals
from playwright.sync_api import Browser, Page, sync_playwright

from .site.builds import Site, command, copy_of, run
from .site.server import serving

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()

settings.register_profile("busy", deadline=2000)  # milliseconds: other builds may be at work
settings.load_profile("busy")

Serve = Callable[..., str]
"""(directory, base="/") -> the address of its root, a slash at its end."""


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the project."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site's output. Built elsewhere: the checkout's output/ and .cache/ stay."""
    where = tmp_path_factory.mktemp("built")
    cache = f"CACHE_PATH={str(where / 'cache')!r}".replace("'", '"')
    done = run(project, command("pelican"), "content", "-o", str(where / "output"), "-e", cache)
    assert (done.code, done.err) == (0, "")
    return where / "output"


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Site:
    """A copy of the real site's sources, to be changed and built."""
    return copy_of(project, tmp_path / "copy")


@pytest.fixture(scope="session")
def served() -> Iterator[Serve]:
    """Serve directories until the session ends."""
    with ExitStack() as stack:
        yield lambda directory, base="/": stack.enter_context(serving(directory, base))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without one these tests are skipped, but fail where CI=true."""
    with sync_playwright() as playwright:
        path = _chromium() or playwright.chromium.executable_path
        if not Path(path).is_file():
            reason = "no Chromium: install it, or name it in the environment variable CHROMIUM"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(autouse=True)
def _no_receivers_left() -> Iterator[None]:
    """Pelican's signals belong to the process: a build in one test must not hear another's."""
    yield
    for each in vars(signals).values():
        if isinstance(each, Signal):
            for receiver in list(each.receivers.values()):
                found = receiver() if isinstance(receiver, ReferenceType) else receiver
                if found is not None:
                    each.disconnect(found)
