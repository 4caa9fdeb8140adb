"""Every broken catalog at once, each as a language of its own: what check and the build say."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from babel.localedata import locale_identifiers

from ..i18n.test_i18n_catalogs import BAD, ERRORS
from .builds import Site, copy_of, digest

LOCALES = sorted(
    name for name in locale_identifiers() if "_" not in name and name not in ("en", "zh")
)
BROKEN = dict(zip(ERRORS, islice(LOCALES, len(ERRORS)), strict=True))
"""The folder of each broken catalog."""

SMALL = """
PLUGINS = ["plugins.content", "plugins.blocks", "plugins.i18n"]
THEME, DIRECT_TEMPLATES, STATIC_PATHS, FEED_ALL_ATOM = "simple", [], [], None
"""


class Broken:
    """A site of one page with every broken catalog, checked and built after a good build."""

    def __init__(self, site: Site) -> None:
        assert site.pelican().code == 0
        self.before = digest(site.output)
        for name in BROKEN:
            site.write(path_of(name), (BAD / f"{name}.po").read_bytes())
        self.site, self.check, self.build = site, site.i18n("check"), site.pelican()


def path_of(name: str) -> str:
    return f"translations/{BROKEN[name]}/LC_MESSAGES/messages.po"


def small(project: Path, root: Path) -> Site:
    """Return the real site cut down to one page in Pelican's own theme."""
    site = copy_of(project, root)
    site.write("content/pages/about.md", "---\ntitle: A\nsave_as: index.html\n---\n\nBeijing\n")
    site.append("pelicanconf.py", SMALL)
    return site


@pytest.fixture(scope="module")
def broken(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Broken:
    return Broken(small(project, tmp_path_factory.mktemp("broken") / "site"))


def told(name: str, text: str) -> list[str]:
    """Return what is said of one catalog, by line."""
    place = f"error: {path_of(name)}:"
    return [line.removeprefix(place) for line in text.splitlines() if line.startswith(place)]


@pytest.mark.parametrize("name", ERRORS)
def test_check_and_build_name_each_fault(name: str, broken: Broken) -> None:
    assert told(name, broken.check.out) == ERRORS[name]
    assert told(name, broken.build.err) == ERRORS[name]


def test_nothing_else_is_said_and_nothing_is_published(broken: Broken) -> None:
    count = sum(map(len, ERRORS.values()))
    assert (broken.check.code, broken.build.code) == (1, 1)
    assert broken.build.err.count("error: translations/") == count
    assert broken.build.err.splitlines()[-1].startswith(f"{count} errors: nothing was published")
    assert "Traceback" not in broken.check.err + broken.build.err
    assert digest(broken.site.output) == broken.before


ODD = {
    # name: (catalog, what check says of it); the build succeeds and shows the source
    "empty": ("", "lacks"),
    "only a header": ('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n', "lacks"),
    "another language": ('msgid ""\nmsgstr "Language: de\\n"\n', 'says "Language: de"'),
    "a null": ('msgid "Beijing"\nmsgstr "甲\x00"\n', "has control or direction characters"),
    "CR inside": ('msgid "Beijing"\nmsgstr "甲\r"\n', "has control or direction characters"),
    "a huge line": ('msgid "Beijing"\nmsgstr "' + "甲" * 300_000 + '"\n', "is far longer"),
}


def test_what_can_be_read_shows_the_source(project: Path, tmp_path: Path) -> None:
    site = small(project, tmp_path / "site")
    places = dict(zip(ODD, ("ja", "ko", "fr", "it", "es", "pt"), strict=True))
    for name, locale in places.items():
        site.write(f"translations/{locale}/LC_MESSAGES/messages.po", ODD[name][0])
    check, build = site.i18n("check"), site.pelican()
    assert (check.code, build.code) == (1, 0), build.err
    for name, locale in places.items():
        place = f"error: translations/{locale}/LC_MESSAGES/messages.po"
        said = [line for line in check.out.splitlines() if line.startswith(place)]
        assert any(ODD[name][1] in line for line in said), (name, said)
        page = (site.output / locale / "index.html").read_text("utf-8")
        assert '<p dir="ltr" lang="en">Beijing</p>' in page, name
