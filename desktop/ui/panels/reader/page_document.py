"""Page document: the page of a name, written out block by block.

Knows the order of its parts, and that each line leads somewhere: to the words in their post, to another page, to a
list, or to something the reader says of the name. Everything enters as plain text through a cursor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtGui import QColor, QTextDocument

from desktop.domain.corrections import KeepApart, MergeEntities, NameEdit, TakeBackCorrection
from desktop.domain.entities import EntityKind
from desktop.domain.entity_pages import Companion
from desktop.domain.ids import EntityId, PostId
from desktop.domain.listings import Filter
from desktop.domain.name_lists import MentionContext
from desktop.ui.correction_words import correction_in_words
from desktop.ui.letters import shortened
from desktop.ui.messages import count_of
from desktop.ui.panels.reader.page_reading import Asked, PageReading, RoleLine, spot_of
from desktop.ui.panels.reader.style import ReadingStyle
from desktop.ui.panels.reader.writer import Writer
from desktop.ui.quoted import QuoteLine
from desktop.ui.spots import Spot
from desktop.ui.theme import Theme
from desktop.ui.time_words import capitalised, time_sentence

TARGET: Final = "to:"
SHAPES: Final = {
    EntityKind.PERSON: "●",
    EntityKind.ORGANISATION: "■",
    EntityKind.PLACE: "▲",
    EntityKind.EVENT: "◆",
    EntityKind.OTHER: "○",
}
MOST_AROUND: Final = 80  # letters beside a mention, as the library gives them
MOST_ALIASES: Final = 24
COURSE_PX: Final = 76
LONGEST_HEADLINE: Final = 64
GAP: Final = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE} "
CHANGES_OFFERED: Final = (("Rename…", "rename-name"), ("Same as…", "merge-name"), ("Split…", "split-name"))


@dataclass(frozen=True, slots=True)
class ToPage:
    """Leads to the page of another name."""

    entity_id: EntityId


@dataclass(frozen=True, slots=True)
class ToList:
    """Leads to a list of posts."""

    filter: Filter


@dataclass(frozen=True, slots=True)
class ToEdit:
    """Says something of names; `told` says it in the past tense."""

    edit: NameEdit
    told: str


@dataclass(frozen=True, slots=True)
class ToOrder:
    """Gives one of the window's orders (an action's id)."""

    action: str


@dataclass(frozen=True, slots=True)
class ToMore:
    """Shows more of the page."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class ToPost:
    """Leads back to the post."""


@dataclass(frozen=True, slots=True)
class ToMenu:
    """Opens all that can be said of the name."""


Target = Spot | ToPage | ToList | ToEdit | ToOrder | ToMore | ToPost | ToMenu


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """What was written: where each link leads, and in which block there is room for the course."""

    targets: tuple[Target, ...]
    course_block: int


def write_page(
    document: QTextDocument, reading: PageReading, asked: Asked, theme: Theme, style: ReadingStyle, *, is_writable: bool
) -> WrittenPage:
    """Write the page of a name into a document, in place of what stood there.

    Args:
        document: The document of the view.
        reading: The page.
        asked: How much of it was fetched.
        theme: For the hue of each kind.
        style: How it looks.
        is_writable: Whether the reader may say something of names.
    """
    document.clear()
    writer = _PageWriter(document, reading, asked, theme, style, is_writable)
    return writer.write()


