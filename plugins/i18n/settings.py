"""The plugin's settings, each with its default."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.diagnostics import did_you_mean

logger = logging.getLogger(__name__)

DEFAULTS: dict[str, Any] = {
    "I18N_PATH": None,  # directory of the catalogs; None: translations/ beside PATH
    "I18N_LANGUAGES": {},  # overrides by tag: {"zh-Hans": {"prefix": "cn", "name": "简体"}}
    "I18N_TEXTS": (),  # names of further settings that readers see
    "I18N_EDIT_URL": "",  # where a catalog is edited: "https://…/edit/main/{path}", {line} too
    "I18N_MIN_COVERAGE": 0,  # 0 to 1: a page translated less is not offered in that language
    "I18N_PREVIEW": False,  # mark what is not translated; for translators, not for readers
    "I18N_URL_HOSTS": (),  # hosts that the address of a report in another language may have
}
_INTERNAL = {"I18N", "I18N_BUILD", "I18N_SOURCE_LANG", "I18N_FEED_DOMAIN"}


def defaults(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plugin's settings, the owner's first. Relative paths are below PATH's parent."""
    merged = {name: settings.get(name, value) for name, value in DEFAULTS.items()}
    beside = Path(settings["PATH"]).parent
    merged["I18N_PATH"] = str(beside / (merged["I18N_PATH"] or "translations"))
    return merged


def min_coverage(settings: Mapping[str, Any]) -> float:
    """Return how far a page must be translated to be offered, 0 to 1.

    A preview offers everything: it is for those who translate it.
    """
    return 0.0 if settings.get("I18N_PREVIEW") else float(settings.get("I18N_MIN_COVERAGE", 0))


def check(settings: Mapping[str, Any]) -> None:
    """Log an error for each setting with our prefix that we do not know."""
    for name in settings:
        if name.startswith("I18N_") and name not in DEFAULTS and name not in _INTERNAL:
            mend = did_you_mean(name, DEFAULTS, f" There are: {', '.join(DEFAULTS)}.")
            logger.error("pelicanconf.py: there is no setting %s.%s", name, mend)
    try:
        str(settings.get("I18N_EDIT_URL") or "").format(path="", line=1)
    except (LookupError, ValueError, AttributeError):
        what = "I18N_EDIT_URL can have {path} and {line} in it, and no other brace. Correct it."
        logger.error("pelicanconf.py: %s", what)
