"""What other readers export: links without text, tags, dates, states and marks, merged and never lost."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from export_rows import a_link, a_story

from desktop.domain.annotations import AnchorState, Colour
from desktop.domain.blocks import ArticleKind
from desktop.domain.changes import Kind, RemoveAnnotation, SetStarred
from desktop.domain.documents import Carried, CarriedMark, Source
from desktop.domain.errors import CannotFetch, CannotRead, NotAnArticle, WrongUsage
from desktop.domain.reports import ImportItem, ItemStatus
from desktop.fetching import fetcher
from desktop.library.library import Library
from desktop.store.store import Store
from desktop.timeline.versions import identity

URL = "https://herald.example/dam"
TEXT = (
    "The dam at Torvik holds, the engineer said on Monday, and the old quarter may stay.",
    "The gates were opened at dawn. “Nobody slept,” the mayor said, and thanked the crews who had worked all night.",
)
IN_2019 = datetime(2019, 5, 1, 8, tzinfo=UTC)
IN_2021 = datetime(2021, 5, 1, 8, tzinfo=UTC)


@pytest.fixture
def take(library: Library, export, tmp_path: Path):
    """Import documents as one export file; the lines of the report."""

    def take_in(*documents, **options) -> tuple[ImportItem, ...]:
        export.documents = list(documents)
        file = tmp_path / "list.export"
        file.write_bytes(b"EXPORT")
        return library.import_sources([str(file)], **options).items

    return take_in


def statuses(items: tuple[ImportItem, ...]) -> list[str]:
    return [item.status.value for item in items]


def test_each_row_is_a_line_and_a_bad_one_stops_nothing(library: Library, take) -> None:
    items = take(a_link(URL, "Dam"), CannotRead("Row 2 is broken.", "Look at it."), a_link("https://other.example/x"))
    assert statuses(items) == ["added", "failed", "added"]
    assert {article.title for article in library.articles()} == {"Dam", "https://other.example/x"}
    assert all(article.kind is ArticleKind.LINK and article.post_count == 0 for article in library.articles())
    assert library.links() == library.articles()
    assert library.check().problems == ()


def test_row_that_was_never_an_article_is_left_out_and_is_no_failure(library: Library, take) -> None:
    items = take(a_link(URL), NotAnArticle("Row 2 is a script.", "Only addresses can be kept."))
    assert statuses(items) == ["added", "skipped"]


def test_doubles_fall_together_with_all_tags_and_the_earliest_date(library: Library, take) -> None:
    items = take(
        a_link(URL, "Dam", ("river",), added=IN_2021, is_read=True),
        a_link("http://www.herald.example/dam/?utm_source=x#utm_medium=y", tags=("flood", "river"), added=IN_2019),
        a_link(URL, is_archived=True),
    )
    assert statuses(items) == ["added", "updated", "updated"]
    (article,) = library.articles()
    assert (article.tags, article.added) == (("river", "flood"), IN_2019)
    assert (article.is_read, article.is_archived, article.is_starred) == (True, True, False)
    assert statuses(take(a_link(URL, "Dam", ("river",), added=IN_2021, is_read=True))) == ["unchanged"]


def test_link_never_replaces_text(library: Library, take) -> None:
    take(a_story(URL, *TEXT))
    before = library.posts_of()
    assert statuses(take(a_link(URL, "Another title", ("river",)))) == ["updated"]
    (article,) = library.articles()
    assert (article.kind, article.title, article.tags) == (ArticleKind.ARTICLE, "A story", ("river",))
    assert library.posts_of() == before
    assert [row.id for row in library.list_posts("tag:river").rows] == [post.id for post in before]


def test_text_takes_the_place_of_a_link_with_all_that_was_known(library: Library, take) -> None:
    mark = CarriedMark("the gates were opened", "by whom?", ("who",), colour="red", created=IN_2021)
    mark_here = CarriedMark("The gates\nwere opened", "by whom?", ("who",), colour="red", created=IN_2021)
    take(a_link(URL, tags=("river",), added=IN_2019, is_read=True, is_starred=True, marks=(mark_here,)))
    assert [waiting.mark for waiting in library.pending_marks()] == [mark_here]
    assert library.annotations() == ()
    assert statuses(take(a_story(URL, *TEXT))) == ["updated"]
    (article,) = library.articles()
    assert (article.version, article.kind, article.added) == (1, ArticleKind.ARTICLE, IN_2019)
    assert article.title == "A story"
    (row,) = library.list_posts().rows
    assert (row.is_read, row.is_starred) == (True, True)
    (annotation,) = library.annotations()
    assert annotation.quote == mark.quote.replace("the", "The", 1)
    assert (annotation.note, annotation.tags, annotation.colour) == ("by whom?", ("who",), Colour.PINK)
    assert annotation.created == IN_2021
    assert library.pending_marks() == ()
    assert library.links() == ()
    assert library.check().problems == ()


def test_marks_come_once_and_what_the_reader_does_with_them_stays(library: Library, take) -> None:
    story = a_story(URL, *TEXT, carried=Carried(marks=(CarriedMark("may stay"), CarriedMark("at dawn", "early"))))
    take(story)
    first, second = library.annotations()
    library.apply(RemoveAnnotation(first.id))
    assert statuses(take(story)) == ["unchanged"]
    assert library.annotations() == (second,)


def test_mark_whose_words_are_not_there_asks_for_review(library: Library, take) -> None:
    take(a_story(URL, *TEXT, carried=Carried(marks=(CarriedMark("words of another edition", "why?"),))))
    (annotation,) = library.annotations()
    assert annotation.state is AnchorState.NEEDS_REVIEW
    assert (annotation.quote, annotation.note) == ("words of another edition", "why?")


def test_note_on_the_whole_article_is_kept_over_new_versions(library: Library, take) -> None:
    take(a_story(URL, *TEXT, carried=Carried(marks=(CarriedMark("", "read again"),))))
    take(a_story(URL, *TEXT, "A third paragraph tells of the night after, and of the repairs."))
    (annotation,) = library.annotations()
    assert (annotation.note, annotation.quote, annotation.state) == ("read again", "", AnchorState.ANCHORED)


def test_star_that_the_reader_took_away_does_not_come_back(library: Library, take) -> None:
    story = a_story(URL, *TEXT, carried=Carried(is_starred=True))
    take(story)
    post = library.posts_of()[0]
    library.apply(SetStarred(frozenset({post.id}), False))
    take(story)
    assert not library.list_posts().rows[0].is_starred


def test_emptier_version_replaces_nothing_and_says_so(library: Library, take) -> None:
    take(a_story(URL, *TEXT))
    before = library.posts_of()
    (item,) = take(a_story(URL, "Please accept our terms to go on.", tags=("river",)))
    assert (item.status, item.is_shorter) == (ItemStatus.SKIPPED, True)
    assert "8 words" in item.warnings[0] or "7 words" in item.warnings[0]
    (item,) = take(a_story(URL, "Accept?"))
    assert "1 word " in item.warnings[0]
    assert library.posts_of() == before
    assert library.articles()[0].tags == ("river",)


def test_refused_version_is_taken_when_the_reader_insists(library: Library, take) -> None:
    take(a_story(URL, *TEXT))
    take(a_story(URL, "The dam holds."))
    run = library.import_runs()[0]
    assert run.shorter == 1
    (item,) = library.retry(run.id, accept_shorter=True).items
    assert item.status is ItemStatus.UPDATED
    assert [post.text for post in library.posts_of() if "Monday" not in post.text] == ["The dam holds."]


def test_feed_entry_does_not_replace_the_page(library: Library, take) -> None:
    take(a_story(URL, *TEXT))
    teaser = a_story(URL, TEXT[0], "Read on.", kind=ArticleKind.FEED_ENTRY)
    (item,) = take(teaser)
    assert item.status is ItemStatus.SKIPPED
    assert library.articles()[0].kind is ArticleKind.ARTICLE


def test_import_of_marked_articles_can_be_undone(library: Library, export, tmp_path: Path) -> None:
    export.documents = [a_story(URL, *TEXT, carried=Carried(is_read=True, marks=(CarriedMark("may stay"),)))]
    file = tmp_path / "list.export"
    file.write_bytes(b"EXPORT")
    report = library.import_sources([str(file)])
    assert report.changes.undo is not None
    assert report.changes.added[Kind.ANNOTATION]
    library.apply(report.changes.undo)
    assert library.articles() == ()


class Web:
    """Stands for the network: pages by address, and where some of them lead."""

    def __init__(self, pages: dict[str, tuple[str, str]]) -> None:
        self.pages = pages
        self.asked: list[str] = []
        self.titles: dict[str, str] = {}

    def fetch(self, address, limits=None, cancelled=None):
        self.asked.append(address)
        if address not in self.pages:
            raise CannotFetch(f"There is no network to reach {address}.", "Connect, then try again.")
        found, text = self.pages[address]
        title = self.titles.get(address, "Dam")
        html = f"<html><head><title>{title}</title></head><body><article><h1>Dam</h1>{text}</article></body></html>"
        return Source(address, html.encode(), address=found)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web({})
    monkeypatch.setattr(fetcher, "fetch", made.fetch)
    return made


PAGE_TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)


def test_links_are_fetched_in_one_go(library: Library, take, web: Web) -> None:
    take(a_link(URL, tags=("river",)), a_link("https://gone.example/x", "Gone"))
    web.pages = {URL: (URL, PAGE_TEXT)}
    report = library.fetch_links()
    assert sorted(statuses(report.items)) == ["failed", "updated"]
    (post,) = library.posts_of()
    assert "holds" in post.text
    assert [link.title for link in library.links()] == ["Gone"]
    web.pages["https://gone.example/x"] = ("https://gone.example/x", PAGE_TEXT)
    web.asked.clear()
    assert report.run_id is not None
    library.retry(report.run_id)
    assert web.asked == ["https://gone.example/x"]
    with pytest.raises(WrongUsage):
        library.fetch_links()


def test_address_that_leads_on_keeps_its_link_and_is_known_under_both(library: Library, take, web: Web) -> None:
    short = "https://short.example/a1"
    take(a_link(short, tags=("river",), marks=(CarriedMark("may stay"),)))
    web.pages = {short: (URL, PAGE_TEXT), URL: (URL, PAGE_TEXT)}
    library.fetch_links()
    assert len(library.articles()) == len(library.annotations()) == 1
    assert statuses(library.import_sources([URL]).items) == ["unchanged"]
    assert len(library.articles()) == 1


def test_link_that_leads_to_a_known_article_joins_it(library: Library, take, web: Web) -> None:
    short = "https://short.example/a1"
    web.pages = {short: (URL, PAGE_TEXT), URL: (URL, PAGE_TEXT)}
    library.import_sources([URL])
    take(a_link(short, tags=("river",), added=IN_2019, marks=(CarriedMark("may stay"),)))
    library.fetch_links()
    (article,) = library.articles()
    assert (article.tags, article.added, article.post_count) == (("river",), IN_2019, 1)
    assert [annotation.quote for annotation in library.annotations()] == ["may stay"]
    assert statuses(take(a_link(short))) == ["unchanged"]
    assert len(library.articles()) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_feed_behind_a_link_gives_articles_of_its_own(library: Library, take, web: Web, monkeypatch, count) -> None:
    take(a_link("https://herald.example/feed"))
    items = "".join(f"<item><title>T{n}</title><link>https://herald.example/{n}</link></item>" for n in range(count))
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>{items}</channel></rss>'
    monkeypatch.setattr(
        fetcher, "fetch", lambda address, cancelled=None: Source(address, feed.encode(), address=address)
    )
    library.fetch_links()
    assert len(library.articles()) == count + 1
    (feed_article,) = [each for each in library.articles() if each.url == "https://herald.example/feed"]
    assert feed_article.kind is ArticleKind.FEED
    assert feed_article not in library.links()  # it waits for no text
    again = library.fetch_links([feed_article.id])
    assert statuses(again.items) == ["unchanged"] * count


SAVED = [f"https://news{number}.example/2014/05/the-story-number-{word}" for number, word in enumerate(("one", "two"))]


@pytest.mark.parametrize(
    "reached",
    [
        "https://herald.example/",
        "https://herald.example/en/",
        "https://herald.example/login?return=%2F2014%2F05",
        "https://herald.example/sorry-page-not-found-any-more",
    ],
)
def test_dead_links_that_all_lead_to_one_page_stay_links(library: Library, take, web: Web, reached: str) -> None:
    take(*[a_link(url, f"Saved {n}", (f"tag-{n}",), is_starred=True) for n, url in enumerate(SAVED)])
    web.pages = dict.fromkeys(SAVED, (reached, PAGE_TEXT))
    before = library.articles()
    report = library.fetch_links()
    assert statuses(report.items) == ["failed", "failed"]
    assert all(item.error is not None and reached in item.error.message for item in report.items)
    assert library.articles() == before == library.links()


def test_short_links_are_not_joined_with_a_page_that_others_reached(library: Library, take, web: Web) -> None:
    shorts = [f"https://short.example/{name}" for name in ("a1", "b2", "c3")]
    take(*[a_link(url, tags=(url[-2:],)) for url in shorts])
    web.pages = dict.fromkeys(shorts, ("https://herald.example/offers", PAGE_TEXT))
    assert sorted(statuses(library.fetch_links().items)) == ["failed", "failed", "updated"]
    assert len(library.links()) == 2
    (article,) = [each for each in library.articles() if each not in library.links()]
    assert len(article.tags) == 1


def test_page_at_the_address_of_its_link_is_taken_whatever_it_calls_its_own(library: Library, take, web: Web) -> None:
    take(a_link(SAVED[0]))
    head = '<link rel="canonical" href="https://news0.example/">'
    web.pages = {SAVED[0]: (SAVED[0], head + PAGE_TEXT)}
    assert statuses(library.fetch_links().items) == ["updated"]
    assert library.links() == ()


def test_moved_page_is_known_by_its_words_or_its_title(library: Library, take, web: Web) -> None:
    moved = {SAVED[0]: "https://archive.example/story-number-one", SAVED[1]: "https://archive.example/77"}
    take(a_link(SAVED[0]), a_link(SAVED[1], "Crews open every gate of the dam"))
    web.pages = {asked: (found, PAGE_TEXT) for asked, found in moved.items()}
    monkey = "<h1>Crews open every gate of the dam at dawn</h1>"
    web.pages[SAVED[1]] = (moved[SAVED[1]], monkey + PAGE_TEXT)
    web.titles[SAVED[1]] = "Crews open every gate of the dam at dawn"
    assert statuses(library.fetch_links().items) == ["updated", "updated"]


def test_link_is_joined_wholly_or_not_at_all(library: Library, take, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    short = "https://short.example/a1"
    web.pages = {short: (URL, PAGE_TEXT), URL: (URL, "<p>Only this.</p>" + PAGE_TEXT)}
    library.import_sources([URL])
    take(a_link(short, tags=("river",)))
    before = (library.articles(), library.posts_of())

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Store, "move_carried", die)
        with pytest.raises(KeyboardInterrupt):
            library.fetch_links()
    assert (library.articles(), library.posts_of()) == before
    assert statuses(library.resume(library.unfinished_runs()[0].id).items) == ["updated"]
    assert len(library.articles()) == 1


def test_names_of_an_article_lead_to_where_it_went(library: Library, take, web: Web) -> None:
    short, middle = "https://short.example/a1", "https://old.example/x1"
    web.pages = {short: (middle, PAGE_TEXT), middle: (middle, PAGE_TEXT), URL: (URL, PAGE_TEXT)}
    take(a_link(short))
    library.fetch_links()  # the middle address is now known under the link's id
    first = library.articles()[0].id
    library.import_sources([URL])
    other = next(each.id for each in library.articles() if each.id != first)
    library._store.add_alias(first, other)
    assert library._store.known_as(identity.address_id(middle)) == other


def test_tracking_is_not_kept_in_the_address(library: Library, take) -> None:
    take(a_story(f"{URL}?id=7&utm_source=mail&fbclid=x#part", *TEXT))
    assert library.articles()[0].url == f"{URL}?id=7#part"


def test_address_without_network_is_one_failed_line(library: Library, web: Web) -> None:
    (item,) = library.import_sources(["https://example.org/live"]).items
    assert item.status is ItemStatus.FAILED
    assert item.error is not None
    assert "example.org" in item.error.message
    assert item.error.hint
