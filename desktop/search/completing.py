"""What is being typed at the end of a query: which field, and the beginning of which word.

Knows how a query is written; knows nothing of what a library holds.
"""

import re
from dataclasses import dataclass

from desktop.search.language import FIELDS

_QUOTES = '"“”„«»'
_FIELD = re.compile(r"(?:^|[\s(])[-−]?(?P<field>[A-Za-z][A-Za-z-]*):$")
_AT_END = re.compile(rf"(?:^|(?<=[\s(]))[-−]?(?:(?P<field>[A-Za-z][A-Za-z-]*):)?(?P<begun>[^\s(){_QUOTES}:]*)$")


@dataclass(frozen=True, slots=True)
class Begun:
    """The end of a query.

    Attributes:
        field: The field whose value is being typed, or "".
        text: What of the word or the value is there.
        start: Where that begins, with its opening quotation mark if it has one.
    """

    field: str
    text: str
    start: int


def begun_at(query: str, cursor: int) -> Begun | None:
    """Say what is being typed where the cursor stands.

    Args:
        query: The whole query; what stands after the cursor plays no part.
        cursor: In characters.

    Returns:
        What was begun, perhaps nothing of it yet; None inside a quotation that is no field's value, and inside a word.
    """
    before, after = query[:cursor], query[cursor:]
    if after and not after[0].isspace() and after[0] != ")":
        return None
    quotes = [place for place, sign in enumerate(before) if sign in _QUOTES]
    if len(quotes) % 2:
        field = _FIELD.search(before[: quotes[-1]])
        if field is None or field["field"].lower() not in FIELDS:
            return None
        return Begun(field["field"].lower(), before[quotes[-1] + 1 :], quotes[-1])
    ending = _AT_END.search(before)
    if ending is None:
        return None
    field_name = (ending["field"] or "").lower()
    if field_name and field_name not in FIELDS:
        return None
    return Begun(field_name, ending["begun"], ending.start("begun"))
