"""Keeping: what becomes of one parsed article in the library.

A new article is added, a known one gets a new version if it says anything new. What says nothing, or much less than the
library has, replaces nothing: its tags, dates, states and marks are merged in.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from textwrap import shorten
from typing import Final

from desktop.domain.blocks import ArticleKind
from desktop.domain.changes import Changes, Kind
from desktop.domain.errors import CannotFetch
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Article, ArticleDiff
from desktop.domain.reports import NO_DAY, ImportItem, ItemStatus, PostCounts
from desktop.domain.times import Precision
from desktop.library import (
    carrying,
    changes_joined,
    editing,
    exact,
    exact_cuts,
    exact_names,
    landing,
    merging,
    replaying,
    versioning,
)
from desktop.library.exact_cuts import Completed
from desktop.library.landing import Landing
from desktop.library.parsing import Parsed, Task
from desktop.library.replaying import Replay
from desktop.store.store import Store
from desktop.timeline.versions import identity

LONGEST_FIRST_WORDS: Final = 90  # letters, where they stand for a title

Record = Callable[[ImportItem], None]


@dataclass(frozen=True, slots=True)
class _Incoming:
    """One article that comes, and what the library has of it."""

    task: Task
    parsed: Parsed
    earlier: Article | None
    article: Article
    diff: ArticleDiff
    replay: Replay | None = None
    completed: Completed | None = None

    @property
    def item(self) -> ImportItem:
        diff, document = self.diff, self.parsed.document
        counts = PostCounts(len(diff.added), len(diff.changed), len(diff.removed), len(diff.unchanged))
        return ImportItem(
            self.task.name,
            document.format,
            ItemStatus.UPDATED if self.earlier else ItemStatus.ADDED,
            self.article.id,
            self.article.title,
            counts,
            (*document.warnings, *self._told_of_days(), *self._told_of_repairs()),
        )

    def _told_of_days(self) -> tuple[str, ...]:
        """Ask for the day of a page whose times lack it: only the reader can know."""
        times = [post.time for post in self.diff.posts]
        lacks_day = any(time.precision is Precision.UNKNOWN and time.stated is not None for time in times)
        return (NO_DAY,) if lacks_day and self.parsed.document.exact is None else ()

    def _told_of_repairs(self) -> tuple[str, ...]:
        waiting = self.replay.waiting if self.replay else 0
        if not waiting:
            return ()
        what = "One of your repairs has" if waiting == 1 else f"{waiting} of your repairs have"
        return (f"{what} no place in this version; what was put right is kept, should the words come back.",)


class Keeper:
    """Stores parsed articles, each in one transaction with its line of the report."""

    def __init__(self, store: Store, clock: Callable[[], datetime], *, accept_shorter: bool) -> None:
        self._store, self._clock, self._accept_shorter = store, clock, accept_shorter
        self._kept_data: bytes | None = None

    def keep(self, task: Task, parsed: Parsed, record: Record) -> Changes:
        """Store one article, or merge what it says into what the library has.

        Args:
            task: Where it came from.
            parsed: What it is.
            record: Notes the line of the report; called in the transaction that stores the article.

        Raises:
            CannotFetch: A link led to what is hardly the page that it names; nothing was stored.
            DiskProblem, LibraryBusy, LibraryDamaged: It could not be stored; nothing was.
        """
        if task.into is None:
            return self._keep(task, _with_id(parsed, self._store.known_as(parsed.article_id)), record)
        return self._keep_text_of_link(task, task.into, parsed, record)

    def _keep_text_of_link(self, task: Task, link_id: ArticleId, parsed: Parsed, record: Record) -> Changes:
        """Store what a link led to: under the link's id, or in the article that the library has of it.

        Why one transaction: killed between, the text would stand beside its link as an article of its own.
        """
        with self._store.transaction():
            own = self._own_id(task, link_id, parsed)
            kept = self._keep(task, _with_id(parsed, own), record)
            if own == link_id:
                return kept
            return changes_joined.join([kept, move_link(self._store, link_id, own, self._clock())])

    def _own_id(self, task: Task, link_id: ArticleId, parsed: Parsed) -> ArticleId:
        """The id under which the text of a link belongs into the library.

        Raises:
            CannotFetch: It is hardly the text of that link.
        """
        own = self._store.known_as(parsed.article_id)
        if own == link_id:
            return own
        has_arrived = self._has_arrived(task, link_id, parsed, own)
        asked, reached = task.candidate, task.source.address or ""
        if not has_arrived and landing.judge(asked, reached) is Landing.THERE:
            return link_id  # the page stands where the link says, whatever other page it names as its own
        if not has_arrived:
            target = reached or parsed.document.url or ""
            raise CannotFetch(
                f"{asked} leads to {target}, which does not look like that page. The two were not joined.",
                "The link stays as it is. If it is the page, import that address itself.",
            )
        if self._store.article(own) is not None:
            return own
        self._store.add_alias(own, link_id)
        return link_id

    def _has_arrived(self, task: Task, link_id: ArticleId, parsed: Parsed, own: ArticleId) -> bool:
        """Whether what was fetched is the page of the link, and not one to which many links lead."""
        link, document = self._store.article(link_id), parsed.document
        link_title = link.title if link is not None and link.title != link.url else None
        reached = (document.url, task.source.address)
        verdicts = {landing.judge(task.candidate, each, link_title, document.title) for each in reached if each}
        if Landing.ELSEWHERE in verdicts:
            return False
        was_reached_before = own != parsed.article_id or bool(self._store.aliases_of(own))
        return Landing.MAYBE not in verdicts or not was_reached_before

    def _keep(self, task: Task, parsed: Parsed, record: Record) -> Changes:
        earlier = self._store.article(parsed.article_id)
        replay = replaying.replay(self._store, parsed) if earlier else None
        parsed = replay.parsed if replay else parsed
        completed = self._completed(parsed, earlier)
        diff = completed.diff if completed else versioning.compare(self._store, parsed, earlier)
        article = self._article(task, parsed, diff, earlier)
        incoming = _Incoming(task, parsed, earlier, article, diff, replay, completed)
        refusal = self._refusal(incoming)
        if refusal is not None:
            warnings = (refusal, *incoming.item.warnings)
            skipped = replace(incoming.item, status=ItemStatus.SKIPPED, posts=PostCounts(), warnings=warnings)
            return self._merge(incoming, replace(skipped, is_shorter=bool(parsed.cut.posts)), record)
        is_news = versioning.is_news(diff) or self._has_times_the_reader_stated(incoming)
        if earlier is None or is_news or _is_text_of_link(incoming):
            return self._add_version(incoming, record)
        return self._merge(incoming, incoming.item, record)

    def _completed(self, parsed: Parsed, earlier: Article | None) -> Completed | None:
        """What an export of ours adds to the text that the library has; None for anything else."""
        held = parsed.document.exact
        if held is None or not parsed.cut.posts or earlier is None or exact.comes_whole(held, earlier):
            return None
        return exact_cuts.complete(self._store, earlier.id, held)

    def _article(self, task: Task, parsed: Parsed, diff: ArticleDiff, earlier: Article | None) -> Article:
        """The article as its new version would be, with the merged tags, dates and states."""
        document, now = parsed.document, self._clock()
        if document.exact is not None and exact.comes_whole(document.exact, earlier):
            whole = exact.as_it_was(document.exact, parsed.article_id)
            return merging.with_known(whole, merging.join(map(merging.of_article, filter(None, (earlier, whole)))))
        url = identity.without_tracking(parsed.cut.url or document.url or "") or None
        article = Article(
            id=parsed.article_id,
            title=parsed.cut.title
            or (earlier.title if earlier else _title_of_untitled(parsed, url) or task.source_name),
            url=url,
            site=document.site,
            kind=parsed.cut.kind,
            published=document.published,
            modified=document.modified,
            imported=now,
            version=_next_version(earlier),
            post_count=len(diff.posts),
            source_name=task.source_name,
            sha256=document.source_sha256,
            format=document.format,
            language=document.language,
            byline=parsed.cut.byline or document.byline,
        )
        if document.exact is not None:
            before = document.exact.article
            article = replace(article, source_name=before.source_name, sha256=before.sha256, format=before.format)
        if earlier is not None and earlier.title not in (article.title, earlier.url):
            article = replace(article, saved_title=earlier.saved_title or _title_of_link(earlier))
        known = [merging.of_article(earlier)] if earlier else []
        return merging.with_known(article, merging.join([*known, merging.of_document(document, now)]))

    def _refusal(self, incoming: _Incoming) -> str | None:
        """Why a version must not replace what the library has, in words; None if it may."""
        if incoming.earlier is None or not incoming.earlier.post_count or incoming.article.kind is ArticleKind.LINK:
            return None
        if not incoming.parsed.cut.posts:
            return "It holds no text, so the library’s text was kept."
        if self._accept_shorter or not versioning.is_news(incoming.diff):
            return None
        return versioning.refusal(self._store, incoming.earlier, incoming.parsed, incoming.diff)

    def _has_times_the_reader_stated(self, incoming: _Incoming) -> bool:
        """Whether the same words come with other times because the reader said which day or zone is meant.

        Why only then: a page that merely tells its times in another way says nothing new.
        """
        frame = incoming.task.frame
        if frame.base_day is None and frame.zone is None:
            return False
        return versioning.tells_other_times(self._store, incoming.article.id, incoming.diff)

    def _add_version(self, incoming: _Incoming, record: Record) -> Changes:
        # The files first: a row must never name bytes that are not there yet.
        self._keep_files(incoming)
        article, diff = incoming.article, incoming.diff
        earlier_posts = self._store.posts_of(article.id, with_removed=True) if incoming.earlier else ()
        with self._store.transaction():
            saved = self._store.save_version(article, diff, incoming.parsed.cut.furniture)
            self._keep_around(incoming)
            if incoming.replay is not None:
                incoming.replay.keep(self._store, diff.posts)
            moved = versioning.anchor_again(self._store, earlier_posts, diff)
            carried = self._carry(incoming, article)
            record(incoming.item)
        return changes_joined.join([saved, moved, *carried])

    def _keep_around(self, incoming: _Incoming) -> None:
        document = incoming.parsed.document
        if document.exact is not None:
            exact.keep_around(self._store, incoming.article, document.exact, incoming.diff, document.source_sha256)
        if incoming.completed is not None and incoming.completed.machine is not None:
            self._store.keep_machine_cut(incoming.article.id, incoming.completed.machine)

    def _keep_files(self, incoming: _Incoming) -> None:
        data = incoming.task.source.data
        if data is not self._kept_data:  # one export holds thousands of articles
            self._store.keep_original(data)
            self._kept_data = data
        for picture in incoming.parsed.document.pictures.values():
            self._store.keep_picture(picture)

    def _merge(self, incoming: _Incoming, item: ImportItem, record: Record) -> Changes:
        earlier, fresh = incoming.earlier, incoming.article
        assert earlier is not None
        title = fresh.title if incoming.parsed.cut.title and earlier.title == earlier.url else earlier.title
        article = merging.with_known(replace(earlier, title=title), merging.of_article(fresh))
        with self._store.transaction():
            back = editing.restore_article(self._store, earlier.id)
            is_merged = self._store.merge_article(article)
            merged = Changes(changed={Kind.ARTICLE: frozenset({article.id})}) if is_merged else Changes()
            parts = [back, merged, *self._carry(incoming, article)]
            status = ItemStatus.UPDATED if any(parts[1:]) else ItemStatus.UNCHANGED
            record(replace(item, title=title, status=item.status if item.status is ItemStatus.SKIPPED else status))
            dated = self._date(incoming) if item.status is not ItemStatus.SKIPPED else Changes()
        return changes_joined.join([*parts, dated])

    def _date(self, incoming: _Incoming) -> Changes:
        """Give posts their dates that were stored before dates were read; their words are those of the page."""
        if incoming.replay is not None or incoming.parsed.document.exact is not None:
            return Changes()
        dated = self._store.date_undated(incoming.diff.posts)
        return Changes(changed={Kind.POST: frozenset(map(str, dated))}) if dated else Changes()

    def _carry(self, incoming: _Incoming, article: Article) -> list[Changes]:
        """Take over marks and states, in the caller's transaction."""
        held = incoming.parsed.document.exact
        if held is None:
            is_new = carrying.keep_marks(self._store, article.id, incoming.parsed.document.carried.marks)
        else:
            is_new = exact.keep_names_and_marks(self._store, article.id, held)
        is_waiting = is_new and not article.post_count and incoming.earlier is not None
        repaired = incoming.completed is not None and held is not None
        return [
            Changes(changed={Kind.ARTICLE: frozenset({article.id})} if is_waiting else {}),
            exact_cuts.take_over(self._store, article.id, held) if repaired and held else Changes(),
            carrying.place_marks(self._store, article.id, self._clock()),
            *self._states_or_marks(incoming, article),
        ]

    def _states_or_marks(self, incoming: _Incoming, article: Article) -> list[Changes]:
        """What was read elsewhere; our own export knows it post by post, and holds the reader's own marks."""
        held = incoming.parsed.document.exact
        if held is None:
            return [carrying.take_states(self._store, article, incoming.earlier)]
        return [
            *exact.put_marks(self._store, article.id, held),
            *exact_names.take_over(self._store, article.id, held),
            exact.take_searches(self._store, held),
        ]


