"""Repairs: the reader draws other lines between the same words, and everything goes along with the words."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.annotations import AnchorState
from desktop.domain.changes import AddAnnotation, Changes, Edit, Kind, SetRead, SetStarred
from desktop.domain.entities import Entity, EntityKind, Findings, Mention, Role
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.posts import ParagraphKind, Post, PostKind
from desktop.domain.repairs import (
    BeginPost,
    ConfirmCut,
    JoinPosts,
    RetimePost,
    RetitlePost,
    SetBackground,
    SetKind,
    SplitPost,
    TakeBackRepairs,
)
from desktop.domain.reports import ImportItem
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.library.library import Library

GATE = (
    "The crew opened the third gate at noon, and the water fell by ten centimetres.",
    "Engineer Ida Strand said that a fourth gate would follow before dark.",
)
FERRY = (
    "Both ferries stay in port until the wind drops, harbour master Ruth Calder said.",
    "Two hundred passengers were looked after in the town hall of Torvik.",
)
MAYOR = ("Mayor Clara Benton asked the old quarter to leave by night. “Take your papers,” she said.",)
WATER = ("The river rose by half a metre during the night and stands at the edge of the wall.",)
POSTS = {
    "11:40": ("Third gate opened", (*GATE, *FERRY)),
    "10:20": ("Mayor speaks", MAYOR),
    "9:05": ("Water rises", WATER),
}
Shape = dict[str, tuple[str, tuple[str, ...]]]


def page(posts: Shape) -> str:
    parts = [f"{c} a.m. ET, March 5, 2022\n\n{title}\n\n" + "\n\n".join(body) for c, (title, body) in posts.items()]
    return "\n\n".join([*parts, "Source: https://www.example.org/live/2022-03-05/dam"]) + "\n"


def bring_in(library: Library, folder: Path, posts: Shape = POSTS) -> ImportItem:
    file = folder / "dam.txt"
    file.write_text(page(posts), encoding="utf-8")
    (item,) = library.import_sources([str(file)]).items
    return item


@pytest.fixture
def article(library: Library, tmp_path: Path) -> ArticleId:
    item = bring_in(library, tmp_path)
    assert item.article_id is not None
    return item.article_id


def on_page(library: Library) -> tuple[Post, ...]:
    (article,) = library.articles()
    shown = {row.id for row in library.list_posts().rows if not row.is_gone}
    return tuple(sorted((p for p in library.posts_of(article.id) if p.id in shown), key=lambda p: p.ordinal))


def post_with(library: Library, words: str) -> Post:
    return next(post for post in on_page(library) if words in post.text)


def cut_at(library: Library, words: str) -> Changes:
    post = post_with(library, words)
    return library.apply(SplitPost(post.id, post.text.index(words)))


def undo(library: Library, changes: Changes) -> Changes:
    assert changes.undo is not None
    return library.apply(changes.undo)


def mark(library: Library, words: str) -> None:
    post = post_with(library, words)
    start = post.text.index(words)
    library.apply(AddAnnotation(library.new_annotation(post, start, start + len(words), note=words[:9])))


def bodies(library: Library) -> list[list[str]]:
    return [post.text.split("\n\n") for post in on_page(library)]


def state(library: Library) -> object:
    """Everything that a repair can touch."""
    rows = {row.id: row for row in library.list_posts().rows}
    posts = on_page(library)
    return (
        posts,
        rows,
        library.articles(),
        library.annotations(),
        sorted(library.mentions([post.id for post in posts]), key=repr),
        library.entities(),
    )


# ---- splitting and joining


def test_a_post_is_cut_in_two_at_a_paragraph(library: Library, article: ArticleId) -> None:
    whole = post_with(library, FERRY[0])
    changes = cut_at(library, FERRY[0])
    assert bodies(library) == [[*GATE], [*FERRY], [*MAYOR], [*WATER]]
    upper, lower = on_page(library)[:2]
    assert (upper.id, upper.title, upper.time) == (whole.id, whole.title, whole.time)
    assert lower.title is None
    assert changes.added[Kind.POST] == {lower.id}
    assert library.articles()[0].post_count == 4
    assert library.check().problems == ()


def test_what_is_cut_off_never_gets_an_invented_minute(library: Library, article: ArticleId) -> None:
    cut_at(library, FERRY[0])
    upper, lower, mayor = on_page(library)[:3]
    assert lower.time.precision is Precision.INTERVAL
    assert (lower.time.earliest, lower.time.latest) == (mayor.time.earliest, upper.time.latest)
    assert [row.id for row in library.list_posts().rows][1:] == [mayor.id, lower.id, upper.id]


def test_a_post_is_cut_inside_a_paragraph_and_joined_without_a_trace(library: Library, article: ArticleId) -> None:
    before = state(library)
    cut_at(library, "“Take your papers,”")
    assert MAYOR[0] == " ".join(body for post in bodies(library)[1:3] for body in post)
    library.apply(JoinPosts(post_with(library, "Mayor Clara").id))
    assert state(library) == before
    assert library.repairs(article) == ()


def test_posts_that_were_joined_are_cut_again_without_a_trace(library: Library, article: ArticleId) -> None:
    before = state(library)
    mayor = post_with(library, MAYOR[0])
    changes = library.apply(JoinPosts(mayor.id))
    assert changes.successors == {PostId(next(iter(changes.removed[Kind.POST]))): mayor.id}
    assert bodies(library)[1] == [*MAYOR, "Water rises", *WATER]
    cut_at(library, "Water rises")
    assert state(library) == before
    assert library.repairs(article) == ()


def test_a_heading_at_the_cut_becomes_the_title(library: Library, article: ArticleId) -> None:
    library.apply(JoinPosts(post_with(library, GATE[0]).id))
    library.apply(JoinPosts(post_with(library, GATE[0]).id))
    assert len(on_page(library)) == 1
    cut_at(library, "Water rises")
    assert [post.title for post in on_page(library)] == ["Third gate opened", "Water rises"]


def test_nothing_is_cut_at_the_edges_of_a_post(library: Library, article: ArticleId) -> None:
    post = post_with(library, MAYOR[0])
    assert not library.apply(SplitPost(post.id, 0))
    assert not library.apply(SplitPost(post.id, len(post.text)))
    assert not library.apply(JoinPosts(on_page(library)[-1].id))
    assert not library.apply(SplitPost(PostId("gone"), 3))


def test_marks_names_and_roles_go_along_with_their_words(library: Library, article: ArticleId) -> None:
    whole = post_with(library, FERRY[0])
    ruth = Entity(EntityId("ruth"), EntityKind.PERSON, "Ruth Calder", (), (Role("harbour master", whole.id),))
    start = FERRY[0].index("Ruth Calder")
    named = Mention(whole.id, ruth.id, 2, start, start + len("Ruth Calder"), "Ruth Calder")
    library._store.save_findings(article, Findings("finder", (ruth,), (named,)))
    mark(library, "until the wind drops")
    before = state(library)
    changes = cut_at(library, FERRY[0])
    lower = post_with(library, FERRY[0])
    assert library.mentions([lower.id]) == (replace(named, post_id=lower.id, paragraph=0),)
    assert library.entities(article)[0].roles == (Role("harbour master", lower.id),)
    (kept,) = library.annotations()
    assert (kept.post_id, lower.text[kept.start : kept.end]) == (lower.id, "until the wind drops")
    assert library.check().problems == ()
    undo(library, changes)
    assert state(library) == before


def test_a_mark_across_the_cut_waits_and_comes_back(library: Library, article: ArticleId) -> None:
    words = "before dark.\n\nBoth ferries"
    mark(library, words)
    (before,) = library.annotations()
    changes = cut_at(library, FERRY[0])
    (cut,) = library.annotations()
    assert (cut.state, cut.quote) == (AnchorState.NEEDS_REVIEW, words)
    assert cut.post_id == post_with(library, GATE[0]).id
    undo(library, changes)
    assert library.annotations() == (before,)


def test_both_halves_are_read_and_starred_as_the_whole_was(library: Library, article: ArticleId) -> None:
    whole = frozenset({post_with(library, GATE[0]).id})
    library.apply(SetRead(whole, True))
    library.apply(SetStarred(whole, True))
    cut_at(library, FERRY[0])
    rows = {row.id: row for row in library.list_posts().rows}
    halves = [rows[post.id] for post in on_page(library)[:2]]
    assert [(row.is_read, row.is_starred) for row in halves] == [(True, True), (True, True)]


def test_joined_posts_are_unread_if_one_was_and_starred_if_one_was(library: Library, article: ArticleId) -> None:
    gate, mayor, _ = on_page(library)
    library.apply(SetRead(frozenset({gate.id}), True))
    library.apply(SetStarred(frozenset({mayor.id}), True))
    before = state(library)
    changes = library.apply(JoinPosts(gate.id))
    (joined,) = [row for row in library.list_posts().rows if row.id == gate.id]
    assert (joined.is_read, joined.is_starred) == (False, True)
    undo(library, changes)
    assert state(library) == before


def test_the_search_follows(library: Library, article: ArticleId) -> None:
    changes = cut_at(library, FERRY[0])
    library.update_index()
    assert [row.id for row in library.list_posts("harbour master").rows] == [post_with(library, FERRY[0]).id]
    undo(library, changes)
    library.update_index()
    assert [row.id for row in library.list_posts("harbour master").rows] == [post_with(library, GATE[0]).id]


# ---- title, time, part


def test_title_time_and_part_are_given_and_taken_back(library: Library, article: ArticleId) -> None:
    before = state(library)
    post = post_with(library, MAYOR[0])
    at = datetime(2022, 3, 5, 15, 30, tzinfo=UTC)
    time = When(at, at, Precision.MINUTE, ("set by you",))
    for edit in (RetitlePost(post.id, "  Leave  by night "), RetimePost(post.id, time)):
        library.apply(edit)
    library.apply(SetKind(frozenset({post.id}), PostKind.NOTICE))
    now = post_with(library, MAYOR[0])
    assert (now.title, now.time, now.kind) == ("Leave by night", time, PostKind.NOTICE)
    assert now.order_key == at.timestamp()
    library.update_index()
    assert [row.id for row in library.list_posts('title:"leave by night"').rows] == [post.id]
    library.apply(TakeBackRepairs(frozenset({post.id})))
    assert state(library) == before


def test_a_second_title_takes_the_place_of_the_first(library: Library, article: ArticleId) -> None:
    post = post_with(library, MAYOR[0])
    library.apply(RetitlePost(post.id, "One"))
    second = library.apply(RetitlePost(post.id, "Two"))
    assert len(library.repairs(article)) == 1
    undo(library, second)
    assert post_with(library, MAYOR[0]).title == "One"
    assert not library.apply(RetitlePost(post.id, "One"))


def test_a_time_that_is_not_known_puts_the_post_where_the_page_has_it(library: Library, article: ArticleId) -> None:
    mayor = post_with(library, MAYOR[0])
    library.apply(RetimePost(mayor.id, UNKNOWN_TIME))
    assert post_with(library, MAYOR[0]).time == UNKNOWN_TIME
    assert [row.id for row in library.list_posts().rows][1] == mayor.id


def test_paragraphs_become_background_and_text_again(library: Library, article: ArticleId) -> None:
    post = post_with(library, GATE[0])
    start = post.text.index(GATE[1])
    changes = library.apply(SetBackground(post.id, start, start + 3, True))
    kinds = [paragraph.kind for paragraph in post_with(library, GATE[0]).paragraphs]
    assert kinds == [ParagraphKind.TEXT, ParagraphKind.BACKGROUND, ParagraphKind.TEXT, ParagraphKind.TEXT]
    undo(library, changes)
    assert post_with(library, GATE[0]) == post


def test_a_cut_that_is_confirmed_is_no_longer_doubtful(library: Library, article: ArticleId) -> None:
    library._store._connection.write("UPDATE posts SET confidence = 0.5, reason = 'a guess' WHERE ordinal = 1")
    mayor = post_with(library, MAYOR[0])
    assert [row.id for row in library.list_posts().rows if row.is_doubtful] == [mayor.id]
    changes = library.apply(ConfirmCut(mayor.id))
    assert not any(row.is_doubtful for row in library.list_posts().rows)
    assert not library.apply(ConfirmCut(mayor.id))
    undo(library, changes)
    assert post_with(library, MAYOR[0]) == mayor


# ---- the page comes again


def test_repairs_are_carried_out_again_on_a_newer_version(library: Library, article: ArticleId, tmp_path: Path) -> None:
    cut_at(library, FERRY[0])
    ferry = post_with(library, FERRY[0])
    library.apply(RetitlePost(ferry.id, "Ferries stay"))
    library.apply(JoinPosts(post_with(library, MAYOR[0]).id))
    mark(library, "until the wind drops")
    library.apply(SetStarred(frozenset({ferry.id}), True))
    newer: Shape = {"12:05": ("Rain ends", ("The rain over the valley ended shortly after noon.",)), **POSTS}
    newer["11:40"] = ("Third gate opened", (GATE[0].replace("ten", "twenty"), GATE[1], *FERRY))
    item = bring_in(library, tmp_path, newer)
    assert (item.posts.added, item.posts.changed, item.posts.removed, item.posts.unchanged) == (1, 1, 0, 2)
    assert [post.title for post in on_page(library)] == [
        "Rain ends",
        "Third gate opened",
        "Ferries stay",
        "Mayor speaks",
    ]
    assert post_with(library, FERRY[0]).id == ferry.id
    (kept,) = library.annotations()
    assert (kept.post_id, kept.state, kept.quote) == (ferry.id, AnchorState.ANCHORED, "until the wind drops")
    assert [row.id for row in library.list_posts().rows if row.is_starred] == [ferry.id]
    assert all(not each.is_waiting for each in library.repairs(article))
    assert library.check().problems == ()


def test_the_same_page_again_changes_nothing(library: Library, article: ArticleId, tmp_path: Path) -> None:
    cut_at(library, FERRY[0])
    before = state(library)
    assert bring_in(library, tmp_path).status.value == "unchanged"
    assert state(library) == before


def test_a_repair_is_taken_back_after_the_page_came_again(library: Library, article: ArticleId, tmp_path: Path) -> None:
    changes = cut_at(library, FERRY[0])
    bring_in(library, tmp_path, POSTS | {"8:00": ("Night falls", ("The night was quiet on the whole coast.",))})
    undo(library, changes)
    assert bodies(library)[0] == [*GATE, *FERRY]
    assert library.check().problems == ()


def test_a_repair_without_its_place_waits_and_is_told(library: Library, article: ArticleId, tmp_path: Path) -> None:
    cut_at(library, FERRY[0])
    item = bring_in(library, tmp_path, POSTS | {"11:40": ("Third gate opened", GATE)})
    assert any("repair" in warning for warning in item.warnings)
    assert [each.is_waiting for each in library.repairs(article)] == [True]
    bring_in(library, tmp_path)
    assert [each.is_waiting for each in library.repairs(article)] == [False]
    assert [*FERRY] in bodies(library)


def test_a_cut_that_the_page_now_makes_itself_keeps_the_post(
    library: Library, article: ArticleId, tmp_path: Path
) -> None:
    cut_at(library, FERRY[0])
    ferry = post_with(library, FERRY[0])
    newer: Shape = {"11:40": ("Third gate opened", GATE), "11:00": ("Ferries stay", FERRY)}
    bring_in(library, tmp_path, newer | {c: POSTS[c] for c in ("10:20", "9:05")})
    after = post_with(library, FERRY[0])
    assert (after.id, after.title) == (ferry.id, "Ferries stay")
    library.apply(TakeBackRepairs(frozenset({after.id})))
    assert post_with(library, FERRY[0]).id == after.id
    assert library.check().problems == ()


# ---- any sequence

steps = st.lists(
    st.tuples(
        st.sampled_from(["split", "join", "title", "kind", "background", "mark", "read", "star", "undo", "again"]),
        st.integers(0, 9),
        st.integers(0, 400),
    ),
    max_size=12,
)


def edit_of(library: Library, step: tuple[str, int, int]) -> Edit | None:
    name, number, at = step
    posts = on_page(library)
    post = posts[number % len(posts)]
    start = at % max(1, len(post.text))
    match name:
        case "split":
            return SplitPost(post.id, start)
        case "join":
            return JoinPosts(post.id)
        case "title":
            return RetitlePost(post.id, f"Title {at}" if at % 3 else None)
        case "kind":
            return SetKind(frozenset({post.id}), list(PostKind)[at % len(PostKind)])
        case "background":
            return SetBackground(post.id, start, start + 1, bool(at % 2))
        case "mark":
            end = min(start + 1 + number * 7, len(post.text))
            return AddAnnotation(library.new_annotation(post, start, end)) if post.text[start:end].strip() else None
        case "read":
            return SetRead(frozenset({post.id}), bool(at % 2))
        case "star":
            return SetStarred(frozenset({post.id}), bool(at % 2))
    return None


def page_text(library: Library) -> str:
    """Every word of the page's bodies; titles that the reader gave and that became headings apart."""
    parts = [part.text for post in on_page(library) for part in post.paragraphs]
    return " ".join(part for part in parts if not part.startswith("Title "))


