"""Plain: text that came from outside, shown as the text it is.

Knows how to keep Qt from taking words for mark-up. Why here: Qt guesses whether a tooltip or a label is rich text, and
rich text may name files that Qt then opens; what a page says must never be able to ask for that.
"""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def plain_tip(text: str) -> str:
    """Return a text such that a tooltip shows exactly this text, its lines kept; "" stays no tooltip."""
    if not text:
        return ""
    return "<qt>" + "<br>".join(escape(line) for line in text.splitlines()) + "</qt>"


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows every text as it is."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label
