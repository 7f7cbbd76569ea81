"""EPUB packages: what a book says about itself, and in which order its chapters stand.

Follows the container to the package file, and from there the spine, the table of contents (EPUB 3) or the NCX (EPUB 2).
XML is read without entities and without a DTD, so no file can make it grow or reach outside.

Source: EPUB 3.3 and EPUB 2.0.1; `META-INF/encryption.xml` also names fonts that are only disguised, which is no lock.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from desktop.domain.errors import CannotRead, ReaderError
from desktop.importers.archives.zip_folder import ZipFolder
from desktop.importers.pages.markup import attribute, parse
from desktop.importers.values.decoding import decode
from desktop.importers.values.whitespace import collapse
from desktop.importers.values.xml_text import read_xml

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_CHAPTERS: Final = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_MOST_XML: Final = 16 * 1024 * 1024
_MOST_CHAPTERS: Final = 5_000
_LONGEST_TITLE: Final = 500


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of the spine.

    Attributes:
        member: Its name.
        title: Its title in the table of contents, if it stands there.
        is_listed: Whether the book has a table of contents at all.
    """

    member: str
    title: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A book: what it says about itself, each as it is written there, and its chapters in reading order."""

    title: str
    creators: tuple[str, ...]
    language: str
    publisher: str
    published: str
    modified: str
    addresses: tuple[str, ...]
    subjects: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def read_package(folder: ZipFolder) -> Package:
    """Read the package file of a book.

    Raises:
        CannotRead: A file that it needs is missing, damaged, or leads out of the book; or the book is locked.
    """
    path = _package_path(folder)
    tree = _xml(folder, path)
    manifest = _Manifest(folder, posixpath.dirname(path), tree)
    spine = list(manifest.spine())
    _refuse_locked(folder, spine)
    titles = manifest.titles()
    stated = _Stated(tree)
    return Package(
        title=stated.first("title"),
        creators=stated.every("creator"),
        language=stated.first("language"),
        publisher=stated.first("publisher"),
        published=stated.first("date"),
        modified=stated.property("dcterms:modified"),
        addresses=(*stated.every("source"), *stated.every("identifier")),
        subjects=stated.every("subject"),
        chapters=tuple(Chapter(member, titles.get(member, ""), bool(titles)) for member in spine),
    )


class _Stated:
    """The metadata of a package."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401 - lxml's elements have no types
        self._elements = [one for one in tree.iter("{*}metadata") for one in one.iter() if isinstance(one.tag, str)]

    def every(self, name: str) -> tuple[str, ...]:
        """Return each stated value of a name, in order, each once."""
        values = (collapse("".join(one.itertext())) for one in self._elements if _local(one) == name)
        return tuple(dict.fromkeys(value for value in values if value))

    def first(self, name: str) -> str:
        """Return the first stated value of a name, or ""."""
        return next(iter(self.every(name)), "")

    def property(self, name: str) -> str:
        """Return the value of a `<meta property>`, or ""."""
        found = (one for one in self._elements if _local(one) == "meta" and one.get("property") == name)
        return next((collapse("".join(one.itertext())) for one in found), "")


class _Manifest:
    """The files that a package lists."""

    def __init__(self, folder: ZipFolder, base: str, tree: Any) -> None:  # noqa: ANN401 - as above
        self._folder = folder
        self._tree = tree
        self._listed: dict[str, tuple[str, str, str]] = {}
        for one in tree.iter("{*}item"):
            member = _resolved(base, one.get("href") or "")
            named = (member, (one.get("media-type") or "").lower(), one.get("properties") or "")
            self._listed.setdefault(one.get("id") or "", named)

    def spine(self) -> Iterator[str]:
        """Yield the chapters in reading order, each once; the table of contents itself is none."""
        seen = set()
        for one in self._tree.iter("{*}itemref"):
            member, kind, properties = self._listed.get(one.get("idref") or "", ("", "", ""))
            if kind in _CHAPTERS and "nav" not in properties.split() and member not in seen:
                seen.add(member)
                yield member
                if len(seen) >= _MOST_CHAPTERS:
                    return

    def titles(self) -> dict[str, str]:
        """Return the title of each file in the table of contents; what cannot be read has none."""
        for member, kind, properties in self._listed.values():
            try:
                if "nav" in properties.split():
                    found = self._from_nav(member)
                elif kind == "application/x-dtbncx+xml":
                    found = self._from_ncx(member)
                else:
                    continue
            except ReaderError:
                continue  # the chapters then have the titles that stand in them
            if found:
                return found
        return {}

    def _from_nav(self, member: str) -> dict[str, str]:
        page = parse(member, decode(self._folder.read(member, _MOST_XML)).text)
        navs = page.tree.css("nav")
        lists = [nav for nav in navs if attribute(nav, "epub:type") == "toc"] or navs[:1]
        links = [link for nav in lists for link in nav.css("a")]
        return _first_titles(
            (_resolved(posixpath.dirname(member), attribute(link, "href")), link.text()) for link in links
        )

    def _from_ncx(self, member: str) -> dict[str, str]:
        tree = _xml(self._folder, member)
        return _first_titles(
            (_resolved(posixpath.dirname(member), content.get("src") or ""), "".join(label.itertext()))
            for point in tree.iter("{*}navPoint")
            for content in point.iterchildren("{*}content")
            for label in point.iterchildren("{*}navLabel")
        )


def _first_titles(found: Iterator[tuple[str, str]]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for member, title in found:
        if collapse(title):
            titles.setdefault(member, collapse(title)[:_LONGEST_TITLE])
    return titles


def _package_path(folder: ZipFolder) -> str:
    if not folder.has(_CONTAINER):
        raise CannotRead(
            f"“{folder.name}” is not a whole book: its container file is missing.", "Download or export the book again."
        )
    for one in _xml(folder, _CONTAINER).iter("{*}rootfile"):
        path = posixpath.normpath(one.get("full-path") or ".")
        if folder.has(path):
            return path
    raise (
        folder.refused[0]
        if folder.refused
        else CannotRead(
            f"“{folder.name}” is not a whole book: the file that lists its chapters is missing.",
            "Download or export the book again.",
        )
    )


def _refuse_locked(folder: ZipFolder, spine: list[str]) -> None:
    if not folder.has(_ENCRYPTION):
        return
    locked = {_resolved("", one.get("URI") or "") for one in _xml(folder, _ENCRYPTION).iter("{*}CipherReference")}
    if locked.intersection(spine):
        raise CannotRead(
            f"“{folder.name}” is locked with copy protection.",
            "Get the book without it, or read it where it was bought.",
        )


def _resolved(base: str, href: str) -> str:
    """Return the name of the file that a reference leads to."""
    return posixpath.normpath(posixpath.join(base, unquote(href.partition("#")[0]))).lstrip("/")


def _xml(folder: ZipFolder, member: str) -> Any:  # noqa: ANN401 - lxml's elements have no types
    from lxml import etree  # noqa: PLC0415 - only books need it

    text = read_xml(f"{folder.name}: {member}", folder.read(member, _MOST_XML)).text
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise CannotRead(
            f"“{folder.name}”: the file “{member}” in it is damaged.", "Download or export the book again."
        ) from error


def _local(element: Any) -> str:  # noqa: ANN401 - as above
    return str(element.tag).rpartition("}")[2]
