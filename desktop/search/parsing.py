"""What a reader types becomes a query; nothing that can be typed is an error.

Half a query is a state: what cannot be understood yet is taken as plain words, and the explanation says what was taken
how. The language: words (all must be there), "exact words", beginnings*, -without or NOT, OR, AND, parentheses, and
the fields of `FIELDS`. AND binds more tightly than OR.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.search.dates import parse_days
from desktop.search.folding import runs
from desktop.search.lexing import Lexeme, Sign, lex
from desktop.search.querying import (
    EVERYWHERE,
    And,
    Days,
    Everything,
    Label,
    LabelKind,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Scope,
    Word,
    both,
    either,
    wordings,
)
from desktop.search.wording import SHORTEST_BEGINNING, adjacent, forms_of, typed_word

LONGEST_QUERY = 2_000  # characters; a page pasted by mistake is no query
MOST_FORMS = 64
DEEPEST_NESTING = 20

SCOPES: Final = {
    "title": Scope.TITLE,
    "body": Scope.BODY,
    "caption": Scope.CAPTIONS,
    "note": Scope.NOTES,
    "quote": Scope.QUOTES,
}
NAME_SCOPES: Final = {"source": Scope.SOURCE, "said-by": Scope.SPEAKERS}
HAS: Final = ("title", "caption", "note", "quote", "tag")
FIELDS: Final = (*SCOPES, *NAME_SCOPES, "in", "has", "tag", "article", "on", "before", "after")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query and what was made of it.

    Attributes:
        explanation: What was taken how, where it was not plain; may be empty.
        is_empty: Whether no word or condition was found in it.
    """

    query: Query
    explanation: str = ""
    is_empty: bool = False


def parse(text: str, *, complete: bool = True) -> Parsed:
    """Understand a query.

    Args:
        text: What was typed, of any length and form.
        complete: False while the reader is still typing: the last word then counts as a beginning too.

    Returns:
        The query. If it asks nothing: everything while the reader types, nothing when it is complete.
    """
    lexemes = tuple(lex(text[:LONGEST_QUERY], FIELDS))
    shallow = tuple(_shallow(lexemes))
    parser = _Parser(shallow, complete)
    if len(shallow) < len(lexemes):
        parser.notes.append(f"Parentheses nested more than {DEEPEST_NESTING} deep were left out.")
    if len(text) > LONGEST_QUERY:
        parser.notes.append(f"Only the first {LONGEST_QUERY:,} characters were read.")
    query = parser.parse()
    if query is None:
        parser.notes.append("There is no word in it yet." if not complete else "There is no word in it to look for.")
        return Parsed(Nothing() if complete else Everything(), " ".join(dict.fromkeys(parser.notes)), is_empty=True)
    return Parsed(query, " ".join(dict.fromkeys(parser.notes)))


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

    def __init__(self, lexemes: Sequence[Lexeme], complete: bool) -> None:
        self.notes: list[str] = []
        self._lexemes = lexemes
        self._position = 0
        self._complete = complete
        self._forms_left = MOST_FORMS

    def parse(self) -> Query | None:
        parts = []
        while self._peek() is not None:
            parts.append(self._alternatives())
            if self._take(Sign.CLOSE):
                self.notes.append("A closing parenthesis without an opening one was left out.")
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
                scopes.append(scope)
            elif (part := self._condition()) is not None:
                said.append(part)
        return _narrowed(both(*said) if said else None, tuple(dict.fromkeys(scopes)))

    def _note_lonely(self, operator: Lexeme, is_lonely: bool) -> None:
        if is_lonely and not (operator.is_last and not self._complete):
            self.notes.append(f"{operator.text} with nothing beside it was left out.")

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
        while self._take(Sign.NOT):
            is_excluded = not is_excluded
        part = self._primary(EVERYWHERE)
        return Not(part) if is_excluded and part is not None else part

    def _primary(self, scopes: tuple[Scope, ...]) -> Query | None:
        if self._take(Sign.OPEN):
            group = self._group()
            return group if group is None else _within(group, scopes)
        if lexeme := self._take(Sign.QUOTED):
            return self._quotation(lexeme, scopes)
        if lexeme := self._take(Sign.FIELD):
            return self._field(lexeme)
        if lexeme := self._take(Sign.WORD):
            return self._word(lexeme, scopes)
        return None

    def _group(self) -> Query | None:
        part = self._alternatives()
        if not self._take(Sign.CLOSE):
            self.notes.append("A parenthesis was not closed; it goes to the end.")
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
        text = lexeme.text.rstrip("*")
        is_prefix = text != lexeme.text
        forms = forms_of(tuple(runs(text)))
        affordable = self._affordable(forms)
        if affordable != forms or not forms:
            return Phrase(affordable, scopes) if affordable else None
        if is_prefix and len(text) < SHORTEST_BEGINNING and text.isascii():
            self.notes.append(f"“{lexeme.text}” was taken as a word: a beginning needs two letters or more.")
        if "*" in text:
            self.notes.append(f"In “{_short(lexeme.text)}” only an asterisk at the end of the word counts.")
        name, colon, rest = text.partition(":")
        if colon and rest and name.isalpha():
            self.notes.append(f"“{_short(name)}:” is no field; the words were looked for.")
            parts = (self._plain(name, scopes, lexeme), self._plain(rest, scopes, lexeme, is_prefix=is_prefix))
            return both(*(part for part in parts if part is not None))
        return self._plain(text, scopes, lexeme, is_prefix=is_prefix)

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
            query = self._primary((scope,))
            return self._missing_value(field) if query is None else query
        value = self._take(Sign.WORD, Sign.QUOTED)
        if value is None:
            return self._missing_value(field)
        query = self._days(field.text, value.text) or self._label(field.text, value)
        if query is None and not (value.is_last and not self._complete):
            self.notes.append(f"“{field.text}:{_short(value.text)}” is not understood; it was taken as words.")
            return self._word(value, EVERYWHERE)
        return query

    def _missing_value(self, field: Lexeme) -> Query | None:
        if not (field.is_last and not self._complete):
            self.notes.append(f"“{field.text}:” needs a value right after it.")
        return None

    def _days(self, field: str, value: str) -> Query | None:
        days = parse_days(value) if field in ("on", "before", "after") else None
        if days is None:
            return None
        first, last = days[0].toordinal(), days[1].toordinal()
        if field == "before":
            return Days(None, first - 1)
        return Days(last + 1, None) if field == "after" else Days(first, last)

    def _label(self, field: str, value: Lexeme) -> Query | None:
        text = value.text.rstrip("*")
        is_prefix = text != value.text or value.has_star or (value.is_last and not self._complete)
        if field in ("tag", "article"):
            kind = LabelKind.TAG if field == "tag" else LabelKind.ARTICLE
            label = label_form(text)
            return Label(kind, label, is_prefix) if label else None
        named = text.lower() if text.lower() in HAS else text.lower().removesuffix("s")
        return Label(LabelKind.HAS, named) if field in ("in", "has") and named in HAS else None


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
    if isinstance(query, Word | Phrase | Prefix):
        return replace(query, scopes=scopes) if query.scopes == EVERYWHERE else query
    if isinstance(query, And | Or):
        return replace(query, parts=tuple(_within(part, scopes) for part in query.parts))
    return Not(_within(query.part, scopes)) if isinstance(query, Not) else query


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
