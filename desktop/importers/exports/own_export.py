"""Our own export: the lossless JSON file, read back.

Posts, figures and marks come back with their ids, so that the file adds nothing to the library it came from. The posts
stand in the document twice: as they were, to be kept exactly, and as blocks, as every importer gives them.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from desktop.domain.annotations import Annotation
from desktop.domain.blocks import ArticleKind, Block, BlockKind, PostMark
from desktop.domain.corrections import Correction
from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, ReaderError
from desktop.domain.exact import Alias, ExactArticle, Found, JoinedPost, KeptMark, MachineCut, PostHistory
from desktop.domain.posts import Article, Figure, ParagraphKind, Post, PostKind
from desktop.domain.repairs import Repair
from desktop.domain.searches import SavedSearch
from desktop.importers.saved.saved_articles import Found as Read
from desktop.importers.saved.saved_articles import grouped, numbered, read_each
from desktop.importers.values.digests import sha256
from desktop.importers.values.json_values import JsonObject, field, first_words, keys_of, objects, read_source
from desktop.importers.values.plain_values import build
from desktop.importers.values.whitespace import collapse

Value = TypeVar("Value")

NAME: Final = "json"
_FORMAT: Final = re.compile(rb'"format"\s*:\s*"timeline-reader"')
_VERSION: Final = 2
MOST_VALUES: Final = 32_000_000  # twice as many as the largest export: a made-up file could hold ten times more
_KINDS: Final = {
    ParagraphKind.TEXT: BlockKind.TEXT,
    ParagraphKind.QUOTE: BlockKind.QUOTE,
    ParagraphKind.LIST: BlockKind.LIST,
    ParagraphKind.HEADING: BlockKind.HEADING,
    ParagraphKind.BACKGROUND: BlockKind.TEXT,
}


def score(head: bytes) -> float:
    """How surely a file that begins so is our own export, between 0 and 1."""
    return 1.0 if keys_of(head) and _FORMAT.search(head) else 0.0


def read_all(source: Source) -> Read:
    """Read every article of the file; one that is damaged is an error of its own.

    Raises:
        NotAnArticle: It holds no article.
        CannotRead: It is no whole JSON file, holds more values than an export can, or was written by a newer version of
            the program.
    """
    if source.data.count(b",") > MOST_VALUES:
        raise CannotRead(f"“{source.name}” holds more values than an export has.", "Export it again.")
    value = read_source(source)
    version = field(value, "version")
    if isinstance(version, int) and version > _VERSION:
        raise CannotRead(
            f"“{source.name}” was written by a newer version of the program.", "Bring the program up to date first."
        )
    reading = _Reading(value)
    found = read_each(source, numbered(objects(field(value, "articles")), "article"), reading.read)
    return _with_what_holds_everywhere(found, value)


class _Reading:
    """The parts of the file, by what they belong to."""

    def __init__(self, value: object) -> None:
        posts = objects(field(value, "posts"))
        self._posts = {_owner(group[0]): group for group in grouped(posts, _owner)}
        self._marks = {
            first_words(group[0], "post_id"): group
            for group in grouped(objects(field(value, "annotations")), lambda one: first_words(one, "post_id"))
        }
        self._histories = {first_words(one, "post_id"): one for one in objects(field(value, "histories"))}
        self._versions = _by_owner(value, "versions", "id")
        self._kept = _by_owner(value, "kept", "article_id")
        self._aliases = _by_owner(value, "aliases", "article_id")
        self._repairs = _by_owner(value, "repairs", "article_id")
        self._machine_cuts = _by_owner(value, "machine_cuts", "article_id")
        self._joined = _by_owner(value, "joined", "article_id")
        self._found = _by_owner(value, "found", "article_id")
        stated = field(value, "pictures")
        self._pictures = dict(_pictures(stated)) if isinstance(stated, dict) else {}

    def read(self, thing: JsonObject, where: str) -> Document | ReaderError:
        """Make a document of one article."""
        try:
            article = build(Article, thing)
            posts = [build(Post, one) for one in self._posts.get(article.id, [])]
            marks = [build(Annotation, one) for post in posts for one in self._marks.get(post.id, [])]
            exact = replace(
                ExactArticle(article, _in_page_order(posts), tuple(marks)),
                histories=tuple(build(PostHistory, self._histories[p.id]) for p in posts if p.id in self._histories),
                versions=tuple(build(Article, one) for one in self._versions.get(article.id, [])),
                kept=tuple(build(KeptMark, one) for one in self._kept.get(article.id, [])),
                aliases=tuple(build(Alias, one) for one in self._aliases.get(article.id, [])),
                repairs=tuple(build(Repair, one) for one in self._repairs.get(article.id, [])),
                machine_cut=_first(MachineCut, self._machine_cuts.get(article.id, [])),
                joined=tuple(build(JoinedPost, one) for one in self._joined.get(article.id, [])),
                found=_first(Found, self._found.get(article.id, [])),
            )
        except ValueError as error:
            return CannotRead(f"“{where}” is damaged: {error}.", "Export it again.")
        return _document(exact, self._pictures)


def _with_what_holds_everywhere(found: Read, value: object) -> Read:
    """Let the first article that can be read bring what is of the whole library: corrections of names, and searches."""
    first = next((n for n, one in enumerate(found) if isinstance(one, Document) and one.exact is not None), None)
    if first is None:
        return found
    document = found[first]
    assert isinstance(document, Document)
    assert document.exact is not None
    corrections, told_of_names = _built(Correction, value, "corrections", "corrections of names")
    searches, told_of_searches = _built(SavedSearch, value, "searches", "kept searches")
    exact = replace(document.exact, corrections=corrections, searches=searches)
    bringing = replace(document, exact=exact, warnings=(*document.warnings, *told_of_names, *told_of_searches))
    return (*found[:first], bringing, *found[first + 1 :])


def _built(kind: type[Value], value: object, name: str, called: str) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    """Make the values of a list, and say how many are damaged and left out."""
    made, damaged = [], 0
    for one in objects(field(value, name)):
        try:
            made.append(build(kind, one))
        except ValueError:
            damaged += 1
    return tuple(made), (f"Damaged, and left out: {damaged} of the {called}.",) if damaged else ()


def _first(kind: type[Value], stated: Sequence[JsonObject]) -> Value | None:
    return build(kind, stated[0]) if stated else None


def _by_owner(value: object, name: str, key: str) -> dict[str, list[JsonObject]]:
    """The objects of a list, by the article that they belong to."""
    groups = grouped(objects(field(value, name)), lambda one: first_words(one, key))
    return {first_words(group[0], key): group for group in groups}


def _in_page_order(posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple(sorted(posts, key=lambda post: post.ordinal))


def _owner(post: JsonObject) -> str:
    return first_words(post, "article_id")


def _pictures(stated: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures that are what their name says."""
    for name, text in stated.items():
        try:
            data = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
        except (binascii.Error, ValueError):
            continue
        if sha256(data) == name:
            yield name, data


