"""``python -m plugins.i18n update|check|status``: the translator's commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from pelican.settings import read_settings

from plugins.diagnostics import SourceError, shown_path

from . import catalogs, languages, status, template
from .settings import defaults
from .update import Changes, update, write


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m plugins.i18n", description=__doc__)
    parser.add_argument("-s", "--settings", default="pelicanconf.py", help="the settings file")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="refresh messages.pot and every catalog")
    commands.add_parser("check", help="say what is wrong with the catalogs")
    commands.add_parser("status", help="say how much of the site is translated")
    options = parser.parse_args(arguments)
    settings_file = Path(options.settings)
    if not settings_file.is_file():
        print(f"error: there is no {settings_file}. Run this where pelicanconf.py is.")
        return 2
    settings = read_settings(str(settings_file))
    settings.update(defaults(settings))
    command = {"update": _update, "check": _check, "status": _status}[options.command]
    try:
        return command(settings, settings_file)
    except SourceError as error:
        for diagnostic in error.diagnostics:
            print(f"error: {diagnostic}", file=sys.stderr)
        return 1


def _update(settings: dict[str, Any], settings_file: Path) -> int:
    pot = template.build(settings, settings_file)
    directory = Path(settings["I18N_PATH"])
    directory.mkdir(parents=True, exist_ok=True)
    _replace(directory / "messages.pot", write(pot))
    for language in _found(settings):
        if language.catalog is not None:
            old = _read(language)
            new, changes = update(_wanted(pot, language, settings), old, language.locale)
            _replace(language.catalog, write(new))
            print(f"{language.tag}: {_told(changes)}")
    return 0


def _check(settings: dict[str, Any], settings_file: Path) -> int:
    from . import check

    faults = check.all_faults(settings, settings_file, _found(settings))
    for fault in faults:
        print(f"error: {fault}")
    return 1 if faults else 0


def _status(settings: dict[str, Any], settings_file: Path) -> int:
    pot = template.build(settings, settings_file)
    for language in _found(settings):
        if language.catalog is not None:
            wanted = _wanted(pot, language, settings)
            print(status.line(status.count(wanted, _read(language)), language))
    return 0


def _found(settings: dict[str, Any]) -> tuple[languages.Language, ...]:
    return languages.find(
        Path(settings["I18N_PATH"]), settings["DEFAULT_LANG"], settings["I18N_LANGUAGES"]
    )


def _wanted(pot: Catalog, language: languages.Language, settings: dict[str, Any]) -> Catalog:
    source = languages.parse_locale(settings["DEFAULT_LANG"])
    return template.for_language(pot, language, languages.tag_of(source))


def _read(language: languages.Language) -> Catalog:
    assert language.catalog is not None
    text = catalogs.decode(language.catalog)
    catalogs.scan(text, shown_path(language.catalog))
    return catalogs.parse(text, language.catalog, language.locale)


def _replace(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)


def _told(changes: Changes) -> str:
    counts = {
        "added": changes.added,
        "changed": changes.changed,
        "revived": changes.revived,
        "dropped": changes.dropped,
    }
    return (
        ", ".join(f"{len(found)} {what}" for what, found in counts.items() if found) or "no change"
    )


if __name__ == "__main__":
    sys.exit(main())
