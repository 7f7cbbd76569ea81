"""The same page as a bare file, in one file, with its folder and in archives: one article with the same posts."""

import base64
import gzip
import io

import pytest
from importer_archives import answer, mime, package, packed, record, zipped
from importer_pages import BLOG, PNG, blog, page, shown, update
from segmentation import WEIGHTS

from desktop.domain.documents import Document, Source
from desktop.domain.errors import ReaderError
from desktop.importers import registry
from desktop.timeline import cutting
from desktop.timeline.versions import identity

IMAGE = "https://img.example/gate.png"
FIGURE = '<figure><img src="{}" alt="The gate"><figcaption>The gate at dawn.</figcaption></figure>'
DATE = "2024-03-05T21:00:00Z"


def live(picture: str) -> bytes:
    return page(blog(update(2), update(1)), body=shown(2, FIGURE.format(picture)) + shown(1)).encode()


def plain(picture: str) -> bytes:
    words = (
        "<p>The council of Torvik said on Tuesday that the old quarter has to be empty before dark, and no later.</p>"
        * 3
    )
    head = f'<link rel="canonical" href="{BLOG}">'
    return page(
        body=f"<article><h1>High water</h1>{words}{FIGURE.format(picture)}{words}</article>", head=head
    ).encode()


def archived(made) -> list[bytes]:
    return [record(BLOG, answer(made(IMAGE))), record(IMAGE, answer(PNG, "image/png"))]


FORMS = {
    "html": lambda made: ("page.html", made(f"data:image/png;base64,{base64.b64encode(PNG).decode()}")),
    "html.gz": lambda made: (
        "page.html.gz",
        gzip.compress(made(f"data:image/png;base64,{base64.b64encode(PNG).decode()}")),
    ),
    "mhtml": lambda made: ("page.mhtml", mime(made(IMAGE).decode(), BLOG, [({"Content-Location": IMAGE}, PNG)])),
    "zip": lambda made: ("page.zip", zipped({"page.html": made("page_files/gate.png"), "page_files/gate.png": PNG})),
    "warc": lambda made: ("page.warc", b"".join(archived(made))),
    "warc.gz": lambda made: ("page.warc.gz", packed(archived(made))),
    "wacz": lambda made: ("page.wacz", package(packed(archived(made)), [(BLOG, DATE)])),
}


def read(name: str, data: bytes) -> Document:
    importer = registry.archive_importer(data[:8192], name)
    if importer is None or importer.unpack is None:
        return registry.read(Source(name, data))
    (one,) = importer.unpack(io.BytesIO(data), name)
    assert not isinstance(one, ReaderError)
    return registry.read(one)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("made", [live, plain], ids=["live", "article"])
def test_one_page_is_one_article_in_every_form(form, made):
    bare, other = read(*FORMS["html"](made)), read(*FORMS[form](made))
    article = identity.article_id(bare)
    assert identity.article_id(other) == article
    assert other.title == bare.title
    assert cutting.cut(other, article, WEIGHTS).posts == cutting.cut(bare, article, WEIGHTS).posts
    assert list(other.pictures.values()) == [PNG]
