"""Chips: the names that filter the list, each with a way to lift it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.ids import EntityId
from desktop.ui.theme import Size, Space, Theme

CHIP_PX: Final = 28
CROSS_PX: Final = 8
WITH: Final = "With"
WITHOUT: Final = "Without"
BY: Final = "By"


class Chip(QAbstractButton):
    """One name that filters; pressing it lifts the filter.

    Args:
        name: What it says, after `word`.
        entity_id: Whose it is; None for somebody who made posts.
        word: "With", "Without" or "By".
        theme: Asked anew at every paint.
    """

    def __init__(self, name: str, entity_id: EntityId | None, word: str, theme: Theme) -> None:
        super().__init__()
        self.name, self.entity_id, self.is_excluded = name, entity_id, word == WITHOUT
        self._theme = theme
        self.setText(f"{word} {name}")
        self.setAccessibleName(f"{self.text()}: lift this filter")
        self.setToolTip("Lift this filter")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the words and the cross."""
        words = QFontMetrics(self._theme.interface_font(Size.SMALL)).horizontalAdvance(self.text())
        return QSize(words + CROSS_PX + 3 * Space.M, CHIP_PX)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the words may be cut."""
        return QSize(4 * CHIP_PX, CHIP_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Paint the pointer's presence."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Paint the pointer's absence."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        """Paint the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "focus" if self.hasFocus() else ("edge" if self.underMouse() else "hairline")
        painter.setPen(QPen(self._theme.colour(edge), 1.5 if self.hasFocus() else 1))
        painter.setBrush(self._theme.colour("paper" if self.is_excluded else "selection"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._paint_words(painter, box)
        self._paint_cross(painter, box)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        font = self._theme.interface_font(Size.SMALL)
        inner = box.adjusted(Space.M, 0, -(Space.M + CROSS_PX + Space.S), 0)
        words = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_cross(self, painter: QPainter, box: QRectF) -> None:
        x, y, arm = box.right() - Space.M - CROSS_PX / 2, box.center().y(), CROSS_PX / 2
        painter.setPen(QPen(self._theme.colour("muted"), 1.4))
        painter.drawLine(round(x - arm), round(y - arm), round(x + arm), round(y + arm))
        painter.drawLine(round(x - arm), round(y + arm), round(x + arm), round(y - arm))


class Chips(QWidget):
    """The names that filter, one below the other.

    Signals:
        lift_asked: A chip was pressed (the entity's id, whether it was excluded).
        maker_lift_asked: That of somebody who made posts was pressed (the name).
    """

    lift_asked = Signal(object, bool)
    maker_lift_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: object = ((), (), ())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.M, Space.S, Space.M, 0)
        self._column.setSpacing(Space.XS)
        self.setAccessibleName("Names that filter")
        self.hide()
        theme.changed.connect(self.update)

    def show_names(
        self,
        wanted: Sequence[tuple[EntityId, str]],
        unwanted: Sequence[tuple[EntityId, str]],
        makers: Sequence[str] = (),
    ) -> None:
        """Show other chips; the same ones stay as they are, with the keyboard on them."""
        names = (tuple(wanted), tuple(unwanted), tuple(makers))
        if names == self._names:
            return
        self._names = names
        while (held := self._column.takeAt(0)) is not None:
            chip = held.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        shown = [(name, entity_id, WITH) for entity_id, name in wanted]
        shown += [(name, entity_id, WITHOUT) for entity_id, name in unwanted]
        for name, entity_id, word in [*shown, *((name, None, BY) for name in makers)]:
            chip = Chip(name, entity_id, word, self._theme)
            chip.clicked.connect(self._lift)
            self._column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(self._column.count() > 0)

    def chips(self) -> list[Chip]:
        """Return the chips on show, in order."""
        held = (self._column.itemAt(number) for number in range(self._column.count()))
        return [chip for each in held if each is not None and isinstance(chip := each.widget(), Chip)]

    @Slot()
    def _lift(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip) and chip.entity_id is None:
            self.maker_lift_asked.emit(chip.name)
        elif isinstance(chip, Chip):
            self.lift_asked.emit(chip.entity_id, chip.is_excluded)
