"""The window as a whole, on a real library."""

import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget

from desktop.domain.changes import RemoveArticle
from desktop.runtime.settings import load_settings
from desktop.ui.actions import all_actions
from desktop.ui.application import Parts
from desktop.ui.dialogs.export import ExportDialog
from desktop.ui.dialogs.settings import SettingsDialog
from desktop.ui.panels.table import PANELS


@pytest.fixture
def settled(qtbot):
    def wait(parts) -> None:
        qtbot.waitUntil(lambda: parts.jobs.is_idle, timeout=20_000)

    return wait


@pytest.fixture
def open_damaged(qapp, repository, tmp_path):
    """Open a window on a library whose database is junk."""
    opened = []
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.sqlite3").write_bytes(b"this was a database once " * 400)

    def open_library(writable: bool):
        from desktop.library.library import Library  # noqa: PLC0415 - as the program does

        return Library.open(folder, resources=repository / "resources", writable=writable)

    def open_one() -> Parts:
        parts = Parts(qapp, open_library, repository / "resources", tmp_path / "settings.json")
        opened.append(parts)
        parts.window.show()
        parts.session.start()
        return parts

    yield open_one
    for parts in opened:
        parts.close()
    qapp.setStyleSheet("")


def drop(window: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = window.rect().center()
    enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, mime, buttons, keys))


def open_dialog(kind: type[QDialog]) -> QDialog:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def test_an_empty_library_says_what_to_do_next(open_window):
    parts = open_window()
    texts = [label.text() for label in parts.window.findChildren(QLabel) if label.isVisible()]
    assert any("Drop saved pages" in text for text in texts)


def test_a_dropped_file_is_imported_and_shown(open_window, page, settled):
    parts = open_window()
    drop(parts.window, page)
    settled(parts)
    assert len(parts.session.listing.rows) >= 3
    assert parts.session.current_post is not None
    assert parts.window.body.isVisible()


