"""Feeds: what each entry brings, whatever the feed's form, and what a hostile one cannot do."""

import json
from datetime import UTC, datetime

import pytest
from importer_exports import ATOM, DAM, JSON_FEED, MILL, OPML, RSS, as_json
from importer_pages import source, texts

from desktop.domain.blocks import ArticleKind
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.domain.times import Precision
from desktop.importers.registry import choose, read_all
from desktop.importers.syndication.feed_entries import beginning
from desktop.timeline.versions.identity import article_id


def rss(*items: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>G</title>{"".join(items)}</channel></rss>'


def test_an_entry_brings_all_that_the_feed_says_of_it():
    first, second, third = read_all(source(RSS, "feed"))
    assert (first.kind, first.title, first.url, first.site) == (
        ArticleKind.FEED_ENTRY,
        "Gates & dams",
        DAM,
        "The Torvik Herald",
    )
    assert texts(first) == ["The gates", "The crew opened the third gate at noon.", "The water fell."]
    assert (first.byline, first.tags, first.language) == (("Ann Reeve",), ("Floods",), "en-gb")
    assert (first.published.precision, first.published.zone) == (Precision.SECOND, "+01:00")
    assert first.published.earliest == datetime(2024, 3, 5, 8, 15, tzinfo=UTC)
    assert (second.kind, second.url, second.blocks) == (ArticleKind.LINK, MILL, ())
    assert (third.url, texts(third)) == (None, ["Only a line without any address."])


def test_atom_tells_published_from_changed_and_resolves_addresses():
    (entry,) = read_all(source(ATOM, "feed"))
    assert (entry.title, entry.url, entry.byline) == ("Gates <3", DAM, ("The desk",))
    assert entry.published.earliest == datetime(2024, 3, 5, 8, 15, tzinfo=UTC)
    assert entry.modified == datetime(2024, 3, 5, 12, tzinfo=UTC)


def test_a_json_feed_is_read_with_both_kinds_of_authors():
    first, second = read_all(source(as_json(JSON_FEED), "feed.txt"))
    assert (first.url, first.title, first.byline, first.tags) == (DAM, "Gates", ("Ann Reeve", "Tom Ash"), ("Floods",))
    assert first.modified == datetime(2024, 3, 5, 12, tzinfo=UTC)
    assert (second.url, texts(second)) == (MILL, ["A look at the mill.", "It stands."])


def test_a_list_of_feeds_gives_links_with_their_folders():
    first, second = read_all(source(OPML, "feeds.xml"))
    assert (first.kind, first.url, first.title, first.tags) == (
        ArticleKind.LINK,
        "https://herald.example/feed",
        "The Torvik Herald",
        ("Local", "Rivers"),
    )
    assert (second.title, second.tags) == ("The Mill", ())


@pytest.mark.parametrize(
    "stated",
    ["Tue, 05 Mar 2024 09:15:00", "2024-03-05T09:15:00", "2024-03-05"],
)
def test_a_date_without_a_zone_is_an_interval(stated):
    (entry,) = read_all(source(rss(f"<item><title>T</title><pubDate>{stated}</pubDate></item>")))
    assert entry.published.precision is Precision.INTERVAL
    assert entry.published.stated == stated


def test_a_zone_by_name_is_read():
    (entry,) = read_all(source(rss("<item><title>T</title><pubDate>Tue, 05 Mar 2024 09:15:00 EST</pubDate></item>")))
    assert entry.published.earliest == datetime(2024, 3, 5, 14, 15, tzinfo=UTC)


def test_a_broken_feed_is_still_read():
    text = rss("<item><title>A & B</title><link>https://a.example/1</link><description>one<br>two</description></item>")
    (entry,) = read_all(source(text.replace("</channel></rss>", "")))
    assert (entry.title, texts(entry)) == ("A & B", ["one", "two"])


def test_entries_without_an_address_keep_their_id_when_their_words_change():
    guid = '<guid isPermaLink="false">7</guid>'
    before, after = (
        read_all(source(rss(f"<item>{guid}<description>{words}</description></item>")))[0] for words in ("One.", "Two.")
    )
    assert article_id(before) == article_id(after)


def test_entries_on_one_page_stay_apart_and_others_go_by_their_address():
    items = [
        "<item><link>https://a.example/day#one</link><description>One.</description></item>",
        "<item><link>https://a.example/day#two</link><description>Two.</description></item>",
        "<item><link>https://a.example/story#utm_source=rss</link><description>Three.</description></item>",
    ]
    one, two, three = read_all(source(rss(*items)))
    assert len({article_id(one), article_id(two)}) == 2
    assert three.key is None


def test_an_entry_with_nothing_in_it_costs_only_itself():
    first, second = read_all(source(rss("<item><author>A</author></item>", "<item><title>T</title></item>")))
    assert isinstance(first, ReaderError)
    assert "entry 1" in first.message
    assert second.title == "T"


def test_a_feed_without_entries_says_so():
    with pytest.raises(NotAnArticle, match="holds no articles"):
        read_all(source(rss()))


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "boom"><!ENTITY b "&a;&a;">',
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        "<!ENTITY x PUBLIC '-//X//Y' 'http://127.0.0.1:9/x'>",
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;',
        f'<!ENTITY a "{"boom" * 100}">',
    ],
)
@pytest.mark.parametrize("name", ["feed", "opml"])
def test_entities_that_may_do_harm_are_refused_with_the_reason(name, declared):
    body = "<rss><channel><item><title>t</title></item></channel></rss>"
    outline = '<opml><body><outline text="&b;" xmlUrl="https://a.example/f"/></body></opml>'
    data = f"<!DOCTYPE r [{declared}]>{body if name == 'feed' else outline}"
    with pytest.raises(CannotRead, match="entities"):
        read_all(source(data.encode()), name)


