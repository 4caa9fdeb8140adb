"""The plugin's shell: the redirects of each run, and the files at the root of the whole site."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from pelican import Pelican
from pelican.generators import Generator, PelicanTemplateNotFound
from pelican.writers import Writer

from plugins.diagnostics import shown_path
from plugins.i18n.build import Build

from . import llms, menu, policy
from .notfound import NAME, NotFoundGenerator
from .redirects import Place, Redirect, absolute_link, line_of, relative_link, settle
from .sitemap import Page, robots, sitemap

logger = logging.getLogger(__name__)

_TEMPLATES = Path(__file__).parent / "templates"


class RedirectsGenerator(Generator):
    """Writes a page at each old address."""

    def generate_output(self, writer: Writer) -> None:
        """Write the redirects; log each whose address is another page's."""
        build: Build | None = self.settings.get("I18N_BUILD")
        place = place_of(build, self.settings)
        claims = build.claims if build else {}
        pages = {**claims, **statics(self.context["staticfiles"])}
        redirects = [*of_contents(self.context, build), *of_plugins(self.context)]
        found, faults = settle(redirects, pages, place)
        for fault in faults:
            logger.error("%s", fault)
        template = self._template() if found else None
        for save_as, redirect in found.items():
            claims[place.claim(save_as)] = redirect.source  # so that a later page is told
            self._write(writer, template, save_as, redirect)

    def _template(self) -> Any:
        try:
            return self.get_template("redirect")
        except PelicanTemplateNotFound:
            loader = FileSystemLoader(_TEMPLATES)
            ours = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
            return ours.get_template("redirect.html", globals=self.env.globals)

    def _write(self, writer: Writer, template: Any, save_as: str, redirect: Redirect) -> None:
        root = self.settings.get("PUBLISHED_URL", self.settings["SITEURL"])
        writer.write_file(
            save_as,
            template,
            self.context,
            self.settings["RELATIVE_URLS"],
            target_href=relative_link(save_as, redirect.target),
            target_url=absolute_link(root, redirect.target),
            noindex=True,
        )


def offer_policy(generator: Generator) -> None:
    """Let templates print the Content-Security-Policy of a page."""
    generator.env.globals["content_security_policy"] = policy.content_security_policy


def get_generators(pelican: Pelican) -> tuple[type[Generator], ...]:
    """Give Pelican the generators, anew for every run."""
    del pelican
    return NotFoundGenerator, RedirectsGenerator


def write_last(generators: list[Generator]) -> None:
    """Let our pages be written after all others: they give way where an address is taken."""
    generators.sort(key=lambda each: isinstance(each, NotFoundGenerator | RedirectsGenerator))


def finish(build: Build, pelican: Pelican, output_path: Path) -> None:
    """Write what the whole site has once; a file that is already there is left alone."""
    _write(output_path / ".nojekyll", "")
    _check_menu(build, pelican.settings, output_path)
    if build.preview is not None:
        _write(output_path / "robots.txt", "User-agent: *\nDisallow: /\n")
        return
    sitemap_url = f"{build.siteurl}/sitemap.xml" if build.siteurl else ""
    _write(output_path / "robots.txt", robots(sitemap_url))
    path = urlsplit(build.siteurl).path
    _write(output_path / "_headers", policy.headers(path, build.theme_static_dir))
    if sitemap_url:
        _write_sitemap(output_path / "sitemap.xml", build)
        _write(output_path / "llms.txt", _llms(build, pelican.settings))


def _check_menu(build: Build, settings: Mapping[str, Any], output_path: Path) -> None:
    def is_there(name: str) -> bool:
        return name in build.reuse.kept or (output_path / name).is_file()

    publications = f"/{settings.get('PUBLICATIONS_URL', 'publications').strip('/')}/"
    # Without publications the theme leaves the entry out; the CV is printed last.
    unasked = (publications, "/cv.pdf")
    entries = [each for each in settings.get("MENUITEMS", ()) if each[1] not in unasked]
    for fault in menu.faults(entries, is_there):
        logger.warning("%s", fault)


