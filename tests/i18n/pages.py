"""One page of Markdown, its messages, and what it becomes in another language: without Pelican."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from babel.messages.pofile import escape
from pelican.settings import DEFAULT_CONFIG

from plugins.content.parser import Parser, markdown_for
from plugins.content.source import Source
from plugins.i18n.catalogs import Catalog, Key
from plugins.i18n.languages import Language, parse_locale, tag_of
from plugins.i18n.markdown import Messages, Translation
from plugins.i18n.messages import Collected, Translated
from plugins.i18n.translator import Translator

HERE = Path(__file__).parent
_EXTENSIONS: dict[str, dict[str, Any]] = {
    "markdown.extensions.extra": {},
    "markdown.extensions.admonition": {},
    "markdown.extensions.toc": {},
}


def settings(**changes: Any) -> dict[str, Any]:
    """Return Pelican's settings with the extensions that any of our pages uses."""
    markdown = {"extension_configs": deepcopy(_EXTENSIONS), "output_format": "html5"}
    return {**deepcopy(DEFAULT_CONFIG), "MARKDOWN": markdown, **changes}


def parser(messages: Messages | None = None) -> Parser:
    """Return the site's Markdown parser with the hook, for one page."""
    return markdown_for(settings(), [Translation(lambda _: messages)])


def extracted(text: str) -> list[tuple[str, str]]:
    """Return (msgid, comment) of each message of a page, in order."""
    collected = Collected()
    parser(collected).convert(text)
    return collected.found


def pot(text: str) -> str:
    """Return the messages of a page as entries of a template."""
    entries = [f"#. {comment}\nmsgid {escape(msgid)}\n" for msgid, comment in extracted(text)]
    return "\n".join(entries)


def original(text: str) -> str:
    """Return the HTML of a page in the language it is written in."""
    return parser().convert(text)


def translated(text: str, translator: Translator, *, dates: bool = True) -> str:
    """Return the HTML of a page in the language of *translator*, its dates too if *dates*."""
    probe = markdown_for(settings())

    def messages_of(md: Any) -> Messages:
        probe.reset()
        probe.references.update(md.references)
        return Translated(translator, probe)

    own = settings(I18N=translator) if dates else settings()
    page = markdown_for(own, [Translation(messages_of)])
    page.source = Source("page.md", 1, text)
    return page.convert(text)


def language(locale: str) -> Language:
    """Return a language without going to the disk."""
    found = parse_locale(locale)
    tag, name = tag_of(found), str(found.get_display_name())
    return Language(found, tag, found.language, name, found.text_direction, None)


def translator_for(
    messages: Mapping[Key, str | tuple[str, ...]], locale: str = "zh_Hans", **more: Any
) -> Translator:
    """Return the translator of a catalog that has *messages*, with lines 1, 2, 3 …"""
    strings = {key: (text,) if isinstance(text, str) else text for key, text in messages.items()}
    lines = {key: number for number, key in enumerate(messages, 1)}
    return Translator(language(locale), "en", Catalog("zh.po", strings, lines), **more)


def shown(source: str, translation: str, text: str | None = None) -> str:
    """Return the page *text* (else *source* alone) with one message translated."""
    return translated(text or source, translator_for({("", source): translation}))
