"""Which files of an entry the last build made of the same: they need not be made again.

An entry's page may stand if the entry is the same and if its templates ask the site for nothing
that other entries change. Their names are read off the templates themselves, so that a theme that
shows, say, related papers on such a page has all of them made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any

from jinja2 import Environment

from plugins.publications.entries import Entry
from plugins.publications.items import Items
from plugins.sealed import opened, sealed

_INDEPENDENT = frozenset(
    "publications_url publication_kinds text_lang citation_style cite cite_text output_file "
    "share_image".split()
)
"""What this plugin and others tell templates, and no entry changes."""

_TEXTS = "exports of publications"

_FIELDS = frozenset(Entry.__dataclass_fields__) - {"line"}


class Standing:
    """The files of the entries in one run; without the plugin i18n, or a last build, none stands.

    *page_may* says whether the pages of entries rest on nothing else that changes but what *site*
    gives as a digest.
    """

    def __init__(
        self,
        settings: Mapping[str, Any],
        context: Mapping[str, Any],
        page_may: Callable[[], bool],
        site: Callable[[], str] = str,
    ) -> None:
        self._build: Any = settings.get("I18N_BUILD")
        self._prefix = ""
        self._settings, self._offers = settings, context.get("offers", {})
        if self._build is not None:
            self._prefix = settings["I18N"].language.prefix
            self._digests = self._build.shared.setdefault("digests of publications", {})
            self._site: str = site()
            self._lang = settings["I18N"].language.tag
            self._page_may = self._lang in self._build.reuse.trusted and page_may()

    def page(self, entry: Entry) -> bool:
        """Whether the page of *entry* stands."""
        name = f"{self._prefix}/{entry.save_as}" if self._prefix else entry.save_as
        if self._build is None:
            return False
        digest, may = self._digest(entry) + self._site, self._page_may
        if not self._build.reuse.stands(name, digest, self._lang, allowed=may):
            return False
        source, title = f"{entry.path}:{entry.line}", str(entry.title_text)
        self._build.stand(entry.save_as, source, title, "publication", self._offers)
        return True

    def texts(self) -> Texts | None:
        """Return what is known of the exports; nothing without the plugin i18n."""
        if self._build is None:
            return None
        stands = self._build.reuse.stands
        return Texts(lambda name, entry: stands(name, self._digest(entry)), self._build.reuse.notes)

    def items(self) -> Items:
        """Return what makes the items of lists, which may stand if the pages may."""
        if self._build is None:
            return Items("", lambda entry: entry.citekey)
        reuse = self._build.reuse if self._page_may else None
        return Items(f"items of lists {self._lang} {self._site}", self._digest, reuse)

    def _digest(self, entry: Entry) -> str:
        if (digest := self._digests.get(entry.citekey)) is None:
            digest = self._digests[entry.citekey] = _digest(entry)
        return str(digest)


class Texts:
    """The texts of the exports that the last build made (`exports.Last`).

    *stands* tells whether the one of that name, of that entry, is there already.
    """

    def __init__(self, stands: Callable[[str, Entry], bool], notes: Any) -> None:
        self.has, self._notes = stands, notes
        self._noted: dict[str, str] = {}

    def text(self, save_as: str) -> str | None:
        """Return the text of one that is there, if that is known."""
        return self._known.get(save_as)

    def note(self, save_as: str, text: str) -> None:
        """Note what its text is."""
        self._noted[save_as] = text

    def leave(self) -> None:
        """Leave the texts to the next build."""
        self._notes.leave(_TEXTS, sealed(self._noted))

    @cached_property
    def _known(self) -> dict[str, str]:
        return dict(opened(self._notes.recall(_TEXTS)) or {})


def _digest(entry: Entry) -> str:
    """Return what the files of *entry* are made of; the line on which it stands is none of it."""
    if entry.made_of:
        return f"{entry.made_of} {entry.group} {entry.path}"
    known = [(name, value) for name, value in vars(entry).items() if name in _FIELDS]
    return sha256(repr(known).encode()).hexdigest()[:32]


def depends_on_entry_only(env: Environment, name: str, context: Container[str], build: Any) -> bool:
    """Whether the template *name* uses nothing of *context* that another entry may change.

    The names of settings are in capitals: they, and those of the page itself, are no matter.
    """
    if build is None:
        return False
    from plugins.i18n.needs import needs  # here, since without a build that plugin is not asked

    used = needs(env, name)
    return used is not None and not any(
        each in context and not each.isupper() and each not in _INDEPENDENT for each in used
    )
