"""The reading pane: safe, exact, and reachable by keyboard."""

from dataclasses import replace
from datetime import timedelta

import pytest
from panel_builders import NOON, SmallLibrary, a_post, a_quote, between, exactly
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from desktop.domain.annotations import AnchorState, Annotation, Colour
from desktop.domain.changes import AddAnnotation, ChangeAnnotation, Changes, Kind, RemoveAnnotation, SetRead
from desktop.domain.entities import EntityKind
from desktop.domain.ids import PostId
from desktop.domain.posts import Figure, Paragraph, ParagraphKind, PostKind
from desktop.domain.quotes import QuoteRow
from desktop.runtime.settings import Settings
from desktop.ui.addresses import openable_address
from desktop.ui.panels.reader import ReaderPanel
from desktop.ui.panels.reader.document import NO_PICTURE
from desktop.ui.panels.reader.marks import segments
from desktop.ui.panels.reader.note import tags_in
from desktop.ui.panels.reader.panel import NOTHING_LISTED
from desktop.ui.panels.reader.reading import decode_picture
from desktop.ui.preferences import Preferences
from desktop.ui.spots import Spot

FIRST = PostId("first")
TEXT = ("Anna Lind 👩‍🚀 left Kyiv on Friday.", "“We stay,” said the mayor of Kyiv.", "Nobody else spoke.")
HOSTILE = (
    '<script>alert(1)</script><iframe src="http://example.org/">',
    '<img src="http://example.org/a.png"><img src="file:///etc/passwd"> &amp; @import url(file:///etc/passwd)',
)


def picture_bytes(width: int = 40, height: int = 30) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.fixture
def library() -> SmallLibrary:
    return SmallLibrary((a_post("first", *TEXT, byline=("Ida Berg",)), a_post("second"), a_post("third")))


@pytest.fixture
def panel(qtbot, session, jobs, theme, start, settle) -> ReaderPanel:
    panel = ReaderPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(800, 700)
    panel.show()
    start()
    session.show_post(FIRST)
    settle()
    return panel


def plain(panel: ReaderPanel) -> str:
    return panel.view.document().toPlainText()


def select(panel: ReaderPanel, words: str) -> None:
    start = panel.reading.post.text.index(words)
    panel.view.select_range(start, start + len(words))


def show(panel, library, session, settle, post) -> None:
    library.all_posts[post.id] = post
    session.show_post(PostId("second"))
    settle()
    session.show_post(post.id)
    settle()


# ---- what is shown


def test_a_post_stands_with_time_place_title_and_writer(panel) -> None:
    lines = plain(panel).split("\n")
    assert lines[:2] == ["Time not known", "The Daily  ·  A day of news  ·  post 1 of 3"]
    assert lines[2:4] == ["Title of first", "By Ida Berg"]
    assert all(text in lines for text in TEXT)


def test_an_interval_is_said_in_words_with_its_reason_at_hand(panel, library, session, settle) -> None:
    show(panel, library, session, settle, a_post("first", time=between(NOON, NOON + timedelta(hours=1))))
    assert plain(panel).startswith("Sat 12 Feb 2022, between 12:00 and 13:00 UTC")
    cursor = QTextCursor(panel.view.document())
    cursor.setPosition(3)
    assert "Stands between two posts" in cursor.charFormat().toolTip()


def test_the_parts_of_a_body_are_set_apart(panel, library, session, settle) -> None:
    kinds = (
        ParagraphKind.HEADING,
        ParagraphKind.QUOTE,
        ParagraphKind.LIST,
        ParagraphKind.LIST,
        ParagraphKind.BACKGROUND,
    )
    parts = tuple(Paragraph(kind, f"A {kind.value}") for kind in kinds)
    show(panel, library, session, settle, replace(a_post("first"), paragraphs=parts, kind=PostKind.SUMMARY))
    document = panel.view.document()
    blocks = {}
    block = document.begin()
    while block.isValid():
        blocks.setdefault(block.text(), block)
        block = block.next()
    assert blocks["A list"].textList().count() == 2
    assert blocks["A quote"].blockFormat().leftMargin() > blocks["A heading"].blockFormat().leftMargin()
    assert "Background" in blocks
    assert "Key points of the page" in blocks
    assert blocks["A background"].textList() is None


