"""The template of all catalogs: every message of a site, in document order.

`METHODS` says what ``[tool.babel]`` in pyproject.toml says; a test compares the two.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

from .catalogs import key_of
from .languages import Language
from .natives import Plan
from .progress import page_name, written_in

METHODS = (
    ("pelicanconf.py", "plugins.i18n.extract:settings"),
    ("content/**/*.md", "plugins.i18n.extract:markdown"),
    ("content/**/*.markdown", "plugins.i18n.extract:markdown"),
    ("content/**/*.mkd", "plugins.i18n.extract:markdown"),
    ("content/**/*.mdown", "plugins.i18n.extract:markdown"),
    ("content/**/*.rst", "plugins.i18n.extract:shown_as_written"),
    ("content/**/*.html", "plugins.i18n.extract:shown_as_written"),
    ("content/**/*.bib", "plugins.publications.extract:bibtex"),
    ("content/press.toml", "plugins.press.extract:toml"),
    ("theme/templates/**/*.html", "jinja2"),
    ("plugins/content/*.py", "python"),
    ("plugins/i18n/pages.py", "python"),
)
"""(pattern below the site's directory, method) in the order of the catalog."""

HEADER = """# Messages of the site PROJECT, refreshed by: python -m plugins.i18n update
# Each msgid is a text of the site, each msgstr its translation; see translations/README.md.
#"""

EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Catalogs carry a fixed date: a refresh that changes nothing changes no byte."""

_JINJA = {"silent": "false", "trimmed": "true", "newstyle_gettext": "true"}


def build(settings: Mapping[str, Any], settings_file: Path) -> Catalog:
    """Return the template of the site that *settings* describe."""
    catalog = empty(str(settings.get("SITENAME", "")))
    for name, path, method in sources(settings, settings_file):
        options = {"settings": str(settings_file)} | (_JINJA if method == "jinja2" else {})
        for line, message, comments, context in extract_from_file(
            method, path, DEFAULT_KEYWORDS, ["Translators:"], options, strip_comment_tags=True
        ):
            del line  # places are files: a line would change with every edit above it
            catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    for each in catalog:
        keep_true_flags(each)
    return catalog


def keep_true_flags(message: Message) -> None:
    """Take the format flags away that Babel sets on prose ("100% sure", "{x}")."""
    message.flags.discard("python-brace-format")
    if not re.search(r"%\(\w+\)[sd]", key_of(message)[1]):
        message.flags.discard("python-format")


def empty(project: str) -> Catalog:
    """Return a template without messages."""
    return Catalog(
        header_comment=HEADER,
        project=project,
        version="1",
        msgid_bugs_address="none",
        creation_date=EPOCH,
        charset="utf-8",
        fuzzy=False,
    )


def sources(settings: Mapping[str, Any], settings_file: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield (name in the catalog, file, method) of each file that may have messages."""
    roots = {
        "pelicanconf.py": settings_file.parent,
        "content": Path(settings["PATH"]),
        "theme": Path(settings["THEME"]),
        "plugins": Path(__file__).parents[1],
    }
    for pattern, method in METHODS:
        top, _, rest = pattern.partition("/")
        if not rest:
            yield pattern, settings_file, method
            continue
        if method.startswith("plugins.press."):
            rest = settings.get("PRESS_PATH") or rest
        for path in sorted(roots[top].glob(rest)):
            name = f"{top}/{path.relative_to(roots[top]).as_posix()}"
            yield name, path, method


def for_language(template: Catalog, language: Language, plan: Plan) -> Catalog:
    """Return the messages that *language* needs: those that are not written in it already.

    The theme and the plugins are written in English, everything else in the owner's language.
    """
    wanted = empty(str(template.project))
    unseen = set(map(page_name, plan.unseen(language.tag)))
    for message in template:
        names = [name for name, _ in message.locations if name not in unseen]
        tags = {written_in(name, plan.source_lang) for name in names}
        if message.id and names and language.tag not in tags:
            wanted[message.id] = message
    return wanted
