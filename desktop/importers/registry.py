"""The registry of importers: which formats can be read, and which one a file is in.

To add a format, write a module with `score` and one of `read` (one article), `read_all` (many, such as a feed or an
export of another reader) or `unpack` (an archive of files), and add one row to `IMPORTERS`; the file dialog, the drop
target, `--as` and the contract tests follow from the row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError, WrongUsage
from desktop.domain.exact import LARGEST_EXPORT_BYTES
from desktop.importers.archives import mhtml, wacz, warc, zip
from desktop.importers.documents import epub, markdown, pdf, plain_text
from desktop.importers.exports import (
    bookmarks,
    hypothesis,
    instapaper,
    karakeep,
    links,
    linkwarden,
    matter,
    omnivore,
    own_export,
    pinboard,
    pocket,
    readwise,
    wallabag,
)
from desktop.importers.limits import MAX_SOURCE_BYTES, in_megabytes
from desktop.importers.pages import html, reader_view
from desktop.importers.syndication import feeds, json_feed, opml
from desktop.importers.unpacking import unpack
from desktop.importers.values.digests import sha256
from desktop.importers.values.sniffing import HEAD_BYTES, known_binary, looks_like_data


@dataclass(frozen=True, slots=True)
class Importer:
    """One format that can be read.

    Attributes:
        name: What `--as` and reports call it.
        suffixes: How its files usually end, lower case, with the dot; they only break a tie.
        title: What the file dialog calls it.
        score: Says how much the first bytes look like the format, from 0 to 1.
        read: Makes a document of a source. Exactly one of `read`, `read_all` and `unpack` is set.
        read_all: Makes many documents of a source; an item that cannot be read is its error, and the rest goes on.
        unpack: Opens an archive, which may be larger than memory, and hands out the sources inside one by one; a member
            that cannot be read or must not be is its error.
    """

    name: str
    suffixes: tuple[str, ...]
    title: str
    score: Callable[[bytes], float]
    read: Callable[[Source], Document] | None = None
    read_all: Callable[[Source], tuple[Document | ReaderError, ...]] | None = None
    unpack: Callable[[BinaryIO, str], Iterator[Source | ReaderError]] | None = None


IMPORTERS: Final[tuple[Importer, ...]] = (
    Importer(own_export.NAME, (".json",), "Timeline Reader export", own_export.score, read_all=own_export.read_all),
    Importer(feeds.NAME, (".rss", ".atom", ".rdf", ".xml"), "Feed (RSS, Atom)", feeds.score, read_all=feeds.read_all),
    Importer(json_feed.NAME, (".json",), "Feed (JSON Feed)", json_feed.score, read_all=json_feed.read_all),
    Importer(opml.NAME, (".opml", ".xml"), "List of feeds (OPML)", opml.score, read_all=opml.read_all),
    Importer(pocket.NAME, (".csv", ".html", ".zip"), "Pocket export", pocket.score, read_all=pocket.read_all),
    Importer(instapaper.NAME, (".csv", ".html"), "Instapaper export", instapaper.score, read_all=instapaper.read_all),
    Importer(omnivore.NAME, (".zip", ".json", ".csv"), "Omnivore export", omnivore.score, read_all=omnivore.read_all),
    Importer(wallabag.NAME, (".json",), "wallabag export", wallabag.score, read_all=wallabag.read_all),
    Importer(readwise.NAME, (".csv",), "Readwise export", readwise.score, read_all=readwise.read_all),
    Importer(matter.NAME, (".csv",), "Matter export", matter.score, read_all=matter.read_all),
    Importer(karakeep.NAME, (".json",), "Karakeep export", karakeep.score, read_all=karakeep.read_all),
    Importer(linkwarden.NAME, (".json",), "Linkwarden backup", linkwarden.score, read_all=linkwarden.read_all),
    Importer(hypothesis.NAME, (".json",), "Hypothesis annotations", hypothesis.score, read_all=hypothesis.read_all),
    Importer(pinboard.NAME, (".json",), "Pinboard or Delicious export", pinboard.score, read_all=pinboard.read_all),
    Importer(bookmarks.NAME, (".html", ".json"), "Browser bookmarks", bookmarks.score, read_all=bookmarks.read_all),
    Importer(warc.NAME, (".warc",), "Web archive (WARC)", warc.score, unpack=warc.unpack),
    Importer(wacz.NAME, (".wacz",), "Web archive (WACZ)", wacz.score, unpack=wacz.unpack),
    Importer(mhtml.NAME, (".mhtml", ".mht"), "Web page in one file (MHTML)", mhtml.score, mhtml.read),
    Importer(epub.NAME, (".epub",), "EPUB book, each chapter an article", epub.score, read_all=epub.read_all),
    Importer(epub.WHOLE, (".epub",), "EPUB book as one article", epub.score_by_name_alone, epub.read_whole),
    Importer(pdf.NAME, (".pdf",), "PDF document", pdf.score, pdf.read),
    Importer(zip.NAME, (".zip",), "Zip archive of pages", zip.score, unpack=zip.unpack),
    Importer(reader_view.NAME, (".html", ".htm"), "Reading mode of a browser", reader_view.score, reader_view.read),
    Importer(html.NAME, (".html", ".htm", ".xhtml"), "Web page", html.score, html.read),
    Importer(links.NAME, (".csv", ".json"), "List of links (CSV, JSON)", links.score, read_all=links.read_all),
    Importer(plain_text.NAME, (".txt", ".text"), "Plain text", plain_text.score, plain_text.read),
    # Below plain text, because a few signs prove no Markdown: then only the suffix can decide for it.
    Importer(markdown.NAME, (".md", ".markdown"), "Markdown", markdown.score, markdown.read),
)


def choose(source: Source, format: str | None = None) -> Importer:
    """Find the importer for a source by its first bytes; the suffix only breaks a tie.

    Args:
        source: What the user gave.
        format: The name of an importer, if the user insists on one.

    Raises:
        WrongUsage: No importer has that name.
        NotAnArticle: The source is empty or of a kind that holds no article.
        CannotRead: The source is too large, or packed and damaged.
    """
    format = format or source.format
    if format is not None:
        return _named(format)
    _refuse_unusable(source)
    head = unpack(source).data[:HEAD_BYTES]
    scored = [(importer.score(head), _has_suffix(importer, source.name), importer) for importer in IMPORTERS]
    best = max(scored, key=lambda row: row[:2])
    if best[0] <= 0:
        raise _unknown(source.name, head)
    return best[2]


def read(source: Source, format: str | None = None) -> Document:
    """Make a document of a source.

    Args:
        source: What the user gave; it may be packed with gzip.
        format: The name of an importer, if the user insists on one.

    Returns:
        The document; its digest is that of the bytes as they came.

    Raises:
        WrongUsage: No importer has that name.
        NotAnArticle: There is no text in it.
        CannotRead: It is not what it says it is, damaged, or passes a limit.
    """
    found = read_all(source, format)
    if len(found) != 1:
        raise WrongUsage(f"“{source.name}” does not hold just one article.", "Read all of them.")
    if isinstance(found[0], ReaderError):
        raise found[0]
    return found[0]


def read_all(source: Source, format: str | None = None) -> tuple[Document | ReaderError, ...]:
    """Make documents of a source that is no archive.

    Args:
        source: What the user gave; it may be packed with gzip.
        format: The name of an importer, if the user insists on one.

    Returns:
        One document or error for each article in the source; the digests are those of the bytes as they came.

    Raises:
        WrongUsage: No importer has that name.
        NotAnArticle: There is nothing to read in it.
        CannotRead: It is not what it says it is, damaged, or passes a limit.
    """
    _refuse_unusable(source)
    unpacked = unpack(source)
    importer = choose(unpacked, format)
    if importer.read is not None:
        found: tuple[Document | ReaderError, ...] = (importer.read(unpacked),)
    elif importer.read_all is not None:
        found = importer.read_all(unpacked)
    else:
        raise WrongUsage(f"“{source.name}” is an archive.", "Unpack it first.")
    digest = None if unpacked is source else sha256(source.data)
    return tuple(one if isinstance(one, ReaderError) else _as_it_came(one, source, digest) for one in found)


def _as_it_came(document: Document, source: Source, digest: str | None) -> Document:
    """Add to a document what only the archive around its source knows."""
    return replace(
        document,
        source_sha256=digest or document.source_sha256,
        saved=document.saved or source.saved,
        warnings=(*source.warnings, *document.warnings),
    )


def archive_importer(head: bytes, name: str, format: str | None = None) -> Importer | None:
    """Find the importer that unpacks an archive, or None if a file is no archive.

    Args:
        head: The first bytes of the file.
        name: Its name.
        format: The name of an importer, if the user insists on one.

    Raises:
        WrongUsage: No importer has that name.
    """
    if format is not None:
        named = _named(format)
        return named if named.unpack is not None else None
    scored = [(importer.score(head), _has_suffix(importer, name), importer) for importer in IMPORTERS]
    best = max(scored, key=lambda row: row[:2])
    return best[2] if best[0] > 0 and best[2].unpack is not None else None


def _named(name: str) -> Importer:
    for importer in IMPORTERS:
        if importer.name == name:
            return importer
    known = ", ".join(importer.name for importer in IMPORTERS)
    raise WrongUsage(f"There is no format called “{name}”.", f"The formats are: {known}.")


def _has_suffix(importer: Importer, name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(importer.suffixes)


def largest_source(head: bytes) -> int:
    """How many bytes a source may have that begins so: whatever we have written ourselves can be read back."""
    return LARGEST_EXPORT_BYTES if own_export.score(head) else MAX_SOURCE_BYTES


def _refuse_unusable(source: Source) -> None:
    if not source.data:
        raise NotAnArticle(f"“{source.name}” is empty (0 bytes).", "Save or download the page again.")
    most = largest_source(source.data[:HEAD_BYTES])
    if len(source.data) > most:
        raise CannotRead(
            f"“{source.name}” has {in_megabytes(len(source.data))}; at most {in_megabytes(most)} can be read.",
            "Save the page again without its videos, or split the file.",
        )


def _unknown(name: str, head: bytes) -> NotAnArticle:
    binary = known_binary(head)
    if binary:
        return NotAnArticle(f"“{name}” is {binary}, not a text.", "Choose a saved web page or a text file.")
    data = looks_like_data(head)
    if data:
        return NotAnArticle(
            f"“{name}” is {data} data, not an article.",
            "Choose a saved web page or a text file; to read the file as it stands, import it as “text”.",
        )
    return NotAnArticle(
        f"“{name}” is neither text nor a web page: its first bytes are in no known form.",
        "Choose a saved web page or a text file.",
    )
