"""References after GB/T 7714, numeric system: the edition of 2025 (in force 2026-07-01) or 2015.

What 2025 changed and is done here: the marks , : ; ( ) are full-width and the others half-width;
family names are not in capitals, names in pinyin not abbreviated, hyphens of initials kept
(7.1.1); only what may change on the web keeps the day of the visit (7.6); preprints are [PP] with
repository and date (8.15), data sets [DS] (8.14), software [CP]; a conference without an imprint
stands after // (8.6); a standard begins with its number (8.9); "等，译" has its comma.
Where the new text could not be seen, 2015 is followed: ", Jr" keeps its comma, a prefix stays
before the family name. Marks inside titles and names of places are those of the source. Half an
imprint is [S.l.] or [出版者不详] in 2015 (8.4), what is known of it in 2025 (7.5); where nothing
is known of it nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from plugins.publications import types
from plugins.publications.citations.case import sentence_case
from plugins.publications.citations.editions import edition, ordinal
from plugins.publications.citations.gb7714_names import (
    Edition,
    lang,
    names,
    translators,
)
from plugins.publications.citations.medium import Medium, joined, sentences
from plugins.publications.csl import url
from plugins.publications.entries import Entry
from plugins.publications.langid import lang_of
from plugins.publications.links import cstr_url

_VISITED = ("EB", "PP", "CP", "DS")
"""The marks of what may change on the web: the day of the visit stands with its date."""
_MARKS = {
    "article": "J", "periodical": "J", "suppperiodical": "J", "patent": "P", "standard": "S",
    "dataset": "DS", "software": "CP", "letter": "A", "archive": "A", "map": "CM",
    "unpublished": "Z", "image": "EB",
}  # fmt: skip

_ANALYTIC = (*types.PROCEEDINGS, *types.CHAPTERS)
_DATED = ("archive", "letter")
_UNKNOWN = {"zh": ("[出版地不详]", "[出版者不详]"), "": ("[S.l.]", "[s.n.]")}
"""What stands for a place and for a publisher that are not known."""
_ABBREVIATED = re.compile(r"(?<=[A-Za-z])\.(?=[\s~]|$)")


def reference(entry: Entry, medium: Medium, rules: Edition) -> Markup:
    """Return the reference to *entry*: author, title [mark], imprint, address (clause 8)."""
    mark = _mark(entry, rules)
    lead = "" if mark == "S" and rules.is_2025 else _lead(entry, rules)
    body = [part for part in _body(entry, medium, rules, mark) if part]
    if mark not in _VISITED and _is_online(entry) and entry.accessed and not rules.is_2025:
        body[-1] = Markup("{}[{}]").format(body[-1], entry.accessed)
    return sentences((lead, *body, *_access(entry, medium, rules)))


def _is_online(entry: Entry) -> bool:
    return bool(url(entry) or entry.doi or entry.is_preprint)


def _body(entry: Entry, medium: Medium, rules: Edition, mark: str) -> Sequence[str]:
    title = _title(entry, medium, rules, mark)
    if mark == "N":
        paper = joined(rules.comma, (medium.tex(entry.container_tex), _full_date(entry)))
        return title, joined("", (paper, rules.braced(_pages(entry))))
    if mark == "J":
        translated = translators(entry, rules)
        return title, translated, _periodical(entry, medium, rules)
    if entry.container and entry.type in _ANALYTIC:
        return _analytic(entry, medium, rules, title)
    if mark == "S" and rules.is_2025:
        return (title,)
    if mark in ("EB", "PP", "CP", "DS"):
        return _online(entry, rules, title, mark)
    if mark == "P" or (mark == "R" and not _publisher(entry)):
        where = joined(rules.colon, (_full_date(entry), _pages(entry)))
        braced = mark == "R" and _is_online(entry) and not rules.is_2025
        return title, (rules.braced(where) if braced else where)
    return title, translators(entry, rules), _edition(entry), _imprint(entry, rules)


def _mark(entry: Entry, rules: Edition) -> str:
    """Return the mark of the type of work (annex on type marks); Z is anything else."""
    if entry.is_preprint:
        return "PP" if rules.is_2025 else "EB"
    if entry.type == "article" and entry.subtype == "newspaper":
        return "N"
    if entry.type in _MARKS:
        return _MARKS[entry.type]
    if entry.type == "collection" and not rules.is_2025:
        return "G"
    if entry.type in (*types.PROCEEDINGS, "proceedings", "mvproceedings"):
        return "C"
    if entry.type in types.THESES:
        return "D"
    if entry.type in types.REPORTS:
        return "R"
    if entry.type in (*types.CHAPTERS, *types.BOOKS):
        return "M"
    return "EB" if url(entry) or entry.doi or entry.type in types.SITES else "Z"


def _title(entry: Entry, medium: Medium, rules: Edition, mark: str) -> Markup:
    title = medium.tex(_cased(entry, entry.title_tex or entry.title_text))
    part = entry.container and entry.type in _ANALYTIC
    if mark == "S" and rules.is_2025:
        title = joined(" ", (entry.number, title))
    elif mark in ("P", "R", "S", "A"):
        title = joined(rules.colon, (title, entry.number))
    elif mark in ("M", "C", "G", "CM") and not part:
        title = joined(rules.colon, (title, _volume(entry)))
    online = "/OL" if _is_online(entry) else ""
    return joined("", (title, f"[{mark}{online}]"))


def _cased(entry: Entry, tex: str) -> str:
    """Return an English title in sentence case, as all of the standard's examples are."""
    return sentence_case(tex, subtitle=False) if lang(entry) in ("", "en") else tex


