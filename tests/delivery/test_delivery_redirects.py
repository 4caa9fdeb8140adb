"""Old addresses: which file, which link, and what is wrong with them."""

import pytest

from plugins.delivery.redirects import (
    Place,
    Redirect,
    absolute_link,
    line_of,
    relative_link,
    settle,
)

EN = Place("", ("", "zh"))
ZH = Place("zh", ("", "zh"))


@pytest.mark.parametrize(
    ("address", "save_as"),
    [
        ("/about/", "about/index.html"),
        ("/about", "about/index.html"),
        ("about.html", "about.html"),
        ("/a/index.html", "a/index.html"),
        ("/cv.pdf", "cv.pdf/index.html"),
        ("/关于 我/", "关于 我/index.html"),
        ("/%E5%85%B3%E4%BA%8E%20%E6%88%91/", "关于 我/index.html"),
    ],
)
def test_an_address_has_a_file(address: str, save_as: str) -> None:
    redirect = Redirect(address, "")
    assert settle([redirect], {}, EN) == ({save_as: redirect}, ())


@pytest.mark.parametrize(
    ("save_as", "url", "link"),
    [
        ("about/index.html", "", "../"),
        ("about.html", "", "./"),
        ("about.html", "a:b/", "./a:b/"),
        ("about/index.html", "about", "../about"),
        ("a/b/index.html", "a/c/", "../c/"),
        ("x.html", "关于 我/", "./%E5%85%B3%E4%BA%8E%20%E6%88%91/"),
        ("关于/old.html", "关于/x/", "./x/"),
        ("x.html", "a%20b/", "./a%20b/"),
    ],
)
def test_a_redirect_links_to_its_page(save_as: str, url: str, link: str) -> None:
    assert relative_link(save_as, url) == link


def test_the_absolute_link_needs_a_published_address() -> None:
    assert absolute_link("https://a.example/zh", "页/") == "https://a.example/zh/%E9%A1%B5/"
    assert absolute_link("", "x/") == ""


def test_below_the_prefix_of_a_language_it_is_that_languages_alone() -> None:
    redirect = Redirect("/zh/jiu/", "x/")
    assert settle([redirect], {}, EN) == ({}, ())
    assert settle([redirect], {}, ZH) == ({"jiu/index.html": redirect}, ())


def test_a_language_that_lacks_the_page_leaves_its_prefix_to_others() -> None:
    redirect = Redirect("/zh/old/", "x/", prefixes=("",))
    assert settle([redirect], {}, EN) == ({"zh/old/index.html": redirect}, ())


def test_a_pages_own_address_needs_none() -> None:
    assert settle([Redirect("/cv", "cv/", "cv/index.html")], {}, EN) == ({}, ())


def test_twice_the_same_is_once() -> None:
    one, two = Redirect("/x", "y/"), Redirect("/x/", "y/")
    assert settle([one, two], {}, EN) == ({"x/index.html": one}, ())


@pytest.mark.parametrize(
    ("address", "pages", "place", "other"),
    [
        ("/CV/", {"cv/index.html": "pages/cv.md"}, EN, "pages/cv.md"),
        ("/cv/", {"zh/cv/index.html": "pages/cv.md"}, ZH, "pages/cv.md"),
        ("/", {"index.html": ""}, EN, "another page"),
        ("/a/cv.pdf", {"a/cv.pdf": "content/a/cv.pdf"}, EN, "content/a/cv.pdf"),
    ],
)
def test_an_address_that_is_a_pages_is_an_error(
    address: str, pages: dict[str, str], place: Place, other: str
) -> None:
    found, faults = settle([Redirect(address, "x/", path="pages/x.md", line=4)], pages, place)
    what = f"the old address {address} is also that of {other}. Delete one of them."
    assert (found, [str(fault) for fault in faults]) == ({}, [f"pages/x.md:4: {what}"])


def test_two_pages_with_one_old_address_are_an_error() -> None:
    one = Redirect("/old/", "a/", path="a.md", line=3)
    two = Redirect("/old", "b/", path="b.md", line=5)
    what = "b.md:5: the old address /old is also that of a.md:3. Delete one of them."
    assert [str(fault) for fault in settle([one, two], {}, EN)[1]] == [what]


@pytest.mark.parametrize(
    "address", ["/../x/", "/%2e%2e/x/", "https://b.example/", "//b.example/", "/a?b", "/%B9%D8/"]
)
def test_an_address_that_is_none_of_this_sites_is_an_error(address: str) -> None:
    found, faults = settle([Redirect(address, "x/", path="x.md", line=3)], {}, EN)
    assert found == {}
    assert [str(fault).split('"')[0] for fault in faults] == ["x.md:3: redirect_from "]


def test_the_line_is_that_below_the_key() -> None:
    text = "---\npermalink: /about/\nredirect_from:\n  - /x/\n  - /about/\n---\n"
    assert line_of(text, "/about/") == 5
    assert line_of(text, "/generated/") == 3
    assert line_of("title: x", "/about/") == 0
    assert line_of("title: a\u2028b\nredirect_from: /about/", "/about/") == 2
