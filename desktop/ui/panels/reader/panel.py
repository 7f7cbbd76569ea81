"""Panel: the post that is read, between the session and its view.

Knows how a post comes in, in one job with everything that belongs to it, and how marks and notes go out. Until the next
post is there, the one before stays. A post that was on show for a moment counts as read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.annotations import Annotation, Colour
from desktop.domain.changes import ChangeAnnotation, Changes, Kind, RemoveAnnotation
from desktop.domain.days import named_zone
from desktop.domain.entities import Entity, Mention
from desktop.domain.ids import AnnotationId, PostId
from desktop.domain.outlines import Outline
from desktop.domain.posts import ParagraphKind
from desktop.domain.quotes import speakers_of
from desktop.domain.repairs import SetBackground, SplitPost
from desktop.ui.addresses import openable_address
from desktop.ui.editing import Marking
from desktop.ui.jobs import Job, Jobs, Lane
from desktop.ui.messages import Message, MessageKind
from desktop.ui.panels.reader.document import (
    ADDRESS_LINK,
    NEXT_LINK,
    PREVIOUS_LINK,
    REVIEW_LINK,
    Place,
)
from desktop.ui.panels.reader.find_bar import FindBar
from desktop.ui.panels.reader.note import NoteEditor
from desktop.ui.panels.reader.page import PageView
from desktop.ui.panels.reader.reading import Reading, load_reading
from desktop.ui.panels.reader.view import ReadingView
from desktop.ui.plain import plain_label
from desktop.ui.session import Session
from desktop.ui.spots import Spot
from desktop.ui.theme import Size, Theme
from desktop.ui.time_words import time_sentence

if TYPE_CHECKING:
    from desktop.library.library import Library

READ_AFTER_MS: Final = 1500
LONGEST_WANTED: Final = 100  # letters; more was selected for another purpose
NOTHING_CHOSEN: Final = "Choose a post in the list to read it here."
NOTHING_LISTED: Final = "The post you were reading is not in this list."
NOTHING_SELECTED: Final = Message(
    MessageKind.NEWS,
    "No words of the post are selected.",
    "Select some with the mouse, or with Shift and the arrow keys.",
)
NOTHING_TO_SPLIT: Final = Message(
    MessageKind.NEWS,
    "The cursor does not stand between words of the post.",
    "Click before the first word of the new post.",
)


class ReaderPanel(QWidget):
    """The post that is read."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._theme = session, jobs, theme
        self._reading: Reading | None = None
        self._place: Place | None = None
        self._fetching: Job | None = None
        self._words: tuple[str, ...] = ()
        self._zone = theme.settings.zone
        self._wanted_note: AnnotationId | None = None
        self._wanted_spot: Spot | None = None
        self.view = ReadingView(theme)
        self.view.setAccessibleName("Post")
        self.view.setAccessibleDescription(
            "The text of the post. H marks the selected words, N marks them with a note."
        )
        self.page = PageView(session, jobs, theme)
        self.empty = plain_label(NOTHING_CHOSEN)
        self.editor = NoteEditor(theme, self)
        self.find_bar = FindBar(theme, self)
        self._stack = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._build()
        self._connect()
        self._paint_anew()
        self._take_listing(session.listing)
        self._load(session.current_post)

    def _build(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack)
        column.addWidget(self.find_bar)
        self.setFocusProxy(self.view)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        self._session.copy_requested.connect(self.copy_with_source)
        self._session.post_changed.connect(self._load)
        self._session.listing_changed.connect(self._take_listing)
        self._session.library_changed.connect(self._take_changes)
        self._session.marks_shown_changed.connect(self.view.show_marks)
        self._session.mark_requested.connect(self._mark)
        self._session.note_opened.connect(self.open_note)
        self._session.spot_wanted.connect(self.show_spot)
        self._session.split_requested.connect(self.split_at_caret)
        self._session.find_requested.connect(self.open_find_bar)
        self._session.place_requested.connect(self.step_place)
        self.find_bar.wanted.connect(self._look_for)
        self.find_bar.step_asked.connect(self.step_place)
        self.find_bar.closed.connect(self.close_find_bar)
        self._session.background_requested.connect(self.toggle_background)
        self.view.link_asked.connect(self._follow_link)
        self.page.shown.connect(self._show_or_hide)
        self.page.order_asked.connect(self._give_order)
        self.page.menu_asked.connect(self._open_page_menu)
        self.view.page_asked.connect(self._session.show_page)
        self.view.mention_asked.connect(self._filter_by)
        self.view.note_asked.connect(self.open_note)
        self.view.step_asked.connect(self._step)
        self.view.zoom_asked.connect(self._zoom)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.editor.changed.connect(self._change_note)
        self.editor.drafted.connect(self._keep_draft)
        self.editor.removal_asked.connect(self._remove_mark)
        self.editor.closed.connect(self.view.setFocus)
        self._session.closing.connect(self._tell_line)
        self._timer.timeout.connect(self._set_read)
        self._theme.changed.connect(self._paint_anew)

    # ---- what the window's actions call

    @property
    def reading(self) -> Reading | None:
        """The post on show with all that belongs to it."""
        return self._reading

    def highlight_selection(self, colour: Colour = Colour.YELLOW, note: str = "", *, opens_note: bool = False) -> None:
        """Mark the selected words.

        Args:
            colour: The colour of the mark.
            note: A note to keep with it.
            opens_note: Whether the reader goes on with writing a note.
        """
        marked = self.view.selected_range()
        if self._reading is None or marked is None:
            self._session.message.emit(NOTHING_SELECTED)
            return
        self._session.mark(Marking(self._reading.post, *marked, colour, note), self, opens_note=opens_note)
        self.view.drop_selection()

    @Slot()
    def split_at_caret(self) -> None:
        """Let a new post begin where the caret stands."""
        caret = self.view.caret()
        if self._reading is None or caret is None or not _stands_between_words(self._reading.post.text, caret):
            self._session.tell(NOTHING_TO_SPLIT)
            return
        self._session.apply(SplitPost(self._reading.post.id, caret))
        self.view.drop_selection()

    @Slot()
    def toggle_background(self) -> None:
        """Make the paragraphs that are selected, or that at the caret, background; or text again if they are."""
        caret = self.view.caret()
        if self._reading is None or caret is None:
            return
        post = self._reading.post
        start, end = self.view.selected_range() or (caret, caret)
        touched = max(number for number, at in enumerate(post.paragraph_starts()) if at <= start)
        is_background = post.paragraphs[touched].kind is ParagraphKind.BACKGROUND
        self._session.apply(SetBackground(post.id, start, end, not is_background))

    @Slot()
    def open_find_bar(self) -> None:
        """Look through the post: for the words that are selected, else for those of the last time."""
        selected = self.view.textCursor().selectedText()
        self.find_bar.open_with(selected if len(selected) <= LONGEST_WANTED else "")
        self._look_for(self.find_bar.field.text())

    @Slot()
    def close_find_bar(self) -> None:
        """Look for nothing any more; the keyboard goes to the text."""
        self.find_bar.hide()
        self.view.look_for(None)
        self.view.setFocus()

    @Slot(int)
    def step_place(self, by: int) -> None:
        """Go to the next place, of the words looked for or else of the search; opens the bar if it is closed."""
        if not self.find_bar.isVisible():
            self.find_bar.field.clear()
            self.find_bar.show()
            self.view.look_for("")
        self.view.step_place(by)
        self._show_places()

    @Slot(str)
    def _look_for(self, words: str) -> None:
        if self.find_bar.isVisible():
            self.view.look_for(words)
            self._show_places()

    def _show_places(self) -> None:
        places = self.view.places
        self.find_bar.show_count(0 if places.current is None else places.current + 1, len(places.ranges))

    @Slot(object)
    def open_note(self, annotation_id: AnnotationId) -> None:
        """Open the sheet for a mark; if its post is still on its way, as soon as it is there."""
        annotation = self._annotation(annotation_id)
        if annotation is None:
            self._wanted_note = annotation_id
            return
        self._wanted_note = None
        line = self.view.place_of_mark(annotation_id)
        self.editor.open_for(annotation, QRect(self.view.viewport().mapTo(self, line.topLeft()), line.size()))

    @Slot(object)
    def show_spot(self, spot: Spot) -> None:
        """Select certain words and bring them into sight; if their post is still on its way, once it is there."""
        self._wanted_spot = spot
        self._go_to_spot()

    def _go_to_spot(self) -> None:
        spot, reading = self._wanted_spot, self._reading
        if spot is None or reading is None or reading.post.id != spot.post_id:
            return
        self._wanted_spot = None
        starts = reading.post.paragraph_starts()
        if spot.paragraph < len(starts):
            begin = starts[spot.paragraph]
            self.view.show_range(begin + spot.start, begin + spot.end)

    @Slot()
    def copy_with_source(self) -> None:
        """Copy the selected words, or the whole post, with where and when they were published."""
        if self._reading is None:
            return
        post, article = self._reading.post, self._reading.article
        selected = self.view.selected_range()
        words = post.text[slice(*selected)] if selected else post.text
        spoken = speakers_of(
            [line.quote for line in self._reading.quotes], post.paragraph_starts(), *(selected or (0, 0))
        )
        said = " and ".join(quote.speaker for quote in spoken if selected)
        source = [said, post.title or "", article.title if article else "", article.site or "" if article else ""]
        source += [time_sentence(post.time, self._reading.zone), post.url or ""]
        QGuiApplication.clipboard().setText(f"“{words}”\n— " + ", ".join(part for part in source if part))

    # ---- from the session

    @Slot(object)
    def _load(self, post_id: PostId | None) -> None:
        self.editor.finish()
        self._timer.stop()
        if post_id is not None:
            self._fetch(post_id)
            return
        if self._fetching is not None:
            self._fetching.cancel()
        self._show(None)

    def _show(self, reading: Reading | None) -> None:
        if reading is None:
            self._reading = None
            self._show_or_hide()
            return
        is_in_place = self._place_of(reading.post.id) == self._place
        is_as_before = is_in_place and self._reading is not None and reading.shows_the_same_as(self._reading)
        self._reading = reading
        if not is_as_before:  # whoever is selecting words is not disturbed by news of others
            self._show_text(reading)
            self._show_places()
        self._show_or_hide()
        self.view.go_to_line(self._session.take_line(reading.post.id))
        self._go_to_spot()
        if not (is_as_before and self._timer.isActive()):
            self._timer.start()
        if self._wanted_note is not None and self._annotation(self._wanted_note) is not None:
            self.open_note(self._wanted_note)

    def _show_text(self, reading: Reading) -> None:
        self._place = self._place_of(reading.post.id)
        self.view.show_reading(reading, self._place)

    @Slot(object)
    def _take_listing(self, listing: Outline) -> None:
        """Follow the search and the place in the list; the text itself does not change."""
        words = listing.hits.words if listing.hits else ()
        if words != self._words:
            self._words = words
            self._reload()
        elif self._reading is not None and self._place_of(self._reading.post.id) != self._place:
            self._show_text(self._reading)
        self._show_or_hide()

    @Slot()
    def _show_or_hide(self) -> None:
        """Beside a list without any post no text is shown; the post comes back with the list. A page stays."""
        if self._session.open_page is not None:
            if self.page.shows(self._session.open_page):
                self._turn_to(self.page)
            return
        is_hidden = self._reading is None or self._session.has_empty_list
        self.empty.setText(NOTHING_LISTED if self._reading is not None else NOTHING_CHOSEN)
        self._turn_to(self.empty if is_hidden else self.view)

    def _turn_to(self, widget: QWidget) -> None:
        """Show one of the three; the keyboard goes along if it was in here."""
        before = self._stack.currentWidget()
        if widget is before:
            return
        here = QApplication.focusWidget()
        had_keyboard = before is not None and here is not None and (here is before or before.isAncestorOf(here))
        self._stack.setCurrentWidget(widget)
        self.setFocusProxy(self.page if widget is self.page else self.view)
        if had_keyboard:
            widget.setFocus()

    @Slot()
    def _tell_line(self) -> None:
        """Let the session know where the reader stopped."""
        if self._reading is not None:
            self._session.leave_line(self._reading.post.id, self.view.line_in_sight())

    def _place_of(self, post_id: PostId) -> Place:
        listing, row = self._session.listing, self._session.row_of(post_id)
        place = listing.places.get(post_id)
        if place is None:
            return Place(total=len(listing.ids))
        if row is None:
            return Place(place + 1, len(listing.ids))
        return Place(place + 1, len(listing.ids), row.is_doubtful, row.is_changed, row.is_gone)

    @Slot(object, object)
    def _take_changes(self, changes: Changes, initiator: object) -> None:
        """Load the post anew if it, its marks or its names changed; not for having been read."""
        if initiator is self and not changes.touches(Kind.ANNOTATION):
            return
        if any(changes.touches(kind) for kind in (Kind.POST, Kind.ANNOTATION, Kind.ENTITY, Kind.ARTICLE)):
            self._reload()

    def _reload(self) -> None:
        post_id = self._session.current_post
        if post_id is not None:
            self._fetch(post_id)

    def _fetch(self, post_id: PostId) -> None:
        self._zone = self._theme.settings.zone
        words, zone = self._words, named_zone(self._zone)

        def work(library: Library) -> Reading | None:
            return load_reading(library, post_id, words, zone)

        self._fetching = self._jobs.run(Lane.READ, self, work, self._show, only_latest="reading")

    # ---- to the session

    @Slot(object)
    def _change_note(self, annotation: Annotation) -> None:
        self._session.apply(ChangeAnnotation(replace(annotation, modified=datetime.now(UTC))), self)

    @Slot(object)
    def _keep_draft(self, annotation: Annotation) -> None:
        self._session.draft(replace(annotation, modified=datetime.now(UTC)))

    @Slot(object)
    def _remove_mark(self, annotation_id: AnnotationId) -> None:
        self._session.apply(RemoveAnnotation(annotation_id), self)

    @Slot(bool)
    def _mark(self, with_note: bool) -> None:
        self.highlight_selection(opens_note=with_note)

    @Slot()
    def _set_read(self) -> None:
        if self._reading is None or self._session.has_empty_list or not self._session.is_writable:
            return
        if self._session.open_page is not None:
            return
        post_id = self._reading.post.id
        row = self._session.row_of(post_id)
        if row is None or not row.is_read:
            self._session.see(post_id, self)

    @Slot(object)
    def _filter_by(self, mention: Mention) -> None:
        self._session.toggle_entity(mention.entity_id)

    @Slot(int)
    def _step(self, by: int) -> None:
        if by > 0:
            self._session.go_to_next()
        else:
            self._session.go_to_previous()

    @Slot(int)
    def _zoom(self, by: int) -> None:
        self._theme.step_text(by)

    @Slot(QPoint)
    def _open_menu(self, point: QPoint) -> None:
        """The text's own menu, and below it what can be ordered for the post; the cursor goes to where it was asked."""
        if not self.view.textCursor().hasSelection():
            self.view.setTextCursor(self.view.cursorForPosition(point))
        menu = self.view.createStandardContextMenu(point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mention = self.view.mention_at(QPointF(point))
        if mention is not None:
            self._offer_name(menu, mention)
        menu.addSeparator()
        menu.addActions([action for action in self.actions() if not _is_of_name(action)])
        menu.popup(self.view.viewport().mapToGlobal(point))

    @Slot(QPoint)
    def _open_page_menu(self, point: QPoint) -> None:
        """What can be said of the name whose page is open, and below it what can be copied."""
        menu = QMenu(self.page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([each for each in self.actions() if _is_of_name(each) and each.objectName() != "open-name"])
        menu.addSeparator()
        copy = menu.addAction("Copy")
        copy.setEnabled(self.page.textCursor().hasSelection())
        copy.triggered.connect(self.page.copy)
        menu.addAction("Select all").triggered.connect(self.page.selectAll)
        menu.popup(self.page.viewport().mapToGlobal(point))

    def _offer_name(self, menu: QMenu, mention: Mention) -> None:
        """Put what can be done with a name on top of the text's menu; it becomes the one that orders are for."""
        entity = self._reading.entities.get(mention.entity_id) if self._reading else None
        if entity is None:
            return
        self._session.choose_name(Entity(entity.id, entity.kind, entity.name))
        first = menu.actions()[0]
        names = QMenu(entity.name.replace("&", "&&"), menu)
        for words, chosen in (
            ("Show only posts with this name", partial(self._session.toggle_entity, entity.id)),
            ("Leave out posts with this name", partial(self._session.toggle_entity, entity.id, exclude=True)),
            ("Somebody else is meant here…", partial(self._session.whose_wanted.emit, mention)),
        ):
            names.addAction(words).triggered.connect(chosen)
        names.addSeparator()
        names.addActions([action for action in self.actions() if _is_of_name(action)])
        menu.insertMenu(first, names)
        menu.insertSeparator(first)

    @Slot(str)
    def _give_order(self, action_id: str) -> None:
        """Give one of the window's orders that this panel may give."""
        for action in self.actions():
            if action.objectName() == action_id:
                action.trigger()

    @Slot(str)
    def _follow_link(self, target: str) -> None:
        if target == NEXT_LINK:
            self._session.go_to_next()
        elif target == PREVIOUS_LINK:
            self._session.go_to_previous()
        elif target.startswith(REVIEW_LINK):
            self.open_note(AnnotationId(target.removeprefix(REVIEW_LINK)))
        elif target == ADDRESS_LINK:
            self._open_address()

    def _open_address(self) -> None:
        """The reader asked for it: the browser, not this program, goes to the address."""
        address = openable_address(self._reading.post.url) if self._reading else None
        if address is not None:
            QDesktopServices.openUrl(QUrl(address))

    def _annotation(self, annotation_id: AnnotationId) -> Annotation | None:
        annotations = self._reading.annotations if self._reading else ()
        return next((note for note in annotations if note.id == annotation_id), None)

    @Slot()
    def _paint_anew(self) -> None:
        tones = self._theme.tones
        self.setStyleSheet(
            f"ReaderPanel, ReaderPanel QTextBrowser {{ background: {tones.paper}; border: none;"
            f" selection-background-color: {tones.selection}; selection-color: {tones.ink}; }}"
            f"ReaderPanel QLabel {{ color: {tones.muted}; }}"
        )
        self.empty.setFont(self._theme.interface_font(Size.LARGE))
        self.view.rewrite()
        if self._zone != self._theme.settings.zone:
            self._reload()


def _stands_between_words(text: str, at: int) -> bool:
    return bool(text[:at].strip()) and bool(text[at:].strip())


def _is_of_name(action: QAction) -> bool:
    """Whether an order of the window is about a name."""
    return action.objectName().endswith("-name")
