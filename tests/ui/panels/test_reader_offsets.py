"""From a selection to words and back, for any text."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.domain.posts import PARAGRAPH_BREAK
from desktop.ui.panels.reader.offsets import BodyMap, UnitTable, shown_text

AWKWARD = st.sampled_from(
    ["é", "é", "👩‍🚀", "🇺🇦", "שלום", "مرحبا", "\u200f", "\xa0", "\u2028", "\ufdd0", "\ufffc", "𝔘", "한", " ", "a"]
)
TEXTS = st.lists(st.text(max_size=30) | st.lists(AWKWARD, max_size=12).map("".join), min_size=1, max_size=4)


def written(texts: list[str]) -> tuple[QTextDocument, BodyMap]:
    """Write paragraphs as the reading pane does, with a heading above that is no part of the text."""
    document = QTextDocument()
    cursor = QTextCursor(document)
    cursor.insertText("🛰 A heading")
    positions = []
    for text in texts:
        cursor.insertBlock()
        positions.append(cursor.position())
        cursor.insertText(shown_text(text))
    return document, BodyMap(texts, positions)


@given(TEXTS)
def test_every_code_point_is_shown_as_one_for_any_text(texts: list[str]) -> None:
    document, _ = written(texts)
    assert document.blockCount() == len(texts) + 1
    for text in texts:
        assert len(shown_text(text)) == len(text)


@given(TEXTS, st.data())
def test_a_selection_marks_the_very_words_for_any_text(texts: list[str], data: st.DataObject) -> None:
    whole = PARAGRAPH_BREAK.join(texts)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    document, body = written(texts)
    ranges = body.ranges(start, end)
    if not ranges:
        return
    marked = body.selection(ranges[0].start, ranges[-1].end)
    wanted = whole[start:end].strip()
    assert (whole[slice(*marked)] if marked else "") == wanted or not wanted.strip()
    if marked:
        cursor = QTextCursor(document)
        cursor.setPosition(ranges[0].start)
        cursor.setPosition(ranges[-1].end, QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectionStart() == ranges[0].start


@given(st.text())
def test_units_and_points_agree_for_any_text(text: str) -> None:
    table = UnitTable(shown_text(text))
    assert table.length == len(shown_text(text).encode("utf-16-le")) // 2
    for point in range(len(text) + 1):
        assert table.to_point(table.to_units(point)) == point


def test_half_an_emoji_is_taken_whole() -> None:
    _, body = written(["ab👩cd"])
    begin = body.range_in(0, 0, 0).start
    assert body.selection(begin + 3, begin + 5) == (2, 4)
    assert body.selection(begin + 2, begin + 3) == (2, 3)


def test_a_selection_over_paragraphs_and_headings_keeps_the_body() -> None:
    texts = ["First one.", "Second one.", "Third one."]
    document, body = written(texts)
    whole = PARAGRAPH_BREAK.join(texts)
    assert body.selection(0, document.characterCount()) == (0, len(whole))
    first, third = body.range_in(0, 6, 9), body.range_in(2, 0, 5)
    assert whole[slice(*body.selection(first.start, third.end))] == "one.\n\nSecond one.\n\nThird"


def test_a_selection_outside_the_body_marks_nothing() -> None:
    _, body = written(["Words."])
    assert body.selection(0, 5) is None


def test_blanks_at_the_ends_are_left_out() -> None:
    _, body = written(["one  two three"])
    begin = body.range_in(0, 0, 0).start
    assert body.selection(begin + 3, begin + 9) == (5, 8)
