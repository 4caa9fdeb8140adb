"""Topics: the keywords that are no groups, and the lists and pages that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plugins.publications.entries import Entry, slug


@dataclass(frozen=True)
class Topic:
    """The entries of one topic: a keyword that is no group."""

    name: str
    slug: str
    url: str
    entries: tuple[Entry, ...]


def by_topic(entries: Sequence[Entry], url: str) -> tuple[Topic, ...]:
    """Return the topics by name, with their pages below *url*; "AI" and "ai" are one topic."""
    topics: dict[str, list[Entry]] = {}
    known = topic_names(entries)
    for entry in entries:
        for topic in topics_of(entry):
            topics.setdefault(topic, []).append(entry)
    return tuple(
        Topic(known[key], key, f"{url}topics/{key}/", tuple(topics[key]))
        for key in sorted(topics, key=lambda key: known[key].casefold())
    )


def topic_names(entries: Iterable[Entry]) -> dict[str, str]:
    """Return by its slug how each topic is written where it is named first."""
    known: dict[str, str] = {}
    for entry in entries:
        for name in entry.topics:
            known.setdefault(topic_slug(name), name)
    return known


def topics_of(entry: Entry) -> tuple[str, ...]:
    """Return the slugs of the entry's topics, each once."""
    return tuple(dict.fromkeys(map(topic_slug, entry.topics)))


def pages_of(entry: Entry, url: str) -> tuple[tuple[str, str], ...]:
    """Return (name, address) of the page of each of the entry's topics, as the entry names them.

    *url* is the address of the publications, with a slash at its end.
    """
    named: dict[str, str] = {}
    for name in entry.topics:
        named.setdefault(topic_slug(name), name)
    return tuple((name, f"{url}topics/{key}/") for key, name in named.items())


def topic_slug(name: str) -> str:
    """Return the name of a topic's page: as `slug`, but with a hyphen between words."""
    return slug("-".join(name.split()))
