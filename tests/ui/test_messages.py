"""What the reader is told, in words."""

import dataclasses
from pathlib import Path

from desktop.domain.changes import Changes, Kind, SetRead
from desktop.domain.errors import CannotRead
from desktop.domain.ids import PostId
from desktop.domain.posts import PostKind
from desktop.domain.repairs import (
    ConfirmCut,
    JoinPosts,
    RetimePost,
    RetitlePost,
    SetBackground,
    SetKind,
    SplitPost,
    TakeBackRepairs,
)
from desktop.domain.reports import NO_DAY, ImportItem, ImportReport, ItemStatus, PostCounts, Problem
from desktop.domain.times import UNKNOWN_TIME
from desktop.ui import messages
from desktop.ui.messages import MessageKind

ADDED = ImportItem("a.txt", "text", ItemStatus.ADDED, title="A storm", posts=PostCounts(added=12))
CHANGED = ImportItem("a.txt", "text", ItemStatus.UPDATED, title="A storm", posts=PostCounts(added=2, changed=1))
FAILED = ImportItem(
    "b.bin", None, ItemStatus.FAILED, error=Problem("cannot-read", "b.bin is no page.", "Save it again.")
)


def test_an_error_of_the_world_is_told_with_its_remedy():
    told = messages.of_error(CannotRead("The file x is not there.", "Check its name."))
    assert (told.kind, told.text, told.hint) == (MessageKind.ERROR, "The file x is not there.", "Check its name.")


def test_a_fault_of_the_program_says_that_nothing_is_lost():
    told = messages.of_error(ZeroDivisionError())
    assert "ZeroDivisionError" in told.text
    assert "Nothing that was saved is lost" in told.hint


def test_one_article_is_told_by_its_title():
    assert messages.of_import(ImportReport((ADDED,), 1.0)).text == "“A storm” was added with 12 posts."
    assert messages.of_import(ImportReport((CHANGED,), 1.0)).text == "“A storm” was updated: 2 new, 1 changed."


def test_one_failure_is_an_error_with_its_file_and_remedy():
    told = messages.of_import(ImportReport((FAILED,), 1.0))
    assert (told.kind, told.text, told.hint) == (MessageKind.ERROR, "b.bin is no page.", "Save it again.")


def test_several_are_counted_and_the_first_failure_is_named():
    told = messages.of_import(ImportReport((ADDED, CHANGED, FAILED), 1.0))
    assert told.kind is MessageKind.WARNING
    assert told.text == "Import finished: 1 added, 1 updated, 1 failed."
    assert "b.bin" in told.hint
    assert len(told.details) == 3


def test_a_stopped_import_says_so():
    assert messages.of_import(ImportReport((ADDED, ADDED), 1.0, was_cancelled=True)).text.startswith("Import stopped.")


def test_an_export_says_how_much_and_where():
    assert messages.of_export(Path("/x/posts.md"), 1, 2).text == "1 post with 2 marks written to /x/posts.md."


def test_every_repair_is_told_and_offers_the_way_back() -> None:
    post, done = PostId("p"), Changes(changed={Kind.REPAIR: frozenset({"r"})})
    repairs = (
        SplitPost(post, 3),
        JoinPosts(post),
        ConfirmCut(post),
        RetitlePost(post, "T"),
        RetimePost(post, UNKNOWN_TIME),
        SetKind(frozenset({post}), PostKind.NOTICE),
        SetBackground(post, 0, 1, True),
        TakeBackRepairs(frozenset({post})),
    )
    told = [messages.of_repair(edit, done) for edit in repairs]
    assert len({each.text for each in told if each is not None}) == len(repairs)
    assert {each.action for each in told if each is not None} == {"undo-edit"}
    nothing = [messages.of_repair(edit, Changes()) for edit in repairs]
    assert [each.action for each in nothing if each is not None] == ["", ""]
    assert messages.of_repair(SetRead(frozenset({post}), True), done) is None


def test_page_that_came_again_tells_of_repairs_that_wait() -> None:
    entry = ImportItem("dam.txt", "text", ItemStatus.UPDATED, warnings=("One of your repairs has no place.",))
    assert messages.of_import(ImportReport((entry,), 0.1)).hint == "One of your repairs has no place."


def test_a_page_that_comes_without_its_day_says_what_can_be_done() -> None:
    undated = dataclasses.replace(ADDED, warnings=("A picture was not found.", NO_DAY))
    assert messages.of_import(ImportReport((undated,), 1.0)).hint == NO_DAY
    assert messages.of_import(ImportReport((ADDED,), 1.0)).hint == ""
