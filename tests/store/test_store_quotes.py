"""Keeping who is quoted with what."""

from dataclasses import replace

from store_builders import a_post, an_article, save

from desktop.domain.entities import Entity, EntityKind, Findings
from desktop.domain.ids import EntityId
from desktop.domain.quotes import Quote
from desktop.store.store import Store

ONE = a_post("one", "“We will stay here,” she said.", order_key=2.0)
TWO = a_post("two", "He heard “we will stay here”.", "“No,” they said.", order_key=1.0)
MAYOR = Entity(EntityId("mayor"), EntityKind.PERSON, "Clara Benton", ("Benton",))
FIRST = Quote(ONE.id, 0, 1, 19, "We will stay here,", "Clara Benton", MAYOR.id, cue="said", channel="tweet")
AGAIN = Quote(TWO.id, 0, 10, 27, "we will stay here", "Clara Benton", MAYOR.id, inserts=((0, 2),), depth=1)
NAMELESS = Quote(TWO.id, 1, 1, 4, "No,", "they", is_anonymous=True, continues=True)


def keep(store: Store, *quotes: Quote) -> None:
    store.save_findings(an_article().id, Findings("finder", (MAYOR,), quotes=quotes))


def filled(store: Store) -> Store:
    save(store, an_article(), ONE, TWO)
    keep(store, FIRST, replace(AGAIN, inserts=()), NAMELESS)
    return store


def test_quotes_come_back_whole_in_the_order_of_the_posts(store):
    save(store, an_article(), ONE, TWO)
    keep(store, FIRST, AGAIN, NAMELESS)
    assert [row.quote for row in store.quotes([TWO.id, ONE.id])] == [AGAIN, NAMELESS, FIRST]


def test_what_somebody_said_comes_oldest_post_first(store):
    rows = filled(store).quotes_by(MAYOR.id)
    assert [row.quote.post_id for row in rows] == [TWO.id, ONE.id]


def test_the_same_words_in_two_posts_are_linked_and_a_few_words_are_not(store):
    rows = filled(store).quotes([ONE.id, TWO.id])
    assert [row.same_words for row in rows] == [(TWO.id,), (ONE.id,), ()]


def test_new_findings_replace_quotes_and_announce_the_posts_whose_quotes_differ(store):
    before = filled(store).last_sequence()
    keep(store, FIRST, replace(AGAIN, inserts=()))
    announced = [row.post_id for row in store.outbox_after(before, 10)]
    assert announced == [TWO.id]
    assert len(store.quotes([ONE.id, TWO.id])) == 2
    keep(store, FIRST, replace(AGAIN, inserts=()))
    assert len(store.outbox_after(before, 10)) == 1


def test_the_index_is_told_every_name_of_a_speaker(store):
    said = filled(store).said_words([ONE.id])
    assert [(each.text, each.names) for each in said] == [("We will stay here,", ("Clara Benton", "Benton"))]


def test_quotes_of_words_that_are_gone_go_too_and_a_removed_article_says_nothing(store):
    filled(store)
    store.set_removed(an_article().id, True)
    assert store.quotes_by(MAYOR.id) == ()
    save(store, an_article(version=2), replace(ONE, paragraphs=a_post("x", "Silence.").paragraphs), TWO)
    assert [row.quote.post_id for row in store.quotes([ONE.id, TWO.id])] == [TWO.id, TWO.id]


def test_a_quote_that_does_not_stand_at_its_place_is_noticed(store):
    save(store, an_article(), ONE)
    keep(store, replace(FIRST, text="Something else"))
    assert any("quotes" in problem for problem in store.check())
