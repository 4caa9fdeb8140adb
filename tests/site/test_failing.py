"""A build that fails says what is wrong and where, and leaves the last good output alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from .builds import Outcome, Site, copy_of, digest

PAGE = "content/pages/more.md"
CATALOG = "translations/zh_Hans/LC_MESSAGES/messages.po"
BIB = "content/publications.bib"
PRESS = "content/press.toml"
HEAD = "---\ntitle: More\n"


@dataclass(frozen=True)
class Fault:
    """A way to break a site, and what must be said of it."""

    name: str
    break_it: Callable[[Site], int | None]
    """Returns the line of the fault where there is one."""
    file: str
    says: str = ""
    """A regular expression."""
    also: tuple[str, ...] = field(default=())
    """Other files that the message names."""


def _page(text: str | bytes, line: int | None, name: str = PAGE) -> Callable[[Site], int | None]:
    def break_it(site: Site) -> int | None:
        site.write(name, text)
        return line

    return break_it


def _end(name: str, text: str, line: int | None = 0) -> Callable[[Site], int | None]:
    """Add *text* to a file; the fault is in its line number *line*, counted from 0."""

    def break_it(site: Site) -> int | None:
        first = site.append(name, text)
        return None if line is None else first + line

    return break_it


def _static(place: str) -> Callable[[Site], int | None]:
    """Let the icon go to *place*."""
    moved = f'EXTRA_PATH_METADATA = {{"icons/favicon.svg": {{"path": "{place}"}}}}\n'
    return _end("pelicanconf.py", moved, None)


def _edit(name: str, old: str, new: str) -> Callable[[Site], int | None]:
    return lambda site: site.replace(name, old, new)


def _plugin(code: str | None) -> Callable[[Site], None]:
    def break_it(site: Site) -> None:
        if code is not None:
            site.write("extra/broken.py", code)
        site.append("pelicanconf.py", 'PLUGIN_PATHS = ["extra"]\nPLUGINS.append("broken")\n')

    return break_it


def _pages(*pages: tuple[str, str]) -> Callable[[Site], None]:
    def break_it(site: Site) -> None:
        for name, text in pages:
            site.write(name, text)

    return break_it


def _catalog(data: Callable[[bytes], bytes], line: int) -> Callable[[Site], int]:
    def break_it(site: Site) -> int:
        site.write(CATALOG, data((site.root / CATALOG).read_bytes()))
        return line

    return break_it


def _secret(link: str) -> Callable[[Site], int]:
    def break_it(site: Site) -> int:
        site.write("secret.txt", "SECRET")
        site.write(PAGE, f"{HEAD}---\n\nSee\n[it]({link}).\n")
        return 6

    return break_it


def _ask(site: Site) -> None:
    site.append("pelicanconf.py", 'I18N_PATHS = "translations"\n')


FAULTS = [
    Fault("plugin that is not there", _plugin(None), "pelicanconf.py", "broken"),
    Fault("plugin with a syntax error", _plugin("def register(:\n"), "pelicanconf.py", "broken"),
    Fault(
        "plugin that imports what is not there",
        _plugin("import absent_module\n"),
        "pelicanconf.py",
        "absent_module",
    ),
    Fault(
        "plugin whose register raises",
        _plugin("def register():\n    raise RuntimeError('no luck')\n"),
        "pelicanconf.py",
        "broken.*no luck",
    ),
    Fault("bad bytes", _page(f"{HEAD}---\n\nWell\n".encode() + b"caf\xe9\n", 6), PAGE, "UTF-8"),
    Fault("broken front matter", _page("---\ntitle: a: b\n---\n\nText\n", 2), PAGE),
    Fault("Liquid", _page(f"{HEAD}---\n\nText\n{{% include x.html %}}\n", 6), PAGE, "Liquid"),
    Fault(
        "image of another host",
        _page(f"{HEAD}---\n\n![x](https://example.com/x.png)\n", 5),
        PAGE,
        r"example\.com",
    ),
    Fault(
        "unknown block",
        _edit("content/pages/about.md", "::: publications", "::: publicatons"),
        "content/pages/about.md",
        "publicatons.*publications",
    ),
    Fault(
        "unknown option of a block",
        _edit("content/pages/about.md", "group=first-author", "group=first-autor"),
        "content/pages/about.md",
        "first-autor.*first-author",
    ),
    Fault(
        "quotation mark of a block that is not closed",
        _edit("content/pages/about.md", "group=first-author", 'group="first-author'),
        "content/pages/about.md",
        "Close each quotation mark",
    ),
    Fault(
        "template with a syntax error",
        _end("theme/templates/page.html", "{% endfor %}\n"),
        "theme/templates/page.html",
        "endfor",
    ),
    Fault(
        "template that raises",
        _edit("theme/templates/page.html", "{{ page.content|anchored }}", "{{ page.no.such }}"),
        "theme/templates/page.html",
        "no",
    ),
    Fault(
        "template that is not there",
        _page(f"{HEAD}template: absent\n---\n\nText\n", None),
        PAGE,
        "absent",
    ),
    Fault("catalog: open string", _end(CATALOG, 'msgid "open\nmsgstr ""\n'), CATALOG, "closed"),
    Fault(
        "catalog: message twice",
        _end(CATALOG, '\nmsgid "Beijing"\nmsgstr "北平"\n', 1),
        CATALOG,
        "Beijing.*twice",
    ),
    Fault(
        "catalog: merge conflict",
        _end(CATALOG, "<<<<<<< ours\n=======\n>>>>>>> theirs\n"),
        CATALOG,
        "conflict",
    ),
    Fault("catalog: no line of a catalog", _end(CATALOG, "hello\n"), CATALOG, "hello"),
    Fault(
        "catalog: not UTF-8",
        _catalog(lambda data: b"# caf\xe9\n" + data, 1),
        CATALOG,
        "UTF-8",
    ),
    Fault(
        "catalog: byte order mark",
        _catalog(lambda data: b"\xef\xbb\xbf" + data, 1),
        CATALOG,
        "byte order mark",
    ),
    Fault(
        "catalog: other charset",
        _edit(CATALOG, "charset=utf-8", "charset=GBK"),
        CATALOG,
        "GBK",
    ),
    Fault(
        "catalog of no language",
        _page('msgid ""\nmsgstr ""\n', None, "translations/xx_Nope/LC_MESSAGES/messages.po"),
        "translations/xx_Nope",
        "CLDR",
    ),
    Fault(
        "page in no language",
        _page("---\ntitle: A\nslug: a\nlang: english\n---\n\nText\n", 4),
        PAGE,
        "english",
    ),
    Fault(
        "page in a language that the site lacks",
        _page("---\ntitle: A\nslug: a\nlang: ja\n---\n\nText\n", 4),
        PAGE,
        "translations/ja",
    ),
    Fault("publications: open brace", _end(BIB, "@misc{open,\n  title = {Open\n", 1), BIB),
    Fault(
        "publications: key twice",
        _end(BIB, "@misc{chu2021twins,\n  title = {Again}\n}\n"),
        BIB,
        "chu2021twins",
    ),
    Fault(
        "publications: undefined string",
        _end(BIB, "@misc{undefined,\n  title = nobody\n}\n", 1),
        BIB,
        "nobody",
    ),
    Fault("press: syntax", _end(PRESS, "[[report]\n"), PRESS),
    Fault(
        "press: no address",
        _end(PRESS, '[[report]]\ntitle = "Where?"\nlang = "en"\n'),
        PRESS,
        "url",
    ),
    Fault(
        "two pages at one address",
        _pages(
            (PAGE, f"{HEAD}slug: same\n---\n\nOne\n"),
            ("content/pages/other.md", "---\ntitle: Other\nslug: same\n---\n\nTwo\n"),
        ),
        PAGE,
        "/same/",
        ("content/pages/other.md",),
    ),
    Fault(
        "two pages whose addresses differ in case",
        _pages(
            (PAGE, f"{HEAD}permalink: /Same/\n---\n\nOne\n"),
            ("content/pages/other.md", "---\ntitle: Other\npermalink: /same/\n---\n\nTwo\n"),
        ),
        PAGE,
        "/[Ss]ame/",
        ("content/pages/other.md",),
    ),
    Fault(
        "page in the place of the Chinese homepage",
        _page(f"{HEAD}permalink: /zh/\n---\n\nText\n", None),
        PAGE,
        "/zh/",
    ),
    Fault(
        "page in the place of a Chinese page",
        _page(
            f"{HEAD}save_as: zh/publications/index.html\nurl: zh/publications/\n---\n\nText\n", None
        ),
        PAGE,
        "/zh/publications/",
    ),
    Fault(
        "page in the place of a publication",
        _page(f"{HEAD}permalink: /publications/chu2021twins/\n---\n\nText\n", None),
        PAGE,
        "/publications/chu2021twins/",
    ),
    Fault(
        "static file in the place of a page",
        _static("index.html"),
        "content/pages/about.md",
        "the address /, as content/icons/favicon.svg has",
    ),
    Fault(
        "static file in the place of a Chinese list",
        _static("zh/publications/index.html"),
        "content/icons/favicon.svg",
        "/zh/publications/",
    ),
    Fault(
        "save_as outside the output",
        _page(f"{HEAD}save_as: ../../x.html\n---\n\nText\n", None),
        PAGE,
        r"\.\./\.\./x\.html",
    ),
    Fault(
        "an HTML page whose address leaves the site",
        _page(
            '<html><head><title>H</title><meta name="url" content="../x"></head></html>',
            None,
            "content/pages/h.html",
        ),
        "content/pages/h.html",
        r'url "\.\./x", which leaves the site',
    ),
    Fault(
        "permalink outside the output",
        _page(f"{HEAD}permalink: /../x/\n---\n\nText\n", 3),
        PAGE,
        r"/\.\./x/",
    ),
    Fault("attach outside the content", _secret("{attach}../../secret.txt"), PAGE, "secret"),
    Fault("static outside the content", _secret("{static}/../secret.txt"), PAGE, "secret"),
    Fault("link to a file that is not there", _secret("{filename}/pages/no.md"), PAGE, r"no\.md"),
    Fault(
        "link to a picture that is not there", _secret("{static}/images/no.png"), PAGE, r"no\.png"
    ),
    Fault("unknown setting", _ask, "pelicanconf.py", r'I18N_PATHS.*Did you mean "I18N_PATH"\?'),
]


@pytest.fixture(scope="module")
def good(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site, built."""
    site = copy_of(project, tmp_path_factory.mktemp("good") / "site")
    assert site.pelican().code == 0
    return site


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_fails_the_build(fault: Fault, good: Site, tmp_path: Path) -> None:
    site = good.copied(tmp_path / "site")
    line = fault.break_it(site)
    done = site.pelican()
    place = f"{fault.file}:{line}: " if line else fault.file
    told = [each for each in done.err.splitlines() if place in each]
    if not any(re.search(fault.says, each) for each in told):
        pytest.fail(f"exit code {done.code}, no {place}… {fault.says} in:\n{done.err}")
    assert [name for name in fault.also if name not in done.err] == []
    _failed_well(done, good, site)


