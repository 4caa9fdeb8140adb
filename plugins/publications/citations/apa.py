"""References in APA style: Publication Manual, 7th edition, chapters 9 and 10.

The sections named here are the manual's. What a .bib file does not say is left out, not guessed:
a thesis is not "Unpublished" only because it has no address here.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from plugins.publications import types
from plugins.publications.citations.apa_names import authors, in_order, role
from plugins.publications.citations.case import sentence_case
from plugins.publications.citations.editions import edition, ordinal
from plugins.publications.citations.medium import Medium, joined, sentences
from plugins.publications.csl import url
from plugins.publications.dates import partial_date
from plugins.publications.entries import Entry
from plugins.publications.langid import lang_of
from plugins.publications.metadata import preferred_doi
from plugins.publications.syntax import MONTHS

_PARTS = ("article", *types.PROCEEDINGS, *types.CHAPTERS)
_DAILY = ("newspaper", "magazine", "nonacademic")
_WITH_DAY = (*types.SITES, "inreference", "misc", "video", "audio", "movie", "image", "performance")
_WORKS = {
    "software": "Computer software", "dataset": "Data set", "video": "Video",
    "unpublished": "Unpublished manuscript",
}  # fmt: skip
_PATENTS = {"patentus": "U.S. ", "patenteu": "European ", "patentde": "German ",
            "patentfr": "French ", "patentuk": "U.K. "}  # fmt: skip
_MANUSCRIPT = re.compile(r"manuscript|submitted|in preparation|under review", re.IGNORECASE)
_KINDS = {"techreport": "Technical Report", "resreport": "Research Report"}

_USUAL = re.compile(
    r"(?:(?:journal|magazine|newspaper) )?article|journal|(?:tech\w*\.? )?rep(?:ort|\.)",
    re.IGNORECASE,
)


def reference(entry: Entry, medium: Medium) -> Markup:
    """Return the reference to *entry*: author, date, title, source, address (9.4)."""
    lead = _lead(entry)
    opening = (lead, _date(entry)) if lead else ()
    closing = () if lead else (_date(entry),)
    text = sentences((*opening, _title(entry, medium), *closing, *_source(entry, medium)))
    original = f"(Original work published {entry.original_year})" if entry.original_year else ""
    return joined(" ", (text, _address(entry, medium), original))


def _lead(entry: Entry) -> str:
    """Return the authors, or else the editors of a whole (9.8, 9.10)."""
    if entry.authors:
        return authors(entry.authors, entry.others)
    if entry.editors and entry.type in (*types.BOOKS, "periodical"):
        return f"{authors(entry.editors, entry.other_editors)} ({role(entry.editors, 'Ed.')})"
    return ""


def _date(entry: Entry) -> str:
    """Return the year; the day too of what has no volume (9.13, 9.14), "n.d." if unknown (9.17)."""
    if not entry.year:
        return f"({entry.pubstate.replace('inpress', 'in press') or 'n.d.'})"
    daily = entry.type in _WITH_DAY or entry.subtype in _DAILY
    if daily and not entry.is_preprint and entry.month:
        day = f" {entry.day}" if entry.day else ""
        return f"({entry.year}, {MONTHS[entry.month - 1]}{day})"
    return f"({entry.year})"


def _is_part(entry: Entry) -> bool:
    return entry.type in _PARTS and bool(entry.container) and not entry.is_preprint


def _cased(entry: Entry, tex: str) -> str:
    english = entry.lang.startswith("en") or not (entry.lang or lang_of(tex))
    return sentence_case(tex) if english else tex


def _title(entry: Entry, medium: Medium) -> Markup:
    title = medium.tex(_cased(entry, entry.title_tex or entry.title_text))
    if _is_part(entry):
        translators = f"({in_order(entry.translators)}, Trans.)" if entry.translators else ""
        bracket = _unusual(entry.kind) if entry.type == "article" else ""
        return joined(" ", (title, translators, f"[{bracket}]" if bracket else ""))
    if entry.series and entry.volume and entry.type in types.BOOKS:
        series = medium.tex(_cased(entry, entry.series))
        title = Markup("{}: Vol. {}. {}").format(series, entry.volume, title)
    details = [f"({text})" if text else "" for text in (_details(entry),)]
    bracket = _bracket(entry)
    return joined(" ", (medium.italic(title), *details, f"[{bracket}]" if bracket else ""))


def _details(entry: Entry) -> str:
    """Return what identifies a whole: who edited or translated it, edition, number (9.19)."""
    editors = entry.editors if entry.authors else ()
    if editors and editors == entry.translators:
        people = [f"{in_order(editors)}, {role(editors, 'Ed.')} & Trans."]
    else:
        people = [
            f"{in_order(each)}, {role(each, as_)}"
            for each, as_ in ((entry.translators, "Trans."), (editors, "Ed."))
            if each
        ]
    numbers = [_edition(entry.edition)]
    if entry.type in types.REPORTS or entry.type == "patent":
        numbers.append(_number(entry))
    elif entry.type in types.THESES and entry.number:
        numbers.append(f"Publication No. {entry.number}")
    elif entry.volume and entry.type in types.BOOKS and not entry.series:
        numbers.append(f"Vol. {entry.volume}")
    elif entry.version:
        numbers.append(f"Version {entry.version.removeprefix('v')}")
    identifier = entry.number if entry.type in ("dataset", "software") else ""
    return "; ".join(filter(None, (*people, identifier, ", ".join(filter(None, numbers)))))


def _number(entry: Entry) -> str:
    if not entry.number or "No." in entry.number:
        return entry.number
    if entry.type == "patent":
        country = _PATENTS.get(entry.kind.lower())
        kind = f"{country}Patent" if country else entry.kind or "Patent"
    else:
        kind = _KINDS.get(entry.kind.lower(), entry.kind) or "Report"
    return f"{kind} No. {entry.number}"


def _edition(text: str) -> str:
    return f"{ordinal(edition(text))} ed." if text else ""


def _bracket(entry: Entry) -> str:
    """Return the description of a work that is not in the usual form (9.21)."""
    if entry.type in types.THESES:
        degree = (
            "Master’s thesis"
            if types.is_masters(entry.type, entry.kind)
            else ("Doctoral dissertation")
        )
        if "unpublished" in (entry.kind + entry.howpublished).lower():
            return f"Unpublished {degree[0].lower()}{degree[1:]}"
        return ", ".join(filter(None, (degree, entry.institution)))
    if entry.type in types.REPORTS:
        return "" if entry.number else _unusual(entry.kind)
    if entry.type in ("patent", *types.BOOKS) or entry.is_preprint:
        return ""
    if entry.type == "unpublished":
        told = (entry.kind, entry.howpublished, entry.note)
        return next(filter(_MANUSCRIPT.search, told), _WORKS["unpublished"])
    return entry.kind or _WORKS.get(entry.type, "")


def _unusual(kind: str) -> str:
    """Return *kind*, unless it says no more than the type of the entry, as programs export it."""
    return "" if _USUAL.fullmatch(kind) or kind.lower() in _KINDS else kind


def _source(entry: Entry, medium: Medium) -> tuple[Markup, ...]:
    if not _is_part(entry):
        return (escape(_publisher(entry)),)
    periodical = entry.type in types.PROCEEDINGS and entry.volume and entry.number
    if entry.type == "article" or (periodical and not entry.series):
        return _periodical(entry, medium), escape(_howpublished(entry))
    return _book(entry, medium), escape(_publisher(entry))


def _periodical(entry: Entry, medium: Medium) -> Markup:
    """Return the journal, its volume and issue, pages or the article's number (9.25 to 9.27)."""
    number = f"({entry.number})" if entry.number else ""
    volume = joined("", (medium.italic(entry.volume), number))
    where = entry.pages or (f"Article {entry.eid}" if entry.eid else "")
    return joined(", ", (medium.italic(medium.tex(entry.container_tex)), volume, where))


