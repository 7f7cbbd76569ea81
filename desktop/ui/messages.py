"""Messages: what the window tells the reader, in words.

Knows how an error, an import or an export is put into one sentence and a remedy. Never shows anything: the message bar
does. Why one place: the same thing must be said in the same words wherever it happens.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from desktop.domain.changes import Changes, Edit, Kind
from desktop.domain.errors import ReaderError
from desktop.domain.posts import PostKind
from desktop.domain.repairs import (
    ConfirmCut,
    JoinPosts,
    Repairing,
    RetimePage,
    RetimePost,
    RetitlePost,
    SetBackground,
    SetKind,
    SplitPost,
    SwapRepairs,
    TakeBackRepairs,
)
from desktop.domain.reports import NO_DAY, ImportItem, ImportReport, ImportRun, ItemStatus

STATUS_WORDS = {
    ItemStatus.ADDED: "added",
    ItemStatus.UPDATED: "updated",
    ItemStatus.UNCHANGED: "unchanged",
    ItemStatus.SKIPPED: "left out",
    ItemStatus.FAILED: "failed",
}
MOST_URGENT_FIRST = (
    ItemStatus.FAILED,
    ItemStatus.SKIPPED,
    ItemStatus.UPDATED,
    ItemStatus.ADDED,
    ItemStatus.UNCHANGED,
)
COME_IN_SINCE = "come in since"
USE_SHORTER = "Use the shorter text instead?"


PART_WORDS = {
    PostKind.POST: "a post of its own",
    PostKind.SUMMARY: "key points",
    PostKind.TEASER: "a story elsewhere",
    PostKind.NOTICE: "a notice",
}
_REPAIRED: dict[type, str] = {
    SplitPost: "A new post begins at the cursor.",
    ConfirmCut: "Confirmed: a post does begin here.",
    RetitlePost: "Title changed.",
    RetimePost: "Time changed.",
    RetimePage: "The times of the page were worked out anew.",
    TakeBackRepairs: "Your repairs of it were taken back.",
}
_NOTHING_REPAIRED: dict[type, str] = {
    RetimePage: "The times of the page stay as they are: nothing in it depends on that.",
    JoinPosts: "There is no further post on its page to join it with.",
    TakeBackRepairs: "There is no repair of yours to take back here.",
}


class MessageKind(StrEnum):
    """How urgent a message is: news goes by itself, the others wait until the reader closes them."""

    NEWS = "news"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell the reader.

    Attributes:
        text: What happened, with the file it happened to.
        hint: What the reader can do.
        details: Further lines, shown when asked for.
        action: The id of an action to offer beside the text ("undo-edit"), or "".
        verb: What that action is called here ("Undo").
    """

    kind: MessageKind
    text: str
    hint: str = ""
    details: tuple[str, ...] = ()
    action: str = ""
    verb: str = ""


def of_error(error: Exception) -> Message:
    """Put an error into words: the world's fault with its remedy, ours with where to find the particulars."""
    if isinstance(error, ReaderError):
        return Message(MessageKind.ERROR, error.message, error.hint)
    return Message(
        MessageKind.ERROR,
        f"Something went wrong inside the program ({type(error).__name__}).",
        "Nothing that was saved is lost. The log file holds the particulars.",
    )


def of_earlier_fault(text: str) -> Message:
    """Offer what an earlier run left of a fault, to be read and copied. Nothing is sent anywhere."""
    return Message(
        MessageKind.WARNING,
        "The program failed when it was last open.",
        "Nothing that was saved is lost. The particulars can help whoever mends it.",
        tuple(text.splitlines()),
    )


def of_import(report: ImportReport) -> Message:
    """Say what an import did, and name what failed."""
    failed = [entry for entry in report.items if entry.status is ItemStatus.FAILED]
    shorter = [entry for entry in report.items if entry.is_shorter]
    details = tuple(line_of(entry) for entry in sorted(report.items, key=_urgency))
    action, verb = _way_on(report, bool(failed), bool(shorter))
    if len(report.items) == 1 and failed:
        return replace(_of_single_failure(failed[0]), action=action, verb=verb)
    if shorter and not failed:
        return Message(MessageKind.WARNING, _told_shorter(shorter), _asked_shorter(shorter), details, action, verb)
    text = _summary(report)
    if report.was_cancelled:
        text = f"Import stopped. {text}"
    hint = f"First failure: {line_of(failed[0])}" if failed else _told_of_page(report)
    return Message(MessageKind.WARNING if failed else MessageKind.NEWS, text, hint, details, action, verb)


