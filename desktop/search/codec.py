"""Whoosh's extension points, over segments of arrays.

With these, Whoosh keeps what it is good at (segments, tables of contents, locks, deletions), and its own matchers can
be run over the same index, which is how the tests know that `evaluating` is right. The program itself reads the arrays
directly.

Import this module late: it brings Whoosh with it.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from desktop.search.arrays import Arrays, ArraysInFile
from desktop.search.commits import ARRAYS_SUFFIX
from desktop.search.segments import NOWHERE, SegmentField

EXTENSION = ARRAYS_SUFFIX

Term = tuple[str, bytes]


def open_arrays(storage: Any, segment: Any) -> ArraysInFile:  # noqa: ANN401 (Whoosh has no types)
    """Open the file of a segment.

    Raises:
        FileTorn, OSError: It cannot be read.
    """
    return ArraysInFile(Path(storage.folder) / segment.make_filename(EXTENSION))


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Segments that consist of one file of arrays. They are written by `writing`, all at once and not through here."""

    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> "_NoWriter":  # noqa: ANN401, ARG002
        """Return nothing that writes."""
        return _NoWriter()

    def field_writer(self, storage: Any, segment: Any) -> "_NoWriter":  # noqa: ANN401, ARG002
        """Return nothing that writes."""
        return _NoWriter()

    def per_document_reader(self, storage: Any, segment: Any) -> "ArrayPosts":  # noqa: ANN401
        """Return what is known of the posts of a segment."""
        return ArrayPosts(segment, open_arrays(storage, segment))

    def terms_reader(self, storage: Any, segment: Any) -> "ArrayTerms":  # noqa: ANN401
        """Return the terms of a segment."""
        return ArrayTerms(open_arrays(storage, segment))

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:  # noqa: ANN401, ARG002
        """Return a segment that has no posts yet."""
        return W3Segment(self, indexname)


class _NoWriter:
    is_closed = True


