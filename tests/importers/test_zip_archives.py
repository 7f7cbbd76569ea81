"""Zip archives: what in them is a source, what goes with a page, and what is refused."""

import io
import random
import stat
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importer_archives import answer, book, package, packed, record, zipped
from importer_pages import BLOG, PNG, page

from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead, ReaderError
from desktop.importers import registry
from desktop.importers.archives import zip
from desktop.importers.archives.zip_folder import ZipFolder, first_files

WORDS = (
    "<p>The council of Torvik said on Tuesday that the old quarter has to be empty before dark, and no later.</p>" * 3
)
FIGURE = '<figure><img src="{}" alt="The dam"><figcaption>The dam at dawn.</figcaption></figure>'


def article(picture: str) -> bytes:
    return page(body=f"<article><h1>High water</h1>{WORDS}{FIGURE.format(picture)}{WORDS}</article>").encode()


def unpacked(data: bytes) -> list[Source | ReaderError]:
    return list(zip.unpack(io.BytesIO(data), "file.zip"))


def sources(data: bytes) -> list[Source]:
    return [one for one in unpacked(data) if isinstance(one, Source)]


def errors(data: bytes) -> list[str]:
    found = [one for one in unpacked(data) if isinstance(one, ReaderError)]
    assert all(one.message.startswith("“file.zip”") and one.hint for one in found)
    return [str(one) for one in found]


@pytest.mark.parametrize(
    ("name", "written", "picture"),
    [
        ("saved/page.html", "page_files/dam.png", "saved/page_files/dam.png"),
        ("saved/page.html", "./page_files/dam%20a.png?w=3", "saved/page_files/dam a.png"),
        ("a/b/page.htm", "../img/dam.png", "a/img/dam.png"),
        ("page.html", "Größe_files/dam.png", "Größe_files/dam.png"),
    ],
)
def test_a_page_comes_with_the_pictures_it_shows(name, written, picture):
    (one,) = sources(zipped({name: article(written), picture: PNG, "saved/page_files/other.png": PNG + b"2"}))
    assert one.name == name
    assert list(registry.read(one).pictures.values()) == [PNG]


def test_every_page_and_text_is_a_source_and_nothing_else():
    files = {
        "b.txt": b"The council said on Tuesday that the old quarter must be cleared.",
        "a.html": article("x.png"),
        "a_files/frame.html": article("x.png"),
        "a_files/style.css": b"p{}",
        "c.html": article("x.png"),
        "__MACOSX/._a.html": b"\0\5\x16\7",
        ".DS_Store": b"\0\0\0\1Bud1",
        "dam.png": PNG,
        "script.js": b"alert(1)",
        "empty.html": b"",
        "folder/": b"",
    }
    found = unpacked(zipped(files))
    assert [one.name for one in found if isinstance(one, Source)] == ["a.html", "b.txt", "c.html"]
    assert len(found) == 3


def test_an_archive_inside_is_handed_on_whole():
    warc = packed([record(BLOG, answer(article("x.png")))])
    files = {"a.warc.gz": warc, "b.zip": zipped({"page.html": article("x.png")}), "c.epub": book({"a.xhtml": WORDS})}
    found = sources(zipped(files))
    chosen = [registry.archive_importer(one.data[:8192], one.name) for one in found]
    assert [importer.name if importer else None for importer in chosen] == ["warc", "zip", None]


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_that_holds_packages_is_no_package(packing):
    inner = {"a.wacz": package(packed([record(BLOG, answer(article("x.png")))]), [(BLOG, "2024-03-05")])}
    inner["b.epub"] = book({"a.xhtml": WORDS})
    importer = registry.archive_importer(zipped(inner, packing)[:8192], "a.zip")
    assert importer is not None
    assert importer.name == "zip"


def test_what_is_one_thing_is_known_by_its_contents_wherever_they_stand():
    padding = {"AAA.bin": bytes(range(256)) * 100}
    whole = zipfile.ZipFile(io.BytesIO(book({"a.xhtml": WORDS})))
    data = zipped(padding | {name: whole.read(name) for name in whole.namelist()}, zipfile.ZIP_STORED)
    (one,) = sources(data)
    assert one.format == "epub"
    assert registry.read(one).format == "epub"
    warc = packed([record(BLOG, answer(article("x.png")))])
    package_files = padding | {"pages/pages.jsonl": f'{{"url": "{BLOG}"}}'.encode(), "archive/a.warc.gz": warc}
    assert [one.address for one in sources(zipped(package_files, zipfile.ZIP_STORED))] == [BLOG]


