"""What another reader knew of an article: its dates and states, its highlights and notes."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CarriedMark:
    """A highlight that came along from another reader; where it stands is found by its words.

    Attributes:
        quote: The marked words; empty for a note on the whole article.
        prefix: Words before it, if the source knows them.
        suffix: Words after it, if the source knows them.
        colour: The colour's name in the source.
        created: When it was made.
    """

    quote: str
    note: str = ""
    tags: tuple[str, ...] = ()
    prefix: str = ""
    suffix: str = ""
    colour: str | None = None
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What another reader knew of an article and its export brings along.

    Attributes:
        added: When it was saved there.
        is_read: Whether it was read there; None if the export does not say.
        is_starred: Whether it was a favourite there.
        is_archived: Whether it was put away there.
        marks: Its highlights and notes, in the order of the source.
    """

    added: datetime | None = None
    is_read: bool | None = None
    is_starred: bool = False
    is_archived: bool = False
    marks: tuple[CarriedMark, ...] = ()


NOTHING_CARRIED = Carried()
