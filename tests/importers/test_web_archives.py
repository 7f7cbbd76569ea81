"""WARC and WACZ: which captures are pages, what comes along with them, and what becomes of damage."""

import gzip
import io
import json
import random
import tracemalloc
import zipfile
import zlib

import brotli
import pytest
from backports import zstd
from importer_archives import answer, package, packed, record, zipped
from importer_pages import BLOG, PNG, blog, page, shown, update

from desktop.domain.documents import Document, Source
from desktop.domain.errors import ReaderError
from desktop.importers import registry
from desktop.importers.archives import warc, zip_folder

IMAGE = "https://img.example/dam.png"
INNER = f'<figure><img src="{IMAGE}" alt="The dam"><figcaption>The dam at dawn.</figcaption></figure>'
PAGE = page(blog(update(2), update(1)), body=shown(2, INNER) + shown(1))
OTHER = "https://herald.example/torvik/other"
ARTICLE = page(
    body="<h1>High water</h1>" + "<p>The council said that the old quarter has to be empty before dark.</p>" * 3
)
RECORD = record(BLOG, answer(PAGE.encode()))
PICTURE = record(IMAGE, answer(PNG, "image/png"))
AT = "2024-03-05T21:00:00Z"


def unpacked(data: bytes, name: str = "file") -> list[Source | ReaderError]:
    importer = registry.archive_importer(data[:8192], name)
    assert importer is not None
    assert importer.unpack is not None
    return list(importer.unpack(io.BytesIO(data), name))


def sources(data: bytes) -> list[Source]:
    found = unpacked(data)
    assert not [one for one in found if isinstance(one, ReaderError)]
    return [one for one in found if isinstance(one, Source)]


def read(one: Source) -> Document:
    return registry.read(one)


@pytest.mark.parametrize(
    "data",
    [
        RECORD + PICTURE,
        packed([RECORD, PICTURE]),
        packed([PICTURE, RECORD]),
        gzip.compress(RECORD + PICTURE),
        package(packed([RECORD, PICTURE]), [(BLOG, AT)]),
        package(packed([RECORD, PICTURE]), [(BLOG, AT)], zipfile.ZIP_DEFLATED),
        package(RECORD + PICTURE, [(BLOG, AT)]),
    ],
    ids=["plain", "packed", "picture first", "packed as one", "wacz", "wacz packed again", "wacz with plain records"],
)
def test_a_captured_page_comes_with_its_picture_and_its_date(data):
    (one,) = sources(data)
    assert (one.address, one.data) == (BLOG, PAGE.encode())
    document = read(one)
    assert list(document.pictures.values()) == [PNG]
    assert document.saved is not None
    assert document.saved.isoformat() == "2024-03-05T21:00:00+00:00"


def chunked(data: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(data[at : at + 500]), data[at : at + 500]) for at in range(0, len(data), 500))
        + b"0\r\n\r\n"
    )


@pytest.mark.parametrize(
    "block",
    [
        answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip"),
        answer(zlib.compress(PAGE.encode()), Content_Encoding="deflate"),
        answer(chunked(PAGE.encode()), Transfer_Encoding="chunked"),
        answer(chunked(gzip.compress(PAGE.encode())), Transfer_Encoding="chunked", Content_Encoding="gzip"),
        answer(PAGE.encode(), Content_Encoding="gzip"),
        answer(PAGE.encode(), Transfer_Encoding="chunked"),
        answer(brotli.compress(PAGE.encode()), Content_Encoding="br"),
        answer(chunked(brotli.compress(PAGE.encode())), Transfer_Encoding="chunked", Content_Encoding="br"),
        answer(PAGE.encode(), Content_Encoding="br"),
        answer(zstd.compress(PAGE[:99].encode()) + zstd.compress(PAGE[99:].encode()), Content_Encoding="zstd"),
        answer(PAGE.encode(), Content_Encoding="zstd"),
    ],
    ids=[
        *("gzip", "deflate", "chunked", "both", "not gzip after all", "not chunked after all"),
        *("brotli", "chunked brotli", "not brotli after all", "zstandard", "not zstandard after all"),
    ],
)
def test_encodings_are_undone(block):
    (one,) = sources(packed([record(BLOG, block)]))
    assert one.data == PAGE.encode()


