"""The signs of a query, cut apart: words, quotations, parentheses, operators and field names.

Knows how a query is written; never fails: whatever is no sign of the language is a word.
"""

import re
from collections.abc import Container, Iterator
from enum import StrEnum
from typing import NamedTuple

_INSIDE = r"""
    (?P<space>\s+)
  | (?P<open>\()
  | (?P<close>\))
  | (?P<quoted>["“”„«](?P<words>[^"“”„»]*)(?P<end>["“”»]?)(?P<star>\*?))
"""
_WORD = r"| (?P<word>[^\s()\"“”„«]+)"
_CONTINUED = re.compile(_INSIDE + _WORD, re.VERBOSE)
_BEGINNING = re.compile(
    _INSIDE + r"| (?P<minus>[-−](?=[^\s)\-−])) | (?P<field>[A-Za-z][A-Za-z-]*:(?=\S|$))" + _WORD, re.VERBOSE
)


class Sign(StrEnum):
    """The kinds of sign."""

    OPEN = "("
    CLOSE = ")"
    QUOTED = "quoted"
    FIELD = "field"
    WORD = "word"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"


class Lexeme(NamedTuple):
    """One sign of a query.

    Attributes:
        text: As it was typed; for a quotation the words inside, for a field its name in lower case without colon.
        start: Where it begins in the query.
        end: One past its last character.
        is_last: Whether the query ends with it, so that more letters may follow.
        is_closed: For a quotation, whether its end was written.
        has_star: For a quotation, whether an asterisk follows it.
    """

    sign: Sign
    text: str
    start: int
    end: int
    is_last: bool
    is_closed: bool = True
    has_star: bool = False


_BY_GROUP = {"open": Sign.OPEN, "close": Sign.CLOSE, "minus": Sign.NOT}
_OPERATORS = {"AND": Sign.AND, "OR": Sign.OR, "NOT": Sign.NOT}


def lex(query: str, fields: Container[str]) -> Iterator[Lexeme]:
    """Cut a query into signs.

    Args:
        query: What was typed.
        fields: The names that are fields before a colon; others are words.

    Yields:
        The signs in order; white space only keeps them apart.
    """
    position, is_beginning = 0, True
    while match := _match(query, position, is_beginning, fields):
        position = match.end()
        is_beginning = match.lastgroup in ("space", "open", "minus", "field")
        if match.lastgroup != "space":
            yield _lexeme(match, position == len(query))


def _match(query: str, position: int, is_beginning: bool, fields: Container[str]) -> re.Match[str] | None:
    match = (_BEGINNING if is_beginning else _CONTINUED).match(query, position)
    if match and match.lastgroup == "field" and match.group()[:-1].lower() not in fields:
        return _CONTINUED.match(query, position)
    return match


def _lexeme(match: re.Match[str], is_last: bool) -> Lexeme:
    text, place = match.group(), match.span()
    if match.lastgroup == "quoted":
        return Lexeme(Sign.QUOTED, match["words"], *place, is_last, bool(match["end"]), bool(match["star"]))
    if match.lastgroup == "field":
        return Lexeme(Sign.FIELD, text[:-1].lower(), *place, is_last)
    if match.lastgroup == "word":
        return Lexeme(_OPERATORS.get(text, Sign.WORD), text, *place, is_last)
    return Lexeme(_BY_GROUP[match.lastgroup or ""], text, *place, is_last)
