"""A reader at the window: what a person does, in a person's words."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.library.library import Library
from desktop.ui.application import Parts
from desktop.ui.dialogs.changes import ChangesDialog

PATIENCE_MS = 60_000


class ReaderAtWork:
    """Does what a reader does, through the real window, on a library of its own."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path, resources: Path) -> None:
        self._qtbot, self._application = qtbot, application
        self._folder, self._resources = folder, resources
        self.parts = self._open()

    def _open(self) -> Parts:
        def open_library(writable: bool) -> Library:
            return Library.open(self._folder / "library", resources=self._resources, writable=writable)

        parts = Parts(self._application, open_library, self._resources, self._folder / "settings.json")
        parts.window.show()
        parts.session.start()
        self._qtbot.waitUntil(lambda: parts.session.library is not None, timeout=PATIENCE_MS)
        self._wait(parts)
        return parts

    def _wait(self, parts: Parts) -> None:
        self._qtbot.waitUntil(lambda: parts.jobs.is_idle, timeout=PATIENCE_MS)

    def wait(self) -> None:
        """Until everything that was asked for is done, names included."""
        self._wait(self.parts)

    def restart(self) -> None:
        """Close the window and open it again."""
        self.close()
        self.parts = self._open()

    def close(self) -> None:
        self.parts.close()

    def drop(self, *files: Path) -> None:
        """Drop files on the window."""
        window, mime = self.parts.window, QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, QDragEnterEvent(window.rect().center(), *how))
        QApplication.sendEvent(window, QDropEvent(QPointF(window.rect().center()), *how))
        self.wait()

    def type_search(self, text: str) -> None:
        """Type into the search field, key by key."""
        self.parts.window.search.focus_field()
        field = self.parts.window.search.field
        field.selectAll()
        QTest.keyClicks(field, text)
        self._qtbot.waitUntil(lambda: self.parts.session.query == text, timeout=PATIENCE_MS)
        self.wait()

    def headlines(self) -> list[str]:
        """What the list shows, from top to bottom."""
        return [row.headline for row in self.parts.session.listing.rows]

    def open_post(self, headline: str) -> None:
        """Choose the post whose headline begins so."""
        row = next(row for row in self.parts.session.listing.rows if row.headline.startswith(headline))
        self.parts.session.show_post(row.id)
        self.wait()

    def wait_until_read(self, headline: str) -> None:
        """Look at the post on show until it counts as read."""

        def is_read() -> bool:
            session = self.parts.session
            rows = [session.row_of(post_id) for post_id in session.listing.ids]
            return any(row.is_read for row in rows if row is not None and row.headline == headline)

        self._qtbot.waitUntil(is_read, timeout=PATIENCE_MS)

    @property
    def reader(self):
        return self.parts.window.body.widget("reader")

    def press(self, action_id: str) -> None:
        """Order one of the window's actions, as its key or its menu does."""
        self.parts.window.orders[action_id].trigger()
        self.wait()

    def highlight(self, words: str) -> None:
        """Select words of the post and press H."""
        start = self.reader.reading.post.text.index(words)
        self.reader.view.select_range(start, start + len(words))
        QTest.keyClick(self.reader.view, Qt.Key.Key_H)
        self._qtbot.waitUntil(lambda: words in self.marked_words(), timeout=PATIENCE_MS)
        self.wait()

    def write_note(self, words: str) -> None:
        """Write a note on the first mark of the post on show, and leave its sheet open."""
        editor = self.reader.editor
        if not editor.isVisible():
            self.reader.open_note(self.reader.reading.annotations[0].id)
        self._qtbot.keyClicks(editor.note, words)

    def finish_note(self) -> None:
        """Close the sheet."""
        self.reader.editor.finish()
        self.wait()

    def notes_on_disk(self) -> list[str]:
        """The notes as somebody else finds them in the library."""
        with Library.open(self._folder / "library", resources=self._resources, writable=False) as library:
            return [annotation.note for annotation in library.annotations()]

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Until something has come about."""
        self._qtbot.waitUntil(is_so, timeout=PATIENCE_MS)

    def marked_words(self) -> list[str]:
        """The words of the post on show that carry a mark."""
        return [annotation.quote for annotation in self.reader.reading.annotations]

    def names(self) -> list[str]:
        """The names in the panel, from top to bottom."""
        with Library.open(self._folder / "library", resources=self._resources, writable=False) as library:
            rows = library.entity_rows([row.id for row in self.parts.session.listing.rows])
        return [row.name for row in rows]

    def filter_by(self, name: str) -> None:
        """Click a name of the panel."""
        with Library.open(self._folder / "library", resources=self._resources, writable=False) as library:
            entity = next(entity for entity in library.entities() if entity.name == name)
        self.parts.session.toggle_entity(entity.id)
        self.wait()

    def export(self, format: str, target: Path) -> None:
        """Export the post on show."""
        session = self.parts.session
        assert session.current_post is not None
        session.export(format, target, [session.current_post])
        self.wait()

    def changes_told(self) -> str:
        """What the view of changes says of the article on show."""
        self.press("show-changes")
        shown = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ChangesDialog))
        words: str = shown.view.toPlainText()
        shown.reject()
        return words
