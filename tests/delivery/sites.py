"""A tiny site in two languages, and what its tests look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pelican.settings import configure_settings, read_settings

from plugins.i18n import MultilingualPelican

THEME = Path(__file__).parents[2] / "theme"
SM = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

ABOUT = """---
permalink: /
title: About
redirect_from:
  - /about/
  - /about.html
  - /old
  - /关于 我/
  - /%E6%97%A7/
  - /zh/jiu/
---
Hello.
"""
CV = "---\ntitle: CV\n---\nA life.\n"
HIDDEN = "---\ntitle: Hidden\nstatus: hidden\n---\nNot listed.\n"
DRAFT = "---\ntitle: Draft\npublished: false\nredirect_from: /gone/\n---\nNot yet.\n"
NATIVE = "---\ntitle: 随笔\nslug: essay\nlang: zh\n---\n只有中文。\n"
NEWS = "---\ntitle: News\ndate: 2022-05-17\ncategory: Talks\n---\nWe won.\n"
BIB = """@inproceedings{new, title = {On \\& off}, author = {Li, Hua and Chu, Ada}, year = {2023},
  booktitle = {A & B}, ids = {former}}
@misc{undated, title = {Some day}, author = {Chu, Ada}}
@misc{old, title = {Early}, author = {Chu, Ada}, date = {2020-02-03}}
"""
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: zh_Hans\\n"

msgid "About"
msgstr "关于"

msgid "Ada Chu"
msgstr "初爱达"
"""
FILES = {
    "content/pages/about.md": ABOUT,
    "content/pages/cv.md": CV,
    "content/pages/hidden.md": HIDDEN,
    "content/pages/draft.md": DRAFT,
    "content/pages/essay.zh.md": NATIVE,
    "content/publications.bib": BIB,
    "translations/zh_Hans/LC_MESSAGES/messages.po": PO,
}


def write(root: Path, **others: str) -> None:
    """Write the sources; *others* are further pages by name."""
    pages = {f"content/pages/{name}.md": text for name, text in others.items()}
    for name, text in {**FILES, **pages}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def build(root: Path, output: str = "output", **settings: Any) -> Path:
    """Build the site below *root*; raises SystemExit if that fails."""
    values = {
        "PATH": str(root / "content"),
        "OUTPUT_PATH": str(root / output),
        "CACHE_PATH": str(root / ".cache"),
        "THEME": str(THEME),
        "SITEURL": "https://a.example",
        "RELATIVE_URLS": True,
        "DEFAULT_LANG": "en",
        "TIMEZONE": "UTC",
        "AUTHOR": "Ada Chu",
        "SITENAME": "Ada Chu",
        "PLUGINS": [
            f"plugins.{name}"
            for name in ("content", "blocks", "i18n", "publications", "press", "delivery")
        ],
        "PAGE_URL": "{slug}/",
        "PAGE_SAVE_AS": "{slug}/index.html",
        "INDEX_SAVE_AS": "news/index.html",
        "INDEX_URL": "news/",
        "ARTICLE_URL": "news/{slug}/",
        "ARTICLE_SAVE_AS": "news/{slug}/index.html",
        "FEED_ALL_ATOM": "feeds/all.atom.xml",
        "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "STATIC_PATHS": ["extra"],
        **settings,
    }
    MultilingualPelican(configure_settings(read_settings(override=values))).run()
    return root / output


def tree(output: Path) -> dict[str, bytes]:
    """Return every file of the output."""
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*.*")}


def addresses(sitemap: bytes) -> dict[str, dict[str, str]]:
    """Return the alternates by hreflang of each address."""
    urls = ElementTree.fromstring(sitemap).findall(f"{SM}url")
    return {
        url.findtext(f"{SM}loc", ""): {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall(f"{XHTML}link")
        }
        for url in urls
    }
