"""The title dialog: what a post is called.

Knows one line of text. Never changes the post: it gives back what was typed.
"""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.ids import PostId
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Theme

WIDTH_PX = 520
WHAT_HAPPENS = "It stays when the page is imported again. An empty line takes the title away."


class TitleDialog(Dialog):
    """Asks for the title of a post.

    Args:
        post_id: The post.
        title: What it is called now; "" without a title.
    """

    def __init__(self, post_id: PostId, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("The title of this post", "Change", theme, parent)
        self.post_id = post_id
        self.setMinimumWidth(WIDTH_PX)
        self.field = QLineEdit(title, self)
        self.field.setAccessibleName("Title")
        self.field.selectAll()
        self.content.addWidget(self.field)
        self.content.addWidget(self.quiet_label(WHAT_HAPPENS))
        self.field.setFocus()

    @property
    def title(self) -> str | None:
        """The title as typed; None if the line is empty."""
        return self.field.text().strip() or None
