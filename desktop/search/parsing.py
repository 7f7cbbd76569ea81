"""What a reader types becomes a query; nothing that can be typed is an error.

Half a query is a state: what cannot be understood yet is taken as plain words, and the explanation says what was taken
how. The language: words (all must be there), "exact words", beginnings*, patterns like w*rd and w?rd, similar~ words,
-without or NOT, OR, AND, parentheses, and the fields of `language`. AND binds more tightly than OR.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from desktop.domain.searching import PartKind, QueryPart
from desktop.search.dates import LATE_DAY, Span, parse_days
from desktop.search.describing import described
from desktop.search.folding import runs
from desktop.search.language import FIELDS, HAS, KINDS, NAME_SCOPES, NO, SCOPES, STATES, YES
from desktop.search.lexing import Lexeme, Sign, lex
from desktop.search.querying import (
    EVERYWHERE,
    And,
    Days,
    Everything,
    In,
    Label,
    LabelKind,
    Not,
    Nothing,
    Or,
    Phrase,
    Query,
    Scope,
    State,
    Wording,
    both,
    either,
    wordings,
)
from desktop.search.wording import adjacent, forms_of, pattern, similar, typed_word

LONGEST_QUERY = 2_000  # characters; a page pasted by mistake is no query
MOST_FORMS = 64
DEEPEST_NESTING = 20

_HAS_ALIASES: Final = {"mark": "highlight", "image": "picture", "photo": "picture", "figure": "picture"}
_LABELLED: Final = {"tag": LabelKind.TAG, "article": LabelKind.ARTICLE}
_DATED: Final = ("on", "before", "after", "changed")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query and what was made of it.

    Attributes:
        explanation: What was taken how, where it was not plain; may be empty.
        is_empty: Whether no word or condition was found in it.
        parts: Every part of the query in order and what it was taken for.
    """

    query: Query
    explanation: str = ""
    is_empty: bool = False
    parts: tuple[QueryPart, ...] = ()


@lru_cache(maxsize=32)  # of one query the window asks several things
def parse(text: str, *, complete: bool = True, today: date = LATE_DAY) -> Parsed:
    """Understand a query.

    Args:
        text: What was typed, of any length and form.
        complete: False while the reader is still typing: the last word then counts as a beginning too.
        today: The day on which it is asked, for "yesterday" and the like.

    Returns:
        The query. If it asks nothing: everything while the reader types, nothing when it is complete.
    """
    lexemes = tuple(lex(text[:LONGEST_QUERY], FIELDS))
    shallow = tuple(_shallow(lexemes))
    parser = _Parser(shallow, complete, today)
    if len(shallow) < len(lexemes):
        parser.notes.append(f"Parentheses nested more than {DEEPEST_NESTING} deep were left out.")
    if len(text) > LONGEST_QUERY:
        parser.notes.append(f"Only the first {LONGEST_QUERY:,} characters were read.")
    query = parser.parse()
    parts = tuple(sorted(parser.parts, key=lambda part: (part.start, part.end)))
    if query is None:
        parser.notes.append("There is no word in it yet." if not complete else "There is no word in it to look for.")
        nothing = Nothing() if complete else Everything()
        return Parsed(nothing, " ".join(dict.fromkeys(parser.notes)), is_empty=True, parts=parts)
    return Parsed(query, " ".join(dict.fromkeys(parser.notes)), parts=parts)


def _shallow(lexemes: Iterable[Lexeme]) -> Iterator[Lexeme]:
    """Yield the signs without parentheses that are nested too deep."""
    depth = 0
    for lexeme in lexemes:
        depth += lexeme.sign is Sign.OPEN
        if depth <= DEEPEST_NESTING or lexeme.sign not in (Sign.OPEN, Sign.CLOSE):
            yield lexeme
        depth -= lexeme.sign is Sign.CLOSE and depth > 0


