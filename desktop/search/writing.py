"""Writing the index: one durable commit at a time.

Import this module late: it brings Whoosh and numpy with it.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

from desktop.domain.ids import PostId
from desktop.search.arrays import Array, ArraysInMemory, writing
from desktop.search.codec import EXTENSION, ArrayCodec, open_arrays
from desktop.search.commits import INDEX_NAME, Commit, FileMark, manifest_path, mark_of, table_name, write_manifest
from desktop.search.documents import IndexedPost
from desktop.search.durable import checksum, sync_file, write_durably
from desktop.search.inverting import FieldBatch, RunNumbers
from desktop.search.merging import Source, merge
from desktop.search.schema import CARD_KINDS, ID_FIELD, Card, card_of, field_kinds, fields_of, schema
from desktop.search.segments import NOWHERE, POST_ARRAYS, SegmentField

MOST_SEGMENTS = 8  # small commits add one each; above this small ones are merged, as every one slows every search
SMALL = 5_000  # posts; segments of fewer are merged while somebody waits, others by `tidy`
MOST_RUNS = 500_000  # words that are inverted at once: some 50 MB on the way
MOST_KNOWN_RUNS = 400_000  # different ones whose meaning is remembered: some 100 MB
MERGED_AT_ONCE = 10  # of the segments that a long writing makes
MUCH_LARGER = 3  # a segment stays by itself if it is so many times as large as all smaller ones together
MANY_DELETED = 0.2  # of a segment's posts, from where on it is worth writing it anew


class DurableWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, for segments of arrays, with a commit that is on the disk when it is made (see `commits`)."""

    def __init__(self, folder: Path, library: str, earlier: Commit | None) -> None:
        self.sequence = earlier.sequence if earlier else 0
        self._library = library
        self._folder = folder
        self._known = dict(earlier.files) if earlier else {}
        index = FileIndex(FileStorage(str(folder)), schema=schema(), indexname=INDEX_NAME)  # not the pickled fields
        super().__init__(index, codec=ArrayCodec(), timeout=5.0, compound=False)
        self.segments: list[Any]  # as Whoosh has read them
        self._runs = RunNumbers()  # of texts; labels differ from post to post
        self._batch = _Batch(self._runs, RunNumbers())
        self._fresh: list[Any] = []  # segments of one batch each

    def put(self, post: IndexedPost) -> None:
        """Add a post that is not in the index, or no longer."""
        self._batch.put(post)
        if self._batch.size >= MOST_RUNS:
            self._write_batch()

    def remove(self, ids: Iterable[PostId]) -> None:
        """Take posts out, known or not."""
        wanted = [post_id.encode() for post_id in ids]
        for segment in self.segments:
            posts = SegmentField(ID_FIELD, open_arrays(self.storage, segment))
            for post_id in wanted:
                place = posts.place_of(post_id)
                if place != NOWHERE:
                    segment.delete_document(int(posts.posts(place)[0]))

    def commit_at(self, sequence: int) -> None:
        """Make what was done the newest state, together with its sequence number.

        Args:
            sequence: The number of the last write that it holds.
        """
        self.sequence = sequence
        self._write_batch()
        if len(self.segments) > MOST_SEGMENTS:
            small = [segment for segment in self.segments if segment.doc_count_all() < SMALL]
            self._merge(small if len(small) > 1 else segments_to_merge(self.segments))
        self.commit(merge=False)

    def tidy(self, step: Callable[[], None]) -> bool:
        """Merge what is worth it, however long it takes.

        Args:
            step: Called again and again; what it raises ends it.

        Returns:
            Whether there was anything to do; it is not committed yet.
        """
        self._write_batch()
        chosen = segments_to_merge(self.segments)
        self._merge(chosen, step)
        return bool(chosen)

    def _write_batch(self) -> None:
        """Write what was put so far as a segment."""
        if not self._batch.post_count:
            return
        segment = self.codec.new_segment(self.storage, self.indexname)
        self._batch.arrays().write(self._path(segment))
        segment.set_doc_count(self._batch.post_count)
        self.segments = [*self.segments, segment]
        self._fresh.append(segment)
        if len(self._runs) > MOST_KNOWN_RUNS:
            self._runs = RunNumbers()
        self._batch = _Batch(self._runs, RunNumbers())
        if len(self._fresh) == MERGED_AT_ONCE:
            self._merge(self._fresh)
            self._fresh = []

    def _merge(self, merged: Sequence[Any], step: Callable[[], None] = lambda: None) -> None:
        """Write some segments as one, in their place."""
        if not merged:
            return
        sources = [Source(open_arrays(self.storage, segment), _kept(segment)) for segment in merged]
        segment = self.codec.new_segment(self.storage, self.indexname)
        with writing(self._path(segment)) as writer:
            merge(sources, field_kinds(), POST_ARRAYS, writer, step)
        segment.set_doc_count(sum(int(source.kept.sum()) for source in sources))
        self.segments = [*(other for other in self.segments if other not in merged), segment]

    def _path(self, segment: Any) -> Path:  # noqa: ANN401 (Whoosh has no types)
        return self._folder / str(segment.make_filename(EXTENSION))

    def _commit_toc(self, segments: list[Any]) -> None:
        """Do what Whoosh does here, with the manifest before and everything forced to the disk."""
        table = _table_bytes(TOC(self.schema, segments, self.generation))
        name = table_name(self.generation)
        beside = self._folder / f"{name}.checked"
        write_durably(beside, table)
        files = {name: FileMark(len(table), checksum(beside))}
        for segment in segments:
            files.update((file, self._mark(file)) for file in segment.list_files(self.storage))
        write_manifest(Commit(self._folder, self.generation, self.sequence, self._library, files))
        write_durably(self._folder / name, table)
        beside.unlink()
        clean_files(self.storage, self.indexname, self.generation, segments)
        for path in self._folder.glob("manifest-*.json"):
            if path != manifest_path(self._folder, self.generation):
                path.unlink(missing_ok=True)

    def _mark(self, name: str) -> FileMark:
        if name not in self._known:
            sync_file(self._folder / name)
            self._known[name] = mark_of(self._folder / name)
        return self._known[name]


