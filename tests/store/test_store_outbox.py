"""The outbox: every write that changes what can be found is in it, in its own transaction."""

from dataclasses import replace

import pytest
from store_builders import a_mark, a_post, an_article, save

from desktop.domain.entities import Findings
from desktop.domain.posts import Figure
from desktop.domain.times import Precision, When
from desktop.store.store import Store

ONE, TWO = a_post("one"), a_post("two")


@pytest.fixture
def read(store):
    save(store, an_article(), ONE, TWO)
    return store


def since(store, sequence):
    return [(row.post_id, row.is_removed) for row in store.outbox_after(sequence, 100)]


def test_sequence_of_a_new_library_is_zero(store):
    assert store.last_sequence() == 0
    assert store.outbox_after(0, 10) == ()


def test_import_announces_every_post(read):
    assert since(read, 0) == [(ONE.id, False), (TWO.id, False)]
    assert read.last_sequence() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"title": "New"},
        {"paragraphs": a_post("x", "Other words.").paragraphs},
        {"figures": (Figure("New caption", None),)},
        {"order_key": 99.0},
        {"time": When(None, None, Precision.UNKNOWN, ("no clue",))},
        {"byline": ("Ana",)},
    ],
)
def test_new_version_announces_only_what_is_found_differently(read, change):
    before = read.last_sequence()
    save(read, an_article(version=2), replace(ONE, **change), TWO)
    assert since(read, before) == [(ONE.id, False)]


def test_new_version_announces_all_posts_if_the_article_is_called_differently(read):
    before = read.last_sequence()
    save(read, an_article(version=2, site="Herald"), ONE, TWO)
    assert since(read, before) == [(ONE.id, False), (TWO.id, False)]


def test_annotations_announce_their_post(read):
    before, mark = read.last_sequence(), a_mark(ONE, "Words", "note")
    read.put_annotation(mark)
    read.put_annotation(replace(mark, note="other"))
    read.put_annotation(replace(mark, note="other"))
    read.remove_annotation(mark.id)
    assert since(read, before) == [(ONE.id, False)] * 3


def test_removing_an_article_announces_its_posts_as_removed_and_back(read):
    before = read.last_sequence()
    read.set_removed(an_article().id, True)
    read.set_removed(an_article().id, False)
    assert since(read, before) == [(ONE.id, True), (TWO.id, True), (ONE.id, False), (TWO.id, False)]


def test_a_mark_on_a_post_of_a_removed_article_does_not_bring_the_post_back(read):
    read.set_removed(an_article().id, True)
    before, mark = read.last_sequence(), a_mark(ONE, "Words", "note")
    read.put_annotation(mark)
    read.remove_annotation(mark.id)
    read.merge_article(replace(read.article(an_article().id), tags=("floods",)))
    assert since(read, before) == [(ONE.id, True), (ONE.id, True), (ONE.id, True), (TWO.id, True)]


def test_gone_posts_are_removed_and_brought_back_with_their_article(read):
    save(read, an_article(version=2), ONE)
    before = read.last_sequence()
    read.set_removed(an_article().id, True)
    assert set(since(read, before)) == {(ONE.id, True), (TWO.id, True)}


def test_reading_and_names_announce_nothing(read):
    before = read.last_sequence()
    read.set_read([ONE.id], True)
    read.set_starred([ONE.id], True)
    read.save_findings(an_article().id, Findings("finder"))
    assert since(read, before) == []


def test_outbox_comes_in_batches(read):
    assert [row.sequence for row in read.outbox_after(0, 1)] == [1]
    assert [row.sequence for row in read.outbox_after(1, 1)] == [2]
    assert read.outbox_after(2, 1) == ()


def test_sequence_goes_on_after_forgetting_and_opening_again(read, folder):
    assert read.forgotten_sequence() == 0
    read.forget_outbox(1)
    assert read.forgotten_sequence() == 1
    assert [row.sequence for row in read.outbox_after(0, 10)] == [2]
    read.forget_outbox(2)
    assert (read.forgotten_sequence(), read.last_sequence()) == (2, 2)
    read.close()
    again = Store.open(folder)
    again.put_annotation(a_mark(ONE, "Words"))
    assert again.last_sequence() == 3
    again.close()


def test_write_that_fails_leaves_no_number_behind(read):
    def write_and_fail():
        with read.transaction():
            read.put_annotation(a_mark(ONE, "Words"))
            raise RuntimeError

    before = read.last_sequence()
    with pytest.raises(RuntimeError):
        write_and_fail()
    assert read.last_sequence() == before