class _Parser:
    """Reads signs from left to right; a part that says nothing is None and is left out."""

    def __init__(self, lexemes: Sequence[Lexeme], complete: bool, today: date) -> None:
        self.notes: list[str] = []
        self.parts: list[QueryPart] = []
        self._is_plain = False  # whether the part that is read was taken for less than it looks like
        self._today = today
        self._lexemes = lexemes
        self._position = 0
        self._complete = complete
        self._forms_left = MOST_FORMS

    def parse(self) -> Query | None:
        parts = []
        while self._peek() is not None:
            parts.append(self._alternatives())
            if lexeme := self._take(Sign.CLOSE):
                self._leave_out(lexeme, "A closing parenthesis without an opening one was left out.")
        said = [part for part in parts if part is not None]
        return both(*said) if said else None

    def _peek(self) -> Lexeme | None:
        return self._lexemes[self._position] if self._position < len(self._lexemes) else None

    def _take(self, *signs: Sign) -> Lexeme | None:
        lexeme = self._peek()
        if lexeme is None or lexeme.sign not in signs:
            return None
        self._position += 1
        return lexeme

    def _leave_out(self, lexeme: Lexeme, note: str) -> None:
        self.notes.append(note)
        self.parts.append(QueryPart(lexeme.start, lexeme.end, PartKind.LEFT_OUT, note))

    def _record(self, lexeme: Lexeme, kind: PartKind, meaning: str) -> None:
        self.parts.append(QueryPart(lexeme.start, self._lexemes[self._position - 1].end, kind, meaning))

    def _alternatives(self) -> Query | None:
        parts = [self._conditions()]
        while operator := self._take(Sign.OR):
            parts.append(self._conditions())
            self._note_lonely(operator, parts[-2] is None or parts[-1] is None)
        said = [part for part in parts if part is not None]
        return either(*said) if said else None

    def _conditions(self) -> Query | None:
        """Read what is joined by AND or merely stands together; `in:` narrows all of it."""
        said: list[Query] = []
        scopes: list[Scope] = []
        while (lexeme := self._peek()) and lexeme.sign not in (Sign.CLOSE, Sign.OR):
            if operator := self._take(Sign.AND):
                follower = self._peek()
                self._note_lonely(operator, not said or follower is None or follower.sign in (Sign.CLOSE, Sign.OR))
            elif scope := self._narrowing():
                self._record(lexeme, PartKind.FIELD, f"the words beside it in: {scope.value}")
                scopes.append(scope)
            elif (part := self._condition()) is not None:
                said.append(part)
        return _narrowed(both(*said) if said else None, tuple(dict.fromkeys(scopes)))

    def _note_lonely(self, operator: Lexeme, is_lonely: bool) -> None:
        if not is_lonely:
            meaning = "one of both sides is enough" if operator.sign is Sign.OR else "both sides must be there"
            self.parts.append(QueryPart(operator.start, operator.end, PartKind.OPERATOR, meaning))
        elif not (operator.is_last and not self._complete):
            self._leave_out(operator, f"{operator.text} with nothing beside it was left out.")

    def _narrowing(self) -> Scope | None:
        """Take `in:caption` and the like, if they stand here."""
        lexeme, value = self._peek(), self._value_after()
        if lexeme is None or lexeme.sign != Sign.FIELD or lexeme.text != "in" or value is None:
            return None
        scope = SCOPES.get(value.text.lower().removesuffix("s"))
        if scope is not None:
            self._position += 2
        return scope

    def _value_after(self) -> Lexeme | None:
        following = self._position + 1
        return self._lexemes[following] if following < len(self._lexemes) else None

    def _condition(self) -> Query | None:
        is_excluded = False
        while operator := self._take(Sign.NOT):
            is_excluded = not is_excluded
            self._record(operator, PartKind.OPERATOR, "posts without what follows")
        part = self._primary(EVERYWHERE)
        return Not(part) if is_excluded and part is not None else part

    def _primary(self, scopes: tuple[Scope, ...]) -> Query | None:
        if opening := self._take(Sign.OPEN):
            group = self._group(opening)
            return group if group is None else _within(group, scopes)
        lexeme = self._take(Sign.QUOTED, Sign.FIELD, Sign.WORD)
        if lexeme is None:
            return None
        if lexeme.sign is Sign.FIELD:
            return self._field(lexeme)
        return self._words(lexeme, lexeme, scopes)

    def _words(self, lexeme: Lexeme, begin: Lexeme, scopes: tuple[Scope, ...]) -> Query | None:
        """Read a word or quotation, and take down what it was taken for; the field before it may begin the part."""
        before, self._is_plain = len(self.notes), False
        part = self._quotation(lexeme, scopes) if lexeme.sign is Sign.QUOTED else self._word(lexeme, scopes)
        said = " ".join(self.notes[before:])
        if part is None:
            self._record(begin, PartKind.LEFT_OUT, said or "nothing to look for")
            return None
        kind, meaning = described(part, lexeme.text)
        self._record(begin, PartKind.PLAIN if self._is_plain else kind, " ".join(filter(None, (meaning, said))))
        return part

    def _group(self, opening: Lexeme) -> Query | None:
        part = self._alternatives()
        if not self._take(Sign.CLOSE):
            note = "A parenthesis was not closed; it goes to the end."
            self.notes.append(note)
            self.parts.append(QueryPart(opening.start, opening.end, PartKind.OPERATOR, note))
        return part

    def _quotation(self, lexeme: Lexeme, scopes: tuple[Scope, ...]) -> Query | None:
        forms = self._affordable(forms_of(tuple(runs(lexeme.text))))
        is_open = not lexeme.is_closed and not self._complete
        if not lexeme.is_closed:
            self.notes.append("The quotation was not closed; it goes to the end.")
        if not forms:
            return None
        return adjacent(forms, scopes, lexeme.has_star or is_open)

    def _word(self, lexeme: Lexeme, scopes: tuple[Scope, ...]) -> Query | None:
        special = similar(lexeme.text, scopes) or pattern(lexeme.text, scopes)
        if special is not None:
            self._forms_left -= 1
            return special if self._forms_left >= 0 else None
        text = lexeme.text.rstrip("*")
        is_prefix = text != lexeme.text
        forms = forms_of(tuple(runs(text)))
        affordable = self._affordable(forms)
        if affordable != forms or not forms:
            return Phrase(affordable, scopes) if affordable else None
        if "*" in text:
            self._take_plainly(f"“{_short(lexeme.text)}” is no pattern of one word; it was taken as words.")
        name, colon, rest = text.partition(":")
        if colon and rest and name.isalpha():
            self._take_plainly(f"“{_short(name)}:” is no field; the words were looked for.")
            parts = (self._plain(name, scopes, lexeme), self._plain(rest, scopes, lexeme, is_prefix=is_prefix))
            return both(*(part for part in parts if part is not None))
        return self._plain(text, scopes, lexeme, is_prefix=is_prefix)

    def _take_plainly(self, note: str) -> None:
        self.notes.append(note)
        self._is_plain = True

    def _plain(self, text: str, scopes: tuple[Scope, ...], lexeme: Lexeme, *, is_prefix: bool = False) -> Query | None:
        is_open = lexeme.is_last and not self._complete
        return typed_word(text, scopes, is_prefix=is_prefix, is_open=is_open)

    def _affordable(self, forms: tuple[str, ...]) -> tuple[str, ...]:
        """Return the forms that may still be looked for."""
        kept = forms[: self._forms_left]
        if len(kept) < len(forms):
            self.notes.append(f"Only the first {MOST_FORMS} words were looked for.")
        self._forms_left -= len(kept)
        return kept

    def _field(self, field: Lexeme) -> Query | None:
        scope = SCOPES.get(field.text) or NAME_SCOPES.get(field.text)
        if scope is not None:
            return self._in_scope(field, scope)
        value = self._take(Sign.WORD, Sign.QUOTED)
        if value is None:
            return self._missing_value(field)
        query = self._condition_of(field.text, value)
        if query is not None:
            self._record(field, *described(query, value.text))
            return query
        if value.is_last and not self._complete:
            self._record(field, PartKind.FIELD, "more is needed to say what is meant")
            return None
        note = f"“{field.text}:{_short(value.text)}” is not understood; it was taken as words."
        self.notes.append(note)
        part = self._words(value, field, EVERYWHERE)
        if part is not None:
            self.parts[-1] = replace(self.parts[-1], kind=PartKind.PLAIN, meaning=note)
        return part

    def _in_scope(self, field: Lexeme, scope: Scope) -> Query | None:
        """Read what is looked for in one part of the posts: a word, a quotation or a group."""
        value = self._take(Sign.WORD, Sign.QUOTED)
        if value is not None:
            return self._words(value, field, (scope,)) or self._missing_value(field)
        if opening := self._take(Sign.OPEN):
            self.parts.append(QueryPart(field.start, field.end, PartKind.FIELD, f"what follows, in: {scope.value}"))
            group = self._group(opening)
            return self._missing_value(field) if group is None else _within(group, (scope,))
        return self._missing_value(field)

    def _missing_value(self, field: Lexeme) -> Query | None:
        if not (field.is_last and not self._complete):
            self._leave_out(field, f"“{field.text}:” needs a value right after it.")
        return None

    def _condition_of(self, field: str, value: Lexeme) -> Query | None:
        if field in _DATED and (days := parse_days(value.text, self._today)) is not None:
            return _dated(field, days)
        return self._label(field, value)

    def _label(self, field: str, value: Lexeme) -> Query | None:
        text = value.text.rstrip("*")
        is_prefix = text != value.text or value.has_star or (value.is_last and not self._complete)
        named = _singular(text)
        match field:
            case "tag" | "article":
                label = label_form(text)
                return Label(_LABELLED[field], label, is_prefix) if label else None
            case "kind":
                begins = is_prefix and any(kind.startswith(named) for kind in KINDS)
                return Label(LabelKind.KIND, named, begins) if begins or named in KINDS else None
            case "is":
                state, is_so = STATES.get(text.lower(), (None, True))
                return None if state is None else In(state) if is_so else Not(In(state))
            case "changed" if text.lower() in (*YES, *NO):
                return In(State.CHANGED) if text.lower() in YES else Not(In(State.CHANGED))
            case "has" | "in":
                named = _HAS_ALIASES.get(named, named)
                return Label(LabelKind.HAS, named) if named in HAS else None
        return None