def _failed_well(done: Outcome, good: Site, site: Site) -> None:
    assert done.code == 1
    assert "Traceback" not in done.out + done.err
    assert "Done" not in done.out
    assert digest(good.output) == digest(site.output)
    lines = done.err.splitlines()
    assert len(set(lines)) == len(lines), "said twice"
    root = site.root.parent
    assert [path for path in root.rglob("*.html") if not path.is_relative_to(site.root)] == []


def test_faults_of_several_files_are_told_in_one_run(good: Site, tmp_path: Path) -> None:
    site = good.copied(tmp_path / "site")
    site.write(PAGE, "---\ntitle: More\n---\n\n{% include x %}\n\n{{ site.title }}\n")
    site.write("content/pages/bytes.md", b"---\ntitle: Bytes\n---\n\n\xff\n")
    places = [
        f"{PAGE}:5: ",
        f"{PAGE}:7: ",
        "content/pages/bytes.md:5: ",
        f"{CATALOG}:{site.append(CATALOG, 'hello')}: ",
        f"{BIB}:{site.append(BIB, '@misc{open,')}: ",
        f"{PRESS}:{site.append(PRESS, '[[report]')}: ",
        "I18N_PATHS",
    ]
    _ask(site)
    done = site.pelican()
    assert [place for place in places if place not in done.err] == [], done.err
    _failed_well(done, good, site)


