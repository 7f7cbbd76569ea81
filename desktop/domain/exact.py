"""What our own export brings back: an article as another library kept it, ids, times and marks included.

Why it is not cut and placed again: posts of a page without marks may fall differently under a later version of the
program, and a mark must come back to the very post it was made on.

What the reader said of the cut and of names comes along, with what the machine had made of both: so it can be taken
back there as here, and is carried out again when the page itself is imported.
"""

from dataclasses import dataclass
from typing import Final

from desktop.domain.annotations import Annotation
from desktop.domain.carried import CarriedMark
from desktop.domain.corrections import Correction
from desktop.domain.entities import Findings
from desktop.domain.ids import AnnotationId, ArticleId, PostId
from desktop.domain.posts import Article, Figure, Paragraph, Post
from desktop.domain.repairs import Repair
from desktop.domain.searches import SavedSearch

LARGEST_EXPORT_BYTES: Final = 512 * 1024 * 1024
"""No export is written that is larger, for it could not be read back; a backup has no such limit."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a post said before a version of its page brought newer words (`replaced_in`)."""

    replaced_in: int
    revision: int
    title: str | None
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class PostHistory:
    """What became of a post, on its page and with the reader.

    Attributes:
        added_in: The version of the article that brought it.
        changed_in: The newest version that changed its words.
        gone_in: The version that no longer showed it.
        wordings: What it said before, oldest first.
    """

    post_id: PostId
    added_in: int = 1
    changed_in: int | None = None
    gone_in: int | None = None
    is_read: bool = False
    is_starred: bool = False
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptMark:
    """A mark that came along from another reader. Once it is placed, the reader may have removed or changed it."""

    id: AnnotationId
    article_id: ArticleId
    mark: CarriedMark
    is_placed: bool


@dataclass(frozen=True, slots=True)
class Alias:
    """Another id under which an article is known, as when its link had another address."""

    id: ArticleId
    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class MachineCut:
    """The newest version of an article as the machine cut it, in page order, before the reader repaired anything."""

    article_id: ArticleId
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class JoinedPost:
    """A post that the reader joined with another one, and what only the library knows of it, should it come back.

    Attributes:
        revision: See `Post`.
        history: Its own, as it was when it was joined.
        is_other_read: Whether the other one was read then.
        is_other_starred: Whether the other one was starred then.
    """

    article_id: ArticleId
    revision: int
    history: PostHistory
    is_other_read: bool = False
    is_other_starred: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a machine found in an article, before the reader corrected any of it."""

    article_id: ArticleId
    findings: Findings


@dataclass(frozen=True, slots=True)
class ExactArticle:
    """An article as it was exported.

    Attributes:
        article: As it stood in the library that wrote the file.
        posts: In page order. They may be a selection: a post that is not among them is not gone.
        annotations: Those on the posts.
        histories: Of the posts; a file of an older program has none.
        versions: The article as of its versions before, oldest first.
        kept: Marks that came along from other readers.
        aliases: Its other ids.
        repairs: What the reader said of its cut, as far as it concerns the posts.
        machine_cut: What the machine made of the words of the posts; None without repairs.
        joined: Posts of its own that the reader joined with others.
        found: The names and quotes that were found in the posts; None if nobody has looked for any.
        corrections: What the reader said of names. They hold for a whole library, so the first article of a file
            brings those of all.
        searches: Those that the reader keeps; they come with the first article, too.
    """

    article: Article
    posts: tuple[Post, ...]
    annotations: tuple[Annotation, ...] = ()
    histories: tuple[PostHistory, ...] = ()
    versions: tuple[Article, ...] = ()
    kept: tuple[KeptMark, ...] = ()
    aliases: tuple[Alias, ...] = ()
    repairs: tuple[Repair, ...] = ()
    machine_cut: MachineCut | None = None
    joined: tuple[JoinedPost, ...] = ()
    found: Found | None = None
    corrections: tuple[Correction, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