def _dated(field: str, days: Span) -> Query:
    first, last = days[0].toordinal(), days[1].toordinal()
    match field:
        case "before":
            return Days(None, first - 1)
        case "after":
            return Days(last + 1, None)
        case "changed":
            return In(State.CHANGED, days)
    return Days(first, last)


def _singular(text: str) -> str:
    lowered = text.lower()
    return lowered if lowered in HAS or lowered in KINDS else lowered.removesuffix("s")


def label_form(text: str) -> str:
    """Return a tag or id as the index keeps it: its folded words with one space between them."""
    return " ".join(part.form for run in runs(text) for part in run.parts)


def _narrowed(query: Query | None, scopes: tuple[Scope, ...]) -> Query | None:
    """Look for a query's words in the given parts alone; if it has no words, ask for posts that have such parts."""
    if not scopes:
        return query
    names = {scope: name for name, scope in SCOPES.items()}
    if query is None or not any(wordings(query)):
        has = either(*(Label(LabelKind.HAS, names[scope]) for scope in scopes))
        return has if query is None else both(query, has)
    return _within(query, scopes)


def _within(query: Query, scopes: tuple[Scope, ...]) -> Query:
    if isinstance(query, Wording):
        return replace(query, scopes=scopes) if query.scopes == EVERYWHERE else query
    if isinstance(query, And | Or):
        return replace(query, parts=tuple(_within(part, scopes) for part in query.parts))
    return Not(_within(query.part, scopes)) if isinstance(query, Not) else query


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
