"""Random nested lists, and the ways in which an author may write them down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True)
class Item:
    """A list item: its text, more lines of it, what follows after blank lines, and its children."""

    text: str
    hanging: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    children: Items | None = None

    @property
    def needs_blank_after(self) -> bool:
        """Whether it ends in a paragraph or code, which a marker right below would continue."""
        if self.children:
            return self.children.items[-1].needs_blank_after
        return bool(self.paragraphs or self.code)


@dataclass(frozen=True)
class Items:
    """A list: its marker ("*" or a first number) and items, apart by blank lines if loose."""

    first: int | str
    items: tuple[Item, ...]
    loose: bool = False


words = st.text("abcxyz", min_size=1, max_size=4)
several = st.lists(words, max_size=2).map(tuple)
firsts = st.sampled_from(["*", "-", "+", 1, 7, 9, 10, 97])


def trees(depth: int = 2) -> st.SearchStrategy[Items]:
    """Return lists nested up to *depth* levels below the first."""
    children = st.none() | trees(depth - 1) if depth else st.none()
    item = st.builds(Item, words, several, several, several, children)
    items = st.lists(item, min_size=1, max_size=3).map(tuple)
    return st.builds(Items, firsts, items, st.booleans())


def written(tree: Items, by: int | None) -> str:
    """Write a list down with children indented *by* spaces; by None, to the content column."""
    return "\n".join(_lines(tree, 0, by))


def _lines(tree: Items, column: int, by: int | None) -> Iterator[str]:
    for number, item in enumerate(tree.items):
        first = tree.first
        marker = f"{first + number}." if isinstance(first, int) else first
        content = column + len(marker) + 1
        inner = content if by is None else column + by
        if number and (tree.loose or tree.items[number - 1].needs_blank_after):
            yield ""
        yield f"{' ' * column}{marker} {item.text}"
        yield from (" " * content + line for line in item.hanging)
        for paragraph in item.paragraphs:
            yield from ("", " " * inner + paragraph)
        if item.code:
            yield ""
            yield from (" " * (inner + 4) + line for line in item.code)
        if item.children:
            if item.paragraphs or item.code or item.children.loose:
                yield ""
            yield from _lines(item.children, inner, by)