def of_cut_off(run: ImportRun) -> Message:
    """Offer to go on with an import that the end of an earlier run of the program cut off."""
    return Message(
        MessageKind.WARNING,
        f"The import of {names_in_words(run.names)} was cut off.",
        "What had come in by then is in the library.",
        action="resume-import",
        verb="Go on",
    )


def names_in_words(names: Sequence[str]) -> str:
    """Name what was imported: "storm.html and 3 more"."""
    if not names:
        return "standard input"
    first = names[0] if "://" in names[0] else Path(names[0]).name or names[0]
    return f"“{first}”" + (f" and {len(names) - 1:,} more" if len(names) > 1 else "")


def of_export(path: Path, posts: int, annotations: int, links: int = 0) -> Message:
    """Say what was written, and where."""
    also = f", and {count_of(links, 'link')} without text," if links else ""
    return Message(
        MessageKind.NEWS, f"{count_of(posts, 'post')} with {count_of(annotations, 'mark')}{also} written to {path}."
    )


TAKEN_BACK: Final = Message(MessageKind.NEWS, "Taken back.", action="redo-edit", verb="Redo")
DONE_AGAIN: Final = Message(MessageKind.NEWS, "Done again.", action="undo-edit", verb="Undo")


def of_changes(changes: Changes) -> Message | None:
    """Say what an edit did where the reader may want it back at once; None where it can be seen anyway."""
    if Kind.SEARCH in changes.removed:
        return Message(MessageKind.NEWS, "The search is kept no longer.", "", (), "undo-edit", "Undo")
    removed = changes.removed.get(Kind.ARTICLE, frozenset())
    if not removed:
        return None
    return Message(
        MessageKind.NEWS, f"{count_of(len(removed), 'article')} removed from the library.", "", (), "undo-edit", "Undo"
    )


def of_correction(told: str, changes: Changes) -> Message:
    """Say what became of what the reader said of a name, and offer to take it back."""
    if changes.undo is None:
        return Message(MessageKind.NEWS, "That changes nothing: it is so already.")
    return Message(MessageKind.NEWS, told, "", (), "undo-edit", "Undo")


def of_repair(edit: Edit, changes: Changes) -> Message | None:
    """Say what a repair of the cut did, with the way back; None for any other edit."""
    if not isinstance(edit, Repairing) or isinstance(edit, SwapRepairs):
        return None
    if not changes:
        nothing = _NOTHING_REPAIRED.get(type(edit))
        return Message(MessageKind.NEWS, nothing) if nothing else None
    return Message(MessageKind.NEWS, _told_repair(edit), action="undo-edit", verb="Undo")


def _told_repair(edit: Repairing) -> str:
    match edit:
        case JoinPosts():
            return f"Joined with the post {'above' if edit.upwards else 'below'} it on the page."
        case SetKind():
            return f"{count_of(len(edit.posts), 'post')} marked as {PART_WORDS[edit.kind]}."
        case SetBackground():
            return "Marked as background." if edit.is_background else "No longer marked as background."
        case _:
            return _REPAIRED[type(edit)]


def line_of(entry: ImportItem) -> str:
    """One line of an import report: the article or file, what became of it, and why."""
    if entry.error is not None:
        return _why(entry)
    numbers = _numbers(entry)
    told = f"{_name(entry)}: {STATUS_WORDS[entry.status]}" + (f" ({numbers})" if numbers else "")
    return " ".join((f"{told}.", *entry.warnings)) if entry.warnings else told


def groups_of(report: ImportReport) -> list[tuple[str, list[str]]]:
    """The lines of a report under headings, those that want the reader first."""
    groups: dict[str, list[str]] = {}
    places = sorted(
        range(len(report.items)), key=lambda place: (_urgency(report.items[place]), place in report.settled)
    )
    for place in places:
        word = STATUS_WORDS[report.items[place].status]
        heading = f"{word}, but {COME_IN_SINCE}" if place in report.settled else word
        groups.setdefault(heading, []).append(" ".join(_grouped_line(report.items[place]).split()))
    return [(f"{heading.capitalize()}: {len(lines):,}", lines) for heading, lines in groups.items()]


