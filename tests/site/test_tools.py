"""The tools that translators have: what they write is read, and what we write they can open."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polib
import pytest
from translate.storage import pypo

from plugins.i18n import catalogs
from plugins.i18n.__main__ import main
from plugins.i18n.languages import parse_locale

from .builds import Site, copy_of

ZH = "translations/zh_Hans/LC_MESSAGES/messages.po"
PROJECT = Path(__file__).parents[2]
BABEL = (sys.executable, "-m", "babel.messages.frontend")
Rewrite = Callable[[str], str]
real_catalogs = pytest.mark.parametrize("name", [ZH, "translations/messages.pot"])
msgfmt = pytest.mark.skipif(not shutil.which("msgfmt"), reason="no GNU gettext")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A copy of the real site's sources, to run commands in."""
    site = copy_of(PROJECT, tmp_path / "site")
    shutil.copytree(PROJECT / "plugins", site.root / "plugins")
    monkeypatch.chdir(site.root)
    return site


def tool(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def checked(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    return main(["check"]), capsys.readouterr().out


# ---- What we write, they open and save -----------------------------------------------------------


@real_catalogs
@msgfmt
def test_msgfmt_finds_no_fault(name: str) -> None:
    tool("msgfmt", "-c", "-o", "/dev/null", str(PROJECT / name))


@real_catalogs
def test_polib_saves_what_it_opened(name: str) -> None:
    text = (PROJECT / name).read_text("utf-8")
    assert str(polib.pofile(text, wrapwidth=10**6)) == text


@real_catalogs
def test_translate_toolkit_saves_what_it_opened(name: str) -> None:
    data = (PROJECT / name).read_bytes()
    store = pypo.pofile(BytesIO(data))
    assert bytes(store) == data


# ---- What they write, we read --------------------------------------------------------------------


def rewritten_by_polib(text: str) -> str:
    return str(polib.pofile(text, wrapwidth=40))


def rewritten_by_translate_toolkit(text: str) -> str:
    return bytes(pypo.pofile(BytesIO(text.encode()))).decode()


def flagged(text: str) -> str:
    """As `pybabel` and xgettext flag prose that has a percent sign or braces."""
    return re.sub(r'\nmsgid "(?!")', '\n#, python-format, python-brace-format\nmsgid "', text)


def with_lines(text: str) -> str:
    """With line numbers and other orders of comments, as gettext's own tools write them."""
    return re.sub(r"^#: (\S+)", r"#: \1:17", text, flags=re.MULTILINE).replace("\n", "\r\n")


rewritten = pytest.mark.parametrize(
    "rewrite", [rewritten_by_polib, rewritten_by_translate_toolkit, flagged, with_lines]
)


@rewritten
def test_a_rewritten_catalog_says_the_same(rewrite: Rewrite, site: Site) -> None:
    before = catalogs.read(Path(ZH), parse_locale("zh_Hans"))
    text = rewrite(site.read(ZH))
    site.write(ZH, text)
    assert catalogs.read(Path(ZH), parse_locale("zh_Hans")).messages == before.messages


@rewritten
def test_check_passes_it_and_update_makes_it_ours_again(
    rewrite: Rewrite, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = site.read(ZH)
    site.write(ZH, rewrite(ours))
    assert checked(capsys) == (0, "")
    assert main(["update"]) == 0
    assert site.read(ZH) == ours


@msgfmt
def test_msgmerge_and_msgcat_rewrite_it_too(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    ours = site.read(ZH)
    tool("msgmerge", "-q", "-U", "--backup=off", ZH, "translations/messages.pot")
    site.write(ZH, tool("msgcat", "--width=60", ZH))
    assert site.read(ZH) != ours
    assert checked(capsys) == (0, "")
    main(["update"])
    assert site.read(ZH) == ours


# ---- A new language ------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["ja", "de", "ar", "zh_Hant"])
@pytest.mark.parametrize("way", ["pybabel init", "a copy"])
def test_adding_a_language_is_one_file(
    way: str, locale: str, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    path = f"translations/{locale}/LC_MESSAGES/messages.po"
    if way == "a copy":
        site.write(path, site.read("translations/messages.pot"))
    else:
        init = "init", "-l", locale, "-i", "translations/messages.pot", "-d", "translations"
        tool(*BABEL, *init)
    text = site.read(path)
    site.write(path, text.replace('msgid "Education"\nmsgstr ""', 'msgid "Education"\nmsgstr "E"'))
    assert site.read(path) != text
    assert checked(capsys) == (0, "")
    done = site.pelican()
    assert (done.code, done.err) == (0, "")
    tag = locale.replace("_", "-")
    page = (site.output / tag.lower() / "index.html").read_text("utf-8")
    assert f'<html lang="{tag}"' in page
    assert '<h2 id="education"><a href="#education">E</a></h2>' in page
    main(["update"])
    assert checked(capsys) == (0, "")


def test_a_percent_sign_in_prose_stays_prose(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.append("content/pages/about.md", "\nKeeps 100% of accuracy.\n")
    main(["update"])
    init = "init", "-l", "ja", "-i", "translations/messages.pot", "-d", "translations"
    tool(*BABEL, *init)
    path = "translations/ja/LC_MESSAGES/messages.po"
    assert '#, python-format\nmsgid "Keeps 100%' in site.read(path)
    site.replace(
        path, 'msgid "Keeps 100% of accuracy."\nmsgstr ""',
        'msgid "Keeps 100% of accuracy."\nmsgstr "精度の100%を保つ。"',
    )  # fmt: skip
    assert checked(capsys)[0] == 0
    main(["update"])
    entry = site.read(path).split('msgid "Keeps 100%')[0].rpartition("\n\n")[2]
    assert "python-format" not in entry
    assert "精度の100%を保つ。" in site.read(path)


def test_pybabel_update_as_documented_keeps_every_translation(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = site.read(ZH)
    update = "update", "-i", "translations/messages.pot", "-d", "translations"
    tool(*BABEL, *update)
    assert checked(capsys) == (0, "")
    main(["update"])
    header = r'"(PO-Revision-Date|POT-Creation-Date|Last-Translator|Language-Team).*\n'
    assert re.sub(header, "", site.read(ZH)) == re.sub(header, "", ours)
