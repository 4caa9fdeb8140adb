"""What templates get: gettext, marked texts, dates by CLDR, and the page in other languages."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican.generators import Generator

from . import gettexts, rendering, surroundings
from .addresses import Addresses
from .build import Alternate, Build, alternates, offered_by, page_url
from .needs import NotingCompiler
from .preview import Preview
from .progress import page_name
from .sharing import once, site_part
from .translator import Text, Translator, direction, same_language
from .typeset import typeset


class Shown(str):
    """A setting in the language of the run, which remembers the language it is really in."""

    lang: str
    given: Text

    def __new__(cls, text: Text) -> Shown:
        """Wrap the text that a `Translator` gave."""
        shown = super().__new__(cls, text.text)
        shown.lang, shown.given = text.lang, text
        return shown


def install(generator: Generator) -> None:
    """Give a generator's templates the texts of its run's language."""
    translator: Translator | None = generator.settings.get("I18N")
    if translator is None:
        return
    env = generator.env
    env.add_extension("jinja2.ext.i18n")
    if env.bytecode_cache is None:
        env.bytecode_cache = generator.settings["I18N_BUILD"].bytecode
    ours = _asks_for_autoescape(Path(generator.theme))
    env.code_generator_class = NotingCompiler
    if ours:
        env.autoescape = cache(partial(_escaped, env))  # asked anew for every page
        rendering.install(env)
    env.auto_reload = False  # a build sees its templates once
    gettexts.install(env, translator, marked=ours)
    env.globals.update(_globals(translator, generator.settings["I18N_BUILD"], generator))
    env.filters.update(_filters(translator))


def _asks_for_autoescape(theme: Path) -> bool:
    """A theme says in theme.toml that it is written for autoescape; Pelican's own are not."""
    try:
        asked = tomllib.loads((theme / "theme.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return False
    return bool(asked.get("templates", {}).get("autoescape"))


def _escaped(env: Environment, name: str | None) -> bool:
    """Escape in every template but those that Pelican brings along."""
    if name is None or env.loader is None:
        return False
    path = env.loader.get_source(env, name)[1] or ""
    return "pelican/themes/simple/" not in path.replace("\\", "/")


def _globals(translator: Translator, build: Build, generator: Generator) -> dict[str, Any]:
    here = translator.language

    def page_alternates(output_file: str, url: object = None) -> list[Alternate]:
        offered = offered_by(generator.context.get("offers", {}), build, output_file)
        return alternates(build, here, output_file, page_url(output_file, url), offered)

    def canonical(output_file: str, url: object = None) -> str:
        return build.published(here, page_url(output_file, url))

    @pass_context
    def menu_href(context: Context, url: str) -> str:
        if not url.startswith("/") or url.startswith("//"):
            return url
        name = f"{url[1:]}index.html" if url.endswith("/") else url[1:]
        offered = offered_by(generator.context.get("offers", {}), build, name)
        if here.tag in offered or not offered:
            return f"{context['SITEURL']}{url}"
        return build.href(build.by_tag(offered[0]), url[1:], here, context["output_file"])

    def site_has(name: str) -> bool:
        return bool(generator.context.get(name))

    def partly_translated(content: object) -> bool:
        path = str(getattr(content, "relative_source_path", ""))
        found = build.progress.get(here.tag)
        count = found.files.get(page_name(path) if path else "theme") if found else None
        return count is not None and count.share < 1 and not build.plan.native(path)

    addresses = Addresses(build, here)

    def shared(context: Context, url: str, output_file: str = "") -> str:
        if "root" in context and (root := context["root"]):  # of the page of lost addresses,
            return f"{root.rstrip('/')}/{url}"  # which is shown at any
        return addresses.link(url, output_file or context.get("output_file", "index.html"))

    @pass_context
    def asset(context: Context, name: str) -> str:
        return shared(context, addresses.asset(name))

    @pass_context
    def static_file(context: Context, path: str, output_file: str = "") -> str:
        return shared(context, addresses.file(path), output_file)

    @pass_context
    def icon(context: Context, name: str) -> str:
        return shared(context, addresses.icon(name))

    return {
        "site_part": site_part(generator),
        "once": once(),
        "asset": asset,
        "asset_text": lambda name: Markup(build.assets.text(name)),  # for <style> and <script>
        "static_file": static_file,
        "icon": icon,
        "language": here,
        "languages": build.languages,
        "tr": _tr(translator),
        "alternates": page_alternates,
        "canonical": canonical,
        "menu_href": menu_href,
        "menu_pages": partial(surroundings.menu_pages, generator),
        "site_digest": partial(surroundings.digest, generator, build),
        "site_has": site_has,
        "direction": direction,
        "same_language": cache(same_language),
        "lang_attributes": cache(partial(_lang_attributes, here.tag)),
        "author_names": _author_names(translator, str(generator.settings.get("AUTHOR", ""))),
        "language_gettext": lambda language: translator.siblings[language.tag].marked,
        "report_titles": partial(_report_titles, translator),
        "partly_translated": partly_translated,
        "preview": translator.preview,
        "report_url": lambda report: _report_url(translator, report),
        "root_url": "/" + build.siteurl.partition("://")[2].partition("/")[2].strip("/"),
    }


def _tr(translator: Translator) -> Callable[..., Markup]:
    """Return the function that shows an owner's text, marked if it is in another language."""

    def shown(text: str, context: str = "") -> Markup:
        found = text.given if isinstance(text, Shown) else translator.text(str(text), context)
        return translator.mark(_set(found), found.lang)

    if translator.preview is not None:  # which notes each text on each page that shows it
        return shown

    @cache
    def marked(text: str, given: Text | None, context: str) -> Markup:
        found = given or translator.text(text, context)
        return translator.mark(_set(found), found.lang)

    def tr(text: str, context: str = "") -> Markup:
        return marked(str(text), text.given if isinstance(text, Shown) else None, context)

    return tr


def _lang_attributes(page: str, tag: str, own: str | None = None) -> Markup:
    """Return the attributes of a run in the language *tag* inside one in *own*, or in *page*."""
    around = own or page
    if not tag or same_language(tag, around):
        return Markup("")
    turned = direction(tag) != direction(around)
    dir_ = Markup(' dir="{}"').format(direction(tag)) if turned else ""
    return Markup(' lang="{}"{}').format(tag, dir_)


def _set(found: Text) -> Markup:
    """A text with the punctuation of its language."""
    return Markup.escape(typeset(found.text, found.lang))


def _author_names(translator: Translator, author: str) -> list[tuple[str, str]]:
    """The owner's name in the page's language first, then as other languages write it."""
    names = [translator.text(author)]
    names += [Text(author, translator.source_lang)]
    names += [sibling.text(author) for sibling in translator.siblings.values()]
    by_text: dict[str, tuple[str, str]] = {}
    for name in names:
        by_text.setdefault(name.text, (name.text, name.lang))
    return list(by_text.values())


def _report_titles(translator: Translator, report: Any) -> list[tuple[Markup, str]]:
    """The title in the page's language, then the original where it is another one."""
    shown = translator.text(report.title)
    titles = [(_set(shown), shown.lang)]
    original = translator.siblings.get(report.lang)
    if original and report.lang != translator.language.tag:
        found = original.text(report.title)
        if found.lang == report.lang and found.text != shown.text:
            titles.append((_set(found), found.lang))
    return titles


def _report_url(translator: Translator, report: Any) -> tuple[str, str]:
    found = translator.url(report.url)
    return found.text, found.lang or report.lang


def _filters(translator: Translator) -> dict[str, Callable[..., Any]]:
    locale = translator.language.locale
    return {
        "plain": partial(_plain, translator.preview),
        "date": lambda value, style="long": format_date(_date(value), style, locale=locale),
        "month": lambda value: format_skeleton("yMMMM", _date(value), locale=locale),
        "year": lambda value: format_skeleton("y", _date(value), locale=locale),
        "number": cache(partial(format_decimal, locale=locale)),
        "list_and": lambda texts: _joined(texts, locale),
    }


def _plain(preview: Preview | None, text: Any) -> str:
    if type(text) is str or not hasattr(text, "__html__"):
        return str(text)
    html = text if type(text) is Markup else Markup(text)
    if preview is not None:
        preview.printed_plainly(html)
    return html.striptags() if "<" in html or "&" in html else " ".join(str.split(html))


def _joined(texts: Iterable[str], locale: Any) -> Markup:
    return Markup(format_list([str(Markup.escape(text)) for text in texts], locale=locale))


def _date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
