"""Feeds: in the language they say, the same on every build, and with the publications.

The feed of all articles in Atom (FEED_ALL_ATOM) of each language also has an entry per publication
whose year is known. Its id is ``tag:HOST,2026:/PREFIX/bibtex/CITEKEY``: it outlives a new title, a
new year and a new place of the page. Language versions have ids of their own, since to Atom they
are different entries (RFC 4287, 4.2.6), which a reader of both feeds is shown.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from pelican.generators import Generator, PelicanTemplateNotFound
from pelican.writers import Atom1Feed

from plugins.sourcedate import epoch

from .redirects import absolute_link


@dataclass(frozen=True)
class FeedEntry:
    """A publication as a feed shows it."""

    id: str
    title: str
    link: str
    lang: str
    """The language of title and summary; "" for that of the feed."""
    authors: tuple[str, ...]
    summary: str
    """HTML."""
    updated: datetime


def feed_entries(
    publications: Iterable[Any], root: str, lang: str = "", limit: int | None = None
) -> tuple[FeedEntry, ...]:
    """Return the entries of the publications (`plugins.publications`' `Entry`) with a year.

    Newest first, at most *limit*. *root* is the published address of the feed's language, *lang*
    the language of publications that say none of their own.
    """
    dated = [entry for entry in publications if entry.year]
    dated.sort(key=lambda entry: published(entry.year, entry.month, entry.day), reverse=True)
    return tuple(
        FeedEntry(
            tag_uri(root, entry.citekey),
            entry.title_text,
            absolute_link(root, entry.url),
            entry.lang or lang,
            tuple(author.name for author in entry.authors),
            escape(", ".join(filter(None, (entry.venue, str(entry.year)))), quote=False),
            published(entry.year, entry.month, entry.day),
        )
        for entry in dated[:limit]
    )


def tag_uri(root: str, citekey: str) -> str:
    """Return the id of a publication at the published address *root* (RFC 4151)."""
    parts = urlsplit(root)
    path = quote(parts.path.rstrip("/"), safe="/%")
    return f"tag:{parts.hostname or ''},2026:{path}/bibtex/{quote(citekey, safe='')}"


def published(year: int, month: int | None, day: int | None) -> datetime:
    """Return the first moment, in UTC, of the year, month or day; an impossible day is ignored."""
    try:
        return datetime(year, month or 1, (month and day) or 1, tzinfo=UTC)
    except ValueError:
        return datetime(year, month or 1, 1, tzinfo=UTC)


def when(item: Mapping[str, Any], *keys: str) -> datetime:
    """Return the latest of the item's dates under *keys*, UTC where it says no zone."""
    dates = [item[key] for key in keys if item.get(key)]
    return max(map(_aware, dates), default=datetime.min.replace(tzinfo=UTC))


def latest(items: Iterable[Mapping[str, Any]]) -> datetime | None:
    """Return when a feed of *items* changed last; None for an empty one."""
    return max((when(item, "pubdate", "updateddate") for item in items), default=None)


def offer_publications(generators: list[Generator]) -> None:
    """Settle the entries, before any feed is written (receiver); none if they have no pages."""
    context, settings = generators[0].context, generators[0].settings
    root = settings.get("PUBLISHED_URL", settings["SITEURL"])
    if not root or not context.get("publications"):
        return
    try:
        generators[0].get_template("publication")
    except PelicanTemplateNotFound:
        return
    lang = settings["I18N"].source_lang if "I18N" in settings else ""
    limit = settings.get("FEED_MAX_ITEMS")
    context["feed_publications"] = feed_entries(context["publications"], root, lang, limit)


def complete(context: Mapping[str, Any], feed: Any) -> None:
    """Complete a feed before it is written (receiver of ``feed_generated``)."""
    translator = context.get("I18N")
    feed.feed["language"] = translator.language.tag if translator else context["DEFAULT_LANG"]
    if isinstance(feed, Atom1Feed):
        feed.feed["id"] = feed.feed["feed_url"] or feed.feed["id"]  # RFC 4287: no two alike
        if isinstance(author := context.get("AUTHOR"), str) and author:
            feed.feed["author_name"] = translator.text(author).text if translator else author
        if _is_main(context, feed):
            _add(feed, context.get("feed_publications", ()), context.get("FEED_MAX_ITEMS"))
    newest = latest(feed.items) or epoch(os.environ)  # an empty feed has to bear some date
    feed.latest_post_date = lambda: newest


def _is_main(context: Mapping[str, Any], feed: Any) -> bool:
    path = context.get("FEED_ALL_ATOM_URL") or context.get("FEED_ALL_ATOM")
    if not path:
        return False
    url = "/".join(filter(None, (str(context.get("FEED_DOMAIN") or "").rstrip("/"), path)))
    return unquote(str(feed.feed["feed_url"])) == unquote(url)


def _add(feed: Any, entries: Iterable[FeedEntry], limit: int | None) -> None:
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.link,
            description=entry.summary,
            unique_id=entry.id,
            pubdate=entry.updated,
            updateddate=entry.updated,
            lang=entry.lang,
            authors=entry.authors,
        )
    feed.items.sort(key=lambda item: when(item, "pubdate"), reverse=True)
    if limit is not None:
        del feed.items[limit:]
    _say_more(feed)


def _say_more(feed: Any) -> None:
    """Let the feed write what feedgenerator cannot: entries' languages and several authors."""
    attributes, elements = feed.item_attributes, feed.add_item_elements

    def item_attributes(item: Mapping[str, Any]) -> dict[str, str]:
        lang = item.get("lang")
        return {**attributes(item), **({"xml:lang": lang} if lang else {})}

    def add_item_elements(handler: Any, item: Mapping[str, Any]) -> None:
        elements(handler, item)
        for name in item.get("authors", ()):
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")

    feed.item_attributes, feed.add_item_elements = item_attributes, add_item_elements


def _aware(value: date) -> datetime:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
