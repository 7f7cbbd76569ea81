"""Searches that are kept, searches that were made, and the words that a query can name."""

from datetime import UTC, datetime, timedelta

from store_builders import a_mark, a_post, an_article, save

from desktop.domain.entities import Entity, EntityKind, Findings, Mention
from desktop.domain.ids import EntityId
from desktop.domain.listings import Filter, Order, Shelf
from desktop.domain.searches import new_search
from desktop.domain.times import Precision, When
from desktop.store.searches import MOST_PAST

MAY = datetime(2024, 5, 1, 12, tzinfo=UTC)


def test_kept_search_comes_back_with_everything_it_says(store):
    whole = Filter(
        shelf=Shelf.STARRED,
        entities=frozenset({EntityId("mayor")}),
        days=(MAY.date(), MAY.date()),
        moments=(MAY, MAY + timedelta(hours=1)),
        zone="Europe/Oslo",
    )
    search = new_search("Floods", 'flood -"dry dock"', whole, Order.RELEVANCE, MAY)
    store.put_search(search)
    assert store.saved_searches() == (search,)
    store.put_search(search.renamed("High water"))
    assert [each.name for each in store.saved_searches()] == ["High water"]
    store.remove_search(search.id)
    assert store.saved_searches() == ()


def test_kept_searches_stand_in_the_order_in_which_they_were_made(store):
    later = new_search("a", "a", Filter(), Order.TIME, MAY + timedelta(days=1))
    store.put_search(later)
    store.put_search(new_search("b", "b", Filter(), Order.TIME, MAY))
    assert [each.name for each in store.saved_searches()] == ["b", "a"]


def test_what_was_searched_for_stands_newest_first_and_each_once(store):
    for query in ("flood", "storm", "flood"):
        store.remember_query(query, MAY)
    assert store.past_queries() == ("flood", "storm")
    store.forget_queries()
    assert store.past_queries() == ()


def test_only_so_many_past_searches_are_kept(store):
    for number in range(MOST_PAST + 3):
        store.remember_query(f"word {number}", MAY)
    past = store.past_queries()
    assert len(past) == MOST_PAST
    assert past[-1] == "word 3"


def test_words_that_a_query_can_name_are_told_with_how_often(store):
    noon = When(MAY, MAY, Precision.MINUTE, zone="UTC")
    post = a_post("one", "The mayor spoke.", time=noon)
    save(store, an_article(site="The Harbour Post", tags=("water", "town")), post)
    mayor = Entity(EntityId("mayor"), EntityKind.PERSON, "Clara 100%_Benton")
    store.save_findings(an_article().id, Findings("f", (mayor,), (Mention(post.id, mayor.id, 0, 4, 9, "mayor"),)))
    store.put_annotation(a_mark(post, "mayor", tags=("water",)))
    assert store.tags() == [("water", 2), ("town", 1)]
    assert [site for site, _ in store.sites()] == ["The Harbour Post"]
    assert store.names_beginning("cla", 5) == [("Clara 100%_Benton", EntityKind.PERSON)]
    assert store.names_beginning("100%_b", 5) == [("Clara 100%_Benton", EntityKind.PERSON)]
    assert store.names_beginning("ara", 5) == store.names_beginning("%", 5) == []
    assert store.names_beginning("cla", 5, only_speakers=True) == []
    assert store.days_beginning("2024-05", 5) == [("2024-05-01", 1)]
    assert store.days_beginning("2023", 5) == []
