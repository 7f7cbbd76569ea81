"""About: what this program is, in a few lines, and where the library lies."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.frame import Dialog
from desktop.ui.plain import plain_label
from desktop.ui.theme import Theme

WIDTH_PX = 440


class AboutDialog(Dialog):
    """Says what the program is, which version, and where it keeps things."""

    def __init__(self, version: str, folder: Path | None, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Timeline Reader", "", theme, parent)
        self.setFixedWidth(WIDTH_PX)
        words = plain_label(
            "An offline reader for live coverage: every post, when it was published, who is in it, marked and "
            "exported with its source. Nothing you read or write leaves this computer.",
            self,
        )
        words.setWordWrap(True)
        self.content.addWidget(words)
        place = f"Library: {folder}" if folder is not None else "The library is not open."
        for line in (f"Version {version}", place):
            label = self.quiet_label(line)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.content.addWidget(label)
