"""Icons: the program's own line drawings, tinted to fit the theme.

Knows the SVG files of one folder, drawn on a grid of 20 by 20 with lines 1.5 wide in `currentColor`. Never keeps a
drawing of another theme than the one asked for: a tinted icon is kept by its name and tones.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

GRID_PX: Final = 20
SCALES: Final = (1, 2, 3)  # for ordinary and for finer screens
PLACEHOLDER: Final = b"currentColor"


class Icons:
    """The drawings of one folder.

    Args:
        folder: Where the SVG files are; an icon's name is its file's, without the suffix.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tinted: dict[tuple[str, str, str], QIcon] = {}

    def icon(self, name: str, tone: str, off_tone: str) -> QIcon:
        """The drawing in one tone, and in another while what it stands for is off.

        Raises:
            FileNotFoundError: There is no such drawing: a fault of the program.
        """
        key = (name, tone, off_tone)
        if key not in self._tinted:
            drawing = (self._folder / f"{name}.svg").read_bytes()
            icon = QIcon()
            for scale in SCALES:
                icon.addPixmap(_paint(drawing, tone, scale), QIcon.Mode.Normal)
                icon.addPixmap(_paint(drawing, off_tone, scale), QIcon.Mode.Disabled)
            self._tinted[key] = icon
        return self._tinted[key]


def _paint(drawing: bytes, tone: str, scale: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(drawing.replace(PLACEHOLDER, tone.encode("ascii"))))
    pixmap = QPixmap(GRID_PX * scale, GRID_PX * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, GRID_PX * scale, GRID_PX * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
