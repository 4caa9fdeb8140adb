"""The page that says how far each language is, with the catalogs to download."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from pelican import Pelican
from pelican.generators import Generator, PelicanTemplateNotFound
from pelican.writers import Writer

from . import badge
from .build import Build
from .languages import Language
from .progress import Count, Progress
from .translator import Translator

URL = "translations/"


@dataclass(frozen=True)
class Entry:
    """One language, as the template shows it."""

    language: Language
    progress: Progress
    files: tuple[tuple[Markup, Count], ...]
    catalog_href: str
    edit_url: str
    credits: tuple[str, ...]


def get_generator(pelican: Pelican) -> type[Generator]:
    """Give Pelican the generator, anew for every run."""
    del pelican
    return TranslationsGenerator


class TranslationsGenerator(Generator):
    """Writes /translations/ in every language; once, the catalogs and a badge for each."""

    def generate_output(self, writer: Writer) -> None:
        """Write the page, unless the site has one language or a theme without the template."""
        translator: Translator | None = self.settings.get("I18N")
        if translator is None or not self.settings["I18N_BUILD"].progress:
            return
        try:
            template = self.get_template("progress")
        except PelicanTemplateNotFound:
            return
        build: Build = self.settings["I18N_BUILD"]
        if translator.language is build.main:
            self._offer_catalogs(build, translator)
        writer.write_file(
            f"{URL}index.html",
            template,
            self.context,
            self.settings["RELATIVE_URLS"],
            url=URL,
            translations=[self._entry(build, translator, tag) for tag in build.progress],
        )

    def _entry(self, build: Build, translator: Translator, tag: str) -> Entry:
        language, progress = translator.siblings[tag].language, build.progress[tag]
        path = f"{URL}{language.locale}.po"
        return Entry(
            language,
            progress,
            tuple((self._label(translator, name), count) for name, count in progress.files.items()),
            build.href(build.main, path, translator.language, f"{URL}index.html"),
            self._edit_url(language),
            translator.siblings[tag].catalog.credits,
        )

    def _label(self, translator: Translator, name: str) -> Markup:
        """Name a file of messages by what readers know it as."""
        known = self.context["generated_content"].get(name.removeprefix("content/"))
        if known is not None and hasattr(known, "title_lang"):
            return translator.mark(Markup.escape(known.title), known.title_lang)
        label = _LABELS.get(Path(name).suffix)
        return translator.marked(label) if label else Markup.escape(name)

    def _edit_url(self, language: Language) -> str:
        template = str(self.settings.get("I18N_EDIT_URL") or "")
        place = f"translations/{language.locale}/LC_MESSAGES/messages.po"
        return template.format(path=place, line=1) if template else ""

    def _offer_catalogs(self, build: Build, translator: Translator) -> None:
        directory = Path(self.output_path, URL)
        directory.mkdir(parents=True, exist_ok=True)
        for tag, progress in build.progress.items():
            language = translator.siblings[tag].language
            if language.catalog is not None:
                shutil.copyfile(language.catalog, directory / f"{language.locale}.po")
            svg = badge.draw(language.name, f"{progress.site.percent} %")
            (directory / f"{language.locale}.svg").write_text(svg, "utf-8")


def N_(message: str) -> str:
    """Mark a text that is translated where it is shown."""
    return message


_LABELS = {
    "": N_("Labels of the site"),
    ".py": N_("Settings"),
    ".bib": N_("Publications"),
    ".toml": N_("Reports"),
}
