"""Templates rendered cheaply say what Jinja's own say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from plugins.i18n import rendering


class Shouted(str):
    """A text with its own HTML."""

    def __html__(self) -> str:
        return f"<b>{self.upper()}</b>"


TEMPLATES = {
    "base": "<{% block name %}{{ name }}{% endblock %}>{% include 'part' %}",
    "child": '{% extends "base" %}{% set mine = "a & b" %}{% block name %}{{ mine }}{% endblock %}',
    "part": "{{ mine }} {{ html }} {{ whole }} {{ shouted }} {{ lacking }}{{ none }}{{ number }}",
    "calls": "{% for i in [1, 2] %}{% set own = i %}{{ of('own') }}{% endfor %}{{ of('name') }}",
    "stops": "{{ stops() }}.",
    "supers": '{% extends "base" %}{% block name %}{{ super() }}, {{ super() }}{% endblock %}',
    "perhaps": '{{ name }}{% if known %}{% extends "base" %}{% endif %}{{ html }}',
    "unlikely": '{{ name }}{% if not known %}{% extends "base" %}{% endif %}{{ html }}',
    "captures": "{% set it %}{% block name %}{{ name }}{% endblock %}{% endset %}{{ it }}{{ it }}",
    "itself": "{% block name %}{{ name }}{% endblock %}{{ self.name() }}{% include 'part' %}",
    "calling": "{% macro hi() %}{{ caller() }}{% endmacro %}{% call hi() %}{{ name }}{% endcall %}",
    "attributes": "{{ deep.a.b.c }}{{ deep.lacking }}{{ deep.a.lacking or 1 }}{{ number.real }}"
    "{% for each in deep.all if each.b %}{{ loop.index }}{{ each.b.c }}{% endfor %}"
    "{{ deep.a['b'].keys()|list }}",
    "nothing": "",
    "macros": "{% macro hi(who) %}hi {{ who }} {{ known }}{% endmacro %}",
    "imports": '{% from "macros" import hi %}{{ hi("<x>") }}{{ hi(html) }}',
    "plain": "{% autoescape false %}{{ name }}{% endautoescape %}{{ name }}",
}


@pass_context
def of(context: Context, name: str) -> Any:
    """Return what the template knows by the name."""
    return context.get(name)


def stops() -> None:
    """Raise what Jinja takes for nothing."""
    raise StopIteration


def environment() -> Environment:
    env = Environment(loader=DictLoader(TEMPLATES), autoescape=True)
    env.globals.update(of=of, stops=stops, known="<global>", name="global")
    return env


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name != "macros"])
def test_a_template_says_what_it_says_with_jinja_alone(name: str) -> None:
    variables = {
        "name": "<&>",
        "html": Markup("<i>'</i>"),
        "whole": "whole",
        "shouted": Shouted("loud"),
        "none": None,
        "number": 3,
        "deep": {"a": {"b": {"c": "<"}}, "all": [{"b": {"c": "<"}}, {"b": ""}]},
    }
    cheap = environment()
    rendering.install(cheap)
    expected = environment().get_template(name).render(variables)
    assert cheap.get_template(name).render(variables) == expected


@given(st.text() | st.integers() | st.none() | st.text().map(Markup) | st.text().map(Shouted))
def test_what_is_printed_is_escaped(value: object) -> None:
    assert rendering.printed(value) == escape(value)
