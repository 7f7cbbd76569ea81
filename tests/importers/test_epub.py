"""Books: reading order, titles, pictures, and what is refused."""

import io
import zipfile

import pytest
from importer_archives import book, zipped
from importer_pages import PNG, source, texts
from segmentation import WEIGHTS

from desktop.domain.blocks import BlockKind
from desktop.domain.documents import Document
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.importers import registry
from desktop.timeline import cutting
from desktop.timeline.versions import identity

SENTENCE = "The council of Torvik said on Tuesday that the old quarter has to be empty before dark."
LINKS = '<li><a href="one.xhtml">The dam</a></li><li><a href="two.xhtml#x">The town</a></li>'
NAV = f'<nav epub:type="toc"><ol>{LINKS}</ol></nav>'
CHAPTERS = {"one.xhtml": f"<p>One. {SENTENCE}</p>", "two.xhtml": f"<h1>The town</h1><p>Two. {SENTENCE}</p>"}


def read(data: bytes) -> Document:
    return registry.read(source(data, "dam.epub"), "book")


def chapters(data: bytes) -> list[Document | ReaderError]:
    return list(registry.read_all(source(data, "dam.epub")))


def test_a_book_can_be_one_article_with_its_chapters_under_their_headings():
    document = read(book(CHAPTERS, nav=NAV))
    assert (document.format, document.title) == ("book", "Dam days")
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.TITLE, "Dam days"),
        (BlockKind.HEADING, "The dam"),
        (BlockKind.TEXT, f"One. {SENTENCE}"),
        (BlockKind.HEADING, "The town"),
        (BlockKind.TEXT, f"Two. {SENTENCE}"),
    ]


def test_the_spine_decides_the_order_and_not_the_archive():
    whole = zipfile.ZipFile(io.BytesIO(book(CHAPTERS)))
    names = ["mimetype", *sorted(whole.namelist()[1:], reverse=True)]
    document = read(zipped({name: whole.read(name) for name in names}))
    assert [text[:4] for text in texts(document, BlockKind.TEXT)] == ["One.", "Two."]


def test_titles_come_from_an_old_table_of_contents_too():
    ncx = (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://127.0.0.1:9/ncx.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>The dam</text></navLabel>'
        '<content src="one.xhtml"/></navPoint></navMap></ncx>'
    )
    data = book(CHAPTERS, more={"OPS/toc.ncx": ncx.encode()})
    files = zipfile.ZipFile(io.BytesIO(data))
    listed = b'<manifest><item id="t" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    changed = {name: files.read(name).replace(b"<manifest>", listed) for name in files.namelist()}
    assert texts(read(zipped(changed)), BlockKind.HEADING) == ["The dam", "The town"]


def test_what_the_book_says_about_itself_is_kept():
    stated = "".join(
        f'<dc:{name} xmlns:dc="http://purl.org/dc/elements/1.1/">{value}</dc:{name}>'
        for name, value in (
            ("creator", "Jo Ling"),
            ("creator", "Ann Lee"),
            ("language", "en-GB"),
            ("date", "2024-03-05T09:00:00Z"),
            ("publisher", "Torvik Press"),
            ("subject", "water"),
            ("identifier", "urn:isbn:1"),
            ("source", "https://torvik.example/dam"),
        )
    )
    document = read(book(CHAPTERS, stated + '<meta property="dcterms:modified">2024-03-06T10:00:00Z</meta>'))
    assert (document.byline, document.language, document.site) == (("Jo Ling", "Ann Lee"), "en-GB", "Torvik Press")
    assert (document.url, document.tags) == ("https://torvik.example/dam", ("water",))
    assert document.published.earliest is not None
    assert document.published.earliest.isoformat() == "2024-03-05T09:00:00+00:00"
    assert document.modified is not None


def test_pictures_come_along_with_their_captions():
    figure = '<figure><img src="../img/dam%20a.png" alt=""/><figcaption>The dam at dawn.</figcaption></figure>'
    document = read(book({"text/one.xhtml": f"{figure}<p>{SENTENCE}</p>"}, more={"OPS/img/dam a.png": PNG}))
    assert list(document.pictures.values()) == [PNG]
    assert texts(document, BlockKind.CAPTION) == ["The dam at dawn."]


def test_tags_that_close_themselves_swallow_nothing():
    document = read(book({"one.xhtml": f'<script src="a.js"/><a id="x"/><title/><p>One. {SENTENCE}</p>'}))
    assert texts(document, BlockKind.TEXT) == [f"One. {SENTENCE}"]


def test_section_numbers_make_no_live_page_of_a_book():
    sections = "".join(f"<dl><dt>4.{number}</dt><dd>{SENTENCE}</dd></dl>" for number in range(10, 20))
    document = read(book({"one.xhtml": sections}))
    assert len(cutting.cut(document, identity.article_id(document), WEIGHTS).posts) == 1