def test_a_copied_path_is_imported_by_its_key(open_window, page, settled):
    parts = open_window()
    QGuiApplication.clipboard().setText(str(page))
    QTest.keyClick(parts.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(parts)
    assert parts.session.listing.library_total >= 3


def test_pasting_into_the_search_field_pastes_there(open_window, page, settled):
    parts = open_window(str(page))
    total = parts.session.listing.library_total
    QGuiApplication.clipboard().setText("ferries")
    parts.window.search.focus_field()
    QTest.keyClick(parts.window.search.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(parts)
    assert parts.session.query == "ferries"
    assert parts.session.listing.library_total == total


def test_letters_typed_in_the_search_field_order_nothing(open_window, page, settled):
    parts = open_window(str(page))
    before = parts.session.current_post
    parts.window.search.focus_field()
    QTest.keyClicks(parts.window.search.field, "jks")
    settled(parts)
    assert parts.session.query == "jks"
    assert parts.session.current_post == before
    assert not parts.session.can_undo


def test_letters_elsewhere_walk_and_star(open_window, page, settled):
    parts = open_window(str(page))
    parts.window.body.focus("posts")
    rows = parts.session.listing.rows
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_J)
    assert parts.session.current_post == rows[1].id
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
    settled(parts)
    assert [row.is_starred for row in parts.session.listing.rows][:2] == [False, True]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(parts)
    assert not any(row.is_starred for row in parts.session.listing.rows)


def test_the_window_opens_again_where_it_was_closed(open_window, page, settled):
    first = open_window(str(page))
    last = first.session.listing.rows[-1].id
    first.session.show_post(last)
    first.session.search("ferries")
    settled(first)
    place = first.session.place
    first.close()
    second = open_window()
    settled(second)
    assert place.article_id is not None
    assert (second.session.query, second.session.place, second.session.current_post) == ("", place, last)
    assert second.window.body.widget("reader").reading.post.id == last


def test_the_place_is_kept_before_the_window_closes(open_window, page, settled, qtbot):
    first = open_window(str(page))
    last = first.session.listing.rows[-1].id
    first.session.show_post(last)
    file = first.preferences._file
    qtbot.waitUntil(lambda: file.exists() and last in load_settings(file).last_place)
    assert first.session.stop.post_id == last


def test_the_keyboard_begins_in_the_list(open_window, page):
    open_window(str(page)).close()
    parts = open_window()
    assert parts.window.body.widget("posts").isAncestorOf(QApplication.focusWidget())


def test_a_file_that_is_not_there_is_told_and_the_next_import_is_fine(open_window, page, tmp_path, settled):
    parts = open_window()
    parts.session.import_names([str(tmp_path / "missing.html")])
    settled(parts)
    assert parts.window.messages.isVisible()
    assert "missing.html" in parts.window.messages.shown.text
    assert parts.window.messages.shown.hint
    parts.session.import_names([str(page)])
    settled(parts)
    assert parts.session.listing.library_total >= 3


def test_a_library_open_elsewhere_can_still_be_read(open_window, page, settled):
    open_window(str(page))
    second = open_window()
    assert not second.session.is_writable
    assert second.session.listing.library_total >= 3
    assert "only be read" in second.window.messages.shown.text
    assert not second.window.orders["import-files"].isEnabled()
    assert "read only" in second.window.status.counts.text()


def test_a_removed_article_comes_back_by_undo(open_window, page, settled):
    parts = open_window(str(page))
    article_id = parts.session.filter.article_id
    total = parts.session.listing.library_total
    parts.session.apply(RemoveArticle(article_id))
    settled(parts)
    assert parts.session.listing.library_total == 0
    assert parts.session.filter.article_id is None
    assert "removed" in parts.window.status.doing.text()
    parts.window.status.doing.linkActivated.emit("undo-edit")
    settled(parts)
    assert parts.session.listing.library_total == total


def test_posts_are_exported_in_the_format_chosen(open_window, page, tmp_path, settled):
    parts = open_window(str(page))
    parts.window.desk.choose_export()
    settled(parts)
    dialog = open_dialog(ExportDialog)
    dialog._scope.button(1).setChecked(True)
    request = dialog.request
    dialog.reject()
    assert request.posts == tuple(row.id for row in parts.session.listing.rows)
    out = tmp_path / f"out{request.format.suffixes[0]}"
    parts.session.export(request.format.name, out, request.posts)
    settled(parts)
    assert "harbour" in out.read_text("utf-8").lower()
    assert str(out) in parts.window.status.doing.text()


def test_an_export_tells_times_in_the_zone_that_was_chosen(open_window, page, tmp_path, settled):
    parts = open_window(str(page))
    ids = parts.session.listing.ids
    for zone, told in ((None, "UTC"), (ZoneInfo("Asia/Tokyo"), "JST")):
        parts.session.show_in_zone(zone)
        parts.session.export("markdown", tmp_path / "out.md", ids)
        settled(parts)
        assert told in (tmp_path / "out.md").read_text("utf-8").partition("## ")[2]


def test_the_file_of_an_export_is_named_for_the_article(open_window, page, settled):
    parts = open_window(str(page))
    parts.window.desk.choose_export()
    settled(parts)
    open_dialog(ExportDialog).accept()
    settled(parts)
    asked = open_dialog(QFileDialog)
    assert Path(asked.selectedFiles()[0]).name == "Storm reaches the coast.md"
    asked.reject()


def test_settings_are_kept_for_the_next_start(open_window, tmp_path):
    parts = open_window()
    parts.window.desk.show_settings()
    dialog = open_dialog(SettingsDialog)
    assert set(dialog._answers) >= {"theme", "reading_size_px", "has_motion"}
    dialog.accept()
    parts.window.desk.toggle_theme()
    parts.window.desk.step_text(1)
    parts.window.body.toggle("entities")
    parts.window.close()
    stored = load_settings(tmp_path / "settings.json")
    assert stored.theme == "dark"
    assert stored.reading_size_px == 20
    again = open_window()
    assert again.theme.is_dark
    assert not again.window.body.is_shown("entities")


def test_a_narrow_window_folds_the_library_and_then_the_entities(open_window, page, qtbot):
    parts = open_window(str(page))
    body = parts.window.body
    parts.window.resize(1280, 800)
    qtbot.waitUntil(lambda: body.is_shown("library") and body.is_shown("entities"))
    parts.window.resize(799, 700)
    qtbot.waitUntil(lambda: not body.is_shown("library"))
    parts.window.resize(639, 700)
    qtbot.waitUntil(lambda: not body.is_shown("entities"))
    assert body.is_shown("posts")
    assert body.is_shown("reader")
    body.toggle("library")
    assert body.open_drawer == "library"
    QTest.keyClick(parts.window, Qt.Key.Key_Escape)
    assert body.open_drawer == ""
    parts.window.resize(1280, 800)
    qtbot.waitUntil(lambda: body.is_shown("library") and body.is_shown("entities"))


def test_choosing_in_the_library_drawer_closes_it(open_window, page, qtbot):
    parts = open_window(str(page))
    parts.window.resize(700, 700)
    qtbot.waitUntil(lambda: not parts.window.body.is_shown("library"))
    parts.window.body.toggle("library")
    parts.window.orders["show-unread"].trigger()
    assert parts.window.body.open_drawer == ""


def test_every_widget_that_takes_the_keyboard_has_a_name(open_window, page):
    parts = open_window(str(page))
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in parts.window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_every_panel_can_be_reached_by_one_key(open_window, page):
    parts = open_window(str(page))
    reached = set()
    for _ in range(2 * len(PANELS)):
        QTest.keyClick(parts.window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        reached |= {
            panel.id
            for panel in PANELS
            if parts.window.body.widget(panel.id) is focus or parts.window.body.widget(panel.id).isAncestorOf(focus)
        }
    assert reached >= {"library", "posts", "reader"}  # without names there is nothing to choose among the entities


def test_the_menu_has_every_action_in_its_group(open_window):
    parts = open_window()
    in_menu = {action.objectName() for part in parts.window.top.menu.actions() for action in part.menu().actions()}
    assert in_menu == {action.id for action in all_actions()}


def test_the_sheets_open_and_close(open_window):
    parts = open_window()
    for order in ("show-shortcuts", "show-about", "open-settings"):
        parts.window.orders[order].trigger()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog), order
        dialog.reject()


def test_no_sheet_is_larger_than_the_window_and_its_buttons_stay_in_sight(open_window):
    parts = open_window()
    parts.window.resize(900, 600)
    for order in ("show-shortcuts", "show-query-help", "open-settings"):
        parts.window.orders[order].trigger()
        dialog = QApplication.activeModalWidget()
        assert dialog.height() <= 600, order
        assert dialog.rect().contains(dialog.buttons.geometry()), order
        dialog.reject()


def test_closing_keeps_what_was_ordered_just_before(open_window, page, settled):
    parts = open_window(str(page))
    parts.window.orders["star-post"].trigger()
    parts.close()
    again = open_window()
    assert sum(row.is_starred for row in again.session.listing.rows) == 1


def test_words_marked_just_before_closing_are_marked_after_it(open_window, page, settled):
    parts = open_window(str(page))
    reader = parts.window.body.widget("reader")
    reader.view.select_range(0, 9)
    QTest.keyClick(reader.view, Qt.Key.Key_H)
    parts.close()
    again = open_window()
    assert sum(row.mark_count for row in again.session.listing.rows) == 1


def test_a_damaged_library_is_told_with_its_remedy(open_damaged, qtbot):
    parts = open_damaged()
    qtbot.waitUntil(lambda: parts.window.messages.shown is not None, timeout=10_000)
    assert parts.window.messages.shown.text
    assert parts.window.messages.shown.hint
    assert parts.window.body.isVisible()


def test_the_library_is_not_imported_before_the_window_is_there(repository):
    """A start that waited for the index and the database would be seen."""
    code = (
        "import sys; import desktop.ui.application; "
        "print([name for name in ('whoosh', 'sqlite_utils', 'sqlite3', 'spacy', 'desktop.library.library')"
        " if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
