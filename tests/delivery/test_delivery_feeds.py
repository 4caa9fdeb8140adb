"""Feeds: dates, ids and order."""

import logging
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.writers import Atom1Feed, Rss201rev2Feed

from plugins.delivery.feeds import complete, feed_entries, published, tag_uri
from plugins.sourcedate import epoch

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _entry(citekey: str, year: int | None, **others: Any) -> SimpleNamespace:
    known = {"month": None, "day": None, "venue": "", "lang": "", "authors": ()} | others
    url = f"publications/{citekey}/"
    return SimpleNamespace(citekey=citekey, title_text=citekey, url=url, year=year, **known)


def _feed(kind: type = Atom1Feed, url: str = "https://a.example/feeds/all.atom.xml") -> Any:
    return kind(title="A", link="https://a.example/", description="", feed_url=url)


def _context(*entries: SimpleNamespace, limit: int | None = None) -> dict[str, Any]:
    return {
        "DEFAULT_LANG": "en",
        "AUTHOR": "Ada Chu",
        "FEED_DOMAIN": "https://a.example",
        "FEED_ALL_ATOM": "feeds/all.atom.xml",
        "FEED_MAX_ITEMS": limit,
        "feed_publications": feed_entries(entries, "https://a.example", "en"),
    }


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ((2021, None, None), datetime(2021, 1, 1, tzinfo=UTC)),
        ((2021, 6, None), datetime(2021, 6, 1, tzinfo=UTC)),
        ((2021, 6, 5), datetime(2021, 6, 5, tzinfo=UTC)),
        ((2021, None, 5), datetime(2021, 1, 1, tzinfo=UTC)),
        ((2021, 2, 30), datetime(2021, 2, 1, tzinfo=UTC)),
    ],
)
def test_a_publication_is_dated_as_far_as_is_known(date: Any, moment: datetime) -> None:
    assert published(*date) == moment


def test_an_id_stands_for_a_work_in_a_language() -> None:
    assert tag_uri("https://a.example/repo/zh", "a/b:1") == (
        "tag:a.example,2026:/repo/zh/bibtex/a%2Fb%3A1"
    )


def test_an_entry_without_year_is_left_out() -> None:
    assert [e.title for e in feed_entries([_entry("a", None), _entry("b", 2020)], "")] == ["b"]


def test_a_summary_is_html() -> None:
    entry = _entry("a", 2020, venue="A < B")
    assert [e.summary for e in feed_entries([entry], "")] == ["A &lt; B, 2020"]


def test_articles_and_publications_stand_together_newest_first() -> None:
    feed = _feed()
    for day, zone in ((datetime(2022, 5, 1), None), (datetime(2019, 5, 1), UTC)):
        title = str(day.year)
        feed.add_item(title, "https://a.example/x/", "", pubdate=day.replace(tzinfo=zone))
    complete(_context(_entry("old", 2018), _entry("b", 2021), _entry("c", 2021), limit=4), feed)
    assert [item["title"] for item in feed.items] == ["2022", "b", "c", "2019"]
    assert feed.latest_post_date() == datetime(2022, 5, 1, tzinfo=UTC)


def test_another_feed_has_no_publications() -> None:
    context = _context(_entry("a", 2021))
    for feed in (_feed(url="https://a.example/feeds/talks.atom.xml"), _feed(Rss201rev2Feed)):
        complete(context, feed)
        assert feed.items == []


def test_an_entry_has_its_language_and_all_its_authors() -> None:
    feed = _feed()
    authors = (SimpleNamespace(name="Ada"), SimpleNamespace(name="初"))
    complete(_context(_entry("a", 2021, authors=authors, lang="de")), feed)
    written = feed.writeString("utf-8")
    assert '<entry xml:lang="de">' in written
    assert "<author><name>Ada</name></author><author><name>初</name></author></entry>" in written


def test_an_empty_feed_is_valid_and_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    feed = _feed()
    complete(_context(), feed)
    written = feed.writeString("utf-8")
    assert "<updated>1970-01-01T00:00:00+00:00</updated>" in written
    assert "<id>https://a.example/feeds/all.atom.xml</id>" in written
    assert "<author><name>Ada Chu</name></author>" in written


def test_source_date_epoch_is_kept_to(caplog: pytest.LogCaptureFixture) -> None:
    assert epoch({"SOURCE_DATE_EPOCH": "86400"}) == datetime(1970, 1, 2, tzinfo=UTC)
    assert epoch({}) == LONG_AGO
    assert epoch({"SOURCE_DATE_EPOCH": "today"}) == LONG_AGO
    assert [r.levelno for r in caplog.records] == [logging.ERROR]
