"""The gettext functions of templates: the theme's texts, as HTML where a theme escapes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from .translator import Translator


def install(env: Environment, translator: Translator, *, marked: bool) -> None:
    """Let the templates of *env* ask for the texts of the theme, *marked* with their language."""
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translator.gettext,
        translator.ngettext,
        newstyle=True,
        pgettext=translator.pgettext,
        npgettext=translator.npgettext,
    )
    if marked:  # else a theme that does not escape: plain texts, as gettext gives them
        env.globals.update(_marked_gettext(translator))


def _marked_gettext(translator: Translator) -> dict[str, Callable[..., Markup]]:
    """The functions that newstyle templates call: texts as HTML, their variables filled in.

    Jinja's own do the same by way of the context; a page asks some forty times.
    """
    marked: Callable[..., Markup] = translator.marked
    if translator.preview is None:  # which notes each text on each page that shows it
        marked = cache(marked)

    def whole(msgid: str) -> Markup:
        return marked(msgid) % {}

    if translator.preview is None:
        whole = cache(whole)

    def gettext(msgid: str, /, **variables: Any) -> Markup:
        return marked(msgid) % variables if variables else whole(msgid)

    def ngettext(singular: str, plural: str, number: int, /, **variables: Any) -> Markup:
        return marked(singular, "", plural, number) % {"num": number, **variables}

    def pgettext(context: str, msgid: str, /, **variables: Any) -> Markup:
        return marked(msgid, context) % {"context": context, **variables}

    def npgettext(
        context: str, singular: str, plural: str, number: int, /, **variables: Any
    ) -> Markup:
        named = {"context": context, "num": number, **variables}
        return marked(singular, context, plural, number) % named

    return {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "npgettext": npgettext,
    }
