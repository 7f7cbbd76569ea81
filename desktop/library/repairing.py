"""Repairing: the reader's repairs of a cut, kept and carried out.

What is on show follows from two things that are kept apart: the posts as the machine cut them, and the repairs. Every
edit here changes the repairs alone; the posts, marks, names and what the reader did with them then follow.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from desktop.domain.annotations import AnchorState, Annotation
from desktop.domain.changes import NOTHING_CHANGED, Changes, Kind
from desktop.domain.ids import ArticleId, PostId, digest
from desktop.domain.posts import ParagraphKind, Post
from desktop.domain.repairs import (
    Act,
    BeginPost,
    ConfirmCut,
    EndCut,
    GiveBackground,
    GiveKind,
    GiveTime,
    GiveTitle,
    JoinPosts,
    Repair,
    RepairId,
    Repairing,
    RepairState,
    RetimePage,
    RetimePost,
    RetitlePost,
    SetBackground,
    SetKind,
    SplitPost,
    SwapRepairs,
    TakeBackRepairs,
    TrustCut,
    WordsPlace,
    follows_from_page,
)
from desktop.library import changes_joined, correcting
from desktop.store.store import Recut, Store
from desktop.timeline.repairing import carry_out, first_word
from desktop.timeline.repairs import repair_merging
from desktop.timeline.repairs.pieces import Moves, Repaired
from desktop.timeline.repairs.repair_places import place_in_post, place_of_post
from desktop.timeline.versions.anchoring import make_anchor


def repair_states(store: Store, article_id: ArticleId) -> tuple[RepairState, ...]:
    """The repairs of an article in their order, and the post that each concerns."""
    bench = _Bench(store, article_id)
    return tuple(RepairState(each, bench.shown.targets.get(each.id)) for each in bench.repairs)


@dataclass(frozen=True, slots=True)
class Page:
    """The newest version of an article: what the machine made of it, the reader's repairs, and what they come to."""

    machine: tuple[Post, ...]
    repairs: tuple[Repair, ...]
    shown: Repaired


def page(store: Store, article_id: ArticleId) -> Page:
    """Look at the page of an article."""
    bench = _Bench(store, article_id)
    return Page(bench.machine, bench.repairs, bench.shown)


def take_over(store: Store, article_id: ArticleId, repairs: Iterable[Repair]) -> Changes:
    """Take over repairs that were made in another library, in the caller's transaction.

    Returns:
        The changes, with the edit that takes them back. Of two repairs that speak of the same thing the newer stays.
    """
    bench = _Bench(store, article_id)
    merged = repair_merging.merge(bench.repairs, repairs)
    return bench.swap(merged.forget, merged.add)


def apply(store: Store, edit: Repairing, now: datetime) -> Changes:
    """Carry out an edit of the cut, in the caller's transaction.

    Args:
        store: Opened for writing.
        edit: What to do. A post that is gone from its page, or is not there, is passed over.
        now: When the reader did it.

    Returns:
        The changes, with the edit that takes them back; `NOTHING_CHANGED` if there was nothing to do.
    """
    if isinstance(edit, SwapRepairs):
        return _Bench(store, edit.article_id).swap(edit.forget, edit.restore)
    if isinstance(edit, RetimePage):
        return _retime_page(_Bench(store, edit.article_id, now), edit)
    posts = store.posts(sorted(store.listed(_posts_of(edit))))
    done = []
    for article_id in dict.fromkeys(post.article_id for post in posts):
        bench = _Bench(store, article_id, now)
        meant = [bench.posts[post.id] for post in posts if post.id in bench.posts]
        if meant:
            done.append(_carry_out(bench, edit, meant))
    return changes_joined.join(done)


def _posts_of(edit: Repairing) -> frozenset[PostId]:
    if isinstance(edit, SetKind | TakeBackRepairs):
        return edit.posts
    return frozenset() if isinstance(edit, SwapRepairs | RetimePage) else frozenset({edit.post_id})


