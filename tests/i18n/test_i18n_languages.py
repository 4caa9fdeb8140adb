"""Languages, pages written natively, and how far each language is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.plurals import get_plural

from plugins.i18n import progress
from plugins.i18n.catalogs import Catalog
from plugins.i18n.languages import Language, LanguageError, find, parse_locale, tag_of
from plugins.i18n.natives import Plan, plan


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def offered(
    *locales: str, default: str = "en", overrides: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[Language, ...]:
    """Return the languages of a site with a catalog for each of *locales*."""
    for locale in locales:
        path = Path("translations", locale, "LC_MESSAGES", "messages.po")
        path.parent.mkdir(parents=True)
        path.touch()
    return find(Path("translations"), default, overrides or {})


def faults(*locales: str, **more: Any) -> list[str]:
    with pytest.raises(LanguageError) as raised:
        offered(*locales, **more)
    return [str(each) for each in raised.value.diagnostics]


@pytest.mark.parametrize(
    ("locale", "tag", "prefix", "name", "direction", "og"),
    [
        ("zh_Hans", "zh-Hans", "zh", "中文", "ltr", "zh_CN"),
        ("zh", "zh-Hans", "zh", "中文", "ltr", "zh_CN"),
        ("zh_Hant", "zh-Hant", "zh-hant", "中文", "ltr", "zh_TW"),
        ("zh_CN", "zh-Hans-CN", "zh", "中文", "ltr", "zh_CN"),
        ("fr", "fr", "fr", "Français", "ltr", "fr_FR"),
        ("pt_BR", "pt-BR", "pt", "Português", "ltr", "pt_BR"),
        ("pt_PT", "pt-PT", "pt-pt", "Português", "ltr", "pt_PT"),
        ("ar", "ar", "ar", "العربية", "rtl", "ar_EG"),
        ("he", "he", "he", "עברית", "rtl", "he_IL"),
        ("ja", "ja", "ja", "日本語", "ltr", "ja_JP"),
        ("sr_Latn", "sr-Latn", "sr-latn", "Srpski", "ltr", "sr_RS"),
    ],
)
def test_a_catalog_is_a_language(
    site: Path, locale: str, tag: str, prefix: str, name: str, direction: str, og: str
) -> None:
    _, found = offered(locale)
    assert (found.tag, found.prefix, found.name, found.dir, found.og) == (
        tag, prefix, name, direction, og,
    )  # fmt: skip


def test_two_scripts_have_their_own_names(site: Path) -> None:
    names = [each.name for each in offered("zh_Hans", "zh_Hant")]
    assert names == ["English", "简体中文", "繁體中文"]


def test_adding_a_language_moves_no_address(site: Path) -> None:
    (first,) = [each.prefix for each in offered("zh_Hans")[1:]]
    assert [each.prefix for each in offered("zh_Hant")[1:]] == [first, "zh-hant"]


def test_the_default_language_comes_first_and_has_no_prefix_nor_needs_a_catalog(
    site: Path,
) -> None:
    found = offered("ar", "zh_Hans", "fr")
    assert [each.tag for each in found] == ["en", "ar", "fr", "zh-Hans"]
    assert (found[0].prefix, found[0].catalog) == ("", None)


@pytest.mark.parametrize("default", ["zh", "zh-Hans", "zh_hans", "ZH-HANS"])
def test_an_owner_may_write_in_chinese(site: Path, default: str) -> None:
    found = offered("en", "zh_Hans", default=default)
    assert [(each.tag, each.prefix) for each in found] == [("zh-Hans", ""), ("en", "en")]
    assert found[0].catalog is not None  # the original titles of Chinese reports, for instance


def test_overrides(site: Path) -> None:
    override = {"name": "简体", "prefix": "/cn/", "dir": "rtl", "tag": "zh-CN"}
    found = offered("zh_Hans", overrides={"zh-Hans": override})[1]
    assert (found.name, found.prefix, found.dir, found.tag) == ("简体", "cn", "rtl", "zh-CN")


@pytest.mark.parametrize("spelling", ["zh", "zh_Hans", "zh-hans", "zh-Hans"])
def test_an_override_may_spell_its_language_in_any_way(site: Path, spelling: str) -> None:
    assert offered("zh_Hans", overrides={spelling: {"prefix": "cn"}})[1].prefix == "cn"


def test_wrong_overrides_are_all_named(site: Path) -> None:
    overrides = {"zh-Hans": {"perfix": "cn"}, "chinese": {"name": "x"}}
    assert faults("zh_Hans", overrides=overrides) == [
        'pelicanconf.py: I18N_LANGUAGES: zh-Hans has no "perfix". Write prefix.',
        'pelicanconf.py: I18N_LANGUAGES: "chinese" is no language that CLDR knows. '
        "Write a tag such as en or zh-Hans.",
    ]


def test_a_wrong_default_language_is_named(site: Path) -> None:
    assert faults(default="english") == [
        'pelicanconf.py: DEFAULT_LANG: "english" is no language that CLDR knows. '
        "Write a tag such as en or zh-Hans."
    ]


def test_folders_that_are_no_language_are_all_named(site: Path) -> None:
    mend = "Name the folder as CLDR does: ja, pt_BR, zh_Hant."
    assert faults("Chinese", "xx", "fr") == [
        f'translations/Chinese: "Chinese" is no language that CLDR knows. {mend}',
        f'translations/xx: "xx" is no language that CLDR knows. {mend}',
    ]


def test_one_language_in_two_folders_is_named(site: Path) -> None:
    assert faults("zh", "zh_Hans") == [
        "translations/zh_Hans/LC_MESSAGES/messages.po: zh_Hans has two catalogs. Keep one of them."
    ]


def test_two_languages_at_one_address_are_named(site: Path) -> None:
    assert faults("fr", "de", overrides={"fr": {"prefix": "DE"}}) == [
        'translations/fr/LC_MESSAGES/messages.po: fr and de both live at "/DE/". '
        "Give one another prefix in I18N_LANGUAGES."
    ]


def test_a_folder_without_a_catalog_is_no_language(site: Path) -> None:
    Path("translations", "drafts").mkdir(parents=True)
    assert [each.tag for each in offered("fr")] == ["en", "fr"]


@pytest.mark.parametrize("text", ["", "x", "../../etc", "english", "zh-Hans-x-y-z", "e n", "\x00"])
def test_what_is_no_language(text: str) -> None:
    with pytest.raises(ValueError, match="is no language that CLDR knows"):
        parse_locale(text)


def test_a_tag_is_the_locale_s_bcp_47_form() -> None:
    assert [tag_of(parse_locale(text)) for text in ("zh", "PT_br", "sr-latn-rs")] == [
        "zh-Hans", "pt-BR", "sr-Latn-RS",
    ]  # fmt: skip


# ---- Pages written natively ----------------------------------------------------------------------

TAGS = ("en", "zh-Hans", "fr")


def planned(files: Mapping[str, str], root: Path, tags: tuple[str, ...] = TAGS) -> Plan:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return plan(root, files, tags, "en", lambda title: title.lower().replace(" ", "-"))


def shown(found: Plan, path: str) -> list[str]:
    return [found.shown_instead(path, tag) for tag in TAGS]


def test_a_site_without_native_pages_shows_each_page_everywhere(site: Path) -> None:
    found = planned({"pages/a.md": "title: A\n\nText"}, site)
    assert shown(found, "pages/a.md") == ["pages/a.md"] * 3
    assert found.offered_in("pages/a.md") == TAGS
    assert not found.native("pages/a.md")


@pytest.mark.parametrize("suffix", ["zh", "zh-Hans", "zh_Hans", "zh-hans"])
def test_a_language_in_the_name_replaces_the_translated_page(site: Path, suffix: str) -> None:
    native = f"pages/about.{suffix}.md"
    found = planned({"pages/about.md": "title: About\n\n", native: "title: 关于\n\n"}, site)
    assert shown(found, "pages/about.md") == ["pages/about.md", native, "pages/about.md"]
    assert shown(found, native) == ["pages/about.md", native, "pages/about.md"]
    assert (found.native(native), found.native("pages/about.md")) == (True, False)
    assert (found.sources[native].slug, found.sources[native].original) == (
        "about",
        "pages/about.md",
    )


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: 关于\nlang: zh\nslug: about\n---\n",
        "Title: 关于\nLang: zh-Hans\nSlug: about\n\n",
        '---\n"title": x\nlang: "zh-hans"\nslug: about\n---\n',
    ],
)
def test_a_language_in_the_metadata_is_the_page_of_the_same_slug(site: Path, head: str) -> None:
    found = planned({"pages/about.md": "title: About\n\n", "pages/x.md": head}, site)
    assert shown(found, "pages/about.md") == ["pages/about.md", "pages/x.md", "pages/about.md"]


def test_a_page_in_one_language_alone_is_only_there(site: Path) -> None:
    found = planned({"pages/a.md": "title: A\n\n", "pages/b.zh.md": "title: 乙\n\n"}, site)
    assert found.offered_in("pages/b.zh.md") == ("zh-Hans",)
    assert found.offered_in("pages/a.md") == TAGS


def test_a_page_may_have_several_native_versions(site: Path) -> None:
    files = ("pages/a.md", "pages/a.zh.md", "pages/a.fr.md")
    found = planned(dict.fromkeys(files, "title: A\n\n"), site)
    assert shown(found, "pages/a.md") == ["pages/a.md", "pages/a.zh.md", "pages/a.fr.md"]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (
            "pages/b.md",
            "title: B\nlang: ja\n\n",
            "2: is in ja, which the site (en, zh-Hans, fr) has not. "
            "Add translations/ja/LC_MESSAGES/messages.po or correct it.",
        ),
        (
            "pages/b.md",
            "---\ntitle: B\nslug: b\nlang: english\n---\n",
            '4: "english" is no language. Write a tag such as en or zh-Hans.',
        ),
        (
            "pages/b.md",
            "---\nlang:\ntitle: B\n---\n",
            "2: names no language. Write lang: en, or delete the line.",
        ),
        (
            "pages/a.ja.md",
            "title: A\n\n",
            " is in ja by its name, which the site (en, zh-Hans, fr) has not. "
            "Add translations/ja/LC_MESSAGES/messages.po or correct it.",
        ),
    ],
)
def test_a_page_that_would_be_lost_is_named(site: Path, name: str, text: str, fault: str) -> None:
    found = planned({"pages/a.md": "title: A\n\n", name: text}, site)
    assert [str(each) for each in found.faults] == [f"{name}:{fault}"]


def test_a_page_whose_language_is_there_is_no_fault(site: Path) -> None:
    files = dict.fromkeys(("pages/a.md", "pages/a.zh.md", "b.md", "v1.2.md"), "title: A\n\n")
    found = planned({**files, "pages/c.md": "title: C\nlang: fr\n\n"}, site)
    assert found.faults == ()


def test_a_dot_in_a_name_is_no_language(site: Path) -> None:
    found = planned({"pages/v1.2.md": "title: A\n\n", "pages/my.name.is.md": "title: B\n\n"}, site)
    assert [found.native(path) for path in found.sources] == [False, False]


def test_the_owner_s_own_language_is_native_to_none(site: Path) -> None:
    found = planned({"pages/a.en.md": "title: A\n\n", "pages/b.md": "title: B\nlang: en\n\n"}, site)
    assert [found.native(path) for path in found.sources] == [False, False]


def test_an_article_and_a_page_of_one_slug_are_two(site: Path) -> None:
    files = {"pages/a.md": "title: A\n\n", "news/a.md": "title: A\nlang: zh\n\n"}
    assert planned(files, site).shown_instead("pages/a.md", "zh-Hans") == "pages/a.md"


def test_the_text_of_a_page_is_no_metadata(site: Path) -> None:
    found = planned(
        {"pages/a.md": "---\ntitle: A\n---\nlang: zh\n", "b.md": "t: A\n\nlang: zh\n"}, site
    )
    assert [found.native(path) for path in found.sources] == [False, False]


# ---- How far a language is -----------------------------------------------------------------------


def test_messages_are_counted_and_each_file_has_its_own() -> None:
    found = [
        (("", "a"), ("content/a.md", "theme/base.html")),
        (("", "b"), ("content/a.md",)),
        (("", "c"), ("theme/base.html", "plugins/i18n/pages.py")),
        (("", "d"), ("content/b.md",)),
    ]
    catalog = Catalog("pl.po", {("", "a"): ("甲",)}, fuzzy=frozenset({("", "b")}))
    measured = progress.measure(found, catalog, "pl", Plan({}, ("en", "pl"), "en"))
    assert measured.site == progress.Count(4, 1, 1)
    assert measured.files == {
        "content/a.md": progress.Count(2, 1, 1),
        "theme": progress.Count(2, 1, 0),
        "content/b.md": progress.Count(1, 0, 0),
    }


def test_what_is_in_the_language_already_does_not_count() -> None:
    found = [(("", "a"), ("content/a.md",)), (("", "b"), ("theme/base.html",))]
    measured = progress.measure(found, Catalog(), "en", Plan({}, ("zh-Hans", "en"), "zh-Hans"))
    assert measured.files == {"content/a.md": progress.Count(1, 0, 0)}


def test_what_a_native_page_stands_for_does_not_count(site: Path) -> None:
    native = planned({"pages/a.md": "title: A\n\n", "pages/a.zh.md": "title: 甲\n\n"}, site)
    found = [
        (("", "a"), ("content/pages/a.md",)),
        (("", "b"), ("content/pages/a.md", "content/pages/b.md")),
    ]
    measured = [progress.measure(found, Catalog(), tag, native) for tag in ("zh-Hans", "de")]
    assert [each.site.total for each in measured] == [1, 2]
    assert measured[0].files == {"content/pages/b.md": progress.Count(1, 0, 0)}


def test_the_address_of_a_report_is_optional() -> None:
    pot = BabelCatalog()
    pot.add("https://a.example/", context="url")
    assert list(progress.messages(pot)) == []


def test_full_width_characters_take_two_columns() -> None:
    lines = [progress.line(name, progress.Count(1), 8) for name in ("页面.md", "page.md")]
    assert [line.index("░") for line in lines] == [7, 9]


def test_a_line_for_the_terminal() -> None:
    assert progress.line("zh-Hans", progress.Count(6, 2, 1)) == (
        "zh-Hans  ██████░░░░░░░░░░░░░░  33 %  2/6 translated, 1 fuzzy, 3 missing"
    )


def test_a_site_without_messages_is_whole() -> None:
    assert progress.Count().share == 1.0


def test_almost_all_is_not_all() -> None:
    assert "  99 %" in progress.line("fr", progress.Count(1000, 999, 0))


# ---- Pseudolocales -------------------------------------------------------------------------------


def test_pseudolocales_borrow_what_they_need(site: Path) -> None:
    english, mirrored, accented = offered("en_XA", "ar_XB")
    assert (english.tag, english.prefix) == ("en", "")
    assert (mirrored.tag, mirrored.prefix, mirrored.dir) == ("ar-XB", "ar-xb", "rtl")
    assert (accented.tag, accented.prefix, accented.dir) == ("en-XA", "en-xa", "ltr")
    assert format_date(date(2020, 5, 1), "MMMM", locale=accented.locale) == "May"
    assert get_plural(mirrored.locale).num_plurals == 6
    assert str(mirrored.locale) == "ar_XB"
