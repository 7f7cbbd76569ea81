"""Panel: who and what the posts on show speak of, between the session and its list.

Knows when the names must be fetched anew and how a choice becomes a filter. Until new names are there, the old ones
stay; while names are still being looked for, it says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.changes import Changes, Kind
from desktop.domain.ids import EntityId, PostId
from desktop.domain.listings import Filter, Listing
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.panels.entities.chips import Chips
from desktop.ui.panels.entities.grouped import Named, found_in, load_named, names_of
from desktop.ui.panels.entities.model import EntityModel
from desktop.ui.panels.entities.view import EntityListView
from desktop.ui.plain import plain_label
from desktop.ui.session import Session
from desktop.ui.theme import Size, Space, Theme

if TYPE_CHECKING:
    from desktop.library.library import Library

FINDING = "Finding names… This list fills as it goes."
NO_NAMES = "No names in the posts on show."
NONE_MATCH = "No name matches."


class EntitiesPanel(QWidget):
    """The names in the posts on show."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._theme = session, jobs, theme
        self._named = Named()
        self._names: dict[EntityId, str] = {}
        self._on_show: tuple[PostId, ...] = ()
        self._place = session.place
        self.model = EntityModel(self)
        self.view = EntityListView(self.model, theme)
        self.chips = Chips(theme)
        self.name_field = QLineEdit()
        self.status = plain_label(FINDING)
        self.empty = plain_label(NO_NAMES)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._paint_anew()
        self._show_filter(session.filter)
        self._take_listing(session.listing)

    def _build(self) -> None:
        self.name_field.setPlaceholderText("Find a name")
        self.name_field.setAccessibleName("Find a name")
        self.name_field.setClearButtonEnabled(True)
        for label in (self.status, self.empty):
            label.setWordWrap(True)
        self.status.setContentsMargins(Space.L, Space.S, Space.M, 0)
        self.status.hide()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        field = QVBoxLayout()
        field.setContentsMargins(Space.M, Space.S, Space.M, 0)
        field.addWidget(self.name_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(field)
        column.addWidget(self.chips)
        column.addWidget(self.status)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        self._session.listing_changed.connect(self._take_listing)
        self._session.library_changed.connect(self._take_changes)
        self._session.filter_changed.connect(self._show_filter)
        self._session.filter_changed.connect(self._leave_place)
        self._session.cleared.connect(self.name_field.clear)
        self._jobs.running_changed.connect(self._show_state)
        self.name_field.textChanged.connect(self._show_found)
        self.name_field.returnPressed.connect(self._take_first)
        self.view.only_asked.connect(self._filter_only)
        self.view.more_asked.connect(self._filter_more)
        self.view.without_asked.connect(self._filter_without)
        self.chips.lift_asked.connect(self._lift)
        self._theme.changed.connect(self._paint_anew)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows all names again."""
        if event.key() == Qt.Key.Key_Escape and self.name_field.text():
            self.name_field.clear()
        else:
            super().keyPressEvent(event)

    # ---- from the session

    @Slot()
    def _leave_place(self) -> None:
        """A name looked for in one article is not looked for in the next."""
        if self._session.place != self._place:
            self._place = self._session.place
            self.name_field.clear()

    @Slot(object)
    def _take_listing(self, listing: Listing) -> None:
        on_show = tuple(row.id for row in listing.rows)
        if on_show != self._on_show or not self._named.groups:
            self._on_show = on_show
            self._load()

    @Slot(object, object)
    def _take_changes(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(Kind.ENTITY) or changes.touches(Kind.ARTICLE):
            self._load()

    def _load(self) -> None:
        on_show = self._on_show

        def work(library: Library) -> Named:
            return load_named(library, on_show)

        self._jobs.run(Lane.READ, self, work, self._show, only_latest="entity-rows")

    def _show(self, named: Named) -> None:
        self._named = named
        self._names.update(names_of(named.groups))
        self._show_found()
        self._show_filter(self._session.filter)

    @Slot()
    def _show_found(self) -> None:
        """Show the names that hold what was typed, and stay where the reader was."""
        current = self.model.entity_at(self.view.currentIndex().row())
        scrolled = self.view.verticalScrollBar().value()
        self.model.show(found_in(self._named.groups, self.name_field.text()))
        row = self.model.row_of(current)
        if row is not None:
            self.view.setCurrentIndex(self.model.index(row))
        self.view.verticalScrollBar().setValue(scrolled)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        """Say that names are being looked for, or that there are none."""
        is_finding = not self._named.is_complete and bool(self._jobs.running())
        has_rows = self.model.rowCount() > 0
        self.status.setVisible(is_finding and has_rows)
        self.empty.setText(FINDING if is_finding else NONE_MATCH if self._named.groups else NO_NAMES)
        self._stack.setCurrentWidget(self.view if has_rows else self.empty)
        self.name_field.setVisible(bool(self._named.groups))

    @Slot(object)
    def _show_filter(self, filter: Filter) -> None:
        self.model.show_filter(filter)
        missing = (filter.entities | filter.without) - self._names.keys()
        self.chips.show_names(self._named_of(filter.entities), self._named_of(filter.without))
        if missing:
            self._jobs.run(Lane.READ, self, _load_names, self._take_names, only_latest="entity-names")

    def _named_of(self, ids: frozenset[EntityId]) -> list[tuple[EntityId, str]]:
        return sorted(((each, self._names.get(each, "…")) for each in ids), key=_by_name)

    def _take_names(self, names: dict[EntityId, str]) -> None:
        known = self._session.filter.entities | self._session.filter.without
        self._names |= {each: names.get(each, "a name that is gone") for each in known} | names
        self.chips.show_names(
            self._named_of(self._session.filter.entities), self._named_of(self._session.filter.without)
        )

    # ---- to the session

    @Slot(object)
    def _filter_only(self, entity_id: EntityId) -> None:
        """Filter by this name alone; if it is the only one already, lift it."""
        now = self._session.filter
        alone = frozenset({entity_id})
        wanted = frozenset[EntityId]() if now.entities == alone else alone
        self._session.set_filter(replace(now, entities=wanted, without=now.without - alone))

    @Slot(object)
    def _filter_more(self, entity_id: EntityId) -> None:
        self._session.toggle_entity(entity_id)

    @Slot(object)
    def _filter_without(self, entity_id: EntityId) -> None:
        self._session.toggle_entity(entity_id, exclude=True)

    @Slot(object, bool)
    def _lift(self, entity_id: EntityId, is_excluded: bool) -> None:
        self._session.toggle_entity(entity_id, exclude=is_excluded)

    @Slot()
    def _take_first(self) -> None:
        """Return in the field goes to the first name found."""
        if self.model.rowCount() > 1:
            self.view.setFocus()
            self.view.setCurrentIndex(self.model.index(1))

    @Slot()
    def _paint_anew(self) -> None:
        tones = self._theme.tones
        self.setStyleSheet(
            f"EntitiesPanel, EntitiesPanel QListView {{ background: {tones.panel}; border: none; }}"
            f"EntitiesPanel QLabel {{ color: {tones.muted}; }}"
        )
        for label in (self.status, self.empty):
            label.setFont(self._theme.interface_font(Size.BODY))
        self.view.doItemsLayout()
        self.view.viewport().update()


def _load_names(library: Library) -> dict[EntityId, str]:
    return {entity.id: entity.name for entity in library.entities()}


def _by_name(named: tuple[EntityId, str]) -> str:
    return named[1].casefold()
