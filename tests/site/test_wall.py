"""Every attack in every kind of message of the site at once: nothing of it reaches a page."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from babel.messages.catalog import Catalog, Message
from bs4 import BeautifulSoup

from plugins.i18n import catalogs
from plugins.i18n.languages import parse_locale
from plugins.i18n.pofile import write

from ..i18n.test_i18n_guard import ADDRESSES, ATTACKS
from .builds import Outcome, Site, copy_of

PO = "translations/zh_Hans/LC_MESSAGES/messages.po"
PLACEHOLDERS = ("%(evil)s", "100%", "%s", "%(num)", "%%(x)s %(", "%(num)d%(num)d")
SECRET = "not for the public"
KINDS = (
    "Paragraph **{}** and [text](https://a.example/)\n",
    "## Heading **{}** and [text](https://a.example/)\n",
    "* Item **{}** and [text](https://a.example/)\n    * below it\n",
    "| Cell **{}** and [text](https://a.example/) |\n| --- |\n| x |\n",
    "> Quotation **{}** and ![alt]({{static}}/icons/favicon.svg)\n",
    "Term **{}** and `code`\n:   x\n",
    '<p>Raw <b>{}</b> and <a href="https://a.example/">text</a></p>\n',
    '<div><img src="/icons/favicon.svg" alt="Picture {}"></div>\n',
    "[link {0}][r{0}]\n\n[r{0}]: https://a.example/ 'Title {0}'\n",
)


def page() -> str:
    """Return a page with as many messages of each kind as there are attacks."""
    blocks = [kind.format(n) for kind in KINDS for n in range(len(ATTACKS))]
    return "---\ntitle: Attacks\nslug: attacks\n---\n\n" + "\n\n".join(blocks)


def article(number: int) -> str:
    return (
        f"---\ntitle: Talk {number}\nslug: talk-{number}\ndate: 2024-05-17\n"
        f"description: On talk {number}\ntags: [t{number}]\n---\n\nText\n"
    )


def kind(message: Message) -> str:
    """Return what sort of attack a message gets next: each gets all of them in turn."""
    if message.context == "url":
        return "url"
    if "python-format" in message.flags or message.pluralizable:
        return "placeholder"
    return next((each.split()[0] for each in message.auto_comments), "theme")


def poisoned(catalog: Catalog) -> Catalog:
    """Give every message an attack."""
    texts = [attack for attack, _ in ATTACKS.values()]
    attacks = defaultdict(
        lambda: cycle(texts),
        url=cycle(ADDRESSES),
        placeholder=cycle((*PLACEHOLDERS, *texts)),
    )
    for message in catalog:
        if message.id:
            string = next(attacks[kind(message)])
            message.string = (string,) if message.pluralizable else string
            message.flags.discard("fuzzy")
    return catalog


class Attacked:
    """The real site with every attack in place, built and checked."""

    def __init__(self, site: Site, check: Outcome, build: Outcome) -> None:
        self.site, self.check, self.build = site, check, build

    def pages(self) -> Iterator[tuple[str, BeautifulSoup, BeautifulSoup]]:
        """Yield (name, the page in Chinese, the same in English)."""
        for path in sorted((self.site.output / "zh").rglob("*.html")):
            name = path.relative_to(self.site.output / "zh").as_posix()
            source = self.site.output / name
            pair = (BeautifulSoup(p.read_text("utf-8"), "html.parser") for p in (path, source))
            yield (name, *pair)  # type: ignore[misc]


@pytest.fixture(scope="module")
def attacked(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    site = copy_of(project, tmp_path_factory.mktemp("wall") / "site")
    site.write("content/pages/attacks.md", page())
    site.write(".env", SECRET)
    site.write("secret.txt", SECRET)
    for number in range(len(ATTACKS)):
        site.write(f"content/news/talk-{number}.md", article(number))
    assert site.i18n("update").code == 0
    path = site.root / PO
    catalog = catalogs.parse(site.read(PO), path, parse_locale("zh_Hans"))
    site.write(PO, write(poisoned(catalog)))
    return Attacked(site, site.i18n("check"), site.pelican())


def refusals(text: str) -> dict[str, str]:
    """Return the reason of each refused entry, by FILE:LINE."""
    found = re.findall(r"^\w+: (\S+\.po:\d+): the translation of (.*) so the source", text, re.M)
    return dict(found)


def test_the_build_succeeds_and_names_what_it_refuses(attacked: Attacked) -> None:
    assert attacked.build.code == 0, attacked.build.err
    assert len(refusals(attacked.build.err)) > 8 * 50


def test_check_says_of_each_what_the_build_says(attacked: Attacked) -> None:
    assert attacked.check.code == 1
    check, build = refusals(attacked.check.out), refusals(attacked.build.err)
    assert {place: check.get(place) for place in build} == build
    content = re.compile(r'"(Paragraph|Heading|Item|Cell|Quotation|Term|Raw|Talk|On talk|\[link)')
    of_pages = {place: reason for place, reason in check.items() if content.match(reason)}
    assert {place: build.get(place) for place in of_pages} == of_pages


def test_no_page_has_an_element_or_attribute_that_its_source_lacks(attacked: Attacked) -> None:
    for name, zh, en in attacked.pages():
        tags = {each.name for each in zh.find_all(True)}
        assert tags <= {"span", "p", *(each.name for each in en.find_all(True))}, name
        known = {(e.name, a) for e in en.find_all(True) for a in e.attrs}
        found = {(e.name, a) for e in zh.find_all(True) for a in e.attrs}
        new = {
            (tag, a) for tag, a in found - known if a not in ("lang", "dir", "class", "hreflang")
        }
        assert new == set(), name
        scripts = [len(each.find_all("script")) for each in (zh, en)]
        assert scripts[0] <= scripts[1], name


def test_no_address_leads_where_the_source_does_not(attacked: Attacked) -> None:
    for name, zh, en in attacked.pages():
        assert hosts(zh) <= hosts(en), name
        for element in zh.find_all(True):
            for value in map(str, element.attrs.values()):
                assert not re.match(r"\s*(javascript|vbscript|data):", value, re.I), name


def hosts(page: BeautifulSoup) -> set[str]:
    values = (v for e in page.find_all(True) for a, v in e.attrs.items() if a in ("href", "src"))
    return {urlsplit(str(value)).hostname or "" for value in values}


def test_no_file_comes_from_outside_and_none_goes_there(attacked: Attacked) -> None:
    site = attacked.site
    for path in site.output.rglob("*"):
        if path.is_file() and path.suffix in (".txt", ".html", ".xml", ""):
            assert SECRET not in path.read_text("utf-8", "replace"), path
    assert {path.name for path in site.root.iterdir()} == {
        *("content", "theme", "translations", "pelicanconf.py", "pyproject.toml"),
        *("output", ".cache", ".env", "secret.txt"),
    }


def test_no_text_file_has_a_line_of_a_translation_s_own(attacked: Attacked) -> None:
    for path in attacked.site.output.rglob("*"):
        if path.is_file() and path.suffix not in (".html", ".xml", ".po"):
            lines = path.read_text("utf-8", "replace").splitlines()
            assert [line for line in lines if line.lstrip().startswith("X-Evil")] == [], path


def test_every_feed_and_sitemap_is_whole(attacked: Attacked) -> None:
    found = [ElementTree.parse(path) for path in attacked.site.output.rglob("*.xml")]
    assert len(found) > 2
    links = {e.get("href", "") for tree in found for e in tree.iter() if e.tag.endswith("link")}
    assert {urlsplit(link).hostname for link in links} == {"cxxgtxy.github.io"}


def test_what_machines_read_is_whole(attacked: Attacked) -> None:
    for name, zh, _ in attacked.pages():
        for script in zh.select('script[type="application/ld+json"]'):
            assert json.loads(script.get_text()), name


def test_no_control_or_direction_character_is_shown(attacked: Attacked) -> None:
    for path in (attacked.site.output / "zh").rglob("*.html"):
        assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", path.read_text("utf-8")), path