def test_nothing_chosen_says_what_to_do(panel, session) -> None:
    session.show_post(None)
    assert panel.empty.isVisible()
    assert "Choose a post" in panel.empty.text()


def test_a_post_that_is_gone_leaves_the_pane_empty(panel, library, session, settle) -> None:
    del library.all_posts[PostId("third")]
    session.show_post(PostId("third"))
    settle()
    assert panel.reading is None


# ---- nothing is loaded


def test_markup_is_shown_as_the_words_it_is(panel, library, session, settle) -> None:
    hostile = a_post("first", *HOSTILE, title="<b>bold</b>", byline=("<i>x</i>",), figures=(Figure(HOSTILE[1], None),))
    asked = []
    panel.view.loadResource = lambda type, name: asked.append(name)
    show(panel, library, session, settle, hostile)
    panel.grab()
    for words in (*HOSTILE, "<b>bold</b>", "By <i>x</i>"):
        assert words in plain(panel)
    assert asked == []


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.png",
        "https://example.org/a.png",
        "file:///etc/passwd",
        "qrc:/a.png",
        "data:image/png;base64,AA",
        "picture:unknown",
        "",
    ],
)
@pytest.mark.parametrize("kind", list(QTextDocument.ResourceType))
def test_every_foreign_resource_is_refused(panel, address, kind) -> None:
    assert panel.view.loadResource(kind.value, QUrl(address)) is None


def test_the_pane_goes_nowhere(panel) -> None:
    before = plain(panel)
    panel.view.setSource(QUrl("file:///etc/passwd"))
    panel.view.setSource(QUrl("http://example.org/"))
    assert plain(panel) == before


def test_the_librarys_own_picture_is_shown_with_caption_and_credit(panel, library, session, settle) -> None:
    library.pictures["ab" * 32] = picture_bytes()
    figure = Figure("A square at noon.", "Ida Berg", "ab" * 32)
    show(panel, library, session, settle, a_post("first", figures=(figure,)))
    shown = panel.view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"picture:{'ab' * 32}"))
    assert shown.width() == 40
    assert "A square at noon." in plain(panel)
    assert "Ida Berg" in plain(panel)
    assert NO_PICTURE not in plain(panel)


def test_a_picture_that_is_missing_or_broken_leaves_its_caption(panel, library, session, settle) -> None:
    library.pictures["cd" * 32] = b"no picture"
    figures = (Figure("First caption.", None, None), Figure("Second caption.", None, "cd" * 32))
    show(panel, library, session, settle, a_post("first", figures=figures))
    assert plain(panel).count(NO_PICTURE) == 2
    assert "Second caption." in plain(panel)


def test_drawings_that_may_name_other_files_are_not_opened() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'
    assert decode_picture(drawing) is None


def test_huge_pictures_are_brought_down() -> None:
    picture = decode_picture(picture_bytes(5000, 10))
    assert picture is not None
    assert picture.width() <= 2400


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.org",
        "https://",
        "http://[",
        "",
        None,
        "https://a.org/a b",
        "https://a.org/<b>",
        'https://a.org/"',
        "https://a.org/\x00",
        "https://a.org/\nb",
        "http://a.org/\x7f",
    ],
)
def test_only_web_addresses_are_opened(address) -> None:
    assert openable_address(address) is None


