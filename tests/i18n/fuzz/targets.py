"""What is fuzzed, and what must hold whatever comes: an AssertionError is a finding."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import html5lib
from babel import Locale

from plugins.content.parser import markdown_for
from plugins.content.source import Source
from plugins.i18n import catalogs, guard, signature
from plugins.i18n.catalogs import Catalog
from plugins.i18n.markdown import Translation, render_inline
from plugins.i18n.messages import Translated, markdown_judge
from plugins.i18n.pofile import write
from plugins.i18n.translator import Translator, theme_judge
from plugins.i18n.update import update

from ..pages import HERE, extracted, language, original, settings
from ..test_i18n_fuzz import LINES, REAL, SOURCE, SPACED, WORDS
from ..test_i18n_guard import ADDRESSES, ATTACKS, GOOD, PLACEHOLDERS, THEME_HTML

SECOND = 1.0  # of the processor's time, for one message
ZH = Locale("zh", script="Hans")
MARKS = frozenset({"lang", "dir"})

PAGES = (
    # (page, its message)
    (f"{SOURCE}\n\n[r]: https://b.example/ 'Title'\n", SOURCE),
    ("## See **x** and [text](https://a.example/) {#own .c}\n", ""),
    ("* See **x**{.c} and ![alt](p.png 'T')\n    * child\n{: .own }\n", ""),
    ("| h |\n| --- |\n| See **x**{.c} and [text](https://a.example/) {.d} |\n", ""),
    ("See `code` and **x**\n:   y\n", ""),
    ("> a[^1] and **b** <b>c</b> d\n\n[^1]: note\n", ""),
    ("Write to <a@b.example> or see <https://a.example/>, $x_{i}$  \nand *y*\n", ""),
    ("HTML is *short*\n\n*[HTML]: Hypertext\n", ""),
    ("Plain words\n", ""),
)
HTML = (
    '<ul><li>See <b>x</b> and <a href="https://a.example/">text</a></li><li>next</li></ul>\n',
    '<table><tr><td>See <code>x</code><br><img src="p.png" alt="y"></td><td>z</td></tr></table>\n',
    "<p>Plain words</p>\n",
    '<div><img src="p.png" alt="Plain words"></div>\n',
    "<details><summary>See <em>x</em></summary><p>y <sub>z</sub></p></details>\n",
)


@dataclass(frozen=True)
class Target:
    """*run* takes what the fuzzer made; *seeds* and *words* are what it begins with."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    words: Callable[[], Iterable[bytes]]


@contextmanager
def in_a_second() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < SECOND, "takes longer than a second"


def elements(html: str) -> Counter[tuple[str, frozenset[tuple[str, str]]]]:
    """Return what a browser makes of a page's text, which must stay where it is put."""
    page = f"<main><article>{html}</article></main><footer></footer>"
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    assert body is not None
    assert [child.tag for child in body] == ["main", "footer"], "leaves its place"
    assert [child.tag for child in body[0]] == ["article"], "leaves its place"
    found: Counter[tuple[str, frozenset[tuple[str, str]]]] = Counter()
    for element in body[0].iter():
        if isinstance(element.tag, str):
            left_out = signature.TEXT_ATTRIBUTES | MARKS
            kept = frozenset((n, v) for n, v in element.attrib.items() if n not in left_out)
            if (element.tag, kept) != ("span", frozenset()):  # what marks a text
                found[element.tag, kept] += 1
        else:
            found["!--", frozenset({("", str(element.text))})] += 1
    return found


class Page:
    """A page of one message, made again and again with another translation."""

    def __init__(self, text: str, msgid: str = "") -> None:
        self.text = text
        first, self.comment = extracted(text)[0]
        self.msgid = msgid or first
        self.probe = markdown_for(settings())
        self.parser = markdown_for(settings(), [Translation(self._messages)])
        self.parser.source = Source("page.md", 1, text)
        self.plain = self.with_translation("")
        self.elements = elements(original(text))
        self.is_paragraph = text.startswith(self.msgid) and self.comment == "paragraph"

    def with_translation(self, msgstr: str) -> str:
        """Return the page's HTML."""
        found = {("", self.msgid): (msgstr,)} if msgstr else {}
        self.translator = Translator(language("zh_Hans"), "en", Catalog("zh.po", found))
        self.parser.reset()
        return self.parser.convert(self.text)

    def refused(self, msgstr: str) -> str | None:
        """Return what `check` says of it."""
        judge = guard.html if self.comment == "HTML" else markdown_judge(self.probe)
        judge = guard.text if self.comment.endswith(" text") else judge
        return guard.text(self.msgid, msgstr) or judge(self.msgid, msgstr)

    def _messages(self, md: Any) -> Translated:
        self.probe.reset()
        self.probe.references.update(md.references)
        return Translated(self.translator, self.probe)


