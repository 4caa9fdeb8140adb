"""Compiled templates know what they ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import BytecodeCache, DictLoader, Environment, FileSystemLoader, meta, nodes
from jinja2.bccache import Bucket

from plugins.i18n.needs import NotingCompiler, needs

THEME = Path(__file__).parents[2] / "theme" / "templates"

TEMPLATES = {
    "base.html": "{{ site }}{% block body %}{{ body }}{% endblock %}{{ part('part.html', a) }}",
    "child.html": """{% extends "base.html" %}
        {% block body %}{% include "part.html" %}{% endblock %}""",
    "part.html": "{% set own = outer %}{{ own }}{{ known }}",
    "macros.html": "{% macro hi(who) %}{{ who }}{{ greeting }}{% endmacro %}",
    "imports.html": '{% import "macros.html" as m %}{{ m.hi(name) }}',
    "from.html": '{% from "macros.html" import hi %}{{ hi(name) }}',
    "calls.html": "{% call part('part.html') %}{{ inner }}{% endcall %}",
    "itself.html": '{% if more %}{% include "itself.html" %}{% endif %}',
    "variable.html": "{% include part %}",
    "several.html": '{% include ["part.html", "base.html"] %}',
    "site_part.html": "{{ site_part('part.html') }}",
    "named.html": "{{ site_part(name) }}",
    "renamed.html": "{% set f = site_part %}{{ f(name) }}{{ site_part('part.html') }}",
    "lacks.html": '{% include "lacking.html" %}',
    "wrong.html": "{% if %}",
    "includes_wrong.html": '{% include "wrong.html" %}',
}


def environment() -> Environment:
    env = Environment(loader=DictLoader(TEMPLATES))
    env.code_generator_class = NotingCompiler
    env.globals["known"] = "known"
    return env


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("base.html", {"site", "body", "part", "a", "outer"}),
        ("child.html", {"site", "body", "part", "a", "outer"}),
        ("part.html", {"outer"}),
        ("imports.html", {"name", "greeting"}),
        ("from.html", {"name", "greeting"}),
        ("calls.html", {"part", "inner", "outer"}),
        ("itself.html", {"more"}),
        ("variable.html", None),
        ("several.html", None),
        ("site_part.html", {"site_part", "outer"}),
        ("named.html", None),
        ("renamed.html", None),
        ("lacks.html", None),
        ("includes_wrong.html", None),
        ("lacking.html", None),
    ],
)
def test_what_a_template_and_all_that_it_names_look_up(name: str, expected: set[str]) -> None:
    assert needs(environment(), name) == expected


def test_nothing_is_known_of_a_template_that_jinja_alone_compiled() -> None:
    assert needs(Environment(loader=DictLoader(TEMPLATES)), "part.html") is None


def test_it_is_kept_with_what_is_compiled() -> None:
    class Kept(BytecodeCache):
        compiled: dict[str, bytes] = {}  # noqa: RUF012

        def load_bytecode(self, bucket: Bucket) -> None:
            if bucket.key in self.compiled:
                bucket.bytecode_from_string(self.compiled[bucket.key])

        def dump_bytecode(self, bucket: Bucket) -> None:
            self.compiled[bucket.key] = bucket.bytecode_to_string()

    first, later = environment(), environment()
    first.bytecode_cache = later.bytecode_cache = Kept()
    found = needs(first, "child.html")
    later.code_generator_class = Environment.code_generator_class  # compiles nothing
    assert needs(later, "child.html") == found


@pytest.mark.parametrize(
    "name", sorted(path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html"))
)
def test_the_names_of_the_theme_are_those_that_jinja_finds(name: str) -> None:
    env = Environment(loader=FileSystemLoader(THEME), extensions=["jinja2.ext.i18n"])
    env.code_generator_class = NotingCompiler
    source = (THEME / name).read_text("utf-8")
    tree = env.parse(source)
    for each in tree.find_all(nodes.Filter):
        env.filters.setdefault(each.name, str)  # of a plugin
    looked_up, _ = env.from_string(source).root_render_func.__globals__["needs"]
    assert set(looked_up) - env.globals.keys() == meta.find_undeclared_variables(tree)
