"""The body: the panels side by side, and the drawers they become when the window is narrow.

Knows which panels the reader wants, how wide each is, and what fits. Why two rules for folding: a panel folds below the
width its row names, and also when the text, at the reader's own size, would get too narrow beside it.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPropertyAnimation, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.panels.table import Panel
from desktop.ui.theme import Theme

DRAWER_PX = 288
VEIL = QColor(0, 0, 0, 70)
OWN_PALETTE = Qt.WidgetAttribute.WA_SetPalette
LEFT_OPEN_PX = 56  # of what a drawer covers, so that a click can close it


@dataclass(slots=True)
class Docked:
    """One panel in this window."""

    panel: Panel
    widget: QWidget
    is_wanted: bool = True
    is_folded: bool = False

    @property
    def least_px(self) -> int:
        """The narrowest it can be, by its row and by its own word."""
        return max(self.panel.least_px, self.widget.minimumSizeHint().width(), self.widget.minimumWidth())


@contextmanager
def keeping_palettes(widget: QWidget) -> Iterator[None]:
    """Move a widget to another parent without losing its own tones.

    Why: with a style sheet on the application, Qt gives a moved widget the palette that it had when the sheet was set
    last, which may be that of the other theme.
    """
    with_own = [each for each in (widget, *widget.findChildren(QWidget)) if each.testAttribute(OWN_PALETTE)]
    palettes = [(each, each.palette()) for each in with_own]
    yield
    for each, palette in palettes:
        each.setPalette(palette)


class Veil(QWidget):
    """Dims what lies under a drawer.

    Signals:
        pressed: The reader clicked beside the drawer.
    """

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the drawer means: away with it."""
        event.accept()
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """One tone over everything."""
        QPainter(self).fillRect(self.rect(), VEIL)


