"""A real build of a tiny site in two languages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from pelican import Pelican, signals
from pelican.settings import configure_settings, read_settings

from .sites import ATOM, NEWS, XML_LANG, addresses, build, tree, write

Tree = dict[str, bytes]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    root = tmp_path_factory.mktemp("site")
    write(root)
    return tree(build(root))


@pytest.fixture(scope="module")
def alternates(site: Tree) -> dict[str, dict[str, str]]:
    return addresses(site["sitemap.xml"])


def test_the_sitemap_has_each_page_where_it_exists(alternates: dict[str, dict[str, str]]) -> None:
    both = ["", "cv/", "publications/", "publications/by-year/"]
    both += [f"publications/by-year/{year}/" for year in (2020, 2023)]
    both += [f"publications/{key}/" for key in ("new", "old", "undated")]
    urls = {f"https://a.example/{prefix}{page}" for page in both for prefix in ("", "zh/")}
    assert set(alternates) == urls | {"https://a.example/zh/essay/"}


def test_alternates_are_reciprocal(alternates: dict[str, dict[str, str]]) -> None:
    for url, links in alternates.items():
        assert all(alternates[other] == links for other in links.values())
        assert not links or url in links.values()
        assert links.get("x-default") == links.get("en")


def test_every_address_of_the_sitemap_is_a_file_that_says_the_same(
    site: Tree, alternates: dict[str, dict[str, str]]
) -> None:
    for url, links in alternates.items():
        page = BeautifulSoup(_file(site, url), "html.parser")
        named = page.select('link[rel="alternate"][hreflang]:not([type])')
        assert {str(each["hreflang"]): str(each["href"]) for each in named} == links


@pytest.mark.parametrize("prefix", ["", "zh/"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("about/", ""),
        ("about.html", ""),
        ("old/", ""),
        ("关于 我/", ""),
        ("旧/", ""),
        ("publications/former/", "publications/new/"),
    ],
)
def test_an_old_address_leads_to_the_page(site: Tree, prefix: str, old: str, new: str) -> None:
    start, end = f"https://a.example/{prefix}{old}", f"https://a.example/{prefix}{new}"
    page = BeautifulSoup(_file(site, start), "html.parser")
    (refresh,) = page.select('meta[http-equiv="refresh"]')
    (link,) = page.select("a[href]")
    assert urljoin(start, str(refresh["content"]).partition("url=")[2]) == end
    assert urljoin(start, str(link["href"])) == end
    assert str(page.select('link[rel="canonical"]')[0]["href"]) == end
    assert page.select('meta[name="robots"][content="noindex"]')


def test_an_address_of_one_language_is_not_in_another(site: Tree) -> None:
    assert "zh/jiu/index.html" in site
    assert "zh/zh/jiu/index.html" not in site


def test_a_draft_has_no_old_addresses(site: Tree) -> None:
    assert not [name for name in site if "gone/" in name]


def test_there_is_one_404_page_in_all_languages(site: Tree) -> None:
    assert [name for name in site if name.endswith("404.html")] == ["404.html"]
    page = BeautifulSoup(site["404.html"], "html.parser")
    assert [str(each["lang"]) for each in page.select("section")] == ["en", "zh-Hans"]
    assert {str(a["href"]) for a in page.select("a[href]")} >= {"/", "/zh/"}


def test_what_the_outside_world_reads(site: Tree) -> None:
    assert site["robots.txt"].endswith(b"Sitemap: https://a.example/sitemap.xml\n")
    assert site[".nojekyll"] == b""


def test_lists_of_no_articles_are_not_written(site: Tree) -> None:
    assert not [name for name in site if "news/" in name or "archives" in name]


@pytest.mark.parametrize(
    ("name", "lang", "root"),
    [
        ("feeds/all.atom.xml", "en", "https://a.example"),
        ("zh/feeds/all.atom.xml", "zh-Hans", "https://a.example/zh"),
    ],
)
def test_a_feed_is_of_its_language(site: Tree, name: str, lang: str, root: str) -> None:
    feed = ElementTree.fromstring(site[name])
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert feed.attrib[XML_LANG] == lang
    assert feed.findtext(f"{ATOM}id") == f"{root}/feeds/all.atom.xml"
    assert links == {"alternate": f"{root}/", "self": f"{root}/feeds/all.atom.xml"}
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == ["On & off", "Early"]
    assert [each.attrib[XML_LANG] for each in entries] == ["en", "en"]
    hrefs = [each.find(f"{ATOM}link") for each in entries]
    assert [link.attrib["href"] for link in hrefs if link is not None] == [
        f"{root}/publications/{key}/" for key in ("new", "old")
    ]
    assert entries[1].findtext(f"{ATOM}updated") == "2020-02-03T00:00:00+00:00"


def test_ids_of_entries_differ_between_languages(site: Tree) -> None:
    names = ("feeds/all.atom.xml", "zh/feeds/all.atom.xml")
    ids = [e.text for name in names for e in ElementTree.fromstring(site[name]).iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 6


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "content/publications.bib").unlink()
    one, two = (tree(build(tmp_path, name)) for name in ("one", "two"))
    assert one == two
    assert b"1970-01-01" in one["feeds/all.atom.xml"]


def test_articles_and_their_list_are_in_the_sitemap(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "content/news.md").write_text(NEWS, "utf-8")
    (tmp_path / "content/more.md").write_text(NEWS.replace("News", "More"), "utf-8")
    site = tree(build(tmp_path, DEFAULT_PAGINATION=1))
    found = addresses(site["sitemap.xml"])
    assert {f"https://a.example/{p}news/{n}" for p in ("", "zh/") for n in ("", "news/")} <= {
        *found
    }
    titles = ElementTree.fromstring(site["zh/feeds/all.atom.xml"]).iter(f"{ATOM}title")
    assert {*[each.text for each in titles][2:4]} == {"News", "More"}


def test_an_unpublished_site_has_no_absolute_addresses(tmp_path: Path) -> None:
    write(tmp_path)
    site = tree(build(tmp_path, SITEURL="", FEED_ALL_ATOM=None, CATEGORY_FEED_ATOM=None))
    assert "sitemap.xml" not in site
    assert site["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert b"canonical" not in site["about/index.html"]


def test_a_site_below_a_path_is_rooted_there(tmp_path: Path) -> None:
    write(tmp_path)
    site = tree(build(tmp_path, SITEURL="https://a.example/repo"))
    assert b'href="/repo/zh/"' in site["404.html"]
    assert "https://a.example/repo/zh/cv/" in addresses(site["sitemap.xml"])


def test_files_of_the_owner_stay(tmp_path: Path) -> None:
    write(tmp_path, notfound="---\ntitle: Lost\npermalink: /404.html\n---\nMine.\n")
    names = ("robots.txt", "sitemap.xml")
    (tmp_path / "content/extra").mkdir()
    for name in names:
        (tmp_path / "content/extra" / name).write_text("mine", "utf-8")
    paths = {f"extra/{name}": {"path": name} for name in names}
    site = tree(build(tmp_path, EXTRA_PATH_METADATA=paths))
    assert [site[name] for name in names] == [b"mine", b"mine"]
    assert b"Mine." in site["404.html"]


def test_a_static_file_of_the_owner_is_the_404_page(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "content/extra").mkdir()
    (tmp_path / "content/extra/404.html").write_text("mine", "utf-8")
    paths = {"extra/404.html": {"path": "404.html"}}
    site = tree(build(tmp_path, EXTRA_PATH_METADATA=paths, READERS={"html": None}))
    assert site["404.html"] == b"mine"


def test_another_plugins_sitemap_stays_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def another(pelican: Pelican) -> None:
        Path(pelican.output_path, "sitemap.xml").write_text("theirs", "utf-8")

    write(tmp_path)
    with signals.finalized.connected_to(another):
        site = tree(build(tmp_path))
    what = "plugins.delivery: another plugin writes sitemap.xml, so ours is not written."
    assert site["sitemap.xml"] == b"theirs"
    assert capsys.readouterr().err.count(what) == 1


def test_an_entry_of_the_menu_that_leads_nowhere_is_named_by_each_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path)
    menu = [("About", "/"), ("Papers", "/publications/"), ("Life", "/vc/"), ("CV", "/cv/")]
    for _ in range(2):
        build(tmp_path, MENUITEMS=menu)
        lines = capsys.readouterr().err.splitlines()
        (line,) = [each for each in lines if "MENUITEMS" in each]
        assert line.startswith('warning: pelicanconf.py: MENUITEMS has "Life" at /vc/, but')


def test_a_theme_without_templates_for_it_gets_plain_redirects(tmp_path: Path) -> None:
    write(tmp_path)
    site = tree(build(tmp_path, THEME="simple"))
    assert b'<html lang="zh-Hans">' in site["zh/about/index.html"]
    assert b'content="0; url=../"' in site["zh/about/index.html"]
    assert "404.html" not in site
    assert b"<entry" not in site["feeds/all.atom.xml"]


@pytest.mark.parametrize(
    ("address", "place"),
    [("/cv/", "content/pages/cv.md"), ("/zh/cv/", "content/pages/cv.md")],
)
def test_the_address_of_a_page_is_an_error_naming_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, place: str
) -> None:
    write(tmp_path, b=f"---\ntitle: B\nredirect_from:\n  - {address}\n---\nB.\n")
    with pytest.raises(SystemExit):
        build(tmp_path)
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "old address" in line]
    assert f"content/pages/b.md:4: the old address {address} is also that of " in line
    assert place in line


def test_without_our_other_plugins_pelican_still_builds(tmp_path: Path) -> None:
    write(tmp_path)
    values = {
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(tmp_path / "output"),
        "PLUGINS": ["plugins.content", "plugins.delivery"],
        "THEME": "simple",
        "SITEURL": "https://a.example",
    }
    Pelican(configure_settings(read_settings(override=values))).run()
    site = tree(tmp_path / "output")
    assert b'content="0; url=../"' in site["about/index.html"]
    assert "sitemap.xml" not in site


def _file(site: Tree, url: str) -> bytes:
    path = unquote(url).removeprefix("https://a.example/")
    return site[path + "index.html" if path.endswith("/") or not path else path]