def letters(text: str) -> str:
    """A text without blanks: a cut may fall inside a word, but takes no letter of it."""
    return "".join(text.split())


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_for_any_sequence_no_word_is_lost_and_every_mark_keeps_its_words(
    repository: Path, sequence: list[tuple[str, int, int]]
) -> None:
    with (
        TemporaryDirectory() as name,
        Library.open(Path(name) / "library", resources=repository / "resources") as library,
    ):
        untitled = {clock: ("", body) for clock, (_, body) in POSTS.items()}
        bring_in(library, Path(name), untitled)
        before, marked = state(library), {}
        undoable: list[Edit] = []
        for step in sequence:
            if step[0] == "again":
                bring_in(library, Path(name), untitled)
            changes = library.apply(undoable.pop()) if step[0] == "undo" and undoable else None
            edit = edit_of(library, step)
            if edit is not None:
                changes = library.apply(edit)
                if changes.undo is not None:
                    undoable.append(changes.undo)
                if isinstance(edit, AddAnnotation):
                    marked[edit.annotation.id] = edit.annotation.quote
            assert library.check().problems == ()
            assert letters(page_text(library)) == letters(" ".join(" ".join(body) for _, body in POSTS.values()))
            texts = {post.id: post.text for post in on_page(library)}
            for each in library.annotations():
                assert each.quote == marked[each.id]
                if each.state is AnchorState.ANCHORED:
                    assert texts[each.post_id][each.start : each.end] == each.quote
        while undoable:
            library.apply(undoable.pop())
        assert state(library) == before
        assert library.repairs(library.articles()[0].id) == ()


def test_the_id_of_a_cut_is_the_same_whenever_it_is_made(library: Library, article: ArticleId) -> None:
    first = cut_at(library, FERRY[0])
    made = first.added[Kind.POST]
    undo(library, first)
    assert cut_at(library, FERRY[0]).added[Kind.POST] == made
    (kept,) = library.repairs(article)
    assert isinstance(kept.repair.act, BeginPost)
