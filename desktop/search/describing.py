"""What a part of a query means, in words for the reader."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from desktop.domain.searching import PartKind
from desktop.search.language import STATES
from desktop.search.querying import (
    EVERYWHERE,
    And,
    Days,
    In,
    Label,
    LabelKind,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Scope,
    Similar,
    State,
    Word,
)

_PLACES: Final = {
    Scope.TITLE: "in the title",
    Scope.BODY: "in the text",
    Scope.CAPTIONS: "in a caption or credit",
    Scope.NOTES: "in your notes",
    Scope.QUOTES: "in what somebody is quoted with",
    Scope.HIGHLIGHTS: "in what you marked",
    Scope.SPEAKERS: "in the name of somebody who is quoted",
    Scope.SOURCE: "in the name or address of the publisher",
    Scope.BYLINES: "in the byline",
    Scope.NAMES: "in a name that the post mentions",
}
_LABELS: Final = {LabelKind.TAG: "tagged", LabelKind.ARTICLE: "of the article", LabelKind.HAS: "with a",
                  LabelKind.KIND: "of the kind", LabelKind.ENTITY: "that mention"}  # fmt: skip
_LAST_DAY = date.max.toordinal()


def described(query: Query, typed: str) -> tuple[PartKind, str]:
    """Say what a part of a query was taken for, and what it means.

    Args:
        query: What was made of it: words or a condition.
        typed: What was typed for it, without the name of a field.
    """
    match query:
        case Phrase(forms, scopes):
            return PartKind.EXACT, f"exactly “{' '.join(forms)}”{_where(scopes)}"
        case Prefix(form, scopes):
            return PartKind.BEGINNING, f"words that begin with “{form}”{_where(scopes)}"
        case Pattern(form, scopes):
            return PartKind.PATTERN, f"words like “{form}”, * for any letters, ? for one{_where(scopes)}"
        case Similar(form, mistakes, scopes):
            count = "one mistake" if mistakes == 1 else f"{mistakes} mistakes"
            return PartKind.SIMILAR, f"“{form}” with up to {count} in spelling{_where(scopes)}"
        case Word(_, scopes, raw):
            return PartKind.WORD, f"“{raw or typed}” in any of its forms{_where(scopes)}"
        case Or(parts) | And(parts):
            return _of_several(parts, typed)
        case Label(kind, value, is_prefix):
            return PartKind.FIELD, f"posts {_LABELS[kind]} {value}{'…' if is_prefix else ''}"
        case Days() | In():
            return PartKind.FIELD, _of_time_or_state(query)
        case Not(In(state)):
            return PartKind.FIELD, "posts not read yet" if state is State.READ else "posts that never changed"
    return PartKind.FIELD, typed


def _of_several(parts: Sequence[Query], typed: str) -> tuple[PartKind, str]:
    """Describe a word that is looked for in several ways: one that is still typed, or one with a hyphen."""
    scopes = next((part.scopes for part in parts if isinstance(part, Word | Phrase | Prefix)), EVERYWHERE)
    if any(isinstance(part, Prefix) for part in parts):
        return PartKind.BEGINNING, f"“{typed}” or words that begin so{_where(scopes)}"
    return PartKind.WORD, f"“{typed}”, joined or apart{_where(scopes)}"


def _of_time_or_state(query: Days | In) -> str:
    if isinstance(query, Days):
        return f"posts {_between(query.first, query.last)}"
    if query.days is not None:
        first, last = (day.toordinal() for day in query.days)
        return f"posts whose words changed {_between(first, last)}"
    if query.state is State.READ:
        return "posts that you have read"
    return f"posts that are {next(name for name, (state, _) in STATES.items() if state is query.state)}"


def _between(first: int | None, last: int | None) -> str:
    begin = _day(first) if first is not None and first > 1 else ""
    end = _day(last) if last is not None and last < _LAST_DAY else ""
    if begin == end:
        return f"on {begin}" if begin else "of any day"
    if begin and end:
        return f"from {begin} to {end}"
    return f"from {begin} on" if begin else f"up to {end}"


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _where(scopes: Sequence[Scope]) -> str:
    return "" if tuple(scopes) == EVERYWHERE else f", {' or '.join(_PLACES[scope] for scope in scopes)}"
