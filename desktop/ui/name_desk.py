"""Name desk: every question about a name, and what becomes of the answer.

Knows which dialog asks what, and which correction an answer is. Never waits for an answer: it arrives as a signal.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changes
from desktop.domain.corrections import Correction, MergeEntities, RenameEntity, SplitEntity, TakeBackCorrection
from desktop.domain.entities import Entity, Mention
from desktop.domain.ids import EntityId
from desktop.ui import name_orders
from desktop.ui.correction_words import correction_in_words
from desktop.ui.dialogs.corrections import CorrectionsDialog
from desktop.ui.dialogs.names import Form, NameDialog, SameDialog, SplitDialog, WhoseDialog
from desktop.ui.jobs import Jobs, Lane
from desktop.ui.session import Session
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.library.library import Library


class NameDesk(QObject):
    """Asks the reader about names, on behalf of one window."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._jobs, self._theme, self._window = session, jobs, theme, window
        self._dialog: NameDialog | SameDialog | SplitDialog | WhoseDialog | None = None
        self._corrections: CorrectionsDialog | None = None
        self._mention: Mention | None = None
        session.whose_wanted.connect(self.ask_whose)

    def ask_name(self) -> None:
        """Ask by which name the chosen one is shown."""
        chosen = self._session.chosen_name
        if chosen is not None:
            self._open(NameDialog(chosen, self._theme, self._window))

    def ask_same(self) -> None:
        """Ask who or what the chosen name is the same as."""
        if self._session.chosen_name is not None:
            self._jobs.run(Lane.READ, self, _load_names, self._open_same, only_latest="same-name")

    def ask_split(self) -> None:
        """Ask which forms of the chosen name are another's."""
        chosen = self._session.chosen_name
        if chosen is not None:
            work = partial(_load_forms, chosen)
            self._jobs.run(Lane.READ, self, work, partial(self._open_split, chosen), only_latest="split-name")

    @Slot(object)
    def ask_whose(self, mention: Mention) -> None:
        """Ask who is meant in one place of the chosen name."""
        chosen = self._session.chosen_name
        if chosen is not None and chosen.id == mention.entity_id:
            self._mention = mention
            work = partial(_load_known, chosen)
            self._jobs.run(Lane.READ, self, work, partial(self._open_whose, chosen, mention), only_latest="whose-name")

    def show_corrections(self) -> None:
        """List what the reader said of names."""
        self._jobs.run(Lane.READ, self, _load_corrections, self._open_corrections, only_latest="corrections")

    def _open_corrections(self, corrections: tuple[Correction, ...]) -> None:
        is_writable = self._session.is_writable
        dialog = CorrectionsDialog(corrections, self._theme, self._window, is_writable=is_writable)
        self._corrections = dialog
        dialog.take_back_wanted.connect(self._take_back)
        dialog.open()

    @Slot(object)
    def _take_back(self, correction: Correction) -> None:
        told = f"Taken back: {correction_in_words(correction)}"
        self._session.correct(TakeBackCorrection(correction.number), told)
        shown = self._corrections
        if shown is not None:  # on the lane for writing: after it
            self._jobs.run(
                Lane.WRITE, shown, _load_corrections, shown.show_corrections, only_latest="corrections-after"
            )

    def _open_same(self, others: tuple[Entity, ...]) -> None:
        chosen = self._session.chosen_name
        if chosen is not None:
            self._open(SameDialog(chosen, others, self._theme, self._window))

    def _open_split(self, chosen: Entity, found: tuple[tuple[Form, ...], tuple[str, ...]]) -> None:
        forms, known = found
        may_limit = name_orders.article_meant(self._session) is not None
        self._open(SplitDialog(chosen, forms, known, self._theme, self._window, may_limit=may_limit))

    def _open_whose(self, chosen: Entity, mention: Mention, known: tuple[str, ...]) -> None:
        self._open(WhoseDialog(chosen, mention.text, known, self._theme, self._window))

    def _open(self, dialog: NameDialog | SameDialog | SplitDialog | WhoseDialog) -> None:
        self._dialog = dialog
        dialog.accepted.connect(self._take)
        dialog.open()

    @Slot()
    def _take(self) -> None:
        match self._dialog:
            case NameDialog():
                self._rename(self._dialog)
            case SameDialog():
                self._merge(self._dialog)
            case SplitDialog():
                self._split(self._dialog)
            case WhoseDialog():
                self._split_off(self._dialog)

    def _rename(self, dialog: NameDialog) -> None:
        if dialog.name:
            told = f"“{dialog.entity.name}” is now shown as “{dialog.name}”."
            self._session.correct(RenameEntity(dialog.entity.id, dialog.name), told)

    def _merge(self, dialog: SameDialog) -> None:
        other = dialog.other
        if other is not None:
            told = f"“{dialog.entity.name}” now counts as “{other.name}”."
            edit = MergeEntities(other.id, frozenset({dialog.entity.id}))
            self._session.correct(edit, told, partial(self._follow, dialog.entity.id, other))

    def _follow(self, loser: EntityId, winner: Entity, changes: Changes) -> None:
        """Whoever looked at the page of a name that is now another's sees that other's."""
        if changes and self._session.open_page == loser:
            self._session.show_page(winner.id)
        if changes:
            self._session.choose_name(winner)

    def _split(self, dialog: SplitDialog) -> None:
        article_id = name_orders.article_meant(self._session) if dialog.only_here.isChecked() else None
        edit = SplitEntity(dialog.entity.id, dialog.name, dialog.forms, (), article_id)
        self._session.correct(edit, f"{_listed(dialog.forms)} now counts as “{dialog.name}”.")

    def _split_off(self, dialog: WhoseDialog) -> None:
        if dialog.name and self._mention is not None:
            edit = SplitEntity(dialog.entity.id, dialog.name, mentions=(self._mention,))
            self._session.correct(edit, f"“{self._mention.text}” here now counts as “{dialog.name}”.")


def _load_corrections(library: Library) -> tuple[Correction, ...]:
    return library.corrections()


def _load_names(library: Library) -> tuple[Entity, ...]:
    names = library.entity_names()
    forms = library.entity_forms([entity.id for entity in names])
    return tuple(replace(entity, aliases=forms.get(entity.id, ())) for entity in names)


def _load_known(chosen: Entity, library: Library) -> tuple[str, ...]:
    """Fetch the names to which mentions may go: those of its kind."""
    return tuple(each.name for each in library.entity_names() if each.kind is chosen.kind and each.id != chosen.id)


def _load_forms(chosen: Entity, library: Library) -> tuple[tuple[Form, ...], tuple[str, ...]]:
    """Fetch the forms of a name, and to whom they may go."""
    page = library.entity_page(chosen.id, is_brief=True)
    if page is None:
        return (), ()
    counts = Counter({page.name: page.count - sum(alias.count for alias in page.aliases)})
    for alias in page.aliases:
        counts[alias.text] += alias.count
    forms = tuple(Form(text, count) for text, count in counts.most_common() if count)
    return forms, _load_known(chosen, library)


def _listed(forms: frozenset[str]) -> str:
    return ", ".join(f"“{form}”" for form in sorted(forms))
