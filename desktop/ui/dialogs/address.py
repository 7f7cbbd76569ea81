"""The address dialog: one address, typed or pasted.

Knows what an address looks like. Never fetches: it gives back what was typed.
"""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from desktop.ui.addresses import typed_address
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Theme

WIDTH_PX = 520
WHAT_HAPPENS = "This one page and its pictures are fetched, and nothing else. Opening it again later needs no network."


class AddressDialog(Dialog):
    """Asks for the address of a page or a feed.

    Args:
        suggested: What stands in the field at first, such as an address that was copied.
    """

    def __init__(self, suggested: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Import an address", "Fetch", theme, parent)
        self.setMinimumWidth(WIDTH_PX)
        self.field = QLineEdit(suggested, self)
        self.field.setAccessibleName("Address of a page or a feed")
        self.field.setPlaceholderText("https://")
        self.field.selectAll()
        self.content.addWidget(self.field)
        self.content.addWidget(self.quiet_label(WHAT_HAPPENS))
        self.field.textChanged.connect(self._allow)
        self._allow()
        self.field.setFocus()

    @property
    def address(self) -> str | None:
        """The address as typed; None if it is none."""
        return typed_address(self.field.text())

    @Slot()
    def _allow(self) -> None:
        for button in self.buttons.buttons():
            if self.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole:
                button.setEnabled(self.address is not None)
