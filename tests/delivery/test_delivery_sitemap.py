"""The sitemap as bytes."""

from plugins.delivery.sitemap import Page, robots, sitemap

HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def test_a_page_in_one_language_names_no_alternates() -> None:
    page = Page((("en", "https://a.example/?a=1&b='2'"),))
    expected = b"<url>\n<loc>https://a.example/?a=1&amp;b=&apos;2&apos;</loc>\n</url>\n</urlset>\n"
    assert sitemap([page], "en") == HEAD + expected


def test_each_version_names_all_and_the_default_one() -> None:
    page = Page((("en", "https://a.example/"), ("zh-Hans", "https://a.example/zh/")))
    links = b"".join(
        b'<xhtml:link rel="alternate" hreflang="%s" href="https://a.example/%s"/>\n' % each
        for each in ((b"en", b""), (b"zh-Hans", b"zh/"), (b"x-default", b""))
    )
    urls = [
        b"<url>\n<loc>https://a.example/%s</loc>\n%s</url>\n" % (path, links)
        for path in (b"", b"zh/")
    ]
    assert sitemap([page], "en") == HEAD + b"".join(urls) + b"</urlset>\n"


def test_without_the_default_language_there_is_no_x_default() -> None:
    page = Page((("ja", "https://a.example/ja/"), ("zh-Hans", "https://a.example/zh/")))
    assert b"x-default" not in sitemap([page], "en")


def test_robots_names_the_sitemap_of_a_published_site() -> None:
    expected = "User-agent: *\nAllow: /\n\nSitemap: https://a.example/sitemap.xml\n"
    assert robots("https://a.example/sitemap.xml") == expected
    assert robots() == "User-agent: *\nAllow: /\n"
