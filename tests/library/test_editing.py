"""Edits: each does what it says, and its inverse takes it back."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.annotations import Colour
from desktop.domain.changes import (
    AddAnnotation,
    ChangeAnnotation,
    Edit,
    EditGroup,
    Kind,
    RemoveAnnotation,
    RemoveArticle,
    SetRead,
    SetStarred,
)
from desktop.domain.ids import AnnotationId, PostId
from desktop.domain.listings import Filter, Order, Shelf
from desktop.domain.posts import Post
from desktop.domain.searches import KeepSearch, RemoveSearch, new_search
from desktop.library.library import Library


@pytest.fixture
def post(library: Library, article_file: Path) -> Post:
    library.import_sources([str(article_file)])
    return library.posts_of()[0]


def state(library: Library) -> object:
    """Everything an edit can change, to compare before and after."""
    return (
        library.articles(),
        library.annotations(),
        [(row.id, row.is_read, row.is_starred, row.mark_count) for row in library.list_posts().rows],
    )


def mark(library: Library, post: Post, words: str = "both ferries", **more: object) -> AddAnnotation:
    start = post.text.index(words)
    return AddAnnotation(library.new_annotation(post, start, start + len(words), **more))  # type: ignore[arg-type]


def test_a_mark_is_there_with_its_words_and_its_context(library: Library, post: Post) -> None:
    changes = library.apply(mark(library, post, note="look again", tags=("boats",)))
    (kept,) = library.annotations()
    assert kept.quote == "both ferries" == post.text[kept.start : kept.end]
    assert post.text[: kept.start].endswith(kept.prefix)
    assert kept.prefix
    assert (kept.note, kept.tags) == ("look again", ("boats",))
    assert changes.added[Kind.ANNOTATION] == {kept.id}


def test_a_note_can_be_searched_once_the_index_has_seen_it(library: Library, post: Post) -> None:
    library.apply(mark(library, post, note="xylophone"))
    library.update_index()
    assert [row.id for row in library.list_posts("xylophone").rows] == [post.id]


def edits(library: Library, post: Post) -> list[Edit]:
    added = mark(library, post)
    ids = frozenset({post.id})
    return [
        added,
        EditGroup((added, SetStarred(ids, True), SetRead(ids, True))),
        SetRead(ids, True),
        SetStarred(ids, True),
        RemoveArticle(post.article_id),
    ]


@pytest.mark.parametrize("number", range(5))
def test_an_edit_and_its_inverse_leave_everything_as_it_was(library: Library, post: Post, number: int) -> None:
    before = state(library)
    changes = library.apply(edits(library, post)[number])
    assert changes.undo is not None
    after = state(library)
    assert after != before
    redo = library.apply(changes.undo)
    assert state(library) == before
    assert redo.undo is not None
    library.apply(redo.undo)
    assert state(library) == after


def test_changing_and_removing_a_mark_can_be_undone(library: Library, post: Post) -> None:
    library.apply(mark(library, post))
    (kept,) = library.annotations()
    changed = library.apply(ChangeAnnotation(replace(kept, note="other", colour=Colour.GREEN)))
    assert library.annotations()[0].note == "other"
    removed = library.apply(RemoveAnnotation(kept.id))
    assert library.annotations() == ()
    assert removed.undo is not None
    assert changed.undo is not None
    library.apply(removed.undo)
    library.apply(changed.undo)
    assert library.annotations() == (kept,)


def test_what_changes_nothing_leaves_nothing_to_undo(library: Library, post: Post) -> None:
    assert not library.apply(SetRead(frozenset({post.id}), False))
    assert not library.apply(RemoveAnnotation(AnnotationId("gone")))
    assert not library.apply(SetStarred(frozenset({PostId("gone")}), True))


def test_shelves_follow_the_edits(library: Library, post: Post) -> None:
    ids = frozenset({post.id})
    library.apply(EditGroup((mark(library, post), SetStarred(ids, True), SetRead(ids, True))))
    shelves = library.counts().shelves
    assert (shelves[Shelf.STARRED], shelves[Shelf.MARKED], shelves[Shelf.UNREAD]) == (1, 1, 0)
    assert [row.id for row in library.list_posts(filter=Filter(shelf=Shelf.MARKED)).rows] == [post.id]


def test_a_removed_article_is_neither_listed_nor_found_until_it_is_restored(library: Library, post: Post) -> None:
    changes = library.apply(RemoveArticle(post.article_id))
    library.update_index()
    assert library.list_posts().rows == () == library.list_posts("ferries").rows
    assert changes.undo is not None
    library.apply(changes.undo)
    library.update_index()
    assert len(library.list_posts("ferries").rows) == 1


def test_edits_on_posts_of_a_removed_article_do_nothing(library: Library, post: Post) -> None:
    library.apply(mark(library, post))
    (kept,) = library.annotations()
    removed = library.apply(RemoveArticle(post.article_id))
    ids = frozenset({post.id})
    for edit in (
        mark(library, post, "silted up"),
        ChangeAnnotation(replace(kept, note="other")),
        RemoveAnnotation(kept.id),
        SetRead(ids, True),
        SetStarred(ids, True),
    ):
        assert not library.apply(edit)
    library.update_index()
    assert library.list_posts("ferries").rows == ()
    assert removed.undo is not None
    library.apply(removed.undo)
    assert library.annotations() == (kept,)
    (row,) = library.list_posts().rows
    assert (row.is_read, row.is_starred, row.mark_count) == (False, False, 1)


def test_importing_a_removed_article_again_brings_it_back(library: Library, post: Post, article_file: Path) -> None:
    library.apply(RemoveArticle(post.article_id))
    report = library.import_sources([str(article_file)])
    assert report.changes.added[Kind.ARTICLE] == {post.article_id}
    assert [row.id for row in library.list_posts("ferries").rows] == [post.id]


def test_search_is_kept_renamed_and_given_up_and_each_can_be_taken_back(library):
    search = new_search("Ferries", "ferries", Filter(shelf=Shelf.UNREAD), Order.RELEVANCE, datetime.now(UTC))
    kept = library.apply(KeepSearch(search))
    renamed = library.apply(KeepSearch(search.renamed("Boats")))
    assert [each.name for each in library.saved_searches()] == ["Boats"]
    library.apply(renamed.undo)
    assert library.saved_searches() == (search,)
    gone = library.apply(RemoveSearch(search.id))
    assert library.saved_searches() == ()
    library.apply(gone.undo)
    assert library.saved_searches() == (search,)
    library.apply(kept.undo)
    assert library.saved_searches() == ()
    assert not library.apply(RemoveSearch(search.id))
