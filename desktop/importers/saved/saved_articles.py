"""Saved articles: what one row of another reader's export becomes.

A row with text is an article, a row with an address alone is a link whose text can be fetched later, and a row with
neither is one line of the report that names it. Labels and folders become tags, highlights and notes come along.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar

from desktop.domain.blocks import ArticleKind, Block, BlockKind
from desktop.domain.documents import NOTHING_CARRIED, Carried, CarriedMark, Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.domain.times import UNKNOWN_TIME, When
from desktop.importers.limits import MAX_PARAGRAPH_CHARACTERS
from desktop.importers.pages.fragments import NOTHING, Fragment
from desktop.importers.pages.page_facts import web_address
from desktop.importers.values.digests import sha256
from desktop.importers.values.whitespace import collapse, letters, without_surrogates

Found = tuple[Document | ReaderError, ...]
Entry = TypeVar("Entry")

_PLACE: Final = re.compile(r"[^=!/:][^=]*")  # neither tracking, nor a route inside a program, nor marked words
_MOST_ENTRIES: Final = 200_000
_LONGEST_TITLE: Final = 1000
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,30}):")
_FILE_SERVERS: Final = frozenset({"ftp", "ftps", "sftp", "gopher"})
_ABOUT_ADDRESS: Final = "Only addresses that begin with http:// or https:// can be kept."


@dataclass(frozen=True, slots=True)
class Saved:
    """One article as another reader kept it. Words may be in any white space; see `Document` for the fields.

    Attributes:
        address: As it was written there; it need not be a web address.
        body: Its text, if the export holds it.
        note: The reader's note on the whole article.
        key: The name under which the source knows it; see `Document.key`.
        is_place: Whether the address names only a place on a page, or a page that several articles share, so that the
            key and not the address tells which article it is.
    """

    address: str = ""
    title: str = ""
    body: Fragment = NOTHING
    tags: tuple[str, ...] = ()
    carried: Carried = NOTHING_CARRIED
    note: str = ""
    site: str = ""
    byline: tuple[str, ...] = ()
    language: str = ""
    published: When = UNKNOWN_TIME
    modified: datetime | None = None
    key: str | None = None
    kind: ArticleKind = ArticleKind.ARTICLE
    is_place: bool = False


def read_each(
    source: Source,
    found: Iterable[tuple[str, Entry]],
    read: Callable[[Entry, str], Document | ReaderError | None],
    most: int = _MOST_ENTRIES,
) -> Found:
    """Read every entry of a file, so that one which cannot be read costs only itself.

    Args:
        source: The file.
        found: Each entry and the words for its place ("row 7").
        read: Makes a document of an entry, called with the file's name and place; None leaves it out.
        most: How many entries are read at most; how many are left out is then said at the end.

    Returns:
        A document or an error for each entry; the documents bear the digest of the file.

    Raises:
        NotAnArticle: The file holds no entry at all.
    """
    kept: list[Document | ReaderError] = []
    entries = iter(found)
    for place, entry in entries:
        if len(kept) >= most:
            kept.append(left_out(source.name, len(kept) + 1 + sum(1 for _ in entries), most))
            break
        where = f"{source.name}, {place}"
        try:
            one = read(entry, where)
        except ReaderError as error:
            one = error.with_traceback(None)  # its frames would keep everything that was read so far
        if one is not None:
            kept.append(one)
    if not kept:
        raise NotAnArticle(f"“{source.name}” holds no articles.", "Check that it is the file you meant.")
    digest = sha256(source.data)  # once for all: a large file holds many entries
    return tuple(one if isinstance(one, ReaderError) else replace(one, source_sha256=digest) for one in kept)


def numbered(things: Iterable[Entry], word: str = "entry") -> Iterator[tuple[str, Entry]]:
    """Yield each thing with the words for its place: "entry 1", "entry 2"."""
    return ((f"{word} {number}", thing) for number, thing in enumerate(things, 1))


def document(source: Source, format: str, where: str, saved: Saved) -> Document:
    """Make a document of one saved article; `read_each` gives it the digest of its file.

    Args:
        source: The file it stands in.
        format: The importer's name.
        where: The file's name and the place in it, for errors.
        saved: The article.

    Raises:
        CannotRead: It has neither a web address nor a text, or a paragraph that is too long.
    """
    url = web_address(collapse(saved.address))
    title = _title(saved.title, saved.address)
    has_text = any(letters(block.text) for block in saved.body.blocks) or bool(saved.body.pictures)
    # A feed's entry may be no more than its title.
    has_text = has_text or (saved.kind is ArticleKind.FEED_ENTRY and url is None and title is not None)
    if url is None and not has_text:
        raise _useless(where, saved)
    _refuse_excess(where, saved.body.blocks)
    carried = _with_note(saved.carried, saved.note)
    return Document(
        source_sha256="",
        format=format,
        kind=saved.kind if has_text else ArticleKind.LINK,
        title=title,
        url=url,
        blocks=(*_title_blocks(title), *saved.body.blocks) if has_text else (),
        site=collapse(saved.site) or _host(url),
        published=saved.published,
        modified=saved.modified,
        saved=carried.added or source.saved,
        language=collapse(saved.language) or None,
        byline=tuple(dict.fromkeys(name for name in map(collapse, saved.byline) if name)),
        pictures=saved.body.pictures if has_text else {},
        tags=saved.tags,
        carried=carried,
        warnings=saved.body.warnings,
        key=saved.key if saved.is_place or url is None else None,
    )


def mark(
    quote: str,
    note: str = "",
    *,
    tags: tuple[str, ...] = (),
    prefix: str = "",
    suffix: str = "",
    colour: str = "",
    created: datetime | None = None,
) -> tuple[CarriedMark, ...]:
    """Return a highlight or note with its quote on one line, or nothing if it holds no words."""
    made = CarriedMark(
        quote=collapse(quote),
        note=without_surrogates(note).strip(),
        tags=tags,
        prefix=prefix,
        suffix=suffix,
        colour=collapse(colour) or None,
        created=created,
    )
    return (made,) if made.quote or made.note else ()


def left_out(name: str, total: int, most: int) -> CannotRead:
    """Return the line of the report that says how many entries of a file were not read."""
    return CannotRead(
        f"“{name}” has {total:,} entries; {most:,} were read, and {total - most:,} were left out.",
        "Split the file and import its parts.",
    )


def broken_row(where: str) -> CannotRead:
    """Return the error for a row of a table in which a quotation mark was never closed."""
    return CannotRead(f"“{where}”: a quotation mark in it is never closed.", "Mend the row in a text editor.")


def shared_pages(addresses: Iterable[str]) -> frozenset[str]:
    """Return the pages, fragments left out, to which more than one of the addresses lead."""
    counts = Counter(address.partition("#")[0] for address in addresses)
    return frozenset(page for page, count in counts.items() if count > 1)


def is_place(address: str, shared: frozenset[str]) -> bool:
    """Whether an address names a place on a page, or one of the pages that are shared."""
    page, _, fragment = address.partition("#")
    return page in shared or bool(_PLACE.fullmatch(fragment))


def grouped(found: Sequence[Entry], key: Callable[[Entry], str]) -> list[list[Entry]]:
    """Put entries of one key together, groups in the order of their first entry."""
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        groups.setdefault(key(entry), []).append(entry)
    return list(groups.values())


def _title(stated: str, address: str) -> str | None:
    """Return a title; services write the address where they know none."""
    title = collapse(stated)[:_LONGEST_TITLE]
    return title if title and title != collapse(address) else None


def _title_blocks(title: str | None) -> tuple[Block, ...]:
    return (Block(BlockKind.TITLE, title),) if title else ()


def _with_note(carried: Carried, note: str) -> Carried:
    return replace(carried, marks=(*carried.marks, *mark("", note)))


def _host(url: str | None) -> str | None:
    host = url.split("/")[2].rpartition("@")[2].partition(":")[0].lower() if url else ""
    return host.removeprefix("www.") or None


def _useless(where: str, saved: Saved) -> ReaderError:
    shown = collapse(saved.address)[:200]
    scheme = _SCHEME.match(shown)
    if scheme and scheme[1].lower() in _FILE_SERVERS:
        return CannotRead(
            f"“{where}”: “{shown}” lies on a server for files, and no such address can be fetched.", _ABOUT_ADDRESS
        )
    if scheme and scheme[1].lower() not in ("http", "https"):
        return NotAnArticle(f"“{where}”: “{shown}” leads to no page of the web.", _ABOUT_ADDRESS)
    if shown:
        return CannotRead(f"“{where}”: “{shown}” is no web address, and there is no text.", _ABOUT_ADDRESS)
    return CannotRead(f"“{where}”: there is neither an address nor a text.", _ABOUT_ADDRESS)


def _refuse_excess(where: str, blocks: Sequence[Block]) -> None:
    longest = max((len(block.text) for block in blocks), default=0)
    if longest > MAX_PARAGRAPH_CHARACTERS:
        raise CannotRead(
            f"“{where}”: a paragraph has {longest:,} characters; at most {MAX_PARAGRAPH_CHARACTERS:,} can be read.",
            "Check that it is an article and not data.",
        )
