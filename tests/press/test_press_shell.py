"""The plugin in a small build by plain Pelican."""

import logging
from pathlib import Path
from typing import Any

import pytest
from pelican import Pelican
from pelican.settings import configure_settings, read_settings

REPORT = '[[report]]\ntitle = "题目"\nurl = "https://a.example/"\nlang = "zh-Hans"\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    text = "{% for report in press %}{{ report.title }} {% endfor %}"
    (templates / "index.html").write_text(text, encoding="utf-8")
    (tmp_path / "content").mkdir()
    return tmp_path


def _index(site: Path, **settings: Any) -> str:
    values = {
        "PATH": str(site / "content"),
        "OUTPUT_PATH": str(site / "output"),
        "THEME": str(site / "theme"),
        "PLUGINS": ["plugins.press"],
        "DIRECT_TEMPLATES": ["index"],
        **settings,
    }
    pelican = Pelican(configure_settings(read_settings(override=values)))
    pelican.run()
    assert "press" in pelican.settings["BLOCKS"]
    return (site / "output" / "index.html").read_text(encoding="utf-8")


def _errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]


def test_templates_have_the_reports(site: Path) -> None:
    (site / "content" / "press.toml").write_text(REPORT, encoding="utf-8")
    assert _index(site) == "题目 "


def test_no_file_is_no_press(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert _index(site) == ""
    assert _errors(caplog) == []


def test_faults_are_errors(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    (site / "content" / "press.toml").write_text(REPORT + 'tilte = "x"\n', encoding="utf-8")
    _index(site, PRESS_PTH="x")
    assert [error.split(": ", 1)[1] for error in _errors(caplog)] == [
        'there is no setting PRESS_PTH. Did you mean "PRESS_PATH"?',
        'a report has no key "tilte". Did you mean "title"?',
    ]


def test_a_named_file_has_to_be_there(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    _index(site, PRESS_PATH="lost.toml")
    (error,) = _errors(caplog)
    assert "PRESS_PATH names lost.toml" in error
