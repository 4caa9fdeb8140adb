"""Links to shared files are the same whether they are remembered or not."""

from __future__ import annotations

import pytest
from babel import Locale

from plugins.i18n.addresses import Addresses
from plugins.i18n.build import Build
from plugins.i18n.languages import Language
from plugins.i18n.natives import Plan

ENGLISH = Language(Locale("en"), "en", "", "English", "ltr", None)
CHINESE = Language(Locale("zh"), "zh-Hans", "zh", "中文", "ltr", None)
PLAN = Plan({}, ("en", "zh-Hans"), "en")
PAGES = ("index.html", "a/index.html", "a/b/index.html", "b/c/index.html", "zh/index.html")
FILES = ("x", "a/x", "a/y", "a/b/x", "a/b/y z", "b/x", "zh/x", "a/", "a/b/", "zh/")


@pytest.mark.parametrize("here", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("relative", [True, False])
@pytest.mark.parametrize("siteurl", ["", "https://example.org/site"])
def test_a_remembered_way_is_the_way(here: Language, relative: bool, siteurl: str) -> None:
    build = Build((ENGLISH, CHINESE), PLAN, siteurl, relative)
    addresses = Addresses(build, here)
    for page in PAGES * 2:
        for file in FILES:
            assert addresses.link(file, page) == build.href(ENGLISH, file, here, page)


def test_an_address_is_quoted_only_where_it_has_to_be() -> None:
    build = Build((ENGLISH, CHINESE), PLAN, "https://example.org", True)
    assert build.published(ENGLISH) == "https://example.org/"
    assert build.published(CHINESE, "a_b/~c-d.html") == "https://example.org/zh/a_b/~c-d.html"
    assert build.published(CHINESE, "文 x/") == "https://example.org/zh/%E6%96%87%20x/"