def _carry_out(bench: "_Bench", edit: Repairing, posts: Sequence[Post]) -> Changes:
    post = posts[0]
    match edit:
        case SplitPost():
            return _split(bench, post, edit.start)
        case JoinPosts():
            upper = bench.above(post) if edit.upwards else post
            return _join(bench, upper) if upper is not None else NOTHING_CHANGED
        case ConfirmCut():
            return bench.give(posts if post.boundary.confidence < 1 else (), TrustCut())
        case RetitlePost():
            title = " ".join((edit.title or "").split()) or None
            return bench.give(posts if title != post.title else (), GiveTitle(title))
        case RetimePost():
            return bench.give(posts if edit.time != post.time else (), GiveTime(edit.time))
        case SetKind():
            return bench.give([each for each in posts if each.kind is not edit.kind], GiveKind(edit.kind))
        case SetBackground():
            return _set_background(bench, post, edit)
        case TakeBackRepairs():
            return bench.swap(bench.repairs_of({each.id for each in posts}), ())
        case SwapRepairs() | RetimePage():
            return NOTHING_CHANGED
        case _:
            assert_never(edit)


def _split(bench: "_Bench", post: Post, start: int) -> Changes:
    begins = first_word(post, start)
    if begins is None or begins <= (first_word(post, 0) or 0):
        return NOTHING_CHANGED
    for repair in bench.repairs:
        if isinstance(repair.act, EndCut) and bench.cuts_without(repair, post.id, begins):
            return bench.swap({repair.id}, ())
    place = place_in_post(post, begins)
    takes_title = bench.is_bare_heading(post, begins)
    return bench.add(place, BeginPost(bench.new_id(place), takes_title))


def _join(bench: "_Bench", post: Post) -> Changes:
    below = bench.below(post)
    if below is None:
        return NOTHING_CHANGED
    begun = [each for each in bench.repairs_at(below.id) if isinstance(each.act, BeginPost)]
    if not begun:
        return bench.add(place_of_post(below), EndCut())
    forget = {each.id for each in bench.repairs_at(below.id) if not isinstance(each.act, GiveBackground | EndCut)}
    left = bench.begins_without(forget, below.id)
    restore = () if left is None else (bench.made(place_of_post(left), EndCut()),)
    return bench.swap(forget, restore)


def _retime_page(bench: "_Bench", edit: RetimePage) -> Changes:
    """Give the posts of a page their times in one step; what the reader said of a single post is the nearer word."""
    given = [each for each in bench.repairs if isinstance(each.act, GiveTime)]
    forget = {each.id for each in given if isinstance(each.act, GiveTime) and follows_from_page(each.act.time)}
    own = {bench.shown.targets.get(each.id) for each in given if each.id not in forget}
    times = dict(edit.times)
    plain = {post.id: post.time for post in bench.machine}
    meant = [post for post in bench.shown.posts if post.id in times and post.id not in own]
    others = [post for post in meant if times[post.id] != plain.get(post.id)]
    places = [(place_of_post(post), GiveTime(times[post.id])) for post in others]
    return bench.swap(forget, [bench.made(place, act, number) for number, (place, act) in enumerate(places)])


def _set_background(bench: "_Bench", post: Post, edit: SetBackground) -> Changes:
    places = []
    for start, paragraph in zip(post.paragraph_starts(), post.paragraphs, strict=True):
        is_touched = start < max(edit.end, edit.start + 1) and edit.start <= start + len(paragraph.text)
        if is_touched and (paragraph.kind is ParagraphKind.BACKGROUND) != edit.is_background and paragraph.text:
            places.append(place_in_post(post, start))
    if not places:
        return NOTHING_CHANGED
    return bench.swap((), [bench.made(place, GiveBackground(edit.is_background), n) for n, place in enumerate(places)])


