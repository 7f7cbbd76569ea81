"""View: the text of one post, to read, select and mark.

Knows how the column is centred, where the signs beside it stand, and what a click or a key means. Loads nothing: every
picture it may show was handed to it, and any other request is refused.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from desktop.domain.entities import Mention
from desktop.domain.ids import AnnotationId, EntityId
from desktop.ui.date_words import mention_tip
from desktop.ui.panels.reader.document import PICTURE_SCHEME, Place, Written, write_post
from desktop.ui.panels.reader.finding import find_all
from desktop.ui.panels.reader.margin import Sign, paint_quote_bar, paint_sign, place_signs, sign_at
from desktop.ui.panels.reader.marks import NO_PLACES, Marks, Places
from desktop.ui.panels.reader.offsets import TextRange, UnitTable
from desktop.ui.panels.reader.reading import Reading
from desktop.ui.panels.reader.style import NOTE_MARGIN_PX, SMALLEST_MARGIN_PX, reading_style
from desktop.ui.panels.reader.writer import QUOTE_BLOCK
from desktop.ui.plain import plain_tip
from desktop.ui.quoted import QuoteLine
from desktop.ui.theme import Space, Theme

QUOTE_BAR_PX: Final = 3
TOP_PX: Final = 24
BOTTOM_PX: Final = 48


class ReadingView(QTextBrowser):
    """Shows one post.

    Signals:
        link_asked: A link of the head or foot was activated (its target, str).
        page_asked: A name, or the mark of a quotation, was clicked (an entity's id).
        mention_asked: A name was clicked with Ctrl held (`Mention`).
        note_asked: A mark or the sign beside it was activated (its id).
        step_asked: Space was pressed at the end (1), or Shift+Space at the beginning (-1).
        zoom_asked: The wheel was turned with Ctrl held (1 larger, -1 smaller).
    """

    link_asked = Signal(str)
    page_asked = Signal(object)
    mention_asked = Signal(object)
    note_asked = Signal(object)
    step_asked = Signal(int)
    zoom_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading: Reading | None = None
        self._written: Written | None = None
        self._marks: Marks | None = None
        self._marks_shown = True
        self._place = Place()
        self._wanted_words: str | None = None  # None while nothing is looked for in the post
        self._places = NO_PLACES
        self._column_px = 0
        self._line_wanted = 0  # where to go on reading, until the column is as wide as it will be
        self._press: QPoint | None = None
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
        self.document().setDocumentMargin(0)
        self.viewport().setMouseTracking(True)
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self._fit)
        self.anchorClicked.connect(self._tell_link)

    # ---- what is shown

    @property
    def marks(self) -> Marks | None:
        """The marks of the post on show."""
        return self._marks

    def show_reading(self, reading: Reading, place: Place) -> None:
        """Show a post. The place in the text stays if it is the same post as before."""
        is_same = self._reading is not None and self._reading.post.id == reading.post.id
        kept = self._kept_place() if is_same else None
        self._reading, self._place = reading, place
        self._write()
        self._return_to(kept)

    def show_marks(self, shown: bool) -> None:
        """Paint marks, hits and mentions, or leave the text plain."""
        self._marks_shown = shown
        self._paint_marks()

    @property
    def _names_shown(self) -> bool:
        return self._theme.settings.marks_names

    @property
    def _dates_shown(self) -> bool:
        return self._theme.settings.marks_dates

    def rewrite(self) -> None:
        """Write the post anew, in other colours or sizes."""
        if self._reading is not None:
            self.show_reading(self._reading, self._place)

    # ---- looking through it

    @property
    def places(self) -> Places:
        """Where what is looked for stands, and at which place the reader is."""
        return self._places

    def look_for(self, words: str | None) -> None:
        """Mark every place where words stand, and go to the first from the line in sight on.

        Args:
            words: What is looked for; "" goes through the hits of the search, None looks for nothing any more.
        """
        self._wanted_words = words
        ranges = self._find()
        top = self.cursorForPosition(QPoint(0, 0)).position()
        below = next((number for number, found in enumerate(ranges) if found.start >= top), 0)
        self._go_to_place(ranges, below if ranges and words else None)

    def step_place(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round the ends."""
        ranges, current = self._places.ranges, self._places.current
        if ranges:
            start = current if current is not None else (-1 if by > 0 else 0)
            self._go_to_place(ranges, (start + by) % len(ranges))

    def _find(self) -> tuple[TextRange, ...]:
        if self._wanted_words is None or self._marks is None:
            return ()
        if not self._wanted_words.strip():
            return self._marks.hit_ranges()
        text = self.document().toRawText()
        table = UnitTable(text)
        found = find_all(text, self._wanted_words)
        return tuple(TextRange(table.to_units(start), table.to_units(end)) for start, end in found)

    def _go_to_place(self, ranges: tuple[TextRange, ...], current: int | None) -> None:
        self._places = Places(ranges, current)
        self._paint_marks()
        if current is not None:
            line, bar = self._line_at(ranges[current].start), self.verticalScrollBar()
            if line.top() < TOP_PX or line.bottom() > self.viewport().height() - TOP_PX:
                bar.setValue(bar.value() + line.top() - self.viewport().height() // 3)

    def selected_range(self) -> tuple[int, int] | None:
        """Return the selected words as code points in the post's text, or None if no word of it is selected."""
        cursor = self.textCursor()
        if self._written is None or not cursor.hasSelection():
            return None
        return self._written.body.selection(cursor.selectionStart(), cursor.selectionEnd())

    def caret(self) -> int | None:
        """Return where the caret, or the selection, begins: a code point of the post's text; None above the body."""
        return self._written.body.point_at(self.textCursor().selectionStart()) if self._written else None

    def select_range(self, start: int, end: int) -> None:
        """Select words, given as code points in the post's text."""
        found = self._written.body.ranges(start, end) if self._written else ()
        if found:
            cursor = self.textCursor()
            cursor.setPosition(found[0].start)
            cursor.setPosition(found[-1].end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def show_range(self, start: int, end: int) -> None:
        """Select words and bring them into the middle of what is in sight, unless all of them are in sight."""
        self.select_range(start, end)
        line = self.cursorRect()
        if line.top() < TOP_PX or line.bottom() > self.viewport().height() - TOP_PX:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + line.center().y() - self.viewport().height() // 3)

    def line_in_sight(self) -> int:
        """Return the place in the document of the first line in sight, to come back to it another day."""
        return self._kept_place()[2] if self._reading is not None else 0

    def go_to_line(self, position: int) -> None:
        """Scroll so that the line of a place in the document stands at the top; also once the column has its width."""
        self._line_wanted = position
        self._scroll_to_wanted()
        self._refit.start()

    def _scroll_to_wanted(self) -> None:
        if self._line_wanted > 0:
            self._return_to((0, 0, self._line_wanted, TOP_PX))

    def drop_selection(self) -> None:
        """Leave nothing selected; the caret stays, and so does the text in sight."""
        scrolled = self.verticalScrollBar().value()
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def place_of_mark(self, annotation_id: AnnotationId) -> QRect:
        """Return the line in which a mark ends, in the viewport; the lower edge if it stands nowhere."""
        found = self._marks.range_of(annotation_id) if self._marks else None
        return self._line_at(found.end) if found else QRect(0, self.viewport().height() - 1, 1, 1)

    def mark_at_caret(self) -> AnnotationId | None:
        """Return the mark on which the caret stands."""
        annotation = self._marks.annotation_at(self.textCursor().position()) if self._marks else None
        return annotation.id if annotation else None

    # ---- writing

    def _write(self) -> None:
        if self._reading is None:
            return
        style = reading_style(self._theme)
        self._column_px = min(style.column_px, self._room())
        self._written = write_post(self.document(), self._reading, self._place, style, self._column_px)
        self._marks = Marks(self._reading, self._written)
        self._center()
        self._places = Places(self._find(), None)
        self._paint_marks()

    def _room(self) -> int:
        """Return how wide a column may be, whether or not the scroll bar is there."""
        bar = self.verticalScrollBar().sizeHint().width()
        return max(1, self.width() - bar - SMALLEST_MARGIN_PX - NOTE_MARGIN_PX)

    def _center(self) -> None:
        """Put the column into the middle, with room for signs at its right."""
        spare = self.viewport().width() - self._column_px
        left = max(SMALLEST_MARGIN_PX, spare // 2)
        form = QTextFrameFormat()
        form.setLeftMargin(min(left, max(SMALLEST_MARGIN_PX, spare - NOTE_MARGIN_PX)))
        form.setRightMargin(max(NOTE_MARGIN_PX, spare - left))
        form.setTopMargin(TOP_PX)
        form.setBottomMargin(BOTTOM_PX)
        self.document().rootFrame().setFrameFormat(form)

    def _paint_marks(self) -> None:
        shown = []
        if self._marks is not None and (self._marks_shown or self._places.ranges):
            names = self._names_shown and self._marks_shown
            dates = self._dates_shown and self._marks_shown
            shown = self._marks.selections(
                self.document(), self._theme, self._places, with_names=names, with_dates=dates
            )
        self.setExtraSelections(shown)
        self.viewport().update()

    def _kept_place(self) -> tuple[int, int, int, int]:
        """Return the caret, its anchor, and the place of the first line in sight with its distance from the top."""
        top = self.cursorForPosition(QPoint(self.viewport().width() // 2, TOP_PX))
        cursor = self.textCursor()
        return (cursor.position(), cursor.anchor(), top.position(), self.cursorRect(top).top())

    def _return_to(self, kept: tuple[int, int, int, int] | None) -> None:
        if kept is None:
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.verticalScrollBar().setValue(0)
            return
        last = self.document().characterCount() - 1
        caret, anchor, top, distance = (min(kept[0], last), min(kept[1], last), min(kept[2], last), kept[3])
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        at_top = QTextCursor(self.document())
        at_top.setPosition(top)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(at_top).top() - distance)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the column fitted anew, once the layout that may have asked for the resize is done.

        Why later: a scroll bar that appears while a document is laid out resizes the view at once, and a document that
        is written anew inside its own layout is destroyed under Qt's hands.
        """
        super().resizeEvent(event)
        self._refit.start()

    @Slot()
    def _fit(self) -> None:
        """Keep the column in the middle; write the post anew only where a picture hangs on its width."""
        if self._reading is None:
            return
        column = min(reading_style(self._theme).column_px, self._room())
        if column != self._column_px and self._reading.pictures:
            self.rewrite()
        else:
            self._column_px = column
            self._center()
        self._scroll_to_wanted()
        self._line_wanted = 0

    # ---- what may be loaded

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Return one of the pictures that came with the post; refuse everything else."""
        address = name if isinstance(name, str) else name.toString()
        scheme, _, sha256 = address.partition(":")
        is_picture = QTextDocument.ResourceType(type) is QTextDocument.ResourceType.ImageResource
        if is_picture and scheme == PICTURE_SCHEME and self._reading is not None:
            return self._reading.pictures.get(sha256)
        return None

    def doSetSource(self, name: QUrl | str, type: object = None) -> None:
        """Go nowhere: this is no browser."""

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain words."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    @Slot(QUrl)
    def _tell_link(self, link: QUrl) -> None:
        self.link_asked.emit(link.toString())

    # ---- pointer and keys

    def _position_at(self, point: QPointF) -> int:
        """Return the place in the document under a point, or -1 if there is no letter."""
        scrolled = QPointF(point.x(), point.y() + self.verticalScrollBar().value())
        return self.document().documentLayout().hitTest(scrolled, Qt.HitTestAccuracy.ExactHit)

    def mention_at(self, point: QPointF) -> Mention | None:
        """Return the name under a point of the viewport."""
        position = self._named_position(point)
        return self._marks.mention_at(position) if self._marks and position >= 0 else None

    def mention_at_caret(self) -> Mention | None:
        """Return the name on which the caret stands."""
        return self._marks.mention_at(self.textCursor().position()) if self._marks and self._names_shown else None

    def _named_position(self, point: QPointF) -> int:
        """Return the place in the document under a point, or -1 if no name could be painted there."""
        is_painted = self._marks is not None and self._marks_shown and self._names_shown
        return self._position_at(point) if is_painted else -1

    def _quote_at(self, point: QPointF) -> QuoteLine | None:
        position = self._named_position(point)
        return self._marks.quote_at(position) if self._marks and position >= 0 else None

    def _speaker_at(self, point: QPointF) -> EntityId | None:
        position = self._named_position(point)
        return self._marks.speaker_at(position) if self._marks and position >= 0 else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._press = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell a click on a sign, a name or a mark from a selection."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        if self._press is None or self.textCursor().hasSelection() or self.anchorAt(point):
            return
        if (point - self._press).manhattanLength() <= Space.XS:
            self._click(event.position(), event.modifiers())

    def _click(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Open a mark, for it is the reader's own; else the page of a name. With Ctrl held, a name filters."""
        mark, mention, speaker = self._mark_at(point), self.mention_at(point), self._speaker_at(point)
        if mention is not None and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.mention_asked.emit(mention)
        elif mark is not None:
            self.note_asked.emit(mark)
        elif mention is not None or speaker is not None:
            self.page_asked.emit(mention.entity_id if mention is not None else speaker)

    def _mark_at(self, point: QPointF) -> AnnotationId | None:
        """Return the mark under a point, by its sign in the margin or by its words."""
        sign = sign_at(self._signs(), point.toPoint())
        position = self._position_at(point) if self._marks and self._marks_shown else -1
        if sign is not None or self._marks is None or position < 0:
            return sign
        annotation = self._marks.annotation_at(position)
        return annotation.id if annotation else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        point = event.position()
        is_name = self.mention_at(point) or self._speaker_at(point)
        can_click = self._mark_at(point) or is_name or self.anchorAt(point.toPoint())
        shape = Qt.CursorShape.PointingHandCursor if can_click else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the page and then the post; Return opens the mark, or the name's page, under the caret."""
        bar = self.verticalScrollBar()
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Space:
            if bar.value() == (bar.minimum() if backwards else bar.maximum()):
                self.step_asked.emit(-1 if backwards else 1)
            else:
                bar.setValue(bar.value() + (-1 if backwards else 1) * (bar.pageStep() - 2 * TOP_PX))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._opens_mark():
            self.note_asked.emit(self.mark_at_caret())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._opens_page():
            mention = self.mention_at_caret()
            self.page_asked.emit(mention.entity_id if mention is not None else None)
        else:
            super().keyPressEvent(event)

    def _opens_mark(self) -> bool:
        return self.mark_at_caret() is not None and not self.textCursor().charFormat().isAnchor()

    def _opens_page(self) -> bool:
        return self.mention_at_caret() is not None and not self.textCursor().charFormat().isAnchor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl held change the size of the letters."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say of whom a name speaks when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self._tip_at(QPointF(event.pos()))
            if tip:
                QToolTip.showText(event.globalPos(), plain_tip(tip), self)
                return True
        return super().viewportEvent(event)

    def _tip_at(self, point: QPointF) -> str:
        sign = sign_at(self._signs(), point.toPoint())
        if sign is not None and self._reading is not None:
            return next((note.note for note in self._reading.annotations if note.id == sign), "") or "Edit this mark"
        told = (self._name_words(point), self._date_words(point), self._quote_words(point))
        said = [words for words in told if words]
        return "\n\n".join(said)

    def _name_words(self, point: QPointF) -> str:
        mention = self.mention_at(point)
        if mention is None or self._reading is None:
            return ""
        entity = self._reading.entities.get(mention.entity_id)
        name = entity.name if entity else mention.text
        roles = [role.role for role in entity.roles if role.post_id == mention.post_id] if entity else []
        click = "" if self._mark_at(point) else "Click to open the page of this name. "
        return f"{', '.join([name, *roles[-1:]])}\n{click}Ctrl+click shows only posts with it."

    def _quote_words(self, point: QPointF) -> str:
        line = self._quote_at(point)
        if line is None or not line.quote.speaker:
            return ""
        said = f"Said by {line.speaker}{f' ({line.manner})' if line.manner else ''}"
        return "\n".join([said, *(f"Also in: {other.headline}" for other in line.also)])

    def _date_words(self, point: QPointF) -> str:
        position = self._position_at(point) if self._marks and self._marks_shown and self._dates_shown else -1
        date = self._marks.date_at(position) if self._marks and position >= 0 else None
        return mention_tip(date, self._reading.zone if self._reading else None) if date is not None else ""

    # ---- beside the column

    def _line_at(self, position: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        return self.cursorRect(cursor)

    def _signs(self) -> tuple[Sign, ...]:
        if self._marks is None or not self._marks_shown:
            return ()
        form = self.document().rootFrame().frameFormat()
        x = round(self.viewport().width() - form.rightMargin()) + Space.S
        return place_signs(self._marks.begins(), self._line_at, x)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then the signs and bars beside it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_quote_bars(painter, event.rect())
        for sign in self._signs():
            if sign.box.intersects(event.rect()):
                paint_sign(painter, sign, self._theme)
        painter.end()

    def _paint_quote_bars(self, painter: QPainter, seen: QRect) -> None:
        layout, offset = self.document().documentLayout(), self.verticalScrollBar().value()
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().hasProperty(QUOTE_BLOCK):
                box = layout.blockBoundingRect(block).translated(0, -offset)
                if box.top() <= seen.bottom() and box.bottom() >= seen.top():
                    left = self.document().rootFrame().frameFormat().leftMargin()
                    paint_quote_bar(painter, QRectF(left, box.top(), QUOTE_BAR_PX, box.height()), self._theme)
            block = block.next()
