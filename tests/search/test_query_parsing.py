from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.language import FIELDS
from desktop.search.parsing import LONGEST_QUERY, MOST_FORMS, parse
from desktop.search.querying import (
    And,
    Days,
    Everything,
    In,
    Label,
    LabelKind,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Scope,
    Similar,
    State,
    Word,
    marking_words,
    wordings,
)


def word(form: str, *scopes: Scope, raw: str | None = None) -> Word:
    return Word(form, scopes or Word("").scopes, form if raw is None else raw)


a, b, c = word("a"), word("b"), word("c")

signs = st.sampled_from(
    [
        *(f"{field}:" for field in FIELDS),
        "a", "bc", "storm", "Vučić", "情勢", '"', "“", "”", "(", ")", "-", "*", "~", ":", "OR", "AND", "NOT", " ", " ",
        "..", "\\", "2022-02-11", "\u00a0", "[a-z]+", ".*", "'", "’s", "|", "&", "\ud800", "\0",
    ]
)  # fmt: skip
scribbles = st.one_of(st.text(max_size=60), st.lists(signs, max_size=30).map("".join))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a b", And((a, b))),
        ("a AND b", And((a, b))),
        ("a OR b", Or((a, b))),
        ("a b OR c", Or((And((a, b)), c))),
        ("a (b OR c)", And((a, Or((b, c))))),
        ("a -b", And((a, Not(b)))),
        ("a NOT b", And((a, Not(b)))),
        ("NOT NOT a", a),
        ("or", word("or")),
        ('"peace talks"', Phrase(("peace", "talks"))),
        ("“peace talks”", Phrase(("peace", "talks"))),
        ('"talks"', Phrase(("talks",))),
        ("con*", Prefix("con")),
        ("title:a", word("a", Scope.TITLE)),
        ("TITLE:a", word("a", Scope.TITLE)),
        ('title:"a b"', Phrase(("a", "b"), (Scope.TITLE,))),
        ("title:(a OR con*)", Or((word("a", Scope.TITLE), Prefix("con", (Scope.TITLE,))))),
        ("in:caption a", word("a", Scope.CAPTIONS)),
        ("in:captions in:note a", word("a", Scope.CAPTIONS, Scope.NOTES)),
        ("in:caption a OR b", Or((word("a", Scope.CAPTIONS), b))),
        ("in:caption (a OR b)", Or((word("a", Scope.CAPTIONS), word("b", Scope.CAPTIONS)))),
        ("in:note", Label(LabelKind.HAS, "note")),
        ("-in:note a", And((Not(Label(LabelKind.HAS, "note")), a))),
        ("has:caption", Label(LabelKind.HAS, "caption")),
        ('tag:"Severe Weather"', Label(LabelKind.TAG, "severe weather")),
        ("tag:severe-weather", Label(LabelKind.TAG, "severe weather")),
        ("tag:sev*", Label(LabelKind.TAG, "sev", is_prefix=True)),
        ("source:bbc", word("bbc", Scope.SOURCE)),
        ("on:2022-02-11", Days(738197, 738197)),
        ("on:2022-02-10..2022-02-11", Days(738196, 738197)),
        ("before:2022-02-11", Days(None, 738196)),
        ("after:2022-02", Days(738215, None)),
        ("cease-fire", Or((Phrase(("cease", "fire")), word("ceasefire", raw="cease-fire")))),
        ("11:04", Phrase(("11", "04"))),
        ("a*", Prefix("a")),
        ("c*t", Pattern("c*t")),
        ("*ing", Pattern("*ing")),
        ("v?čić", Pattern("v?cic")),
        ("title:*ing", Pattern("*ing", (Scope.TITLE,))),
        ("what?", word("what", raw="what?")),
        ("talk~", Similar("talk")),
        ("talk~2", Similar("talk", 2)),
        ("is:unread", Not(In(State.READ))),
        ("is:starred", In(State.STARRED)),
        ("kind:teasers", Label(LabelKind.KIND, "teaser")),
        ("has:marks", Label(LabelKind.HAS, "highlight")),
        ("about:b", word("b", Scope.NAMES)),
        ("by:b", word("b", Scope.BYLINES)),
        ("in:highlight b", word("b", Scope.HIGHLIGHTS)),
        ("changed:yes", In(State.CHANGED)),
        ("changed:no", Not(In(State.CHANGED))),
        ("changed:2022-02-11", In(State.CHANGED, (date(2022, 2, 11), date(2022, 2, 11)))),
        ("情", Prefix("情")),
        ("情勢", Phrase(("情勢",))),
    ],
)
def test_the_language(text: str, query: Query) -> None:
    parsed = parse(text)
    assert parsed.query == query
    assert parsed.explanation == ""


