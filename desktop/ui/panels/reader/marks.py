"""Marks: what is painted over the words of a post without changing them.

Knows how annotations, hits, names and quotations become Qt's extra selections. Where annotations overlap, their colours
mix and a line under the words says that there is more than one. Each kind of name has a line of its own hue and form;
of a quotation whose speaker is known the quotation marks alone are tinted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from desktop.domain.annotations import Annotation
from desktop.domain.dates import DateKind, DateMention, DatePlace
from desktop.domain.entities import EntityKind, Mention
from desktop.domain.ids import AnnotationId, EntityId
from desktop.ui.panels.reader.document import Written
from desktop.ui.panels.reader.offsets import TextRange, UnitTable
from desktop.ui.panels.reader.reading import Reading
from desktop.ui.quoted import QuoteLine
from desktop.ui.theme import Theme

LINES: Final = {
    EntityKind.PERSON: QTextCharFormat.UnderlineStyle.DotLine,
    EntityKind.ORGANISATION: QTextCharFormat.UnderlineStyle.DashUnderline,
    EntityKind.PLACE: QTextCharFormat.UnderlineStyle.SingleUnderline,
    EntityKind.EVENT: QTextCharFormat.UnderlineStyle.DashDotLine,
    EntityKind.OTHER: QTextCharFormat.UnderlineStyle.DashDotDotLine,
}
LINE_ALPHAS: Final = {EntityKind.PLACE: 0.4}  # discreet: the words are read, not their lines; a whole line weighs more
LINE_ALPHA: Final = 0.7
OPENING: Final = frozenset("“„«‹‘‚\"'”’»")
CLOSING: Final = frozenset("”“»›’‘\"'«")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a post's text and the annotations that all of it carries, in the order of their starts."""

    start: int
    end: int
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words that are looked for in the post stand in the document, and at which of them the reader is."""

    ranges: tuple[TextRange, ...] = ()
    current: int | None = None


NO_PLACES = Places()


def segments(annotations: Sequence[Annotation]) -> tuple[Segment, ...]:
    """Cut overlapping annotations into stretches that carry the same ones throughout."""
    edges = sorted({edge for note in annotations for edge in (note.start, note.end)})
    found = []
    for start, end in pairwise(edges):
        covering = tuple(note for note in annotations if note.start <= start and end <= note.end)
        if covering:
            found.append(Segment(start, end, covering))
    return tuple(found)


class Marks:
    """The marks of one post, and which of them stands at a place.

    Args:
        reading: The post.
        written: Where its parts stand in the document.
    """

    def __init__(self, reading: Reading, written: Written) -> None:
        self._reading = reading
        self._written = written
        self._mentions = [
            (written.body.range_in(mention.paragraph, mention.start, mention.end), mention)
            for mention in reading.mentions
            if _fits(mention, reading)
        ]
        self._quotes = [(_range_of(line, written), line) for line in reading.quotes if _holds(line, reading)]
        self._dates = [(found, each) for each in reading.post.dates if (found := _date_range(each, reading, written))]
        self._annotations = [(written.body.ranges(note.start, note.end), note) for note in reading.anchored]

    def selections(
        self,
        document: QTextDocument,
        theme: Theme,
        places: Places = NO_PLACES,
        *,
        with_names: bool = True,
        with_dates: bool = True,
    ) -> list[QTextEdit.ExtraSelection]:
        """Return everything to paint, the lowest layer first; of the places the current one is painted over all.

        Args:
            document: The document that shows the post.
            theme: For hues and tones.
            places: What was looked for in the text.
            with_names: Whether names and speakers are painted.
            with_dates: Whether dates are painted.
        """
        layers = [(found, _annotated(segment.annotations, theme)) for segment, found in self._segments()]
        hit = _hit_format(theme)
        layers += [((found,), hit) for found in self._hit_ranges()]
        layers += [((found,), hit) for found in places.ranges]
        if with_dates:
            layers += [((found,), _dated(each.kind, theme)) for found, each in self._dates]
        if with_names:
            layers += [((found,), _named(self._kind(mention), theme)) for found, mention in self._named()]
            layers += [(self._signs_of(line), _spoken(theme)) for _, line in self._quotes if line.quote.speaker]
        if places.current is not None:
            layers.append(((places.ranges[places.current],), _current_format(theme)))
        return [_selection(document, found, form) for ranges, form in layers for found in ranges]

    def mention_at(self, position: int) -> Mention | None:
        """Return the mention at a place of the document."""
        return next((mention for found, mention in self._mentions if found.start <= position < found.end), None)

    def quote_at(self, position: int) -> QuoteLine | None:
        """Return the quotation at a place of the document, its quotation marks included; the innermost of several."""
        standing = [line for found, line in self._quotes if found.start - 1 <= position <= found.end]
        return max(standing, key=lambda line: line.quote.depth, default=None)

    def speaker_at(self, position: int) -> EntityId | None:
        """Return who is quoted, if a quotation mark stands at a place of the document."""
        return next(
            (
                line.quote.entity_id
                for _, line in self._quotes
                if any(found.start <= position < found.end for found in self._signs_of(line))
            ),
            None,
        )

    def date_at(self, position: int) -> DateMention | None:
        """Return the date at a place of the document."""
        return next((each for found, each in self._dates if found.start <= position < found.end), None)

    def annotation_at(self, position: int) -> Annotation | None:
        """Return the annotation at a place of the document, the shortest if there are several."""
        standing = [
            note for ranges, note in self._annotations if any(found.start <= position < found.end for found in ranges)
        ]
        return min(standing, key=lambda note: note.end - note.start, default=None)

    def begins(self) -> tuple[tuple[TextRange, Annotation], ...]:
        """Return where each annotation begins, for the sign beside it."""
        return tuple((ranges[0], note) for ranges, note in self._annotations if ranges)

    def range_of(self, annotation_id: AnnotationId) -> TextRange | None:
        """Return the last stretch of an annotation, or None if it does not stand in the text."""
        return next((ranges[-1] for ranges, note in self._annotations if note.id == annotation_id and ranges), None)

    def hit_ranges(self) -> tuple[TextRange, ...]:
        """Return where the words of the search stand in the document, from top to bottom."""
        return tuple(sorted(self._hit_ranges(), key=lambda found: found.start))

    def _segments(self) -> list[tuple[Segment, tuple[TextRange, ...]]]:
        body = self._written.body
        return [(part, body.ranges(part.start, part.end)) for part in segments(self._reading.anchored)]

    def _hit_ranges(self) -> list[TextRange]:
        found = [part for start, end in self._reading.hits for part in self._written.body.ranges(start, end)]
        begin, title = self._written.title_position, self._reading.post.title
        if begin is not None and title is not None:
            table = UnitTable(title)
            spans = self._reading.title_hits
            found += [TextRange(begin + table.to_units(start), begin + table.to_units(end)) for start, end in spans]
        return found

    def _named(self) -> list[tuple[TextRange, Mention]]:
        """Return the mentions that are underlined: a demonym counts for its country, but is not its name."""
        return [(found, mention) for found, mention in self._mentions if not mention.is_demonym]

    def _signs_of(self, line: QuoteLine) -> tuple[TextRange, ...]:
        """Return where the quotation marks beside a quotation stand."""
        quote = line.quote
        text = self._reading.post.paragraphs[quote.paragraph].text
        places = []
        if quote.start > 0 and text[quote.start - 1] in OPENING:
            places.append(quote.start - 1)
        if text[quote.end : quote.end + 1] in CLOSING and quote.end < len(text):
            places.append(quote.end)
        return tuple(self._written.body.range_in(quote.paragraph, place, place + 1) for place in places)

    def _kind(self, mention: Mention) -> EntityKind:
        entity = self._reading.entities.get(mention.entity_id)
        return entity.kind if entity else EntityKind.OTHER


def _fits(mention: Mention, reading: Reading) -> bool:
    """A mention found in an older version of the text may point beyond it; such a one is not painted."""
    paragraphs = reading.post.paragraphs
    if not 0 <= mention.paragraph < len(paragraphs):
        return False
    return paragraphs[mention.paragraph].text[mention.start : mention.end] == mention.text


def _holds(line: QuoteLine, reading: Reading) -> bool:
    """A quotation found in an older version of the text may stand elsewhere by now; such a one is not painted."""
    quote, paragraphs = line.quote, reading.post.paragraphs
    if not 0 <= quote.paragraph < len(paragraphs):
        return False
    return paragraphs[quote.paragraph].text[quote.start : quote.end] == quote.text


def _range_of(line: QuoteLine, written: Written) -> TextRange:
    return written.body.range_in(line.quote.paragraph, line.quote.start, line.quote.end)


def _date_range(mention: DateMention, reading: Reading, written: Written) -> TextRange | None:
    """Where a date stands in the document; None if its words are not there any more."""
    if mention.place is DatePlace.PARAGRAPH:
        paragraphs = reading.post.paragraphs
        text = paragraphs[mention.number].text if mention.number < len(paragraphs) else ""
        is_there = text[mention.start : mention.end] == mention.text
        return written.body.range_in(mention.number, mention.start, mention.end) if is_there else None
    position = written.captions[mention.number] if mention.number < len(written.captions) else None
    caption = reading.post.figures[mention.number].caption if position is not None else None
    if position is None or caption is None or caption[mention.start : mention.end] != mention.text:
        return None
    units = UnitTable(caption)
    return TextRange(position + units.to_units(mention.start), position + units.to_units(mention.end))


def _annotated(annotations: Sequence[Annotation], theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(mixed([theme.highlight_colour(note.colour) for note in annotations]))
    form.setForeground(theme.colour("ink"))
    if len(annotations) > 1:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(theme.colour("ink"))
    return form


def mixed(colours: Sequence[QColor]) -> QColor:
    """Return the mean of colours."""
    count = len(colours)
    return QColor(
        round(sum(colour.red() for colour in colours) / count),
        round(sum(colour.green() for colour in colours) / count),
        round(sum(colour.blue() for colour in colours) / count),
    )


def _hit_format(theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(theme.colour("hit"))
    form.setForeground(theme.colour("ink"))
    form.setFontWeight(QFont.Weight.DemiBold)
    return form


def _current_format(theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(theme.colour("accent"))
    form.setForeground(theme.colour("accent_ink"))
    form.setFontWeight(QFont.Weight.DemiBold)
    return form


def _dated(kind: DateKind, theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    form.setUnderlineColor(theme.date_colour(kind))
    return form


def _named(kind: EntityKind, theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    hue = theme.entity_colour(kind)
    hue.setAlphaF(LINE_ALPHAS.get(kind, LINE_ALPHA))
    form.setUnderlineStyle(LINES[kind])
    form.setUnderlineColor(hue)
    return form


def _spoken(theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(theme.entity_colour(EntityKind.PERSON))
    form.setFontWeight(QFont.Weight.Bold)
    return form


def _selection(document: QTextDocument, found: TextRange, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(document)
    cursor.setPosition(found.start)
    cursor.setPosition(found.end, QTextCursor.MoveMode.KeepAnchor)
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = form
    return selection