def test_the_address_opens_in_the_browser_and_only_when_asked(panel, library, session, settle, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    show(panel, library, session, settle, a_post("first", url="https://example.org/live#p1"))
    assert opened == []
    panel.view.link_asked.emit("open:address")
    assert opened == ["https://example.org/live#p1"]


# ---- marks


def test_h_marks_the_selected_words(panel, library, session, settle) -> None:
    select(panel, "left Kyiv")
    session.request_mark()
    settle()
    (annotation,) = library.all_annotations.values()
    assert annotation.quote == "left Kyiv"
    assert panel.reading.post.text[annotation.start : annotation.end] == "left Kyiv"
    painted = [each for each in panel.view.extraSelections() if each.cursor.selectedText() == "left Kyiv"]
    assert painted[0].format.background().color() == panel._theme.highlight_colour(Colour.YELLOW)


def test_a_mark_may_reach_over_paragraphs(panel, library, session, settle) -> None:
    select(panel, "Friday.\n\n“We stay,” said the mayor of Kyiv.\n\nNobody")
    session.request_mark()
    settle()
    (annotation,) = library.all_annotations.values()
    assert annotation.quote == "Friday.\n\n“We stay,” said the mayor of Kyiv.\n\nNobody"
    assert [each.cursor.selectedText() for each in panel.view.extraSelections()] == ["Friday.", TEXT[1], "Nobody"]


def test_words_can_be_selected_with_the_keyboard_alone(panel, library, session, settle, qtbot) -> None:
    panel.view.setFocus()
    select(panel, "Nobody else")
    cursor = panel.view.textCursor()
    cursor.setPosition(cursor.selectionStart())
    panel.view.setTextCursor(cursor)
    keys = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    for _ in range(2):
        qtbot.keyClick(panel.view, Qt.Key.Key_Right, keys)
    session.request_mark()
    settle()
    assert [note.quote for note in library.all_annotations.values()] == ["Nobody else"]


def test_marking_nothing_says_how(panel, library, session, qtbot) -> None:
    with qtbot.waitSignal(session.message) as told:
        panel.highlight_selection()
    assert "No words of the post are selected." in told.args[0].text
    assert library.edits == []


def test_marking_with_a_note_opens_the_sheet_and_keeps_what_is_written(panel, library, session, settle, qtbot) -> None:
    select(panel, "We stay")
    session.request_mark(with_note=True)
    settle()
    assert panel.editor.isVisible()
    qtbot.keyClicks(panel.editor.note, "Ask him again")
    panel.editor.tags.setText("#mayor, Kyiv, mayor")
    qtbot.keyClick(panel.editor.tags, Qt.Key.Key_Return)
    settle()
    (annotation,) = library.all_annotations.values()
    assert (annotation.quote, annotation.note, annotation.tags) == ("We stay", "Ask him again", ("mayor", "Kyiv"))
    assert not panel.editor.isVisible()


def test_escape_closes_the_sheet_and_nothing_written_is_lost(panel, library, session, settle, qtbot) -> None:
    panel.view.select_range(0, 4)
    panel.highlight_selection(opens_note=True)
    settle()
    qtbot.keyClicks(panel.editor.note, "half a thou")
    qtbot.keyClick(panel.editor, Qt.Key.Key_Escape)
    settle()
    assert [note.note for note in library.all_annotations.values()] == ["half a thou"]


def test_what_is_written_is_kept_while_the_sheet_is_open(panel, library, session, settle, qtbot) -> None:
    panel.view.select_range(0, 4)
    panel.highlight_selection(opens_note=True)
    settle()
    qtbot.keyClicks(panel.editor.note, "half a thou")
    qtbot.waitUntil(lambda: [note.note for note in library.all_annotations.values()] == ["half a thou"])
    qtbot.keyClicks(panel.editor.note, "ght")
    qtbot.waitUntil(lambda: [note.note for note in library.all_annotations.values()] == ["half a thought"])
    assert panel.editor.isVisible()
    assert panel.editor.note.hasFocus() or not panel.isActiveWindow()


def test_what_was_written_and_taken_out_again_is_not_kept(panel, library, session, settle, qtbot) -> None:
    panel.view.select_range(0, 4)
    panel.highlight_selection(note="at first")
    settle()
    panel.open_note(next(iter(library.all_annotations)))
    qtbot.keyClicks(panel.editor.note, "!")
    qtbot.waitUntil(lambda: [note.note for note in library.all_annotations.values()] == ["at first!"])
    qtbot.keyClick(panel.editor.note, Qt.Key.Key_Backspace)
    panel.editor.finish()
    settle()
    assert [note.note for note in library.all_annotations.values()] == ["at first"]


def test_colour_and_removal(panel, library, session, settle, qtbot) -> None:
    panel.view.select_range(0, 4)
    panel.highlight_selection(Colour.BLUE, "why")
    settle()
    (annotation,) = library.all_annotations.values()
    assert (annotation.colour, annotation.note) == (Colour.BLUE, "why")
    panel.open_note(annotation.id)
    pink = next(swatch for swatch in panel.editor.swatches.buttons() if swatch.colour is Colour.PINK)
    qtbot.mouseClick(pink, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.editor.done, Qt.MouseButton.LeftButton)
    settle()
    assert isinstance(library.edits[-1], ChangeAnnotation)
    assert library.all_annotations[annotation.id].colour is Colour.PINK
    panel.open_note(annotation.id)
    qtbot.mouseClick(panel.editor.remove, Qt.MouseButton.LeftButton)
    settle()
    assert library.edits[-1] == RemoveAnnotation(annotation.id)
    assert panel.view.extraSelections() == []


def test_looking_at_a_note_changes_nothing(panel, library, session, settle) -> None:
    panel.view.select_range(0, 4)
    panel.highlight_selection()
    settle()
    edits = len(library.edits)
    panel.open_note(next(iter(library.all_annotations)))
    panel.editor.finish()
    settle()
    assert len(library.edits) == edits


def test_a_click_on_a_mark_opens_its_note(panel, library, session, settle, qtbot) -> None:
    select(panel, "Nobody else")
    panel.highlight_selection()
    settle()
    where = panel.view.place_of_mark(next(iter(library.all_annotations))).center()
    where.setX(where.x() - 12)
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert panel.editor.isVisible()


def test_a_click_on_the_sign_in_the_margin_opens_the_note(panel, library, session, settle, qtbot) -> None:
    select(panel, "Nobody else")
    panel.highlight_selection(note="a note")
    settle()
    (sign,) = panel.view._signs()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=sign.box.center())
    assert panel.editor.isVisible()
    assert panel.editor.note.toPlainText() == "a note"


