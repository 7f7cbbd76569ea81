"""Page: the page of a name, in the place of the post.

Knows how it is fetched and where each of its links leads. Until another page is there, the one before stays; who comes
back to a page finds the line at which he left it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent, QTextFrameFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.domain.changes import Changes, Kind
from desktop.domain.days import named_zone
from desktop.domain.entities import Entity
from desktop.domain.ids import EntityId, PostId
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.panels.reader.page_course import PageCourse
from desktop.ui.panels.reader.page_document import (
    COURSE_PX,
    TARGET,
    Target,
    ToEdit,
    ToList,
    ToMenu,
    ToMore,
    ToOrder,
    ToPage,
    ToPost,
    WrittenPage,
    write_page,
)
from desktop.ui.panels.reader.page_reading import Asked, PageReading, load_page, spot_of
from desktop.ui.panels.reader.style import SMALLEST_MARGIN_PX, reading_style
from desktop.ui.session import Session
from desktop.ui.spots import Spot
from desktop.ui.theme import Space, Theme

if TYPE_CHECKING:
    from desktop.library.library import Library

TOP_PX: Final = 24
BOTTOM_PX: Final = 48


class PageView(QTextBrowser):
    """The page of a name.

    Signals:
        shown: The page that was asked for is there, or is known to be gone.
        order_asked: A link gives one of the window's orders (an action's id).
        menu_asked: The reader wants to see what can be said of the name (a place in the viewport).
    """

    shown = Signal()
    order_asked = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._theme = session, jobs, theme
        self._reading: PageReading | None = None
        self._written: WrittenPage | None = None
        self._shows: EntityId | None = None
        self._asked = Asked()
        self._written_for: Asked | None = None
        self._lines: dict[EntityId, int] = {}
        self.course = PageCourse(theme, self.viewport())
        self._place = QTimer(self)
        self._place.setSingleShot(True)
        self._place.setInterval(0)
        self._build()
        session.page_changed.connect(self._open)
        session.library_changed.connect(self._take_changes)
        theme.changed.connect(self._rewrite)
        self.anchorClicked.connect(self._follow_link)
        self.course.post_asked.connect(self._go_to_post)
        self.verticalScrollBar().valueChanged.connect(self._place_course)
        self._place.timeout.connect(self._place_course)

    def _build(self) -> None:
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
        self.document().setDocumentMargin(0)
        self.setAccessibleName("Page of a name")
        self.setAccessibleDescription("Tab goes from link to link, Return follows one, Escape shows the post.")
        self.course.hide()

    @property
    def reading(self) -> PageReading | None:
        """The page on show; None if nothing names it any more."""
        return self._reading

    @property
    def targets(self) -> tuple[Target, ...]:
        """Where the links of the page lead, in their order."""
        return self._written.targets if self._written else ()

    def shows(self, entity_id: EntityId | None) -> bool:
        """Whether the page of this entity is the one that is written."""
        return entity_id is not None and entity_id == self._shows

    # ---- from the session

    @Slot(object)
    def _open(self, entity_id: EntityId | None) -> None:
        if self._shows is not None:
            self._lines[self._shows] = self.verticalScrollBar().value()
        if entity_id is None:
            self.shown.emit()
            return
        if entity_id != self._shows:
            self._asked = Asked()
        self._fetch(entity_id)

    @Slot(object, object)
    def _take_changes(self, changes: Changes, _initiator: object) -> None:
        if any(changes.touches(kind) for kind in (Kind.ENTITY, Kind.ARTICLE, Kind.REPAIR)):
            self._fetch_again()

    def _fetch_again(self) -> None:
        """Fetch the page on show anew."""
        entity_id = self._session.open_page
        if entity_id is not None:
            self._fetch(entity_id)

    def _fetch(self, entity_id: EntityId) -> None:
        work = partial(_load, entity_id, self._asked, self._theme.settings.zone)
        self._jobs.run(Lane.READ, self, work, partial(self._show, entity_id), only_latest="entity-page")

    def _show(self, entity_id: EntityId, reading: PageReading | None) -> None:
        if entity_id != self._session.open_page:
            return
        is_same_page = entity_id == self._shows
        is_as_before = is_same_page and (reading, self._asked) == (self._reading, self._written_for)
        self._shows, self._reading = entity_id, reading
        if not is_as_before:
            self._rewrite()
        if reading is not None:
            page = reading.page
            self._session.choose_name(Entity(page.id, page.kind, page.name))
        self.shown.emit()
        if not is_same_page:  # else the line in sight stays
            self.verticalScrollBar().setValue(self._lines.get(entity_id, 0))

    @Slot()
    def _rewrite(self) -> None:
        """Write the page, in the colours and sizes of now; the line in sight stays."""
        kept = self.verticalScrollBar().value()
        style = reading_style(self._theme)
        self._written_for = self._asked
        self.course.setVisible(self._reading is not None)
        if self._reading is None:
            self._written = None
            self.document().clear()
            self.setPlainText("No post names this any more.")
        else:
            writable = self._session.is_writable
            self._written = write_page(
                self.document(), self._reading, self._asked, self._theme, style, is_writable=writable
            )
            self.course.show_parts(self._reading.course, self._reading.page.kind)
        self._center()
        self.verticalScrollBar().setValue(kept)

    # ---- to the session

    @Slot(QUrl)
    def _follow_link(self, link: QUrl) -> None:
        number = link.toString().removeprefix(TARGET)
        if number.isdecimal() and int(number) < len(self.targets):
            self.follow(self.targets[int(number)])

    def follow(self, target: Target) -> None:
        """Go where a link leads."""
        match target:
            case Spot():
                self._session.show_spot(target)
            case ToPage(entity_id):
                self._session.show_page(entity_id)
            case ToList(filter):
                self._session.show_list(filter)
            case ToEdit(edit, told):
                self._session.correct(edit, told)
            case ToOrder(action):
                self.order_asked.emit(action)
            case ToMore(asked):
                self._asked = asked
                self._fetch_again()
            case ToPost():
                self._session.close_page()
            case ToMenu():
                self.menu_asked.emit(self.cursorRect().bottomLeft())

    @Slot(object)
    def _go_to_post(self, post_id: PostId) -> None:
        """Go to the first mention in a post; which words that are is asked for."""
        entity_id = self._session.open_page
        if entity_id is not None:
            work = partial(_find_spot, entity_id, post_id)
            self._jobs.run(Lane.READ, self, work, self._go_to_spot, only_latest="entity-spot")

    def _go_to_spot(self, spot: Spot | None) -> None:
        if spot is not None:
            self._session.show_spot(spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows the post."""
        if event.key() == Qt.Key.Key_Escape:
            self._session.close_page()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu; Qt's own would copy where a link leads, which says nothing outside this page."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self.menu_asked.emit(self.cursorRect().bottomLeft() if is_key else event.pos())

    # ---- laying out

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self._center()

    def _center(self) -> None:
        column = min(reading_style(self._theme).column_px, max(1, self.viewport().width() - 2 * SMALLEST_MARGIN_PX))
        side = max(SMALLEST_MARGIN_PX, (self.viewport().width() - column) // 2)
        form = QTextFrameFormat()
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(TOP_PX)
        form.setBottomMargin(BOTTOM_PX)
        self.document().rootFrame().setFrameFormat(form)
        self._place.start()

    @Slot()
    def _place_course(self) -> None:
        """Lay the course over the room that the page leaves for it."""
        if self._written is None:
            return
        block = self.document().findBlockByNumber(self._written.course_block)
        box = self.document().documentLayout().blockBoundingRect(block)
        top = round(box.top()) - self.verticalScrollBar().value() + Space.S
        self.course.setGeometry(QRect(round(box.left()), top, round(box.width()), COURSE_PX - Space.S))

    # ---- what may be loaded and copied

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: ARG002 - Qt's own signature
        """Refuse everything: a page has no pictures."""
        return None

    def doSetSource(self, name: QUrl | str, type: object = None) -> None:
        """Go nowhere: this is no browser."""

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain words."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied


def _load(entity_id: EntityId, asked: Asked, zone: str, library: Library) -> PageReading | None:
    return load_page(library, entity_id, asked, named_zone(zone))


def _find_spot(entity_id: EntityId, post_id: PostId, library: Library) -> Spot | None:
    return next((spot_of(each.mention) for each in library.contexts(entity_id, (post_id,), limit=1)), None)
