"""The words of the query language: the names of its fields, and those that may follow them.

What they mean for a reader is told in `operators`, what they find is settled in `parsing`.
"""

from typing import Final

from desktop.domain.posts import PostKind
from desktop.search.querying import Scope, State

SCOPES: Final = {
    "title": Scope.TITLE,
    "body": Scope.BODY,
    "caption": Scope.CAPTIONS,
    "note": Scope.NOTES,
    "quote": Scope.QUOTES,
    "highlight": Scope.HIGHLIGHTS,
}
NAME_SCOPES: Final = {
    "source": Scope.SOURCE,
    "said-by": Scope.SPEAKERS,
    "about": Scope.NAMES,
    "by": Scope.BYLINES,
}
HAS: Final = ("title", "caption", "picture", "note", "highlight", "quote", "tag")
STATES: Final = {
    "read": (State.READ, True),
    "unread": (State.READ, False),
    "starred": (State.STARRED, True),
    "new": (State.FRESH, True),
    "changed": (State.CHANGED, True),
    "gone": (State.GONE, True),
}
YES: Final = ("yes", "true")
NO: Final = ("no", "false", "never")
KINDS: Final = tuple(kind.value for kind in PostKind)

CONDITIONS: Final = ("in", "tag", "kind", "has", "is", "changed", "on", "before", "after", "article")
FIELDS: Final = (*SCOPES, *NAME_SCOPES, *CONDITIONS)
