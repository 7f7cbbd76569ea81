"""The page of a name: everything on it leads somewhere, and mostly to the very words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from panel_builders import SmallLibrary, a_post, a_quote
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication

from desktop.domain.changes import Changes, Kind
from desktop.domain.corrections import (
    ChangeEntityKind,
    Correction,
    IgnoreEntityHere,
    KeepApart,
    MergeEntities,
    NameAnchor,
    NeverAgain,
    RenameEntity,
    SplitEntity,
    Suggestion,
    TakeBackCorrection,
)
from desktop.domain.entities import EntityKind, Role
from desktop.domain.ids import ArticleId, EntityId, PostId
from desktop.domain.listings import Filter
from desktop.domain.quotes import QuoteRow
from desktop.ui.correction_words import correction_in_words
from desktop.ui.panels.reader import ReaderPanel
from desktop.ui.panels.reader.page_document import ToEdit, ToList, ToMore, ToOrder, ToPage
from desktop.ui.panels.reader.page_reading import FIRST_QUOTES
from desktop.ui.spots import Spot

ANNA, KYIV = EntityId("Anna Lind"), EntityId("Kyiv")
ALPHA, BETA = PostId("alpha"), PostId("beta")


@pytest.fixture
def library() -> SmallLibrary:
    posts = (
        a_post("alpha", "Mayor Anna Lind left Kyiv. “We stay in touch”, she said."),
        a_post("beta", "Minister Anna Lind came back. “We stay in touch”, Anna Lind told us."),
        a_post("gamma", "Kyiv waits."),
    )
    library = SmallLibrary(posts)
    for post in posts:
        library.name(post, "Anna Lind")
        library.name(post, "Kyiv", EntityKind.PLACE)
    roles = (Role("Mayor", ALPHA), Role("Minister", BETA))
    library.all_entities[ANNA] = replace(library.all_entities[ANNA], roles=roles)
    said = [a_quote(post, "We stay in touch", "Anna Lind", entity_id=ANNA, cue="said") for post in posts[:2]]
    library.all_quotes = [QuoteRow(said[0], (BETA,)), QuoteRow(said[1], (ALPHA,))]
    return library


@pytest.fixture
def panel(qtbot, session, jobs, theme, start) -> ReaderPanel:
    panel = ReaderPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(760, 700)
    panel.show()
    start()
    return panel


@pytest.fixture
def page(panel, session, settle):
    """The page of Anna Lind."""
    session.show_page(ANNA)
    settle()
    return panel.page


@pytest.mark.parametrize("how", ["link", "right click"])
def test_the_page_offers_all_that_can_be_said_of_the_name(panel, page, how) -> None:
    for name in ("open-name", "set-place-name", "never-name", "star-post"):
        action = QAction(name, panel)
        action.setObjectName(name)
        panel.addAction(action)
    if how == "link":
        page.follow(link(page, "More…"))
    else:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 9), page.mapToGlobal(QPoint(9, 9)))
        QApplication.sendEvent(page.viewport(), event)
    menu = QApplication.activePopupWidget()
    offered = [action.text() for action in menu.actions() if action.text()]
    assert offered == ["set-place-name", "never-name", "Copy", "Select all"]
    menu.close()


def lead_to(page, kind) -> list:
    return [target for target in page.targets if isinstance(target, kind)]


def link(page, words: str):
    """Where the link on these words leads."""
    block = page.document().begin()
    while block.isValid():
        for piece in block:
            if piece.fragment().text() == words and piece.fragment().charFormat().isAnchor():
                return page.targets[int(piece.fragment().charFormat().anchorHref().removeprefix("to:"))]
        block = block.next()
    raise AssertionError(f"no link says {words!r}: {page.toPlainText()}")


def test_the_page_stands_in_the_place_of_the_post(panel, session, page, settle) -> None:
    assert page.isVisible()
    assert session.chosen_name.name == "Anna Lind"
    words = page.toPlainText()
    for part in ("Person", "Minister", "3 mentions in 2 posts of 1 article", "First named", "Last named"):
        assert part in words
    session.back()
    settle()
    assert panel.view.isVisible()
    session.forward()
    settle()
    assert page.isVisible()


def test_roles_lead_to_the_words_that_state_them(page) -> None:
    assert link(page, "Mayor") == Spot(ALPHA, 0, 0, 5)
    assert link(page, "Minister") == Spot(BETA, 0, 0, 8)


def test_a_role_that_posts_state_by_turns_stands_once(page, library, session, settle) -> None:
    turns = (Role("Mayor", ALPHA), Role("Minister", BETA), Role("Mayor", BETA))
    library.all_entities[ANNA] = replace(library.all_entities[ANNA], roles=turns)
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    assert [(role.role, role.first, role.last) for role in page.reading.roles] == [
        ("Mayor", ALPHA, BETA),
        ("Minister", BETA, BETA),
    ]
    assert page.toPlainText().split("\n").count("Mayor") == 1 + 1  # under the name, and among the roles


def test_quotes_stand_in_order_and_lead_to_their_words(page, panel, session, settle) -> None:
    spots = [target for target in lead_to(page, Spot) if target.end - target.start == len("We stay in touch")]
    assert [spot.post_id for spot in spots] == [ALPHA, BETA, BETA, ALPHA]  # each beside where it stands too
    page.follow(spots[0])
    settle()
    assert panel.view.isVisible()
    assert panel.view.textCursor().selectedText() == "We stay in touch"
    assert session.current_post == ALPHA


def test_who_is_named_with_it_has_a_page_and_a_list(page, session, settle) -> None:
    assert link(page, "Kyiv") == ToPage(KYIV)
    assert link(page, "1") == ToList(Filter(entities=frozenset({ANNA, KYIV})))
    page.follow(ToPage(KYIV))
    settle()
    assert session.open_page == KYIV
    assert "Kyiv" in page.toPlainText().split("\n")[2]


def test_a_list_takes_the_place_of_the_page(page, panel, session, settle) -> None:
    page.follow(link(page, "Show these posts"))
    settle()
    assert session.filter == Filter(entities=frozenset({ANNA}))
    assert session.open_page is None
    assert panel.view.isVisible()


def test_where_it_is_named_leads_to_the_mention(page) -> None:
    spots = [target for target in lead_to(page, Spot) if target.end - target.start == len("Anna Lind")]
    assert Spot(ALPHA, 0, 6, 15) in spots
    assert Spot(BETA, 0, 9, 18) in spots


def test_a_suggestion_is_told_with_its_reason_and_decided_here(page, library, session, settle) -> None:
    library.all_suggestions = [Suggestion(ANNA, KYIV, "Anna Lind", "Kyiv", "Two spellings of one name.", 0.6)]
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    assert "Two spellings of one name." in page.toPlainText()
    page.follow(link(page, "They are one"))
    page.follow(link(page, "Keep apart"))
    settle()
    assert library.edits == [MergeEntities(ANNA, frozenset({KYIV})), KeepApart(ANNA, KYIV)]


def test_what_was_said_of_it_can_be_taken_back(page, library, session, settle) -> None:
    anchors = (NameAnchor(ANNA, EntityKind.PERSON, "A. Lind"),)
    library.all_corrections = [Correction(7, datetime.now(UTC), RenameEntity(ANNA, "Anna Lind"), anchors)]
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    assert "“A. Lind” is shown as “Anna Lind”." in page.toPlainText()
    assert link(page, "Take back") == ToEdit(TakeBackCorrection(7), "Taken back: “A. Lind” is shown as “Anna Lind”.")


def test_orders_about_the_name_are_offered(page, qtbot) -> None:
    asked: list[str] = []
    page.order_asked.connect(asked.append)
    for target in lead_to(page, ToOrder):
        page.follow(target)
    assert asked == ["rename-name", "merge-name", "split-name"]


def test_more_quotes_come_when_asked_for_and_the_line_in_sight_stays(page, library, session, settle) -> None:
    post = library.all_posts[ALPHA]
    quote = replace(library.all_quotes[0].quote)
    library.all_quotes = [QuoteRow(replace(quote, start=number)) for number in range(FIRST_QUOTES + 20)]
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    assert len(page.reading.quotes) == FIRST_QUOTES
    page.verticalScrollBar().setValue(500)
    (more,) = lead_to(page, ToMore)
    page.follow(more)
    settle()
    assert len(page.reading.quotes) == FIRST_QUOTES + 20
    assert page.verticalScrollBar().value() == 500
    assert post.id == ALPHA


def test_who_comes_back_finds_the_line_he_left(page, session, settle) -> None:
    page.setFixedHeight(200)
    settle()
    page.verticalScrollBar().setValue(120)
    session.show_page(KYIV)
    settle()
    assert page.verticalScrollBar().value() == 0
    session.back()
    settle()
    assert page.verticalScrollBar().value() == 120


def test_a_name_that_is_gone_says_so(page, library, session, settle) -> None:
    library.all_mentions = []
    session.library_changed.emit(Changes(removed={Kind.ENTITY: frozenset({ANNA})}), None)
    settle()
    assert page.toPlainText() == "No post names this any more."
    assert page.course.isHidden()


def test_the_course_leads_to_the_first_mention_of_a_part(page, session, qtbot, settle) -> None:
    course = page.course
    assert course.isVisible()
    box = course.bar_box(1)
    qtbot.mouseClick(course, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    settle()
    assert session.current_post == BETA
    session.back()
    settle()
    course.setFocus()
    qtbot.keyClick(course, Qt.Key.Key_Right)
    assert course.accessibleDescription() == "2 mentions"
    qtbot.keyClick(course, Qt.Key.Key_Left)
    assert course.accessibleDescription() == "1 mention"
    qtbot.keyClick(course, Qt.Key.Key_Return)
    settle()
    assert session.current_post == ALPHA


def test_keys_walk_through_links_and_escape_shows_the_post(page, panel, session, qtbot, settle) -> None:
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.textCursor().selectedText() == "← Back to the post"
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert page.textCursor().selectedText() == "Show these posts"
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert session.filter == Filter(entities=frozenset({ANNA}))
    session.back()
    settle()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert session.open_page is None
    assert panel.view.hasFocus()


def test_what_takes_focus_has_a_name(page) -> None:
    assert page.accessibleName()
    assert page.course.accessibleName()


def test_only_words_are_copied_and_nothing_is_loaded(page) -> None:
    page.selectAll()
    page.copy()
    assert QApplication.clipboard().mimeData().formats() == ["text/plain"]
    assert page.loadResource(2, "file:///etc/hostname") is None


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (MergeEntities(ANNA, frozenset({KYIV})), "“K” counts as “A”."),
        (SplitEntity(ANNA, "Bo", frozenset({"Lind"})), "“Lind” of “A” counts as “Bo”."),
        (ChangeEntityKind(ANNA, EntityKind.PLACE), "“A” is listed under: place."),
        (IgnoreEntityHere(ANNA, ArticleId("x")), "“A” is ignored in one article."),
        (IgnoreEntityHere(ANNA, ArticleId("x"), ALPHA), "“A” is ignored in one post."),
        (NeverAgain(ANNA), "“A” is never listed."),
        (KeepApart(ANNA, KYIV), "“A” and “K” stay apart."),
    ],
)
def test_every_correction_is_told(edit, words) -> None:
    anchors = (NameAnchor(ANNA, EntityKind.PERSON, "A"), NameAnchor(KYIV, EntityKind.PLACE, "K"))
    assert correction_in_words(Correction(1, datetime.now(UTC), edit, anchors)) == words


def test_news_of_other_names_does_not_write_the_page_anew(page, library, session, settle) -> None:
    before = page.document().revision()
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset()}), None)
    settle()
    assert page.document().revision() == before
    library.name(library.all_posts[PostId("gamma")], "waits", EntityKind.EVENT)
    library.name(library.all_posts[ALPHA], "touch", EntityKind.EVENT)
    session.library_changed.emit(Changes(changed={Kind.ENTITY: frozenset()}), None)
    settle()
    assert "touch" in page.toPlainText()
