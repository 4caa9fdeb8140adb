"""What is wrong in the templates of a theme, all of it, once one of them has failed.

Jinja compiles a template when a page first asks for it, and stops at the first that is wrong.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

_SUFFIXES = (".html", ".xml", ".txt", ".j2")
_ASKING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


Fault = TemplateSyntaxError | UnicodeDecodeError


def faults(error: BaseException) -> tuple[Fault, ...]:
    """Return what is wrong in each template of the environment that raised *error*."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        env = frame.f_locals.get("self")
        if isinstance(env, Environment) and env.loader is not None:
            return _of_all(env)
    return ()


@lru_cache(maxsize=1)  # every page of a run meets the same templates
def _of_all(env: Environment) -> tuple[Fault, ...]:
    names = env.list_templates(filter_func=lambda name: name.endswith(_SUFFIXES))
    return tuple(fault for name in names for fault in _of_template(env, name))


def _of_template(env: Environment, name: str) -> Iterator[Fault]:
    assert env.loader is not None
    try:
        source, path, _ = env.loader.get_source(env, name)
        env.compile(source, name, path)
    except (TemplateSyntaxError, UnicodeDecodeError) as error:
        yield error
        return
    for node in env.parse(source, name, path).find_all(_ASKING):
        wanted = getattr(node, "template", None)
        if isinstance(wanted, nodes.Const) and not getattr(node, "ignore_missing", False):
            try:
                env.loader.get_source(env, env.join_path(str(wanted.value), name))
            except TemplateNotFound:
                what = f"asks for the template {wanted.value}, which the theme lacks"
                yield TemplateSyntaxError(what, node.lineno, name, path)
            except UnicodeDecodeError:
                continue  # told of that template
