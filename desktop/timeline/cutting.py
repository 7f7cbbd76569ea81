"""Cutting: a page becomes the posts its writers wrote.

Knows the order of work: part glued lines, classify all, find out whether the page is live coverage, find where its
posts begin, assemble them, give them their titles. Never loses a line: each ends in one post or in the furniture, and
stands in both only where a post keeps a part of it (the names in a byline) or says it once (a caption printed twice).

Why one way for all sources: a page whose source marks its posts and a dump without any mark differ only in how sure
each boundary is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.domain.blocks import ArticleKind
from desktop.domain.documents import Document
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Boundary, Cut, Post, PostKind
from desktop.timeline.cuts import heads, liveness, marks, titling
from desktop.timeline.cuts.assembling import Draft, assemble, finish, is_empty, spare_blocks
from desktop.timeline.cuts.weights import Reasons, Weights
from desktop.timeline.lines.classifying import Line, Role, classify
from desktop.timeline.lines.parting import part
from desktop.timeline.versions.identity import page_address, post_key

ONLY_POST: Final = Boundary(1.0, "the only post")
FIRST_POST: Final = Boundary(1.0, "the first post of the page")
HEAD: Final = Boundary(1.0, "it stands above the first post")
LEAST_CONFIDENCE: Final = 0.001
MOST_REASONS: Final = 3
NOTEWORTHY: Final = 0.4  # log-odds from which a sign is named among the reasons


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The lines of one post, and why it begins there."""

    first: int
    last: int
    boundary: Boundary
    kind: PostKind | None = None


def cut(document: Document, article_id: ArticleId, weights: Weights) -> Cut:
    """Cut a page into its posts.

    Args:
        document: What an importer made of the page.
        article_id: The id of its article.
        weights: What each sign of a new post counts, for pages that mark none.

    Returns:
        The posts in page order, each with its id and the reason for the cut above it, and all blocks that belong to no
        post. Times are only what the source says at the post itself; `placing` works them out.
    """
    lines = classify(part(document.blocks))
    lines = heads.name_page(lines)
    verdict = liveness.judge(document, lines)
    if not verdict.is_live:
        return _one_article(document, article_id, lines, verdict.reason)
    lines = heads.name_posts(marks.arrange(lines))
    made = _live_page(document, article_id, lines, weights)
    return replace(made, reason=verdict.reason)


def _one_article(document: Document, article: ArticleId, lines: Sequence[Line], reason: str) -> Cut:
    """An ordinary article is one post that holds all its text."""
    titles = [line.words for line in lines if line.role is Role.PAGE_TITLE]
    title = titles[0] if titles else document.title
    spare = [line.block for line in lines if line.role is Role.PAGE_TITLE and line.words == title]
    draft = assemble(Draft(ONLY_POST, PostKind.POST, title=title), heads.as_article(lines, title))
    if is_empty(draft):
        return Cut((), (*spare, *spare_blocks(draft)), document.kind, title, document.url, reason=reason)
    post = finish(draft, article, 0, {})
    return Cut((post,), (*spare, *spare_blocks(draft)), document.kind, title, document.url, post.byline, reason)


def _live_page(document: Document, article: ArticleId, lines: Sequence[Line], weights: Weights) -> Cut:
    start = heads.stream_start(lines)
    found = _marks(lines, start)
    if not found:
        lines = [heads.with_clock_in_words(line) for line in lines]
    head, furniture, byline = heads.read_head(lines[:start])
    drafts = [assemble(Draft(HEAD, kind), part) for kind, part in head]
    stretches = _marked(found, len(lines)) if found else _found(lines, start, weights)
    drafts += [assemble(Draft(part.boundary, part.kind), lines[part.first : part.last]) for part in stretches]
    furniture = [*furniture, *(block for draft in drafts for block in spare_blocks(draft))]
    copies: dict[str, int] = {}
    kept = [draft for draft in drafts if not is_empty(draft)]
    posts = [finish(draft, article, ordinal, copies) for ordinal, draft in enumerate(kept)]
    title, posts = _entitle(document, lines, posts)
    return Cut(
        tuple(posts),
        tuple(furniture),
        ArticleKind.LIVE_BLOG,
        title,
        page_address(document.url) if document.url else None,
        byline,
    )


def _marks(lines: Sequence[Line], start: int) -> list[marks.Mark]:
    """The source's own marks; such as begin far down the page are words of a post."""
    found = marks.find(lines, start)
    return found if found and found[0].line == start else []


def _marked(found: Sequence[marks.Mark], end: int) -> list[_Stretch]:
    """Where each post begins and ends on a page that marks them."""
    ends = [*(mark.line for mark in found[1:]), end]
    return [_Stretch(mark.line, stop, mark.boundary) for mark, stop in zip(found, ends, strict=True)]


def _found(lines: Sequence[Line], start: int, weights: Weights) -> list[_Stretch]:
    """Where each post begins on a page that marks none, from the evidence."""
    from desktop.timeline.cuts import evidence  # noqa: PLC0415 - it loads numpy, which other pages do not need
    from desktop.timeline.cuts.segmenting import segment  # noqa: PLC0415 - the same

    units = evidence.gather(lines, start, len(lines), has_titles=heads.has_titles(lines, start))
    points = segment(evidence.parts(units, weights), weights)
    if not points:  # nothing but furniture, which is set aside with an empty post
        return [_Stretch(start, len(lines), FIRST_POST)]
    firsts = [units[point.part].first for point in points]
    ends = [*firsts[1:], len(lines)]
    boundaries = [
        Boundary(max(LEAST_CONFIDENCE, round(point.confidence, 3)), _reason(units[point.part].reasons(weights)))
        if point.part
        else FIRST_POST
        for point in points
    ]
    firsts[0] = start  # furniture above the first unit goes with it and is set aside there
    return [_Stretch(*place) for place in zip(firsts, ends, boundaries, strict=True)]


def _reason(signs: Reasons) -> str:
    """The strongest signs for a cut, in words, and the strongest against it if there is a strong one."""
    ranked = sorted(signs, key=lambda sign: -sign[0])
    pro = [reason for weight, reason in ranked if weight >= NOTEWORTHY and reason][:MOST_REASONS]
    con = [reason for weight, reason in reversed(ranked) if weight <= -1.0 and reason][:1]
    text = "; ".join(pro) or "the lengths around it fit"
    return f"{text}; but {con[0]}" if con else text


def _entitle(document: Document, lines: Sequence[Line], posts: list[Post]) -> tuple[str | None, list[Post]]:
    """Find the page's title; a permalink's headline goes to the post that it names."""
    headline = heads.headline(lines)
    if headline and document.url and post_key(document.url):
        number = titling.post_of_headline(headline, posts)
        if number is not None:
            named = replace(posts[number], title=posts[number].title or headline, url=document.url)
            posts = [*posts[:number], named, *posts[number + 1 :]]
            return titling.title_from_address(document) or document.title or headline, posts
    return document.title or headline or titling.title_from_address(document), posts