def catalog(data: bytes) -> None:
    """A catalog is read or its faults are named; what is read is refreshed, and that read again."""
    path = Path(gettempdir(), "fuzz.po")
    path.write_bytes(data)
    with in_a_second():
        try:
            first = catalogs.read(path, ZH)
        except catalogs.CatalogError as error:
            last = data.count(b"\n") + 1
            assert error.diagnostics
            assert all(0 <= each.line <= last for each in error.diagnostics), error
            assert all(str(each).endswith((".", ";")) for each in error.diagnostics), error
            return
    old = catalogs.parse(catalogs.decode(path), path, ZH)
    path.write_bytes(write(update(old, old, ZH)[0]))
    again = catalogs.read(path, ZH)
    assert first.messages == again.messages
    assert first.fuzzy == again.fuzzy


def _on(pages: list[Page], data: bytes) -> None:
    page, msgstr = pages[data[0] % len(pages)], data[1:].decode("utf-8", "replace")
    if not msgstr.strip() or msgstr == page.msgid:
        return
    with in_a_second():
        refused = page.refused(msgstr)
        html = page.with_translation(msgstr)
    if refused:
        assert html == page.plain, refused
    else:
        extra = elements(html) - page.elements
        assert not extra, extra
        if page.is_paragraph:
            seen = re.sub("</?abbr[^>]*>", "", html)  # which comes from the owner
            assert f"<div>\n{seen}\n</div>\n" == render_inline(page.probe, msgstr)


MARKDOWN_PAGES = [Page(*each) for each in PAGES]
HTML_PAGES = [Page(each) for each in HTML]


def markdown(data: bytes) -> None:
    """A page has no element and no attribute that it lacks in the owner's language; and `check`
    sees what is shown."""
    if data:
        _on(MARKDOWN_PAGES, data)


def html(data: bytes) -> None:
    """So it is with raw HTML."""
    if data:
        _on(HTML_PAGES, data)


THEME = (THEME_HTML, "%(num)s papers", "Search", "100%% of %(a)s and <b>%(b)s</b>")
VALUES = {"url": "https://a.example/", "name": "N", "num": 2, "a": "A", "b": "B"}


def theme(data: bytes) -> None:
    """A text of the theme is formatted, or refused; the address of a report leads to its host."""
    if not data:
        return
    msgstr, plural = data[1:].decode("utf-8", "replace"), bool(data[0] & 4)
    source = THEME[data[0] & 3]
    found = {("", source): (msgstr,), ("url", ADDRESS): (msgstr,)}
    translator = Translator(language("zh_Hans"), "en", Catalog("zh.po", found))
    with in_a_second():
        marked = str(translator.marked(source, "", source if plural else None, 2) % VALUES)
        translator.gettext(source) % VALUES
    judge = theme_judge(plural)
    if msgstr != source and (guard.text(source, msgstr) or judge(source, msgstr)):
        assert marked == f'<span lang="en" dir="ltr">{source % VALUES}</span>'
    extra = elements(marked) - elements(source % VALUES)
    assert not extra, extra
    assert translator.url(ADDRESS).text.lower().startswith(("https://a.example", "http://a.examp"))


ADDRESS = "https://a.example/report"


def _catalog_seeds() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((HERE / "bad").glob("*.po")))
    yield REAL.read_bytes()[:2000]


def _msgstrs() -> Iterator[bytes]:
    texts = [text for text, _ in ATTACKS.values()] + [text for _, text in GOOD.values()]
    texts += [text for text, _ in PLACEHOLDERS.values()] + [*ADDRESSES]
    for number, text in enumerate(texts):
        yield bytes([number % 36]) + text.encode()[:1000]


def _words() -> Iterator[bytes]:
    yield from (word.encode() for word in [*WORDS, *SPACED] if word)


TARGETS = {
    "catalog": Target(catalog, _catalog_seeds, lambda: LINES.elements),  # type: ignore[attr-defined]
    "markdown": Target(markdown, _msgstrs, _words),
    "html": Target(html, _msgstrs, _words),
    "theme": Target(theme, _msgstrs, _words),
}
