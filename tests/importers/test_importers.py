"""What every importer must do, whatever its format; the rows of the registry are the list."""

import gzip
import hashlib
import io
import random
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importer_pages import PNG, page, source
from importer_samples import PAGE, SAMPLES

from desktop.domain.blocks import BlockKind
from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError, WrongUsage
from desktop.importers.limits import MAX_MEMBERS, MAX_SOURCE_BYTES
from desktop.importers.registry import IMPORTERS, choose, read_all

SENTENCE = "The council said on Tuesday that the old quarter has to be empty before dark.\n"
TAGS = (
    "<p>|</p>|<div id=post-1001>|<article>|<time datetime=2024-03-05T09:15Z>|<h1>|<!--|-->|<img src=data:,x>|<svg>|"
    "<html>|<table><td>|<script type=application/ld+json>|</script>|<a href=x>|<meta charset=utf-16>|<base href=//[>|"
    '<figcaption>|<|"|<link rel=canonical href=http://[>|{"@type":"LiveBlogPosting","liveBlogUpdate":[|'
    '{"url":"#post-1001"}|]}|&amp;'
)
WORDS = ("\0", "\ud800", "\u202e", "\u00a0", "•", "words that go on", "\n", "(Photo: A)")
FRAGMENTS = st.sampled_from([*TAGS.split("|"), *WORDS])

pytestmark = pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)


def found_in(importer, data: bytes) -> list[Document | ReaderError]:
    """All that an importer finds, by whichever of its ways; what it raises is one error among them."""
    try:
        if importer.read is not None:
            return [importer.read(source(data, "file"))]
        if importer.read_all is not None:
            return list(importer.read_all(source(data, "file")))
        return [one for one in importer.unpack(io.BytesIO(data), "file") if not isinstance(one, Source)]
    except ReaderError as error:
        return [error]


def outcomes(importer, data: bytes) -> list[Document | tuple[str, str]]:
    """The documents, and the errors in words; any error that is no reader's error goes through."""
    return [one if isinstance(one, Document) else told(one) for one in found_in(importer, data)]


def told(error: ReaderError) -> tuple[str, str]:
    assert error.message.startswith("“file")
    assert error.hint
    return (error.kind, str(error))


def assert_all_sound(importer, data: bytes) -> None:
    for one in outcomes(importer, data):
        if isinstance(one, Document):
            assert_sound(one, data)


def assert_sound(document: Document, data: bytes) -> None:
    assert document.source_sha256 == hashlib.sha256(data).hexdigest()
    assert document.format in {importer.name for importer in IMPORTERS}
    for block in document.blocks:
        assert block.text == " ".join(block.text.split())
        assert "\0" not in block.text
        block.text.encode("utf-8")
        assert block.text or block.kind in (BlockKind.START, BlockKind.IMAGE)
        assert (block.mark is not None) == (block.kind is BlockKind.START)
        assert block.picture is None or block.picture in document.pictures
    assert all(hashlib.sha256(data).hexdigest() == digest for digest, data in document.pictures.items())
    for text in (document.title, document.url, document.site, document.language, *document.byline, *document.tags):
        (text or "").encode("utf-8")


