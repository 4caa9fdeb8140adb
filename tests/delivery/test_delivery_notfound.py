"""The path of the site, and which lists a site without articles keeps."""

import pytest

from plugins.delivery.indexes import kept
from plugins.delivery.notfound import root_of


@pytest.mark.parametrize(
    ("published", "root"),
    [
        ("", "/"),
        ("https://a.example", "/"),
        ("https://a.example/repo/", "/repo/"),
        ("https://a.example/~ada/主页", "/~ada/%E4%B8%BB%E9%A1%B5/"),
    ],
)
def test_links_of_the_404_page_start_at_the_root(published: str, root: str) -> None:
    assert root_of(published) == root


def test_lists_without_articles_are_dropped_but_not_the_homepage() -> None:
    names = ["index", "archives", "search", "tags"]
    assert kept({"DIRECT_TEMPLATES": names}) == ["index", "search"]
    assert kept({"DIRECT_TEMPLATES": names, "INDEX_SAVE_AS": "news/index.html"}) == ["search"]
    assert names == ["index", "archives", "search", "tags"]
