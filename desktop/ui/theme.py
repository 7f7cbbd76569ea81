"""Theme: tones, fonts, spacing and icons, light or dark.

Knows the tones in `resources/theme/`, follows the system between light and dark, and keeps the reader's own choice and
text size. Never holds a widget: `changed` says when to paint anew, and whoever paints asks again.

Why tones have names and not values: a panel that says `muted` is right in both themes, and a test computes the contrast
of every pair that may meet.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainterPath, QPalette, QPolygonF

from desktop.domain.annotations import Colour
from desktop.domain.entities import EntityKind
from desktop.ui import icons

READING_FAMILIES: Final = (
    "Charter",
    "Iowan Old Style",
    "Source Serif 4",
    "Source Serif Pro",
    "Georgia",
    "Noto Serif",
    "Cambria",
    "Liberation Serif",
    "DejaVu Serif Condensed",
    "DejaVu Serif",
)
PLAIN_FAMILY: Final = "DejaVu Sans"  # what fontconfig falls back to; far wider than any face made for windows
NARROWER_FAMILY: Final = "DejaVu Sans Condensed"
LINE_HEIGHT: Final = 1.5
READING_PX: Final = 18
ZOOM_STEP: Final = 0.1
ZOOM_RANGE: Final = (0.7, 2.0)


class Space(IntEnum):
    """Distances, in pixels, on a grid of four."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24


class Size(IntEnum):
    """Type sizes of the interface, in pixels."""

    SMALL = 12
    BODY = 13
    LARGE = 15
    HEADING = 18
    TITLE = 24
    DISPLAY = 32


class Scheme(StrEnum):
    """Which theme the reader wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of one theme, as "#RRGGBB".

    Attributes:
        paper: Behind the text being read: the brightest surface in light, the deepest in dark.
        list: Behind the list of posts, half a step back.
        panel: Behind everything else, one step back.
        hairline: Between surfaces; one pixel.
        edge: Round a field; stands out from every surface by 3 to 1 on paper.
        ink: Text.
        muted: Text that recedes; still 4.5 to 1 everywhere.
        faint: What is off or empty; never text that must be read.
        accent: Links, the current place, what can be pressed.
        accent_ink: Text on `accent`.
        hover, selection: Behind a row under the pointer, and behind a chosen one.
        focus: The ring round what has the keyboard.
        hit: Behind words that a search found.
        error, warning, success: Text of messages.
        entities: Text and shapes of each kind of entity.
        highlights: Behind marked words; `ink` stands on each at 7 to 1.
    """

    paper: str
    list: str
    panel: str
    hairline: str
    edge: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_ink: str
    hover: str
    selection: str
    focus: str
    hit: str
    error: str
    warning: str
    success: str
    entities: Mapping[EntityKind, str]
    highlights: Mapping[Colour, str]


def read_tones(path: Path) -> Tones:
    """Read the tones of one theme from its file."""
    values = json.loads(path.read_text("utf-8"))
    values["entities"] = {EntityKind(kind): tone for kind, tone in values["entities"].items()}
    values["highlights"] = {Colour(colour): tone for colour, tone in values["highlights"].items()}
    return Tones(**values)


