"""What Jinja does for a page, as cheap as thousands of pages ask for.

No template sees a difference: what is printed, found and called is what Jinja prints, finds and
calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import lru_cache, partial
from types import CodeType, FunctionType
from typing import Any

from jinja2 import Environment, Template, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.utils import internalcode, missing
from markupsafe import Markup, escape

from .needs import NotingCompiler

_FUNCTIONS = frozenset((FunctionType, partial, type(lru_cache(str))))
_CONTEXT = pass_context(lambda _: None).jinja_pass_arg  # type: ignore[attr-defined]
"""What Jinja notes of a function that gets the context."""


def install(env: Environment) -> None:
    """Render the templates of *env*, none of which has been loaded, in this way."""
    env.template_class = PlainTemplate
    env.context_class = PlainContext
    env.code_generator_class = Compiler
    env.cache = {}  # for good: a theme has few templates, and every page asks for some


def printed(value: object) -> str:
    """Return *value* as HTML, as `markupsafe.escape` does, without a copy of what is HTML already.

    It may be no Markup, for it only becomes part of a page.
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is not str:
        return escape(value)
    text: str = value  # type: ignore[assignment]
    text = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    return text.replace("'", "&#39;").replace('"', "&#34;")


class Compiler(NotingCompiler):
    """Makes templates that print by `printed` what they escape, and yield what they print in one
    piece: each piece would be handed on by every template and block around it."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Write the module of a template."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import printed")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write the statements of a template, of a block or of a part of these."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        context = frame.eval_ctx
        if finalize.src is None and context.autoescape and not context.volatile:
            self.write("printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write an attribute: `Environment.getattr` is called only for what has none."""
        if self.environment.is_async:
            super().visit_Getattr(node, frame)
            return
        self.write("(found if (found := getattr((of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(of, {node.attr!r}))")


class PlainContext(Context):
    """Calls functions that ask for nothing of Jinja's as they are."""

    @internalcode
    def call(
        self,
        function: Callable[..., Any],
        /,
        *arguments: Any,
        _loop_vars: dict[str, Any] | None = None,
        _block_vars: dict[str, Any] | None = None,
        **named: Any,
    ) -> Any:
        """Call *function*; with the context first if it was decorated to get that."""
        wanted = getattr(function, "jinja_pass_arg", None)
        if wanted is _CONTEXT and not (_loop_vars or _block_vars):
            arguments = (self, *arguments)
        elif wanted is not None or type(function) not in _FUNCTIONS:
            own = {"_loop_vars": _loop_vars, "_block_vars": _block_vars}
            return super().call(function, *arguments, **own, **named)
        try:
            return function(*arguments, **named)
        except StopIteration:
            return self.environment.undefined("a function raised StopIteration")


class PlainTemplate(Template):
    """A template that looks its globals up in one dict: Jinja's chain of two is copied, name by
    name, for every page."""

    global_names: set[str]

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> PlainTemplate:
        """Return the template of compiled *code*."""
        template = super().from_code(environment, code, dict(globals), uptodate)
        assert isinstance(template, PlainTemplate)
        template.global_names = set(globals)
        return template

    def new_context(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> Context:
        """Return the context of one rendering, with *vars*, and *locals* of what includes it."""
        known = vars or {}
        if not shared:
            known = {**self.globals, **known}
        if locals:
            own = {name: value for name, value in locals.items() if value is not missing}
            known = {**known, **own}
        context = self.environment.context_class(self.environment, known, self.name, self.blocks)
        context.globals_keys = self.global_names
        return context
