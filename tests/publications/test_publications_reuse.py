"""What the files of an entry are made of."""

from __future__ import annotations

from dataclasses import Field, fields, replace
from typing import Any

import pytest
from markupsafe import Markup

from plugins.publications.entries import Entry, Link
from plugins.publications.names import Author
from plugins.publications.reuse import _digest

ADA = Author("Ada", "Lovelace")
OTHERS: dict[str, Any] = {
    "str": "other",
    "Markup": Markup("other"),
    "int": 7,
    "int | None": 7,
    "tuple[Author, ...]": (ADA, ADA),
    "tuple[Link, ...]": (Link("pdf", "https://example.org/"),),
    "tuple[str, ...]": ("other",),
}
ENTRY = Entry(
    "one", "article", Markup("One"), "One", authors=(ADA,), listed_authors=(ADA,), volume="12"
)


@pytest.mark.parametrize("field", fields(Entry), ids=lambda field: field.name)
def test_it_rests_on_every_field_but_the_line(field: Field[Any]) -> None:
    was = getattr(ENTRY, field.name)
    other: Any = not was if field.type == "bool" else OTHERS[str(field.type)]
    changed = replace(ENTRY, **{field.name: other})
    assert (_digest(changed) == _digest(ENTRY)) is (field.name == "line")


@pytest.mark.parametrize(
    "changes",
    [
        {"volume": "1", "number": "2"},
        {"title_text": "On", "title_tex": "e"},
        {"authors": ()},
        {"authors": (ADA, ADA), "listed_authors": ()},
        {"authors": (Author("", "Lovelace", prefix="Ada"),)},
        {"authors": (Author("Ada", "Lovelace", is_owner=True),)},
        {"editors": (ADA,), "authors": (), "listed_authors": (ADA,)},
        {"links": (Link("pdf", "a"), Link("url", "b"))},
        {"title": Markup("\udc80")},
    ],
)
def test_what_is_somewhere_else_is_something_else(changes: dict[str, Any]) -> None:
    assert _digest(replace(ENTRY, **changes)) != _digest(ENTRY)
