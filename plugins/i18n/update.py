"""Refreshing catalogs from the template: deterministic, and no translation is lost. Pure.

An entry keeps its translation while its message stays; a message that comes back is revived from
the obsolete ones; a changed message keeps its old translation as fuzzy with the old msgid beside
it, matched only against messages that went away.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural

from .catalogs import Key, key_of, strings_of
from .template import EPOCH, HEADER, keep_true_flags

_SIMILAR = 0.6
_STAND_INS = ("FULL NAME <EMAIL@ADDRESS>", "LANGUAGE <LL@li.org>", "YEAR-MO-DA HO:MI+ZONE")


@dataclass
class Changes:
    """What a refresh did to one catalog."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    revived: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def update(template: Catalog, old: Catalog | None, locale: Locale) -> tuple[Catalog, Changes]:
    """Return the catalog of *locale* with exactly the template's messages, and what changed."""
    new = Catalog(
        locale=locale,
        header_comment=_header_comment(template, old),
        project=template.project,
        version=template.version,
        msgid_bugs_address=template.msgid_bugs_address,
        creation_date=EPOCH,
        revision_date=_stated(old.revision_date if old else None, EPOCH),
        last_translator=_stated(old.last_translator if old else None, "none"),
        language_team=_stated(old.language_team if old else None, "none"),
        charset="utf-8",
        fuzzy=False,
    )
    if old is not None:
        new.mime_headers = [("Plural-Forms", old.plural_forms)]  # its msgstrs are in this order
    changes = Changes()
    live = {key_of(message): message for message in _messages(old)}
    wanted = {key_of(message) for message in _messages(template)}
    gone = {key: each for key, each in live.items() if key not in wanted}
    dead = {key_of(message): message for message in (old.obsolete.values() if old else ())}
    for message in _messages(template):
        entry = _fresh(new, message, locale)
        _fill(entry, message, live, gone, dead, changes)
        new[entry.id] = entry
    changes.dropped += [msgid for _, msgid in gone]
    for message in [*dead.values(), *gone.values()]:  # the younger translation of a message wins
        if _translated(message):
            new.obsolete[_obsolete_key(message)] = message
    return new, changes


def _header_comment(template: Catalog, old: Catalog | None) -> str:
    """Return what translators wrote at the top of the file, below our lines as we write them."""
    if old is None or not _messages_exist(old):
        return HEADER
    ours = HEADER.replace("PROJECT", str(template.project)).replace("#", " ").split()
    kept = str(old.header_comment)
    lines = kept.split("\n")
    for end in range(1, len(lines) + 1):
        if " ".join(lines[:end]).replace("#", " ").split() == ours:  # a tool may have wrapped them
            rest = "\n".join(lines[end:]).removeprefix("#").lstrip("\n")
            return f"{HEADER}\n{rest}" if rest else HEADER
    return kept


def _messages_exist(catalog: Catalog) -> bool:
    return any(message.id for message in catalog)


def _stated(value: Any, default: Any) -> Any:
    """What a header says, unless it is still Babel's stand-in."""
    stated = isinstance(value, (str, datetime.datetime)) and str(value) not in _STAND_INS
    return value if stated and value else default


def _fill(
    entry: Message,
    message: Message,
    live: dict[Key, Message],
    gone: dict[Key, Message],
    dead: dict[Key, Message],
    changes: Changes,
) -> None:
    key = key_of(message)
    same, revived = live.get(key), dead.get(key)
    if same is not None and (_translated(same) or revived is None):
        _copy(same, entry, same.fuzzy)
        entry.previous_id = same.previous_id if same.fuzzy else []
    elif revived is not None:
        _copy(dead.pop(key), entry, revived.fuzzy)
        entry.previous_id = revived.previous_id if revived.fuzzy else []
        changes.revived.append(key[1])
    elif (origin := _made_for(message, gone)) is not None:
        _copy(origin, entry, False)
        del gone[key_of(origin)]
        changes.revived.append(key[1])
    elif (near := _nearest(message, gone)) is not None:
        _copy(near, entry, True)
        entry.previous_id = _translated_from(near)
        del gone[key_of(near)]
        changes.changed.append(key[1])
    else:
        changes.added.append(key[1])


def _made_for(message: Message, gone: dict[Key, Message]) -> Message | None:
    """A fuzzy message that went away again, if its translation was made for *message*."""
    msgid = list(message.id) if isinstance(message.id, (tuple, list)) else [message.id]
    for (context, _), each in gone.items():
        if context == key_of(message)[0] and each.fuzzy and each.previous_id == msgid:
            return each if _translated(each) else None
    return None


def _translated_from(message: Message) -> list[str]:
    """The msgid that a message's translation was made for: not its own if it is fuzzy."""
    if message.fuzzy and message.previous_id:
        return list(message.previous_id)
    return list(message.id) if isinstance(message.id, (tuple, list)) else [message.id]


def _fresh(catalog: Catalog, message: Message, locale: Locale) -> Message:
    empty: Any = ("",) * get_plural(locale).num_plurals if message.pluralizable else ""
    entry = Message(
        message.id,
        empty,
        message.locations,
        auto_comments=message.auto_comments,
        context=message.context,
    )
    keep_true_flags(entry)
    return entry


def _copy(old: Message, entry: Message, fuzzy: bool) -> None:
    strings = strings_of(old)
    if bool(old.pluralizable) == bool(entry.pluralizable):
        entry.string = old.string
    else:
        entry.string = (strings[0], *strings_of(entry)[1:]) if entry.pluralizable else strings[0]
        fuzzy = True
    entry.user_comments = list(old.user_comments)
    entry.flags |= old.flags - {"fuzzy", "python-format", "python-brace-format"}
    if fuzzy and _translated(entry):
        entry.flags.add("fuzzy")


def _nearest(message: Message, gone: dict[Key, Message]) -> Message | None:
    """The most similar of the messages that went away, of the same context."""
    key = key_of(message)
    best, score = None, _SIMILAR
    matcher = SequenceMatcher(b=key[1], autojunk=False)
    for other, candidate in gone.items():
        if other[0] != key[0] or not _translated(candidate):
            continue
        matcher.set_seq1(other[1])
        possible = matcher.real_quick_ratio() > score and matcher.quick_ratio() > score
        if possible and (ratio := matcher.ratio()) > score:
            best, score = candidate, ratio
    return best


def _messages(catalog: Catalog | None) -> Iterator[Message]:
    return (message for message in catalog or () if message.id)


def _obsolete_key(message: Message) -> Any:
    context, msgid = key_of(message)
    return (msgid, context) if context else msgid


def _translated(message: Message) -> bool:
    return any(strings_of(message))