class _Batch:
    """Posts that wait to be written.

    Attributes:
        size: How many words and labels they have.
    """

    def __init__(self, texts: RunNumbers, labels: RunNumbers) -> None:
        self.size = 0
        self._fields = {
            name: FieldBatch(texts if is_text else labels, is_text=is_text) for name, is_text in field_kinds().items()
        }
        self._cards: list[Card] = []

    @property
    def post_count(self) -> int:
        """How many posts there are."""
        return len(self._cards)

    def put(self, post: IndexedPost) -> None:
        """Add a post."""
        number = len(self._cards)
        for field, values in fields_of(post).items():
            self.size += self._fields[field].put(number, values)
        self._cards.append(card_of(post))

    def arrays(self) -> ArraysInMemory:
        """Return the arrays of a segment."""
        made: dict[str, Array] = {}
        for name, kind, column in zip(POST_ARRAYS, CARD_KINDS, zip(*self._cards, strict=True), strict=True):
            made[name] = np.array(column, kind)
        for field, batch in self._fields.items():
            made |= batch.arrays(field, len(self._cards))
        return ArraysInMemory(made)


def segments_to_merge(segments: Sequence[Any]) -> list[Any]:
    """Choose segments so that merging them helps most for its price: the small ones, and those full of deleted posts.

    Returns:
        None, or the segments in their order.
    """
    by_size = sorted(segments, key=lambda segment: -segment.doc_count())
    smaller = sum(segment.doc_count() for segment in by_size)
    chosen: list[Any] = []
    for segment in by_size:
        smaller -= segment.doc_count()
        is_thin = segment.deleted_count() > MANY_DELETED * segment.doc_count_all()
        if chosen or is_thin or segment.doc_count() < MUCH_LARGER * smaller:
            chosen.append(segment)
    is_worth_it = len(chosen) > 1 or any(segment.has_deletions() for segment in chosen)
    return [segment for segment in segments if segment in chosen] if is_worth_it else []


def change(commit: Commit, puts: Iterable[IndexedPost], removals: Iterable[PostId], sequence: int) -> None:
    """Take posts out and put posts in, in one commit. A post that is put replaces the one of its id."""
    posts = {post.id: post for post in puts}
    writer = DurableWriter(commit.folder, commit.library, commit)
    try:
        writer.remove({*removals, *posts})
        for post in posts.values():
            writer.put(post)
        writer.commit_at(sequence)
    except BaseException:
        _cancel(writer)
        raise


def build(folder: Path, library: str, posts: Iterable[IndexedPost], sequence: int, step: Callable[[int], None]) -> None:
    """Write a new index into an empty folder, as one segment.

    Args:
        folder: An empty folder.
        library: The id of the library that the posts are from.
        posts: All posts, each once.
        sequence: The number of the last write that they hold.
        step: Called with the number of posts written so far; what it raises ends the building.
    """
    TOC.create(FileStorage(str(folder)), schema(), INDEX_NAME)
    writer = DurableWriter(folder, library, None)
    try:
        for count, post in enumerate(posts, 1):
            writer.put(post)
            step(count)
        writer.tidy(lambda: None)
        writer.commit_at(sequence)
    except BaseException:
        _cancel(writer)
        raise


def tidy(commit: Commit, step: Callable[[], None]) -> bool:
    """Merge the segments of a commit where that is worth it, in a commit of the same sequence number.

    Args:
        commit: The newest state.
        step: Called again and again; what it raises ends it, and nothing was done.

    Returns:
        Whether there was anything to do.
    """
    writer = DurableWriter(commit.folder, commit.library, commit)
    try:
        if not writer.tidy(step):
            writer.cancel()
            return False
        writer.commit_at(commit.sequence)
    except BaseException:
        _cancel(writer)
        raise
    return True


def _cancel(writer: DurableWriter) -> None:
    if not writer.is_closed:
        writer.cancel()


def _kept(segment: Any) -> Array:  # noqa: ANN401 (Whoosh has no types)
    kept = np.ones(segment.doc_count_all(), bool)
    kept[list(segment.deleted_docs())] = False
    return kept


def _table_bytes(table: TOC) -> bytes:
    storage = RamStorage()
    table.write(storage, INDEX_NAME)
    return bytes(storage.files[table_name(table.generation)])