@pytest.mark.parametrize(("pack", "name"), [(brotli.compress, "br"), (zstd.compress, "zstd")])
def test_a_bomb_in_a_strange_encoding_is_refused_at_the_limit(pack, name):
    bomb = pack(bytes(400_000_000))
    tracemalloc.start()
    (error,) = unpacked(record(BLOG, answer(bomb, Content_Encoding=name)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 64 MB" in str(error)
    assert peak < 100_000_000


class CountedFile(io.BytesIO):
    """A file that counts what is read from it."""

    count = 0

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        self.count += len(found)
        return found


def test_a_page_in_an_archive_packed_as_one_finds_its_pictures_without_unpacking_all_for_each():
    noise = random.Random(7)
    names = [f"https://img.example/{number}.png" for number in range(200)]
    shown_pictures = "".join(f'<figure><img src="{name}"><figcaption>The dam.</figcaption></figure>' for name in names)
    records = [record(name, answer(PNG + noise.randbytes(20_000), "image/png")) for name in names]
    file = CountedFile(gzip.compress(record(BLOG, answer(page(body=shown_pictures).encode())) + b"".join(records)))
    (one,) = [one for one in warc.unpack(file, "file") if isinstance(one, Source)]
    assert list(one.parts) == names
    assert all(one.parts[name] in records[number] for number, name in enumerate(names))
    assert file.count < 20 * len(file.getvalue())


def test_an_encoding_that_cannot_be_undone_is_named():
    (error,) = unpacked(record(BLOG, answer(b"xyz", Content_Encoding="x-unheard-of")))
    assert "x-unheard-of" in str(error)


def test_a_resource_record_is_the_page_itself():
    (one,) = sources(record(BLOG, PAGE.encode(), "resource", Content_Type="text/html"))
    assert (one.address, one.data) == (BLOG, PAGE.encode())


def test_the_answers_charset_goes_with_the_page():
    (one,) = sources(record(OTHER, answer(ARTICLE.encode(), "text/html; charset=ISO-8859-2")))
    assert one.charset == "iso-8859-2"


def test_only_pages_that_were_found_are_articles():
    others = [
        record(BLOG, b"WARC", "metadata"),
        record(OTHER, answer(ARTICLE.encode(), status="404 Not Found")),
        record(f"{OTHER}/a.css", answer(b"p{}", "text/css")),
        record("urn:x", b"nothing", "resource"),
        record(OTHER, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "request"),
    ]
    assert [one.address for one in sources(packed([*others, RECORD]))] == [BLOG]


def test_a_frame_is_no_article():
    asked = b"GET /frame HTTP/1.1\r\nHost: ads.example\r\nSec-Fetch-Dest: iframe\r\n\r\n"
    frame = [record("https://ads.example/frame", answer(ARTICLE.encode()))]
    frame.append(record("https://ads.example/frame", asked, "request"))
    assert [one.address for one in sources(packed([RECORD, *frame]))] == [BLOG]


def test_two_captures_of_one_address_come_one_after_the_other():
    later = record(BLOG, answer(PAGE.replace("fell", "rose").encode()), date="2024-03-06T08:00:00Z")
    found = sources(packed([later, RECORD]))
    assert [one.saved.day for one in found if one.saved] == [5, 6]
    assert found[0].data != found[1].data


def test_a_repeated_capture_stands_for_the_first():
    digest = "sha1:ABC"
    first = record(BLOG, answer(PAGE.encode()), WARC_Payload_Digest=digest)
    same = record(BLOG, answer(b""), "revisit", "2024-03-06T08:00:00Z", WARC_Payload_Digest=digest)
    moved = record(OTHER, answer(b""), "revisit", "2024-03-07T08:00:00Z", WARC_Payload_Digest=digest)
    found = sources(packed([first, same, moved]))
    assert [one.address for one in found] == [BLOG, OTHER]
    assert found[1].data == PAGE.encode()


def test_a_picture_behind_a_redirect_or_a_repeat_is_found():
    behind = record(IMAGE, answer(b"", status="302 Found", Location="/real.png"))
    real = record("https://img.example/real.png", answer(PNG, "image/png"))
    assert list(read(sources(packed([RECORD, behind, real]))[0]).pictures.values()) == [PNG]
    first = record("https://img.example/real.png", answer(PNG, "image/png"), WARC_Payload_Digest="sha1:P")
    repeat = record(IMAGE, b"", "revisit", WARC_Payload_Digest="sha1:P")
    assert list(read(sources(packed([first, RECORD, repeat]))[0]).pictures.values()) == [PNG]


def test_a_page_that_was_cut_off_is_read_and_said_so():
    (one,) = sources(record(BLOG, answer(PAGE.encode()[:-300]), WARC_Truncated="length"))
    assert any("cut off" in warning for warning in read(one).warnings)
    (one,) = sources(RECORD[:-300])
    assert any("cut off" in warning for warning in read(one).warnings)


def test_what_stands_around_rubbish_between_records_is_read():
    found = unpacked(RECORD + b"rubbish\r\n\r\n" + record(OTHER, answer(ARTICLE.encode())))
    assert {one.address for one in found if isinstance(one, Source)} == {BLOG, OTHER}
    assert f"damaged {len(RECORD):,} bytes from its beginning" in str(found[-1])


def test_what_stands_before_a_damaged_place_is_read():
    second = record(OTHER, answer(ARTICLE.encode()))
    for data in (
        packed([RECORD, second])[:-200],
        packed([RECORD]) + b"rubbish" * 50,
        packed([RECORD]) + gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n\r\n"),
    ):
        found = unpacked(data)
        assert [one.address for one in found if isinstance(one, Source)] == [BLOG]
        (error,) = [one for one in found if isinstance(one, ReaderError)]
        assert error.message.startswith("“file”")
        assert error.hint


def test_a_bomb_among_the_records_is_refused(monkeypatch):
    monkeypatch.setattr("desktop.importers.archives.captures.MAX_SOURCE_BYTES", 200_000)
    monkeypatch.setattr("desktop.importers.archives.warc_records.UNPACKED_ALLOWANCE", 500_000)
    monkeypatch.setattr("desktop.importers.archives.warc_records.MAX_RATIO", 1)
    bomb = record(OTHER, answer(b" " * 400_000))
    found = unpacked(RECORD + bomb)
    assert [one.address for one in found if isinstance(one, Source)] == [BLOG]
    assert "larger than" in str(found[-1])
    inside = unpacked(record(OTHER, answer(gzip.compress(b" " * 400_000), Content_Encoding="gzip")))
    assert "larger than" in str(inside[0])
    whole = unpacked(packed([record(OTHER, answer(b" " * 800_000))]))
    assert "unpacks to much more" in str(whole[-1])


def test_an_endless_head_is_refused():
    for head in (b"X: y\r\n" * 5000, b"X: " + b"y" * 100_000 + b"\r\n"):
        (error,) = unpacked(b"WARC/1.1\r\n" + head + b"\r\n")
        assert "endless head" in str(error)


def test_more_captures_than_can_be_remembered_are_refused(monkeypatch):
    monkeypatch.setattr("desktop.importers.archives.captures.MAX_MEMBERS", 1)
    found = unpacked(packed([RECORD, record(OTHER, answer(ARTICLE.encode()))]))
    assert "holds more than" in str(found[-1])


def test_an_archive_without_pages_says_so():
    (error,) = unpacked(PICTURE)
    assert "no web page" in str(error)


def test_only_listed_pages_of_a_package_are_articles():
    warc = packed([RECORD, record(OTHER, answer(ARTICLE.encode()))])
    assert [one.address for one in sources(package(warc, [(OTHER, AT)]))] == [OTHER]


def test_a_package_without_a_list_gives_every_page():
    warc = packed([RECORD, record(OTHER, answer(ARTICLE.encode()))])
    data = zipped({"archive/data.warc.gz": warc, "datapackage.json": b"{}"}, 0)
    assert [one.address for one in sources(data)] == [BLOG, OTHER]


def test_the_capture_nearest_to_the_listed_date_is_taken():
    later = record(BLOG, answer(PAGE.replace("fell", "rose").encode()), date="2024-03-06T08:00:00Z")
    (one,) = sources(package(packed([RECORD, later]), [(BLOG, "2024-03-06T08:00:01Z")]))
    assert one.saved is not None
    assert one.saved.day == 6
    both = sources(package(packed([RECORD, later]), [(BLOG, "2024-03-06T08:00:01Z"), (BLOG, AT), (BLOG, AT)]))
    assert [one.saved.day for one in both if one.saved] == [5, 6]


def test_a_listed_page_that_was_not_captured_is_named():
    found = unpacked(package(packed([RECORD]), [(OTHER, AT), (BLOG, AT)]))
    assert [one.address for one in found if isinstance(one, Source)] == [BLOG]
    assert any(OTHER in str(one) for one in found if isinstance(one, ReaderError))


def test_a_digest_that_does_not_hold_is_said():
    about = {
        "resources": [{"path": "archive/data.warc.gz", "hash": "sha256:" + "0" * 64}, {"path": "gone", "hash": "md5:1"}]
    }
    data = zipped({"archive/data.warc.gz": packed([RECORD]), "datapackage.json": json.dumps(about).encode()}, 0)
    (one,) = sources(data)
    document = read(one)
    assert any("digest differs" in warning for warning in document.warnings)
    assert any("not in it" in warning for warning in document.warnings)
    assert not any(
        "digest" in warning for warning in read(sources(package(packed([RECORD]), [(BLOG, AT)]))[0]).warnings
    )


def test_a_file_that_is_listed_a_thousand_times_is_looked_at_once(monkeypatch):
    monkeypatch.setattr(zip_folder, "UNPACKED_ALLOWANCE", 0)
    monkeypatch.setattr(zip_folder, "MAX_RATIO", 100)
    about = {"resources": [{"path": "archive/data.warc.gz", "hash": "sha256:0"}] * 1000}
    data = zipped({"archive/data.warc.gz": packed([RECORD]), "datapackage.json": json.dumps(about).encode()})
    assert [one.address for one in sources(data)] == [BLOG]


def test_memory_stays_small_whatever_the_archives_size():
    chaff = random.Random(3).randbytes(200_000)
    pictures = [record(f"https://img.example/{number}.png", answer(PNG + chaff, "image/png")) for number in range(60)]
    data = b"".join([RECORD, *pictures])
    importer = registry.archive_importer(data[:8192], "file")
    assert importer is not None
    assert importer.unpack is not None
    stream = io.BytesIO(data)
    list(importer.unpack(stream, "file"))
    tracemalloc.start()
    list(importer.unpack(stream, "file"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(data) / 4


@pytest.mark.parametrize("length", [b"1\r\nX: ", b"-", b"none"])
def test_after_a_record_that_lies_about_its_length_the_next_ones_are_read(length):
    lying = record(OTHER, answer(b"<p>Words of a page.</p>")).replace(
        b"Content-Length: ", b"Content-Length: " + length, 1
    )
    *found, error = unpacked(lying + RECORD + lying + RECORD)
    assert BLOG in [one.address for one in found if isinstance(one, Source)]
    assert "damaged" in str(error)
    assert "damaged at 2 places, the first one" in str(error)
