"""``/404.html``: the one page for addresses that lead nowhere, in all languages of the site.

A static host serves it at any depth, so its links start at the root: GitHub Pages knows one
404.html, that of the root.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from pelican.generators import Generator, PelicanTemplateNotFound
from pelican.writers import Writer

NAME = "404.html"


def root_of(published: str) -> str:
    """Return the path that a site is published at: "/" or "/repo/"; "/" for *published* ""."""
    path = quote(urlsplit(published).path.strip("/"), safe="/%~:@!$&'()*+,;=")
    return f"/{path}/" if path else "/"


class NotFoundGenerator(Generator):
    """Writes the page by the theme's template 404, unless there is none or the owner has one."""

    def generate_output(self, writer: Writer) -> None:
        """Write it once, in the default language's run."""
        build = self.settings.get("I18N_BUILD")
        if build is not None and self.settings["I18N"].language is not build.main:
            return
        if NAME in (build.claims if build is not None else self._own()):
            return
        if any(each.save_as == NAME for each in self.context["staticfiles"]):
            return
        try:
            template = self.get_template("404")
        except PelicanTemplateNotFound:
            return
        root = root_of(self.settings.get("MAIN_PUBLISHED_URL", self.settings["SITEURL"]))
        # SITEURL: for themes that know no `root`.
        variables = {"root": root, "SITEURL": root.rstrip("/"), "noindex": True}
        writer.write_file(NAME, template, self.context, False, **variables)

    def _own(self) -> set[str]:
        """What plain Pelican writes here that has a source or a setting of its own."""
        contents = self.context["generated_content"].values()
        pages = {content.save_as for content in contents if hasattr(content, "save_as")}
        names = self.settings["DIRECT_TEMPLATES"]
        direct = {self.settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html") for name in names}
        return pages | direct | set(self.settings["TEMPLATE_PAGES"].values())
