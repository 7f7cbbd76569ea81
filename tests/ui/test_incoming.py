"""Which files a drop or the clipboard stands for."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from desktop.ui.incoming import names_of


def as_text(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


def test_dropped_files_come_as_paths_in_their_order(tmp_path):
    mime = QMimeData()
    paths = [str(tmp_path / name) for name in ("b page.html", "a.txt")]
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    assert names_of(mime) == tuple(paths)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("/home/me/page.html", ("/home/me/page.html",)),
        ("  '/home/me/a page.html'\n", ("/home/me/a page.html",)),
        ("file:///home/me/a%20page.html", ("/home/me/a page.html",)),
        ("/one.txt\n\n/two.txt", ("/one.txt", "/two.txt")),
        ("https://example.org/live", ("https://example.org/live",)),
        ("The minister said so.", ()),
        ("/one.txt\nand some words", ()),
        ("", ()),
    ],
)
def test_copied_text_is_a_list_of_files_or_nothing(text, names):
    assert names_of(as_text(text)) == names


def test_a_home_path_is_written_out():
    assert names_of(as_text("~/page.html")) == (str(Path.home() / "page.html"),)


def test_an_empty_clipboard_is_nothing():
    assert names_of(None) == ()
    assert names_of(QMimeData()) == ()
