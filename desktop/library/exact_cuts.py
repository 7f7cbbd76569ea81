"""Exact cuts: the reader's repairs of a page, out of one library and into another.

What goes out is what concerns the posts that were chosen, and no word of any other. What comes in to an article that is
here already is merged: whatever both say is kept, and of two repairs that speak of the same thing the newer counts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.domain.changes import NOTHING_CHANGED, Changes
from desktop.domain.exact import ExactArticle, JoinedPost, MachineCut
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import ArticleDiff, Post
from desktop.domain.repairs import BeginPost, Repair
from desktop.library import repairing
from desktop.library.repairing import Page
from desktop.store.store import Store
from desktop.timeline.repairing import carry_out
from desktop.timeline.repairs.pieces import Repaired
from desktop.timeline.repairs.repair_places import find_words


@dataclass(frozen=True, slots=True)
class OutgoingCut:
    """What the reader said of the cut of some posts; see `ExactArticle`."""

    repairs: tuple[Repair, ...] = ()
    machine_cut: MachineCut | None = None
    joined: tuple[JoinedPost, ...] = ()


def outgoing(store: Store, article_id: ArticleId, wanted: Collection[PostId]) -> OutgoingCut:
    """Gather what the reader said of the cut of some posts of an article.

    A repair that waits for its place goes along only with the whole article: nothing tells which posts it concerns.
    """
    if not store.repairs(article_id):
        return OutgoingCut()
    page = repairing.page(store, article_id)
    is_whole = all(post.id in wanted for post in page.shown.posts)
    targets = page.shown.targets
    concerned = {repair_id for repair_id, target in targets.items() if target in wanted}
    repairs = tuple(each for each in page.repairs if each.id in concerned or (is_whole and each.id not in targets))
    if not repairs:
        return OutgoingCut()
    machine = tuple(post for group in _groups(page.shown) for post in _machine_posts(group, page, wanted))
    ids = {post.id for post in machine}
    joined = tuple(each for each in store.joined_posts(article_id) if is_whole or each.history.post_id in ids)
    return OutgoingCut(repairs, MachineCut(article_id, machine), joined)


def _groups(shown: Repaired) -> Iterator[list[Post]]:
    """The posts of a page, those together that share a post of the machine's cut."""
    group: list[Post] = []
    reach = -1
    for post in shown.posts:
        members = shown.members[post.id]
        if group and min(members) > reach:
            yield group
            group = []
        group.append(post)
        reach = max(reach, *members)
    if group:
        yield group


def _machine_posts(group: Sequence[Post], page: Page, wanted: Collection[PostId]) -> Iterator[Post]:
    """What the machine made of the words of some posts; where it shares them with others, they stand for it."""
    if all(post.id in wanted for post in group):
        numbers = {number for post in group for number in page.shown.members[post.id]}
        yield from (page.machine[number] for number in sorted(numbers))
    else:
        yield from (post for post in group if post.id in wanted)


def keep(store: Store, own: ArticleId, exact: ExactArticle) -> None:
    """Keep what the reader said of the cut of an article that came whole, in the transaction that stores it."""
    repairs = _for_article(store, own, exact)
    if not repairs:
        return
    store.put_repairs(repairs)
    store.put_joined_posts(own, exact.joined)
    machine = _machine(exact, own)
    shown = [(post.id, post.text) for post in store.posts_of(own)]
    # A file that was changed by hand may hold other words there than in its posts; then these stand for it.
    if [(post.id, post.text) for post in carry_out(machine, repairs).posts] == shown:
        store.keep_machine_cut(own, machine)


def _for_article(store: Store, own: ArticleId, exact: ExactArticle) -> tuple[Repair, ...]:
    """The repairs that come, as of this library's article; none of them takes the id of another article's."""
    taken = store.repairs_elsewhere([each.id for each in exact.repairs], own)
    return tuple(replace(each, article_id=own) for each in exact.repairs if each.id not in taken)


