"""Links from the pages of one language to the files that all languages share: settled once."""

from __future__ import annotations

from typing import Any

from .build import Build
from .languages import Language


class Addresses:
    """The addresses of shared files, as the pages of one run link to them."""

    def __init__(self, build: Build, here: Language) -> None:
        self.build = build
        self.here = here
        self._statics: dict[str, str] = {}
        self._assets: dict[str, str] = {}
        self._ways: dict[tuple[str | int, str], str] = {}

    def file(self, path: str) -> str:
        """Return where a file of the owner's is, below the root of the default language."""
        if (url := self._statics.get(path)) is None:
            static: Any = self.build.statics.get(path)
            url = self._statics[path] = static.url if static else path
        return url

    def asset(self, name: str) -> str:
        """Return where a file of the theme is, below the root of the default language."""
        if (url := self._assets.get(name)) is None:
            url = f"{self.build.theme_static_dir}/{self.build.assets.name(name)}"
            self._assets[name] = url
        return url

    def icon(self, name: str) -> str:
        """Return where an icon is: the owner's own, or else the theme's."""
        path = f"icons/{name}"
        return self.file(path) if path in self.build.statics else self.asset(path)

    def link(self, url: str, output_file: str) -> str:
        """Return the link from the page *output_file* to the file *url* below the site's root.

        The way to a folder is the same for all files in it, and, unless it leads through the
        page's own first folder, from all pages as deep.
        """
        page, (folder, _, name) = output_file.rpartition("/")[0], url.rpartition("/")
        first = self.here.prefix or page.partition("/")[0]
        near = first and url.startswith(f"{first}/")
        key = (page if near else output_file.count("/"), folder)
        if name and (way := self._ways.get(key)) is not None:
            return way + name
        link = self.build.href(self.build.main, url, self.here, output_file)
        if name and not self.build.absolute and link.endswith(name):
            self._ways[key] = link.removesuffix(name)
        return link
