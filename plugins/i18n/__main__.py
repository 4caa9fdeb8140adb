"""``python -m plugins.i18n update|check|status|pseudo``: the translator's commands."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from pelican.settings import read_settings

from plugins.diagnostics import Diagnostic, SourceError, say, shown_path

from . import catalogs, kinds, languages, progress, pseudo, template
from .plan import written
from .pofile import write
from .settings import defaults
from .update import Changes, update

Settings = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = _parser().parse_args(arguments)
    settings_file = Path(options.settings)
    if not settings_file.is_file():
        say(f"error: there is no {settings_file}. Run this where pelicanconf.py is.")
        return 2
    settings = read_settings(str(settings_file))
    faults = kinds.settle(settings)
    settings.update(defaults(settings))
    try:
        if faults:
            raise SourceError(faults)
        return int(options.run(settings, settings_file, options))
    except BrokenPipeError:  # by head or a pager, which have seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SourceError as error:
        for diagnostic in error.diagnostics:
            print(f"error: {diagnostic}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.i18n", description=__doc__)
    parser.add_argument("-s", "--settings", default="pelicanconf.py", help="the settings file")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("update", help="refresh messages.pot and every catalog")
    command.set_defaults(run=_update)
    command = commands.add_parser("check", help="say what is wrong with the catalogs")
    command.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="github: as annotations on a pull request",
    )
    command.set_defaults(run=_check)
    command = commands.add_parser("status", help="say how much of the site is translated")
    command.set_defaults(run=_status)
    command = commands.add_parser("pseudo", help="make catalogs that show what is not translated")
    command.add_argument("-o", "--output", help="their folder; default: pseudo/ below CACHE_PATH")
    command.add_argument("--all", action="store_true", help="copy the real catalogs there too")
    command.set_defaults(run=_pseudo)
    return parser


def _update(settings: Settings, settings_file: Path, _: argparse.Namespace) -> int:
    pot = template.build(settings, settings_file)
    old = _read_all(settings)
    directory = Path(settings["I18N_PATH"])
    directory.mkdir(parents=True, exist_ok=True)
    _replace(directory / "messages.pot", write(pot))
    plan = written(settings, _found(settings))
    for language, path, catalog in old:
        wanted = template.for_language(pot, language, plan)
        new, changes = update(wanted, catalog, language.locale)
        _replace(path, write(new))
        say(f"{language.tag}: {_told(changes)}")
    return 0


def _check(settings: Settings, settings_file: Path, options: argparse.Namespace) -> int:
    from . import check

    findings = check.examine(settings, settings_file, _found(settings))
    for each in findings:
        say(each.annotation if options.format == "github" else str(each))
    return 1 if any(each.severity == "error" for each in findings) else 0


def _status(settings: Settings, settings_file: Path, _: argparse.Namespace) -> int:
    found = list(progress.messages(template.build(settings, settings_file)))
    plan = written(settings, _found(settings))
    for language, path in _with_catalog(settings):
        catalog = catalogs.read(path, language.locale)
        measured = progress.measure(found, catalog, language.tag, plan)
        say("\n".join(_lines(language.tag, measured)))
    return 0


def _lines(tag: str, measured: progress.Progress) -> Iterator[str]:
    """Yield the whole of a language, then each part of it."""
    yield progress.line(tag, measured.site)
    width = max(map(progress.columns, measured.files), default=0)
    for name, count in measured.files.items():
        yield "  " + progress.line(name, count, width)


def _pseudo(settings: Settings, settings_file: Path, options: argparse.Namespace) -> int:
    pot = template.build(settings, settings_file)
    directory = Path(options.output or Path(settings["CACHE_PATH"], "pseudo"))
    if directory.resolve() == Path(settings["I18N_PATH"]).resolve():
        say(f"error: {shown_path(directory)}: has the real catalogs. Name another folder.")
        return 2
    directory.mkdir(parents=True, exist_ok=True)
    if options.all:
        shutil.copytree(settings["I18N_PATH"], directory, dirs_exist_ok=True)
    _replace(directory / "messages.pot", write(pot))
    for name in languages.PSEUDO:
        path = directory / name / languages.CATALOG
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, write(pseudo.catalog(pot, name)))
    place = f"'\"{shown_path(directory)}\"'"
    say(f"{shown_path(directory)}: {', '.join(languages.PSEUDO)}. See them by:")
    say(f"pelican content -rl -e I18N_PATH={place}")
    return 0


def _found(settings: Settings) -> tuple[languages.Language, ...]:
    return languages.find(
        Path(settings["I18N_PATH"]), settings["DEFAULT_LANG"], settings["I18N_LANGUAGES"]
    )


def _with_catalog(settings: Settings) -> list[tuple[languages.Language, Path]]:
    found = _found(settings)
    return [(each, each.catalog) for each in found if each.catalog is not None]


def _read_all(settings: Settings) -> list[tuple[languages.Language, Path, Catalog]]:
    """Return each catalog; raise SourceError with what is wrong in all of them."""
    read, faults = [], list[Diagnostic]()
    for language, path in _with_catalog(settings):
        try:
            read.append((language, path, _read(language, path)))
        except SourceError as error:
            faults += error.diagnostics
    if faults:
        raise SourceError(faults)
    return read


def _read(language: languages.Language, path: Path) -> Catalog:
    text = catalogs.decode(path)
    catalogs.scan(text, shown_path(path), get_plural(language.locale).num_plurals)
    return catalogs.parse(text, path, language.locale)


def _replace(path: Path, data: bytes) -> None:
    """Make the file hold *data* in one step: what is interrupted loses no translation."""
    if not path.is_file() or path.read_bytes() != data:
        part = path.with_name(f"{path.name}~")
        part.write_bytes(data)
        part.replace(path)


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
