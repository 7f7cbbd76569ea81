"""What a query means: a small tree of plain values, the same for every evaluator.

Knows nothing of how a query is written and nothing of the index.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scope(StrEnum):
    """The parts of a post in which words are looked for; also the names of the index's fields."""

    TITLE = "title"
    BODY = "body"
    CAPTIONS = "captions"
    NOTES = "notes"
    QUOTES = "quotes"
    SPEAKERS = "speakers"
    SOURCE = "source"
    BYLINES = "bylines"
    HIGHLIGHTS = "highlights"
    NAMES = "names"


EVERYWHERE = (Scope.TITLE, Scope.BODY, Scope.CAPTIONS, Scope.NOTES, Scope.BYLINES)


class LabelKind(StrEnum):
    """What posts are labelled with; also the names of the index's fields."""

    TAG = "tags"
    ARTICLE = "article"
    HAS = "has"
    KIND = "kind"
    ENTITY = "entities"


class State(StrEnum):
    """What is true of a post for a while, or since a day: the database knows it, the index asks."""

    READ = "read"
    STARRED = "starred"
    CHANGED = "changed"
    FRESH = "fresh"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or another word of the same English stem. `raw` is what was typed."""

    form: str
    scopes: tuple[Scope, ...] = EVERYWHERE
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exactly these words, one after the other, in one part of a post."""

    forms: tuple[str, ...]
    scopes: tuple[Scope, ...] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    form: str
    scopes: tuple[Scope, ...] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words of this pattern: `*` stands for any letters or none, `?` for one."""

    form: str
    scopes: tuple[Scope, ...] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Similar:
    """Words that differ from this one by a few mistakes: a letter too many, too few, wrong, or two exchanged."""

    form: str
    mistakes: int = 1
    scopes: tuple[Scope, ...] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Label:
    """Posts with a label, or with one that begins so."""

    kind: LabelKind
    value: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """Posts that may have been published between two days, both included, as ordinal numbers; None: no bound.

    Attributes:
        clock: The two days by the reader's clock, from the first second to the last, since 1970; a post that states no
            more than a day is on that day all the same. None: each post's own clock counts.
    """

    first: int | None
    last: int | None
    clock: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """Posts that may have been published from one instant up to another, which is not included, since 1970."""

    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class In:
    """Posts in a state; of changes perhaps only those that came between two days, both included."""

    state: State
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """All posts."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No post."""


@dataclass(frozen=True, slots=True)
class And:
    """Posts that satisfy every part."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Posts that satisfy at least one part."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Posts that do not satisfy the part."""

    part: "Query"


Wording = Word | Phrase | Prefix | Pattern | Similar
Condition = Label | Days | Moments | In
Query = Wording | Condition | Everything | Nothing | And | Or | Not
States = Callable[[In], Sequence[int]]  # under which numbers the database knows the posts in a state
UNMARKED = frozenset({Scope.SOURCE, Scope.BYLINES})  # what stands there stands in no text that is marked


def no_states(_: In) -> Sequence[int]:
    """For callers whose posts are in no state."""
    return ()


def both(*parts: Query) -> Query:
    """Join queries by AND, without needless nesting."""
    kept = tuple(part for part in parts if not isinstance(part, Everything))
    if not kept:
        return Everything()
    return kept[0] if len(kept) == 1 else And(kept)


def either(*parts: Query) -> Query:
    """Join queries by OR, without needless nesting."""
    return parts[0] if len(parts) == 1 else Or(parts)


def wordings(query: Query) -> Iterator[Wording]:
    """Yield the words that a hit may hold because of the query, in its order; excluded ones are left out."""
    if isinstance(query, Wording):
        if not UNMARKED.issuperset(query.scopes):
            yield query
    elif isinstance(query, And | Or):
        for part in query.parts:
            yield from wordings(part)


def marking_words(query: Query) -> tuple[str, ...]:
    """Return the query's words as `Hits.words` holds them.

    Returns:
        `talk` for a word in any of its English forms, `talk*` for a beginning, `"peace talks"` for exact words,
        `t?lk` and `*lk` for patterns, `talk~1` for words with at most so many mistakes.
    """
    return tuple(dict.fromkeys(_marking_word(wording) for wording in wordings(query)))


def _marking_word(wording: Wording) -> str:
    if isinstance(wording, Phrase):
        return f'"{" ".join(wording.forms)}"'
    if isinstance(wording, Similar):
        return f"{wording.form}~{wording.mistakes}"
    return f"{wording.form}*" if isinstance(wording, Prefix) else wording.form