def test_overlapping_marks_are_cut_into_stretches() -> None:
    library = SmallLibrary((a_post("first", "abcdefghij"),))
    post = library.all_posts[FIRST]
    one, other = library.new_annotation(post, 0, 6), library.new_annotation(post, 4, 9)
    assert [(part.start, part.end, len(part.annotations)) for part in segments([one, other])] == [
        (0, 4, 1),
        (4, 6, 2),
        (6, 9, 1),
    ]


def test_marks_survive_another_theme(panel, library, session, settle, theme) -> None:
    panel.view.select_range(0, 9)
    panel.highlight_selection()
    settle()
    theme.adopt(Settings(theme="dark"))
    painted = panel.view.extraSelections()
    assert [each.cursor.selectedText() for each in painted] == ["Anna Lind"]
    assert painted[0].format.background().color() == theme.highlight_colour(Colour.YELLOW)


def test_a_note_that_lost_its_place_is_listed_with_quote_and_note(panel, library, session, settle) -> None:
    post = library.all_posts[FIRST]
    lost = replace(
        library.new_annotation(post, 0, 4, note="Was it so?"), state=AnchorState.NEEDS_REVIEW, quote="old words"
    )
    library.all_annotations[lost.id] = lost
    session.reload()
    show(panel, library, session, settle, post)
    assert "1 note lost its place" in plain(panel)
    assert "old words" in plain(panel)
    assert "Was it so?" in plain(panel)
    assert panel.view.extraSelections() == []
    panel.view.link_asked.emit(f"review:{lost.id}")
    assert panel.editor.annotation == lost


# ---- names and hits


def place_of(panel, words: str):
    """Where the third letter of words stands in the viewport."""
    cursor = panel.view.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 2)
    return panel.view.cursorRect(cursor).center()


def painted(panel) -> dict[str, QTextCharFormat]:
    return {each.cursor.selectedText(): QTextCharFormat(each.format) for each in panel.view.extraSelections()}


def test_names_are_marked_by_hue_and_line_and_open_their_page(panel, library, session, settle, qtbot, theme) -> None:
    person = library.name(library.all_posts[FIRST], "Anna Lind")
    library.name(library.all_posts[FIRST], "Kyiv", EntityKind.PLACE)
    show(panel, library, session, settle, library.all_posts[FIRST])
    anna, kyiv = painted(panel)["Anna Lind"], painted(panel)["Kyiv"]
    assert anna.underlineColor().rgb() == theme.entity_colour(EntityKind.PERSON).rgb()
    assert kyiv.underlineColor().rgb() == theme.entity_colour(EntityKind.PLACE).rgb()
    assert anna.underlineStyle() is not kyiv.underlineStyle()
    where = place_of(panel, "Anna Lind")
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, where)
    assert session.filter.entities == {person}
    settle()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(panel, "Anna Lind"))
    assert session.open_page == person