def _grouped_line(entry: ImportItem) -> str:
    """A line under a heading that says already what became of it."""
    if entry.error is not None:
        return _why(entry)
    told = f"{_name(entry)}: {numbers}" if (numbers := _numbers(entry)) else _name(entry)
    return f"{told}. {' '.join(entry.warnings)}" if entry.warnings else told


def _told_of_page(report: ImportReport) -> str:
    """What the reader should know of the only page that came: a day that it lacks, a repair without its place."""
    if len(report.items) != 1:
        return ""
    entry = report.items[0]
    if entry.status is ItemStatus.ADDED:
        return NO_DAY if NO_DAY in entry.warnings else ""
    return " ".join(entry.warnings) if entry.status is ItemStatus.UPDATED else ""


def _urgency(entry: ImportItem) -> int:
    return MOST_URGENT_FIRST.index(entry.status)


def _name(entry: ImportItem) -> str:
    return entry.title or entry.source


def _numbers(entry: ImportItem) -> str:
    posts = entry.posts
    told = ((posts.added, "new"), (posts.changed, "changed"), (posts.removed, "gone"))
    return ", ".join(f"{count:,} {word}" for count, word in told if count)


def _why(entry: ImportItem) -> str:
    """Why something failed; most reasons name the file themselves."""
    if entry.error is None:
        return entry.source
    reason = f"{entry.error.message} {entry.error.hint}".strip()
    return reason if Path(entry.source).name in entry.error.message else f"{entry.source}: {reason}"


def count_of(count: int, noun: str) -> str:
    """A number with its noun: "1 post", "1,204 posts"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _of_single_failure(entry: ImportItem) -> Message:
    if entry.error is None:
        return Message(MessageKind.ERROR, f"“{entry.source}” could not be imported.")
    return Message(MessageKind.ERROR, entry.error.message, entry.error.hint)


def _way_on(report: ImportReport, has_failed: bool, has_shorter: bool) -> tuple[str, str]:
    """Choose what to offer beside a report: the id of an action, and what it is called here."""
    if report.run_id is None:
        return "", ""
    if report.was_cancelled:
        return "resume-import", "Go on"
    if has_failed:
        return "retry-import", "Try again"
    if has_shorter:
        several = sum(entry.is_shorter for entry in report.items) > 1
        return "use-shorter-text", "Use the shorter texts" if several else "Use the shorter text"
    updated = sum(entry.status is ItemStatus.UPDATED for entry in report.items)
    if updated == 1 and len(report.items) == 1:
        return "show-changes", "Show"
    return ("show-imports", "Show") if updated else ("", "")


def _told_shorter(shorter: Sequence[ImportItem]) -> str:
    if len(shorter) > 1:
        return f"{count_of(len(shorter), 'article')} were left as they are: the new texts are much shorter."
    return f"“{shorter[0].title or shorter[0].source}” was left as it is: the new text is much shorter."


def _asked_shorter(shorter: Sequence[ImportItem]) -> str:
    """Ask whether the shorter text is to be used; for one, say how much shorter it is."""
    if len(shorter) > 1:
        return "Use the shorter texts instead?"
    return " ".join((*shorter[0].warnings, USE_SHORTER))


def _summary(report: ImportReport) -> str:
    if len(report.items) == 1:
        return _told_alone(report.items[0])
    numbers = [(sum(entry.status is status for entry in report.items), word) for status, word in STATUS_WORDS.items()]
    return _sentence([f"{count:,} {word}" for count, word in numbers if count]) or "Nothing to import."


def _told_alone(entry: ImportItem) -> str:
    name = f"“{entry.title or entry.source}”"
    if entry.status is ItemStatus.ADDED:
        return f"{name} was added with {count_of(entry.posts.added, 'post')}."
    if entry.status is ItemStatus.UPDATED:
        return f"{name} was updated: {line_of(entry).partition('(')[2].partition(')')[0] or 'no new posts'}."
    if entry.status is ItemStatus.UNCHANGED:
        return f"{name} is in the library already and has not changed."
    return f"{name} was left out."


def _sentence(parts: Sequence[str]) -> str:
    return f"Import finished: {', '.join(parts)}." if parts else ""
