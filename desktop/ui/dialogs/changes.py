"""What changed: the newest version of an article against the one before it, post by post.

Knows how to set words that came and words that went: underlined and struck through, so that no colour is needed to tell
them apart. Never compares: it is given the comparison.

Why a cursor and not HTML: as in the reading pane, nothing that a page says is ever read as mark-up.
"""

from PySide6.QtCore import QSize, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.domain.annotations import Colour
from desktop.domain.ids import PostId
from desktop.ui.comparison import ArticleChanges, Fate, PostChange, Stretch, counts_in_words
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Size, Space, Theme
from desktop.ui.time_words import capitalised, short_day, time_sentence

FIRST_VERSION = "This is the first version of the article: there is nothing to compare it with yet."
NOTHING_CHANGED = "The newest version says what the one before it said."
OTHER_PARTS = "Only its title or its pictures changed."
WORDS = {Fate.NEW: "New", Fate.CHANGED: "Changed", Fate.GONE: "No longer on the page"}
LEADING = 1.45
HAIR_SPACE = "\N{SIX-PER-EM SPACE}"
WANTED = QSize(760, 680)  # a line of text, and some posts


class ChangesView(QTextBrowser):
    """Shows the posts; a headline leads to its post. Loads nothing."""

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: ARG002 - everything is refused
        """Refuse whatever is asked for."""
        return None

    def doSetSource(self, name: QUrl | str, type: object = None) -> None:
        """Go nowhere: this is no browser."""


class ChangesDialog(Dialog):
    """Shows what the newest version of an article changed.

    Signals:
        post_chosen: The reader wants to read a post (its id).
    """

    post_chosen = Signal(object)

    def __init__(self, changes: ArticleChanges, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("What changed", "", theme, parent)
        self._changes = changes
        self.content.addWidget(self.heading(changes.title))
        self.content.addWidget(self.quiet_label(_summary(changes)))
        self.view = ChangesView(self)
        self.view.setOpenLinks(False)
        self.view.setObjectName("changes")
        self.view.setAccessibleName("Posts that changed")
        self.view.anchorClicked.connect(self._choose)
        self.content.addWidget(self.view, 1)
        _write(self.view, changes, theme)
        self.take_room(WANTED)

    @Slot(QUrl)
    def _choose(self, link: QUrl) -> None:
        number = int(link.toString().rpartition(":")[2])
        chosen: PostId = self._changes.posts[number].post_id
        self.accept()
        self.post_chosen.emit(chosen)


def _summary(changes: ArticleChanges) -> str:
    when = changes.imported.astimezone()
    counts = counts_in_words([(changes.count(fate), fate) for fate in (Fate.NEW, Fate.CHANGED, Fate.GONE)])
    parts = [counts, f"version {changes.to_version}", f"imported {short_day(when.date())}, {when:%H:%M}"]
    return capitalised(" · ".join(part for part in parts if part))


def _write(view: QTextBrowser, changes: ArticleChanges, theme: Theme) -> None:
    writer = _Writer(QTextCursor(view.document()), theme)
    if not changes.posts:
        writer.line(FIRST_VERSION if changes.from_version is None else NOTHING_CHANGED, theme.tones.muted)
    for number, post in enumerate(changes.posts):
        writer.post(post, f"post:{number}")
    view.moveCursor(QTextCursor.MoveOperation.Start)


class _Writer:
    """Sets posts, one below the other."""

    def __init__(self, cursor: QTextCursor, theme: Theme) -> None:
        self._cursor, self._theme = cursor, theme
        self._is_first = True

    def post(self, post: PostChange, link: str) -> None:
        """Write one post: its fate and time, its headline, and its words."""
        tone = self._theme.tones.muted
        self._begin(above=Space.XS if self._is_first else Space.XL, size=Size.SMALL)
        self._cursor.insertText(WORDS[post.fate].upper(), self._letters(Size.SMALL, tone, is_bold=True))
        self._cursor.insertText(f"   {capitalised(time_sentence(post.time))}", self._letters(Size.SMALL, tone))
        self._begin(above=Space.XS, size=Size.LARGE)
        headline = self._letters(Size.LARGE, self._theme.tones.ink, is_bold=True)
        headline.setAnchor(True)
        headline.setAnchorHref(link)
        self._cursor.insertText(post.headline, headline)
        self._begin(above=Space.XS, size=Size.BODY)
        if post.fate is Fate.CHANGED and not post.changed_words:
            self._cursor.insertText(OTHER_PARTS, self._letters(Size.BODY, tone))
            return
        before: Stretch | None = None
        for stretch in post.stretches:
            if stretch.fate is Fate.NEW and before is not None and before.fate is Fate.GONE:
                self._cursor.insertText(HAIR_SPACE, self._letters(Size.BODY, tone))  # no two words run together
            self._stretch(stretch, is_whole=post.fate is not Fate.CHANGED)
            before = stretch

    def line(self, text: str, tone: str) -> None:
        """Write one line."""
        self._begin(above=0, size=Size.BODY)
        self._cursor.insertText(text, self._letters(Size.BODY, tone))

    def _stretch(self, stretch: Stretch, *, is_whole: bool) -> None:
        tones = self._theme.tones
        letters = self._letters(Size.BODY, tones.ink)
        if is_whole:
            letters.setForeground(self._theme.colour("muted" if stretch.fate is Fate.GONE else "ink"))
        elif stretch.fate is Fate.NEW:
            letters.setBackground(self._theme.highlight_colour(Colour.GREEN))
            letters.setFontUnderline(True)
        elif stretch.fate is Fate.GONE:
            letters.setBackground(self._theme.highlight_colour(Colour.PINK))
            letters.setFontStrikeOut(True)
        text = stretch.text.replace("\n\n", "\n")
        words, plain = text.strip(), self._letters(Size.BODY, tones.ink)
        start = text.find(words)
        for part, form in ((text[:start], plain), (words, letters), (text[start + len(words) :], plain)):
            self._cursor.insertText(part, form)  # the space around words is neither new nor gone

    def _begin(self, *, above: int, size: Size) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setLineHeight(self._theme.pixels(size) * LEADING, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if self._is_first:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form, QTextCharFormat())
        self._is_first = False

    def _letters(self, size: Size, tone: str, *, is_bold: bool = False) -> QTextCharFormat:
        form = QTextCharFormat()
        weight = QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal
        form.setFont(self._theme.interface_font(size, weight))
        form.setForeground(QColor(tone))
        return form
