"""What templates make once, although many pages show it."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican.generators import Generator


class PlainTemplate(Template):
    """A template that looks its globals up in one dict: Jinja's chain of two is copied, name by
    name, for every page."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template of compiled *code*."""
        return super().from_code(environment, code, dict(globals), uptodate)


def site_part(generator: Generator) -> Callable[..., Markup]:
    """Return the function that renders a template that knows the site but not the page.

    It sees what all pages see, SITEURL, the depth of the page (by an ``output_file`` that stands
    for it) and the variables named, and so is rendered once for all pages alike in these.
    """
    rendered: dict[tuple[object, ...], Markup] = {}
    in_preview = bool(generator.settings.get("I18N_PREVIEW"))

    @pass_context
    def part(context: Context, name: str, output_file: str = "") -> Markup:
        root, depth = context.get("SITEURL"), context.get("output_file", "").count("/")
        key = (name, root, depth, output_file)
        if key not in rendered or in_preview:  # which notes each text on each page
            variables = {"SITEURL": root, "output_file": output_file or "-/" * depth + "-"}
            template = generator.env.get_template(name)
            rendered[key] = Markup(template.render({**generator.context, **variables}))
        return rendered[key]

    return part


def once() -> Callable[..., Any]:
    """Return the function that calls a macro once for a thing, however many lists show it."""
    known: dict[tuple[object, ...], tuple[object, Any]] = {}

    def called(macro: Callable[..., Any], thing: object, *arguments: object) -> Any:
        key = (macro, id(thing), *arguments)
        if (found := known.get(key)) is None:
            # The thing is kept too, or another one could get its id.
            found = known[key] = thing, macro(thing, *arguments)
        return found[1]

    return called