def _document(exact: ExactArticle, pictures: Mapping[str, bytes]) -> Document:
    wanted = {figure.picture for post in exact.posts for figure in post.figures if figure.picture}
    absent = len(wanted - pictures.keys())
    article = exact.article
    return Document(
        source_sha256="",  # `read_each` knows it
        format=NAME,
        kind=article.kind,
        title=article.title,
        url=article.url,
        blocks=tuple(_blocks(exact, pictures)),
        site=article.site,
        published=article.published,
        modified=article.modified,
        language=article.language,
        byline=article.byline,
        pictures={name: pictures[name] for name in sorted(wanted & pictures.keys())},
        tags=article.tags,
        warnings=(f"{absent} pictures are not in the file; their captions are kept.",) if absent else (),
        exact=exact,
    )


def _blocks(exact: ExactArticle, pictures: Mapping[str, bytes]) -> Iterator[Block]:
    if exact.posts and collapse(exact.article.title):
        yield Block(BlockKind.TITLE, collapse(exact.article.title))
    for post in exact.posts:
        if exact.article.kind is ArticleKind.LIVE_BLOG:
            yield Block(BlockKind.START, mark=_mark(post))
        for paragraph in post.paragraphs:
            if collapse(paragraph.text):
                yield Block(_KINDS[paragraph.kind], collapse(paragraph.text))
        for figure in post.figures:
            yield from _figure(figure, pictures)


def _mark(post: Post) -> PostMark:
    return PostMark(
        key=post.id,
        url=post.url,
        title=post.title,
        published=post.time,
        byline=post.byline,
        is_summary=post.kind is PostKind.SUMMARY,
        origin="our own export",
    )


def _figure(figure: Figure, pictures: Mapping[str, bytes]) -> Iterator[Block]:
    yield Block(BlockKind.IMAGE, picture=figure.picture if figure.picture in pictures else None)
    for kind, words in ((BlockKind.CAPTION, figure.caption), (BlockKind.CREDIT, figure.credit)):
        if words and collapse(words):
            yield Block(kind, collapse(words))