class Theme(QObject):
    """How everything looks right now.

    Args:
        resources: The program's own files; the tones are in `theme/`, the icons in `icons/`.
        choice: What the reader wants; SYSTEM follows the desktop, live.
        zoom: The size of the text being read, 1.0 for normal.

    Signals:
        changed: Tones or fonts changed; ask again.
    """

    changed = Signal()

    def __init__(
        self, resources: Path, choice: Scheme = Scheme.SYSTEM, zoom: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        folder = resources / "theme"
        self._light, self._dark = read_tones(folder / "light.json"), read_tones(folder / "dark.json")
        self._rules = Template((folder / "window.qss").read_text("utf-8"))
        self._icons = icons.Icons(resources / "icons")
        self._choice = choice
        self._zoom = _within(zoom, *ZOOM_RANGE)
        self._families = _interface_families()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # ---- which theme

    @property
    def choice(self) -> Scheme:
        """What the reader wants."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is on."""
        if self._choice is not Scheme.SYSTEM:
            return self._choice is Scheme.DARK
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    @property
    def zoom(self) -> float:
        """The size of the text being read, 1.0 for normal."""
        return self._zoom

    def set_choice(self, choice: Scheme) -> None:
        """Follow the system, or stay light or dark."""
        if choice is not self._choice:
            self._choice = choice
            self.changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Make the text being read larger or smaller."""
        zoom = round(_within(zoom, *ZOOM_RANGE), 2)
        if zoom != self._zoom:
            self._zoom = zoom
            self.changed.emit()

    @Slot()
    def _follow_system(self) -> None:
        if self._choice is Scheme.SYSTEM:
            self.changed.emit()

    # ---- tones

    @property
    def tones(self) -> Tones:
        """The tones, as text for rules: `theme.tones.muted`."""
        return self._dark if self.is_dark else self._light

    def colour(self, name: str) -> QColor:
        """One tone by the name it has in `Tones`, for painting."""
        return QColor(getattr(self.tones, name))

    def entity_colour(self, kind: EntityKind) -> QColor:
        """The tone of a kind of entity: for its shape and its name."""
        return QColor(self.tones.entities[kind])

    def highlight_colour(self, colour: Colour) -> QColor:
        """What lies behind marked words."""
        return QColor(self.tones.highlights[colour])

    def icon(self, name: str, tone: str = "muted") -> QIcon:
        """The program's icon of this name, drawn in a tone; greyed when off."""
        return self._icons.icon(name, getattr(self.tones, tone), self.tones.faint)

    # ---- fonts

    def interface_font(
        self, size: Size = Size.BODY, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False
    ) -> QFont:
        """The font of the interface; `tabular` makes all figures equally wide, for times and counts."""
        font = QFont()
        font.setFamilies(list(self._families))
        font.setPixelSize(int(size))
        font.setWeight(weight)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def reading_font(self, pixels: int = READING_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The font of the text being read, at the reader's zoom; set it with a leading of `LINE_HEIGHT`."""
        font = QFont()
        font.setFamilies(list(READING_FAMILIES))
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPixelSize(max(1, round(pixels * self._zoom)))
        font.setWeight(weight)
        return font

    # ---- for the whole window

    def qpalette(self) -> QPalette:
        """The tones as Qt's own palette, for everything that no rule names."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, name in (
            (roles.Window, "panel"),
            (roles.WindowText, "ink"),
            (roles.Base, "paper"),
            (roles.AlternateBase, "list"),
            (roles.Text, "ink"),
            (roles.Button, "panel"),
            (roles.ButtonText, "ink"),
            (roles.BrightText, "error"),
            (roles.Highlight, "selection"),
            (roles.HighlightedText, "ink"),
            (roles.Link, "accent"),
            (roles.LinkVisited, "accent"),
            (roles.ToolTipBase, "panel"),
            (roles.ToolTipText, "ink"),
            (roles.PlaceholderText, "muted"),
            (roles.Light, "paper"),
            (roles.Midlight, "hover"),
            (roles.Mid, "hairline"),
            (roles.Dark, "edge"),
            (roles.Shadow, "edge"),
            (roles.Accent, "accent"),
        ):
            palette.setColor(role, self.colour(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("faint"))
        return palette

    def stylesheet(self) -> str:
        """The rules of `window.qss` with the tones filled in."""
        plain = {field.name: getattr(self.tones, field.name) for field in fields(Tones)}
        return self._rules.substitute({name: tone for name, tone in plain.items() if isinstance(tone, str)})


def shape_path(kind: EntityKind, box: QRectF) -> QPainterPath:
    """The shape of a kind of entity, inside a box: kinds differ by more than their colour.

    A disc is a person, a square an organisation, a triangle a place, a diamond an event, a ring anything else.
    """
    path = QPainterPath()
    if kind is EntityKind.PERSON:
        path.addEllipse(box)
    elif kind is EntityKind.ORGANISATION:
        inset = box.width() * 0.06
        path.addRoundedRect(box.adjusted(inset, inset, -inset, -inset), 1.5, 1.5)
    elif kind is EntityKind.PLACE:
        path.addPolygon(_polygon(box, ((0.5, 0.04), (1.0, 0.94), (0.0, 0.94))))
        path.closeSubpath()
    elif kind is EntityKind.EVENT:
        path.addPolygon(_polygon(box, ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))))
        path.closeSubpath()
    else:
        path.addEllipse(box)
        inset = box.width() * 0.28
        path.addEllipse(box.adjusted(inset, inset, -inset, -inset))
    return path


def _polygon(box: QRectF, corners: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in corners])


def _interface_families() -> tuple[str, ...]:
    """The desktop's own sans; where it has none, the narrow cut of the fallback, which suits small text better."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if sys.platform.startswith("linux") and family in (PLAIN_FAMILY, "Sans Serif", "Sans", ""):
        return (NARROWER_FAMILY, PLAIN_FAMILY)
    return (family,)


def _within(number: float, lowest: float, highest: float) -> float:
    return min(max(number, lowest), highest)
