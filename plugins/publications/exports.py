"""The files that readers take away: which there are, what each is called, and what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from plugins.publications.csl import csl_joined, csl_json
from plugins.publications.entries import Entry
from plugins.publications.ris import ris


def bib(entries: Iterable[Entry]) -> str:
    """Return *entries* as the text of a .bib file."""
    return "\n\n".join(entry.bibtex for entry in entries) + "\n"


@dataclass(frozen=True)
class Format:
    """One format of export."""

    extension: str
    label: str
    """Its name, the same in every language."""
    media_type: str
    """As registered with IANA or as its tools expect it (RIS has no registered one)."""
    write: Callable[[Iterable[Entry]], str]
    join: Callable[[Sequence[str]], str]
    """Make the text of several entries from the texts of each."""


FORMATS = {
    "bib": Format("bib", "BibTeX", "application/x-bibtex", bib, "\n".join),
    "ris": Format("ris", "RIS", "application/x-research-info-systems", ris, "".join),
    "json": Format(
        "json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json, csl_joined
    ),
}


@dataclass(frozen=True)
class Export:
    """One file offered to readers, below the output of the default language."""

    label: str
    save_as: str
    media_type: str


def exports(stem: str, names: Sequence[str]) -> tuple[Export, ...]:
    """Return the files called *stem* ("publications/x/x") in the formats of *names*."""
    formats = (FORMATS[name] for name in names)
    return tuple(Export(f.label, f"{stem}.{f.extension}", f.media_type) for f in formats)


def files(
    entries: Sequence[Entry],
    names: Sequence[str],
    url: str,
    standing: Callable[[str, Entry], str | None] = lambda _, __: None,
    share: tuple[int, int] = (0, 1),
) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of every export: of each entry, and of all of them at *url*.

    What *standing* knows the text of is there already, and left out. A *share*, (number, of how
    many), has a part of the entries; what is of all of them is in the first.
    """
    number, of = share
    for name in names:
        form = FORMATS[name]
        texts = []
        for place, entry in enumerate(entries):
            is_ours = place % of == number
            if not is_ours and number:
                continue
            save_as = f"{entry.url}{entry.slug}.{form.extension}"
            if (text := standing(save_as, entry)) is None:
                text = form.write([entry])
                if is_ours:
                    yield save_as, text
            texts.append(text)
        if not number:
            yield f"{url}publications.{form.extension}", form.join(texts)
