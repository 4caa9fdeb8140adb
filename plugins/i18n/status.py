"""How much of the site each language has. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from babel.messages.catalog import Catalog

from .languages import Language


@dataclass(frozen=True)
class Count:
    """The messages of one language."""

    total: int
    translated: int
    fuzzy: int

    @property
    def missing(self) -> int:
        """Those with no translation at all."""
        return self.total - self.translated - self.fuzzy

    @property
    def share(self) -> float:
        """The part that is translated and current, 0 to 1; 1 if there is nothing to translate."""
        return self.translated / self.total if self.total else 1.0


def count(template: Catalog, catalog: Catalog) -> Count:
    """Count the template's messages in a catalog. The address of a report is optional."""
    total = translated = fuzzy = 0
    for message in template:
        if not message.id or message.context == "url":
            continue
        total += 1
        msgid = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        found = catalog.get(msgid, message.context)
        string = found.string if found else ""
        done = all(string) if isinstance(string, (tuple, list)) else bool(string)
        translated += bool(found and done and not found.fuzzy)
        fuzzy += bool(found and done and found.fuzzy)
    return Count(total, translated, fuzzy)


def line(counted: Count, language: Language, width: int = 20) -> str:
    """Return one line for a terminal: a bar and the numbers."""
    filled = int(counted.share * width)
    bar = "█" * filled + "░" * (width - filled)
    percent = int(counted.share * 100)
    return (
        f"{language.tag:8} {bar} {percent:3} %  {counted.translated}/{counted.total} translated, "
        f"{counted.fuzzy} fuzzy, {counted.missing} missing"
    )