def _machine(exact: ExactArticle, own: ArticleId) -> tuple[Post, ...]:
    """The newest version as the other library's machine cut it; without repairs its posts are just that."""
    gone = _gone_there(exact)
    posts = exact.machine_cut.posts if exact.machine_cut is not None else exact.posts
    return tuple(replace(post, article_id=own) for post in posts if post.id not in gone)


def _gone_there(exact: ExactArticle) -> frozenset[PostId]:
    """The posts that the page had shown before."""
    return frozenset(each.post_id for each in exact.histories if each.gone_in is not None)


# ---- into an article that is here already


@dataclass(frozen=True, slots=True)
class Completed:
    """An article with the posts that only the file has.

    Attributes:
        diff: How it differs from what is on show; what the library has may be newer than the file.
        machine: Its new machine's cut; None if the library keeps none.
    """

    diff: ArticleDiff
    machine: tuple[Post, ...] | None = None


def complete(store: Store, own: ArticleId, exact: ExactArticle) -> Completed:
    """Add to an article the posts that it lacks, as the machine of the other library cut them.

    Why not as they are on show there: a post that was cut in two would come as a half beside the whole that is here.
    """
    known, shown = store.posts_of(own, with_removed=True), store.posts_of(own)
    page = repairing.page(store, own)
    machine = _machine(exact, own)
    here = {post.id for post in (*known, *page.machine)} | _made_here(exact, page)
    gone = _gone_there(exact)
    missing = [post for post in machine if post.id not in here]
    missing_gone = [replace(post, article_id=own) for post in exact.posts if post.id in gone - here]
    if not missing and not missing_gone:
        return Completed(ArticleDiff(shown, unchanged=frozenset(post.id for post in shown)))
    later = _in_between(page.machine, machine, missing)
    posts = carry_out(later, page.repairs).posts if page.repairs else later
    posts = _in_between(posts, exact.posts, missing_gone)
    return Completed(_difference(shown, posts), later if page.repairs else None)


def _made_here(exact: ExactArticle, page: Page) -> frozenset[PostId]:
    """The posts that the repairs of the file will make of words that are here."""
    makes = [(each.at, each.act.makes) for each in exact.repairs if isinstance(each.act, BeginPost)]
    return frozenset(post_id for at, post_id in makes if find_words(at, page.machine) is not None)


def _in_between(posts: Sequence[Post], there: Sequence[Post], missing: Sequence[Post]) -> tuple[Post, ...]:
    """Put posts that are missing each below the one that stands above it in the other library."""
    coming, present = {post.id: post for post in missing}, {post.id for post in posts}
    below: dict[PostId | None, list[Post]] = defaultdict(list)
    above: PostId | None = None
    for post in there:
        if post.id in coming:
            below[above].append(coming[post.id])
        elif post.id in present:
            above = post.id
    page = [*below[None], *(each for post in posts for each in (post, *below[post.id]))]
    if above is None:  # not one post in common: only their numbers tell
        page.sort(key=lambda post: post.ordinal)
    return tuple(replace(post, ordinal=ordinal) for ordinal, post in enumerate(page))


def _difference(shown: Sequence[Post], posts: tuple[Post, ...]) -> ArticleDiff:
    before = {post.id: (post.title, post.paragraphs, post.figures) for post in shown}
    now = {post.id: (post.title, post.paragraphs, post.figures) for post in posts}
    return ArticleDiff(
        posts,
        added=frozenset(now.keys() - before.keys()),
        changed=frozenset(each for each in now.keys() & before.keys() if now[each] != before[each]),
        removed=frozenset(before.keys() - now.keys()),
        unchanged=frozenset(each for each in now.keys() & before.keys() if now[each] == before[each]),
    )


def take_over(store: Store, own: ArticleId, exact: ExactArticle) -> Changes:
    """Merge the repairs that come with those that are here, in the caller's transaction; they can be taken back."""
    repairs = _for_article(store, own, exact)
    return repairing.take_over(store, own, repairs) if repairs else NOTHING_CHANGED
