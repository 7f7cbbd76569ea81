"""Writer: blocks of text, set one after the other into a document of the reading pane.

Knows sizes, distances and letters. Everything that came from a page enters as plain text through a cursor: no mark-up
is ever parsed, so none can be smuggled in.
"""

from typing import Final

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
)

from desktop.ui.panels.reader.offsets import shown_text
from desktop.ui.panels.reader.style import LEADING, ReadingStyle
from desktop.ui.plain import plain_tip

QUOTE_BLOCK: Final = QTextBlockFormat.Property.UserProperty + 1  # marks the blocks beside which a bar is drawn


class Writer:
    """Sets blocks, one after the other."""

    def __init__(self, document: QTextDocument, style: ReadingStyle, width_px: int) -> None:
        self.cursor = QTextCursor(document)
        self.style = style
        self.width_px = width_px
        self._is_first = True
        self._list: QTextList | None = None

    def begin(self, block: QTextBlockFormat) -> None:
        """Begin a block; the first takes the one that an empty document already has."""
        if self._is_first:
            self.cursor.setBlockFormat(block)
        else:
            self.cursor.insertBlock(block, QTextCharFormat())
        self._is_first = False

    def join_list(self, *, is_new: bool) -> None:
        """Put the block into the list begun before, or begin one."""
        if is_new or self._list is None:
            form = QTextListFormat()
            form.setStyle(QTextListFormat.Style.ListDisc)
            self._list = self.cursor.createList(form)
        else:
            self._list.add(self.cursor.block())

    def write(self, text: str, letters: QTextCharFormat) -> int:
        """Write text into the block and return where it begins."""
        position = self.cursor.position()
        self.cursor.insertText(shown_text(text), letters)
        return position

    def letters(self, size: int, colour: QColor, *, is_label: bool = True, is_bold: bool = False) -> QTextCharFormat:
        """Return the format of letters of a size and colour, of the interface or of the body."""
        font = QFont()
        font.setFamilies(list(self.style.label_families if is_label else self.style.text_families))
        font.setPixelSize(self.style.px(size))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(colour)
        return form

    def block(self, size: int, *, above: int = 0, below: int = 0, leading: float = LEADING) -> QTextBlockFormat:
        """Return the format of a block whose lines are `leading` times their letters."""
        form = QTextBlockFormat()
        form.setTopMargin(self.style.px(above) if above else 0)
        form.setBottomMargin(self.style.px(below) if below else 0)
        height = self.style.px(size) * leading
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return form

    def line(
        self,
        text: str,
        size: int,
        colour: QColor,
        *,
        above: int = 0,
        below: int = 0,
        tip: str = "",
        is_bold: bool = False,
    ) -> None:
        """Write one line of the interface's letters."""
        self.begin(self.block(size, above=above, below=below, leading=1.4))
        letters = self.letters(size, colour, is_bold=is_bold)
        if tip:
            letters.setToolTip(plain_tip(tip))
        self.write(text, letters)

    def gap(self, pixels: int) -> None:
        """Leave room below the block just written."""
        form = self.cursor.blockFormat()
        form.setBottomMargin(self.style.px(pixels))
        self.cursor.setBlockFormat(form)

    def title(self, text: str) -> int:
        """Write the title and return where it begins."""
        self.begin(self.block(self.style.title_px, above=4, below=8, leading=1.28))
        return self.write(text, self.letters(self.style.title_px, self.style.ink, is_label=False, is_bold=True))

    def link(self, text: str, target: str, *, size: int | None = None, tip: str = "") -> None:
        """Write a link into the block."""
        letters = self.letters(size or self.style.meta_px, self.style.accent)
        letters.setAnchor(True)
        letters.setAnchorHref(target)
        if tip:
            letters.setToolTip(plain_tip(tip))
        self.write(text, letters)
