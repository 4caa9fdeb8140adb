"""``llms.txt``: what the site is and where its pages are, for readers that are programs. Pure.

Format: https://llmstxt.org (a Markdown file: title, summary, lists of links).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Link = tuple[str, str]
"""(title, absolute address)."""


def llms(
    title: str, summary: str, sections: Mapping[str, Sequence[Link]], languages: Iterable[Link]
) -> str:
    """Return the file's text; empty sections are left out."""
    lines = [f"# {title}", ""]
    if summary:
        lines += [f"> {summary}", ""]
    for name, links in {**sections, "Languages": list(languages)}.items():
        if links:
            lines += [f"## {name}", "", *(f"- [{_label(text)}]({url})" for text, url in links), ""]
    return "\n".join(lines)


def _label(text: str) -> str:
    return " ".join(text.split()).replace("[", r"\[").replace("]", r"\]")
