"""An open list item, and the two ways of indenting what belongs to it.

The content column (2 for ``* ``, 3 for ``1. ``) is what kramdown and CommonMark go by, fours are
what Python-Markdown goes by. Which of the two an author uses shows in the first thing inside.
"""

from __future__ import annotations

from dataclasses import dataclass

TAB = 4
"""What Python-Markdown indents by."""


@dataclass
class Item:
    """An open list item (or definition, footnote …) and the columns it was written with."""

    marker: int
    content: int
    depth: int
    out: int
    """The column of its marker in what comes out."""
    by_fours: bool | None = None
    """Whether its children stand at multiples of four; None until the first one has been seen."""

    @property
    def body(self) -> int:
        """The column that Python-Markdown wants its children at."""
        return TAB * (self.depth + 1)

    @property
    def threshold(self) -> int:
        """The least indentation of what belongs to this item."""
        return min(self.content, self.body if self.out == self.marker else self.marker + TAB)

    def holds_item(self, indent: int) -> bool:
        """Whether a list marker at *indent* begins a child of this item."""
        limit = self.content + TAB
        return indent < (limit if self.by_fours is False else max(limit, self.body + TAB))

    def is_code(self, indent: int) -> bool:
        """Whether a line at *indent* after a blank one is indented code inside this item."""
        return indent >= TAB + (self.body if self.by_fours else self.content)

    @property
    def is_unknown(self) -> bool:
        """Whether it is still open which of the two ways this item is written, if they differ."""
        return self.by_fours is None and self.content != self.body

    def learn(self, least: int) -> None:
        """Tell the way this item is written by the least indentation of what is inside."""
        over = least - self.body
        near = 0 <= over < TAB and least < self.content + TAB
        self.by_fours = near or (over >= 0 and over % TAB == 0)

    def learn_from_item(self, indent: int) -> None:
        """Likewise, from the marker of a first child."""
        if self.is_unknown:
            self.by_fours = self.body <= indent < self.body + TAB

    def moved(self, indent: int) -> int:
        """Return where a line inside, at *indent*, is to stand."""
        return max(indent, self.body) if self.by_fours else indent - self.content + self.body
