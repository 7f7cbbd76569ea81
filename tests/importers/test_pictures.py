"""Pictures that came along with a page, and those that did not."""

import base64
import hashlib

from importer_pages import PNG, blog, of_kind, page, read, shown, texts, update

from desktop.domain.blocks import BlockKind
from desktop.importers.limits import MAX_PICTURE_BYTES
from desktop.importers.pages.pictures import picture_address

GIF = b"GIF89a" + (40).to_bytes(2, "little") * 2 + b"rest"
PARAGRAPH = (
    "<p>The council of Torvik said on Tuesday that the old quarter has to be empty before dark, and no later.</p>"
)


def data_address(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def with_picture(address: str, **more):
    inner = f'<figure><img src="{address}" alt="The dam"><figcaption>The dam at dawn.</figcaption></figure>'
    return read(page(blog(update(2), update(1)), body=shown(2, inner) + shown(1)), **more)


def test_a_picture_inside_the_page_is_kept_by_its_digest():
    document = with_picture(data_address(PNG))
    digest = hashlib.sha256(PNG).hexdigest()
    assert document.pictures == {digest: PNG}
    assert [(block.picture, block.text) for block in of_kind(document, BlockKind.IMAGE)] == [(digest, "The dam")]
    assert texts(document, BlockKind.CAPTION) == ["The dam at dawn."]


def test_a_large_picture_inside_the_page_is_no_burden_to_its_markup():
    large = PNG + b"\0" * 5_000_000
    assert list(with_picture(data_address(large)).pictures.values()) == [large]


def test_a_picture_written_with_percent_signs_is_read():
    address = "data:image/gif," + "".join(f"%{byte:02x}" for byte in GIF)
    assert list(with_picture(address).pictures.values()) == [GIF]


def test_a_picture_in_the_folder_beside_the_page_is_found():
    for address in ("page_files/dam.png", "./page_files/dam.png", "page_files/dam.png?w=600"):
        assert list(with_picture(address, parts={"page_files/dam.png": PNG}).pictures.values()) == [PNG]
    assert list(with_picture("caf%C3%A9/dam.png", parts={"café/dam.png": PNG}).pictures.values()) == [PNG]


def test_the_same_picture_twice_is_kept_once():
    inner = f'<img src="{data_address(PNG)}" alt="a"><img src="{data_address(PNG)}" alt="b">'
    document = read(page(blog(update(2), update(1)), body=shown(2, inner) + shown(1)))
    assert len(document.pictures) == 1
    assert len(of_kind(document, BlockKind.IMAGE)) == 2


def test_a_picture_that_is_not_in_the_file_leaves_its_caption():
    document = with_picture("https://img.example/dam.jpg")
    assert document.pictures == {}
    assert [block.picture for block in of_kind(document, BlockKind.IMAGE)] == [None]
    assert texts(document, BlockKind.CAPTION) == ["The dam at dawn."]
    assert any("1 picture not in the file" in warning for warning in document.warnings)


def test_what_is_no_safe_picture_is_left_out_and_said_so():
    for data, kind in ((b"<svg onload='x()'></svg>", "image/svg+xml"), (b"<script>", "image/png"), (b"", "image/png")):
        document = with_picture(data_address(data, kind))
        assert document.pictures == {}
        assert any("not a PNG, JPEG, GIF or WebP" in warning for warning in document.warnings)


def test_a_picture_that_is_too_large_is_left_out_and_said_so():
    document = with_picture("big.png", parts={"big.png": PNG + b"\0" * MAX_PICTURE_BYTES})
    assert document.pictures == {}
    assert any("larger than 20 MB" in warning for warning in document.warnings)


def test_dots_and_icons_are_no_pictures():
    dot = PNG[:16] + (1).to_bytes(4, "big") * 2 + PNG[24:]
    inner = f'<img src="{data_address(dot)}"><img src="{data_address(PNG)}" width="16" height="16">'
    document = read(page(blog(update(2), update(1)), body=shown(2, inner) + shown(1)))
    assert document.pictures == {}
    assert of_kind(document, BlockKind.IMAGE) == []


def test_an_article_keeps_the_pictures_between_its_paragraphs():
    figure = f'<figure><img src="{data_address(PNG)}" alt="The dam"><figcaption>The dam at dawn.</figcaption></figure>'
    menu = f"<nav><img src='{data_address(GIF, 'image/gif')}'></nav>"
    body = f"{menu}<article><h1>High water</h1>{PARAGRAPH * 3}{figure}{PARAGRAPH * 3}</article>"
    document = read(page(body=body))
    assert list(document.pictures.values()) == [PNG]
    assert texts(document, BlockKind.CAPTION) == ["The dam at dawn."]


def test_a_picture_that_is_loaded_later_is_known_by_its_own_address() -> None:
    placeholder = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    assert picture_address({"src": placeholder, "data-src": "gate.png"}) == "gate.png"
    assert picture_address({"srcset": "small.png 320w,large.png 1280w, x.png"}) == "large.png"
    assert picture_address({"src": "gate.png", "srcset": "large.png 2x"}) == "gate.png"
    assert picture_address({"src": placeholder}) == placeholder
    assert picture_address({}) == ""
