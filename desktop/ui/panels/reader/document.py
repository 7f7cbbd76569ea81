"""Document: a post, written out block by block for the reading pane.

Knows the order of a post's parts and how each is set. Everything that came from a page enters as plain text through a
cursor: no mark-up is ever parsed, so none can be smuggled in.

Why a cursor and not HTML: what is escaped can be forgotten to be escaped, and the place of each paragraph in the
document is then known exactly instead of being searched for.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QTextBlockFormat, QTextDocument, QTextImageFormat

from desktop.domain.annotations import Annotation
from desktop.domain.posts import Figure, Paragraph, ParagraphKind, Post, PostKind
from desktop.ui.addresses import openable_address
from desktop.ui.panels.reader.offsets import BodyMap
from desktop.ui.panels.reader.reading import Reading
from desktop.ui.panels.reader.style import ReadingStyle
from desktop.ui.panels.reader.writer import QUOTE_BLOCK, Writer
from desktop.ui.time_words import capitalised, time_reason, time_sentence

PICTURE_SCHEME: Final = "picture"
ADDRESS_LINK: Final = "open:address"
PREVIOUS_LINK: Final = "step:previous"
NEXT_LINK: Final = "step:next"
REVIEW_LINK: Final = "review:"

LABELS: Final = {
    PostKind.SUMMARY: "Key points of the page",
    PostKind.TEASER: "Points to a story elsewhere",
    PostKind.NOTICE: "Notice from the page",
}
HOW_TO_SETTLE: Final = "Press C if it does, or Ctrl+B to join it with the post above it on the page."
NOT_LISTED: Final = "not in this list"
BACKGROUND_LABEL: Final = "Background"
NO_PICTURE: Final = "The picture was not saved with the page."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands among those on show, and what the list says of it.

    Attributes:
        number: Its place in the list, 1 for the first; None if it is not in the list.
        total: How many posts are on show.
    """

    number: int | None = None
    total: int = 0
    is_doubtful: bool = False
    is_changed: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the map of the body, where the title begins and where each figure's caption (None without)."""

    body: BodyMap
    title_position: int | None
    captions: tuple[int | None, ...] = ()


def write_post(document: QTextDocument, reading: Reading, place: Place, style: ReadingStyle, width_px: int) -> Written:
    """Write a post into a document, in place of what stood there.

    Args:
        document: The document of the reading pane.
        reading: The post and what belongs to it.
        place: Where it stands in the list.
        style: How it looks.
        width_px: The width of the column, for pictures.
    """
    document.clear()
    writer = Writer(document, style, width_px)
    _write_head(writer, reading, place)
    title_position = writer.title(reading.post.title) if reading.post.title else None
    if reading.post.byline:
        writer.line("By " + ", ".join(reading.post.byline), style.meta_px, style.muted, below=8)
    captions = tuple(_write_figure(writer, figure, reading) for figure in reading.post.figures)
    positions = _write_body(writer, reading.post)
    _write_foot(writer, reading, place)
    return Written(BodyMap([part.text for part in reading.post.paragraphs], positions), title_position, captions)


def _write_head(writer: Writer, reading: Reading, place: Place) -> None:
    style, post = writer.style, reading.post
    when = capitalised(time_sentence(post.time, reading.zone))
    writer.line(when, style.meta_px, style.muted, tip=time_reason(post.time), is_bold=True)
    writer.line(_where(reading, place), style.meta_px, style.muted, below=12)
    for label in _labels(post, place):
        writer.line(label, style.label_px, style.muted, below=8)


def _where(reading: Reading, place: Place) -> str:
    article = reading.article
    parts = [article.site or "", article.title] if article else []
    if place.number is not None:
        parts.append(_unbroken(f"post {place.number:,} of {place.total:,}"))
    elif place.total:
        parts.append(_unbroken(NOT_LISTED))
    return "  ·  ".join(part for part in parts if part)


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _labels(post: Post, place: Place) -> list[str]:
    labels = [LABELS[post.kind]] if post.kind in LABELS else []
    if place.is_changed:
        labels.append("Changed since it was first imported")
    if place.is_gone:
        labels.append("The newest version of the page no longer shows this post")
    if place.is_doubtful:
        labels.append(f"It is not certain that a new post begins here: {post.boundary.reason}")
        labels.append(HOW_TO_SETTLE)
    return labels


def _write_figure(writer: Writer, figure: Figure, reading: Reading) -> int | None:
    """Write a picture with its caption and credit, and return where the caption begins; None without one."""
    style = writer.style
    picture = reading.pictures.get(figure.picture) if figure.picture else None
    if picture is None:
        writer.line(f"▨  {NO_PICTURE}", style.label_px, style.muted, above=8, below=2)
    else:
        form = QTextBlockFormat()
        form.setTopMargin(12)
        form.setBottomMargin(6)
        writer.begin(form)
        image = QTextImageFormat()
        image.setName(f"{PICTURE_SCHEME}:{figure.picture}")
        image.setWidth(min(writer.width_px, picture.width()))
        image.setHeight(round(picture.height() * image.width() / max(1, picture.width())))
        writer.cursor.insertImage(image)
    position = _write_caption(writer, figure)
    writer.gap(12)
    return position