def test_entities_that_stand_for_a_sign_stay_names():
    head = '<!DOCTYPE r [<!ENTITY nbsp "&#160;"><!ENTITY co "Copper &amp; Sons">]>'
    (entry,) = read_all(source(rss("<item><title>t &co;</title></item>", head=head)))
    assert "Copper" not in entry.title
    assert any("entities" in warning for warning in entry.warnings)


def test_nothing_that_runs_is_left_of_an_entry():
    body = '&lt;p onclick="x()"&gt;Words.&lt;/p&gt;&lt;script&gt;run()&lt;/script&gt;&lt;iframe src="https://b.example"&gt;'
    (entry,) = read_all(source(rss(f"<item><description>{body}</description></item>")))
    assert texts(entry) == ["Words."]


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.json", "a"])
@pytest.mark.parametrize(
    ("text", "format"),
    [
        (RSS, "feed"),
        (ATOM, "feed"),
        (f"<!-- a comment -->\n{ATOM.partition('?>')[2]}", "feed"),
        ('<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="x"><channel/></rdf:RDF>', "feed"),
        (RSS.encode("utf-16"), "feed"),
        (OPML, "opml"),
        (as_json(JSON_FEED), "jsonfeed"),
    ],
    ids=["rss", "atom", "comment first", "rdf", "utf-16", "opml", "json"],
)
def test_a_feed_is_known_by_its_content(text, format, name):
    assert choose(source(text, name)).name == format


@pytest.mark.parametrize("name", ["feed", "jsonfeed"])
def test_a_feed_without_end_gives_its_beginning_and_says_how_many_are_left(monkeypatch, name):
    monkeypatch.setattr(
        f"desktop.importers.syndication.{'feeds' if name == 'feed' else 'json_feed'}.MAX_FEED_ENTRIES", 3
    )
    items = [f"<item><title>Item {n}</title><!-- <item> --></item>" for n in range(5)]
    things = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": str(n), "title": f"Item {n}"} for n in range(5)],
    }
    *entries, error = read_all(source(rss(*items) if name == "feed" else json.dumps(things), "f"))
    assert [entry.title for entry in entries] == ["Item 0", "Item 1", "Item 2"]
    assert "5 entries; 3 were read, and 2 were left out" in str(error)


def test_words_about_entries_are_no_entries():
    cdata = "<item><title>One</title><description><![CDATA[" + "<item>" * 9 + "]]></description></item>"
    whole = rss(cdata, "<item><title>Two</title></item>")
    assert beginning(whole, 2) == (whole, 2)
    assert beginning("<!-- <item>" * 1000, 2)[1] == 0
    cut, total = beginning(whole, 1)
    assert total == 2
    assert "Two" not in cut
    assert cut.endswith("</channel></rss>")


def test_feeds_that_stand_too_deep_to_be_read_are_counted():
    deep = '<outline text="a" xmlUrl="https://a.example/f">' * 2000 + "</outline>" * 2000
    commented = '<!-- <outline text="b" xmlUrl="https://b.example/f"/> -->'
    *read, error = read_all(source(f"<opml><body>{commented}{deep}</body></opml>", "f.opml"))
    assert f"2,000 feeds; {len(read)} could be read, and {2000 - len(read):,} were left out" in str(error)
    shallow = '<outline text="a" xmlUrl="https://a.example/f"/>' * 2000
    assert len(read_all(source(f"<opml><body>{commented}{shallow}</body></opml>", "f.opml"))) == 2000
