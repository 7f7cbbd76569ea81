"""Several segments become one, without the posts that are gone.

Works through the terms in stretches, so that a million posts need no more memory than a few thousand. Knows nothing of
Whoosh. Import this module late: it brings numpy with it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from desktop.search.arrays import Array, Arrays, ArrayWriter
from desktop.search.folding import STEM_MARK
from desktop.search.inverting import FieldNames, field_names, joined_terms, spread

POSTINGS_AT_ONCE = 1 << 20
_FIRST_WORD = chr(ord(STEM_MARK) + 1).encode()


@dataclass(frozen=True, slots=True)
class Source:
    """One segment that goes into another.

    Attributes:
        kept: For each of its posts whether it is kept.
    """

    arrays: Arrays
    kept: Array


def merge(
    sources: Sequence[Source],
    fields: Mapping[str, bool],
    post_arrays: Sequence[str],
    writer: ArrayWriter,
    step: Callable[[], None],
) -> None:
    """Write the arrays of a segment that holds what is kept of others.

    Args:
        sources: The segments; their posts stay in this order.
        fields: The fields, and whether each is one of texts.
        post_arrays: The arrays that have one row for each post.
        writer: Where to.
        step: Called before each stretch of terms; what it raises ends the merging.
    """
    for name in post_arrays:
        _join(name, sources, writer)
    for field, is_text in fields.items():
        names = field_names(field)
        merging = _Merging(names, sources, is_text=is_text)
        merging.write(writer, step)
        if is_text:
            _join(names.lengths, sources, writer, absent="<u1")


def _join(name: str, sources: Sequence[Source], writer: ArrayWriter, absent: str = "") -> None:
    """Write an array with one row for each post."""
    parts = [
        source.arrays.array(name)[source.kept] if name in source.arrays else np.zeros(int(source.kept.sum()), absent)
        for source in sources
    ]
    kind = np.result_type(*parts) if parts else np.dtype(absent or "u1")
    writer.begin(name, kind.newbyteorder("<").str)
    for part in parts:
        writer.append(name, part)


class _Merging:
    """The merging of one field."""

    def __init__(self, names: FieldNames, sources: Sequence[Source], *, is_text: bool) -> None:
        self._names = names
        self._is_text = is_text
        counts = [int(source.kept.sum()) for source in sources]
        firsts = np.cumsum([0, *counts])
        having = [
            (source, int(first)) for source, first in zip(sources, firsts, strict=False) if names.terms in source.arrays
        ]
        self._sources = [source for source, _ in having]
        self._new_posts = [np.cumsum(source.kept) - 1 + first for source, first in having]
        terms = [_terms_of(names, source.arrays) for source in self._sources]
        self._terms = sorted(set().union(*terms))
        places = {term: place for place, term in enumerate(self._terms)}
        self._places = [np.fromiter(map(places.__getitem__, each), np.int64, len(each)) for each in terms]
        self._stem_count = sum(term < _FIRST_WORD for term in self._terms) if is_text else 0

    def write(self, writer: ArrayWriter, step: Callable[[], None]) -> None:
        """Write the field's arrays."""
        names = self._names
        writer.begin(names.posts, "<u4")
        if self._is_text:
            writer.begin(names.counts, self._kind(names.counts))
            writer.begin(names.positions, self._kind(names.positions))
        sizes = np.zeros(len(self._terms), np.int64)
        position_sizes = np.zeros(len(self._terms), np.int64)
        for first, last in self._stretches():
            step()
            self._write_stretch(first, last, writer, sizes, position_sizes)
        self._write_terms(writer, sizes, position_sizes)

    def _kind(self, name: str) -> str:
        kinds = [source.arrays.part(name, 0, 0).dtype for source in self._sources]
        return np.result_type(*kinds).newbyteorder("<").str if kinds else "<u1"

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Yield stretches of terms that have not too many postings together."""
        sizes = np.zeros(len(self._terms), np.int64)
        for source, places in zip(self._sources, self._places, strict=True):
            starts: Array = source.arrays.array(self._names.posting_starts).astype(np.int64)
            sizes[places] += starts[1:] - starts[:-1]
        ends = np.cumsum(sizes)
        first = 0
        while first < len(sizes):
            done = ends[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(ends, done + POSTINGS_AT_ONCE, "right")))
            yield first, last
            first = last

    def _write_stretch(self, first: int, last: int, writer: ArrayWriter, sizes: Array, position_sizes: Array) -> None:
        """Write the postings of some terms, and note how many they are."""
        parts = [part for number in range(len(self._sources)) if (part := self._part(number, first, last)) is not None]
        if not parts:
            return
        terms = np.concatenate([part.terms for part in parts])
        order = np.argsort(terms, kind="stable")  # within a term, posts rise from source to source
        writer.append(self._names.posts, np.concatenate([part.posts for part in parts])[order])
        sizes[first:last] = np.bincount(terms - first, minlength=last - first)
        if not self._is_text:
            return
        counts = np.concatenate([part.counts for part in parts])
        writer.append(self._names.counts, counts[order])
        widths = np.where(terms < self._stem_count, 0, counts).astype(np.int64)
        starts = np.cumsum(widths) - widths
        positions = np.concatenate([part.positions for part in parts])
        writer.append(self._names.positions, positions[spread(starts[order], widths[order])])
        position_sizes[first:last] = np.bincount(terms - first, widths, last - first).astype(np.int64)

    def _part(self, number: int, first: int, last: int) -> "_Part | None":
        """Return what a source holds of some terms."""
        arrays, places, names = self._sources[number].arrays, self._places[number], self._names
        begin, end = (int(place) for place in np.searchsorted(places, (first, last)))
        if begin == end:
            return None
        starts = arrays.array(names.posting_starts)[begin : end + 1].astype(np.int64)
        posts = arrays.part(names.posts, int(starts[0]), int(starts[-1]))
        terms = np.repeat(places[begin:end], np.diff(starts))
        kept = self._sources[number].kept[posts]
        counts = positions = np.empty(0, "<u1")
        if self._is_text:
            counts = arrays.part(names.counts, int(starts[0]), int(starts[-1]))
            bounds = arrays.array(names.position_starts)
            positions = arrays.part(names.positions, int(bounds[begin]), int(bounds[end]))
            widths = np.where(terms < self._stem_count, 0, counts).astype(np.int64)
            positions, counts = positions[np.repeat(kept, widths)], counts[kept]
        return _Part(terms[kept], self._new_posts[number][posts[kept]], counts, positions)

    def _write_terms(self, writer: ArrayWriter, sizes: Array, position_sizes: Array) -> None:
        """Write the terms that are left."""
        left = np.flatnonzero(sizes)
        for name, values in joined_terms(self._names, [self._terms[place] for place in left]).items():
            writer.add(name, values)
        writer.add(self._names.posting_starts, _starts(sizes[left]))
        if self._is_text:
            writer.add(self._names.position_starts, _starts(position_sizes[left]))


@dataclass(frozen=True, slots=True)
class _Part:
    """Postings of one source in the numbers of the merged segment: term, post and count of each, and all positions."""

    terms: Array
    posts: Array
    counts: Array
    positions: Array


def _starts(sizes: Array) -> Array:
    return np.concatenate(([0], np.cumsum(sizes))).astype("<u8")


def _terms_of(names: FieldNames, arrays: Arrays) -> list[bytes]:
    joined = arrays.array(names.terms).tobytes()
    starts = arrays.array(names.term_starts).tolist()
    return [joined[start:end] for start, end in pairwise(starts)]
