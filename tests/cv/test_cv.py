"""The homepage as a PDF: one per language and linked, or none and no link, or an error."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest
from pelican import Pelican

from plugins.cv.settings import STATE, load
from plugins.cv.shell import finish_plain

from ..site.builds import Site
from ..site.markup import Html

STANDIN = '''
"""Stands in for WeasyPrint: prints the page as it is given, and counts."""

import logging
from pathlib import Path


class URLFetcher:
    def __init__(self, allowed_protocols):
        assert allowed_protocols == ("data",)


class HTML:
    def __init__(self, string, url_fetcher):
        self.html = string

    def write_pdf(self):
        logging.getLogger("weasyprint").warning("no such property")
        with Path("printed.log").open("a") as file:
            file.write("1")
        return b"%PDF-" + self.html.encode()
'''
CHROMIUM = """#!/bin/sh
for each; do
  case "$each" in --print-to-pdf=*) to="${each#*=}" ;; esac
  page="$each"
done
printf '%%PDF- <</CreationDate (D:20990101000000+00%s00%s)>> ' "'" "'" > "$to"
cat "${page#file://}" >> "$to"
"""


PAGE = "---\npermalink: /\ntitle: About\n---\n\n# Work experience\n"
HTML = "<head></head><h1>Name</h1>"


@pytest.fixture
def small(copy: Site) -> Site:
    """The project's site with nothing but a homepage, and the stand-in beside it."""
    shutil.rmtree(copy.root / "content")
    copy.write("content/pages/about.md", PAGE)
    copy.append("pelicanconf.py", "PUBLICATIONS_PATHS = []\nPUBLICATIONS_GROUPS = 'year'\n")
    copy.append("pelicanconf.py", "MENUITEMS, STATIC_PATHS = [], []\n")
    copy.write("hidden/weasyprint/__init__.py", STANDIN)
    return copy


@dataclass
class Plain:
    """A site that plain Pelican has built, as far as the plugin knows it."""

    root: Path
    settings: dict[str, Any]

    @property
    def cv(self) -> Path:
        """Its CV."""
        return self.root / "output/cv.pdf"

    @property
    def output_path(self) -> str:
        """The output."""
        return str(self.root / "output")

    def finish(self, html: str = HTML) -> None:
        """Build it."""
        (self.root / "output").mkdir(exist_ok=True)
        (self.root / "output/index.html").write_text(html, "utf-8")
        finish_plain(cast(Pelican, self))


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plain:
    """A site whose CV the stand-in prints, which leaves printed.log here."""
    module = ModuleType("weasyprint")
    exec(STANDIN, module.__dict__)
    monkeypatch.setitem(sys.modules, "weasyprint", module)
    monkeypatch.chdir(tmp_path)
    cache = str(tmp_path / "cache")
    return Plain(tmp_path, {"CACHE_PATH": cache, "SITEURL": "", STATE: ("weasyprint", "70.0", "")})


def links(output: Path) -> dict[str, str]:
    """Return the text of the link on the homepage of each language."""
    found = {}
    for lang in ("", "zh/"):
        text = (output / lang / "index.html").read_text(encoding="utf-8")
        for link in Html("index.html", text).soup.select("a.cv"):
            found[lang] = link.text
    return found


def pdfs(output: Path) -> list[str]:
    """Return the PDFs of an output."""
    return sorted(path.relative_to(output).as_posix() for path in output.rglob("cv.pdf"))


def test_each_language_has_its_cv_and_links_it(small: Site) -> None:
    done = small.pelican(PYTHONPATH=str(small.root / "hidden"))
    assert (done.code, done.err) == (0, "")
    assert links(small.output) == {"": "CV (PDF)", "zh/": "PDF简历"}
    assert pdfs(small.output) == ["cv.pdf", "zh/cv.pdf"]
    chinese = (small.output / "zh/cv.pdf").read_text(encoding="utf-8")
    assert 'lang="zh-Hans"' in chinese
    assert '<base href="https://cxxgtxy.github.io/zh/"/>' in chinese
    assert "break-inside: avoid" in chinese
    assert "<script" not in chinese


@pytest.mark.parametrize("why", ["lacking", "preview"])
def test_without_a_cv_there_is_no_link(why: str, small: Site) -> None:
    if why == "lacking":
        small.write("hidden/sitecustomize.py", 'import sys\nsys.modules["weasyprint"] = None\n')
    setting = f"I18N_PREVIEW={str(why == 'preview').lower()}"
    done = small.pelican("-e", setting, PYTHONPATH=str(small.root / "hidden"))
    assert (done.code, done.err) == (0, "")
    assert (links(small.output), pdfs(small.output)) == ({}, [])


