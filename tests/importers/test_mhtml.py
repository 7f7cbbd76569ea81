"""A page in one file: the page among its parts, its address and date, and its pictures under any name."""

import pytest
from importer_archives import mime
from importer_pages import BLOG, PNG, blog, of_kind, page, read, shown, source, update

from desktop.domain.blocks import BlockKind
from desktop.domain.errors import NotAnArticle
from desktop.importers.registry import choose, read_all

PAGE = page(blog(update(2), update(1)), body=shown(2) + shown(1))


def with_picture(name: str) -> str:
    inner = f'<figure><img src="{name}" alt="The dam"><figcaption>The dam at dawn.</figcaption></figure>'
    return page(blog(update(2), update(1)), body=shown(2, inner) + shown(1))


def test_the_page_in_it_is_read_like_the_bare_page():
    document = read(mime(PAGE, BLOG), "page.mhtml")
    assert document.format == "mhtml"
    assert document.url == BLOG
    assert document.blocks == read(PAGE).blocks


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("https://img.example/dam.png", {"Content-Location": "https://img.example/dam.png"}),
        ("../img/dam.png", {"Content-Location": "https://herald.example/torvik/img/dam.png"}),
        ("dam.png", {"Content-Location": "dam.png"}),
        ("cid:dam@herald", {"Content-ID": "<dam@herald>"}),
        ("//img.example/dam.png?a=1&amp;b=2", {"Content-Location": "https://img.example/dam.png?a=1&b=2"}),
    ],
)
def test_a_picture_among_the_parts_is_found_by_every_name(written, fields):
    data = mime(with_picture(written), BLOG, [(fields | {"Content-Type": "image/png"}, PNG)])
    document = read(data, "page.mhtml")
    assert list(document.pictures.values()) == [PNG]
    assert [block.picture for block in of_kind(document, BlockKind.IMAGE)] == list(document.pictures)


def test_the_head_says_which_part_is_the_page_and_when_it_was_saved():
    frame = page(body="<p>An advertisement in a frame, long enough to be read as a text of its own.</p>")
    head = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {BLOG}\r\nDate: Tue, 5 Mar 2024 21:00:00 +0100\r\n"
    whole = mime(
        frame,
        "https://ads.example/frame",
        [({"Content-Type": "text/html", "Content-Location": BLOG}, PAGE.encode())],
        head,
    )
    document = read(whole, "page.mhtml")
    assert document.title == "Dam day in Torvik"
    assert document.saved is not None
    assert document.saved.isoformat() == "2024-03-05T21:00:00+01:00"


def test_quoted_printable_and_the_parts_own_charset_are_undone():
    body = "<p>Die Schleuse =FCber der Stadt wurde in der Nacht ge=F6ffnet, sagte der Rat=\n am Dienstag.</p>"
    data = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        "Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        f"<html><body>{body}</body></html>\n--b--\n"
    )
    document = read(data, "page.mht")
    assert "Die Schleuse über der Stadt wurde in der Nacht geöffnet, sagte der Rat am Dienstag." in [
        block.text for block in document.blocks
    ]


def test_a_file_that_was_cut_off_or_names_no_boundary_still_gives_the_page():
    whole = mime(PAGE, BLOG)
    assert read(whole.removesuffix(b"--=-line--\r\n"), "page.mhtml").url == BLOG
    assert read(whole.replace(b'; boundary="=-line"', b""), "page.mhtml").url == BLOG


def test_mail_without_a_page_is_refused():
    data = b'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/plain\n\nHello\n--b--\n'
    with pytest.raises(NotAnArticle, match="without a web page"):
        read_all(source(data, "page.mhtml"))


def test_parts_inside_parts_end_somewhere():
    data = b""
    for number in range(3000):
        data += f'Content-Type: multipart/related; boundary="{number}"\n\n--{number}\n'.encode()
    with pytest.raises(NotAnArticle):
        read_all(source(b"MIME-Version: 1.0\n" + data))


def test_a_letter_that_only_speaks_of_such_files_is_text():
    assert choose(source(b"Dear all,\n\nContent-Type: multipart/related is what browsers write.\n")).name == "text"
