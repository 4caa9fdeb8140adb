"""The one Markdown parser of the site, for pages and for the messages made of them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale
from markdown import Markdown
from markdown.extensions import Extension

from plugins.diagnostics import Diagnostic

from .dates import Dates
from .formulas import Formulas
from .headings import Headings
from .nesting import Lists
from .source import Source
from .tables import Tables
from .typography import Typography

logger = logging.getLogger(__name__)

_META = ("markdown.extensions.meta", "meta")


class Parser(Markdown):
    """Python-Markdown that knows the file it is at work on and gathers what is wrong with it.

    Set `source` before `convert`; read `faults` after it.
    """

    source: Source = Source()
    faults: list[Diagnostic]

    def __init__(self, **options: Any) -> None:
        self.faults = []
        super().__init__(**options)


def markdown_for(
    settings: Mapping[str, Any], extra_extensions: Iterable[Extension | str] = ()
) -> Parser:
    """Return a parser for *settings*, which stay as they are.

    It has the extensions of the setting MARKDOWN, then ours, then *extra_extensions*. Metadata is
    not its business. Dates are in the language of ``settings["I18N"]``, else in English.
    """
    options = dict(settings["MARKDOWN"])
    configs = options.pop("extension_configs", {})
    given = dict.fromkeys([*options.pop("extensions", []), *configs])
    extensions = [extension for extension in given if extension not in _META]
    ours = [Lists(), _dates(settings), Headings(), Tables(), Formulas(_warn_of_formula)]
    ours.append(Typography(_lang(settings)))
    return Parser(
        extensions=[*extensions, *ours, *extra_extensions], extension_configs=configs, **options
    )


def _dates(settings: Mapping[str, Any]) -> Dates:
    translator = settings.get("I18N")
    if translator is None:
        return Dates(Locale("en"), str, _report_date)
    return Dates(translator.language.locale, translator.gettext, _report_date)


def _lang(settings: Mapping[str, Any]) -> str:
    translator = settings.get("I18N")
    return str(settings["DEFAULT_LANG"] if translator is None else translator.language.tag)


def _report_date(md: Markdown, text: str, what: str) -> None:
    if isinstance(md, Parser):
        line = md.source.line_of(text)
        md.faults.append(Diagnostic(md.source.path, line, what))


def _warn_of_formula(md: Markdown, typed: str) -> None:
    """Name a formula that is shown as code; without a path it is one of a message's trial."""
    if isinstance(md, Parser) and md.source.path:
        line = md.source.line_of(max(typed.split("\n"), key=len))
        what = f'the formula "{" ".join(typed.split())}" cannot be set. Write it with other '
        what += "commands of TeX; a dollar sign is \\$."
        logger.warning("%s", Diagnostic(md.source.path, line, what))
