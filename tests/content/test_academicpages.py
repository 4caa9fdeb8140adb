"""Front matter of Jekyll sites in Pelican's words."""

from __future__ import annotations

import pytest

from plugins.content.academicpages import address_fault, location, pelican_metadata
from plugins.content.errors import Value


def converted(metadata: dict[str, Value]) -> dict[str, Value]:
    found, _, faults = pelican_metadata(metadata, {}, "x.md")
    assert faults == []
    return found


@pytest.mark.parametrize(
    ("permalink", "url", "save_as"),
    [
        ("/", "", "index.html"),
        ("/x/", "x/", "x/index.html"),
        ("/x", "x/", "x/index.html"),
        ("x", "x/", "x/index.html"),
        ("/x/index.html", "x/", "x/index.html"),
        ("/index.html", "", "index.html"),
        ("/x.html", "x.html", "x.html"),
        ("/a/b.html", "a/b.html", "a/b.html"),
        ("/v1.0/", "v1.0/", "v1.0/index.html"),
        ("/简历/", "简历/", "简历/index.html"),
        ("/a%20b/", "a%20b/", "a b/index.html"),
        ("/a b/", "a%20b/", "a b/index.html"),
    ],
)
def test_a_permalink_is_an_address_and_a_file(permalink: str, url: str, save_as: str) -> None:
    assert address_fault(permalink) == ""
    assert (url, save_as) == location(permalink)


@pytest.mark.parametrize(
    "address",
    [
        "/../x", "/x/..", "/./x/", "/%2E%2e/x", "//example.org/", "https://example.org/",
        "javascript:x", "/x\\y", "\\\\host\\x", "/x%5Cy", "/x?y", "/x#y", "/:title/", "/a//b/",
        "/x\ny/", "/x%00/",
    ],
)  # fmt: skip
def test_an_address_outside_the_site_is_refused(address: str) -> None:
    assert address_fault(address) != ""


def test_keys_of_jekyll_become_those_of_pelican_and_others_stay() -> None:
    given: dict[str, Value] = {
        "permalink": "/cv/",
        "excerpt": "My CV",
        "published": "False",
        "redirect_from": "/resume",
        "author_profile": "true",
    }
    expected = {
        **given,
        "url": "cv/",
        "save_as": "cv/index.html",
        "description": "My CV",
        "status": "draft",
        "redirect_from": ["/resume"],
    }
    assert expected == converted(given)


def test_what_is_written_in_pelicans_words_wins() -> None:
    given: dict[str, Value] = {
        "permalink": "/cv/",
        "url": "vita/",
        "save_as": "vita.html",
        "excerpt": "a",
        "description": "b",
        "published": "false",
        "status": "hidden",
    }
    assert given == converted(given)


def test_a_page_with_an_address_of_its_own_is_put_there() -> None:
    for url in ("vita/", "/vita/"):
        assert converted({"url": url}) == {"url": "vita/", "save_as": "vita/index.html"}


def test_a_published_page_keeps_its_status() -> None:
    assert converted({"published": "true"}) == {"published": "true"}


def test_a_key_made_of_another_stands_on_its_line() -> None:
    _, lines, _ = pelican_metadata({"excerpt": "x"}, {"excerpt": 7}, "x.md")
    assert lines == {"excerpt": 7, "description": 7}


def test_all_addresses_are_looked_at() -> None:
    metadata: dict[str, Value] = {"permalink": "/../x", "redirect_from": ["/a/", "//b/", "c:d"]}
    _, _, faults = pelican_metadata(metadata, {"permalink": 2, "redirect_from": 3}, "x.md")
    assert [fault.line for fault in faults] == [2, 3, 3]
