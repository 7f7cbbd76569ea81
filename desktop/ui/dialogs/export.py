"""The export dialog: which posts, in which format.

Knows the choices it is given. Never writes; where to is asked next, by the system's own dialog.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.domain.ids import PostId
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.messages import count_of
from desktop.ui.session import FileFormat
from desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Scope:
    """Some posts that could be exported, and what to call them."""

    title: str
    posts: tuple[PostId, ...]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What the reader chose."""

    format: FileFormat
    posts: tuple[PostId, ...]


class ExportDialog(Dialog):
    """Asks which posts to export, and in which format. Scopes without posts are off."""

    def __init__(
        self, scopes: Sequence[Scope], formats: Sequence[FileFormat], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Export posts", "Choose file…", theme, parent)
        self._scopes, self._formats = tuple(scopes), tuple(formats)
        self.content.addWidget(self.heading("Posts"))
        counted = [f"{scope.title} — {count_of(len(scope.posts), 'post')}" for scope in scopes]
        self._scope = self._choices(counted, [bool(scope.posts) for scope in scopes])
        self.content.addWidget(self.heading("Format"))
        self._format = self._choices([each.title for each in formats], [True] * len(formats))
        self.content.addWidget(
            self.quiet_label("Marks, notes, times with their reasons and the source of each post are always included.")
        )

    @property
    def request(self) -> ExportRequest:
        """What is chosen now."""
        return ExportRequest(self._formats[self._format.checkedId()], self._scopes[self._scope.checkedId()].posts)

    def _choices(self, titles: Sequence[str], possible: Sequence[bool]) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, (title, is_possible) in enumerate(zip(titles, possible, strict=True)):
            button = QRadioButton(title, self)
            button.setAccessibleName(title)
            button.setEnabled(is_possible)
            group.addButton(button, number)
            self.content.addWidget(button)
        group.button(list(possible).index(True)).setChecked(True)
        return group