def move_link(store: Store, link: ArticleId, article: ArticleId, now: datetime) -> Changes:
    """Let an article that the library has already take the place of a link that led to it.

    Args:
        store: Opened for writing.
        link: The article of which only the address was known.
        article: The one with the text.
        now: What time it is.
    """
    had, has = store.article(link), store.article(article)
    if had is None or has is None:
        return Changes()
    merged = merging.with_known(has, merging.join([merging.of_article(has), merging.of_article(had)]))
    if had.title not in (has.title, had.url):
        merged = replace(merged, saved_title=has.saved_title or had.title)
    with store.transaction():
        store.merge_article(merged)
        store.move_carried(link, article)
        store.add_alias(link, article)
        store.set_removed(link, True)
        parts = [carrying.place_marks(store, article, now), carrying.take_states(store, merged, has)]
    gone = Changes(changed={Kind.ARTICLE: frozenset({article})}, removed={Kind.ARTICLE: frozenset({link})})
    return changes_joined.join([gone, *parts])


def _title_of_untitled(parsed: Parsed, url: str | None) -> str | None:
    """The first words of what has an address but no title, as the entries of some feeds; else the address.

    Why not those of a file: its name was given by somebody.
    """
    posts = parsed.cut.posts
    words = posts[0].text if url and len(posts) == 1 else ""  # of several posts none has its words lent to the whole
    return shorten(words, LONGEST_FIRST_WORDS, placeholder=" …") or url


def _title_of_link(article: Article) -> str | None:
    """What the reader's list called a link; only a link has its title from there."""
    return article.title if article.kind is ArticleKind.LINK else None


def _with_id(parsed: Parsed, own: ArticleId) -> Parsed:
    """The article under the id by which the library knows it."""
    if own == parsed.article_id:
        return parsed
    posts = tuple(replace(post, article_id=own) for post in parsed.cut.posts)
    return replace(parsed, article_id=own, cut=replace(parsed.cut, posts=posts))


def _is_text_of_link(incoming: _Incoming) -> bool:
    """Whether this is what a link leads to, even if it holds no post."""
    earlier = incoming.earlier
    return earlier is not None and earlier.kind is ArticleKind.LINK and incoming.article.kind is not ArticleKind.LINK


def _next_version(earlier: Article | None) -> int:
    if earlier is None:
        return 1
    return earlier.version + (earlier.kind is not ArticleKind.LINK)