@pytest.mark.parametrize(
    "name",
    ["../evil.html", "a/../../evil.html", "/tmp/evil.html", "C:\\evil.html", "..\\evil.html", "\\\\host\\evil.html"],
)
def test_what_leads_out_of_the_archive_is_refused_and_the_rest_goes_on(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = zipped({name: article("x.png"), "good.html": article("x.png")})
    assert [one.name for one in sources(data)] == ["good.html"]
    (error,) = errors(data)
    assert "leads out of the archive" in error
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_stands_twice_is_said_and_the_first_one_is_read():
    data = zipped({"a.html": article("x.png"), "./a.html": b"<p>Another page.</p>"})
    assert [one.name for one in sources(data)] == ["a.html"]
    assert "“./a.html”" in "".join(errors(data))
    assert "more than once" in "".join(errors(data))


def test_files_that_share_their_bytes_are_refused():
    packed_once = io.BytesIO()
    with zipfile.ZipFile(packed_once, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", WORDS)
        archive.writestr("b.txt", WORDS)
        archive.filelist[0].compress_size += archive.filelist[1].compress_size  # reaches into the second one
    assert [one.name for one in sources(packed_once.getvalue())] == ["b.txt"]
    assert "shares its bytes" in errors(packed_once.getvalue())[0]


def test_a_link_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("page.html")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (error,) = errors(file.getvalue())
    assert "is a link" in error


def test_a_locked_file_is_refused_and_the_rest_goes_on():
    data = bytearray(zipped({"a.html": article("x.png"), "b.html": article("x.png")}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    assert [one.name for one in sources(bytes(data))] == ["b.html"]
    assert "password" in errors(bytes(data))[0]


def test_a_bomb_is_refused_and_the_rest_goes_on():
    data = zipped({"bomb.html": b" " * 20_000_000, "good.html": article("x.png")})
    assert [one.name for one in sources(data)] == ["good.html"]
    assert "times its size" in errors(data)[0]


def test_a_file_that_lies_about_its_size_is_refused_and_the_rest_goes_on():
    data = bytearray(zipped({"lie.html": article("x.png") * 50, "good.html": article("x.png")}))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(sign) + offset
        data[at : at + 4] = struct.pack("<I", 100)
    assert [one.name for one in sources(bytes(data))] == ["good.html"]
    assert "damaged" in errors(bytes(data))[0]


def test_files_that_together_unpack_to_far_more_than_texts_do_are_refused_before_the_first_is_read(monkeypatch):
    monkeypatch.setattr("desktop.importers.archives.zip_folder.UNPACKED_ALLOWANCE", 1_000_000)
    tight = {f"{number:03}.txt": b"word " * 20_000 for number in range(20)}
    assert not sources(zipped(tight))
    (error,) = errors(zipped(tight))
    assert "2 MB" in error
    assert "times its size" in error
    few = dict(list(tight.items())[:5])
    assert len(sources(zipped(few))) == 5, "what is small may be packed as tightly as it likes"


def test_a_large_archive_of_texts_as_people_write_them_is_no_bomb(monkeypatch):
    monkeypatch.setattr("desktop.importers.archives.zip_folder.UNPACKED_ALLOWANCE", 1_000)
    words = random.Random(5)
    texts = {f"{n}.txt": " ".join(words.choices(("the", "council", "said", "dam"), k=900)).encode() for n in range(9)}
    assert len(sources(zipped(texts))) == 9


def test_what_is_read_again_and_again_has_a_limit(monkeypatch):
    monkeypatch.setattr("desktop.importers.archives.zip_folder.UNPACKED_ALLOWANCE", 50_000)
    monkeypatch.setattr("desktop.importers.archives.zip_folder.MAX_RATIO", 1)
    folder = ZipFolder(io.BytesIO(zipped({"a.txt": b"word " * 4000})), "file.zip")
    folder.read("a.txt")
    folder.read("a.txt")
    with pytest.raises(CannotRead, match="unpacks to much more"):
        folder.read("a.txt")


def test_an_archive_of_more_files_than_can_be_listed_is_refused(monkeypatch):
    monkeypatch.setattr("desktop.importers.archives.zip_folder.MAX_MEMBERS", 100)
    (error,) = errors(zipped({f"{number}.txt": b"" for number in range(101)}))
    assert "101 files" in error


def test_thousands_of_files_are_handed_out_one_by_one():
    data = zipped({f"{number:05}.txt": b"The council said that the town must be cleared." for number in range(3000)})
    stream = zip.unpack(io.BytesIO(data), "file.zip")
    assert next(stream).name == "00000.txt"
    assert sum(1 for _ in stream) == 2999


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "empty archive"),
        ({"dam.png": PNG}, "holds nothing that can be read"),
        ({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}, "Office document"),
    ],
)
def test_an_archive_without_articles_says_so(files, words):
    (error,) = errors(zipped(files))
    assert words in error


def test_a_damaged_archive_says_so():
    whole = zipped({"a.html": article("x.png")})
    for data in (whole[:200], whole[:-30], b"PK\x03\x04"):
        (error,) = errors(data)
        assert "damaged" in error


def test_a_damaged_file_is_named_and_the_rest_goes_on():
    data = bytearray(zipped({"a.html": article("x.png"), "b.html": article("x.png")}))
    data[80:90] = bytes(10)
    assert [one.name for one in sources(bytes(data))] == ["b.html"]
    assert "“a.html”" in errors(bytes(data))[0]


@given(st.dictionaries(st.text(min_size=1, max_size=30), st.binary(max_size=50), max_size=5), st.data())
def test_any_archive_damaged_anywhere_gives_sources_or_readers_errors(files, draw):
    data = bytearray(zipped(files))
    if data:
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    errors(bytes(data))


def test_the_first_names_are_those_of_the_archive_itself():
    inner = zipped({"mimetype": b"application/epub+zip"}, zipfile.ZIP_STORED)
    assert first_files(zipped({"a": b"1", "b.epub": inner, "c": b"2"}, zipfile.ZIP_STORED)) == ("a", "b.epub", "c")
    assert first_files(b"PK") == ()
    folder = ZipFolder(io.BytesIO(zipped({"a": b"1"})), "file")
    assert folder.names == ("a",)
