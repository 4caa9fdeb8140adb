"""Checks the types of settings: of those that readers see, and of this plugin's own.

pelicanconf.py is Python, so a setting may be anything. A wrong one is reported once, before it is
used anywhere, and counts as not set, so that the build can go on and find further faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plugins.diagnostics import Diagnostic

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def settle(settings: dict[str, Any]) -> tuple[Diagnostic, ...]:
    """Replace each wrong setting by the value that counts as not set; return the faults."""
    found = []
    for name, (is_right, empty, example) in _KINDS.items():
        if name in settings and not is_right(settings[name]):
            settings[name] = empty
            what = f"{name} cannot be read. Write, for instance, {example}."
            found.append(Diagnostic("pelicanconf.py", 0, what))
    return tuple(found)


def _is_text(value: Any) -> bool:
    return value is None or (isinstance(value, str) and "\0" not in value)


def _is_line(value: Any) -> bool:
    return _is_text(value) and not _CONTROL.search(value or "")


def _is_address(value: Any) -> bool:
    try:
        return isinstance(value, str) and urlsplit(value).scheme in ("", "http", "https")
    except ValueError:
        return False


def _are_texts(value: Any) -> bool:
    return isinstance(value, list | tuple | set) and all(isinstance(each, str) for each in value)


def _is_zone(value: Any) -> bool:
    try:
        return bool(ZoneInfo(value))
    except (ValueError, TypeError, OSError, ZoneInfoNotFoundError):
        return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1


def _are_links(value: Any) -> bool:
    return value is None or (
        isinstance(value, list | tuple)
        and all(_are_texts(each) and not isinstance(each, set) and len(each) == 2 for each in value)
    )


def _is_table(value: Any) -> bool:
    return value is None or (
        isinstance(value, Mapping)
        and all(isinstance(key, str) and isinstance(text, str) for key, text in value.items())
    )


def _are_tables(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(key, str) and isinstance(each, Mapping) and _is_table(each)
        for key, each in value.items()
    )


_KINDS: Mapping[str, tuple[Callable[[Any], bool], Any, str]] = {
    "AUTHOR": (_is_line, "", '"Ada Lovelace"'),
    "AUTHOR_JOB": (_is_line, "", '"Professor of mathematics"'),
    "AUTHOR_PLACE": (_is_line, "", '"London"'),
    "AUTHOR_EMAIL": (_is_line, "", '"ada@example.org"'),
    "AUTHOR_AVATAR": (_is_line, "", '"images/portrait.jpg"'),
    "AUTHOR_WECHAT_QR": (_is_line, "", '"images/wechat.png"'),
    "AUTHOR_LINKS": (_are_links, (), '[("GitHub", "https://github.com/ada")]'),
    "LINKS": (_are_links, (), '[("GitHub", "https://github.com/ada")]'),
    "SOCIAL": (_are_links, (), '[("GitHub", "https://github.com/ada")]'),
    "MENUITEMS": (_are_links, (), '[("About", "/")]'),
    "SITENAME": (_is_line, "", '"Ada Lovelace"'),
    "SITESUBTITLE": (_is_text, "", '"Notes on the Analytical Engine"'),
    "SITEURL": (_is_address, "", '"https://example.org"'),
    "SITE_VERIFICATION": (_is_table, {}, '{"google-site-verification": "…"}'),
    "ICP_NUMBER": (_is_line, "", '"京ICP备12345678号"'),
    "APPLICABLE_DEVICE": (_is_line, "", '"pc,mobile"'),
    "DEFAULT_LANG": (lambda value: bool(value) and _is_line(value), "en", '"en"'),
    "TIMEZONE": (_is_zone, "UTC", '"Europe/London"'),
    "I18N_PATH": (_is_line, None, '"translations"'),
    "I18N_LANGUAGES": (_are_tables, {}, '{"zh-Hans": {"prefix": "cn"}}'),
    "I18N_TEXTS": (_are_texts, (), '["SLOGAN"]'),
    "I18N_EDIT_URL": (_is_line, "", '"https://example.org/edit/main/{path}"'),
    "I18N_MIN_COVERAGE": (_is_number, 0, "0.8: a number from 0 to 1"),
    "I18N_URL_HOSTS": (_are_texts, (), '["example.org"]'),
}
"""Of each setting, whether a value can be used, what counts as not set, and an example."""
