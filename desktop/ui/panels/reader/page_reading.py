"""Page reading: all that the page of a name shows, fetched in one go.

Knows which questions to ask the library, and where the words stand that each line speaks of. Runs on the read lane;
never touches a widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from desktop.domain.entities import Mention
from desktop.domain.entity_pages import DatedRole, EntityPage
from desktop.domain.ids import EntityId, PostId
from desktop.domain.listings import PostRow
from desktop.domain.name_lists import CoursePart, MentionContext
from desktop.domain.posts import Post
from desktop.ui.clocks import Clocks, clocks_for
from desktop.ui.quoted import QuoteLine, quote_lines
from desktop.ui.spots import Spot

if TYPE_CHECKING:
    from desktop.library.library import Library

COURSE_PARTS: Final = 60
FIRST_QUOTES: Final = 60  # as many as a page shows before the reader asks for all
FIRST_CONTEXTS: Final = 12
FIRST_ROLES: Final = 24
MOST_LINES: Final = 2_000  # of one kind; a page of more takes too long to set


@dataclass(frozen=True, slots=True)
class Asked:
    """How much of a page is wanted.

    Attributes:
        all_quotes: Whether all quotations are, or only the first.
        all_contexts: Whether all posts that name it are, or only the first.
        all_roles: Whether all roles are, or only the newest.
    """

    all_quotes: bool = False
    all_contexts: bool = False
    all_roles: bool = False


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role, with the first and the last post that state it, and where its words stand there."""

    role: str
    first: PostId
    last: PostId
    first_spot: Spot
    last_spot: Spot


@dataclass(frozen=True, slots=True)
class PageReading:
    """The page of a name, and where each of its lines leads.

    Attributes:
        quotes: What it is quoted with, oldest first; `quote_count` says how many there are in all.
        contexts: Posts that name it, oldest first.
        course: How it is named along the posts of its articles.
        rows: What the lists say of the posts that the page speaks of.
        roles: Its roles, each once, by the posts that state them first; `role_count` says how many there are in all.
        first_spots: Where the first and the last post name it first.
        form_spots: Where each form of its name stands first.
        clocks: On which clock each time is told.
    """

    page: EntityPage
    quotes: tuple[QuoteLine, ...] = ()
    quote_count: int = 0
    contexts: tuple[MentionContext, ...] = ()
    course: tuple[CoursePart, ...] = ()
    rows: Mapping[PostId, PostRow] = field(default_factory=dict)
    roles: tuple[RoleLine, ...] = ()
    role_count: int = 0
    first_spots: Mapping[PostId, Spot] = field(default_factory=dict)
    form_spots: Mapping[str, Spot] = field(default_factory=dict)
    clocks: Clocks = field(default_factory=Clocks)


def spot_of(mention: Mention) -> Spot:
    """Return where a mention stands."""
    return Spot(mention.post_id, mention.paragraph, mention.start, mention.end)


def load_page(library: Library, entity_id: EntityId, asked: Asked, zone: tzinfo | None) -> PageReading | None:
    """Fetch the page of a name.

    Args:
        library: The read lane's library.
        entity_id: Whose page.
        asked: How much of it.
        zone: The zone in which the reader wants times; None takes that of each post.

    Returns:
        The page, or None if nothing names it any more.
    """
    page = library.entity_page(entity_id, is_brief=True)
    if page is None:
        return None
    said = library.quotes_by(entity_id)
    quotes = quote_lines(library, said[: MOST_LINES if asked.all_quotes else FIRST_QUOTES])
    contexts = library.contexts(entity_id, limit=MOST_LINES if asked.all_contexts else FIRST_CONTEXTS)
    first_spots, form_spots = _spots(page)
    stated = _stated(page.roles)
    roles = _role_lines(library, entity_id, stated[: MOST_LINES if asked.all_roles else FIRST_ROLES])
    posts = _posts_spoken_of(page, roles, quotes)
    rows = {row.id: row for row in library.rows(list(posts))}
    articles = {row.article_id for row in rows.values()} | {each.article_id for each in contexts}
    return PageReading(
        page=page,
        quotes=quotes,
        quote_count=len(said),
        contexts=contexts,
        course=library.course(entity_id, COURSE_PARTS),
        rows=rows,
        roles=roles,
        role_count=len(stated),
        first_spots=first_spots,
        form_spots=form_spots,
        clocks=clocks_for(library, articles, zone),
    )


def _spots(page: EntityPage) -> tuple[dict[PostId, Spot], dict[str, Spot]]:
    """Return where each post names it first, and where it is written in each form first."""
    first_spots: dict[PostId, Spot] = {}
    form_spots: dict[str, Spot] = {}
    for mention in page.mentions:
        if mention.post_id not in first_spots:
            first_spots[mention.post_id] = spot_of(mention)
        if mention.text not in form_spots:
            form_spots[mention.text] = spot_of(mention)
    return first_spots, form_spots


def _posts_spoken_of(page: EntityPage, roles: Iterable[RoleLine], quotes: Iterable[QuoteLine]) -> dict[PostId, None]:
    ends = [sighting.post_id for sighting in (page.first, page.last) if sighting is not None]
    stating = [post_id for role in roles for post_id in (role.first, role.last)]
    return dict.fromkeys([*ends, *stating, *(line.quote.post_id for line in quotes)])


def _stated(roles: Iterable[DatedRole]) -> list[tuple[DatedRole, DatedRole]]:
    """Return each role once, as the first and as the last post states it: posts take turns between two of its forms."""
    found: dict[str, tuple[DatedRole, DatedRole]] = {}
    for role in roles:
        first, _ = found.get(role.role.casefold(), (role, role))
        found[role.role.casefold()] = (first, role)
    return list(found.values())


def _role_lines(
    library: Library, entity_id: EntityId, stated: Sequence[tuple[DatedRole, DatedRole]]
) -> tuple[RoleLine, ...]:
    """Return where each role is stated: its own words, else the first mention in that post."""
    posts = {post.id: post for post in library.posts(list({role.post_id for pair in stated for role in pair}))}
    named = library.contexts(entity_id, list(posts), limit=len(posts))
    first_spots = {context.mention.post_id: spot_of(context.mention) for context in named}

    def spot(role: DatedRole) -> Spot:
        words = _words_in(posts.get(role.post_id), role.role)
        return words or first_spots.get(role.post_id) or Spot(role.post_id, 0, 0, 0)

    return tuple(RoleLine(first.role, first.post_id, last.post_id, spot(first), spot(last)) for first, last in stated)


def _words_in(post: Post | None, words: str) -> Spot | None:
    for number, paragraph in enumerate(post.paragraphs if post else ()):
        start = paragraph.text.find(words)
        start = paragraph.text.casefold().find(words.casefold()) if start < 0 else start
        if post is not None and start >= 0:
            return Spot(post.id, number, start, start + len(words))
    return None
