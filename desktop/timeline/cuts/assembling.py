"""Assembling: the lines of one post become its title, body, figures and byline.

Knows which line goes where. Never loses a line and never uses one twice: what is no part of the post is handed back,
and so is a line of which the post keeps less than it says (a caption's second printing, the place in a byline).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.blocks import Block, PostMark
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Boundary, Figure, Paragraph, ParagraphKind, Post, PostKind
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.timeline.days.day_words import names_a_day
from desktop.timeline.language.english import OPENING_MARKS
from desktop.timeline.lines.classifying import FIGURE, Line, Role
from desktop.timeline.lines.stamps import Stamp
from desktop.timeline.versions.identity import post_id

_KINDS: Final = {
    Role.TEXT: ParagraphKind.TEXT,
    Role.READ_MORE: ParagraphKind.TEXT,
    Role.NOTICE: ParagraphKind.TEXT,
    Role.QUOTE: ParagraphKind.QUOTE,
    Role.LIST: ParagraphKind.LIST,
    Role.HEADING: ParagraphKind.HEADING,
    Role.BACKGROUND: ParagraphKind.BACKGROUND,
}

_CREDITED: Final = frozenset({Role.CAPTION, Role.CREDIT})


@dataclass(slots=True)
class Draft:
    """A post while its lines come in.

    Attributes:
        boundary: How sure the cut above it is.
        kind: Its part on the page, if that is known from its place; else found from its lines.
    """

    boundary: Boundary
    kind: PostKind | None = None
    lines: list[Line] = field(default_factory=list)
    mark: PostMark | None = None
    title: str | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    stamp: Line | None = None
    furniture: list[Block] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)


def assemble(draft: Draft, lines: Sequence[Line]) -> Draft:
    """Lay the lines of one post where they belong.

    Args:
        draft: An empty draft.
        lines: The post's lines in page order.

    Returns:
        The draft, filled.
    """
    last_body = max((n for n, line in enumerate(lines) if line.role in _KINDS), default=-1)
    figure: list[Line] = []
    for number, line in enumerate(lines):
        if line.role in FIGURE:
            if figure and _is_next_figure(figure, line):
                _close_figure(draft, figure)
                figure = []
            figure.append(line)
            continue
        if figure:
            _close_figure(draft, figure)
            figure = []
        _take(draft, line, is_last=number == last_body)
    if figure:
        _close_figure(draft, figure)
    draft.lines = list(lines)
    return draft


def finish(draft: Draft, article: ArticleId, ordinal: int, copies: dict[str, int]) -> Post:
    """Make the post.

    Args:
        draft: Filled by `assemble`.
        article: The article it belongs to.
        ordinal: Its place on the page.
        copies: How often each id was met so far; counted on.
    """
    mark = draft.mark or PostMark()
    words = "\n".join(
        [draft.title or "", *(p.text for p in draft.paragraphs), *(f.caption or "" for f in draft.figures)]
    )
    address = mark.url or mark.key
    first = post_id(article, address, words)
    copy = copies.get(first, 0)
    copies[first] = copy + 1
    return Post(
        id=post_id(article, address, words, copy) if copy else first,
        article_id=article,
        ordinal=ordinal,
        kind=draft.kind or _kind(draft),
        title=draft.title,
        paragraphs=tuple(draft.paragraphs),
        figures=tuple(draft.figures),
        byline=tuple(dict.fromkeys([*mark.byline, *draft.byline])),
        url=mark.url,
        time=_time(mark.published, draft.stamp),
        boundary=draft.boundary,
        source_lines=_source_lines(draft.lines),
    )


def is_empty(draft: Draft) -> bool:
    """Whether nothing of a post is there: no title, no words, no picture."""
    return not (draft.title or draft.paragraphs or draft.figures)


def spare_blocks(draft: Draft) -> list[Block]:
    """Return the blocks of a draft that are in no post: its furniture, or all of them if it is empty."""
    if is_empty(draft):
        return [line.block for line in draft.lines if line.role is not Role.START]
    return draft.furniture


def _take(draft: Draft, line: Line, *, is_last: bool) -> None:
    """Put one line that is no picture in its place."""
    if line.stamp is not None:
        _take_stamp(draft, line)
    elif line.role is Role.START:
        draft.mark = line.block.mark
        if draft.mark and draft.mark.title:
            draft.title = draft.mark.title
    elif line.role in (Role.BYLINE, Role.CONTRIBUTOR):
        _take_names(draft, line)
    elif line.role is Role.HEADING and not draft.paragraphs:
        _take_title(draft, line, is_last=is_last)
    elif line.role in _KINDS:
        _add_paragraph(draft, line)
    else:
        draft.furniture.append(line.block)


def _take_names(draft: Draft, line: Line) -> None:
    if line.names != (line.block.text,) or line.block.text in draft.byline:
        draft.furniture.append(line.block)
    draft.byline += line.names


def _take_title(draft: Draft, line: Line, *, is_last: bool) -> None:
    """A heading above the text is the title, unless the post has one or consists of nothing else."""
    if draft.title is None and not is_last:
        draft.title = line.words
    elif draft.title == line.words:
        draft.furniture.append(line.block)
    else:
        _add_paragraph(draft, line)


def _take_stamp(draft: Draft, line: Line) -> None:
    """The first time line above the text is the post's; one may open a line of its text, or its title."""
    assert line.stamp is not None
    draft.byline += line.names
    if line.role is Role.STAMP:
        if draft.paragraphs or not _says_more(line.stamp, draft):
            draft.furniture.append(line.block)
            return
        if draft.stamp is not None:
            draft.furniture.append(draft.stamp.block)
        draft.stamp = line
        return
    draft.stamp = draft.stamp or line
    if line.role is Role.HEADING and draft.title is None:
        draft.title = line.words
        return
    draft.paragraphs.append(Paragraph(ParagraphKind.TEXT, line.words))
    draft.roles.append(Role.TEXT)


