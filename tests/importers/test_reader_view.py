"""Pages saved from a browser's reading mode."""

import base64

import pytest
from importer_pages import PNG, read, texts

from desktop.domain.blocks import BlockKind
from desktop.domain.errors import NotAnArticle

SENTENCE = "The council of Torvik said on Tuesday that the old quarter has to be empty before dark."
ADDRESS = "https://herald.example/torvik/high-water"


def view(content: str, above: str = "") -> str:
    return (
        '<!DOCTYPE html><html><head><link rel="stylesheet" href="chrome://global/skin/aboutReader.css"></head><body>'
        f'<div class="container"><div class="header reader-header">{above}</div>'
        f'<div class="content"><div class="moz-reader-content" lang="en">{content}</div></div></div>'
        '<div class="toolbar">Close Reader View</div></body></html>'
    )


ABOVE = (
    f'<a class="domain reader-domain" href="{ADDRESS}">herald.example</a><h1 class="reader-title">High water</h1>'
    '<div class="credits reader-credits">Jo Ling</div><div class="reader-estimated-time">3 minutes</div>'
)


def test_all_of_the_text_is_the_article_and_the_view_says_the_rest():
    document = read(view(f"<h2>The gate</h2><p>{SENTENCE}</p><p>Short.</p>", ABOVE))
    assert (document.format, document.title, document.url) == ("readerview", "High water", ADDRESS)
    assert (document.byline, document.site, document.language) == (("Jo Ling",), "herald.example", "en")
    assert texts(document) == ["The gate", SENTENCE, "Short."]


def test_the_address_of_the_view_names_the_page():
    comment = f"<!-- saved from url=(0050)about:reader?url={ADDRESS.replace(':', '%3A').replace('/', '%2F')} -->"
    assert read(comment + view(f"<p>{SENTENCE}</p>")).url == ADDRESS


def test_what_the_library_alone_leaves_is_read_too():
    document = read(
        f'<html><title>High water</title><div id="readability-page-1" class="page"><p>{SENTENCE}</p></div></html>'
    )
    assert (document.format, document.title, texts(document)) == ("readerview", "High water", [SENTENCE])


def test_pictures_inside_the_page_are_kept():
    address = f"data:image/png;base64,{base64.b64encode(PNG + bytes(400)).decode()}"
    figure = f'<figure><img src="{address}"><figcaption>The gate at dawn.</figcaption></figure>'
    document = read(view(f"{figure}<p>{SENTENCE}</p>", ABOVE))
    assert list(document.pictures.values()) == [PNG + bytes(400)]
    assert texts(document, BlockKind.CAPTION) == ["The gate at dawn."]


def test_an_empty_view_is_refused():
    with pytest.raises(NotAnArticle, match="shows no text"):
        read(view("", ABOVE))
