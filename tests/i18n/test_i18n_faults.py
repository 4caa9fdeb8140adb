"""What goes wrong in a build, whoever says so, is a line with a place and a mend."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pelican
import pytest
from jinja2 import Environment, FileSystemLoader
from pelican import Pelican
from pelican.log import FatalLogger
from pelican.settings import configure_settings, read_settings

from plugins.diagnostics import Diagnostic, SourceError
from plugins.i18n.faults import _MENDS, Faults, explain


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("sample_")]:
        del sys.modules[name]


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def built(**settings: Any) -> list[str]:
    """Return the errors of a build by plain Pelican."""
    Path("content").mkdir(exist_ok=True)
    values = {"PATH": "content", "OUTPUT_PATH": "output", "PLUGINS": [], **settings}
    faults = Faults("content")
    with faults.collecting():
        Pelican(configure_settings(read_settings(override=values))).run()
    return list(faults.errors)


def test_a_plugin_that_is_not_there() -> None:
    assert built(PLUGINS=["sample_lost"]) == [
        "pelicanconf.py: PLUGINS names sample_lost, which cannot be imported "
        "(Cannot import plugin `sample_lost`). Install it, correct the name or take it out."
    ]


def test_a_plugin_that_cannot_be_set_up() -> None:
    write("sample_broken.py", "def register():\n    raise ValueError('no key')\n")
    assert built(PLUGINS=["sample_broken"]) == [
        "pelicanconf.py: the plugin sample_broken cannot be set up (ValueError: no key). "
        "Correct it or take it out of PLUGINS."
    ]


def test_a_page_that_cannot_be_read() -> None:
    write("content/pages/a.md", "title: A\ndate: never\n\nText\n")
    assert built() == [
        "content/pages/a.md: cannot be read (ValueError: 'never' is not a valid date). "
        "Correct the file."
    ]


def test_an_article_without_a_date() -> None:
    write("content/a.md", "title: A\n\nText\n")
    assert built() == ["content/a.md: has no date. Write one in its metadata."]


def test_a_page_that_would_leave_the_output() -> None:
    write("content/pages/a.md", "title: A\nsave_as: ../../a.html\n\nText\n")
    assert built() == [
        "content/pages/a.md: would be written to ../../a.html, outside the output. "
        "Correct its address (permalink, slug, url or save_as)."
    ]


def test_a_page_of_unknown_status() -> None:
    write("content/pages/a.md", "title: A\nstatus: publshed\n\nText\n")
    (error,) = built()
    assert error.startswith("content/pages/a.md: has the status publshed. Write one of ")


def test_what_pelican_says_is_what_we_know() -> None:
    root = Path(pelican.__file__).parent
    source = "".join(path.read_text("utf-8") for path in root.rglob("*.py"))
    said = "".join(source.split())
    known = ["".join(message.replace("\n", "\\n").split()) for message in _MENDS]
    assert [message for message in known if message not in said.replace('""', "")] == []


# ---- Templates -----------------------------------------------------------------------------------


def rendered(text: str, where: str = "content/pages/about.md", **more: str) -> list[str]:
    """Return what is said of a template that fails."""
    for name, body in {"page.html": text, **more}.items():
        write(f"theme/templates/{name}", body)
    env = Environment(loader=FileSystemLoader("theme/templates"))
    with pytest.raises(Exception) as raised:
        env.get_template("page.html").render()
    return explain(raised.value, where)


def test_a_template_s_syntax() -> None:
    assert rendered("a\n{% if %}\n") == [
        "theme/templates/page.html:2: Expected an expression, got 'end of statement block'. "
        "Correct the template."
    ]


def test_an_unknown_tag_of_a_template() -> None:
    (error,) = rendered("{% blok x %}")
    assert error.startswith("theme/templates/page.html:1: Encountered unknown tag 'blok'.")


def test_a_template_s_error_names_the_line_and_the_page() -> None:
    assert rendered("a\nb\n{{ x.y.z }}\n") == [
        "theme/templates/page.html:3: UndefinedError: 'x' is undefined "
        "(seen on content/pages/about.md). Correct the template."
    ]


def test_an_error_in_an_included_template_is_in_that_one() -> None:
    included = {"part.html": "\n\n{{ 1 / 0 }}"}
    assert rendered("{% include 'part.html' %}", "", **included) == [
        "theme/templates/part.html:3: ZeroDivisionError: division by zero. Correct the template."
    ]


def test_a_template_in_another_encoding() -> None:
    write("theme/templates/part.html", "")
    Path("theme/templates/part.html").write_bytes(b"a\nCaf\xe9\n")
    assert rendered("{% include 'part.html' %}") == [
        "theme/templates/part.html:2: is not UTF-8. Save it as UTF-8."
    ]


def test_a_template_that_is_not_there() -> None:
    assert rendered("{% extends 'lost.html' %}") == [
        "content/pages/about.md: there is no template lost.html. Add it to the theme."
    ]


# ---- Other exceptions ------------------------------------------------------------------------


def test_a_source_s_faults_are_its_lines() -> None:
    error = SourceError([Diagnostic("a.md", 1, "x. Y."), Diagnostic("b.md", 0, "z. W.")])
    assert explain(error) == ["a.md:1: x. Y.", "b.md: z. W."]


def test_a_file_that_cannot_be_opened() -> None:
    with pytest.raises(OSError, match="lost") as raised:
        Path("lost.txt").read_text("utf-8")
    assert explain(raised.value) == [
        "lost.txt: No such file or directory. It went away: build again, or correct what names it."
    ]


def test_anything_else_names_where_it_was_raised() -> None:
    try:
        raise KeyError("x\ny")
    except KeyError as error:
        (line,) = explain(error, "the news")
    assert line.startswith("the news: KeyError: 'x\\ny' in ")
    assert "test_i18n_faults.py:" in line


# ---- Collecting ------------------------------------------------------------------------------

ours = logging.getLogger("plugins.sample")
theirs = logging.getLogger("sample_other")


def test_errors_and_warnings_are_taken_each_once_and_the_rest_is_left(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    faults = Faults()
    with faults.collecting():
        for _ in range(2):
            ours.error("a.md:1: an error. Mend it.")
            theirs.error("their\n error")
            ours.warning("a warning")
            theirs.warning("their warning")
            theirs.info("their information")
    assert list(faults.errors) == ["a.md:1: an error. Mend it.", "their error"]
    assert list(faults.warnings) == ["a warning", "their warning"]
    assert {record.getMessage() for record in caplog.records} == {"their information"}


def test_every_build_hears_every_warning() -> None:
    heard = []
    for _ in range(3):  # as pelican -r builds in one process
        faults = Faults()
        with faults.collecting():
            ours.warning("said in every build")
            theirs.warning("this, too")
        heard.append(list(faults.warnings))
    assert heard == [["said in every build", "this, too"]] * 3


def test_after_collecting_all_is_as_it_was() -> None:
    handlers, filters = list(logging.getLogger().handlers), list(ours.filters)
    with Faults().collecting():
        pass
    assert (handlers, filters) == (list(logging.getLogger().handlers), list(ours.filters))
    assert not any(isinstance(each, Faults) for each in handlers)


def test_an_exception_that_is_logged_is_said_in_one_line() -> None:
    faults = Faults()
    with faults.collecting():
        try:
            raise ValueError("many\nlines")
        except ValueError:
            theirs.exception("it failed")
        try:
            raise SourceError([Diagnostic("a.md", 3, "is bad. Mend it.")])
        except SourceError:
            theirs.error("Could not process %s", "a.md")
    assert list(faults.errors) == ["it failed (ValueError: many lines)", "a.md:3: is bad. Mend it."]


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loggers as ``pelican --quiet`` leaves them."""
    for name in (None, "pelican"):
        monkeypatch.setattr(logging.getLogger(name), "level", logging.CRITICAL)
        logging.getLogger(name)._cache.clear()  # type: ignore[attr-defined]


