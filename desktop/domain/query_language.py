"""How a query is written, as the help page and the completion tell it."""

from dataclasses import dataclass
from enum import StrEnum


class Offer(StrEnum):
    """What of a library can stand after a field's colon."""

    TAG = "tag"
    SOURCE = "source"
    NAME = "name"
    SPEAKER = "speaker"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Operator:
    """One thing that can be written in a query.

    Attributes:
        group: The heading under which the help page lists it.
        written: Its form; what stands in capitals is the reader's own: `tag:TAG`.
        meaning: What it asks for, in one sentence.
        example: A whole query in which it stands.
        field: The name before the colon, or "" if it is no field.
        values: What can stand after the colon, where only these can.
        offer: What of the library can stand after the colon, if anything.
    """

    group: str
    written: str
    meaning: str
    example: str
    field: str = ""
    values: tuple[str, ...] = ()
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on with what is being typed.

    Attributes:
        text: What takes the place of what was typed.
        start: Where in the query that begins; it ends where the cursor stands.
        label: What is offered, in words.
        remark: What it means, or how many posts it has.
        is_whole: Whether a blank follows; a field still wants its value.
    """

    text: str
    start: int
    label: str
    remark: str = ""
    is_whole: bool = True
