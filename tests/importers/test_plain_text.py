import pytest
from hypothesis import given
from hypothesis import strategies as st
from importer_pages import read, source, texts

from desktop.domain.blocks import ArticleKind, BlockKind
from desktop.domain.errors import CannotRead, NotAnArticle
from desktop.importers.documents import plain_text

DUMP = (
    "Skip to content\n\nMayor Clara Benton spoke.\r\n  •\u00a0The dam holds\n\nSource: https://herald.example/a/h_1\n"
)


def test_each_line_that_holds_something_is_one_block_with_its_number():
    document = read(DUMP, "dump.txt")
    assert [(block.text, block.lines) for block in document.blocks] == [
        ("Skip to content", (1, 1)),
        ("Mayor Clara Benton spoke.", (3, 3)),
        ("The dam holds", (4, 4)),
        ("Source: https://herald.example/a/h_1", (6, 6)),
    ]


def test_only_what_the_form_proves_is_marked():
    kinds = [block.kind for block in read(DUMP, "dump.txt").blocks]
    assert kinds == [BlockKind.TEXT, BlockKind.TEXT, BlockKind.LIST, BlockKind.FURNITURE]


def test_the_address_in_the_last_line_is_kept_whole():
    document = read(DUMP, "dump.txt")
    assert document.url == "https://herald.example/a/h_1"
    assert (document.title, document.kind, document.format) == (None, ArticleKind.ARTICLE, "text")


def test_a_source_line_in_the_middle_is_text():
    document = read("Source: https://herald.example/a\nThe rest of the story follows here.", "dump.txt")
    assert document.url is None
    assert texts(document, BlockKind.TEXT)[0].startswith("Source:")


def test_a_no_break_space_becomes_one_space_so_that_offsets_hold():
    line = "Volodymyr\u00a0Zelensky said\u202fso"
    assert texts(read(line, "a.txt")) == ["Volodymyr Zelensky said so"]
    assert len(texts(read(line, "a.txt"))[0]) == len(line)


def test_signs_that_nobody_sees_go_and_joiners_stay():
    line = (
        "\ufeffA\u200bname\u202e that\u00ad reads\u2066 right\u2069, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    )
    assert texts(read(line, "a.txt")) == ["Aname that reads right, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"]


@pytest.mark.parametrize("between", [" \u200b ", "\t\x01\t", "\u00a0\ufeff\u00a0", "\u202e \u2060"])
def test_blanks_round_a_sign_that_nobody_sees_are_one_space(between):
    assert texts(read(f"one{between}two", "a.txt")) == ["one two"]


@pytest.mark.parametrize("separator", ["\u2028", "\x0b", "\x0c", "\x1c", "\x85"])
def test_lines_end_at_line_feeds_alone(separator):
    document = read(f"one{separator}two\nthree", "a.txt")
    assert [block.lines for block in document.blocks] == [(1, 1), (2, 2)]
    assert document.blocks[0].text == "one two"


def test_old_carriage_returns_end_lines_where_there_is_no_line_feed():
    assert [block.lines for block in read("one\rtwo\rthree", "a.txt").blocks] == [(1, 1), (2, 2), (3, 3)]


@pytest.mark.parametrize("data", [b" \n\t\r\n", "\u00a0\u200b\ufeff\n".encode(), b"\xef\xbb\xbf"])
def test_a_file_without_words_is_no_article(data):
    with pytest.raises(NotAnArticle, match="holds no text"):
        read(data, "a.txt")


def test_a_line_that_is_too_long_is_refused_by_its_number():
    with pytest.raises(CannotRead, match=r"“long.txt”, line 2: the line has 2,000,001 characters"):
        read("short\n" + "x" * 2_000_001, "long.txt")


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(CannotRead, match="at most 16,777,216"):
        read(b"a line of words\n" * 1_100_000, "long.txt")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")), max_size=30)))
def test_no_word_is_lost_or_moved_for_any_lines(lines):
    text = "\n".join(lines)
    try:
        document = plain_text.read(source(text, "a.txt"))
    except NotAnArticle:
        assert not text.split()
        return
    for block in document.blocks:
        line = " ".join(lines[block.lines[0] - 1].split())
        assert line.endswith(block.text)
    assert len(document.blocks) == sum(bool(line.split()) for line in lines)


@pytest.mark.shared
def test_the_sample_dump_gives_a_block_for_every_line_of_text(shared):
    data = (shared / "seed" / "seed.txt").read_bytes()
    document = read(data, "seed.txt")
    lines = data.decode().split("\n")
    assert [block.lines[0] for block in document.blocks] == [n for n, line in enumerate(lines, 1) if line.split()]