def test_each_chapter_is_an_article_of_its_own():
    one, two = chapters(book(CHAPTERS, nav=NAV))
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert [one.title, two.title] == ["The dam", "The town"]
    assert [one.site, one.tags, one.format] == ["Dam days", ("Dam days",), "epub"]
    assert [block.kind for block in two.blocks] == [BlockKind.TITLE, BlockKind.TEXT]
    assert identity.article_id(one) != identity.article_id(two)


def test_a_chapter_stays_the_same_article_when_its_words_change():
    changed = CHAPTERS | {"one.xhtml": "<p>Another text altogether, and quite a different one.</p>"}
    old, new = chapters(book(CHAPTERS, nav=NAV)), chapters(book(changed, nav=NAV))
    assert [identity.article_id(one) for one in old] == [identity.article_id(one) for one in new]


def test_a_file_that_continues_a_chapter_belongs_to_it():
    split = {"one.xhtml": f"<p>One. {SENTENCE}</p>", "one-b.xhtml": f"<p>On. {SENTENCE}</p>", **CHAPTERS}
    one, two = chapters(book(split, nav=NAV))
    assert [block.text[:3] for block in one.blocks] == ["The", "One", "On."]
    assert two.title == "The town"
    assert len(chapters(book(split))) == 3  # without a table of contents nothing says that it continues


def test_notes_stay_with_the_chapter_they_stand_in():
    note = '<aside epub:type="footnote" id="n1"><p>1. Measured at the lower gate.</p></aside>'
    (one,) = chapters(book({"one.xhtml": f"<h1>The dam</h1><p>{SENTENCE}<sup>1</sup></p>{note}"}))
    assert "1. Measured at the lower gate." in texts(one, BlockKind.TEXT)


def test_a_damaged_chapter_costs_only_itself():
    files = zipfile.ZipFile(io.BytesIO(book(CHAPTERS, nav=NAV)))
    held = {name: files.read(name) for name in files.namelist() if name != "OPS/one.xhtml"}
    found = chapters(zipped(held))
    assert [one.title for one in found if isinstance(one, Document)] == ["The town"]
    assert ["one.xhtml" in str(one) for one in found if isinstance(one, ReaderError)] == [True]


def encrypted(member: str) -> dict[str, bytes]:
    text = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
        'xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData>'
        f'<CipherReference URI="{member}"/></CipherData></EncryptedData></encryption>'
    )
    return {"META-INF/encryption.xml": text.encode()}


def test_a_locked_book_is_refused_and_disguised_fonts_are_no_lock():
    with pytest.raises(CannotRead, match="copy protection"):
        read(book(CHAPTERS, more=encrypted("OPS/one.xhtml")))
    assert read(book(CHAPTERS, more=encrypted("OPS/fonts/a.otf"))).title == "Dam days"


def test_a_damaged_chapter_is_said_and_the_rest_goes_on():
    bomb = {"one.xhtml": " " * 20_000_000, "two.xhtml": f"<p>Two. {SENTENCE}</p>"}
    document = read(book(bomb))
    assert texts(document, BlockKind.TEXT) == [f"Two. {SENTENCE}"]
    assert any("OPS/one.xhtml" in warning and "times its size" in warning for warning in document.warnings)
    assert sorted(type(one).__name__ for one in chapters(book(bomb))) == ["CannotRead", "Document"]


def test_a_book_that_leads_out_of_itself_is_refused():
    data = zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b'<container><rootfile full-path="../../a.opf"/></container>',
            "../../a.opf": b"<package/>",
        }
    )
    with pytest.raises(CannotRead, match="leads out of the archive"):
        read(data)


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "file:///etc/passwd">',
        '<!ENTITY c SYSTEM "http://127.0.0.1:9/x">',
    ],
)
def test_entities_are_neither_expanded_nor_fetched(declared):
    files = zipfile.ZipFile(io.BytesIO(book(CHAPTERS)))
    doctype = f"<!DOCTYPE package [{declared}]><package ".encode()
    changed = {name: files.read(name) for name in files.namelist()}
    opf = changed["OPS/book.opf"].replace(b"<package ", doctype).replace(b"Dam days", b"Dam &c; days")
    with pytest.raises(CannotRead, match="entities"):
        chapters(zipped(changed | {"OPS/book.opf": opf}))


def test_a_book_of_pictures_says_so():
    with pytest.raises(NotAnArticle, match="shows no text"):
        read(book({"one.xhtml": '<img src="a.png" alt=""/>'}))


def test_mark_up_nested_very_deep_is_refused_in_words():
    with pytest.raises(ReaderError):
        read(book({"one.xhtml": "<div>" * 200_000 + SENTENCE}))