@pytest.mark.parametrize("option", ["--quiet", "--debug", "--fatal=errors", "--fatal=warnings"])
def test_no_option_hides_a_fault(good: Site, tmp_path: Path, option: str) -> None:
    site = good.copied(tmp_path / "site")
    site.write(PAGE, f"{HEAD}date: nonsense\n---\n\nText.\n")
    done = site.pelican(option)
    assert f'error: {PAGE}:3: date "nonsense" cannot be read.' in done.err
    _failed_well(done, good, site)


def test_the_next_build_after_the_mend_succeeds(good: Site, tmp_path: Path) -> None:
    site = good.copied(tmp_path / "site")
    site.write(PAGE, f"{HEAD}---\n\n{{% include x %}}\n")
    assert site.pelican().code == 1
    site.write(PAGE, f"{HEAD}---\n\nMended.\n")
    assert site.pelican().code == 0
    assert "Mended." in (site.output / "more/index.html").read_text(encoding="utf-8")


def test_a_first_build_that_fails_leaves_no_output(copy: Site) -> None:
    copy.write(PAGE, f"{HEAD}---\n\n{{% include x %}}\n")
    assert copy.pelican().code == 1
    assert not copy.output.exists()


def test_a_second_build_changes_nothing(good: Site, tmp_path: Path) -> None:
    site = good.copied(tmp_path / "site")
    before = {path: path.stat().st_mtime_ns for path in site.output.rglob("*") if path.is_file()}
    done = site.pelican()
    assert (done.code, done.err) == (0, "")
    after = {path: path.stat().st_mtime_ns for path in site.output.rglob("*") if path.is_file()}
    assert before == after
    assert " 0 changed, 0 removed" in done.out
