"""Omnivore: the zip that it handed out before it closed, with texts, labels, states and highlights.

Its files are joined by the article's slug. A slug without text is a link; a text without metadata is an article without
an address. The lists in it can also be read alone, and so can its older CSV.

Source: public exports: `metadata_*.json` (lists of id, slug, title, author, url, state, readingProgress in percent,
labels, savedAt, publishedAt), `content/SLUG.html`, `highlights/SLUG.md`; CSV with url, state and labels.
"""

import re
from collections.abc import Iterator
from typing import Final

from desktop.domain.documents import Carried, Document, Source
from desktop.domain.errors import ReaderError
from desktop.importers.archives.zip_files import ZipFile, first_names
from desktop.importers.exports.quoted_notes import read_marks
from desktop.importers.pages.fragments import NOTHING, read_fragment
from desktop.importers.saved.saved_articles import Found, Saved, broken_row, document, numbered, read_each
from desktop.importers.saved.saved_values import read_moment, read_tags
from desktop.importers.values.decoding import decode
from desktop.importers.values.json_values import JsonObject, first_words, keys_of, objects, read_json, words
from desktop.importers.values.stamps import read_time
from desktop.importers.values.tables import Row, columns_of, rows_of

NAME: Final = "omnivore"
_METADATA: Final = re.compile(r"(?:^|/)(metadata_\d+_to_\d+\.json)$", re.IGNORECASE)
_CONTENT: Final = re.compile(r"(?:^|/)content/([^/]+)\.html?$", re.IGNORECASE)
_HIGHLIGHTS: Final = re.compile(r"(?:^|/)highlights/([^/]+)\.md$", re.IGNORECASE)
_KEYS: Final = frozenset({"slug", "url", "savedAt"})
_COLUMNS: Final = frozenset({"url", "state", "labels"})
_FOLDERS: Final = re.compile(r"(?:^|/)(?:content|highlights)/[^/]*$")

_Placed = tuple[str, JsonObject | ReaderError]


def score(head: bytes) -> float:
    """How surely a file that begins so is an export of Omnivore, between 0 and 1."""
    names = first_names(head)
    if any(_METADATA.search(name) for name in names):
        return 1.0
    if names and (_CONTENT.search(names[0]) or _HIGHLIGHTS.search(names[0]) or _FOLDERS.search(names[0])):
        return 0.8
    if columns_of(head) >= _COLUMNS:
        return 0.9
    return 0.9 if keys_of(head) >= _KEYS else 0.0


def read_all(source: Source) -> Found:
    """Read a zip, one of its lists, or a table.

    Raises:
        NotAnArticle: It holds no article.
        CannotRead: It is damaged.
    """
    if source.data.startswith(b"PK"):
        packed = _Packed(source)
        return read_each(source, packed.entries(), packed.read)
    if keys_of(source.data[:8192]):
        things = objects(read_json(source.name, source.data))
        return read_each(source, numbered(things), lambda thing, where: _document(source, where, thing))
    rows = ((f"row {row.number}", row) for row in rows_of(decode(source.data).text))
    return read_each(source, rows, lambda row, where: _from_row(source, where, row))


class _Packed:
    """A zip file, and which of its members belong to which slug."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._zip = ZipFile(source.name, source.data)
        self._content = dict(self._zip.matching(_CONTENT))
        self._highlights = dict(self._zip.matching(_HIGHLIGHTS))

    def entries(self) -> Iterator[_Placed]:
        """Yield each article's metadata, then what texts and highlights are left without any."""
        left = dict.fromkeys([*self._content, *self._highlights])
        for short, name in self._zip.matching(_METADATA):
            try:
                things = objects(read_json(f"{self._source.name}, {short}", self._zip.read(name)))
            except ReaderError as error:
                yield short, error
                continue
            for number, thing in enumerate(things, 1):
                left.pop(first_words(thing, "slug"), None)
                yield f"{short}, entry {number}", thing
        yield from ((slug, {"slug": slug, "title": slug}) for slug in left)

    def read(self, entry: JsonObject | ReaderError, where: str) -> Document | ReaderError:
        """Make a document of an article's metadata, with its text and highlights."""
        if isinstance(entry, ReaderError):
            return entry
        slug = first_words(entry, "slug")
        return _document(
            self._source, where, entry, self._text(self._content, slug), self._text(self._highlights, slug)
        )

    def _text(self, members: dict[str, str], slug: str) -> str:
        return decode(self._zip.read(members[slug])).text if slug in members else ""


def _document(source: Source, where: str, thing: JsonObject, content: str = "", highlights: str = "") -> Document:
    address = first_words(thing, "url", "originalArticleUrl")
    is_archived = first_words(thing, "state").lower() == "archived"
    saved = Saved(
        address=address,
        title=first_words(thing, "title"),
        body=read_fragment(where, content, address) if content else NOTHING,
        tags=read_tags(thing.get("labels")),
        carried=Carried(
            added=read_moment(thing.get("savedAt")),
            is_read=_is_read(thing),
            is_archived=is_archived,
            marks=read_marks(highlights),
        ),
        site=first_words(thing, "siteName"),
        byline=(first_words(thing, "author"),),
        published=read_time(words(thing.get("publishedAt")), "Omnivore’s publishedAt"),
        key=f"omnivore {first_words(thing, 'slug', 'id')}",
    )
    return document(source, NAME, where, saved)


def _is_read(thing: JsonObject) -> bool | None:
    progress = thing.get("readingProgress", thing.get("readingProgressPercent"))
    try:
        return float(words(progress)) >= 100 if progress is not None else None
    except ValueError:
        return None


def _from_row(source: Source, where: str, row: Row) -> Document:
    if row.is_broken:
        raise broken_row(where)
    is_archived = row.get("state").lower() == "archived"
    saved = Saved(
        address=row.get("url"),
        title=row.get("title"),
        tags=read_tags(row.get("labels")),
        carried=Carried(added=read_moment(row.get("saved at")), is_archived=is_archived),
        published=read_time(row.get("published at"), "Omnivore’s published_at"),
    )
    return document(source, NAME, where, saved)
