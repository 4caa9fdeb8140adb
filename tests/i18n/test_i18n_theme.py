"""One run names every template that is wrong, not the first alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, TemplateError

from plugins.i18n.faults import Faults


def told(root: Path, templates: dict[str, str], asked: str = "a.html") -> list[str]:
    """Return the errors, without their directories, once the template *asked* has failed."""
    folders = [root / "overrides", root / "theme"]
    for name, text in templates.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "latin-1")
    faults = Faults()
    with pytest.raises((TemplateError, UnicodeDecodeError)) as failure:
        Environment(loader=FileSystemLoader(folders)).get_template(asked).render()
    faults.add(failure.value, "content/pages/cv.md")
    return [line.removeprefix(f"{root}/") for line in faults.errors]


def test_each_wrong_template_is_named_once(tmp_path: Path) -> None:
    wrong = {
        "theme/a.html": "\n{% if %}",
        "theme/b.html": "{{ x|lost }}",
        "overrides/c.html": "{{ x is lost }}",
        "theme/good.html": "{{ x }}",
    }
    assert [line.partition(": ")[0] for line in told(tmp_path, wrong)] == [
        "theme/a.html:2",
        "theme/b.html:1",
        "overrides/c.html:1",
    ]


def test_an_include_that_is_not_there_is_named_where_it_stands(tmp_path: Path) -> None:
    wrong = {
        "theme/a.html": "\n{% include 'lost.html' %}",
        "theme/b.html": "{% extends 'gone.html' %}",
        "theme/c.html": "{% include 'lost.html' ignore missing %}",
    }
    assert told(tmp_path, wrong) == [
        "theme/a.html:2: asks for the template lost.html, which the theme lacks. "
        "Correct the template.",
        "theme/b.html:1: asks for the template gone.html, which the theme lacks. "
        "Correct the template.",
    ]


def test_a_template_that_is_not_utf_8_is_named_beside_others(tmp_path: Path) -> None:
    wrong = {"theme/a.html": "{% if %}", "theme/b.html": "\n\xe9"}
    assert told(tmp_path, wrong)[1:] == ["theme/b.html:2: is not UTF-8. Save it as UTF-8."]


def test_an_include_named_by_a_variable_is_told_of_the_page(tmp_path: Path) -> None:
    assert told(tmp_path, {"theme/a.html": "{% set x = 'lost' %}{% include x %}"}) == [
        "content/pages/cv.md: there is no template lost. Add it to the theme."
    ]
