"""The project is anyone's: another person's site is content, settings and catalogs alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pelican.settings import read_settings

from ..site.builds import Outcome, Site
from ..site.markup import pages
from .adopted import HERE, adopted


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Another person's site."""
    return adopted(project, tmp_path_factory.mktemp("elsewhere") / "site")


@pytest.fixture(scope="module")
def done(site: Site) -> Outcome:
    """What the build said."""
    return site.pelican()


def test_it_has_only_what_an_owner_edits() -> None:
    names = {path.name for path in (HERE / "site").iterdir()}
    assert {"content", "translations", "pelicanconf.py"} == names - {"output", ".cache"}


def test_it_builds_without_a_warning(done: Outcome) -> None:
    assert (done.code, done.err) == (0, "")


def test_its_catalogs_are_complete(done: Outcome, site: Site) -> None:
    status = site.i18n("status")
    assert (status.code, status.err) == (0, "")
    assert site.i18n("check").code == 0
    catalog = (HERE / "site/translations/en/LC_MESSAGES/messages.po").read_bytes()
    assert catalog == (site.root / "translations/en/LC_MESSAGES/messages.po").read_bytes()


def test_ids_of_chinese_headings_are_readable_and_unique(done: Outcome, site: Site) -> None:
    home = next(page for page in pages(site.output) if page.path == "index.html")
    headings = [(str(each.get("id")), each.text) for each in home.soup.select("main h2, main h3")]
    assert headings[:3] == [("简介", "简介"), ("教育经历", "教育经历"), ("工作经历", "工作经历")]
    awards = [each for each, text in headings if text == "获奖"]
    assert len(set(awards)) == 2 and all(each.startswith("获奖") for each in awards)
    english = next(page for page in pages(site.output) if page.path == "en/index.html")
    ids = [str(each.get("id")) for each in english.soup.select("main h2, main h3")]
    assert [each for each, _ in headings] == ids


def test_nothing_of_the_former_owner_is_on_it(done: Outcome, site: Site, project: Path) -> None:
    facts = _facts(project)
    shown = [path for path in site.output.rglob("*") if path.is_file() and _told(path, facts)]
    # a seal with the owner's character is the theme's until content/icons/ has another
    assert [path for path in shown if path.parent.name != "icons" and path.suffix != ".po"] == []


def test_no_fact_about_the_owner_is_in_plugins_or_theme(project: Path) -> None:
    facts = _facts(project)
    files = [*(project / "plugins").rglob("*"), *(project / "theme").rglob("*")]
    texts = [path for path in files if path.is_file() and "__pycache__" not in path.parts]
    assert len(texts) > 50
    assert [(path, _told(path, facts)) for path in texts if _told(path, facts)] == []


def _facts(project: Path) -> list[str]:
    """Return what pelicanconf.py and the catalogs say of the owner, with each part of the name."""
    settings = read_settings(str(project / "pelicanconf.py"))
    names = [settings["AUTHOR"], *settings.get("PUBLICATIONS_OWNER", ())]
    addresses = [settings["AUTHOR_EMAIL"], settings["SITEURL"].partition("://")[2]]
    links = [url.rpartition("=")[2].rpartition("/")[2] for _, url in settings["AUTHOR_LINKS"]]
    found = [*names, *addresses, settings["AUTHOR_EMAIL"].partition("@")[0], *links]
    found += [part for name in names for part in re.findall(r"\w{6,}", name)]
    return sorted({fact for fact in found if len(fact) > 2})


def _told(path: Path, facts: list[str]) -> list[str]:
    text = path.read_bytes().decode("utf-8", "replace")
    return [fact for fact in facts if fact in text]