def _write_caption(writer: Writer, figure: Figure) -> int | None:
    style, position = writer.style, None
    if figure.caption:
        writer.begin(writer.block(style.meta_px, below=2))
        position = writer.write(figure.caption, writer.letters(style.meta_px, style.muted))
    if figure.credit:
        writer.begin(writer.block(style.label_px))
        writer.write(figure.credit, writer.letters(style.label_px, style.muted))
    return position


def _write_body(writer: Writer, post: Post) -> list[int]:
    """Write the paragraphs and return where each begins."""
    positions = []
    before: ParagraphKind | None = None
    for paragraph in post.paragraphs:
        if paragraph.kind is ParagraphKind.BACKGROUND and before is not ParagraphKind.BACKGROUND:
            writer.line(BACKGROUND_LABEL, writer.style.label_px, writer.style.muted, above=16, is_bold=True)
        positions.append(_write_paragraph(writer, paragraph, opens_list=before is not ParagraphKind.LIST))
        before = paragraph.kind
    return positions


def _write_paragraph(writer: Writer, paragraph: Paragraph, *, opens_list: bool) -> int:
    style = writer.style
    if paragraph.kind is ParagraphKind.HEADING:
        writer.begin(writer.block(style.body_px, above=24, below=4, leading=1.35))
        return writer.write(paragraph.text, writer.letters(style.body_px, style.ink, is_label=False, is_bold=True))
    form = writer.block(style.body_px, above=4, below=10)
    if paragraph.kind is ParagraphKind.QUOTE:
        form.setLeftMargin(style.px(20))
        form.setProperty(QUOTE_BLOCK, True)
    if paragraph.kind is ParagraphKind.LIST:
        form.setBottomMargin(style.px(4))
    writer.begin(form)
    if paragraph.kind is ParagraphKind.LIST:
        writer.join_list(is_new=opens_list)
    colour = style.muted if paragraph.kind is ParagraphKind.BACKGROUND else style.ink
    return writer.write(paragraph.text, writer.letters(style.body_px, colour, is_label=False))


def _write_foot(writer: Writer, reading: Reading, place: Place) -> None:
    for number, lost in enumerate(reading.lost):
        if number == 0:
            _write_review_heading(writer, len(reading.lost))
        _write_lost(writer, lost)
    address = openable_address(reading.post.url)
    if address is not None:
        writer.begin(writer.block(writer.style.meta_px, above=24))
        writer.link(_short_address(address), ADDRESS_LINK, tip=f"{address}\nOpens in your browser.")
    if place.total > 1:
        _write_steps(writer, place)


def _write_review_heading(writer: Writer, count: int) -> None:
    words = "1 note lost its place" if count == 1 else f"{count} notes lost their place"
    writer.line(f"{words} when the post changed", writer.style.meta_px, writer.style.ink, above=32, is_bold=True)


def _write_lost(writer: Writer, lost: Annotation) -> None:
    style = writer.style
    form = writer.block(style.meta_px, above=8)
    form.setLeftMargin(style.px(20))
    form.setProperty(QUOTE_BLOCK, True)
    writer.begin(form)
    writer.write(f"…{lost.prefix}", writer.letters(style.meta_px, style.muted))
    writer.write(lost.quote, writer.letters(style.meta_px, style.ink))
    writer.write(f"{lost.suffix}…", writer.letters(style.meta_px, style.muted))
    note = QTextBlockFormat(form)
    note.setTopMargin(0)
    writer.begin(note)
    if lost.note:
        writer.write(f"{lost.note}   ", writer.letters(style.meta_px, style.muted))
    writer.link("Edit note", f"{REVIEW_LINK}{lost.id}")


def _write_steps(writer: Writer, place: Place) -> None:
    """Offer the posts beside this one; one that the list does not hold has none."""
    writer.begin(writer.block(writer.style.meta_px, above=24, below=32))
    if place.number is None:
        return
    if place.number != 1:
        writer.link("← Previous post", PREVIOUS_LINK)
    if place.number not in (1, place.total):
        writer.write("      ", writer.letters(writer.style.meta_px, writer.style.muted))
    if place.number != place.total:
        writer.link("Next post →", NEXT_LINK)


def _short_address(address: str) -> str:
    shown = address.partition("://")[2].removeprefix("www.")
    return shown if len(shown) <= 72 else f"{shown[:71]}…"
