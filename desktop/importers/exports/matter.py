"""Matter: the CSV that its export holds.

Its only date tells when an article was last opened; it stands for when the article was saved, which the file does not
say and which was not later.

Source: the header `Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight Count,Last Interaction
Date,File Id`, tags parted by `;`, as another program writes it.
"""

from typing import Final

from desktop.domain.documents import Carried, Document, Source
from desktop.importers.saved.saved_articles import Found, Saved, broken_row, document, read_each
from desktop.importers.saved.saved_values import read_flag, read_moment, read_tags
from desktop.importers.values.decoding import decode
from desktop.importers.values.tables import Row, columns_of, rows_of

NAME: Final = "matter"
_TELLING: Final = frozenset(
    {"publisher", "in queue", "favorited", "highlight count", "last interaction date", "file id"}
)
_FEWEST: Final = 2


def score(head: bytes) -> float:
    """How surely a file that begins so is an export of Matter, between 0 and 1."""
    columns = columns_of(head)
    return 1.0 if "url" in columns and len(columns & _TELLING) >= _FEWEST else 0.0


def read_all(source: Source) -> Found:
    """Read every row.

    Raises:
        NotAnArticle: There is none.
    """
    rows = ((f"row {row.number}", row) for row in rows_of(decode(source.data).text))
    return read_each(source, rows, lambda row, where: _document(source, where, row))


def _document(source: Source, where: str, row: Row) -> Document:
    if row.is_broken:
        raise broken_row(where)
    queued = read_flag(row.get("in queue") or None)
    saved = Saved(
        address=row.get("url"),
        title=row.get("title"),
        tags=read_tags(row.get("tags"), ";"),
        carried=Carried(
            added=read_moment(row.get("last interaction date")),
            is_read=read_flag(row.get("read") or None),
            is_starred=bool(read_flag(row.get("favorited", "favourited"))),
            is_archived=queued is False,
        ),
        site=row.get("publisher"),
        byline=(row.get("author"),),
    )
    return document(source, NAME, where, saved)
