"""What the reader adds: marks, read and starred posts, and the journal of edits."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from store_builders import NOON, a_mark, a_post, an_article, save

from desktop.domain.annotations import AnchorState, Colour
from desktop.domain.changes import RemoveAnnotation, SetRead
from desktop.domain.errors import WrongUsage

ONE, TWO = a_post("one", "The bridge fell at dawn."), a_post("two", "Nobody was hurt.")
OTHER = a_post("x", article="fire")


@pytest.fixture
def read(store):
    save(store, an_article(), replace(ONE, order_key=1.0), replace(TWO, order_key=2.0))
    return store


def test_posts_of_removed_articles_are_not_listed(store):
    save(store, an_article(), ONE, TWO)
    assert store.listed([ONE.id, TWO.id, "nobody"]) == {ONE.id, TWO.id}
    store.set_removed(an_article().id, True)
    assert store.listed([ONE.id, TWO.id]) == frozenset()


def test_annotations_stand_in_the_order_of_the_posts_and_of_the_text(read):
    marks = [a_mark(ONE, "The"), a_mark(ONE, "dawn"), a_mark(TWO, "hurt")]
    for mark in reversed(marks):
        assert read.put_annotation(mark)
    assert read.annotations() == tuple(marks)
    assert read.annotations(post_ids=[TWO.id]) == (marks[2],)
    assert read.annotations(post_ids=[]) == ()
    assert read.annotations(article_id=OTHER.article_id) == ()
    assert read.annotations(article_id=ONE.article_id, post_ids=[TWO.id]) == (marks[2],)


def test_putting_an_annotation_again_replaces_it(read):
    mark = a_mark(ONE, "bridge")
    read.put_annotation(mark)
    changed = replace(mark, note="which?", tags=("#a", "b"), colour=Colour.PINK, state=AnchorState.NEEDS_REVIEW)
    assert read.put_annotation(changed)
    assert not read.put_annotation(changed)
    assert read.annotations() == (changed,)


def test_removed_annotation_is_gone_and_a_second_removal_does_nothing(read):
    mark = a_mark(ONE, "bridge")
    read.put_annotation(mark)
    assert read.remove_annotation(mark.id)
    assert not read.remove_annotation(mark.id)
    assert read.annotation(mark.id) is None


def test_mark_on_an_unknown_post_is_refused(read):
    with pytest.raises(WrongUsage):
        read.put_annotation(a_mark(OTHER, "Words"))


def test_half_characters_are_refused_and_never_found(read):
    with pytest.raises(WrongUsage, match="not whole"):
        read.put_annotation(a_mark(ONE, "bridge", note="\udcff"))
    with pytest.raises(WrongUsage, match="not whole"):
        read.article("\udcff")
    assert read.posts(["\udcff"]) == ()
    assert read.annotations() == ()


@pytest.mark.parametrize(("change", "ask"), [("set_read", "is_read"), ("set_starred", "is_starred")])
def test_state_says_which_posts_really_changed(read, change, ask):
    set_state, is_so = getattr(read, change), getattr(read, ask)
    assert set_state([ONE.id, "nobody"], True) == {ONE.id}
    assert set_state(frozenset({ONE.id, TWO.id}), True) == {TWO.id}
    assert set_state([ONE.id], False) == {ONE.id}
    assert (is_so(ONE.id), is_so(TWO.id), is_so("nobody")) == (False, True, False)
    assert set_state([], True) == frozenset()


def test_read_and_starred_do_not_touch_each_other(read):
    read.set_read([ONE.id], True)
    read.set_starred([ONE.id], True)
    read.set_read([ONE.id], False)
    assert read.is_starred(ONE.id)


def test_many_posts_are_marked_at_once(store):
    posts = [a_post(str(number)) for number in range(3_000)]
    save(store, an_article(), *posts)
    assert len(store.set_read([post.id for post in posts], True)) == 3_000


def test_journal_keeps_edits_with_their_inverse_newest_first(read):
    first, second = SetRead(frozenset({ONE.id}), True), RemoveAnnotation(a_mark(ONE, "bridge").id)
    read.record_edit(first, SetRead(frozenset({ONE.id}), False), NOON)
    read.record_edit(second, None, datetime(2024, 5, 2, tzinfo=UTC))
    lines = read.recorded_edits(10)
    assert [(line.edit, line.undo is None) for line in lines] == [(second, True), (first, False)]
    assert [line.at.day for line in lines] == [2, 1]
    assert len(read.recorded_edits(1)) == 1