def _volume(entry: Entry) -> str:
    if not entry.volume.isdigit():
        return entry.volume
    return f"第{entry.volume}卷" if lang(entry) in ("zh", "ja") else f"v.{entry.volume}"


def _lead(entry: Entry, rules: Edition) -> str:
    """Return who answers for it: of a patent those who hold it (2025: 8.10, 2015: 4.5)."""
    if entry.holders:
        return names(entry.holders, False, lang(entry), rules)
    if entry.authors:
        return names(entry.authors, entry.others, lang(entry), rules)
    whole = entry.type in (*types.BOOKS, "periodical")
    return names(entry.editors, entry.other_editors, lang(entry), rules) if whole else ""


def _edition(entry: Entry) -> str:
    """Return any edition but the first: 2 版, 4th ed., Rev. ed. (7.4)."""
    number = edition(entry.edition)
    if number in ("", "1") or lang_of(number):
        return "" if number == "1" else number
    return f"{number} 版" if lang(entry) == "zh" and number.isdigit() else f"{ordinal(number)} ed."


def _publisher(entry: Entry) -> str:
    found = entry.publisher or entry.institution
    if not found or entry.location:
        return found
    return "" if found in [author.name for author in entry.authors] else found


def _imprint(entry: Entry, rules: Edition) -> Markup:
    """Return place, publisher, year and pages, as far as known (7.5, 7.7)."""
    publisher = _publisher(entry)
    # A conference without a publisher has no imprint: its place is not one of publication.
    held = rules.is_2025 and entry.type in types.PROCEEDINGS and not publisher
    place = "" if held else entry.location
    if not rules.is_2025 and bool(place) != bool(publisher):
        unknown = _UNKNOWN["zh" if lang(entry) == "zh" else ""]
        place, publisher = place or unknown[0], publisher or unknown[1]
    date = _full_date(entry) if entry.type in _DATED else str(entry.year or "")
    whole = joined(rules.comma, (joined(rules.colon, (place, publisher)), date))
    return joined(rules.colon, (whole, _pages(entry)))


def _analytic(entry: Entry, medium: Medium, rules: Edition, title: Markup) -> Sequence[str]:
    """Return title // editors. book: volume. edition. imprint (8.3, 8.6)."""
    translated = translators(entry, rules)
    first = joined(". ", (title, translated))
    editors = names(entry.editors, entry.other_editors, lang(entry), rules)
    proceedings = entry.type in types.PROCEEDINGS
    container = entry.container_tex if proceedings else _cased(entry, entry.container_tex)
    book = joined(rules.colon, (medium.tex(container), _volume(entry)))
    imprint = _imprint(entry, rules)
    if rules.is_2025 and not (_publisher(entry) or _edition(entry)):
        book, imprint = joined(rules.comma, (book, imprint)), Markup("")
    opening = joined(" ", (f"{editors.rstrip('.')}." if editors else "", book))
    return joined("", (first, "//", opening)), _edition(entry), imprint


def _periodical(entry: Entry, medium: Medium, rules: Edition) -> Markup:
    """Return journal, year, volume(issue): pages; the full date if there are no numbers (8.5).

    An abbreviated name loses its full stops (2025: 7.2.1, 2015: 8.2): Br Med J.
    """
    numbered = entry.volume or entry.number
    date = str(entry.year or "") if numbered or not rules.is_2025 else _full_date(entry)
    journal = medium.tex(_ABBREVIATED.sub("", entry.container_tex))
    numbers = joined(rules.comma, (journal, date, entry.volume))
    numbers = joined("", (numbers, rules.braced(entry.number)))
    return joined(rules.colon, (numbers, _pages(entry) or entry.eid))


def _online(entry: Entry, rules: Edition, title: Markup, mark: str) -> Sequence[str]:
    """Return title, version, repository with (date)[day of the visit] (8.11, 8.14, 8.15)."""
    accessed = f"[{entry.accessed}]" if entry.accessed else ""
    dates = rules.braced(_full_date(entry)) + accessed
    version = entry.version and f"V{entry.version.lstrip('vV')}"
    repository = entry.repository or _publisher(entry) or entry.howpublished
    if mark == "EB" or not rules.is_2025 or not repository:
        tight = rules.is_2025 and dates.startswith("（") and not version
        whole = Markup("{}.{}").format(title, dates) if tight else title
        return whole, version, "" if tight else dates
    return title, version, f"{repository}{dates}"


def _full_date(entry: Entry) -> str:
    parts = [f"{entry.year:04}" if entry.year else ""]
    if entry.year and entry.month:
        parts.append(f"{entry.month:02}")
        if entry.day:
            parts.append(f"{entry.day:02}")
    return "-".join(parts)


def _pages(entry: Entry) -> str:
    return entry.pages.replace("–", "-")


def _access(entry: Entry, medium: Medium, rules: Edition) -> Sequence[Markup]:
    """Return the address, and DOI and CSTR unless the address holds them already (7.8, 7.9)."""
    address = url(entry) or (entry.link("arxiv") if entry.is_preprint else "")
    if entry.doi and (entry.is_preprint or entry.doi_address):
        address = f"https://doi.org/{entry.doi}"
    doi = "" if entry.doi.lower() in address.lower() else entry.doi
    label = "DOI:" if rules.is_2025 else "DOI: "
    link = medium.link(f"https://doi.org/{doi}", doi) if doi else ""
    cstr = "" if not rules.is_2025 or entry.cstr.lower() in address.lower() else entry.cstr
    return (
        medium.link(address) if address else Markup(""),
        joined("", (label, link)) if doi else Markup(""),
        joined("", ("CSTR:", medium.link(cstr_url(cstr), cstr))) if cstr else Markup(""),
    )