def _says_more(stamp: Stamp, draft: Draft) -> bool:
    """Whether a time line tells of the post's time what is not known yet: a clock says more than "2h ago"."""
    is_known = draft.mark is not None and draft.mark.published.precision is not Precision.UNKNOWN
    if is_known or stamp.is_update:
        return False
    known = draft.stamp.stamp if draft.stamp is not None else None
    return known is None or (known.clock is None and stamp.clock is not None)


def _add_paragraph(draft: Draft, line: Line) -> None:
    kind = _KINDS[line.role]
    if kind is ParagraphKind.TEXT and _goes_on_with_background(draft, line):
        kind = ParagraphKind.BACKGROUND
    draft.paragraphs.append(Paragraph(kind, line.words))
    draft.roles.append(line.role)


def _goes_on_with_background(draft: Draft, line: Line) -> bool:
    """Whether text right below background is more of it: it is no quotation and tells of no day."""
    is_below = bool(draft.paragraphs) and draft.paragraphs[-1].kind is ParagraphKind.BACKGROUND
    return is_below and line.role is Role.TEXT and line.words[:1] not in OPENING_MARKS and not names_a_day(line.words)


def _is_next_figure(figure: Sequence[Line], line: Line) -> bool:
    """Whether a picture line belongs to another figure than the lines gathered so far."""
    if line.role is Role.IMAGE:
        return True
    if line.role is Role.CAPTION:
        return not line.repeats and any(above.role in (Role.CAPTION, Role.CREDIT) for above in figure)
    return any(above.role is Role.CREDIT for above in figure)


def _close_figure(draft: Draft, figure: Sequence[Line]) -> None:
    """Make one figure of its lines, unless the post shows it already."""
    caption = next((line.words for line in figure if line.role is Role.CAPTION and line.words), None)
    credits = [line.credit if line.role is Role.CAPTION else line.words for line in figure if line.role in _CREDITED]
    credit = next(filter(None, credits), None)
    picture = next((line.block.picture for line in figure if line.role is Role.IMAGE and line.block.picture), None)
    made = Figure(caption, credit, picture)
    is_shown = caption is not None and made in draft.figures
    if is_shown or (caption is None and credit is None and picture is None):
        draft.furniture += [line.block for line in figure]
        return
    draft.figures.append(made)
    draft.furniture += [line.block for line in figure if _says_else(line, made)]


def _says_else(line: Line, figure: Figure) -> bool:
    """Whether a picture line says what its figure does not, or says it again."""
    return line.repeats or (line.role is Role.CREDIT and line.words != figure.credit)


def _kind(draft: Draft) -> PostKind:
    if draft.mark and draft.mark.is_summary:
        return PostKind.SUMMARY
    roles = draft.roles
    if roles and all(role is Role.NOTICE for role in roles):
        return PostKind.NOTICE
    return PostKind.TEASER if roles and roles[-1] is Role.READ_MORE else PostKind.POST


def _time(published: When, line: Line | None) -> When:
    if published.precision is not Precision.UNKNOWN or line is None or line.stamp is None:
        return published
    return When(None, None, Precision.UNKNOWN, UNKNOWN_TIME.basis, line.stamp.words)


def _source_lines(lines: Sequence[Line]) -> tuple[int, int] | None:
    spans = [line.block.lines for line in lines if line.block.lines is not None]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
