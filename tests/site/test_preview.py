"""A preview for translators: what is not translated says so, and nothing of it is published."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from pelican.settings import read_settings

from plugins.i18n.preview import MARKER

from .builds import Outcome, Site, copy_of

PO = "translations/zh_Hans/LC_MESSAGES/messages.po"
EDIT = "https://git.example/edit/main/{path}#L{line}"
ARTICLE = """---
title: A talk
date: 2024-05-17
---

![A picture](/x.png){: .wide }

* An item
    * below it

Text with a footnote.[^1]
{: .lead }

<p title="A tip">Raw <b>text</b></p>

[^1]: The note.
"""


class Preview:
    """The real site with faults in its catalog, built as a preview."""

    def __init__(self, site: Site, done: Outcome) -> None:
        self.site = site
        self.done = done

    def page(self, name: str) -> BeautifulSoup:
        """Return a page."""
        return BeautifulSoup(self.site.output.joinpath(name).read_text("utf-8"), "html.parser")

    def line(self, msgid: str) -> int:
        """Return the line of an entry."""
        lines = self.site.read(PO).split("\n")
        return next(n for n, line in enumerate(lines, 1) if line == f'msgid "{msgid}"')


def entry(site: Site, msgid: str, msgstr: str, flag: str = "") -> None:
    """Change an entry of the Chinese catalog."""
    old = re.search(rf'msgid "{re.escape(msgid)}"\nmsgstr ".*"', site.read(PO))
    assert old is not None, msgid
    site.replace(PO, old[0], f'{flag}msgid "{msgid}"\nmsgstr "{msgstr}"')


@pytest.fixture(scope="module")
def preview(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    site = copy_of(project, tmp_path_factory.mktemp("preview") / "site")
    site.write("content/news/talk.md", ARTICLE)
    site.write("translations/de/LC_MESSAGES/messages.po", "")  # written before Chinese
    entry(site, "Short Bio", "")
    entry(site, "Education", "教育经历", "#, fuzzy\n")
    entry(site, "Work experience", "<b>工作经历</b>")
    entry(site, "Menu", "")
    done = site.pelican("-e", "I18N_PREVIEW=true", f'I18N_EDIT_URL="{EDIT}"')
    assert done.code == 0, done.err
    yield Preview(site, done)


def test_the_summary_line_says_so(preview: Preview) -> None:
    assert preview.done.out.startswith("Done: PREVIEW, not to be published; pages en ")


@pytest.mark.parametrize(
    ("msgid", "state"),
    [("Short Bio", "missing"), ("Education", "fuzzy"), ("Work experience", "rejected")],
)
def test_a_block_is_marked_with_its_place_and_a_link(
    preview: Preview, msgid: str, state: str
) -> None:
    heading = preview.page("zh/index.html").find(id=msgid.lower().replace(" ", "-"))
    assert isinstance(heading, Tag)
    link = heading.find("a")
    assert isinstance(link, Tag)
    line = preview.line(msgid)
    assert heading.get_text() == msgid
    assert heading["class"] == [f"i18n-{state}"]
    assert heading["title"] == f"{state} · {PO}:{line} · {msgid}"
    assert link["href"] == EDIT.format(path=PO, line=line)


def test_the_end_of_the_page_lists_all_that_it_lacks(preview: Preview) -> None:
    panel = preview.page("zh/index.html").select("aside.i18n-notes li")
    listed = {li.span.get_text(): li["class"][0] for li in panel if li.span}
    assert listed == {
        "Short Bio": "i18n-missing",
        "Education": "i18n-fuzzy",
        "Work experience": "i18n-rejected",
        "Menu": "i18n-missing",  # an attribute: nothing on the page can be marked
        "A talk": "i18n-missing",
    }
    assert all(PO in str(li) for li in panel)  # none of the page written before
    menu = next(li for li in panel if li.span and li.span.get_text() == "Menu")
    assert menu.a is not None
    assert menu.a.get_text() == f"{PO}:{preview.line('Menu')} (missing)"
    assert menu.a["href"] == EDIT.format(path=PO, line=preview.line("Menu"))


def test_every_kind_of_text_is_listed_and_keeps_its_shape(preview: Preview) -> None:
    page = preview.page("zh/news/a-talk/index.html")
    listed = [li.span.get_text() for li in page.select("aside.i18n-notes li") if li.span]
    assert {
        "A talk", "![A picture](/x.png){: .wide }", "An item", "below it", "A tip",
        "Text with a footnote.[^1]", "The note.", "Menu",
    } <= set(listed)  # fmt: skip
    assert "Raw <b>text</b>" in listed
    assert page.select("p.lead.i18n-missing > a.i18n-edit")
    assert [str(img["class"]) for img in page.select("img.wide")] == ["['wide']"]
    assert "{:" not in page.select("main")[0].get_text()
    assert page.title is not None
    assert page.title.get_text() == "A talk · 初祥祥"


def test_no_page_is_for_search_engines(preview: Preview) -> None:
    for path in preview.site.output.rglob("*.html"):
        html = path.read_text("utf-8")
        if 'http-equiv="refresh"' in html:
            continue
        assert '<meta name="robots" content="noindex">' in html, path
        assert 'class="i18n-banner"' in html, path
        assert 'rel="canonical"' not in html, path
        assert not re.search(r'<link rel="alternate" hreflang', html), path
    assert not (preview.site.output / "sitemap.xml").exists()
    assert (
        preview.site.output.joinpath("robots.txt").read_text("utf-8")
        == "User-agent: *\nDisallow: /\n"
    )


def test_a_page_in_the_language_of_its_texts_has_no_mark(preview: Preview) -> None:
    html = preview.site.output.joinpath("index.html").read_text("utf-8")
    assert "data-i18n" not in html
    assert "i18n-notes" not in html


def refused(output: Path, project: Path) -> int:
    """Run the step of the workflow that looks for a preview."""
    workflow = project.joinpath(".github/workflows/site.yml").read_text("utf-8")
    (step,) = re.findall(r"Refuse a preview .*\n        run: \|\n((?:          .*\n)+)", workflow)
    return subprocess.run(
        ["bash", "-ec", step], cwd=output.parent, capture_output=True, check=False
    ).returncode


def test_the_deployment_refuses_it(preview: Preview, project: Path, tmp_path: Path) -> None:
    assert refused(preview.site.output, project) == 1
    (tmp_path / "output").mkdir()
    assert refused(tmp_path / "output", project) == 0


def test_the_next_build_takes_every_trace_away(project: Path, tmp_path: Path) -> None:
    site = copy_of(project, tmp_path / "site")
    assert site.pelican("-e", "I18N_PREVIEW=true").code == 0
    assert (site.output / MARKER).exists()
    assert site.pelican().code == 0
    assert not (site.output / MARKER).exists()
    assert "i18n-" not in (site.output / "zh/index.html").read_text("utf-8")
    assert read_settings(str(site.root / "pelicanconf.py"))["SITEURL"] in (
        site.output / "zh/index.html"
    ).read_text("utf-8")
