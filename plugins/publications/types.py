"""The entry types of BibTeX, biblatex and its GB/T 7714 styles, and which of them are alike."""

from __future__ import annotations

TYPES = (
    "archive", "artwork", "article", "audio", "bibnote", "book", "bookinbook", "booklet",
    "collection", "commentary", "conference", "dataset", "electronic", "image", "inbook",
    "incollection", "inproceedings", "inreference", "jurisdiction", "legal", "legislation",
    "letter", "manual", "map", "mastersthesis", "misc", "movie", "music", "mvbook",
    "mvcollection", "mvproceedings", "mvreference", "newspaper", "online", "patent",
    "performance", "periodical", "phdthesis", "preprint", "proceedings", "reference", "report",
    "review", "set", "software", "standard", "suppbook", "suppcollection", "suppperiodical",
    "techreport", "thesis", "unpublished", "video", "www", "xdata",
)  # fmt: skip

THESES = ("phdthesis", "mastersthesis", "thesis")
REPORTS = ("techreport", "report")
PROCEEDINGS = ("inproceedings", "conference")
CHAPTERS = ("incollection", "inbook", "inreference", "bookinbook", "suppbook", "suppcollection")
BOOKS = ("book", "mvbook", "collection", "mvcollection", "reference", "mvreference", "proceedings",
         "mvproceedings", "manual", "booklet")  # fmt: skip
SITES = ("online", "electronic", "www")


def is_masters(type_: str, kind: str) -> bool:
    """Return whether a thesis is a master's: by its type, or by biblatex's ``type`` field."""
    return type_ == "mastersthesis" or any(
        word in kind.lower() for word in ("mathesis", "master", "硕士")
    )