@pytest.mark.parametrize(
    ("text", "query", "explanation"),
    [
        ('"peace talks', Phrase(("peace", "talks")), "not closed"),
        ("(a b", And((a, b)), "not closed"),
        ("a) b", And((a, b)), "without an opening one"),
        ("a OR", a, "nothing beside it"),
        ("AND a", a, "nothing beside it"),
        ("foo:a", And((word("foo", raw="foo"), a)), "“foo:” is no field"),
        ("on:someday", word("someday"), "taken as words"),
        ("in:a", a, "taken as words"),
        ("kind:a", a, "taken as words"),
        ("is:a", a, "taken as words"),
        ("c*-t", Phrase(("c", "t")), "no pattern"),
    ],
)
def test_what_is_not_understood_is_taken_as_words_and_said(text: str, query: Query, explanation: str) -> None:
    parsed = parse(text)
    assert parsed.query == query
    assert explanation in parsed.explanation


@pytest.mark.parametrize("text", ["", "  ", "-", "*", '""', "()", "?!", "title:", "OR", "((("])
def test_a_query_that_asks_nothing_yet_shows_everything_and_finds_nothing_when_complete(text: str) -> None:
    assert parse(text, complete=False).query == Everything()
    assert parse(text).query == Nothing()
    assert parse(text).explanation


def test_the_word_being_typed_counts_as_a_beginning_too() -> None:
    assert parse("a con", complete=False).query == And((a, Or((word("con"), Prefix("con")))))
    assert parse("con ", complete=False).query == word("con")
    assert parse("a", complete=False).query == Or((a, Prefix("a")))  # else the list is empty at each first letter
    assert parse("tag:sev", complete=False).query == Label(LabelKind.TAG, "sev", is_prefix=True)
    assert parse('"peace ta', complete=False).query == And((Phrase(("peace",)), Prefix("ta")))


def test_an_operator_being_typed_is_not_complained_about() -> None:
    assert parse("a OR", complete=False).explanation == ""
    assert parse("a on:2022-02-", complete=False).explanation == ""


def test_words_for_marking_tell_exact_words_and_beginnings_apart() -> None:
    query = parse('talk "peace talks" con* -not source:bbc').query
    assert marking_words(query) == ("talk", '"peace talks"', "con*")


def nodes(query: Query) -> int:
    if isinstance(query, And | Or):
        return 1 + sum(nodes(part) for part in query.parts)
    return 1 + nodes(query.part) if isinstance(query, Not) else 1


def depth(query: Query) -> int:
    if isinstance(query, And | Or):
        return 1 + max(depth(part) for part in query.parts)
    return 1 + depth(query.part) if isinstance(query, Not) else 1


@given(scribbles, st.booleans())
def test_nothing_that_can_be_typed_fails(text: str, complete: bool) -> None:
    parsed = parse(text, complete=complete)
    assert nodes(parsed.query) >= 1
    assert all(not any(sign.isspace() for sign in form) for form in marking_words(parsed.query) if '"' not in form)


@given(scribbles)
def test_typing_letter_by_letter_never_fails(text: str) -> None:
    for end in range(len(text) + 1):
        parse(text[:end], complete=False)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000, ")" * 5_000, "-" * 5_000 + "a", "NOT " * 500 + "a", "title:" * 400 + "a", "a* " * 5_000,
        "ab* " * 5_000, '"' * 5_001, "(a " * 600, "(a OR " * 400, "a-" * 900, "a OR " * 600, "情" * 3_000,
        "x" * 1_000_000, "a,b;" * 900, "(" * 30 + "a" + ")" * 30, "-(" * 500 + "a", "\0" * 100,
    ],
)  # fmt: skip
@pytest.mark.parametrize("complete", [True, False])
def test_hostile_queries_stay_small(text: str, complete: bool) -> None:
    parsed = parse(text, complete=complete)
    asked = sum(len(part.forms) if isinstance(part, Phrase) else 1 for part in wordings(parsed.query))
    assert asked <= 3 * MOST_FORMS
    assert depth(parsed.query) < 100
    assert len(parsed.explanation) < 1_000


def test_a_query_too_long_is_cut_and_said() -> None:
    assert f"{LONGEST_QUERY:,} characters" in parse("word " * 1_000).explanation
    assert f"{MOST_FORMS} words" in parse("word " * 100).explanation
