"""Which languages have a page, where some lack it: pages written natively, and lists of articles.

Settled in each run from the same data (the contents that it shows and those that it drops), so the
pages of all languages agree on it before the first one is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, Generator
from pelican.paginator import Paginator

from .build import Build

Offers = dict[str, tuple[str, ...]]
"""The tags of the languages that have a file, by its path; a file not in it is in all."""


def offers(build: Build, generators: Iterable[Generator]) -> Offers:
    """Return the languages of each file that some language may lack."""
    if build.plan.is_whole:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for generator in generators:
        for content in _contents(generator):
            path = str(content.get_relative_source_path() or "")
            found[content.save_as].update(build.plan.offered_in(path))
        if isinstance(generator, ArticlesGenerator):
            for name, tag in _lists(build, generator):
                found[name].add(tag)
    for path, content in build.dropped.items():
        found[content.save_as].update(build.plan.offered_in(path))
    order = [language.tag for language in build.languages]
    return {name: tuple(tag for tag in order if tag in tags) for name, tags in found.items()}


def _contents(generator: Any) -> Iterator[Content]:
    for names in ("pages", "hidden_pages", "articles", "hidden_articles"):
        yield from getattr(generator, names, ())


def _lists(build: Build, generator: ArticlesGenerator) -> Iterator[tuple[str, str]]:
    """Yield each file of a list of articles with each language that has it."""
    for tag, articles in _articles(build, generator).items():
        for kind, wrapper, holds in _wrappers(generator):
            yield from ((name, tag) for name in _parts(generator, kind, wrapper, holds, articles))
        for template in generator.settings["DIRECT_TEMPLATES"]:
            name = generator.settings.get(f"{template.upper()}_SAVE_AS", f"{template}.html")
            url = generator.settings.get(f"{template.upper()}_URL", f"{template}.html")
            yield from ((part, tag) for part in _pages(generator, template, name, url, articles))


def _articles(build: Build, generator: ArticlesGenerator) -> Mapping[str, list[Article]]:
    """Return the articles that each language lists, shown by this run or dropped by it."""
    known = {str(each.get_relative_source_path()): each for each in generator.articles}
    for path, content in build.dropped.items():
        if isinstance(content, Article) and content.status == "published":
            known.setdefault(path, content)
    return {
        language.tag: [
            content
            for path, content in known.items()
            if build.plan.shown_instead(path, language.tag) == path
        ]
        for language in build.languages
    }


Holds = Callable[[Article], bool]


def _wrappers(generator: ArticlesGenerator) -> Iterator[tuple[str, Any, Holds]]:
    """Yield (template, category, tag or author, whether an article belongs to it)."""
    for category, _ in generator.categories:
        yield "category", category, partial(_has, "category", category)
    for author, _ in generator.authors:
        yield "author", author, partial(_has, "authors", author)
    for tag in generator.tags:
        yield "tag", tag, partial(_has, "tags", tag)


def _has(name: str, wrapper: Any, article: Article) -> bool:
    value = getattr(article, name, ())
    return wrapper in value if isinstance(value, (list, tuple)) else value == wrapper


def _parts(
    generator: ArticlesGenerator, kind: str, wrapper: Any, holds: Holds, articles: list[Article]
) -> Iterator[str]:
    held = [article for article in articles if holds(article)]
    if held:
        yield from _pages(generator, kind, wrapper.save_as, wrapper.url, held)


def _pages(
    generator: ArticlesGenerator, template: str, name: str, url: str, articles: list[Article]
) -> Iterator[str]:
    """Yield the files of a list, which may be in several parts."""
    settings = generator.settings
    if not name:
        return
    yield name
    if template in settings["PAGINATED_TEMPLATES"]:
        length = settings["PAGINATED_TEMPLATES"][template] or settings["DEFAULT_PAGINATION"]
        paginator = Paginator(name, url, articles, settings, length)
        for number in range(2, paginator.num_pages + 1):
            yield paginator.page(number).save_as
