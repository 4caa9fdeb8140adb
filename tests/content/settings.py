"""Pelican settings for these tests: its defaults, without a highlighter that changes the code."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

from babel import Locale
from pelican.settings import DEFAULT_CONFIG


def settings(**changes: Any) -> dict[str, Any]:
    markdown = {"extension_configs": {"markdown.extensions.extra": {}}, "output_format": "html5"}
    return {**deepcopy(DEFAULT_CONFIG), "MARKDOWN": markdown, **changes}


def translator(locale: str, gettext: Callable[[str], str] = str) -> SimpleNamespace:
    """Return what stands in settings["I18N"] of a language's run, as far as dates need it."""
    language = SimpleNamespace(locale=Locale.parse(locale), tag=locale.replace("_", "-"))
    return SimpleNamespace(language=language, gettext=gettext)