def test_return_opens_the_page_of_the_name_at_the_caret(panel, library, session, settle, qtbot) -> None:
    person = library.name(library.all_posts[FIRST], "Anna Lind")
    show(panel, library, session, settle, library.all_posts[FIRST])
    cursor = panel.view.textCursor()
    cursor.setPosition(plain(panel).index("Anna Lind") + 2)
    panel.view.setTextCursor(cursor)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert session.open_page == person


def test_names_and_speakers_can_be_left_unmarked(panel, library, session, settle, theme) -> None:
    library.name(library.all_posts[FIRST], "Anna Lind")
    show(panel, library, session, settle, library.all_posts[FIRST])
    theme.adopt(replace(theme.settings, marks_names=False))
    assert painted(panel) == {}
    assert panel.view.mention_at(QPointF(place_of(panel, "Anna Lind"))) is None
    theme.adopt(replace(theme.settings, marks_names=True))
    assert "Anna Lind" in painted(panel)


def test_a_demonym_is_not_underlined_but_can_be_clicked(panel, library, session, settle) -> None:
    place = library.name(library.all_posts[FIRST], "Kyiv", EntityKind.PLACE)
    library.all_mentions = [replace(mention, is_demonym=True) for mention in library.all_mentions]
    show(panel, library, session, settle, library.all_posts[FIRST])
    assert "Kyiv" not in painted(panel)
    assert panel.view.mention_at(QPointF(place_of(panel, "Kyiv"))).entity_id == place


def test_a_mark_over_a_name_opens_and_control_filters_by_the_name(panel, library, session, settle, qtbot) -> None:
    person = library.name(library.all_posts[FIRST], "Anna Lind")
    show(panel, library, session, settle, library.all_posts[FIRST])
    select(panel, "Anna Lind")
    panel.highlight_selection()
    settle()
    where = place_of(panel, "Anna Lind")
    tip = panel.view._tip_at(QPointF(where))
    assert "Ctrl+click shows only posts with it." in tip
    assert "Click to open" not in tip
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert panel.editor.isVisible()
    assert session.filter.entities == frozenset()
    panel.editor.finish()
    button, control = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(panel.view.viewport(), button, control, where)
    assert session.filter.entities == {person}


# ---- quotations


@pytest.fixture
def quoted(panel, library, session, settle) -> PostId:
    """A post in which Anna Lind is quoted, and somebody unknown."""
    post = a_post("first", "Anna Lind said: “We stay in port.” Others said “no”.")
    library.all_posts[FIRST] = post
    speaker = library.name(post, "Anna Lind")
    said = a_quote(post, "We stay in port.", "Anna Lind", entity_id=speaker, cue="said", channel="statement")
    other = a_post("second", "“We stay in port”, it was told.")
    library.all_posts[other.id] = other
    library.all_quotes = [
        QuoteRow(said, (other.id,)),
        QuoteRow(a_quote(post, "no")),
        QuoteRow(a_quote(other, "We stay in port"), (FIRST,)),
    ]
    show(panel, library, session, settle, post)
    return FIRST


def test_the_marks_of_a_quotation_with_a_speaker_are_tinted(panel, quoted) -> None:
    tinted = [each.cursor.selectedText() for each in panel.view.extraSelections() if each.cursor.selectedText() in "“”"]
    assert tinted == ["“", "”"]


def test_a_quotation_tells_who_said_it_and_where_else_it_stands(panel, quoted, session, qtbot) -> None:
    tip = panel.view._tip_at(QPointF(place_of(panel, "We stay")))
    assert tip == "Said by Anna Lind (said · statement)\nAlso in: Title of second"
    assert panel.view._tip_at(QPointF(place_of(panel, "o”."))) == ""
    cursor = QTextCursor(panel.view.document())
    cursor.setPosition(plain(panel).index("“We"))
    sign = panel.view.cursorRect(cursor).center() + QPoint(3, 0)
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert session.open_page == "Anna Lind"


def test_copied_words_say_who_said_them(panel, quoted) -> None:
    select(panel, "stay in")
    panel.copy_with_source()
    assert QGuiApplication.clipboard().text().split("\n— ")[1].startswith("Anna Lind, Title of first, ")
    select(panel, "Others said")
    panel.copy_with_source()
    assert QGuiApplication.clipboard().text().split("\n— ")[1].startswith("Title of first, ")