@given(
    data=st.one_of(
        st.binary(max_size=600), st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_sound_document_or_a_readers_error(importer, data):
    assert_all_sound(importer, data)


@given(fragments=st.lists(FRAGMENTS, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_heap_of_markup_gives_a_sound_document_or_a_readers_error(importer, fragments):
    data = "".join(fragments).encode("utf-8", "surrogatepass")
    assert_all_sound(importer, data)


@settings(deadline=None)
@given(cut=st.floats(0, 1), change=st.integers(0, 255), at=st.floats(0, 0.999))
def test_a_cut_or_damaged_file_gives_sound_documents_or_readers_errors(importer, cut, change, at):
    data = bytearray(SAMPLES[importer.name])
    data[int(at * len(data))] = change
    assert_all_sound(importer, bytes(data[: round(cut * len(data))]))


def test_its_own_sample_is_known_by_its_content_and_sound(importer):
    data = SAMPLES[importer.name]
    assert choose(source(data, "file")) is importer or not importer.score(data)  # some are taken by name alone
    assert_all_sound(importer, data)
    assert not [one for one in found_in(importer, data) if isinstance(one, ReaderError)]


def test_what_an_archive_hands_out_can_be_read(importer):
    if importer.unpack is None:
        pytest.skip("only archives hand out sources")
    handed = list(importer.unpack(io.BytesIO(SAMPLES[importer.name]), "file"))
    assert handed
    for one in handed:
        assert isinstance(one, Source)
        for document in read_all(one):
            assert isinstance(document, Document)
            assert_sound(document, one.data)


def test_no_socket_is_opened(importer, monkeypatch):
    class Forbidden(socket.socket):
        def __init__(self, *_: object, **__: object) -> None:
            raise AssertionError("an importer opened a socket")

    monkeypatch.setattr(socket, "socket", Forbidden)
    remote = '<link rel=stylesheet href="http://192.0.2.7/look.css">'
    remote += '<img src="http://192.0.2.7/gate.png" alt="The dam at dawn">'
    for data in (SAMPLES[importer.name], PAGE.encode(), page(body=remote + "<p>" + SENTENCE * 5).encode()):
        outcomes(importer, data)


def test_the_same_bytes_give_the_same_document(importer):
    for data in (SAMPLES[importer.name], PAGE.encode(), SENTENCE.encode() * 3, SENTENCE.encode("utf-16")):
        assert outcomes(importer, data) == outcomes(importer, data)


def test_scores_lie_between_none_and_full(importer):
    for head in (b"", b"\0" * 50, PNG, PAGE.encode(), SENTENCE.encode(), b"\xff\xfe", bytes(range(256)) * 32):
        assert 0.0 <= importer.score(head) <= 1.0


def test_the_row_says_all_that_dialogs_show(importer):
    assert importer.name.isalpha()
    assert importer.title
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in importer.suffixes)


def test_it_can_be_asked_for_by_name_whatever_the_file_is_called(importer):
    data = SAMPLES[importer.name]
    assert choose(source(data, "a.bin"), importer.name) is importer
    if importer.unpack is None:
        assert {one.format for one in read_all(source(data, "a.bin"), importer.name)} == {importer.name}


def test_a_gzip_file_is_read_and_keeps_the_digest_of_its_own_bytes(importer):
    if importer.unpack is not None:
        pytest.skip("an archive is never unpacked as a whole")
    data = gzip.compress(SAMPLES[importer.name], mtime=0)
    packed = read_all(source(data, "file.gz"), importer.name)
    assert {one.source_sha256 for one in packed} == {hashlib.sha256(data).hexdigest()}
    plain = read_all(source(SAMPLES[importer.name], "file"), importer.name)
    assert [one.blocks for one in packed] == [one.blocks for one in plain]


def test_a_gzip_file_of_several_members_is_read_whole(importer):
    if importer.unpack is not None:
        pytest.skip("an archive is never unpacked as a whole")
    sample = SAMPLES[importer.name]
    parts = [gzip.compress(sample[at : at + 100]) for at in range(0, len(sample), 100)]
    padded = bytes(40).join(parts) + bytes(700)
    plain = read_all(source(sample, "file"), importer.name)
    for data in (b"".join(parts), padded):
        assert [one.blocks for one in read_all(source(data, "file.gz"), importer.name)] == [one.blocks for one in plain]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\0" * 3000, "neither text nor a web page"),
        (random.Random(5).randbytes(4000), "neither text nor a web page"),
        (PNG, "is a PNG picture"),
        (b"7z\xbc\xaf\x27\x1crest", "7-Zip archive"),
        (b"SQLite format 3\0rest", "SQLite database"),
        (b'<?xml version="1.0"?><urlset><url/></urlset>', "XML data"),
        (b"<!DOCTYPE lolz [<!ENTITY lol 'lol'>]><lolz>&lol;</lolz>", "XML data"),
        (b'[{"title": "a"}]', "JSON data"),
    ],
)
def test_what_is_no_article_is_named_with_a_remedy(importer, data, words):
    with pytest.raises(NotAnArticle, match=words) as error:
        choose(source(data, "file" + importer.suffixes[0]))
    assert error.value.hint


def test_a_damaged_or_endless_archive_is_refused(importer):
    whole = gzip.compress(PAGE.encode())
    bomb = gzip.compress(b"x" * (MAX_SOURCE_BYTES + 1))
    for data, words in (
        (whole[:-20], "cut off"),
        (whole[:20] + b"no" + whole[22:], "damaged|cut off"),
        (bomb, "more than 64 MB"),
        (whole + gzip.compress(b"x" * MAX_SOURCE_BYTES), "more than 64 MB"),
        (gzip.compress(b"") * (MAX_MEMBERS + 2), "more than 64 MB"),
        (whole + b"left over", "damaged"),
    ):
        with pytest.raises(CannotRead, match=words):
            read_all(source(data, "a.gz"), importer.name)


def test_a_source_that_is_too_large_is_refused_before_it_is_read(importer):
    with pytest.raises(CannotRead, match="at most 64 MB"):
        read_all(source(b" " * (MAX_SOURCE_BYTES + 1)), importer.name)


def test_an_unknown_name_lists_the_known_ones(importer):
    with pytest.raises(WrongUsage, match=importer.name):
        choose(source(PAGE), "papyrus")
