"""Preview: the first places where a name stands, in a sheet beside the list.

Knows how a few lines are set with the name in them made bold. Everything enters as plain text through a cursor, so
nothing a page says is taken for mark-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from desktop.domain.ids import PostId
from desktop.domain.name_lists import MentionContext
from desktop.ui.clocks import clocks_for
from desktop.ui.messages import count_of
from desktop.ui.panels.entities.grouped import Measured
from desktop.ui.panels.entities.model import counts_in_words
from desktop.ui.theme import Size, Space, Theme
from desktop.ui.time_words import capitalised, time_sentence

if TYPE_CHECKING:
    from desktop.library.library import Library

WIDTH_PX: Final = 360
MOST_SHOWN: Final = 4
AROUND: Final = 60  # letters on each side


@dataclass(frozen=True, slots=True)
class Previewed:
    """A name with the first places where it stands, and when each of these posts was published, in words."""

    name: Measured
    contexts: tuple[MentionContext, ...]
    times: tuple[str, ...]


def load_preview(library: Library, name: Measured, post_ids: Sequence[PostId], zone: tzinfo | None) -> Previewed:
    """Fetch the first places where a name stands in the posts on show.

    Args:
        library: The read lane's library.
        name: The name.
        post_ids: The posts on show.
        zone: The zone in which the reader wants times; None takes that of each post.
    """
    contexts = library.contexts(name.row.id, post_ids, limit=MOST_SHOWN)
    clocks = clocks_for(library, {context.article_id for context in contexts}, zone)
    times = (time_sentence(each.time, clocks.of(each.time, each.article_id)) for each in contexts)
    return Previewed(name, contexts, tuple(capitalised(words) for words in times))


class Preview(QWidget):
    """A sheet that says where a name stands; it goes as soon as the pointer does."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self._theme = theme
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self.setAccessibleName("Where this name stands")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)

    def show_for(self, previewed: Previewed, beside: QRect) -> None:
        """Show the places of a name.

        Args:
            previewed: The name and its places.
            beside: The row, on the screen; the sheet stands at its left, or at its right where there is no room.
        """
        self._write(previewed)
        self._document.setTextWidth(WIDTH_PX - 2 * Space.M)
        size = QSize(WIDTH_PX, round(self._document.size().height()) + 2 * Space.M)
        self.setGeometry(QRect(_place(size, beside), size))
        self.show()

    def words(self) -> str:
        """Return what the sheet says."""
        return self._document.toPlainText()

    def _write(self, previewed: Previewed) -> None:
        theme, row = self._theme, previewed.name.row
        self._document.clear()
        cursor = QTextCursor(self._document)
        ink, muted = theme.colour("ink"), theme.colour("muted")
        bold = QFont.Weight.DemiBold
        cursor.insertText(row.name, _letters(theme.interface_font(Size.LARGE, bold), ink))
        if previewed.name.role:
            cursor.insertBlock(_block(0))
            cursor.insertText(previewed.name.role, _letters(theme.interface_font(Size.BODY), muted))
        cursor.insertBlock(_block(2))
        cursor.insertText(counts_in_words(row), _letters(theme.interface_font(Size.SMALL), muted))
        plain = _letters(theme.interface_font(Size.BODY), ink)
        named = _letters(theme.interface_font(Size.BODY, bold), theme.entity_colour(row.kind))
        for context, when in zip(previewed.contexts, previewed.times, strict=True):
            cursor.insertBlock(_block(Space.S))
            cursor.insertText(when, _letters(theme.interface_font(Size.SMALL), muted))
            cursor.insertBlock(_block(1))
            cursor.insertText(_tail(context.before), plain)
            cursor.insertText(_plain(context.mention.text), named)
            cursor.insertText(_head(context.after), plain)
        left_out = row.posts - len(previewed.contexts)
        if left_out > 0:
            cursor.insertBlock(_block(Space.S))
            words = f"… and in {count_of(left_out, 'more post')}"
            cursor.insertText(words, _letters(theme.interface_font(Size.SMALL), muted))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Paint the sheet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        painter.setPen(self._theme.colour("edge"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.translate(Space.M, Space.M)
        self._document.drawContents(painter)
        painter.end()


def _place(size: QSize, beside: QRect) -> QPoint:
    screen = QGuiApplication.screenAt(beside.center()) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    left = beside.left() - size.width() - Space.XS
    if left < room.left():
        left = min(beside.right() + Space.XS, room.right() - size.width())
    return QPoint(left, max(room.top(), min(beside.top(), room.bottom() - size.height())))


def _letters(font: QFont, colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(font)
    form.setForeground(colour)
    return form


def _block(above: int) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setTopMargin(above)
    return form


def _plain(text: str) -> str:
    return " ".join(text.split()) if text.strip() else text


def _tail(text: str) -> str:
    """Return the end of the words before a name, from a whole word on."""
    kept = text[-AROUND:]
    if len(text) > AROUND:
        kept = "…" + (kept.partition(" ")[2] or kept)
    return kept.replace("\n", " ")


def _head(text: str) -> str:
    """Return the beginning of the words after a name, up to a whole word."""
    kept = text[:AROUND]
    if len(text) > AROUND:
        kept = (kept.rpartition(" ")[0] or kept) + "…"
    return kept.replace("\n", " ")
