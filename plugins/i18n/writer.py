"""Writing that says which page failed and goes on, so that one run shows every fault."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import Any

from pelican.plugins import signals
from pelican.utils import sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from plugins.diagnostics import shown_path

from .build import Build, PageRecord, offered_by, page_url
from .faults import explain_all
from .languages import Language
from .offers import Offers

logger = logging.getLogger(__name__)
_pelican = logging.getLogger("pelican.writers")

_PLAIN = re.compile(r"(?:[^./\\\0][^/\\\0]*/)*[^./\\\0][^/\\\0]*")
"""A file below the root of the output whatever the system, and the same name on each."""
_LIST = "a list of the site"
_LEAVES = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|(?:.*/)?\.\.(?:/|$)")


class CarefulWriter(Writer):
    """Pelican's writer; a page that fails is an error and the next one is tried."""

    def __init__(self, output_path: str, settings: dict[str, Any], claims: Claims) -> None:
        super().__init__(output_path, settings)
        self.claims = claims
        self._root = sanitised_join(output_path)
        self._folders: set[str] = set()

    def write_file(
        self,
        name: Any,
        template: Any,
        context: Any,
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Write a page; log what is wrong with it instead of raising."""
        try:
            lists = paginated is not None or "articles" in kwargs or "dates" in kwargs
            plain = isinstance(name, str) and _PLAIN.fullmatch(name) is not None  # False is none
            if lists or override_output or not plain:
                parts = paginated, template_name, override_output, url
                super().write_file(name, template, context, relative_urls, *parts, **kwargs)
            else:
                self._write_page(name, template, context, relative_urls, kwargs)
        except FileOverwriteFailedError:
            self.claims.claim(str(name), describe(kwargs) or _LIST)
        except Exception as error:  # whatever a template raises
            for line in explain_all(error, describe(kwargs) or str(name)):
                logger.error("%s", line)

    def _write_page(
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool,
        variables: dict[str, Any],
    ) -> None:
        """Do what Pelican does for a page in one part, of a plain name, which overrides none."""
        local = {**context, "localsiteurl": context.get("localsiteurl"), "output_file": name}
        if relative_urls:
            local["SITEURL"] = local["localsiteurl"] = "/".join([".."] * name.count("/")) or "."
        local.update(variables)
        if local["localsiteurl"]:
            context["localsiteurl"] = local["localsiteurl"]
        text, path = template.render(local), f"{self._root}/{name}"
        self._make_folder(path.rpartition("/")[0])
        if path in self._written_files or os.linesep != "\n":
            with self._open_w(path, "utf-8") as file:
                file.write(text)
        else:
            self._written_files.add(path)
            _write(path, text.encode())
        _pelican.info('Writing "%s"', path)
        signals.content_written.send(path, context=local)

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        try:
            os.mkdir(folder)  # noqa: PTH102 - thousands of them
        except OSError:  # it is there, or its parent is not
            Path(folder).mkdir(parents=True, exist_ok=True)
        self._folders.add(folder)


def _write(path: str, data: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]  # all of it, as long as the disk is not full
    finally:
        os.close(file)


class Claims:
    """Notes every page of one language's run; two for one address are an error."""

    def __init__(self, build: Build, language: Language) -> None:
        self.build = build
        self.language = language
        self.current = ""
        """The source of the page being made, for errors that do not name one."""
        self._pages = build.pages.setdefault(language.tag, {})

    def written(self, path: str, context: dict[str, Any]) -> None:
        """Take in a page (receiver of ``content_written``)."""
        name = _below(path, context["OUTPUT_PATH"])
        self.claim(name, describe(context))
        url = page_url(name, _url(context))
        if _LEAVES.match(url):
            what = f'has the url "{url}", which leaves the site. Write one such as about/.'
            logger.error("%s: %s", describe(context) or _LIST, what)
        record = PageRecord(
            url,
            offered_by(context.get("offers", {}), self.build, name),
            indexed(context),
            *_named(context),
        )
        self._pages[name] = record

    def stand(self, name: str, source: str, title: str, kind: str, offers: Offers) -> None:
        """Take in a page that is not written, for it is there as the last build left it.

        ``content_written`` is not sent: where others than our plugins listen, no page stands.
        """
        self.claim(name, source)
        offered = offered_by(offers, self.build, name)
        self._pages[name] = PageRecord(page_url(name), offered, True, title, kind)

    def feed(self, path: str, context: dict[str, Any], feed: Any) -> None:
        """Take in a feed (receiver of ``feed_written``)."""
        self.claim(_below(path, context["OUTPUT_PATH"]), "a feed")

    def claim(self, name: str, source: str) -> None:
        """Give the file to *source*. A list ("") gives way to a page of the same language."""
        full = f"{self.language.prefix}/{name}" if self.language.prefix else name
        key = full.casefold()
        others = self.build.claims.get(key)
        foreign = self.build.claimants.setdefault(key, self.language.tag) != self.language.tag
        if others is not None and (foreign or (others and source)):
            logger.error("%s", _twice(full, source or self._list(), others or _LIST))
        self.build.claims[key] = source or others or ""

    def _list(self) -> str:
        return f"a list of the site in {self.language.name}"

    def begin(self, generator: Any, content: Any) -> None:
        """Note which page is made next (receiver of the signals before a page is written)."""
        self.current = shown_path(content.source_path)


def check_statics(build: Build) -> None:
    """Log an error for each static file that goes where a page goes: one of them would be lost."""
    for static in filter(None, build.statics.values()):
        page = build.claims.get(static.save_as.casefold())
        if page is not None:
            path = shown_path(static.source_path)
            logger.error("%s", _twice(static.save_as, path, page or _LIST))


def describe(context: dict[str, Any]) -> str:
    """Return what a page is made from, as a person would name it; "" for a direct template."""
    if (entry := context.get("publication")) is not None:
        return f"{entry.path}:{entry.line}"
    for name in ("article", "page"):
        content = context.get(name)
        if content is not None and getattr(content, "source_path", None):
            return shown_path(content.source_path)
    for name in ("category", "tag", "author"):
        if context.get(name) is not None:
            return f'the {name} "{context[name]}"'
    return ""


def indexed(context: dict[str, Any]) -> bool:
    """Whether search engines should have the page."""
    content = context.get("article") or context.get("page")
    status = getattr(content, "status", "published")
    return status == "published" and not context.get("noindex")


def _named(context: dict[str, Any]) -> tuple[str, str]:
    """Return the title and the kind of a page."""
    if (entry := context.get("publication")) is not None:
        return str(entry.title_text), "publication"
    for kind in ("article", "page"):
        if context.get(kind) is not None:
            return str(context[kind].title), kind
    return "", ""


def _below(path: str, root: str) -> str:
    """Return the *path* of a file below *root*, relative to it."""
    if path.startswith(root + os.sep):
        return path[len(root) + 1 :].replace(os.sep, "/")
    return Path(path).relative_to(root).as_posix()


def _url(context: dict[str, Any]) -> object:
    part = context.get("articles_page")
    if part is not None and part.number > 1:
        return part.url
    content = context.get("article") or context.get("page")
    return content.url if content is not None else context.get("url")


def _twice(file: str, one: str, other: str) -> str:
    first, second = sorted((one, other), key=lambda each: ("/" in each, each))
    address = "/" + page_url(file)
    return (
        f"{second}: has the address {address}, as {first} has. Give one another slug or permalink."
    )