def test_certain_words_are_selected_once_their_post_is_there(panel, session, settle, quoted) -> None:
    session.show_spot(Spot(PostId("second"), 0, 1, 16))
    settle()
    assert panel.view.textCursor().selectedText() == "We stay in port"
    session.show_spot(Spot(PostId("second"), 0, 19, 21))
    assert panel.view.textCursor().selectedText() == "it"


def test_a_post_outside_the_list_says_so_and_has_no_steps(panel, library, session, settle) -> None:
    assert "Next post" in plain(panel)
    library.all_posts[PostId("second")] = a_post("second", "Zeppelins.")
    session.search("zeppelins")
    settle()
    assert panel.reading.post.id == FIRST
    assert plain(panel).split("\n")[1] == "The Daily  ·  A day of news  ·  not in this list"
    assert "Next post" not in plain(panel)
    assert "Previous post" not in plain(panel)


def test_beside_an_empty_list_no_text_is_shown_and_with_the_list_it_comes_back(panel, session, settle) -> None:
    session.search("zeppelins")
    settle()
    assert panel.empty.isVisible()
    assert panel.empty.text() == NOTHING_LISTED
    assert not panel.view.isVisible()
    session.clear()
    settle()
    assert panel.view.isVisible()
    assert panel.reading.post.id == FIRST


def test_a_text_goes_on_where_its_reader_stopped(panel, library, session, settle) -> None:
    long = a_post("first", *(f"Paragraph {number}. " + "Words and more words. " * 20 for number in range(60)))
    show(panel, library, session, settle, long)
    bar = panel.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    stopped = panel.view.line_in_sight()
    session.closing.emit()
    line = session.stop.line
    assert line == stopped > 0
    show(panel, library, session, settle, long)
    assert bar.value() == 0
    session.show_post(PostId("second"))
    settle()
    session.leave_line(FIRST, line)
    session.show_post(FIRST)
    settle()
    assert abs(panel.view.line_in_sight() - stopped) < 200


def test_hits_are_marked_in_title_and_text(panel, library, session, settle) -> None:
    library.all_posts[FIRST] = replace(library.all_posts[FIRST], title="Kyiv today")
    session.search("kyiv")
    settle()
    marked = [each.cursor.selectedText() for each in panel.view.extraSelections()]
    assert sorted(marked) == ["Kyiv", "Kyiv", "Kyiv"]


def test_marks_can_be_hidden_and_shown(panel, session, settle) -> None:
    panel.view.select_range(0, 4)
    panel.highlight_selection()
    settle()
    session.show_marks(False)
    assert panel.view.extraSelections() == []
    session.show_marks(True)
    assert len(panel.view.extraSelections()) == 1


def test_a_mention_of_an_older_text_is_not_painted(panel, library, session, settle) -> None:
    post = library.all_posts[FIRST]
    library.name(post, "Anna Lind")
    library.all_mentions[0] = replace(library.all_mentions[0], start=3, end=12)
    show(panel, library, session, settle, post)
    assert panel.view.extraSelections() == []


# ---- reading on


def test_a_post_shown_for_a_moment_counts_as_read(panel, library, session, settle) -> None:
    panel._timer.setInterval(1)
    session.show_post(PostId("second"))
    settle()
    settle()
    assert SetRead(frozenset({PostId("second")}), True) in library.edits


