"""EPUB: each chapter of a book becomes an article of its own, in reading order.

Keeps the pictures that a chapter shows and the notes that stand in it; the book's title is where it comes from, and a
tag that all its chapters share. A file that continues a chapter, as programs split long ones, belongs to that chapter.
For a reader who wants the whole book as one article there is a second way to read the same file, which is never chosen
by itself.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Final
from urllib.parse import unquote

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.importers.archives.page_parts import picture_parts
from desktop.importers.archives.zip_folder import ZipFolder, first_files
from desktop.importers.documents.epub_package import Chapter, Package, read_package
from desktop.importers.limits import MAX_PICTURE_BYTES, MAX_PICTURES_BYTES, MAX_TEXT_CHARACTERS
from desktop.importers.pages.fragments import read_fragment
from desktop.importers.pages.page_facts import web_address
from desktop.importers.values.decoding import decode
from desktop.importers.values.digests import sha256
from desktop.importers.values.stamps import read_instant, read_time
from desktop.importers.values.whitespace import letters

NAME: Final = "epub"
WHOLE: Final = "book"
_KIND: Final = b"application/epub+zip"
_CONTAINER: Final = "META-INF/container.xml"
_BODY: Final = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.DOTALL | re.IGNORECASE)
# In XML a tag may close itself; read as HTML, such a script or link would swallow all that follows.
_SELF_CLOSED: Final = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)[\s/>])"
    r"([a-zA-Z][\w:.-]{0,40})((?:\s[^<>]{0,2000})?)/>",
    re.IGNORECASE,
)
_MOST_WARNINGS: Final = 20
_FEWEST_LETTERS: Final = 20


@dataclass(slots=True)
class _Text:
    """What has been read of a book."""

    blocks: list[Block] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    problems: list[ReaderError] = field(default_factory=list)


def score(head: bytes) -> float:
    """How surely a file that begins so is a book, between 0 and 1."""
    names = first_files(head)
    if names[:1] == ("mimetype",) and _KIND in head[:200]:
        return 1.0
    return 0.9 if _CONTAINER in names else 0.0


def score_by_name_alone(head: bytes) -> float:
    """Say that no book is read as one article unless the reader asks for it."""
    del head
    return 0.0


def read_whole(source: Source) -> Document:
    """Read a book as one article, its chapters one after another, each under its heading.

    Raises:
        NotAnArticle: It holds no text.
        CannotRead: It is damaged, locked, or passes a limit.
    """
    folder = ZipFolder(BytesIO(source.data), source.name)
    package = read_package(folder)
    text = _Text(problems=list(folder.refused))
    if package.title:
        text.blocks.append(Block(BlockKind.TITLE, package.title))
    for chapter in package.chapters:
        try:
            _add(text, _chapter(folder, chapter))
        except ReaderError as error:
            text.problems.append(error)
        _refuse_excess(source.name, text)
    return replace(_document(source, package, text), format=WHOLE)


def read_all(source: Source) -> tuple[Document | ReaderError, ...]:
    """Read each chapter of a book as an article of its own.

    Raises:
        NotAnArticle: It holds no text.
        CannotRead: The book is damaged or locked.
    """
    folder = ZipFolder(BytesIO(source.data), source.name)
    package = read_package(folder)
    problems = list[ReaderError]()
    texts = list(_joined(_texts(folder, package, problems)))
    found = tuple(
        _as_article(source, package, member, text) for member, text in texts if _amount(text) >= _FEWEST_LETTERS
    )
    if not found:
        raise next(iter([*problems, *folder.refused]), None) or _no_text(source)
    told = {str(problem): problem for problem in (*folder.refused, *problems)}
    return (*found, *told.values())


def _texts(folder: ZipFolder, package: Package, problems: list[ReaderError]) -> Iterator[tuple[Chapter, _Text]]:
    for chapter in package.chapters:
        try:
            yield chapter, _chapter(folder, chapter)
        except ReaderError as error:
            problems.append(error)


def _joined(found: Iterator[tuple[Chapter, _Text]]) -> Iterator[tuple[str, _Text]]:
    """Join to each chapter the files that continue it: the table of contents and they themselves give them no title."""
    member, open_text = "", None
    for chapter, text in found:
        is_continued = open_text is not None and chapter.is_listed and not chapter.title and not _heading(text)
        if open_text is not None and is_continued and _amount(text) + _amount(open_text) <= MAX_TEXT_CHARACTERS:
            _add(open_text, text)
            continue
        if open_text is not None:
            yield member, open_text
        member, open_text = chapter.member, text
    if open_text is not None:
        yield member, open_text


def _as_article(source: Source, package: Package, member: str, text: _Text) -> Document:
    heading = _heading(text)
    title = heading or f"{package.title or source.name}, {posixpath.basename(member)}"
    rest = list(text.blocks)
    if heading and rest[0].kind is BlockKind.HEADING:
        rest.pop(0)
    text.blocks[:] = [Block(BlockKind.TITLE, title), *rest]
    one = _document(source, package, text)
    tags = tuple(dict.fromkeys(tag for tag in (package.title, *one.tags) if tag))
    name = next(iter(package.addresses), "") or "\n".join([package.title, *package.creators])
    return replace(one, title=title, url=None, site=package.title or one.site, tags=tags, key=f"epub\n{name}\n{member}")


def _heading(text: _Text) -> str:
    """Return the heading that a chapter begins with, or ""."""
    return next((block.text for block in text.blocks[:3] if block.kind is BlockKind.HEADING), "")


def _no_text(source: Source) -> NotAnArticle:
    return NotAnArticle(
        f"“{source.name}” is a book that shows no text.",
        "If its pages are pictures, it cannot be read here; else download or export it again.",
    )


def _document(source: Source, package: Package, text: _Text) -> Document:
    if _amount(text) < _FEWEST_LETTERS:
        raise next(iter(text.problems), None) or _no_text(source)
    return Document(
        source_sha256=sha256(source.data),
        format=NAME,
        kind=ArticleKind.BOOK,
        title=package.title or None,
        url=next((found for text in package.addresses if (found := web_address(text))), None) or source.address,
        blocks=tuple(text.blocks),
        site=package.publisher or None,
        published=read_time(package.published, "the book's date"),
        modified=read_instant(package.modified),
        language=package.language or None,
        byline=package.creators,
        pictures=text.pictures,
        tags=package.subjects,
        warnings=tuple([*(problem.message for problem in text.problems), *text.warnings][:_MOST_WARNINGS]),
    )


def _amount(text: _Text) -> int:
    return sum(len(letters(block.text)) for block in text.blocks if block.kind is not BlockKind.TITLE)


def _add(book: _Text, chapter: _Text) -> None:
    """Add a chapter to a book, its pictures within the limit for one article."""
    room = MAX_PICTURES_BYTES - sum(map(len, book.pictures.values()))
    fits = sum(map(len, chapter.pictures.values())) <= room
    if not fits:
        book.warnings.append("The pictures of the book are larger than can be kept; its later ones were left out.")
    book.blocks.extend(chapter.blocks if fits else [replace(block, picture=None) for block in chapter.blocks])
    book.pictures.update(chapter.pictures if fits else {})
    book.warnings.extend(chapter.warnings)


def _refuse_excess(name: str, text: _Text) -> None:
    amount = sum(len(block.text) for block in text.blocks)
    if amount > MAX_TEXT_CHARACTERS:
        raise CannotRead(
            f"“{name}” has more than {MAX_TEXT_CHARACTERS:,} characters.",
            "Import it as “epub”, each chapter an article.",
        )


def _chapter(folder: ZipFolder, chapter: Chapter) -> _Text:
    """Read one chapter; its title from the table of contents goes above it, unless it stands there already."""
    data = folder.read(chapter.member)
    decoded = decode(data)
    markup = _SELF_CLOSED.sub(r"<\1\2></\1>", decoded.text)
    body = _BODY.search(markup)
    parts = picture_parts(data, None, lambda address: _picture(folder, chapter.member, address))
    found = read_fragment(f"{folder.name}: {chapter.member}", body.group(1) if body else markup, parts=parts)
    blocks = [_as_in_a_book(block) for block in found.blocks]
    told = letters(chapter.title)
    if told and not any(told in letters(block.text) for block in blocks[:3]):
        blocks.insert(0, Block(BlockKind.HEADING, chapter.title))
    return _Text(blocks, dict(found.pictures), [*decoded.warnings, *found.warnings])


def _as_in_a_book(block: Block) -> Block:
    """A book has no menus and no times of posts: what would be such on a web page is text."""
    is_text = block.kind in (BlockKind.FURNITURE, BlockKind.STAMP, BlockKind.BYLINE)
    return replace(block, kind=BlockKind.TEXT) if is_text else block


def _picture(folder: ZipFolder, chapter: str, address: str) -> bytes | None:
    member = posixpath.normpath(posixpath.join(posixpath.dirname(chapter), unquote(address.partition("?")[0])))
    if not folder.has(member):
        return None
    try:
        return folder.read(member, MAX_PICTURE_BYTES)
    except ReaderError:
        return None  # the chapter keeps its caption