class _Bench:
    """One article to be repaired: what the machine made of it, its repairs, and what they come to."""

    def __init__(self, store: Store, article_id: ArticleId, now: datetime | None = None) -> None:
        self._store, self._article_id, self._now = store, article_id, now
        self.repairs = store.repairs(article_id)
        shown = store.posts_of(article_id)
        kept = store.machine_cut(article_id)
        self._is_kept = kept is not None
        self.machine = kept or shown
        self.shown = carry_out(self.machine, self.repairs)
        if [post.id for post in self.shown.posts] != [post.id for post in shown]:
            # Brought in without the machine's cut. What is so already is left as it is, so the posts can stand for it.
            self.machine, self._is_kept = shown, False
            self.shown = carry_out(shown, self.repairs)
        self.posts = {post.id: post for post in self.shown.posts}
        self._ordinals = {post.id: post.ordinal for post in shown}  # with gaps if it came in as part of a page

    # ---- what is there

    def below(self, post: Post) -> Post | None:
        """The next post on the page."""
        return next((each for each in self.shown.posts if each.ordinal == post.ordinal + 1), None)

    def above(self, post: Post) -> Post | None:
        """The post before it on the page."""
        return next((each for each in self.shown.posts if each.ordinal == post.ordinal - 1), None)

    def repairs_of(self, posts: Collection[PostId]) -> frozenset[RepairId]:
        """The repairs that concern posts."""
        return frozenset(each.id for each in self.repairs if self.shown.targets.get(each.id) in posts)

    def repairs_at(self, post_id: PostId) -> tuple[Repair, ...]:
        """The repairs that concern a post, in their order."""
        return tuple(each for each in self.repairs if self.shown.targets.get(each.id) == post_id)

    def cuts_without(self, repair: Repair, post_id: PostId, start: int) -> bool:
        """Whether a post would begin at a place if one repair had not been made."""
        if self.shown.targets.get(repair.id) != post_id:
            return False
        without = self._carried_out(forget={repair.id})
        moves = Moves(self.shown, without)
        post = self.posts[post_id]
        starts = [start, *(at for at in post.paragraph_starts() if at > start)][:2]  # a heading may have been a title
        places = [moves.place(post_id, at) for at in starts]
        if places[0] is not None:
            places = places[:1]
        return any(place is not None and place[1] == 0 and place[0] != post_id for place in places)

    def begins_without(self, forget: Collection[RepairId], post_id: PostId) -> Post | None:
        """The post that would still begin where one begins, if some repairs had not been made."""
        without = self._carried_out(forget=forget)
        place = Moves(self.shown, without).place(post_id, 0)
        if place is None or place[1] > 0:
            return None
        return next(post for post in without.posts if post.id == place[0])

    def is_bare_heading(self, post: Post, start: int) -> bool:
        """Whether a heading without a mark on it begins at a place: it can be the title of what follows."""
        number = next((n for n, at in enumerate(post.paragraph_starts()) if at == start), None)
        if number is None or post.paragraphs[number].kind is not ParagraphKind.HEADING:
            return False
        end = start + len(post.paragraphs[number].text)
        marks = self._store.annotations(post_ids=(post.id,))
        return number + 1 < len(post.paragraphs) and not any(m.start < end and start < m.end for m in marks)

    def new_id(self, place: WordsPlace) -> PostId:
        """An id for the post that begins at a place; the same whenever the reader cuts there."""
        taken = {post.id for post in self._store.posts_of(self._article_id, with_removed=True)}
        taken |= {post.id for post in self.machine}
        made_of, copy = ("split", self._article_id, place.post_id, place.prefix, place.quote), 0
        made = PostId(digest(*made_of))
        while made in taken:
            copy += 1
            made = PostId(digest(*made_of, str(copy)))
        return made

    # ---- what is to be

    def made(self, at: WordsPlace, act: Act, further: int = 0) -> Repair:
        """A new repair, after all others."""
        assert self._now is not None
        number = max((each.number for each in self.repairs), default=0) + 1 + further
        made = max((self._now, *(each.made for each in self.repairs)))  # a clock that was set back says nothing
        made_of = (self._article_id, str(number), made.isoformat(), type(act).__name__, at.post_id, at.quote)
        return Repair(RepairId(digest("repair", *made_of)), self._article_id, number, made, at, act)

    def add(self, at: WordsPlace, act: Act) -> Changes:
        """Make one repair."""
        return self.swap((), [self.made(at, act)])

    def give(self, posts: Sequence[Post], act: TrustCut | GiveTitle | GiveTime | GiveKind) -> Changes:
        """Make the same repair for several posts; it takes the place of earlier ones of its kind."""
        wanted = {post.id for post in posts}
        forget = {each.id for each in self.repairs if type(each.act) is type(act) and self._target(each) in wanted}
        repairs = [self.made(place_of_post(post), act, number) for number, post in enumerate(posts)]
        return self.swap(forget, repairs) if posts else NOTHING_CHANGED

    def swap(self, forget: Collection[RepairId], restore: Iterable[Repair]) -> Changes:
        """Take some repairs away, put others in their places, and let everything follow."""
        known = {each.id for each in self.repairs}
        forgotten = tuple(each for each in self.repairs if each.id in forget)
        brought = tuple(each for each in restore if each.id not in known)
        if not forgotten and not brought:
            return NOTHING_CHANGED
        later = self._carried_out(forget=forget, restore=brought)
        self._store.forget_repairs([each.id for each in forgotten])
        self._store.put_repairs(brought)
        has_repairs = len(known) + len(brought) > len(forgotten)
        if not (has_repairs and self._is_kept):  # that of a long page takes a while to write
            self._store.keep_machine_cut(self._article_id, self.machine if has_repairs else None)
        undo = SwapRepairs(self._article_id, frozenset(each.id for each in brought), forgotten)
        touched = {Kind.REPAIR: frozenset(each.id for each in (*brought, *forgotten))}
        return self._recut(later, Changes(changed=touched, undo=undo))

    def _target(self, repair: Repair) -> PostId | None:
        return self.shown.targets.get(repair.id)

    def _carried_out(self, *, forget: Collection[RepairId] = (), restore: Iterable[Repair] = ()) -> Repaired:
        return carry_out(self.machine, [*(each for each in self.repairs if each.id not in forget), *restore])

    def _recut(self, later: Repaired, changes: Changes) -> Changes:
        """Write what is other than before."""
        before, after = self.posts, {post.id: post for post in later.posts}
        there, back = Moves(self.shown, later), Moves(later, self.shown)
        changed = tuple(post for post in later.posts if post.id in before and self._is_other(post))
        added = tuple((post, _known(back.successor(post.id), before)) for post in later.posts if post.id not in before)
        removed = {post_id: _known(there.successor(post_id), after) for post_id in before if post_id not in after}
        touched = [post.id for post in changed] + list(removed)
        marks = [
            moved
            for mark in self._store.annotations(post_ids=touched)
            if (moved := _moved(mark, there, before, after)) != mark
        ]
        recut = Recut(self._article_id, changed, added, removed, tuple(marks), _span_mover(there))
        if not (changed or added or removed):
            return _with_posts(changes, recut)
        self._store.recut(recut)
        corrected = correcting.correct_again(self._store, self._article_id)
        return replace(changes_joined.join([_with_posts(changes, recut), corrected]), undo=changes.undo)

    def _is_other(self, post: Post) -> bool:
        return post != self.posts[post.id] or post.ordinal != self._ordinals[post.id]


