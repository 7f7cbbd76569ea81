"""Importing a page again: posts keep their ids and their marks, vanished ones stay, returned ones are welcome."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.annotations import AnchorState
from desktop.domain.changes import AddAnnotation, ChangeAnnotation, RemoveAnnotation, SetRead
from desktop.domain.reports import ImportItem, ItemStatus
from desktop.library.library import Library

POSTS = {
    "11:40": ("Third gate opened", "The crew opened the third gate at noon, and the water fell by ten centimetres."),
    "10:20": (
        "Mayor speaks",
        "Mayor Clara Benton asked the old quarter to leave by night. “Take your papers,” she said.",
    ),
    "9:05": ("Water rises", "The river rose by half a metre during the night and stands at the edge of the wall."),
}


def page(posts: dict[str, tuple[str, str]]) -> str:
    parts = [f"{clock} a.m. ET, March 5, 2022\n\n{title}\n\n{text}" for clock, (title, text) in posts.items()]
    return "\n\n".join([*parts, "Source: https://www.example.org/live/2022-03-05/dam"]) + "\n"


@pytest.fixture
def save(library: Library, tmp_path: Path):
    def save_page(posts: dict[str, tuple[str, str]]) -> ImportItem:
        file = tmp_path / "dam.txt"
        file.write_text(page(posts), encoding="utf-8")
        (item,) = library.import_sources([str(file)]).items
        return item

    return save_page


def titles(library: Library) -> list[str | None]:
    return [post.title for post in library.posts_of()]


def test_a_newer_page_adds_its_post_and_leaves_the_others_alone(library: Library, save) -> None:
    older = {clock: POSTS[clock] for clock in ("10:20", "9:05")}
    save(older)
    before = {post.title: post.id for post in library.posts_of()}
    library.apply(SetRead(frozenset(before.values()), True))
    item = save(POSTS)
    assert item.status is ItemStatus.UPDATED
    assert (item.posts.added, item.posts.changed, item.posts.removed, item.posts.unchanged) == (1, 0, 0, 2)
    after = {post.title: post.id for post in library.posts_of()}
    assert {title: after[title] for title in before} == before
    assert [row.is_read for row in library.list_posts().rows] == [True, True, False]


def test_the_same_page_brings_the_dates_that_posts_lack(library: Library, save) -> None:
    dated = {"11:40": ("Third gate opened", "The crew opened the third gate on Friday.")}
    save(dated)
    (post,) = library.posts_of()
    assert [each.text for each in post.dates] == ["Friday"]
    with closing(sqlite3.connect(library.folder / "library.sqlite3")) as database, database:
        database.execute("DELETE FROM dates")
    assert library.post(post.id).dates == ()
    item = save(dated)
    assert item.status is ItemStatus.UNCHANGED
    assert library.posts_of() == (post,)


def test_a_mark_stays_on_its_words_when_the_text_before_them_grows(library: Library, save) -> None:
    save(POSTS)
    post = next(post for post in library.posts_of() if post.title == "Mayor speaks")
    start = post.text.index("Take your papers")
    library.apply(AddAnnotation(library.new_annotation(post, start, start + len("Take your papers"))))
    longer = dict(POSTS)
    longer["10:20"] = ("Mayor speaks", "Shortly before ten, " + POSTS["10:20"][1])
    assert save(longer).posts.changed == 1
    (kept,) = library.annotations()
    changed = library.posts([kept.post_id])[0]
    assert kept.state is AnchorState.ANCHORED
    assert changed.text[kept.start : kept.end] == "Take your papers" == kept.quote
    assert (changed.id, changed.revision) == (post.id, 2)


def test_a_mark_whose_words_are_gone_needs_review_and_is_not_moved(library: Library, save) -> None:
    save(POSTS)
    post = next(post for post in library.posts_of() if post.title == "Mayor speaks")
    start = post.text.index("Take your papers")
    library.apply(AddAnnotation(library.new_annotation(post, start, start + len("Take your papers"))))
    shorter = dict(POSTS)
    shorter["10:20"] = ("Mayor speaks", "Mayor Clara Benton asked the old quarter to leave by night.")
    save(shorter)
    (kept,) = library.annotations()
    assert (kept.state, kept.quote, kept.post_id) == (AnchorState.NEEDS_REVIEW, "Take your papers", post.id)


def test_a_post_that_vanished_is_kept_and_marked_and_may_come_back(library: Library, save) -> None:
    save(POSTS)
    before = {post.title: post.id for post in library.posts_of()}
    assert save({clock: POSTS[clock] for clock in ("11:40", "9:05")}).posts.removed == 1
    gone = [row.headline for row in library.list_posts().rows if row.is_gone]
    assert gone == ["Mayor speaks"]
    assert save({clock: POSTS[clock] for clock in ("11:40", "9:05")}).status is ItemStatus.UNCHANGED
    item = save(POSTS)
    assert (item.status, item.posts.added, item.posts.removed) == (ItemStatus.UPDATED, 1, 0)
    assert {post.title: post.id for post in library.posts_of()} == before
    assert not any(row.is_gone for row in library.list_posts().rows)


def test_a_mark_on_a_vanished_post_stays_on_it(library: Library, save) -> None:
    save(POSTS)
    post = next(post for post in library.posts_of() if post.title == "Mayor speaks")
    library.apply(AddAnnotation(library.new_annotation(post, 0, 15)))
    before = library.annotations()
    save({clock: POSTS[clock] for clock in ("11:40", "9:05")})
    assert library.annotations() == before


def test_what_changed_is_told_post_by_post(library: Library, save) -> None:
    save({clock: POSTS[clock] for clock in ("10:20", "9:05")})
    edited = dict(POSTS)
    edited["9:05"] = ("Water rises", POSTS["9:05"][1].replace("half a metre", "a whole metre"))
    item = save(edited)
    assert item.article_id is not None
    changes = library.version_changes(item.article_id)
    assert changes is not None
    (changed,) = changes.changed
    assert "half a metre" in changed.old_text
    assert "a whole metre" in changed.new_text
    assert (len(changes.added), len(changes.removed), changes.from_version, changes.to_version) == (1, 0, 1, 2)


def test_a_mark_stands_on_its_words_when_its_post_comes_back_edited(library: Library, save) -> None:
    save(POSTS)
    post = next(post for post in library.posts_of() if post.title == "Mayor speaks")
    start = post.text.index("Take your papers")
    library.apply(AddAnnotation(library.new_annotation(post, start, start + len("Take your papers"))))
    save({clock: POSTS[clock] for clock in ("11:40", "9:05")})
    edited = dict(POSTS)
    edited["10:20"] = ("Mayor speaks", "Shortly before ten, " + POSTS["10:20"][1])
    save(edited)
    (kept,) = library.annotations()
    assert library.posts([kept.post_id])[0].text[kept.start : kept.end] == "Take your papers"


def test_a_mark_brought_back_after_an_import_stands_on_its_words(library: Library, save) -> None:
    save(POSTS)
    post = next(post for post in library.posts_of() if post.title == "Mayor speaks")
    start = post.text.index("Take your papers")
    mark = library.new_annotation(post, start, start + len("Take your papers"))
    library.apply(AddAnnotation(mark))
    removed = library.apply(RemoveAnnotation(mark.id))
    longer = dict(POSTS)
    longer["10:20"] = ("Mayor speaks", "Shortly before ten, " + POSTS["10:20"][1])
    save(longer)
    assert removed.undo is not None
    library.apply(removed.undo)
    (kept,) = library.annotations()
    assert library.posts([kept.post_id])[0].text[kept.start : kept.end] == "Take your papers"


def test_a_note_written_during_an_import_leaves_the_mark_where_the_import_put_it(library: Library, save) -> None:
    save(POSTS)
    post = next(post for post in library.posts_of() if post.title == "Mayor speaks")
    start = post.text.index("Take your papers")
    mark = library.new_annotation(post, start, start + len("Take your papers"))
    library.apply(AddAnnotation(mark))
    longer = dict(POSTS)
    longer["10:20"] = ("Mayor speaks", "Shortly before ten, " + POSTS["10:20"][1])
    save(longer)
    library.apply(ChangeAnnotation(replace(mark, note="for the report")))
    (kept,) = library.annotations()
    assert kept.note == "for the report"
    assert library.posts([kept.post_id])[0].text[kept.start : kept.end] == "Take your papers"


def test_an_error_page_at_the_address_of_a_live_page_replaces_nothing(library: Library, save) -> None:
    save(POSTS)
    before = library.posts_of()
    item = save({"11:55": ("Sorry", "This page could not be shown. Try again later.")})
    assert item.status is ItemStatus.SKIPPED
    assert library.posts_of() == before


def test_a_page_saved_again_without_its_pictures_keeps_those_the_library_has(
    library: Library, repository: Path, tmp_path: Path
) -> None:
    page = repository / "seeds" / "apollo-11" / "apollo-11-landing.html"
    library.import_sources([str(page)])
    before = library.posts_of()
    bare = tmp_path / page.name
    bare.write_bytes(page.read_bytes())
    (item,) = library.import_sources([str(bare)]).items
    assert item.status is ItemStatus.UNCHANGED
    assert library.posts_of() == before
    assert sum(bool(figure.picture) for post in before for figure in post.figures) == 3
