"""The files that readers take away: which there are, what each is called, and what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

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
    costs: bool = True
    """Whether the text of an entry takes longer to make than to read."""


FORMATS = {
    "bib": Format("bib", "BibTeX", "application/x-bibtex", bib, "\n".join, costs=False),
    "ris": Format("ris", "RIS", "application/x-research-info-systems", ris, "".join),
    "json": Format(
        "json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json, csl_joined
    ),
}


class Export(NamedTuple):
    """One file offered to readers, below the output of the default language."""

    label: str
    save_as: str
    media_type: str


def exports(stem: str, names: Sequence[str]) -> tuple[Export, ...]:
    """Return the files called *stem* ("publications/x/x") in the formats of *names*."""
    formats = (FORMATS[name] for name in names)
    return tuple(Export(f.label, f"{stem}.{f.extension}", f.media_type) for f in formats)


class Last(Protocol):
    """The exports that the last build made."""

    def has(self, save_as: str, entry: Entry) -> bool:
        """Whether that of *entry* is there already."""

    def text(self, save_as: str) -> str | None:
        """Return the text of one that is there, if that is known."""

    def note(self, save_as: str, text: str) -> None:
        """Note what its text is."""


def files(
    entries: Sequence[Entry],
    names: Sequence[str],
    url: str,
    last: Last | None = None,
    share: tuple[int, int] = (0, 1),
) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of every export: of each entry, and of all of them at *url*.

    What the *last* build made of the same is left out. The runs of several languages divide the
    work: *share* is (the number of this run, from 0, how many there are). The files of all entries
    together fall to run 0.
    """
    number, of = share
    for name in names:
        form = FORMATS[name]
        texts = []
        for place, entry in enumerate(entries):
            is_ours = place % of == number
            if number and not is_ours:
                continue
            save_as = f"{entry.url}{entry.slug}.{form.extension}"
            stands = last is not None and last.has(save_as, entry)
            if number and stands:
                continue
            text = last.text(save_as) if last is not None and stands and form.costs else None
            if text is None:
                text = form.write([entry])
            if is_ours and not stands:
                yield save_as, text
            if last is not None and form.costs and not number:
                last.note(save_as, text)
            texts.append(text)
        if not number:
            yield f"{url}publications.{form.extension}", form.join(texts)