def _known(post_id: PostId | None, posts: Collection[PostId]) -> PostId:
    return post_id if post_id is not None else next(iter(posts))


def _span_mover(moves: Moves) -> Callable[[PostId, int, int, int], tuple[PostId, int, int, int] | None]:
    def move(post_id: PostId, paragraph: int, start: int, end: int) -> tuple[PostId, int, int, int] | None:
        found = moves.span(post_id, paragraph, start, end)
        return None if found is None else (found[0].post_id, found[0].paragraph, found[0].offset, found[1])

    return move


def _moved(mark: Annotation, moves: Moves, before: dict[PostId, Post], after: dict[PostId, Post]) -> Annotation:
    """A mark where its words are now. One that was cut in two stays whole with its first words, and asks for review."""
    first = moves.place(mark.post_id, mark.start)
    if first is None:
        home = moves.successor(mark.post_id)
        lost = AnchorState.NEEDS_REVIEW if mark.quote else mark.state
        return replace(mark, post_id=home or mark.post_id, start=0, end=0, state=lost)
    post_id, start = first
    text, end = after[post_id].text, start + len(mark.quote)
    if text[start:end] == mark.quote:
        quote, prefix, suffix = make_anchor(text, start, end)
        state = AnchorState.ANCHORED if quote else mark.state
        return replace(
            mark, post_id=post_id, quote=quote, prefix=prefix, suffix=suffix, start=start, end=end, state=state
        )
    is_lost = before[mark.post_id].text[mark.start : mark.end] != mark.quote
    stop = min(start + mark.end - mark.start, len(text)) if is_lost else min(end, len(text))
    return replace(mark, post_id=post_id, start=start, end=max(start, stop), state=AnchorState.NEEDS_REVIEW)


def _with_posts(changes: Changes, recut: Recut) -> Changes:
    added = frozenset(str(post.id) for post, _ in recut.added)
    changed = frozenset(str(post.id) for post in recut.changed) | frozenset(map(str, recut.removed.values()))
    groups = {Kind.POST: changed} if changed else {}
    if recut.annotations:
        groups[Kind.ANNOTATION] = frozenset(str(mark.id) for mark in recut.annotations)
    return replace(
        changes,
        added={Kind.POST: added} if added else {},
        changed={**changes.changed, **groups},
        removed={Kind.POST: frozenset(map(str, recut.removed))} if recut.removed else {},
        successors=dict(recut.removed),
    )
