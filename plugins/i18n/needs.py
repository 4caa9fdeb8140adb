"""What templates ask for, written into their code as they are compiled.

Whoever has to know it parses no template again; compiled templates are kept between builds.
"""

from __future__ import annotations

from jinja2 import Environment, TemplateError, nodes
from jinja2.compiler import CodeGenerator, Frame

_NOTE = "needs"
"""Where it is in a compiled template: the names that it looks up, and the templates that it names,
None among them for one whose name is not written there."""
_PART = "site_part"
"""The function of `sharing` that renders a template."""
_LOADS = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


class NotingCompiler(CodeGenerator):
    """Compiles as Jinja does, and notes what the template needs."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Write the module of a template."""
        self._names: dict[str, None] = {}
        self._templates: dict[object, None] = {}
        for load in node.find_all(_LOADS):
            self._note(load.template)  # type: ignore[attr-defined]
        unnamed = sum(each.name == _PART for each in node.find_all(nodes.Name))
        for call in node.find_all(nodes.Call):  # a function may be given one, as _PART is
            for first in call.args[:1]:
                if isinstance(first, nodes.Const) and str(first.value).endswith(".html"):
                    self._note(first)
                    unnamed -= isinstance(call.node, nodes.Name) and call.node.name == _PART
        if unnamed:
            self._templates[None] = None
        super().visit_Template(node, frame)
        self.writeline(f"{_NOTE} = {tuple(self._names)!r}, {tuple(self._templates)!r}")

    def enter_frame(self, frame: Frame) -> None:
        """Note what is looked up, as `jinja2.meta.find_undeclared_variables` does."""
        super().enter_frame(frame)
        found = (name for action, name in frame.symbols.loads.values() if action == "resolve")
        self._names.update((name, None) for name in found if name is not None)

    def _note(self, template: nodes.Expr) -> None:
        name = template.value if isinstance(template, nodes.Const) else None
        self._templates[name if isinstance(name, str) else None] = None


def needs(env: Environment, name: str) -> set[str] | None:
    """Return the names that the template *name* and all that it names look up, but for globals.

    None if that is not known: one of them is lacking, wrong, named by a variable, or was not
    compiled by a `NotingCompiler`.
    """
    names: set[str] = set()
    waiting, seen = [name], {name}
    while waiting:
        try:
            template = env.get_template(waiting.pop())
        except TemplateError:
            return None  # what is wrong is said when it is rendered
        looked_up, named = template.root_render_func.__globals__.get(_NOTE, ((), (None,)))
        if None in named:
            return None
        names.update(looked_up)
        waiting += [each for each in named if each not in seen]
        seen.update(named)
    return names - env.globals.keys()
