"""What templates make once, although many pages show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican.generators import Generator


def site_part(generator: Generator) -> Callable[..., Markup]:
    """Return the function that renders a template that knows the site but not the page.

    It sees what all pages see, SITEURL, the depth of the page (by an ``output_file`` that stands
    for it) and the variables named, and so is rendered once for all pages alike in these.
    """
    rendered: dict[tuple[object, ...], Markup] = {}
    in_preview = bool(generator.settings.get("I18N_PREVIEW"))

    @pass_context
    def part(context: Context, name: str, output_file: str = "", **variables: Any) -> Markup:
        root, depth = context.get("SITEURL"), context.get("output_file", "").count("/")
        key = (name, root, depth, output_file, *variables.items())
        if (known := rendered.get(key)) is None or in_preview:  # which notes each text on each page
            page = {"SITEURL": root, "output_file": output_file or "-/" * depth + "-"}
            template = generator.env.get_template(name)
            known = Markup(template.render({**generator.context, **page, **variables}))
            rendered[key] = known
        return known

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
