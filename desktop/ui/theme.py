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
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainterPath, QPalette, QPolygonF

from desktop.domain.annotations import Colour
from desktop.domain.dates import DateKind
from desktop.domain.entities import EntityKind
from desktop.runtime.settings import Settings, describe_settings
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
TEXT_STEP_PX: Final = 2
MOTION_MS: Final = 120
SYSTEM: Final = "system"  # as in `Settings.theme`
DARK: Final = "dark"
LIGHT: Final = "light"
DEFAULTS: Final = Settings()


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
        dates: Shapes of each kind of date, and the lines under their words.
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
    dates: Mapping[DateKind, str]
    highlights: Mapping[Colour, str]


def read_tones(path: Path) -> Tones:
    """Read the tones of one theme from its file."""
    values = json.loads(path.read_text("utf-8"))
    values["entities"] = {EntityKind(kind): tone for kind, tone in values["entities"].items()}
    values["dates"] = {DateKind(kind): tone for kind, tone in values["dates"].items()}
    values["highlights"] = {Colour(colour): tone for colour, tone in values["highlights"].items()}
    return Tones(**values)


class Theme(QObject):
    """How everything looks right now.

    Args:
        resources: The program's own files; the tones are in `theme/`, the icons in `icons/`.
        settings: What the reader has chosen; the theme "system" follows the desktop, live.

    Signals:
        changed: Tones or fonts changed; ask again.
    """

    changed = Signal()

    def __init__(self, resources: Path, settings: Settings = DEFAULTS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = resources / "theme"
        self._light, self._dark = read_tones(folder / "light.json"), read_tones(folder / "dark.json")
        self._rules = Template((folder / "window.qss").read_text("utf-8"))
        self._icons = icons.Icons(resources / "icons")
        self._settings = settings
        self._families = _interface_families()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # ---- what the reader wants

    @property
    def settings(self) -> Settings:
        """What the reader has chosen."""
        return self._settings

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is on."""
        if self._settings.theme == SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._settings.theme == DARK

    @property
    def zoom(self) -> float:
        """How much larger than designed the text being read is."""
        return self._settings.reading_size_px / READING_PX

    @property
    def line_characters(self) -> int:
        """How many letters a line of the text being read holds at most."""
        return self._settings.line_characters

    @property
    def motion_ms(self) -> int:
        """How long a movement may take; 0 if nothing is to move."""
        return MOTION_MS if self._settings.has_motion else 0

    def adopt(self, settings: Settings) -> None:
        """Look as these settings say."""
        if settings != self._settings:
            self._settings = settings
            self.changed.emit()

    def step_text(self, steps: int) -> None:
        """Make the text being read larger or smaller; 0 steps makes it as large as designed."""
        size = self._settings.reading_size_px + steps * TEXT_STEP_PX if steps else READING_PX
        lowest, highest = _reading_range()
        self.adopt(replace(self._settings, reading_size_px=min(max(size, lowest), highest)))

    @Slot()
    def _follow_system(self) -> None:
        if self._settings.theme == SYSTEM:
            self.changed.emit()

    # ---- tones

    @property
    def tones(self) -> Tones:
        """The tones, as text for rules: `theme.tones.muted`."""
        return self._dark if self.is_dark else self._light

    def colour(self, name: str) -> QColor:
        """One tone by the name it has in `Tones`, for painting."""
        return QColor(getattr(self.tones, name))

    def date_colour(self, kind: DateKind) -> QColor:
        """The tone of a kind of date."""
        return QColor(self.tones.dates[kind])

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
        font.setPixelSize(self.pixels(size))
        font.setWeight(weight)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def pixels(self, size: Size) -> int:
        """A type size of the interface at the reader's own scale."""
        return round(size * self._settings.interface_size_px / Size.BODY)

    def reading_font(self, scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The font of the text being read, in the reader's size; set it with a leading of `LINE_HEIGHT`.

        Args:
            scale: Against the size of plain text: a title is larger, a caption smaller.
            weight: How heavy.
        """
        font = QFont()
        is_serif = self._settings.reading_face == "serif"
        font.setFamilies(list(READING_FAMILIES if is_serif else self._families))
        font.setStyleHint(QFont.StyleHint.Serif if is_serif else QFont.StyleHint.SansSerif)
        font.setPixelSize(round(self._settings.reading_size_px * scale))
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
        values = {field.name: getattr(self.tones, field.name) for field in fields(Tones)}
        plain = {name: tone for name, tone in values.items() if isinstance(tone, str)}
        sizes = {f"px_{size.name.lower()}": f"{self.pixels(size)}px" for size in Size}
        return self._rules.substitute(plain | sizes)


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


def _reading_range() -> tuple[int, int]:
    """Between which sizes the text being read may be, as its setting says."""
    rule = next(setting.rule for setting in describe_settings() if setting.name == "reading_size_px")
    return rule.lowest or READING_PX, rule.highest or READING_PX


def _polygon(box: QRectF, corners: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in corners])


def _interface_families() -> tuple[str, ...]:
    """The desktop's own sans; where it has none, the narrow cut of the fallback, which suits small text better."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if sys.platform.startswith("linux") and family in (PLAIN_FAMILY, "Sans Serif", "Sans", ""):
        return (NARROWER_FAMILY, PLAIN_FAMILY)
    return (family,)
