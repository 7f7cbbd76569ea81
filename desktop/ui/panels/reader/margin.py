"""Margin: the signs beside the column, one for each mark, and the bars beside quotations.

Knows where a sign stands and which one is at a point. Marks that begin in one line stand side by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop.domain.annotations import Annotation
from desktop.domain.ids import AnnotationId
from desktop.ui.panels.reader.offsets import TextRange
from desktop.ui.theme import Space, Theme

SIGN_PX: Final = 16
FOLD_PX: Final = 5


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: the annotation it stands for and its box in the viewport."""

    annotation: Annotation
    box: QRect


def place_signs(
    beginnings: Sequence[tuple[TextRange, Annotation]], line_of: Callable[[int], QRect], x: int
) -> tuple[Sign, ...]:
    """Put a sign beside the line in which each annotation begins.

    Args:
        beginnings: Where each annotation begins, in the order of the text.
        line_of: Says where the line at a place of the document lies in the viewport.
        x: Where the margin begins.
    """
    signs: list[Sign] = []
    in_line: dict[int, int] = {}
    for found, annotation in beginnings:
        line = line_of(found.start)
        shift = in_line.get(line.top(), 0)
        in_line[line.top()] = shift + 1
        top = line.top() + (line.height() - SIGN_PX) // 2
        signs.append(Sign(annotation, QRect(x + shift * SIGN_PX, top, SIGN_PX, SIGN_PX)))
    return tuple(signs)


def sign_at(signs: Sequence[Sign], point: QPoint) -> AnnotationId | None:
    """Return the annotation whose sign is at a point of the viewport."""
    grown = Space.XS
    return next((sign.annotation.id for sign in signs if sign.box.adjusted(-1, -grown, 1, grown).contains(point)), None)


def paint_sign(painter: QPainter, sign: Sign, theme: Theme) -> None:
    """Paint a sheet with a folded corner for a note, a small disc for a mark without one."""
    painter.setBrush(theme.highlight_colour(sign.annotation.colour))
    painter.setPen(QPen(theme.colour("muted"), 1))
    if not sign.annotation.note:
        middle = QRectF(sign.box).center()
        painter.drawEllipse(middle, 4.5, 4.5)
        return
    box = QRectF(sign.box).adjusted(1.5, 1.5, -1.5, -1.5)
    sheet = QPainterPath(box.topLeft())
    sheet.lineTo(box.right(), box.top())
    sheet.lineTo(box.right(), box.bottom() - FOLD_PX)
    sheet.lineTo(box.right() - FOLD_PX, box.bottom())
    sheet.lineTo(box.left(), box.bottom())
    sheet.closeSubpath()
    painter.drawPath(sheet)
    for line in (0.32, 0.58):
        y = box.top() + box.height() * line
        painter.drawLine(round(box.left()) + 3, round(y), round(box.right()) - 3, round(y))


def paint_quote_bar(painter: QPainter, block: QRectF, theme: Theme) -> None:
    """Paint the bar beside a quotation."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("hairline"))
    painter.drawRoundedRect(block, 1.5, 1.5)
