"""The delegate of the library panel: one line, painted.

Knows the measures of the three kinds of line. What is chosen has a bar and stronger letters beside its tone, what has
unread posts a dot beside its number.
"""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.listings import ArticleLine, Shelf
from desktop.domain.searches import SavedSearch
from desktop.ui.letters import LineFitter
from desktop.ui.messages import count_of
from desktop.ui.panels.library.model import LINE_ROLE, NO_TEXT, Heading, Line, ShelfLine
from desktop.ui.theme import Size, Space, Theme

TITLE_LINES: Final = 2
ICON_PX: Final = 20
BAR_PX: Final = 3
DOT_PX: Final = 6
LETTER_SPACING_PX: Final = 0.8  # capitals in small sizes need air
ICONS: Final = {
    Shelf.ALL: "shelf-all",
    Shelf.UNREAD: "shelf-unread",
    Shelf.STARRED: "shelf-starred",
    Shelf.MARKED: "shelf-marked",
    Shelf.CHANGED: "shelf-changed",
}

Index = QModelIndex | QPersistentModelIndex
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LibraryDelegate(QStyledItemDelegate):
    """Paints headings, shelves and articles."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.remeasure()

    def remeasure(self) -> None:
        """Measure the lines again after the fonts changed."""
        self._title_fitter = LineFitter(self._theme.interface_font(Size.BODY, QFont.Weight.DemiBold))
        self._line_height = self._height(Size.BODY) + 2
        self._small_height = self._height(Size.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height follows from the kind of line, and from how many lines a title takes."""
        line: Line = index.data(LINE_ROLE)
        width = option.widget.width() if option.widget is not None else option.rect.width()
        if isinstance(line, Heading):
            return QSize(width, 40 if index.row() else 32)
        if isinstance(line, ShelfLine | SavedSearch):
            return QSize(width, max(32, self._line_height - 2 + 2 * Space.S))
        titles = len(self._title_lines(line.title, width - Space.L - Space.L))
        height = titles * self._line_height + self._small_height + 2 * Space.S + 2
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line: Line = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, is_chosen = option.rect, bool(option.state & QStyle.StateFlag.State_Selected)
        if not isinstance(line, Heading):
            self._paint_ground(painter, rect, option.state)
        inner = rect.adjusted(Space.L, 0, -Space.L, 0)
        match line:
            case Heading():
                self._paint_heading(painter, inner, line)
            case ShelfLine():
                self._paint_shelf(painter, inner, line, is_chosen)
            case SavedSearch():
                self._paint_search(painter, inner, line, is_chosen)
            case ArticleLine():
                self._paint_article(painter, inner, line, is_chosen)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("selection"))
            painter.fillRect(QRect(rect.x(), rect.y(), BAR_PX, rect.height()), self._theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.colour("focus"), 1.5))
            painter.drawRoundedRect(QRectF(rect).adjusted(BAR_PX + 1.5, 1.5, -1.5, -1.5), 4, 4)

    def _paint_heading(self, painter: QPainter, rect: QRect, line: Heading) -> None:
        font = self._theme.interface_font(Size.SMALL, QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, LETTER_SPACING_PX)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        foot = rect.adjusted(0, 0, 0, -Space.S)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, line.title.upper())

    def _paint_shelf(self, painter: QPainter, rect: QRect, line: ShelfLine, is_chosen: bool) -> None:
        icon = self._theme.icon(ICONS[line.shelf], "accent" if is_chosen else "muted")
        top = rect.y() + (rect.height() - ICON_PX) // 2
        icon.paint(painter, QRect(rect.x(), top, ICON_PX, ICON_PX))
        self._set_text(painter, Size.BODY, is_strong=is_chosen, tone="ink")
        painter.drawText(rect.adjusted(ICON_PX + Space.S, 0, 0, 0), LEFT, line.title)
        if line.count:
            self._set_text(painter, Size.SMALL, is_strong=False, tone="muted")
            painter.drawText(rect, RIGHT, f"{line.count:,}")

    def _paint_search(self, painter: QPainter, rect: QRect, line: SavedSearch, is_chosen: bool) -> None:
        icon = self._theme.icon("bookmark-kept" if is_chosen else "bookmark", "accent" if is_chosen else "muted")
        top = rect.y() + (rect.height() - ICON_PX) // 2
        icon.paint(painter, QRect(rect.x(), top, ICON_PX, ICON_PX))
        self._set_text(painter, Size.BODY, is_strong=is_chosen, tone="ink")
        room = rect.adjusted(ICON_PX + Space.S, 0, 0, 0)
        name = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, name)

    def _paint_article(self, painter: QPainter, rect: QRect, line: ArticleLine, is_chosen: bool) -> None:
        self._set_text(painter, Size.BODY, is_strong=is_chosen, tone="ink")
        y = rect.y() + Space.S
        for words in self._title_lines(line.title, rect.width()):
            painter.drawText(QRect(rect.x(), y, rect.width(), self._line_height), LEFT, words)
            y += self._line_height
        self._paint_small_print(painter, QRect(rect.x(), y + 2, rect.width(), rect.bottom() - y - Space.S), line)

    def _paint_small_print(self, painter: QPainter, rect: QRect, line: ArticleLine) -> None:
        self._set_text(painter, Size.SMALL, is_strong=False, tone="muted")
        metrics = painter.fontMetrics()
        number = f"{line.unread_count:,}" if line.unread_count else ""
        room = rect.width() - metrics.horizontalAdvance(number) - (Space.L if number else 0)
        day = f"{line.newest.day} {line.newest:%b %Y}" if line.newest is not None else ""
        known = day if line.post_count else NO_TEXT
        words = " · ".join(part for part in (known, line.site or "") if part) or count_of(line.post_count, "post")
        painter.drawText(rect, LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
        if number:
            painter.drawText(rect, RIGHT, number)
            x = rect.right() - metrics.horizontalAdvance(number) - Space.S
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(QPointF(x, rect.center().y() + 1), DOT_PX / 2, DOT_PX / 2)

    def _set_text(self, painter: QPainter, size: Size, *, is_strong: bool, tone: str) -> None:
        weight = QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal
        painter.setFont(self._theme.interface_font(size, weight, tabular=True))
        painter.setPen(self._theme.colour(tone))

    def _title_lines(self, title: str, width: int) -> tuple[str, ...]:
        """Break a title between words; it is measured as it is when chosen, so that choosing it moves nothing."""
        return self._title_fitter.fit(title, max(1, width), TITLE_LINES) or ("",)

    def _height(self, size: Size) -> int:
        return QFontMetrics(self._theme.interface_font(size)).height()