def test_space_turns_the_page_and_then_the_post(panel, session, qtbot, settle) -> None:
    panel.view.setFocus()
    bar = panel.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert session.current_post == "second"
    settle()
    qtbot.keyClick(panel.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert session.current_post == "first"


def test_the_foot_leads_to_the_neighbours(panel, session) -> None:
    panel.view.link_asked.emit("step:next")
    assert session.current_post == "second"
    panel.view.link_asked.emit("step:previous")
    assert session.current_post == "first"


def test_the_text_stays_where_it_was_when_a_mark_comes(panel, library, session, settle) -> None:
    show(panel, library, session, settle, a_post("first", *[f"Paragraph {n} of a long post." for n in range(80)]))
    bar = panel.view.verticalScrollBar()
    bar.setValue(700)
    panel.view.select_range(1500, 1510)
    bar.setValue(700)
    panel.highlight_selection()
    settle()
    assert abs(bar.value() - 700) <= 2


def test_the_column_is_never_wider_than_its_measure(panel, theme) -> None:
    panel.resize(1600, 700)
    panel.view._fit()
    form = panel.view.document().rootFrame().frameFormat()
    column = panel.view.viewport().width() - form.leftMargin() - form.rightMargin()
    assert column <= 34 * 18
    assert abs(form.leftMargin() - form.rightMargin()) <= 1


def test_a_picture_and_a_window_that_changes_its_size_get_along(panel, library, session, settle, qtbot) -> None:
    library.pictures["ab" * 32] = picture_bytes(900, 1400)
    show(panel, library, session, settle, a_post("first", *TEXT * 9, figures=(Figure("One.", None, "ab" * 32),)))
    for width in (500, 420, 900, 380, 640):
        panel.resize(width, 300)
        qtbot.wait(5)
        panel.grab()
    assert TEXT[2] in plain(panel)


def test_copying_with_source_names_article_and_time(panel, qapp) -> None:
    select(panel, "We stay")
    panel._session.copy_requested.emit()
    assert qapp.clipboard().text() == "“We stay”\n— Title of first, A day of news, The Daily, Time not known"


def test_what_takes_focus_has_a_name(panel) -> None:
    focusable = [panel.view, panel.editor.note, panel.editor.tags, *panel.editor.swatches.buttons()]
    assert all(widget.accessibleName() for widget in focusable)
    assert panel.editor.done.text()
    assert panel.editor.remove.text()


def test_tags_are_read_from_a_line() -> None:
    assert tags_in(" #Kyiv, embassies ,, kyiv,#Kyiv ") == ("Kyiv", "embassies", "kyiv")


def test_annotations_painted_are_annotations_kept(panel, library, session, settle) -> None:
    for start, end in ((0, 9), (5, 14)):
        panel.view.select_range(start, end)
        panel.highlight_selection()
        settle()
    assert all(isinstance(edit, AddAnnotation) for edit in library.edits)
    assert all(isinstance(note, Annotation) for note in library.all_annotations.values())
    shown: list[QTextEdit.ExtraSelection] = panel.view.extraSelections()
    assert len(shown) == 3


def test_a_post_still_on_its_way_does_not_come_once_none_is_wanted(panel, session, settle) -> None:
    session.show_post(PostId("second"))
    session.show_post(None)
    settle()
    assert panel.reading is None
    assert panel.empty.isVisible()


def test_every_way_to_enlarge_the_text_takes_the_same_step(panel, theme, tmp_path) -> None:
    preferences, sizes = Preferences(tmp_path / "settings.json", theme), []
    for enlarge in (panel.view.zoom_asked.emit, preferences.step_text):
        before = theme.settings.reading_size_px
        enlarge(1)
        sizes.append(theme.settings.reading_size_px - before)
    assert sizes[0] == sizes[1]
    for _ in range(40):
        panel.view.zoom_asked.emit(1)
    largest = theme.settings.reading_size_px
    preferences.step_text(1)
    assert theme.settings.reading_size_px == largest


def test_another_zone_is_shown_at_once(panel, library, session, settle, theme) -> None:
    show(panel, library, session, settle, a_post("first", time=exactly(NOON)))
    assert "12:00" in plain(panel)
    theme.adopt(replace(theme.settings, zone="Asia/Tokyo"))
    settle()
    assert "21:00" in plain(panel)


def test_the_time_at_the_head_begins_with_a_capital(panel, library, session, settle) -> None:
    show(panel, library, session, settle, a_post("first", time=between(NOON, NOON + timedelta(days=1))))
    assert plain(panel).startswith("Between ")


def test_news_of_other_names_does_not_write_the_post_anew(panel, library, session, settle, monkeypatch) -> None:
    written: list[object] = []
    monkeypatch.setattr(panel.view, "show_reading", lambda reading, place: written.append(reading))
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset()}), None)
    settle()
    assert written == []
    library.name(library.all_posts[FIRST], "mayor")
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset()}), None)
    settle()
    assert written == [panel.reading]
    assert panel.reading.mentions


def test_a_post_counts_as_read_also_while_names_keep_coming(panel, library, session, qtbot) -> None:
    panel._timer.start(200)
    for _ in range(20):
        session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset()}), None)
        qtbot.wait(30)
    assert FIRST in library.read
