"""Liquid and files of other hosts, wherever and however they are written."""

from __future__ import annotations

import pytest

from plugins.content.checks import attributes, foreign_media, liquid, media_fault


@pytest.mark.parametrize(
    "body",
    [
        "`{% raw %}`",
        "``{{ a ` b }}``",
        "```\n{% raw %}\n```",
        "~~~~\n```\n{% raw %}\n~~~~",
        "    {% raw %}",
        "- item\n\n      {% raw %}",
        "* item\n\n        {% raw %}",
        "1. item\n   ```\n   {{ page.title }}\n   ```",
        "<!-- {% raw %} -->",
        "<pre>\n{{ page.title }}\n</pre>",
        "[a]({filename}/pages/a.md) ![b]({static}/b.png){: .x } {#id} [c]({attach}c.pdf)",
        "# Heading {: #id .class key=value }",
        "$x^{{a}}$ and $$\\frac{{a}}{{b}}$$ and \\({{a}}\\)",
        "{{ 1 }} {} {{}} }} {{",
    ],
)
def test_what_only_looks_like_liquid_is_let_through(body: str) -> None:
    assert liquid(body, "x.md") == []


@pytest.mark.parametrize(
    ("body", "line", "mend"),
    [
        ("text\n{% include x.html %}", 2, "Write the text itself, or a Markdown block"),
        ("text\n\n* a\n  {{ page.title }}", 4, "Write the text itself, or a Markdown block"),
        ("a paragraph\n    {{ page.title }}", 2, "Write the text itself, or a Markdown block"),
        ("{%- if x -%}", 1, "Write the text itself, or a Markdown block"),
        ("{{ site.baseurl }}/images/x.png", 1, "Write {static}/images/x.png."),
        ("{{ site.url }}{{ site.baseurl }}/files/cv.pdf", 1, "Write {static}/files/cv.pdf."),
        ('{{ "/images/x.png" | relative_url }}', 1, "Write {static}/images/x.png."),
        ("{{ site.baseurl }}/cv/", 1, "the page's file: {filename}/pages/cv.md."),
        ("{% post_url 2020-01-01-x %}", 1, "Write the path of the file"),
        ("{% highlight python %}", 1, "Write the code between two lines ```."),
    ],
)
def test_liquid_is_named_with_its_mend(body: str, line: int, mend: str) -> None:
    (fault,) = liquid(body, "x.md")
    assert line == fault.line
    assert mend in fault.text


def test_every_tag_is_named_at_its_line_of_the_file() -> None:
    body = "{% for a in b %}\n{{ a.c }}\n\n{% endfor %}"
    assert [fault.line for fault in liquid(body, "x.md", first_line=5)] == [5, 6, 8]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="http://a.org/x.png">',
        '<img src="//a.org/x.png">',
        '<img src="/\\a.org/x.png">',
        '<img src="ht\ntps://a.org/x.png">',
        '<img src=" https:a.org/x.png">',
        '<img src="&#104;ttps://a.org/x.png">',
        '<img src="x.png" srcset="x.png 1x, https://a.org/x.png 2x">',
        '<script src="https://a.org/x.js">',
        '<iframe src="https://a.org">',
        '<link rel="stylesheet" href="https://a.org/x.css">',
        '<link rel="preconnect" href="https://a.org">',
        '<video src="https://a.org/x.mp4">',
        '<video poster="https://a.org/x.png">',
        '<audio><source src="https://a.org/x.mp3"></audio>',
        '<object data="https://a.org/x.swf">',
        "<p style=\"background: url( 'https://a.org/x.png' )\">",
        "<style>@import 'https://a.org/x.css';</style>",
        '<svg><image xlink:href="https://a.org/x.png"/></svg>',
        '<td background="https://a.org/x.png">',
    ],
)
def test_a_file_of_another_host_is_found(html: str) -> None:
    assert len(foreign_media(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://a.org/x.png">x</a>',
        '<img src="{static}/x.png" srcset="x.png 1x, /y.png 2x" alt="https://a.org">',
        '<img src="data:image/png;base64,AA//">',
        '<link rel="canonical" href="https://a.org/">',
        "<pre>&lt;img src=&quot;https://a.org/x.png&quot;&gt;</pre>",
        '<p>url(https://a.org/x.png)</p><blockquote cite="https://a.org"></blockquote>',
    ],
)
def test_what_loads_nothing_is_let_through(html: str) -> None:
    assert foreign_media(html) == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.org/b/x.png?size=1#top", "x.png"),
        ("//a.org", "name"),
        ("http://[a/x%20y.png", "x y.png"),
    ],
)
def test_the_mend_names_the_file(address: str, name: str) -> None:
    assert media_fault("img", address).endswith(f"and write {{static}}/images/{name}.")


@pytest.mark.parametrize(
    "body", ["text\n\n{: .table }\n| a | b |\n|---|---|", "* a\n\n{: .x }\n* b", "a\n\n{:toc}"]
)
def test_an_attribute_line_before_a_block_is_named(body: str) -> None:
    assert [fault.line for fault in attributes(body, "x.md", first_line=5)] == [7]


@pytest.mark.parametrize(
    "body",
    ["text\n{: .lead }", "* a\n{: .x }\n* b", "# a {: #b }", "```\n{: .x }\n```", "    {: .x }"],
)
def test_an_attribute_line_after_its_block_is_let_through(body: str) -> None:
    assert attributes(body, "x.md") == []
