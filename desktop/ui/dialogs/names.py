"""The dialogs about a name: what it is called, whose it is too, and which of its forms are somebody else's.

Knows a line of text and a list to choose from. Never corrects anything: each gives back what was chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.entities import Entity
from desktop.ui.alike import holds_all, to_look_through, words_of
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.messages import count_of
from desktop.ui.theme import Theme

WIDTH_PX: Final = 460
LIST_SIZE: Final = QSize(520, 480)
MOST_LISTED: Final = 200  # more nobody looks through; another letter finds the rest
FORMS_PX: Final = 280
MOST_OFFERED: Final = 8
STEPS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class NameDialog(Dialog):
    """Asks by which name something is shown.

    Args:
        entity: What it is called now.
    """

    def __init__(self, entity: Entity, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Show it by another name", "Rename", theme, parent)
        self.entity = entity
        self.setMinimumWidth(WIDTH_PX)
        self.field = QLineEdit(entity.name, self)
        self.field.setAccessibleName("Name")
        self.field.selectAll()
        self.content.addWidget(self.field)
        self.content.addWidget(self.quiet_label("The name it has now stays with it as another form."))
        self.field.setFocus()

    @property
    def name(self) -> str:
        """The name as typed."""
        return self.field.text().strip()


class SameDialog(Dialog):
    """Asks who or what a name is the same as.

    Args:
        entity: The name.
        others: All names of the library to choose from, with the other forms in which they are written.
    """

    def __init__(self, entity: Entity, others: Sequence[Entity], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(f"“{entity.name}” is the same as", "They are one", theme, parent)
        self.entity = entity
        listed = sorted((each for each in others if each.id != entity.id), key=self._likeliest_first)
        self._others = [(each, to_look_through("\n".join((each.name, *each.aliases)))) for each in listed]
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Type some of its letters")
        self.field.setAccessibleName("Find a name")
        self.list = QListWidget(self)
        self.list.setObjectName("runs")
        self.list.setAccessibleName("Names")
        self.content.addWidget(self.field)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.quiet_label("Both are then shown under the name that you choose here."))
        self.take_room(LIST_SIZE)
        self.field.textChanged.connect(self._list)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self.accept)
        self._list()
        self.field.setFocus()

    def _likeliest_first(self, other: Entity) -> tuple[bool, bool, str]:
        """Those of its kind first, and among them those who share a word with it."""
        words = set(self.entity.name.casefold().split())
        return other.kind is not self.entity.kind, not words & set(other.name.casefold().split()), other.name.casefold()

    @property
    def other(self) -> Entity | None:
        """The name that was chosen."""
        item = self.list.currentItem()
        chosen = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return chosen if isinstance(chosen, Entity) else None

    @Slot()
    def _list(self) -> None:
        wanted = words_of(self.field.text())
        self.list.clear()
        for other, said in self._others:
            if holds_all(said, wanted):
                row = QListWidgetItem(f"{other.name}   ·   {other.kind.value}")
                row.setData(Qt.ItemDataRole.UserRole, other)
                self.list.addItem(row)
            if self.list.count() >= MOST_LISTED:
                break
        self.list.setCurrentRow(0)
        for button in self.buttons.buttons():
            if self.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole:
                button.setEnabled(self.list.count() > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the field walk through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in STEPS:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which a name is written, and how often."""

    text: str
    count: int


class SplitDialog(Dialog):
    """Asks which forms of a name are somebody or something else's, and whose.

    Args:
        entity: The name.
        forms: In which it is written, most frequent first.
        known: Names that exist already, to be offered.
        may_limit: Whether it may be limited to the article on show.
    """

    def __init__(
        self,
        entity: Entity,
        forms: Sequence[Form],
        known: Sequence[str],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        may_limit: bool = False,
    ) -> None:
        super().__init__(f"“{entity.name}” is more than one", "Split", theme, parent)
        self.entity = entity
        self.setMinimumWidth(WIDTH_PX)
        self.content.addWidget(self.heading("These forms are another’s"))
        self.boxes = [
            QCheckBox(f"{form.text.replace('&', '&&')}   ·   {count_of(form.count, 'mention')}") for form in forms
        ]
        self._forms = [form.text for form in forms]
        self.content.addWidget(self._listed_boxes(), 1)
        self.content.addWidget(self.heading("Whose they are"))
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Whose they are")
        self.field.setPlaceholderText("A name that is known already, or a new one")
        _offer(known, self.field)
        self.field.textChanged.connect(self._show_whether)
        self.content.addWidget(self.field)
        self.only_here = QCheckBox("Only in this article")
        self.only_here.setVisible(may_limit)
        self.content.addWidget(self.only_here)
        self.content.addWidget(self.quiet_label("To split off a single mention, right-click it in the text."))
        self._show_whether()
        if self.boxes:
            self.boxes[0].setFocus()

    def _listed_boxes(self) -> QScrollArea:
        """The forms, one below the other; of many only a part is in sight."""
        held = QWidget(self)
        held.setObjectName("page")
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes:
            box.toggled.connect(self._show_whether)
            column.addWidget(box)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(held)
        area.setMinimumHeight(min(held.sizeHint().height(), FORMS_PX))
        return area

    @property
    def forms(self) -> frozenset[str]:
        """The forms that were chosen."""
        return frozenset(form for form, box in zip(self._forms, self.boxes, strict=True) if box.isChecked())

    @property
    def name(self) -> str:
        """Whose they are, as typed."""
        return self.field.text().strip()

    @Slot()
    def _show_whether(self) -> None:
        """It can be split once something is chosen and somebody named."""
        for button in self.findChildren(QPushButton, "primary"):
            button.setEnabled(bool(self.forms and self.name))
            button.setDefault(button.isEnabled())  # Qt gave that to the other button while this one was off


class WhoseDialog(Dialog):
    """Asks who is meant in one place.

    Args:
        entity: Who the program thought was meant.
        words: As it stands there.
        known: Names that exist already, to be offered.
    """

    def __init__(
        self, entity: Entity, words: str, known: Sequence[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Who is meant by “{words}” here?", "Change", theme, parent)
        self.entity = entity
        self.setMinimumWidth(WIDTH_PX)
        self.field = QLineEdit(words, self)
        self.field.setAccessibleName("Who is meant")
        _offer(known, self.field)
        self.field.selectAll()
        self.content.addWidget(self.field)
        self.content.addWidget(self.quiet_label(f"This one mention no longer counts for “{entity.name}”."))
        self.field.setFocus()

    @property
    def name(self) -> str:
        """Who is meant, as typed."""
        return self.field.text().strip()


def _offer(known: Sequence[str], field: QLineEdit) -> None:
    """Offer, below a field, the known names that hold what is typed into it."""
    completer = QCompleter(list(dict.fromkeys(known)), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(MOST_OFFERED)
    offers = QListView(field)
    offers.setObjectName("offers")
    completer.setPopup(offers)
    field.setCompleter(completer)