def test_a_build_that_is_to_be_quiet_hears_every_error(quiet: None) -> None:
    faults = Faults()
    with faults.collecting():
        ours.error("a.md:1: an error. Mend it.")
        theirs.error("theirs")
        theirs.warning("their warning")
    assert list(faults.errors) == ["a.md:1: an error. Mend it.", "theirs"]
    assert list(faults.warnings) == ["their warning"]
    assert not theirs.isEnabledFor(logging.ERROR)


def test_with_fatal_errors_nothing_is_raised_where_it_is_logged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(FatalLogger, "fatal_lvl", logging.ERROR)
    faults = Faults()
    with faults.collecting():
        ours.error("one")
        ours.error("two")
        ours.warning("three")
    assert (list(faults.errors), list(faults.warnings)) == (["one", "two"], ["three"])
    assert FatalLogger.fatal_lvl == logging.ERROR


def test_with_fatal_warnings_a_warning_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FatalLogger, "fatal_lvl", logging.WARNING)
    faults = Faults()
    with faults.collecting():
        ours.warning("one")
    faults.warn(["two"])
    assert (list(faults.errors), list(faults.warnings)) == (["one", "two"], [])


def test_a_name_that_is_too_long_is_that_of_whoever_chose_it() -> None:
    error = OSError(errno.ENAMETOOLONG, "File name too long", "/tmp/staging/aaaa/index.html")
    assert explain(error, "content/pages/a.md") == [
        "content/pages/a.md: File name too long. Give the page a shorter slug, or the file a "
        "shorter name."
    ]
