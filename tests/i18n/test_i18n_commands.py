"""A small site on disk: extraction, update, check and status, and plain pybabel beside them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from pelican.settings import read_settings

from plugins.i18n import catalogs, template
from plugins.i18n.__main__ import main
from plugins.i18n.languages import parse_locale
from plugins.i18n.settings import defaults

PROJECT = Path(__file__).parents[2]
PO = Path("translations/zh_Hans/LC_MESSAGES/messages.po")
SITE = {
    "pelicanconf.py": (
        'AUTHOR = "Ada"\nSITENAME = "Ada"\nSITESUBTITLE = ""\nPATH = "content"\nTHEME = "theme"\n'
        'DEFAULT_LANG = "en"\nMENUITEMS = [("Home", "/"), ("Papers", "/papers/")]\n'
        'I18N_TEXTS = ["MOTTO"]\nMOTTO = "Onwards"\nOTHER = "not shown"\n'
        'CACHE_PATH = ".cache"\n'
    ),
    "content/pages/about.md": (
        "---\ntitle: About me\ndescription: Who I am\n---\n\n# Bio\n\n"
        "See [my **paper**][p] & [p].\n\n* One\n\n<div><img src='a.png' alt='Me &amp; you'>"
        "<p>Raw <b>text</b></p></div>\n\n[p]: https://a.example/ 'The title'\n"
    ),
    "content/pages/other.md": "title: Other\nsummary: A *short* text\n\nSee [my **paper**][p].\n",
    "content/pages/cn.zh.md": "title: 中文页\n\n不必翻译\n",
    "content/pages/v1.2.md": "title: Version\n\nRelease notes\n",
    "theme/templates/base.html": (
        "{# Translators: shown in the footer #}{{ _('Updated %(date)s', date=d) }}"
        "{% trans trimmed count=n %}\n  {{ count }} page\n{% pluralize %}\n  {{ count }} pages\n"
        "{% endtrans %}{{ pgettext('nav', 'Home') }}"
    ),
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in SITE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / PO).parent.mkdir(parents=True)
    (tmp_path / PO).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pot() -> Catalog:
    settings = read_settings("pelicanconf.py")
    settings.update(defaults(settings))
    return template.build(settings, Path("pelicanconf.py"))


def ids(catalog: Catalog) -> list[tuple[str, str]]:
    found = [each for each in catalog if each.id]
    return [(m.context or "", m.id if isinstance(m.id, str) else m.id[0]) for m in found]


def of_the_plugins(catalog: Catalog) -> list[tuple[str, str]]:
    """The messages that every site has."""
    found = [
        each for each in catalog if any(name.startswith("plugins/") for name, _ in each.locations)
    ]
    return [(each.context or "", str(each.id)) for each in found]


def translate(**strings: str) -> None:
    """Fill in msgstrs by the beginnings of their msgids."""
    main(["update"])
    lines = PO.read_text("utf-8").split("\n")
    for start, string in strings.items():
        (place,) = [n for n, line in enumerate(lines) if line.startswith(f'msgid "{start}')]
        lines[place + 1] = f'msgstr "{string}"'
    PO.write_text("\n".join(lines), "utf-8")


def test_the_template_has_every_message_in_document_order(site: Path) -> None:
    catalog = pot()
    ours = [each for each in ids(catalog) if each not in of_the_plugins(catalog)]
    assert ours == [
        ("", "Ada"),
        ("", "Home"),
        ("", "Papers"),
        ("", "Onwards"),
        ("", "About me"),
        ("", "Who I am"),
        ("", "Bio"),
        ("", "See [my **paper**][p] & [p]."),
        ("", "One"),
        ("", "Me & you"),
        ("", "Raw <b>text</b>"),
        ("", "The title"),
        ("", "Other"),
        ("", "See [my **paper**][p]."),
        ("", "A *short* text"),
        ("", "Version"),
        ("", "Release notes"),
        ("", "Updated %(date)s"),
        ("", "%(count)s page"),
        ("nav", "Home"),
    ]


def test_settings_are_messages_however_they_come_to_their_value(site: Path) -> None:
    Path("base.py").write_text(SITE["pelicanconf.py"], "utf-8")
    own = 'import sys\nsys.path.append(".")\nfrom base import *\n'
    Path("pelicanconf.py").write_text(own + 'SITESUBTITLE: str = "Of " + AUTHOR\n', "utf-8")
    found = {msgid for _, msgid in ids(pot())}
    assert {"Ada", "Home", "Papers", "Onwards", "Of Ada"} <= found


@pytest.mark.parametrize(
    ("name", "text", "messages"),
    [
        ("a.markdown", "title: A\n\nText\n", ["A", "misc", "Text"]),
        (
            "a.rst",
            "A & B\n#####\n\n:date: 2024-05-05\n:tags: one, two\n:category: Own\n\nText\n",
            ["A & B", "Own", "one", "two"],
        ),
        (
            "a.html",
            "<html><head><title>A</title><meta name='tags' content='one'></head><body>Text</body>",
            ["A", "misc", "one"],
        ),
        ("google123.html", "google-site-verification: google123.html", []),
        ("media/own.toml", "[[report]]\ntitle = 'A'\nurl = 'https://a.b/'\nlang = 'en'\n", ["A"]),
    ],
)
def test_files_of_every_kind_have_their_messages(
    site: Path, name: str, text: str, messages: list[str]
) -> None:
    shutil.rmtree(site / "content")
    path = site / "content" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    with Path("pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('PRESS_PATH = "media/own.toml"\n')
    catalog = [each for each in pot() if each.context != "url"]
    found = [str(each.id) for each in catalog if each.locations[:1] == [(f"content/{name}", 0)]]
    assert found == messages


def test_an_entry_says_what_it_is_and_where(site: Path) -> None:
    message = pot().get("See [my **paper**][p] & [p].")
    assert message is not None
    assert (message.auto_comments, message.locations, message.flags) == (
        ["paragraph under Bio"],
        [("content/pages/about.md", 0)],
        set(),
    )


def test_a_comment_of_the_theme_reaches_the_translator(site: Path) -> None:
    message = pot().get("Updated %(date)s")
    assert message is not None
    assert message.auto_comments == ["shown in the footer"]
    assert message.flags == {"python-format"}


def test_update_writes_the_same_bytes_twice(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["update"]) == 0
    once = [PO.read_bytes(), Path("translations/messages.pot").read_bytes()]
    assert main(["update"]) == 0
    assert once == [PO.read_bytes(), Path("translations/messages.pot").read_bytes()]
    assert capsys.readouterr().out == f"zh-Hans: {len(pot())} added\nzh-Hans: no change\n"


def test_update_leaves_a_broken_catalog_alone(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PO.write_text('msgid "a\nmsgstr "b\n', "utf-8")
    assert main(["update"]) == 1
    assert PO.read_text("utf-8") == 'msgid "a\nmsgstr "b\n'
    assert capsys.readouterr().err == (
        f'error: {PO}:1: has a string that is not closed. End the line with ".\n'
        f'error: {PO}:2: has a string that is not closed. End the line with ".\n'
    )


def test_a_catalog_asks_for_no_text_of_a_page_written_in_its_language(site: Path) -> None:
    Path("content/pages/other.zh.md").write_text("title: 其他\n\n见论文。\n", "utf-8")
    main(["update"])
    lines = catalogs.read(PO, parse_locale("zh")).lines
    assert ("", "Bio") in lines and ("", "Other") not in lines
    assert ("", "Other") in ids(pot())
    assert main(["check"]) == 0


def test_whoever_reads_may_stop_early(site: Path) -> None:
    command = [sys.executable, "-m", "plugins.i18n", "status"]
    reader, writer = os.pipe()
    os.close(reader)
    env = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, env=env)
    os.close(writer)
    assert (done.returncode, "Error" in done.stderr) == (1, False)


def test_update_changes_nothing_if_one_catalog_is_broken(site: Path) -> None:
    main(["update"])
    broken = Path("translations/zh_Hant/LC_MESSAGES/messages.po")
    broken.parent.mkdir(parents=True)
    broken.write_text('msgid "a\n', "utf-8")
    before = {path: path.read_bytes() for path in site.glob("translations/**/*.po*")}
    (site / "content/pages/new.md").write_text("title: New\n\nA new text\n", "utf-8")
    assert main(["update"]) == 1
    assert before == {path: path.read_bytes() for path in site.glob("translations/**/*.po*")}


def test_update_names_every_broken_catalog(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for locale in ("zh_Hans", "zh_Hant"):
        broken = site / f"translations/{locale}/LC_MESSAGES/messages.po"
        broken.parent.mkdir(parents=True, exist_ok=True)
        broken.write_text('msgid "a\n', "utf-8")
    assert main(["update"]) == 1
    said = "".join(capsys.readouterr())
    assert ["zh_Hans/LC" in said, "zh_Hant/LC" in said] == [True, True]


def test_update_that_cannot_write_leaves_each_file_whole(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["update"])
    before = {path: path.read_bytes() for path in site.glob("translations/**/*.po*")}
    (site / "content/pages/new.md").write_text("title: New\n\nA new text\n", "utf-8")

    def fail(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space left"):
        main(["update"])
    assert before == {path: path.read_bytes() for path in before}


def test_status_counts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(Bio="简介", One="一")
    assert main(["status"]) == 0
    total = len(pot())
    expected = f"2/{total} translated, 0 fuzzy, {total - 2} missing"
    assert expected in capsys.readouterr().out


def checked(capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    code = main(["check"])
    lines = capsys.readouterr().out.splitlines()
    assert code == (1 if lines else 0)
    return lines


def test_check_finds_nothing_in_a_good_catalog(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    translate(
        **{
            "About me": "关于[我]<我> {x}",  # a title is plain text
            "See [my **paper**][p] & ": "见[我的**论文**][p]与[p]。",
            "Me & you": "我 & <你>",
            "Raw ": "<b>生</b>文",
            "The title": "标<题>",
            "Updated ": "%(date)s 更新",
        }
    )
    assert checked(capsys) == []


@pytest.mark.parametrize(
    ("start", "string", "reason"),
    [
        ("See [my **paper**][p] & ", "见[论文](https://evil.example/)", "has another href in <a>"),
        ("One", "<script>x</script>", "has the tag <script>"),
        ("Raw ", "<i>生</i>", "has the tag <i>"),
        ("Raw ", "<b>生</b><img src=x onerror=x ", "has a tag that is not closed by >"),
        ("Bio", "简介 {onclick=x}", "has a brace that its source lacks"),
        ("Updated ", "更新", "lacks the placeholder %(date)s"),
        ("Updated ", "%(date)s 100%", 'has "%", which is no placeholder'),
        ("About me", "关于\u202e我", "has control or direction characters"),
        ("A *short", "<b>短</b>", "has the tag <b>"),
    ],
)
def test_check_refuses_what_the_build_refuses(
    site: Path, capsys: pytest.CaptureFixture[str], start: str, string: str, reason: str
) -> None:
    translate(**{start: string.replace('"', '\\"')})
    (line,) = checked(capsys)
    assert line.startswith(f"error: {PO}:")
    assert f'" {reason}' in line


def test_a_reference_of_the_page_counts_as_the_link_it_is(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Path("content/pages/about.md")
    page.write_text(page.read_text("utf-8") + "[q]: https://b.example/\n", "utf-8")
    translate(**{"See [my **paper**][p] & ": "见[论文][q]"})
    (line,) = checked(capsys)
    assert "has another href in <a> than its source" in line


def test_a_catalog_behind_its_sources_fails_the_check(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(capsys) == [
        f"error: {PO}: lacks {len(pot())} messages of the sources. "
        "Run python -m plugins.i18n update."
    ]


def test_a_template_behind_its_sources_fails_the_check(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["update"])
    page = Path("content/pages/other.md")
    page.write_text("title: Other\n\nSee [my **paper**][p].\n", "utf-8")
    mend = "Run python -m plugins.i18n update."
    assert checked(capsys) == [
        f"error: translations/messages.pot: is behind the sources. {mend}",
        f"error: {PO}: has 1 message that the sources no longer have. {mend}",
    ]


def test_a_doubt_is_a_warning_and_no_failure(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("translations/glossary.csv").write_text("en,zh-Hans\nBio,简介\n", "utf-8")
    translate(**{"Bio": "生平,经历", "See [my **paper**][p] & ": "见[我的论文][p]与[p]。"})
    capsys.readouterr()
    assert main(["check", "--format=github"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f'::warning file={PO},line={line_of("Bio")}::the translation of "Bio" '
        'has a half-width "," in a sentence. Write ，.',
        f'::warning file={PO},line={line_of("Bio")}::the translation of "Bio" '
        'has not "简介" for "Bio", as the glossary has it. Use one word for one thing.',
        f"::warning file={PO},line={line_of('See [my **paper**][p] & ')}::the translation of "
        '"See [my **paper**][p] & [p]." lacks <strong> of its source. Is it meant?',
    ]


def line_of(start: str) -> int:
    lines = PO.read_text("utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if line.startswith(f'msgid "{start}'))


def test_a_plural_form_left_out_fails_the_check(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arabic = Path("translations/ar/LC_MESSAGES/messages.po")
    arabic.parent.mkdir(parents=True)
    arabic.touch()
    main(["update"])
    text = arabic.read_text("utf-8")
    arabic.write_text(text.replace('msgstr[0] ""', 'msgstr[0] "%(count)s"', 1), "utf-8")
    capsys.readouterr()
    assert main(["check"]) == 1
    line = text[: text.index('msgid "%(count)s page')].count("\n") + 1
    assert capsys.readouterr().out == (
        f'error: {arabic}:{line}: the translation of "%(count)s page" lacks a plural form. '
        "Write msgstr[0] to [5].\n"
    )


def test_pseudolocales_are_written_beside_the_cache(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pseudo"]) == 0
    assert "pelican content -rl -e I18N_PATH='\".cache/pseudo\"'" in capsys.readouterr().out
    found = Path(".cache/pseudo").rglob("messages.po")
    assert sorted(path.parts[2] for path in found) == ["ar_XB", "en_XA"]
    assert main(["pseudo", "-o", "translations"]) == 2
    assert main(["pseudo", "-o", "elsewhere", "--all"]) == 0
    assert Path("elsewhere/zh_Hans/LC_MESSAGES/messages.po").is_file()


def test_no_settings_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2


def test_what_update_writes_the_build_reads(site: Path) -> None:
    translate(Bio="简介")
    catalog = catalogs.read(PO, parse_locale("zh"))
    assert catalog.get("Bio") == "简介"
    assert set(ids(pot())) == set(catalog.lines) - {("", "")}


# ---- Plain pybabel -------------------------------------------------------------------------------

CONFIG = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8")).get("tool", {})
configured = pytest.mark.skipif("babel" not in CONFIG, reason="pyproject.toml has no [tool.babel]")


@configured
def test_pyproject_says_what_update_does() -> None:
    mappings = CONFIG["babel"]["mappings"]
    assert tuple((each["pattern"], each["method"]) for each in mappings) == template.METHODS


@configured
def test_pybabel_finds_the_same_messages(site: Path) -> None:
    shutil.copy(PROJECT / "pyproject.toml", site)
    shutil.copytree(PROJECT / "plugins", site / "plugins")
    command = [sys.executable, "-m", "babel.messages.frontend", "extract", "-F", "pyproject.toml"]
    done = subprocess.run(
        [*command, "-o", "out.pot", "."], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    found = catalogs.parse(Path("out.pot").read_text("utf-8"), Path("out.pot"), parse_locale("en"))
    assert sorted(ids(found)) == sorted(ids(pot()))