def _llms(build: Build, settings: Mapping[str, Any]) -> str:
    pages = build.pages.get(build.main.tag, {})
    sections: dict[str, list[llms.Link]] = {"Pages": [], "News": [], "Publications": []}
    names = {"page": "Pages", "article": "News", "publication": "Publications"}
    for record in pages.values():
        if record.indexed and record.kind:
            link = record.title, build.published(build.main, record.url)
            sections[names[record.kind]].append(link)
    languages = [(each.name, build.published(each)) for each in build.languages]
    summary = str(settings.get("SITESUBTITLE") or "")
    return llms.llms(str(settings["SITENAME"]), summary, sections, languages)


def place_of(build: Build | None, settings: Mapping[str, Any]) -> Place:
    """Return where the run's pages are in the whole site."""
    if build is None:
        return Place()
    prefixes = tuple(language.prefix for language in build.languages)
    return Place(settings["I18N"].language.prefix, prefixes)


def pages_of(build: Build) -> Iterator[Page]:
    """Yield each page that search engines should have, in the order of the addresses."""
    seen: set[tuple[str, str]] = set()  # of a list in several parts the first is enough
    names = {(record.url, name) for of in build.pages.values() for name, record in of.items()}
    for _, name in sorted(names):
        addresses = []
        for tag, url in _indexed(build, name):
            if (tag, url) not in seen:
                seen.add((tag, url))
                addresses.append((tag, build.published(build.by_tag(tag), url)))
        if addresses:
            yield Page(tuple(addresses))


def of_contents(context: dict[str, Any], build: Build | None) -> Iterator[Redirect]:
    """Yield the redirects that the front matter of published and hidden contents asks for."""
    lists = ("articles", "hidden_articles", "pages", "hidden_pages")
    for content in chain.from_iterable(context.get(name, ()) for name in lists):
        for each in (content, *content.translations):
            value = each.metadata.get("redirect_from", ())
            addresses = [value] if isinstance(value, str) else value
            if addresses:
                yield from _of_content(each, addresses, build)


def of_plugins(context: dict[str, Any]) -> Iterator[Redirect]:
    """Yield the redirects that other plugins ask for."""
    places = {entry.url: entry for entry in context.get("publications", ())}
    for old, new in context.get("redirects", ()):
        if entry := places.get(new):
            yield Redirect(old, new, entry.save_as, entry.path, entry.line)
        else:
            yield Redirect(old, new)


def statics(contents: Iterable[Any]) -> dict[str, str]:
    """Return the source of each static file, by the case-folded path of its copy."""
    return {each.save_as.casefold(): shown_path(each.source_path) for each in contents if each}


def _of_content(content: Any, addresses: Iterable[str], build: Build | None) -> Iterator[Redirect]:
    text = Path(content.source_path).read_text("utf-8", errors="replace")
    prefixes = None
    if build is not None:
        offered = build.plan.offered_in(str(content.get_relative_source_path()))
        prefixes = tuple(build.by_tag(tag).prefix for tag in offered)
    path = shown_path(content.source_path)
    for address in addresses:
        line = line_of(text, address)
        yield Redirect(address, content.url, content.save_as, path, line, prefixes)


def _indexed(build: Build, name: str) -> Iterator[tuple[str, str]]:
    """Yield (tag, address below its root) of each language whose file *name* is to be found."""
    if not name.endswith((".html", ".htm")) or name == NAME:
        return
    for language in build.languages:
        record = build.pages.get(language.tag, {}).get(name)
        if record is not None and record.indexed:
            yield language.tag, record.url


def _write_sitemap(path: Path, build: Build) -> None:
    pages = tuple(pages_of(build))
    if pages and not path.exists():
        path.write_bytes(sitemap(pages, build.main.tag))
    elif pages and path.name not in statics(build.statics.values()):
        what = "another plugin writes sitemap.xml, so ours is not written."
        logger.warning("plugins.delivery: %s", what)


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, "utf-8", newline="\n")