class Drawer(QFrame):
    """A panel that lies over the others while it is wanted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._body = theme, parent
        self._slide = QPropertyAnimation(self, b"geometry", self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 1, 0)
        self.veil = Veil(parent)
        self.panel_id = ""
        self._before: QWidget | None = None
        self.setObjectName("drawer")
        self.veil.hide()
        self.hide()

    def open_with(self, docked: Docked, *, from_left: bool) -> None:
        """Show a panel at one side."""
        self.close_panel()
        self._before = QApplication.focusWidget()
        self.panel_id = docked.panel.id
        with keeping_palettes(docked.widget):
            self._column.addWidget(docked.widget)
        docked.widget.show()
        self.place(from_left=from_left)
        for widget in (self.veil, self):
            widget.show()
            widget.raise_()
        self._slide_in(from_left)
        docked.widget.setFocus()

    def close_panel(self) -> None:
        """Put the panel away; the keyboard goes back to where it was."""
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None
        taken = self._column.takeAt(0)
        widget = taken.widget() if taken is not None else None
        if widget is not None:
            widget.hide()
        self.panel_id = ""
        self.veil.hide()
        self.hide()

    def place(self, *, from_left: bool) -> None:
        """Stand at one side of the body, over its whole height."""
        room = self._body.size()
        self.veil.setGeometry(0, 0, room.width(), room.height())
        width = min(DRAWER_PX, room.width() - LEFT_OPEN_PX)
        self.setGeometry(0 if from_left else room.width() - width, 0, width, room.height())

    def _slide_in(self, from_left: bool) -> None:
        if not self._theme.motion_ms:
            return
        end = self.geometry()
        self._slide.setDuration(self._theme.motion_ms)
        self._slide.setStartValue(QRect(end).translated(-end.width() if from_left else end.width(), 0))
        self._slide.setEndValue(end)
        self._slide.start()


class Body(QWidget):
    """The panels of the window.

    Args:
        panels: Rows and their widgets, from left to right.

    Signals:
        shown_changed: A panel came or went.
    """

    shown_changed = Signal()

    def __init__(self, panels: Mapping[Panel, QWidget], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._docked = [Docked(panel, widget) for panel, widget in panels.items()]
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._drawer = Drawer(theme, self)
        self._build()
        self._drawer.veil.pressed.connect(self.close_drawer)

    def widget(self, panel_id: str) -> QWidget:
        """The widget of a panel."""
        return self._find(panel_id).widget

    def is_shown(self, panel_id: str) -> bool:
        """Whether a panel can be seen."""
        docked = self._find(panel_id)
        return self._drawer.panel_id == panel_id if docked.is_folded else docked.is_wanted

    @property
    def open_drawer(self) -> str:
        """The panel in the open drawer, or "" if none is open."""
        return self._drawer.panel_id

    def toggle(self, panel_id: str) -> None:
        """Show a panel, or put it away; in a narrow window as a drawer."""
        docked = self._find(panel_id)
        if not docked.is_folded:
            docked.is_wanted = not docked.is_wanted
            docked.widget.setVisible(docked.is_wanted)
        elif self._drawer.panel_id == panel_id:
            self._drawer.close_panel()
        else:
            self._drawer.open_with(docked, from_left=docked is self._docked[0])
        self.shown_changed.emit()

    @Slot(result=bool)
    def close_drawer(self) -> bool:
        """Put the open drawer away; return whether there was one."""
        if not self._drawer.panel_id:
            return False
        self._drawer.close_panel()
        self.shown_changed.emit()
        return True

    def focus_next(self) -> None:
        """Put the keyboard into the next panel that can be seen."""
        seen = [docked.widget for docked in self._docked if self.is_shown(docked.panel.id)]
        here = QApplication.focusWidget()
        inside = [
            place
            for place, widget in enumerate(seen)
            if here is not None and (widget is here or widget.isAncestorOf(here))
        ]
        start = inside[0] + 1 if inside else 0
        for widget in (*seen[start:], *seen[:start]):  # an empty panel takes no keyboard: the next one does
            if _focus_into(widget):
                return

    def focus(self, panel_id: str) -> None:
        """Put the keyboard into a panel."""
        _focus_into(self.widget(panel_id))

    # ---- remembering

    def layout_text(self) -> str:
        """Which panels are wanted and how wide they are, for the settings."""
        widths = dict(zip(self._ids_in_splitter(), self._splitter.sizes(), strict=True))
        hidden = [docked.panel.id for docked in self._docked if not docked.is_wanted]
        return json.dumps({"widths": {name: width for name, width in widths.items() if width}, "hidden": hidden})

    def restore(self, text: str) -> None:
        """Lay the panels as they lay before; anything that cannot be read is left as designed."""
        try:
            stored = json.loads(text) if text else {}
            widths, hidden = dict(stored.get("widths", {})), set(stored.get("hidden", ()))
        except (ValueError, AttributeError, TypeError):
            return
        for docked in self._docked:
            docked.is_wanted = docked.panel.id not in hidden
            if not docked.is_folded:
                docked.widget.setVisible(docked.is_wanted)
        if widths:
            self._set_widths({name: width for name, width in widths.items() if isinstance(width, int)})

    # ---- laying out

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what does not fit, and dock what fits again."""
        super().resizeEvent(event)
        self._splitter.setGeometry(self.rect())
        self._arrange()
        if self._drawer.panel_id:
            self._drawer.place(from_left=self._drawer.panel_id == self._docked[0].panel.id)

    def _build(self) -> None:
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for place, docked in enumerate(self._docked):
            docked.widget.setMinimumWidth(max(docked.panel.least_px, docked.widget.minimumWidth()))
            self._splitter.addWidget(docked.widget)
            self._splitter.setStretchFactor(place, 0 if docked.panel.width_px else 1)
        self._set_widths({})
        always = [docked.least_px for docked in self._docked if not docked.panel.folds_below_px]
        self.setMinimumWidth(sum(always) + len(always))

    def _arrange(self) -> None:
        folded = self._those_to_fold()
        for docked in self._docked:
            if docked.is_folded != (docked.panel.id in folded):
                self._dock(docked) if docked.is_folded else self._fold(docked)

    def _those_to_fold(self) -> set[str]:
        """By their own widths first; then, from the left, until the rest fits."""
        width = self.width()
        folded = {docked.panel.id for docked in self._docked if width < docked.panel.folds_below_px}
        for docked in self._docked:
            needed = sum(d.least_px + 1 for d in self._docked if d.panel.id not in folded and d.is_wanted)
            if needed > width and docked.panel.folds_below_px:
                folded.add(docked.panel.id)
        return folded

    def _fold(self, docked: Docked) -> None:
        docked.is_folded = True
        docked.widget.hide()
        with keeping_palettes(docked.widget):
            docked.widget.setParent(self)
        docked.widget.hide()
        self.shown_changed.emit()

    def _dock(self, docked: Docked) -> None:
        if self._drawer.panel_id == docked.panel.id:
            self._drawer.close_panel()
        docked.is_folded = False
        before = [d for d in self._docked[: self._docked.index(docked)] if not d.is_folded]
        with keeping_palettes(docked.widget):
            self._splitter.insertWidget(len(before), docked.widget)
        docked.widget.setVisible(docked.is_wanted)
        self._set_widths({})
        self.shown_changed.emit()

    def _ids_in_splitter(self) -> list[str]:
        return [docked.panel.id for docked in self._docked if not docked.is_folded]

    def _set_widths(self, wanted: Mapping[str, int]) -> None:
        docked = [each for each in self._docked if not each.is_folded]
        self._splitter.setSizes([wanted.get(d.panel.id) or d.panel.width_px or max(400, self.width()) for d in docked])
        for place, each in enumerate(docked):
            self._splitter.setStretchFactor(place, 0 if each.panel.width_px else 1)

    def _find(self, panel_id: str) -> Docked:
        return next(docked for docked in self._docked if docked.panel.id == panel_id)


def _focus_into(widget: QWidget) -> bool:
    """Focus the panel, or the first thing in it that takes the keyboard; return whether there was one."""
    proxy = widget.focusProxy()
    takers = [proxy or widget, *widget.findChildren(QWidget)]
    for taker in takers:
        if taker.isVisible() and taker.isEnabled() and taker.focusPolicy() & Qt.FocusPolicy.TabFocus:
            taker.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
