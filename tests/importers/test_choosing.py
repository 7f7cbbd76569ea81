"""Which importer takes a file: its content decides, its name only breaks a tie."""

import pytest
from importer_pages import page, source

from desktop.importers.registry import choose, read

PARAGRAPH = "<p>The council said on Tuesday that the old quarter has to be empty before dark.</p>"
TEXT = "The council said on Tuesday that the old quarter has to be empty before dark.\n"


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page", "page.jpg"])
@pytest.mark.parametrize(
    "data",
    [
        page(body=PARAGRAPH).encode(),
        b"\xef\xbb\xbf\n <!-- saved from url=(0019)http://a.example/ -->\n<HTML>" + PARAGRAPH.encode(),
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>' + PARAGRAPH.encode(),
        ("<div>" + PARAGRAPH).encode(),
        page(body=PARAGRAPH).encode("utf-16"),
        page(body=PARAGRAPH).encode("utf-16-le"),
        b"<html>\0" + PARAGRAPH.encode(),
    ],
    ids=["page", "comment first", "xhtml", "fragment", "utf-16", "utf-16 without mark", "zeros"],
)
def test_markup_is_html_whatever_its_name(name, data):
    assert choose(source(data, name)).name == "html"


@pytest.mark.parametrize("name", ["dump.txt", "dump.html", "dump"])
@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "- a list\n- of things",
        "He wrote <b>once</b> and x < y",
        "[Note] Nothing here",
        "{He said}",
        "•\u00a0First",
        "# A heading",
    ],
)
def test_words_are_text_whatever_their_name(name, text):
    assert choose(source(text, name)).name == "text"


def test_text_in_old_encodings_is_text():
    assert (
        read(source("Früh öffnete die Schleuse.\n".encode("cp1252") * 9, "a.txt")).blocks[0].text
        == "Früh öffnete die Schleuse."
    )