class ArrayPosts(base.PerDocumentReader):  # type: ignore[misc]
    """The posts of a segment. Nothing is stored with them."""

    def __init__(self, segment: Any, arrays: Arrays) -> None:  # noqa: ANN401
        self._segment = segment
        self._arrays = arrays

    def doc_count(self) -> int:
        """Return how many posts are there."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """Return how many posts are there, deleted ones included."""
        return int(self._segment.doc_count_all())

    def has_deletions(self) -> bool:
        """Whether posts were deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether a post was deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        """Return the posts that were deleted."""
        return list(self._segment.deleted_docs())

    def has_column(self, fieldname: str) -> bool:  # noqa: ARG002
        """Whether Whoosh finds a column of its own here."""
        return False

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:  # noqa: ARG002
        """Return how many words a post has in a field."""
        return int(SegmentField(fieldname, self._arrays).lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Return how many words all posts have in a field."""
        field = SegmentField(fieldname, self._arrays)
        return field.length if field.is_text else 0

    def min_field_length(self, fieldname: str) -> int:
        """Return how many words the shortest text has."""
        return int(SegmentField(fieldname, self._arrays).lengths.min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        """Return how many words the longest text has."""
        return int(SegmentField(fieldname, self._arrays).lengths.max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, object]:  # noqa: ARG002
        """Return nothing: the database keeps the texts."""
        return {}


class ArrayTerms(base.TermsReader):  # type: ignore[misc]
    """The terms of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    @cached_property
    def _fields(self) -> dict[str, SegmentField]:
        from desktop.search.schema import schema  # noqa: PLC0415 (it needs this codec's neighbours)

        return {name: SegmentField(name, self._arrays) for name in sorted(schema().names())}

    def __contains__(self, term: Term) -> bool:
        return self._find(*term)[1] != NOWHERE

    def _find(self, field: str, term: bytes) -> tuple[SegmentField | None, int]:
        found = self._fields.get(field)
        return found, NOWHERE if found is None else found.place_of(term)

    def terms(self) -> Iterator[Term]:
        """Yield every term of every field."""
        for name, field in self._fields.items():
            yield from ((name, term) for term in field.terms(0, len(field)))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Yield the terms from one on."""
        field = self._fields[fieldname]
        yield from ((fieldname, term) for term in field.terms(field.place_at(prefix), len(field)))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Yield every term and what is known of it."""
        yield from (((name, term), self.term_info(name, term)) for name, term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Yield the terms from one on, and what is known of them."""
        yield from (((name, term), self.term_info(name, term)) for name, term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return what is known of a term."""
        field, place = self._find(fieldname, text)
        if field is None or place == NOWHERE:
            raise TermNotFound(f"{fieldname}:{text!r}")
        posts = field.posts(place)
        counts = field.counts(place) if field.is_text else None
        return TermInfo(
            weight=float(len(posts) if counts is None else counts.sum()),
            df=len(posts),
            minlength=0,
            maxlength=0,
            maxweight=float(1 if counts is None else counts.max()),
            minid=int(posts[0]),
            maxid=int(posts[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a term stands in all posts; 0 for one that is not there, as Whoosh's matchers expect."""
        return 0.0 if (fieldname, text) not in self else float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return how many posts hold a term."""
        return 0 if (fieldname, text) not in self else int(self.term_info(fieldname, text).doc_frequency())

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> "ArrayMatcher":  # noqa: ANN401
        """Return the posts that hold a term."""
        field, place = self._find(fieldname, text)
        if field is None or place == NOWHERE:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return ArrayMatcher(field, place, format_, (fieldname, text), scorer)

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields."""
        return list(self._fields)

    def cursor(self, fieldname: str, fieldobj: Any) -> "ArrayCursor":  # noqa: ANN401, ARG002
        """Return a cursor over the terms of a field."""
        return ArrayCursor(self._fields[fieldname])


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks over the terms of a field."""

    def __init__(self, field: SegmentField) -> None:
        self._field, self._place = field, 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._place = 0
        return self.text()

    def find(self, term: bytes | str) -> str | None:
        """Go to a term, or to the first after it."""
        self._place = self._field.place_at(term if isinstance(term, bytes) else term.encode())
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term, None behind the last."""
        return self._field.term(self._place).decode() if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether it stands on a term."""
        return self._place < len(self._field)


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks over the posts that hold a term."""

    def __init__(self, field: SegmentField, place: int, format_: Any, term: Term, scorer: Any) -> None:  # noqa: ANN401
        self._field, self._at = field, place
        self.format, self._term, self.scorer = format_, term, scorer
        self._posts: list[int] = field.posts(place).tolist()
        self._row = 0

    @cached_property
    def _ends(self) -> list[int]:
        return [0, *self._field.counts(self._at).cumsum(dtype="u8").tolist()]

    def is_active(self) -> bool:
        """Whether it stands on a post."""
        return self._row < len(self._posts)

    def reset(self) -> None:
        """Go back to the first post."""
        self._row = 0

    def copy(self) -> "ArrayMatcher":
        """Return another one that stands on the same post."""
        other = ArrayMatcher(self._field, self._at, self.format, self._term, self.scorer)
        other._row = self._row
        return other

    def id(self) -> int:
        """Return the post."""
        return self._posts[self._row]

    def next(self) -> bool:
        """Go to the next post."""
        if not self.is_active():
            raise ReadTooFar
        self._row += 1
        return not self.is_active()

    def skip_to(self, id: int) -> bool:
        """Go to a post, or to the first after it."""
        if not self.is_active():
            raise ReadTooFar
        self._row = bisect_left(self._posts, id, self._row)
        return not self.is_active()

    def all_ids(self) -> Iterator[int]:
        """Return all posts."""
        return iter(self._posts)

    def weight(self) -> float:
        """Return how often the term stands in the post."""
        return float(self._field.counts(self._at)[self._row]) if self._field.is_text else 1.0

    def value(self) -> bytes:
        """Return the encoded positions."""
        if not self._field.is_text:
            return b""
        positions = self._field.positions(self._at)[self._ends[self._row] : self._ends[self._row + 1]]
        return array("I", positions.tolist()).tobytes()

    def supports_block_quality(self) -> bool:
        """Whether blocks could be passed over; there are none."""
        return False
