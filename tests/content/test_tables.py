"""Columns are aligned by classes, in the direction of reading; no cell has a style."""

from __future__ import annotations

from plugins.content.parser import markdown_for

from .settings import settings

TABLE = "| a | b | c | d |\n| :-- | :-: | --: | --- |\n| 1 | 2 | 3 {{.best}} | 4 |\n"


def test_alignment_is_a_class() -> None:
    html = markdown_for(settings()).convert(TABLE.replace("{{", "{").replace("}}", "}"))
    assert "style=" not in html
    assert '<th class="align-start">a</th>\n<th class="align-center">b</th>' in html
    assert '<td class="align-end best">3</td>\n<td>4</td>' in html
