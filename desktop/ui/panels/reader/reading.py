"""Reading: all that the reading pane needs of one post, fetched in one go.

Knows which questions to ask the library, and turns picture bytes into pictures. Runs on the read lane; never touches a
widget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from desktop.domain.annotations import AnchorState, Annotation
from desktop.domain.entities import Entity, Mention
from desktop.domain.ids import EntityId, PostId
from desktop.domain.posts import Article, Post
from desktop.ui.clocks import clocks_for
from desktop.ui.quoted import QuoteLine, quote_lines

if TYPE_CHECKING:
    from desktop.library.library import Library

LARGEST_PICTURE_PX: Final = 2400  # on the longer side; more than any column shows
DRAWINGS: Final = (b"svg", b"svgz", b"pdf")  # they may name other files, so they are not opened

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One post and all that is painted into it.

    Attributes:
        entities: What the mentions speak of, by id.
        hits: Where the words searched for stand in the post's text.
        title_hits: Where they stand in its title.
        pictures: The pictures that the library has, by SHA-256.
        quotes: Who is quoted with what, in the order of the words.
        zone: The zone in which its time is told; None tells it in its own.
    """

    post: Post
    article: Article | None = None
    annotations: tuple[Annotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: Mapping[EntityId, Entity] = field(default_factory=dict)
    hits: tuple[Span, ...] = ()
    title_hits: tuple[Span, ...] = ()
    pictures: Mapping[str, QImage] = field(default_factory=dict)
    quotes: tuple[QuoteLine, ...] = ()
    zone: tzinfo | None = None

    def shows_the_same_as(self, other: Reading) -> bool:
        """Whether both look the same. Pictures are compared by what they are, not dot by dot."""
        is_alike = replace(self, pictures={}) == replace(other, pictures={})
        return is_alike and self.pictures.keys() == other.pictures.keys()

    @property
    def anchored(self) -> tuple[Annotation, ...]:
        """The annotations that stand on their words, in the order of the text."""
        held = (note for note in self.annotations if note.state is AnchorState.ANCHORED)
        return tuple(sorted(held, key=lambda note: (note.start, note.end)))

    @property
    def lost(self) -> tuple[Annotation, ...]:
        """The annotations whose words are gone or stand in several places."""
        return tuple(note for note in self.annotations if note.state is AnchorState.NEEDS_REVIEW)


def load_reading(
    library: Library,
    post_id: PostId,
    words: Sequence[str],
    chosen_zone: tzinfo | None = None,
) -> Reading | None:
    """Fetch a post with its annotations, mentions, hits and pictures.

    Args:
        library: The read lane's library.
        post_id: The post to show.
        words: The words of the search, to mark where they stand; may be empty.
        chosen_zone: The zone in which the reader wants times; None takes that of the post.

    Returns:
        The reading, or None if the library no longer has the post.
    """
    post = library.post(post_id)
    if post is None:
        return None
    mentions = library.mentions((post_id,))
    mentioned = {mention.entity_id for mention in mentions}
    known = library.entities(post.article_id) if mentioned else ()
    return Reading(
        post=post,
        article=library.article(post.article_id),
        annotations=library.annotations(post_ids=(post_id,)),
        mentions=mentions,
        entities={entity.id: entity for entity in known if entity.id in mentioned},
        hits=library.hit_spans(post.text, words) if words else (),
        title_hits=library.hit_spans(post.title, words) if words and post.title else (),
        pictures=_load_pictures(library, post),
        quotes=quote_lines(library, library.quotes((post_id,))),
        zone=clocks_for(library, (post.article_id,), chosen_zone).of(post.time, post.article_id),
    )


def _load_pictures(library: Library, post: Post) -> dict[str, QImage]:
    pictures = {}
    for sha256 in {figure.picture for figure in post.figures if figure.picture}:
        data = library.picture(sha256)
        picture = decode_picture(data) if data else None
        if picture is not None:
            pictures[sha256] = picture
    return pictures


def decode_picture(data: bytes) -> QImage | None:
    """Turn the bytes of a picture into one, turned upright and no larger than a column needs.

    Args:
        data: The file as it was saved.

    Returns:
        The picture, or None if the bytes are none that Qt can read.
    """
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) in DRAWINGS:
        return None
    size = reader.size()
    if max(size.width(), size.height()) > LARGEST_PICTURE_PX:
        reader.setScaledSize(_fitted(size))
    picture = reader.read()
    return None if picture.isNull() else picture


def _fitted(size: QSize) -> QSize:
    factor = LARGEST_PICTURE_PX / max(size.width(), size.height())
    return QSize(max(1, round(size.width() * factor)), max(1, round(size.height() * factor)))
