"""Storing versions of an article: what is kept, what is said to have changed."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from store_builders import a_diff, a_mark, a_post, an_article, on_page, save

from desktop.domain.blocks import Block, BlockKind
from desktop.domain.changes import Kind, RemoveArticle
from desktop.domain.listings import EVERYTHING
from desktop.domain.posts import ArticleDiff, Figure
from desktop.store.store import ChangedPost

ONE, TWO, THREE = a_post("one"), a_post("two"), a_post("three")


def test_first_version_adds_article_and_posts_and_can_be_undone(store):
    changes = save(store, an_article(), ONE, TWO)
    assert changes.added == {Kind.ARTICLE: {an_article().id}, Kind.POST: {ONE.id, TWO.id}}
    assert not changes.changed
    assert not changes.removed
    assert changes.undo == RemoveArticle(an_article().id)


def test_second_version_says_what_it_added_changed_and_removed(store):
    save(store, an_article(), ONE, TWO)
    changes = save(store, an_article(version=2), THREE, a_post("one", "New words."))
    assert changes.added == {Kind.POST: {THREE.id}}
    assert changes.changed == {Kind.ARTICLE: {an_article().id}, Kind.POST: {ONE.id}}
    assert changes.removed == {Kind.POST: {TWO.id}}
    assert changes.undo is None


def test_version_changes_tell_old_words_from_new_in_page_order(store):
    save(store, an_article(), ONE, TWO)
    save(store, an_article(version=2), THREE, a_post("one", "New words.", "And more."))
    changes = store.version_changes(an_article().id)
    assert (changes.from_version, changes.to_version) == (1, 2)
    assert changes.added == (THREE.id,)
    assert changes.changed == (ChangedPost(ONE.id, "Words of one.", "New words.\n\nAnd more."),)
    assert changes.removed == (TWO.id,)


def test_version_changes_speak_of_the_newest_version_alone(store):
    save(store, an_article(), ONE)
    save(store, an_article(version=2), a_post("one", "New words."), TWO)
    save(store, an_article(version=3), a_post("one", "New words."), TWO, THREE)
    changes = store.version_changes(an_article().id)
    assert (changes.added, changes.changed, changes.removed) == ((THREE.id,), (), ())


def test_first_version_follows_no_other(store):
    save(store, an_article(), ONE)
    assert store.version_changes(an_article().id).from_version is None
    assert store.version_changes("nobody") is None


def test_post_that_the_page_dropped_stays_in_the_library_marked_as_gone(store):
    save(store, an_article(), ONE, TWO)
    save(store, an_article(version=2), ONE)
    assert store.posts_of(an_article().id) == on_page(ONE)
    assert store.posts_of(an_article().id, with_removed=True) == on_page(ONE, TWO)
    assert store.posts([TWO.id])[0].text == TWO.text
    assert {row.id: row.is_gone for row in store.rows(EVERYTHING)} == {ONE.id: False, TWO.id: True}


def test_gone_post_may_come_back_and_counts_as_added(store):
    save(store, an_article(), ONE, TWO)
    save(store, an_article(version=2), ONE)
    changes = save(store, an_article(version=3), ONE, TWO)
    assert changes.added == {Kind.POST: {TWO.id}}
    assert store.version_changes(an_article().id).added == (TWO.id,)
    assert store.posts_of(an_article().id)[1].revision == 1


def test_gone_post_that_comes_back_with_other_words_is_a_new_revision(store):
    save(store, an_article(), ONE, TWO)
    save(store, an_article(version=2), ONE)
    save(store, an_article(version=3), ONE, a_post("two", "Other words."))
    assert store.posts([TWO.id])[0].revision == 2


def test_marks_and_reading_survive_a_new_version_and_a_dropped_post(store):
    save(store, an_article(), ONE, TWO)
    marks = (a_mark(ONE, "Words"), a_mark(TWO, "Words", "keep me"))
    for mark in marks:
        store.put_annotation(mark)
    store.set_read([ONE.id, TWO.id], True)
    store.set_starred([TWO.id], True)
    save(store, an_article(version=2), a_post("one", "Words of one, edited."))
    assert set(store.annotations()) == set(marks)
    assert store.is_read(ONE.id)
    assert store.is_read(TWO.id)
    assert store.is_starred(TWO.id)


def test_new_place_on_the_page_alone_changes_no_revision(store):
    save(store, an_article(), ONE, TWO)
    save(store, an_article(version=2), THREE, ONE, TWO)
    assert [post.revision for post in store.posts_of(an_article().id)] == [1, 1, 1]
    assert store.version_changes(an_article().id).changed == ()


def test_new_pictures_of_a_post_replace_the_old_ones(store):
    save(store, an_article(), replace(ONE, figures=(Figure("Old", None), Figure("Older", "Agency"))))
    newer = replace(ONE, figures=(Figure("New", None, "f" * 64),))
    store.save_version(an_article(version=2), ArticleDiff((newer,), changed=frozenset({ONE.id})), ())
    assert store.posts_of(an_article().id) == (newer,)


def test_article_is_as_its_newest_version_says(store):
    save(store, an_article(), ONE)
    save(store, an_article(version=2, title="The great flood"), ONE, TWO)
    assert store.article(an_article().id).title == "The great flood"
    assert store.article(an_article().id).post_count == 2


def test_furniture_of_the_newest_version_is_kept(store):
    menu, share = Block(BlockKind.FURNITURE, "Menu"), Block(BlockKind.FURNITURE, "Share", (3, 4))
    save(store, an_article(), ONE, furniture=(menu,))
    save(store, an_article(version=2), ONE, TWO, furniture=(menu, share))
    assert store.furniture(an_article().id) == (menu, share)
    assert store.furniture("nobody") == ()


def test_post_of_another_article_is_never_overwritten(store):
    save(store, an_article(), ONE)
    stranger = replace(a_post("x", "Mine.", article="fire"), id=ONE.id)
    with pytest.raises(ValueError, match="another article"):
        store.save_version(an_article("fire"), a_diff([stranger]), ())
    assert store.posts([ONE.id])[0].text == ONE.text
    assert store.article(an_article("fire").id) is None


def test_two_posts_of_one_id_are_refused(store):
    twins = on_page(ONE, replace(TWO, id=ONE.id))
    with pytest.raises(ValueError, match="one id"):
        store.save_version(an_article(), ArticleDiff(twins, added=frozenset({ONE.id})), ())
    assert store.articles() == ()


def test_version_that_was_stored_already_is_refused_and_changes_nothing(store):
    save(store, an_article(), ONE)
    with pytest.raises(Exception, match="UNIQUE"):
        save(store, an_article(title="Again"), TWO)
    assert store.article(an_article().id).title == "The flood"
    assert store.posts_of(an_article().id) == (ONE,)


def test_an_error_in_the_callers_transaction_takes_the_version_back(store):
    def import_and_fail():
        with store.transaction():
            save(store, an_article(), ONE)
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        import_and_fail()
    assert store.articles() == ()
    assert store.last_sequence() == 0


def test_part_of_a_transaction_that_fails_leaves_the_rest(store):
    def fail_inside():
        with store.transaction():
            save(store, an_article("fire"), a_post("x", article="fire"))
            raise RuntimeError("this part only")

    with store.transaction():
        save(store, an_article(), ONE)
        with pytest.raises(RuntimeError):
            fail_inside()
    assert [article.id for article in store.articles()] == [an_article().id]


def test_removed_article_leaves_the_lists_and_comes_back_whole(store):
    save(store, an_article(), ONE)
    store.put_annotation(a_mark(ONE, "Words"))
    assert store.set_removed(an_article().id, True)
    assert store.articles() == ()
    assert store.rows(EVERYTHING) == ()
    assert tuple(store.all_posts()) == ()
    assert store.annotations() == ()
    assert store.is_removed(an_article().id)
    assert store.set_removed(an_article().id, False)
    assert [row.mark_count for row in store.rows(EVERYTHING)] == [1]
    assert tuple(store.all_posts()) == (ONE,)


def test_removing_twice_or_what_is_not_there_changes_nothing(store):
    save(store, an_article(), ONE)
    assert store.set_removed(an_article().id, True)
    assert not store.set_removed(an_article().id, True)
    assert not store.set_removed("nobody", True)


def test_importing_a_removed_article_brings_it_back_and_can_be_undone(store):
    save(store, an_article(), ONE)
    store.set_removed(an_article().id, True)
    changes = save(store, an_article(version=2), ONE, TWO)
    assert [article.version for article in store.articles()] == [2]
    assert changes.added[Kind.ARTICLE] == {an_article().id}
    assert changes.undo == RemoveArticle(an_article().id)


def test_articles_stand_newest_import_first_whatever_the_zone(store):
    late = an_article("late", imported=an_article().imported.replace(hour=13))
    save(store, late, a_post("x", article="late"))
    save(store, an_article(), ONE)
    assert [article.id for article in store.articles()] == [late.id, an_article().id]


def test_posts_come_in_the_order_asked_for_and_unknown_ids_are_passed_over(store):
    many = [a_post(str(number)) for number in range(2_500)]
    save(store, an_article(), *many)
    wanted = [post.id for post in reversed(many)]
    assert [post.id for post in store.posts([*wanted, "nobody"])] == wanted
    assert store.post_total() == 2_500
    assert [post.id for post in store.all_posts()] == [post.id for post in many]


def test_an_article_saved_at_the_end_of_the_calendar_comes_back(store):
    added = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
    save(store, an_article(added=added), ONE)
    assert store.article(an_article().id).added == added