class _PageWriter:
    """Writes one page."""

    def __init__(
        self,
        document: QTextDocument,
        reading: PageReading,
        asked: Asked,
        theme: Theme,
        style: ReadingStyle,
        is_writable: bool,
    ) -> None:
        self._out = Writer(document, style, style.column_px)
        self._reading, self._page, self._asked = reading, reading.page, asked
        self._theme, self._style, self._is_writable = theme, style, is_writable
        self._targets: list[Target] = []

    def write(self) -> WrittenPage:
        """Write all parts in order, as one edit: else the text would be laid out anew after each piece."""
        self._out.cursor.beginEditBlock()
        self._head()
        course_block = self._course()
        for part in (
            self._suggestions,
            self._ends,
            self._aliases,
            self._roles,
            self._quotes,
            self._companions,
            self._contexts,
            self._articles,
            self._corrections,
        ):
            part()
        self._out.gap(40)
        self._out.cursor.endEditBlock()
        return WrittenPage(tuple(self._targets), course_block)

    # ---- pieces

    def _link(self, words: str, target: Target, *, size: int | None = None, colour: QColor | None = None) -> None:
        self._targets.append(target)
        letters = self._out.letters(size or self._style.meta_px, colour or self._style.accent)
        letters.setAnchor(True)
        letters.setAnchorHref(f"{TARGET}{len(self._targets) - 1}")
        self._out.write(words, letters)

    def _say(self, words: str, *, size: int | None = None, colour: QColor | None = None, is_bold: bool = False) -> None:
        letters = self._out.letters(size or self._style.meta_px, colour or self._style.muted, is_bold=is_bold)
        self._out.write(words, letters)

    def _line(self, *, above: int = 0, below: int = 0, size: int | None = None, indent: int = 0) -> None:
        form = self._out.block(size or self._style.meta_px, above=above, below=below, leading=1.45)
        form.setLeftMargin(self._style.px(indent) if indent else 0)
        self._out.begin(form)

    def _section(self, title: str, count: int | None = None) -> None:
        self._line(above=28, below=6)
        self._say(title, colour=self._style.ink, is_bold=True)
        if count is not None:
            self._say(f"   {count:,}")

    def _when(self, post_id: PostId) -> str:
        row = self._reading.rows.get(post_id)
        if row is None:
            return ""
        return capitalised(time_sentence(row.time, self._reading.clocks.of(row.time, row.article_id)))

    def _headline(self, post_id: PostId) -> str:
        row = self._reading.rows.get(post_id)
        return row.headline if row else ""

    # ---- parts

    def _head(self) -> None:
        page, style = self._page, self._style
        self._line(below=10)
        self._link("← Back to the post", ToPost())
        self._line()
        self._say(f"{SHAPES[page.kind]} ", colour=self._theme.entity_colour(page.kind))
        self._say(page.kind.value.capitalize())
        self._out.title(page.name)
        if page.roles:
            self._line(size=style.body_px, below=4)
            self._say(page.roles[-1].role, size=15, colour=style.ink)
        self._line(below=2)
        posts = f"{count_of(page.count, 'mention')} in {count_of(page.post_count, 'post')}"
        self._say(f"{posts} of {count_of(len(page.articles), 'article')}")
        self._line(below=2)
        self._link("Show these posts", ToList(Filter(entities=frozenset({page.id}))))
        for words, action in CHANGES_OFFERED if self._is_writable else ():
            self._say(GAP)
            self._link(_unbroken(words), ToOrder(action))
        if self._is_writable:
            self._say(GAP)
            self._link("More…", ToMenu())

    def _course(self) -> int:
        """Leave room for the course, which a widget of its own draws."""
        form = self._out.block(self._style.meta_px, above=8)
        form.setLineHeight(COURSE_PX, form.LineHeightTypes.FixedHeight.value)
        self._out.begin(form)
        return self._out.cursor.block().blockNumber()

    def _suggestions(self) -> None:
        for number, each in enumerate(self._page.suggestions):
            if number == 0:
                self._section("May be the same as")
            other, name = (each.other, each.other_name) if each.one == self._page.id else (each.one, each.one_name)
            self._line()
            self._link(name, ToPage(other))
            self._say(f"   {each.reason}")
            if self._is_writable:
                told = f"“{each.other_name}” now counts as “{each.one_name}”."
                self._say("   ")
                self._link("They are one", ToEdit(MergeEntities(each.one, frozenset({each.other})), told))
                self._say("   ")
                apart = f"“{each.one_name}” and “{each.other_name}” stay apart."
                self._link("Keep apart", ToEdit(KeepApart(each.one, each.other), apart))

    def _ends(self) -> None:
        first, last = self._page.first, self._page.last
        if first is None or last is None:
            return
        self._end("First named", first.post_id, above=12)
        if last.post_id != first.post_id:
            self._end("Last named", last.post_id)

    def _end(self, words: str, post_id: PostId, above: int = 0) -> None:
        self._line(above=above)
        self._say(f"{words}{GAP}", is_bold=True)
        self._say(f"{self._when(post_id)}{GAP}")
        spot = self._reading.first_spots.get(post_id)
        if spot is not None:
            self._link(shortened(self._headline(post_id), LONGEST_HEADLINE), spot)

    def _aliases(self) -> None:
        shown = [alias for alias in self._page.aliases if not alias.is_demonym][:MOST_ALIASES]
        shown += [alias for alias in self._page.aliases if alias.is_demonym][: MOST_ALIASES - len(shown)]
        for number, alias in enumerate(shown):
            if number == 0:
                self._section("Also written", len(self._page.aliases))
                self._line()
            spot = self._reading.form_spots.get(alias.text)
            if spot is not None:
                self._link(_unbroken(alias.text), spot, colour=self._style.ink)
            self._say(_unbroken(f" {alias.count:,}") + ("      " if number < len(shown) - 1 else ""))

    def _roles(self) -> None:
        roles, count = self._reading.roles, self._reading.role_count
        if not roles:
            return
        self._section("Roles, by the posts that state them", count)
        for role in roles:
            self._role(role)
        if len(roles) < count and not self._asked.all_roles:
            self._more(f"Show all {count:,} roles", replace(self._asked, all_roles=True))

    def _role(self, line: RoleLine) -> None:
        """A role, and below it when which post states it first and last."""
        self._line(above=6)
        self._link(line.role, line.first_spot, colour=self._style.ink)
        self._stating(line.first, line.first_spot)
        if line.last != line.first:
            self._stating(line.last, line.last_spot, "last ")

    def _stating(self, post_id: PostId, spot: Spot, before: str = "") -> None:
        size = self._style.label_px
        self._line(size=size, indent=14)
        self._say(f"{before}{self._when(post_id)}{GAP}", size=size)
        self._link(shortened(self._headline(post_id), LONGEST_HEADLINE), spot, size=size)

    def _quotes(self) -> None:
        quotes, count = self._reading.quotes, self._reading.quote_count
        if not quotes:
            return
        self._section("What they said, in order" if self._is_person() else "What it said, in order", count)
        before: PostId | None = None
        for line in quotes:
            if line.quote.post_id != before:
                self._quoting_post(line.quote.post_id, is_first=before is None)
                before = line.quote.post_id
            self._quote(line)
        if len(quotes) < count and not self._asked.all_quotes:
            self._more(f"Show all {count:,} quotes", replace(self._asked, all_quotes=True))

    def _is_person(self) -> bool:
        return self._page.kind is EntityKind.PERSON

    def _quoting_post(self, post_id: PostId, *, is_first: bool) -> None:
        self._line(above=0 if is_first else 14, below=2, size=self._style.label_px)
        self._say(self._when(post_id), size=self._style.label_px, is_bold=True)
        self._say(f"{GAP}{shortened(self._headline(post_id), LONGEST_HEADLINE)}", size=self._style.label_px)

    def _quote(self, line: QuoteLine) -> None:
        size = 15
        form = self._out.block(size, above=2, below=2)
        form.setLeftMargin(self._style.px(14))
        self._out.begin(form)
        self._targets.append(line.spot)
        letters = self._out.letters(size, self._style.ink, is_label=False)
        letters.setAnchor(True)
        letters.setAnchorHref(f"{TARGET}{len(self._targets) - 1}")
        self._out.write(line.words, letters)
        if line.manner:
            self._say(f"{GAP}{_unbroken(line.manner)}", size=self._style.label_px)
        for number, other in enumerate(line.also):
            if number == 0:
                self._line(size=self._style.label_px, below=6, indent=14)
            self._say("also in  " if number == 0 else ",  ", size=self._style.label_px)
            words = shortened(other.headline, LONGEST_HEADLINE)
            self._link(words, other.spot, size=self._style.label_px)

    def _companions(self) -> None:
        shown = self._page.companions
        if not shown:
            return
        self._section("Named in the same posts", len(shown))
        self._line()
        for number, each in enumerate(shown):
            self._companion(each)
            self._say("    " if number < len(shown) - 1 else "")

    def _companion(self, each: Companion) -> None:
        """Name and number stand together: the name leads to its page, the number to the posts with both."""
        hue = self._theme.entity_colour(each.kind)
        self._say(f"{SHAPES[each.kind]}\N{NO-BREAK SPACE}", size=self._style.label_px, colour=hue)
        self._link(_unbroken(each.name), ToPage(each.id), colour=self._style.ink)
        self._say("\N{NO-BREAK SPACE}")
        both = frozenset({self._page.id, each.id})
        self._link(f"{each.posts:,}", ToList(Filter(entities=both)), colour=self._style.accent)

    def _contexts(self) -> None:
        contexts, count = self._reading.contexts, self._page.post_count
        if not contexts:
            return
        self._section("Where they are named" if self._is_person() else "Where it is named", count)
        for context in contexts:
            self._context(context)
        if len(contexts) < count and not self._asked.all_contexts:
            self._more(f"Show all {count:,} posts", replace(self._asked, all_contexts=True))

    def _context(self, context: MentionContext) -> None:
        when = time_sentence(context.time, self._reading.clocks.of(context.time, context.article_id))
        self._line(above=6, size=self._style.label_px)
        self._say(capitalised(when), size=self._style.label_px)
        if context.count > 1:
            self._say(f"{GAP}{_unbroken(count_of(context.count, 'mention'))}", size=self._style.label_px)
        self._line(below=2)
        hue = self._theme.entity_colour(self._page.kind)
        self._say(_tail(context.before), colour=self._style.ink)
        self._link(context.mention.text, spot_of(context.mention), colour=hue)
        self._say(_head(context.after), colour=self._style.ink)

    def _articles(self) -> None:
        self._section("Articles", len(self._page.articles))
        for article in self._page.articles:
            self._line(below=2)
            only = Filter(article_id=article.article_id, entities=frozenset({self._page.id}))
            self._link(article.title, ToList(only))
            self._say(f"   {count_of(article.count, 'mention')} in {count_of(article.posts, 'post')}")

    def _corrections(self) -> None:
        for number, correction in enumerate(self._page.corrections):
            if number == 0:
                self._section("What you said of this name")
            self._line(below=2)
            words = correction_in_words(correction)
            self._say(words, colour=self._style.ink)
            if self._is_writable:
                self._say("   ")
                self._link("Take back", ToEdit(TakeBackCorrection(correction.number), f"Taken back: {words}"))

    def _more(self, words: str, asked: Asked) -> None:
        self._line(above=8)
        self._link(words, ToMore(asked))


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _tail(text: str) -> str:
    """Return words before a name from a whole word on; a paragraph that was cut begins with an ellipsis."""
    return f"…{text.partition(' ')[2] or text}" if len(text) >= MOST_AROUND else text


def _head(text: str) -> str:
    return f"{text.rpartition(' ')[0] or text}…" if len(text) >= MOST_AROUND else text
