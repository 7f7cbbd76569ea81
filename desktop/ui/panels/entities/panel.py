"""Panel: who and what the posts on show speak of, between the session and its list.

Knows when the names must be fetched anew, how a choice becomes a filter, and how a decision becomes a correction. Until
new names are there, the old ones stay; while names are still being looked for, it says so.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt, Slot
from PySide6.QtGui import QActionEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop.domain.changes import Changes, Kind
from desktop.domain.corrections import KeepApart, MergeEntities, Suggestion
from desktop.domain.days import named_zone
from desktop.domain.ids import EntityId, PostId
from desktop.domain.listings import Filter
from desktop.domain.outlines import Outline
from desktop.ui.jobs import Job, Jobs, Lane
from desktop.ui.messages import Message, MessageKind, count_of
from desktop.ui.panels.entities.chips import Chips
from desktop.ui.panels.entities.grouped import (
    NO_FORMS,
    SUGGESTED_TITLE,
    Group,
    Measured,
    Named,
    found_in,
    grouped,
    load_forms,
    load_named,
    load_roles,
    load_suggestions,
    suggested,
    with_roles,
)
from desktop.ui.panels.entities.model import EntityModel
from desktop.ui.panels.entities.preview import Preview, Previewed, load_preview
from desktop.ui.panels.entities.quotes_section import QuotesSection
from desktop.ui.panels.entities.view import EntityListView
from desktop.ui.plain import plain_label
from desktop.ui.session import Session
from desktop.ui.theme import Size, Space, Theme

if TYPE_CHECKING:
    from desktop.library.library import Library

FINDING = "Finding names… This list fills as it goes."
NO_NAMES = "No names in the posts on show."
NONE_MATCH = "No name in the posts on show matches."
NO_SUGGESTIONS = "No two names in the posts on show seem to be one."


class EntitiesPanel(QWidget):
    """The names in the posts on show, and below them who is quoted in the post that is read."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._theme = session, jobs, theme
        self._named = Named()
        self._roles: dict[EntityId, str] = {}
        self._suggestions: tuple[Suggestion, ...] | None = None
        self._reviews_soon = False
        self._names: dict[EntityId, str] = {}
        self._forms: dict[EntityId, str] | None = None
        self._on_show: tuple[PostId, ...] | None = None
        self._place = session.place
        self._before_click: Filter | None = None
        self._previewing: Job | None = None
        self.model = EntityModel(self)
        self.view = EntityListView(self.model, theme)
        self.chips = Chips(theme)
        self.name_field = QLineEdit()
        self.suggested = QToolButton()
        self.status = plain_label(FINDING)
        self.empty = plain_label(NO_NAMES)
        self.preview = Preview(theme, self)
        self.quotes = QuotesSection(session, jobs, theme, self)
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
        self.suggested.setObjectName("link")
        self.suggested.setCheckable(True)
        self.suggested.setAccessibleDescription("Shows which names may be one, with the reason.")
        self.suggested.setToolTip("Names that may be one")
        self.suggested.hide()
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
        field.addWidget(self.suggested, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(field)
        column.addWidget(self.chips)
        column.addWidget(self.status)
        column.addWidget(self._stack, 1)
        column.addWidget(self.quotes)
        self.setFocusProxy(self.view)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        session, view = self._session, self.view
        session.listing_changed.connect(self._take_listing)
        session.library_changed.connect(self._take_changes)
        session.filter_changed.connect(self._show_filter)
        session.filter_changed.connect(self._leave_place)
        session.post_changed.connect(self._load_roles)
        session.suggestions_wanted.connect(self.review)
        session.cleared.connect(self.name_field.clear)
        self._jobs.running_changed.connect(self._show_state)
        self.name_field.textChanged.connect(self._look_for)
        self.name_field.returnPressed.connect(self._take_first)
        self.suggested.toggled.connect(self._show_found)
        view.only_asked.connect(self._filter_only)
        view.more_asked.connect(self._filter_more)
        view.without_asked.connect(self._filter_without)
        view.maker_asked.connect(session.toggle_maker)
        view.page_asked.connect(session.show_page)
        view.clicked_twice.connect(self._open_instead)
        view.merge_asked.connect(self._merge)
        view.accepted.connect(self._accept)
        view.declined.connect(self._decline)
        view.preview_asked.connect(self._preview)
        view.typed.connect(self._type)
        view.selectionModel().currentChanged.connect(self._choose)
        view.verticalScrollBar().valueChanged.connect(self.preview.hide)
        self.chips.lift_asked.connect(self._lift)
        self.chips.maker_lift_asked.connect(session.toggle_maker)
        self._theme.changed.connect(self._paint_anew)

    def actionEvent(self, event: QActionEvent) -> None:
        """Let the list's own menu offer what the window lets this panel order."""
        super().actionEvent(event)
        if event.type() == QActionEvent.Type.ActionAdded:
            self.view.addAction(event.action())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows all names again; from the field an arrow leads to what was found."""
        if event.key() == Qt.Key.Key_Escape and (self.name_field.text() or self.suggested.isChecked()):
            self.name_field.clear()
            self.suggested.setChecked(False)
        elif event.key() == Qt.Key.Key_Down and self.name_field.hasFocus():
            self._take_first()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names most of the height."""
        super().resizeEvent(event)
        self.quotes.limit(event.size().height())

    # ---- from the session

    @Slot()
    def _leave_place(self) -> None:
        """A name looked for in one article is not looked for in the next."""
        if self._session.place != self._place:
            self._place = self._session.place
            self.name_field.clear()

    @Slot(object)
    def _take_listing(self, listing: Outline) -> None:
        if listing.ids != self._on_show:
            self._on_show = listing.ids
            self._load()

    @Slot(object, object)
    def _take_changes(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(Kind.ENTITY) or changes.touches(Kind.ARTICLE):
            self._load()
            self._load_suggestions()

    def _load(self) -> None:
        work = partial(_named, self._on_show or ())
        rest_ms = self._session.rest_ms
        self._jobs.run(Lane.SIDE, self, work, self._show, only_latest="entity-weights", rest_ms=rest_ms)

    def _load_suggestions(self) -> None:
        """Look which names may be one, once nothing else is to be done: many names take seconds to compare."""
        self._jobs.run(
            Lane.WORK, self, load_suggestions, self._take_suggestions, only_latest="suggestions", urgent=False
        )

    @Slot()
    def _load_roles(self) -> None:
        """Fetch the roles as of the post that is read; without one, as of the last of the list."""
        as_of = self._session.current_post or (self._on_show[-1] if self._on_show else None)
        ids = tuple(each.row.id for each in self._named.names)
        if ids:
            work = partial(_roles, as_of, ids)
            self._jobs.run(Lane.SIDE, self, work, self._take_roles, only_latest="entity-roles")

    def _load_forms(self) -> None:
        """Fetch how else the names are written, once the reader looks for one: else nobody asks for that."""
        ids = tuple(each.row.id for each in self._named.names)
        self._jobs.run(Lane.SIDE, self, partial(_forms, ids), self._take_forms, only_latest="entity-forms")

    def _take_forms(self, forms: dict[EntityId, str]) -> None:
        self._forms = forms
        self._show_found()

    def _show(self, named: Named) -> None:
        is_first = not self._names
        self._named, self._forms = named, None
        self._names.update((each.row.id, each.row.name) for each in named.names)
        self._look_for()
        self._show_filter(self._session.filter)
        self._load_roles()
        if is_first and named.names:
            self._load_suggestions()

    def _take_roles(self, roles: dict[EntityId, str]) -> None:
        if roles != self._roles:
            self._roles = roles
            self._show_found()

    def _take_suggestions(self, suggestions: tuple[Suggestion, ...]) -> None:
        self._suggestions = suggestions
        self._show_found()
        if self._reviews_soon:
            self.review()

    @Slot()
    def _look_for(self) -> None:
        """Look for what was typed, also among the other forms of the names."""
        if self.name_field.text().strip() and self._forms is None:
            self._load_forms()
        self._show_found()

    @Slot()
    def _show_found(self) -> None:
        """Show the names that hold what was typed, and stay where the reader was.

        If that name is gone, who works with keys goes on at the next one: a decision may have taken it away.
        """
        at = self.view.currentIndex().row()
        current = self.model.member_at(at)
        scrolled = self.view.verticalScrollBar().value()
        self.model.show(found_in(self._groups(), self.name_field.text(), self._forms or NO_FORMS))
        row = self.model.row_like(current) if current is not None else None
        if row is None and current is not None and self.view.hasFocus():
            row = self.model.member_near(at)
        if row is not None and row != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(row))
        self.view.verticalScrollBar().setValue(scrolled)
        self._show_state()

    def _groups(self) -> tuple[Group, ...]:
        """Return the names by kind, after those that may be one if the reader wants to decide about them."""
        groups = grouped(with_roles(self._named.names, self._roles), self._named.makers)
        on_show = {each.row.id for each in self._named.names}
        pairs = suggested(self._suggestions or (), on_show, self._roles)
        self.suggested.setVisible(bool(pairs))
        if not pairs:
            return groups
        self.suggested.setText(count_of(len(pairs), "suggestion"))
        return (Group(SUGGESTED_TITLE, pairs), *groups) if self.suggested.isChecked() else groups

    @Slot()
    def _show_state(self) -> None:
        """Say that names are being looked for, or that there are none."""
        is_finding = not self._named.is_complete and bool(self._jobs.running())
        has_rows = self.model.rowCount() > 0
        has_names = bool(self._named.names or self._named.makers)
        self.status.setVisible(is_finding and has_rows)
        self.empty.setText(FINDING if is_finding else NONE_MATCH if has_names else NO_NAMES)
        self._stack.setCurrentWidget(self.view if has_rows else self.empty)
        self.name_field.setVisible(has_names)

    @Slot(object)
    def _show_filter(self, filter: Filter) -> None:
        self.model.show_filter(filter)
        self._show_chips(filter)
        if (filter.entities | filter.without) - self._names.keys():
            self._jobs.run(Lane.SIDE, self, _load_names, self._take_names, only_latest="entity-names")

    def _show_chips(self, filter: Filter) -> None:
        self.chips.show_names(self._named_of(filter.entities), self._named_of(filter.without), sorted(filter.makers))

    def _named_of(self, ids: frozenset[EntityId]) -> list[tuple[EntityId, str]]:
        return sorted(((each, self._names.get(each, "…")) for each in ids), key=_by_name)

    def _take_names(self, names: dict[EntityId, str]) -> None:
        known = self._session.filter.entities | self._session.filter.without
        self._names |= {each: names.get(each, "a name that is gone") for each in known} | names
        self._show_chips(self._session.filter)

    # ---- previewing

    @Slot(int)
    def _preview(self, row: int) -> None:
        if self._previewing is not None:
            self._previewing.cancel()
        shown = self.model.member_at(row)
        if not isinstance(shown, Measured):
            self.preview.hide()
            return
        work = partial(_preview, shown, self._on_show or (), self._theme.settings.zone)
        self._previewing = self._jobs.run(Lane.READ, self, work, self._show_preview)

    def _show_preview(self, previewed: Previewed) -> None:
        row = self.model.row_of(previewed.name.row.id)
        if row is None or not self.view.isVisible():
            return
        rect = self.view.visualRect(self.model.index(row))
        self.preview.show_for(previewed, QRect(self.view.viewport().mapToGlobal(rect.topLeft()), rect.size()))

    # ---- to the session

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        """The name on which the keyboard stands is the one that orders are for."""
        named = self.model.named_at(current.row())
        if named is not None:
            self._session.choose_name(named)

    @Slot(object)
    def _filter_only(self, entity_id: EntityId) -> None:
        """Filter by this name alone; if it is the only one already, lift it."""
        now = self._session.filter
        self._before_click = now
        alone = frozenset({entity_id})
        wanted = frozenset[EntityId]() if now.entities == alone else alone
        self._session.set_filter(replace(now, entities=wanted, without=now.without - alone))

    @Slot(object)
    def _filter_more(self, entity_id: EntityId) -> None:
        self._session.toggle_entity(entity_id)

    @Slot(object)
    def _filter_without(self, entity_id: EntityId) -> None:
        self._session.toggle_entity(entity_id, exclude=True)

    @Slot(object)
    def _open_instead(self, entity_id: EntityId) -> None:
        """Open a page by a double click: what its first click filtered is as before."""
        if self._before_click is not None:
            self._session.set_filter(self._before_click)
            self._before_click = None
        self._session.show_page(entity_id)

    @Slot(object, bool)
    def _lift(self, entity_id: EntityId, is_excluded: bool) -> None:
        self._session.toggle_entity(entity_id, exclude=is_excluded)

    @Slot(object, object)
    def _merge(self, winner: EntityId, loser: EntityId) -> None:
        """Say that a name dropped on another is that other, which is then the one that orders are for."""
        words = f"“{self._names.get(loser, 'It')}” now counts as “{self._names.get(winner, 'the other')}”."
        row = self.model.row_of(winner)
        if row is not None:
            self.view.setCurrentIndex(self.model.index(row))
        self._session.correct(MergeEntities(winner, frozenset({loser})), words)

    @Slot(object)
    def _accept(self, suggestion: Suggestion) -> None:
        self._session.correct(
            MergeEntities(suggestion.one, frozenset({suggestion.other})),
            f"“{suggestion.other_name}” now counts as “{suggestion.one_name}”.",
        )

    @Slot(object)
    def _decline(self, suggestion: Suggestion) -> None:
        told = f"“{suggestion.one_name}” and “{suggestion.other_name}” stay apart."
        self._session.correct(KeepApart(suggestion.one, suggestion.other), told)

    # ---- keys

    @Slot()
    def review(self) -> None:
        """Show which names may be one, and put the keyboard on the first."""
        self._reviews_soon = self._suggestions is None
        if self._reviews_soon:
            self._load_suggestions()
            return
        self.suggested.setChecked(True)
        row = self.model.first_suggestion()
        if row is None:
            self.suggested.setChecked(False)
            self._session.tell(Message(MessageKind.NEWS, NO_SUGGESTIONS))
        else:
            self.view.setFocus()
            self.view.setCurrentIndex(self.model.index(row))
            self.view.scrollToTop()

    @Slot(str)
    def _type(self, letters: str) -> None:
        self.name_field.setFocus()
        self.name_field.setText(self.name_field.text() + letters)

    @Slot()
    def _take_first(self) -> None:
        """Go from the field to the first name found."""
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
        self.suggested.setFont(self._theme.interface_font(Size.SMALL))
        self.view.doItemsLayout()
        self.view.viewport().update()


def _named(on_show: tuple[PostId, ...], library: Library) -> Named:
    return load_named(library, on_show)


def _roles(as_of: PostId | None, ids: tuple[EntityId, ...], library: Library) -> dict[EntityId, str]:
    return load_roles(library, as_of, ids)


def _forms(ids: tuple[EntityId, ...], library: Library) -> dict[EntityId, str]:
    return load_forms(library, ids)


def _preview(name: Measured, on_show: tuple[PostId, ...], zone: str, library: Library) -> Previewed:
    return load_preview(library, name, on_show, named_zone(zone))


def _load_names(library: Library) -> dict[EntityId, str]:
    return {entity.id: entity.name for entity in library.entity_names()}


def _by_name(named: tuple[EntityId, str]) -> str:
    return named[1].casefold()
