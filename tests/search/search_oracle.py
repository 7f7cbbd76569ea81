"""Search as plainly as it can be written: no index, one post after the other.

Shares the folding of words with the program, which has tests of its own, and nothing else below the parsed query.
"""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from desktop.search.documents import IndexedPost
from desktop.search.folding import index_forms, stem
from desktop.search.parsing import label_form
from desktop.search.querying import (
    And,
    Days,
    Everything,
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
    Word,
    Wording,
)


def found(query: Query, posts: Sequence[IndexedPost]) -> list[str]:
    """The posts that a query means, oldest first."""
    matching = [post for post in posts if matches(query, post)]
    return [
        post.id
        for post in sorted(matching, key=lambda post: (post.order_key, post.article_id, -post.ordinal, post.number))
    ]


def matches(query: Query, post: IndexedPost) -> bool:
    match query:
        case And(parts):
            return all(matches(part, post) for part in parts)
        case Or(parts):
            return any(matches(part, post) for part in parts)
        case Not(part):
            return not matches(part, post)
        case Everything():
            return True
        case Word() | Prefix() | Pattern() | Similar() | Phrase():
            return any(holds(query, text) for text in texts(post, query.scopes))
        case Label(kind, value, is_prefix):
            return any(label == value or (is_prefix and label.startswith(value)) for label in labels(post, kind))
        case Days(first, last, None):
            return may_be_between(post, first, last)
    return False


def holds(wording: Wording, text: str) -> bool:
    others = [other for _, other in forms(text)]
    match wording:
        case Word(form):
            return any(stem(other) == stem(form) for other in others)
        case Prefix(form):
            return any(other.startswith(form) for other in others)
        case Pattern(form):
            wild = "".join(".*" if sign == "*" else "." if sign == "?" else re.escape(sign) for sign in form)
            return any(re.fullmatch(wild, other) for other in others)
        case Similar(form, mistakes):
            return any(is_similar(form, other, mistakes) for other in others)
        case Phrase(wanted):
            return holds_phrase(set(forms(text)), wanted)


def is_similar(one: str, other: str, mistakes: int) -> bool:
    if mistakes > 1 and one[:1] != other[:1]:
        return False
    return OSA.distance(one, other) <= mistakes


def forms(text: str) -> list[tuple[int, str]]:
    return list(index_forms(text))


def holds_phrase(places: set[tuple[int, str]], wanted: Sequence[str]) -> bool:
    return any(all((start + n, form) in places for n, form in enumerate(wanted)) for start, _ in places)


def texts(post: IndexedPost, scopes: Sequence[Scope]) -> list[str]:
    parts = {
        Scope.TITLE: [post.title, post.page_title],
        Scope.BODY: [post.body],
        Scope.CAPTIONS: post.captions,
        Scope.NOTES: post.notes,
        Scope.QUOTES: post.quotes,
        Scope.SPEAKERS: post.speakers,
        Scope.SOURCE: [post.site],
        Scope.BYLINES: post.byline,
        Scope.HIGHLIGHTS: post.highlights,
        Scope.NAMES: post.names,
    }
    return [text for scope in scopes for text in parts[scope]]


def labels(post: IndexedPost, kind: LabelKind) -> list[str]:
    if kind is LabelKind.TAG:
        return [label_form(tag) for tag in post.tags]
    if kind is LabelKind.ARTICLE:
        return [label_form(post.article_id)]
    if kind is LabelKind.KIND:
        return [post.kind.value]
    if kind is LabelKind.ENTITY:
        return list(post.entities)
    has = {
        "title": post.title,
        "caption": any(post.captions),
        "picture": post.has_picture,
        "note": any(post.notes),
        "highlight": post.highlights,
        "quote": any(post.quotes),
        "tag": post.tags,
    }
    return [name for name, is_there in has.items() if is_there]


def may_be_between(post: IndexedPost, first: int | None, last: int | None) -> bool:
    if post.days is None or post.days == (None, None):
        return False
    begin, end = post.days
    starts_late = last is not None and begin is not None and begin.toordinal() > last
    ends_early = first is not None and end is not None and end.toordinal() < first
    return not starts_late and not ends_early
