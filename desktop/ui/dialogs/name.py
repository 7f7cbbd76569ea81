"""The name dialog: under which name a search is kept.

Knows one line of text. Never keeps anything: it gives back what was typed.
"""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.searches import SavedSearch
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Theme

WIDTH_PX = 420


class NameDialog(Dialog):
    """Asks for the name of a search.

    Args:
        search: The search; its name is what it is called now, or what it might be called.
        verb: What is done with the name.
    """

    def __init__(self, search: SavedSearch, verb: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("The name of this search", verb, theme, parent)
        self._search = search
        self.setMinimumWidth(WIDTH_PX)
        self.field = QLineEdit(search.name, self)
        self.field.setAccessibleName("Name")
        self.field.selectAll()
        self.content.addWidget(self.field)
        self.content.addWidget(self.quiet_label("It stands in the library panel, above the articles."))
        self.field.setFocus()

    @property
    def search(self) -> SavedSearch:
        """The search under the name that was typed; an empty line leaves the name as it was."""
        return self._search.renamed(self.field.text().strip() or self._search.name)
