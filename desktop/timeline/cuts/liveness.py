"""Liveness: is this page live coverage, or one article?

Knows what only live pages show. Never takes length for a sign: an essay of forty paragraphs is one post.

Why the question comes first: the signs that part posts are weak, and on an ordinary article they would find posts that
nobody wrote.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.blocks import ArticleKind
from desktop.domain.documents import Document
from desktop.timeline.cuts import heads
from desktop.timeline.lines import signs
from desktop.timeline.lines.classifying import Line, Role, is_headline
from desktop.timeline.versions.identity import is_live_address, post_key

ENOUGH: Final = 2.0  # points
MANY_FIGURES: Final = 5
HEAD_LINES: Final = 5
FEWEST_STAMPS: Final = 3

_LIVE_TITLE = re.compile(
    r"\bLIVE\b|\b[Ll]ive (?:updates?|blog|news|coverage|reporting|ticker)\b|[-–—|:] ?live\b|\blive:|"
    r"\bas it happened\b|\b[Ll]iveblog\b|\b[Ll]ive-?[Tt]icker\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a page is live coverage, and why."""

    is_live: bool
    reason: str


def judge(document: Document, lines: Sequence[Line]) -> Verdict:
    """Decide whether a page is live coverage.

    Args:
        document: The page.
        lines: Its lines, classified.
    """
    if document.kind is ArticleKind.BOOK:
        return Verdict(False, "one article: it is a book")
    found = list(_clues(document, lines))
    points = sum(weight for weight, _ in found)
    reasons = ", ".join(reason for _, reason in found)
    if points >= ENOUGH:
        return Verdict(True, f"live coverage: {reasons}")
    return Verdict(
        False, f"one article: only {reasons}" if reasons else "one article: nothing marks it as live coverage"
    )


def _clues(document: Document, lines: Sequence[Line]) -> Iterator[tuple[float, str]]:
    """Points for live coverage, and the words for them."""
    yield from _stated(document, lines)
    title = " | ".join([document.title or "", *_head_lines(lines)])
    if _LIVE_TITLE.search(title):
        yield 2.0, "its title says so"
    if document.url and (is_live_address(document.url) or post_key(document.url)):
        yield 2.0, "its address says so"
    if any(signs.is_live_menu(line.words) for line in lines if line.role is Role.FURNITURE):
        yield 1.5, "it counts or sorts its posts"
        if heads.has_titles(lines, 0):
            yield 0.5, "many lines look like titles"
    if any(line.role is Role.NOTICE for line in lines):
        yield 1.5, "it says that its coverage has ended or moved"
    closers = sum(line.role in (Role.CONTRIBUTOR, Role.READ_MORE) for line in lines)
    if closers:
        yield min(1.5, 0.5 * closers), "lines that close posts stand in it"
    figures = sum(line.role is Role.CREDIT for line in lines)
    if figures >= MANY_FIGURES:
        yield 0.5, "it has many pictures"


def _head_lines(lines: Sequence[Line]) -> list[str]:
    """The titles of the page, and what else at its very top could be one."""
    top = [line.words for line in lines[:HEAD_LINES] if line.role is Role.TEXT and is_headline(line.words)]
    return [line.words for line in lines if line.role is Role.PAGE_TITLE] + top


def _stated(document: Document, lines: Sequence[Line]) -> Iterator[tuple[float, str]]:
    """What the source itself marks."""
    if document.kind is ArticleKind.LIVE_BLOG:
        yield 3.0, "the source says so"
    if any(line.role is Role.START for line in lines):
        yield 3.0, "the source marks its posts"
    stamps = sum(line.stamp is not None and not line.stamp.is_update for line in lines)
    if stamps >= FEWEST_STAMPS:
        yield 3.0, "time lines stand between its posts"
    elif stamps:
        yield 0.7 * stamps, "a time line stands in it"