def _book(entry: Entry, medium: Medium) -> Markup:
    """Return the book of a chapter, or the proceedings of a paper (9.28, 10.5)."""
    editors = f"{in_order(entry.editors)} ({role(entry.editors, 'Ed.')}), " if entry.editors else ""
    title = entry.container_tex
    if entry.type not in types.PROCEEDINGS or entry.series:
        title = _cased(entry, title)
    volume = entry.volume or entry.number
    numbers = [_edition(entry.edition)]
    if entry.series and volume:
        title = f"{_cased(entry, entry.series)}: Vol. {volume}. {title}"
    elif entry.volume:
        numbers.append(f"Vol. {entry.volume}")
    if entry.pages:
        numbers.append(
            f"{'pp.' if '–' in entry.pages or ',' in entry.pages else 'p.'} {entry.pages}"
        )
    elif entry.eid:
        numbers.append(f"Article {entry.eid}")
    shown = ", ".join(filter(None, numbers))
    opening = joined("", ("In ", editors, medium.italic(medium.tex(title))))
    return joined(" ", (opening, f"({shown})" if shown else ""))


def _publisher(entry: Entry) -> str:
    """Return who published it, unless that is the author too (9.29)."""
    if entry.is_preprint:
        return entry.repository
    if entry.type in types.THESES and not entry.publisher:
        unpublished = "unpublished" in (entry.kind + entry.howpublished).lower()
        return entry.institution if unpublished else entry.howpublished
    if entry.type == "patent" and entry.kind == "patentus" and not entry.institution:
        return "U.S. Patent and Trademark Office"
    found = (
        entry.publisher
        or entry.institution
        or _howpublished(entry)
        or ("" if _is_part(entry) else entry.container)
    )
    return found if found and found not in [author.name for author in entry.authors] else ""


def _howpublished(entry: Entry) -> str:
    """Return how it appeared in words, such as "Advance online publication"."""
    told = entry.howpublished
    return "" if told.startswith(("http:", "https:", "www.")) else told


def _address(entry: Entry, medium: Medium) -> Markup:
    """Return the DOI or else the address (9.34), with the day where the page may change (9.16)."""
    if doi := preferred_doi(entry):
        return medium.link(f"https://doi.org/{doi}")
    address = url(entry)
    if not address:
        return Markup("")
    visited = partial_date(entry.accessed)
    if entry.year or visited is None or not (visited.month and visited.day):
        return medium.link(address)
    when = f"{MONTHS[visited.month - 1]} {visited.day}, {visited.year}"
    return Markup("Retrieved {}, from {}").format(when, medium.link(address))
