"""PDF files: pages, lines, paragraphs, and what is refused."""

import builtins
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importer_archives import pdf
from importer_pages import read, source, texts

from desktop.domain.blocks import BlockKind
from desktop.domain.errors import CannotRead, NotAnArticle
from desktop.importers.documents.pdf_lines import paragraphs
from desktop.importers.registry import read_all

FIRST = (
    "The council of Torvik said on Tuesday that the old quarter has to be empty before dark, and that the dam above "
    "the mill would be opened in the morning whatever the river does until then."
)
SECOND = "Nobody was hurt when the first gate was opened, and the water fell by a hand before noon, the crew said."


def lines(*texts: str) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(text, 60)]


def plain(*pages: list[str]) -> list[str]:
    return [one.text for one in paragraphs(["\n".join(page) for page in pages]) if one.kind is not BlockKind.FURNITURE]


def test_lines_become_the_paragraphs_that_were_printed():
    document = read(pdf([lines(FIRST, SECOND)], "<< /Title (High water) /Author (Jo Ling; Ann Lee) >>"), "a.pdf")
    assert (document.format, document.title, document.byline) == ("pdf", "High water", ("Jo Ling", "Ann Lee"))
    assert texts(document) == [FIRST, SECOND]


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    printed = lines(FIRST, SECOND)
    assert texts(read(pdf([printed[:2], printed[2:]]), "a.pdf")) == [FIRST, SECOND]


def test_words_parted_at_a_lines_end_are_mended():
    assert plain(["The crew opened the gates of the old dam above the moun-", "tain road, and the water fell."]) == [
        "The crew opened the gates of the old dam above the mountain road, and the water fell."
    ]
    kept = ["It is a well-known dam, and the crew who opened it is well-", "known too, for it has done so before now."]
    assert "is well-known too" in " ".join(plain(kept))
    assert "Anglo-Saxon" in " ".join(plain(["The dam and the mill above it are said to be of Anglo-", "Saxon origin."]))


def test_what_every_page_repeats_is_furniture():
    bodies = [f"{FIRST} {name} {SECOND} {name}." for name in ("Ann", "Bob", "Cid", "Dan")]
    pages = [
        ["The Herald", *lines(f"{name}: {body}"), f"https://herald.example/dam {number}/4"]
        for number, (name, body) in enumerate(zip("abcd", bodies, strict=True), 1)
    ]
    document = read(pdf(pages), "a.pdf")
    assert texts(document) == [f"{name}: {body}" for name, body in zip("abcd", bodies, strict=True)]
    assert "The Herald" in texts(document, BlockKind.FURNITURE)
    assert document.url == "https://herald.example/dam"


def test_page_numbers_are_furniture_and_other_numbers_are_not():
    assert plain([*lines(FIRST), "7"], ["- 8 -", *lines(SECOND)]) == [FIRST, SECOND]
    assert plain([*lines(FIRST), "1953", *lines(SECOND), *lines(SECOND)])[1] == "1953"


def test_bullets_begin_paragraphs_of_their_own():
    found = list(paragraphs(["\n".join([*lines(FIRST), "• one gate", "• two gates"])]))
    assert [(one.kind, one.text) for one in found[1:]] == [(BlockKind.LIST, "one gate"), (BlockKind.LIST, "two gates")]


def test_the_date_of_a_print_is_when_the_page_was_saved():
    document = read(pdf([lines(FIRST)], "<< /CreationDate (D:20240305210000+01'00') >>"), "a.pdf")
    assert document.saved is not None
    assert document.saved.isoformat() == "2024-03-05T21:00:00+01:00"
    assert read(pdf([lines(FIRST)], "<< /CreationDate (D:20240305210000) >>"), "a.pdf").saved is None


@given(st.lists(st.lists(st.text(max_size=40), max_size=8), max_size=4))
def test_no_letter_is_lost(pages):
    printed = ["\n".join(page) for page in pages]
    kept = "".join("".join(one.text.split()) for one in paragraphs(printed))
    given_letters = [sign for page in printed for sign in page if sign.isalnum() and sign.isascii()]
    assert sorted(sign for sign in kept if sign.isalnum() and sign.isascii()) == sorted(given_letters)


def test_without_the_extra_the_remedy_is_named(monkeypatch):
    whole_import = builtins.__import__

    def without(name, *rest, **more):
        if name.partition(".")[0] == "pypdf":
            raise ImportError(name)
        return whole_import(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CannotRead, match=r"timeline-reader\[pdf\]"):
        read(pdf([lines(FIRST)]), "a.pdf")


def test_a_locked_file_is_refused():
    locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{}> /U <{}> >> /ID [<00><00>] "
    with pytest.raises(CannotRead, match=r"password|damaged"):
        read(pdf([lines(FIRST)], trailer=locked.format("11" * 32, "22" * 32)), "a.pdf")


def test_pages_without_text_are_refused():
    with pytest.raises(NotAnArticle, match="pictures"):
        read(pdf([[], []]), "a.pdf")


def test_more_pages_than_can_be_read_are_refused(monkeypatch):
    monkeypatch.setattr("desktop.importers.documents.pdf.MAX_PDF_PAGES", 2)
    with pytest.raises(CannotRead, match="has 3 pages"):
        read(pdf([lines(FIRST)] * 3), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<", pdf([lines(FIRST)])[:300]])
def test_a_damaged_file_is_refused_in_words(data):
    with pytest.raises((CannotRead, NotAnArticle), match=r"“a\.pdf”"):
        read_all(source(data, "a.pdf"))


def test_a_page_that_cannot_be_read_is_said(monkeypatch):
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda page: {}["no such font"])
    with pytest.raises(CannotRead, match="Page 1 could not be read"):
        read(pdf([lines(FIRST)]), "a.pdf")
