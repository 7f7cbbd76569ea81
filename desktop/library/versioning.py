"""Versions: how a page that is imported again follows what the library has of it."""

from dataclasses import replace

from desktop.domain.blocks import ArticleKind
from desktop.domain.changes import NOTHING_CHANGED, Changes, Kind
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Article, ArticleDiff, Figure, Post
from desktop.library import exact
from desktop.library.parsing import Parsed
from desktop.store.store import Store
from desktop.timeline import following
from desktop.timeline.versions import anchoring


def compare(store: Store, parsed: Parsed, earlier: Article | None) -> ArticleDiff:
    """Compare the posts of a new version with those the library has, gone ones included.

    Args:
        store: Holds the versions before.
        parsed: The new version.
        earlier: The article as the library has it, if it has it.

    Returns:
        The difference. A post that had gone and comes back has kept its id and counts as added; one that stays away
        does not count as removed a second time.
    """
    posts = parsed.cut.posts
    if exact.comes_whole(parsed.document.exact, earlier):
        return exact.whole_diff(posts)
    if earlier is None or not earlier.post_count:
        return following.follow((), posts)
    if not posts:
        return ArticleDiff(())
    known, shown = store.posts_of(earlier.id, with_removed=True), store.posts_of(earlier.id)
    gone = frozenset(post.id for post in known) - frozenset(post.id for post in shown)
    diff = _with_known_pictures(known, following.follow(known, posts))
    back = gone & (diff.changed | diff.unchanged)
    return replace(
        diff,
        added=diff.added | back,
        changed=diff.changed - back,
        unchanged=diff.unchanged - back,
        removed=diff.removed - gone,
    )


def _with_known_pictures(known: tuple[Post, ...], diff: ArticleDiff) -> ArticleDiff:
    """Keep the pictures that the library has where the new version, saved without its folder, only captions them."""
    before = {post.id: post for post in known}
    posts, same = [], set()
    for post in diff.posts:
        old = before.get(post.id) if post.id in diff.changed else None
        kept = post if old is None else replace(post, figures=_figures_with_pictures(old.figures, post.figures))
        if old is not None and (kept.title, kept.text, kept.figures) == (old.title, old.text, old.figures):
            kept = replace(kept, revision=old.revision)
            same.add(post.id)
        posts.append(kept)
    return replace(diff, posts=tuple(posts), changed=diff.changed - same, unchanged=diff.unchanged | same)


def _figures_with_pictures(old: tuple[Figure, ...], new: tuple[Figure, ...]) -> tuple[Figure, ...]:
    pictures = {(figure.caption, figure.credit): figure.picture for figure in old if figure.picture}
    return tuple(
        figure if figure.picture else replace(figure, picture=pictures.get((figure.caption, figure.credit)))
        for figure in new
    )


def refusal(store: Store, earlier: Article, parsed: Parsed, diff: ArticleDiff) -> str | None:
    """Why a new version must not replace what the library has, in words; None if it may.

    A version with fewer than half of the words is refused: an error, a consent page or the first lines of an article.
    So is a feed's entry that is shorter than the page. A live page may drop its older posts as long as it goes on from
    posts that are known; an error page at its address does not.
    """
    before, now = _word_count(store.posts_of(earlier.id)), _word_count(diff.posts)
    is_feed = parsed.cut.kind is ArticleKind.FEED_ENTRY and earlier.kind is not ArticleKind.FEED_ENTRY
    if now * 2 >= before and not (is_feed and now < before):
        return None
    if parsed.cut.kind is ArticleKind.LIVE_BLOG and diff.added and (diff.unchanged or diff.changed):
        return None
    words = "1 word" if now == 1 else f"{now:,} words"
    return f"It has {words} where the library has {before:,}, so the library’s text was kept."


def _word_count(posts: tuple[Post, ...]) -> int:
    return sum(len(paragraph.text.split()) for post in posts for paragraph in post.paragraphs)


def is_news(diff: ArticleDiff) -> bool:
    """Whether a new version says anything that the one before did not."""
    return bool(diff.added or diff.changed or diff.removed)


def tells_other_times(store: Store, article_id: ArticleId, diff: ArticleDiff) -> bool:
    """Whether a new version has any post at another time, or speaking of other days, than the library has it."""
    known = {post.id: post for post in store.posts_of(article_id)}
    pairs = ((known[post.id], post) for post in diff.posts if post.id in known)
    return any((before.time, before.dates) != (post.time, post.dates) for before, post in pairs)


def anchor_again(store: Store, earlier: tuple[Post, ...], diff: ArticleDiff) -> Changes:
    """Find the places of the marks on posts whose words changed or that the new version no longer shows.

    Why the words are compared and not the difference asked: a post that had gone and comes back edited counts as added.

    Args:
        store: Holds the new version already; the caller's transaction goes on.
        earlier: All posts that the library knew before, gone ones included.
        diff: What is new.
    """
    before = {post.id: post.text for post in earlier}
    edited = {post.id for post in diff.posts if before.get(post.id, post.text) != post.text}
    moved = set()
    for annotation in store.annotations(post_ids=tuple(edited | diff.removed)):
        anchored = anchoring.anchor_among(annotation, earlier, diff.posts)
        if not annotation.quote and annotation.post_id not in diff.removed:
            continue  # a note on the whole article needs no words to stand on
        if annotation.post_id in diff.removed and anchored.post_id == annotation.post_id:
            continue  # the post is kept as it was, and the mark stands on its words
        if anchored != annotation:
            store.put_annotation(anchored)
            moved.add(annotation.id)
    return Changes(changed={Kind.ANNOTATION: frozenset(moved)}) if moved else NOTHING_CHANGED