def test_a_program_that_is_missing_ends_the_build(small: Site) -> None:
    done = small.pelican("-e", 'CV_PDF="chromium"', CHROMIUM="no-such-program")
    assert done.code == 1
    assert done.err.startswith('error: pelicanconf.py: CV_PDF is "chromium", which is not on the ')
    assert not small.output.exists()


def test_a_homepage_that_is_as_it_was_is_not_printed_again(plain: Plain) -> None:
    plain.finish()
    first = plain.cv.read_bytes()
    plain.cv.unlink()
    plain.finish()
    assert (first, Path("printed.log").read_text("utf-8")) == (plain.cv.read_bytes(), "1")
    plain.finish(HTML + "new")
    assert (plain.cv.read_bytes()[-3:], Path("printed.log").read_text("utf-8")) == (b"new", "11")
    assert len(list(Path("cache/cv").iterdir())) == 1  # what is not used is dropped


def test_another_version_prints_anew(plain: Plain) -> None:
    plain.finish()
    plain.settings[STATE] = "weasyprint", "71.0", ""
    plain.finish()
    assert Path("printed.log").read_text("utf-8") == "11"


def test_a_cv_of_your_own_is_left_alone(plain: Plain) -> None:
    plain.cv.parent.mkdir()
    plain.cv.write_bytes(b"%PDF mine")
    plain.finish()
    assert plain.cv.read_bytes() == b"%PDF mine"


def test_chromium_prints_with_a_fixed_date_and_again_when_it_changes(
    plain: Plain, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = script(plain, CHROMIUM)
    monkeypatch.setenv("CHROMIUM", str(program))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    for ending in (b"", b"\n"):
        printer, errors = load({"CV_PDF": "chromium"})
        assert printer and not errors
        plain.settings[STATE] = printer.kind, printer.state, printer.path
        plain.finish()
        printed = plain.cv.read_bytes()
        assert printed.startswith(b"%PDF- <</CreationDate (D:19700102000000+00'00')>> ")
        assert printed.endswith(b"</h1>" + ending)
        script(plain, CHROMIUM + 'echo >> "$to"\n')


def test_a_date_that_is_none_is_an_error_and_ends_no_print(
    plain: Plain, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    plain.settings[STATE] = "chromium", "", str(script(plain, CHROMIUM))
    plain.finish()
    assert b"(D:19700101000000+" in plain.cv.read_bytes()
    assert [each.getMessage() for each in caplog.records] == [
        "SOURCE_DATE_EPOCH: today is no number of seconds since 1970. Correct it or unset it."
    ]


@pytest.mark.parametrize("program", ["weasyprint", "chromium"])
def test_a_program_that_fails_is_an_error(
    program: str, plain: Plain, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    failing = script(plain, "#!/bin/sh\necho no display >&2\nexit 1\n")
    plain.settings[STATE] = program, "", str(failing)
    plain.finish()
    said = {
        "weasyprint": "pelicanconf.py: WeasyPrint cannot be loaded (import of weasyprint halted; "
        "None in sys.modules). Install Pango, as its documentation says, or set CV_PDF = False.",
        "chromium": f"pelicanconf.py: {failing} did not print cv.pdf (no display). "
        "Run it by hand to see why, or set CV_PDF to another program or to False.",
    }
    assert caplog.messages == [said[program]]
    assert not plain.cv.exists()


def test_a_page_that_cannot_be_printed_is_an_error(
    plain: Plain, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(page: object) -> bytes:
        raise ValueError("no such glyph")

    monkeypatch.setattr("weasyprint.HTML.write_pdf", fail)
    plain.finish()
    assert caplog.messages == [
        "pelicanconf.py: WeasyPrint cannot print the homepage (ValueError: no such glyph). "
        'Set CV_PDF to "chromium" or False.'
    ]


def script(plain: Plain, text: str) -> Path:
    """Return a program."""
    path = plain.root / "program"
    path.write_text(text, "utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("weasyprint", 'CV_PDF is "weasyprint", which is not installed.'),
        ("word", 'CV_PDF is \'word\'. Write "weasyprint", "chromium" or False.'),
    ],
)
def test_what_cannot_print_is_an_error(
    setting: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    printer, errors = load({"CV_PDF": setting})
    assert printer is None
    assert [str(each).startswith(f"pelicanconf.py: {said}") for each in errors] == [True]


def test_a_setting_misspelt_is_an_error() -> None:
    printer, errors = load({"CV_PDF": False, "CV_PFD": "chromium"})
    assert printer is None
    assert list(map(str, errors)) == [
        'pelicanconf.py: there is no setting CV_PFD. Did you mean "CV_PDF"?'
    ]
