"""Finding: the index and the database answer alike, and a query is told how it was taken."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from desktop.domain.blocks import ArticleKind, Block, BlockKind, PostMark
from desktop.domain.changes import AddAnnotation, RemoveAnnotation, SetRead, SetStarred
from desktop.domain.corrections import RenameEntity
from desktop.domain.documents import Document
from desktop.domain.ids import EntityId, PostId
from desktop.domain.listings import EVERYTHING, Filter, Listing, Order, Shelf
from desktop.domain.posts import PostKind
from desktop.domain.reports import ItemStatus
from desktop.domain.searching import PartKind
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.entities.finder import Finder
from desktop.library import correcting
from desktop.library.library import Library

NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SAYINGS = (
    "Mayor Clara Benton said the ferries would sail.",
    "The dredging of the harbour began, as Norway had asked.",
    "Ferries stayed in the harbour.",
)


def times() -> Iterator[When]:
    """Minutes, a day, intervals open at one end or none, and nothing at all."""
    for hours in (-30, -13, -1, 0, 0, 11):
        yield When(NOON + timedelta(hours=hours), NOON + timedelta(hours=hours), Precision.MINUTE, ("the page",))
    begin = datetime(2024, 5, 2, tzinfo=UTC)
    yield When(begin, begin + DAY - timedelta(seconds=1), Precision.DAY, ("the page",), None, None, True, True)
    yield When(NOON - DAY, NOON, Precision.INTERVAL, ("its place",))
    yield When(None, NOON, Precision.INTERVAL, ("its place",))
    yield When(NOON, None, Precision.INTERVAL, ("its place",))
    yield UNKNOWN_TIME


def a_page(name: str, shift: int) -> Document:
    blocks: list[Block] = []
    for number, when in enumerate(times()):
        mark = PostMark(f"{name}{number}", published=when)
        blocks.append(Block(BlockKind.START, mark=mark))
        blocks.append(Block(BlockKind.TEXT, f"{SAYINGS[(number + shift) % 3]} Entry {number} of {name}."))
    return Document(
        "", "export", ArticleKind.LIVE_BLOG, f"All about {name}", f"https://{name}.example/live", tuple(blocks),
        site=name.title(),
    )  # fmt: skip


@pytest.fixture
def filled(library: Library, tmp_path: Path, export, repository: Path) -> Library:
    """Two live pages, with names found, some posts read, starred and marked."""
    export.documents += [a_page("ferries", 0), a_page("dredging", 1)]
    file = tmp_path / "pages.export"
    file.write_text("EXPORT", encoding="utf-8")
    library.import_sources([str(file)])
    finder = Finder(repository / "resources" / "gazetteer", use_model=False)
    for article in library.articles():
        found = finder.find(article.id, library.posts_of(article.id))
        correcting.save_found(library._store, article.id, found, None)
    ids = [row.id for row in library.list_posts().rows]
    library.apply(SetRead(frozenset(ids[:5]), True))
    library.apply(SetStarred(frozenset(ids[3:6]), True))
    for post in library.posts(ids[4:7]):
        library.apply(AddAnnotation(library.new_annotation(post, 0, 9, note="look into ships")))
    library.update_index()
    return library


def ids(listing: Listing) -> list[PostId]:
    return [row.id for row in listing.rows]


def test_the_index_lists_what_the_database_lists(filled: Library) -> None:
    entities = [row.id for row in filled.entity_rows(ids(filled.list_posts()))][:2]
    assert entities
    articles = [None, *(article.id for article in filled.articles())]
    days = [None, (date(2024, 5, 1), date(2024, 5, 1)), (date(2024, 5, 2), date(2024, 5, 3))]
    shelves_and_places = product(Shelf, articles[:2], days, [None, "Asia/Tokyo"])
    filters = [Filter(shelf, article, days=span, zone=zone) for shelf, article, span, zone in shelves_and_places]
    filters += [Filter(entities=frozenset({entities[0]})), Filter(without=frozenset(entities))]
    filters += [Filter(moments=(NOON - timedelta(hours=hours), NOON)) for hours in (1, 13, 48)]
    lists = []
    for wanted in filters:
        by_database = filled.list_posts(filter=wanted)
        by_index = filled.list_posts(filter=wanted, limit=1_000)
        assert ids(by_index) == ids(by_database), wanted
        assert by_index.total == by_database.total
        assert by_index.place_total == by_database.place_total
        assert filled.list_posts("ferries OR harbour", wanted).total == len(by_database.rows)
        lists.append(tuple(ids(by_index)))
    assert len(set(lists)) > 12


def test_a_stretch_is_a_part_of_the_whole_list(filled: Library) -> None:
    for query, order in product(["", "harbour"], Order):
        whole = filled.list_posts(query, order=order)
        stretch = filled.list_posts(query, order=order, start=3, limit=4)
        assert stretch.rows == whole.rows[3:7]
        assert (stretch.total, stretch.start, len(whole.rows)) == (whole.total, 3, whole.total)
    assert ids(filled.list_posts(order=Order.NEWEST)) == ids(filled.list_posts())[::-1]
    assert filled.list_posts("harbour", start=900, limit=4).rows == ()


def test_a_list_is_right_while_the_index_is_behind(filled: Library) -> None:
    before = ids(filled.list_posts("harbour"))
    post = filled.posts(before[:1])[0]
    annotation = filled.new_annotation(post, 0, 3, note="a word not seen yet")
    filled.apply(AddAnnotation(annotation))
    assert not filled.index_is_current()
    for listing in (filled.list_posts("harbour"), filled.list_posts("harbour", limit=2)):
        assert ids(listing) == before[: len(listing.rows)]
        assert listing.total == len(before)
    filled.apply(RemoveAnnotation(annotation.id))


def test_posts_are_found_by_their_state(filled: Library) -> None:
    def found(query: str) -> set[PostId]:
        return {hit.post_id for hit in filled.search(query).hits}

    every = set(ids(filled.list_posts()))
    for shelf, query in [(Shelf.UNREAD, "is:unread"), (Shelf.STARRED, "is:starred"), (Shelf.MARKED, "has:highlight")]:
        assert found(query) == set(ids(filled.list_posts(filter=Filter(shelf)))) != every
    assert found("is:read") == every - found("is:unread")
    assert found("changed:yes") == found("is:gone") == set()
    assert found("changed:no") == found("kind:post OR kind:summary") == every
    post = next(iter(found("is:unread")))
    filled.apply(SetRead(frozenset({post}), True))
    assert post not in found("is:unread")


def test_names_marks_pages_and_notes_are_searched(filled: Library) -> None:
    assert filled.search("about:benton").total == filled.search('about:"Clara Benton"').total > 0
    assert filled.search("about:nobody").total == 0
    assert filled.search("ships").total == filled.search("note:ships").total == 3
    assert filled.search("highlight:mayor OR highlight:ferries OR highlight:dredging").total > 0
    assert filled.search("source:dredging").total == 11
    found = filled.search("“all about ferries”").hits
    assert len(found) == 1


def test_facets_count_the_whole_list(filled: Library) -> None:
    for query, wanted in [("", EVERYTHING), ("ferries", EVERYTHING), ("harbour", Filter(Shelf.UNREAD))]:
        rows = filled.list_posts(query, wanted).rows
        facets = filled.facets(query, wanted)
        assert facets.total == len(rows) == sum(facets.sources.values()) == sum(facets.articles.values())
        assert facets.kinds[PostKind.POST] == sum(row.kind is PostKind.POST for row in rows)
        assert set(facets.sources) <= {"Ferries", "Dredging"}
        assert sum(facets.days.values()) + facets.undated == len(rows)
        named = {row.id: len(row.post_ids) for row in filled.entity_rows([row.id for row in rows])}
        assert dict(facets.entities) == named
    assert len(filled.facets(most=1).entities) == 1 < len(filled.facets().entities)
    assert filled.facets("zzz").total == 0


def test_a_day_is_counted_where_it_is_known(filled: Library) -> None:
    facets = filled.facets()
    assert facets.days[date(2024, 5, 2)] >= 2
    assert facets.undated >= 2


def test_a_query_tells_how_each_part_was_taken(filled: Library) -> None:
    query = "harbour colour:red on:yesterday con* talk~ (a"
    parts = filled.search(query).parts
    taken = {query[part.start : part.end]: part.kind for part in parts}
    assert taken["harbour"] is PartKind.WORD
    assert taken["colour:red"] is PartKind.PLAIN
    assert taken["on:yesterday"] is PartKind.FIELD
    assert (taken["con*"], taken["talk~"]) == (PartKind.BEGINNING, PartKind.SIMILAR)
    assert filled.list_posts(query).hits.parts == parts
    assert "2024-03-04" in next(part.meaning for part in parts if part.kind is PartKind.FIELD)


def test_an_excerpt_shows_every_hit_and_where_it_is(filled: Library) -> None:
    hits = filled.search("ships")
    post = filled.posts([hits.hits[0].post_id])[0]
    excerpt = filled.excerpt(post, hits.words)
    assert (excerpt.part, [excerpt.text[a:b] for a, b in excerpt.hits]) == ("note", ["ships"])
    body = filled.excerpt(post, filled.words_of("entry OR of"))
    assert body.part == "text"
    assert len(body.hits) >= 2
    assert filled.excerpt(post, ("zzz",)).hits == ()


def test_an_entity_that_is_corrected_is_found_by_its_new_name(filled: Library) -> None:
    entity = next(row for row in filled.entity_rows(ids(filled.list_posts())) if "Benton" in row.name)
    before = filled.search("about:benton").total
    filled.apply(RenameEntity(EntityId(entity.id), "Klara Bentzon"))
    filled.update_index()
    assert filled.search('about:"klara bentzon"').total == before


def test_an_index_is_never_imported(filled: Library) -> None:
    for folder in (filled.folder / "cache", filled.folder / "cache" / "index"):
        report = filled.import_sources([str(folder)])
        assert [(item.status, item.article_id) for item in report.items] == [(ItemStatus.FAILED, None)]
        assert "holds no files" in report.items[0].error.message
