"""Writing the index: one durable commit at a time.

Import this module late: it brings Whoosh with it.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

from desktop.domain.ids import PostId
from desktop.search.commits import INDEX_NAME, Commit, FileMark, manifest_path, table_name, write_manifest
from desktop.search.documents import IndexedPost
from desktop.search.durable import checksum, sync_file, write_durably
from desktop.search.schema import fields_of, schema

MOST_SEGMENTS = 8  # small commits add one each; above this they are merged, as every one slows every search


class DurableWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer with a commit that is on the disk when it is made (see `commits`)."""

    def __init__(self, folder: Path, library: str, earlier: Commit | None) -> None:
        self.sequence = earlier.sequence if earlier else 0
        self._library = library
        self._folder = folder
        self._known = dict(earlier.files) if earlier else {}
        index = FileIndex(FileStorage(str(folder)), schema=schema(), indexname=INDEX_NAME)  # not the pickled fields
        super().__init__(index, codec=W3Codec(compression=0), timeout=5.0)

    def put(self, post: IndexedPost) -> None:
        """Add a post that is not in the index, or no longer."""
        self.add_document(**fields_of(post))

    def commit_at(self, sequence: int, *, optimize: bool = False) -> None:
        """Make what was done the newest state, together with its sequence number."""
        self.sequence = sequence
        self.commit(optimize=optimize, merge=len(self.segments) >= MOST_SEGMENTS)

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
        path = self._folder / name
        if name not in self._known:
            sync_file(path)
            self._known[name] = FileMark(path.stat().st_size, checksum(path))
        return self._known[name]


def change(commit: Commit, puts: Iterable[IndexedPost], removals: Iterable[PostId], sequence: int) -> None:
    """Take posts out and put posts in, in one commit. A post that is put replaces the one of its id."""
    posts = {post.id: post for post in puts}
    writer = DurableWriter(commit.folder, commit.library, commit)
    try:
        for post_id in {*removals, *posts}:
            writer.delete_by_term("id", post_id)
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
        writer.commit_at(sequence)
    except BaseException:
        _cancel(writer)
        raise


def _cancel(writer: DurableWriter) -> None:
    if not writer.is_closed:
        writer.cancel()


def _table_bytes(table: TOC) -> bytes:
    storage = RamStorage()
    table.write(storage, INDEX_NAME)
    return bytes(storage.files[table_name(table.generation)])
