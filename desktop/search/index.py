"""The index as the rest of the program sees it.

A cache: whatever is wrong with it, it can be deleted and built anew, and it says when that is needed. It lies in one
folder: a pointer file, the folder the pointer names, and perhaps the one that is being built beside it. The folder is
never to be copied from elsewhere: Whoosh reads pickles.
"""

import errno
import itertools
import pickle
import shutil
import struct
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import Cancelled, DiskProblem, LibraryBusy
from desktop.domain.ids import PostId
from desktop.domain.listings import EVERYTHING, Filter, Hit, Hits, Order
from desktop.domain.outlines import DayRun, TimeSpread
from desktop.search.commits import LOCK, POINTER, Commit, FileMark, IndexDamaged, condemn, latest_commit, verify
from desktop.search.dates import LATE_DAY
from desktop.search.documents import IndexedPost
from desktop.search.durable import write_durably
from desktop.search.filters import conditions
from desktop.search.parsing import Parsed, parse
from desktop.search.querying import Everything, Query, States, both, marking_words, no_states

if TYPE_CHECKING:
    from desktop.search.arrays import Array
    from desktop.search.reading import Snapshot
    from desktop.search.spreading import Spread

__all__ = ["IndexDamaged", "SearchIndex"]

LONGEST_WAIT = 15.0  # seconds for another writer to finish
_OPENINGS = 5


class SearchIndex:
    """A full-text index of posts, for one thread; others open their own on the same folder.

    Attributes:
        needs_rebuild: Whether it is missing, damaged, of another version or of another library, so that nothing can be
            found or added.
    """

    def __init__(self, folder: Path, library: str) -> None:
        self._folder, self._library = folder, library
        self._commit: Commit | None = None
        self._snapshot: Snapshot | None = None
        self._snapshot_of: Commit | None = None
        self._verified: dict[str, FileMark] = {}

    @classmethod
    def open(cls, folder: Path, library: str = "") -> "SearchIndex":
        """Open the index in a folder, which need not exist. Writes nothing and reads little.

        Args:
            folder: Where it lies, or will lie.
            library: The id of the library whose posts it holds. An index of another library has to be rebuilt.
        """
        index = cls(folder, library)
        index.refresh()
        return index

    @property
    def needs_rebuild(self) -> bool:
        """Whether it is missing, damaged, of another version or library, so that nothing can be found or added."""
        return self._commit is None

    @property
    def applied_sequence(self) -> int:
        """The sequence number of the last write that is in the index; 0 if it needs to be rebuilt."""
        return self._commit.sequence if self._commit else 0

    def refresh(self) -> None:
        """See what others have written since."""
        try:
            self._commit = latest_commit(self._folder, self._library)
        except IndexDamaged:
            self._commit = None

    def discard(self) -> None:
        """Forget what the index holds, so that it is built anew; for an index that is ahead of its library.

        Raises:
            DiskProblem: It cannot be removed.
        """
        with self._writing():
            (self._folder / POINTER).unlink(missing_ok=True)
        self.close()
        self.refresh()

    def close(self) -> None:
        """Give the files back. The index may be used again."""
        self._snapshot = self._snapshot_of = None

    def find(
        self,
        text: str,
        order: Order,
        limit: int | None,
        complete: bool = True,
        *,
        filter: Filter = EVERYTHING,
        states: States = no_states,
        today: date = LATE_DAY,
    ) -> Hits:
        """Find the posts that a query means, of those that a filter lets through.

        Args:
            text: What was typed (see `parsing` for the language); anything is understood somehow.
            order: By time or relevance; PAGE is left to who knows the pages and is the same as TIME here.
            limit: The most hits to return; the total is exact all the same.
            complete: False while the reader is still typing: the last word then counts as a beginning too.
            filter: Which posts may be found.
            states: Says which posts are in a state that the index does not hold.
            today: The day on which it is asked.

        Raises:
            IndexDamaged: If the index cannot answer; `needs_rebuild` is then true.
        """
        started = time.perf_counter()
        parsed = parse(text, complete=complete, today=today)
        with self._noticing_damage():
            total, hits, suggestion = self._search(text, parsed, _Question(order, limit, filter, states))
        words = marking_words(parsed.query)
        seconds = time.perf_counter() - started
        return Hits(hits, total, words, seconds, suggestion, parsed.explanation, parts=parsed.parts)

    def listed(
        self, order: Order, start: int, stop: int | None, filter: Filter, states: States
    ) -> tuple[int, Sequence[Hit]]:
        """Find the posts that a filter lets through.

        Args:
            order: By time; there is nothing to be relevant for.
            start: The place of the first that is returned.
            stop: The place after the last one; None for all.
            filter: Which posts may be found.
            states: Says which posts are in a state that the index does not hold.

        Returns:
            How many there are in all, and those from `start` to `stop`.

        Raises:
            IndexDamaged: If the index cannot answer; `needs_rebuild` is then true.
        """
        with self._noticing_damage():
            chosen, snapshot = self._chosen(Everything(), filter, states)
            places = snapshot.in_time(chosen, stop, newest_first=order is Order.NEWEST)[start:]
            return snapshot.count_of(chosen), snapshot.found(places)

    def lay_out(
        self,
        text: str,
        order: Order,
        complete: bool,
        *,
        filter: Filter,
        states: States,
        today: date,
        zone: tzinfo | None,
        zone_of: Callable[[Mapping[str, int]], tzinfo],
        most_whole: int,
    ) -> "LaidOut":
        """Find all posts that a query and a filter mean, and how they lie in the list and in time.

        Args:
            text: What was typed; blank means every post.
            order: By time or relevance.
            complete: False while the reader is still typing.
            filter: Which posts may be found.
            states: Says which posts are in a state that the index does not hold.
            today: The day on which it is asked.
            zone: By which clock days and stretches of time count; None takes each post's own for the days.
            zone_of: Says which clock the stretches then go by, of how many posts of each article, by its id.
            most_whole: Of so many posts or fewer it is not told how they lie: their rows will tell.

        Raises:
            IndexDamaged: If the index cannot answer; `needs_rebuild` is then true.
        """
        from desktop.search.laying_out import runs_of, spread_of_time  # noqa: PLC0415 (brings numpy)
        from desktop.search.spreading import articles_of  # noqa: PLC0415 (brings numpy)

        started = time.perf_counter()
        parsed = parse(text, complete=complete, today=today)
        query = parsed.query if text.strip() else Everything()
        with self._noticing_damage():
            chosen, snapshot = self._chosen(query, filter, states)
            places, _ = _in_order(chosen, query, _Question(order, None, filter, states), snapshot)
            is_long = len(places) > most_whole
            runs = runs_of(places, snapshot, zone) if is_long and order is not Order.RELEVANCE else ()
            spread = None
            if is_long:
                spread = spread_of_time(places, snapshot, zone or zone_of(articles_of(chosen, snapshot)))
            ids = tuple(snapshot.ids_at(places))
        seconds, words = time.perf_counter() - started, marking_words(parsed.query)
        hits = Hits((), len(ids), words, seconds, None, parsed.explanation, parts=parsed.parts)
        return LaidOut(ids, hits, runs, spread)

    def holds(self, ids: Iterable[PostId]) -> bool:
        """Whether it knows all of these posts, in whatever version.

        Raises:
            IndexDamaged: If the index cannot answer; `needs_rebuild` is then true.
        """
        with self._noticing_damage():
            return self._current_snapshot().all_ids.issuperset(ids)

    def suggest(self, text: str, today: date = LATE_DAY) -> str | None:
        """Return another query for one that finds nothing, or None; slow where a library has many words.

        Raises:
            IndexDamaged: If the index cannot answer; `needs_rebuild` is then true.
        """
        parsed = parse(text, complete=False, today=today)
        with self._noticing_damage():
            return self._suggestion(text, parsed, self._current_snapshot())

    def facets(
        self,
        text: str,
        complete: bool = True,
        *,
        filter: Filter = EVERYTHING,
        states: States = no_states,
        today: date = LATE_DAY,
        most: int = 100,
    ) -> "Spread":
        """Count how the posts of a query and filter are spread; an empty query means every post.

        Raises:
            IndexDamaged: If the index cannot answer; `needs_rebuild` is then true.
        """
        from desktop.search.spreading import spread_of  # noqa: PLC0415 (brings numpy)

        parsed = parse(text, complete=complete, today=today)
        query = Everything() if parsed.is_empty and not text.strip() else parsed.query
        with self._noticing_damage():
            return spread_of(*self._chosen(query, filter, states), most)

    def apply(self, puts: Iterable[IndexedPost], removals: Iterable[PostId], sequence: int) -> None:
        """Bring the index up to date, in one commit that also holds the sequence number.

        Args:
            puts: Posts that are new or have changed; of several with one id the last counts.
            removals: Posts to forget, known or not; a post that is also put stays.
            sequence: The number of the last write that the index then holds.

        Raises:
            IndexDamaged: If it has to be rebuilt first.
            LibraryBusy: If another writer does not finish.
            DiskProblem: If the disk is full or cannot be written.
        """
        from desktop.search.writing import change  # noqa: PLC0415 (brings Whoosh)

        puts, removals = tuple(puts), tuple(removals)
        with self._writing():
            self.refresh()
            with self._noticing_damage():
                commit = self._checked_commit()
                change(commit, puts, removals, sequence)
            self.refresh()

    def tidy(self, cancelled: Callable[[], bool]) -> bool:
        """Merge what small changes have left, so that searches stay quick; for when nothing else is to be done.

        Args:
            cancelled: Asked again and again; a yes leaves everything as it was.

        Returns:
            Whether there was anything to do, and it was done.

        Raises:
            IndexDamaged: If it has to be rebuilt first.
            LibraryBusy: If another writer does not finish.
            DiskProblem: If the disk is full or cannot be written.
        """
        from desktop.search.writing import tidy  # noqa: PLC0415 (brings Whoosh)

        def step() -> None:
            if cancelled():
                raise Cancelled("The index was not tidied.", "It is next time.")

        with self._writing():
            self.refresh()
            try:
                with self._noticing_damage():
                    was_untidy = tidy(self._checked_commit(), step)
            except Cancelled:
                return False
            self.refresh()
        return was_untidy

    def rebuild(
        self,
        posts: Iterable[IndexedPost],
        sequence: int,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Build the index anew beside the old one, which answers until the new one takes its place.

        Args:
            posts: All posts, each once.
            sequence: The number of the last write that they hold.
            progress: Told how many posts are done.
            cancelled: Asked after each post.

        Raises:
            Cancelled: If it was; the old index is left as it was.
            LibraryBusy: If another writer does not finish.
            DiskProblem: If the disk is full or cannot be written.
        """
        from desktop.search.writing import build  # noqa: PLC0415 (brings Whoosh)

        def step(count: int) -> None:
            progress(count)
            if cancelled():
                raise Cancelled("The index was not built.", "Search uses the database until it is.")

        with self._writing():
            fresh = self._fresh_folder()
            try:
                build(fresh, self._library, posts, sequence, step)
                write_durably(self._folder / POINTER, fresh.name.encode())
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
            self._verified.clear()
            self.refresh()
            self._remove_others(fresh)

    def _search(self, text: str, parsed: Parsed, question: "_Question") -> tuple[int, Sequence[Hit], str | None]:
        chosen, snapshot = self._chosen(parsed.query, question.filter, question.states)
        total = snapshot.count_of(chosen)
        if not total:
            return 0, (), self._suggestion(text, parsed, snapshot)
        places, weights = _in_order(chosen, parsed.query, question, snapshot)
        return total, snapshot.found(places, weights), None

    def _chosen(self, query: Query, filter: Filter, states: States) -> tuple["Array", "Snapshot"]:
        """Return which posts a query and a filter mean."""
        from desktop.search.evaluating import evaluate  # noqa: PLC0415 (brings Whoosh and numpy)

        snapshot = self._current_snapshot()
        return evaluate(both(query, conditions(filter)), snapshot, states), snapshot

    def _suggestion(self, text: str, parsed: Parsed, snapshot: "Snapshot") -> str | None:
        if parsed.is_empty or parsed.explanation:  # what was not understood is no matter of spelling
            return None
        from desktop.search.suggesting import suggest  # noqa: PLC0415 (brings the search for similar words)

        return suggest(text, parsed.query, snapshot)

    def _current_snapshot(self) -> "Snapshot":
        """Return the newest state known, open; if a writer replaced it before it could be opened, the one after."""
        from desktop.search.reading import Snapshot  # noqa: PLC0415 (brings Whoosh)

        if self._snapshot is not None and self._snapshot_of == self._commit:
            return self._snapshot
        for attempt in range(_OPENINGS):
            commit = self._commit
            try:
                fresh = Snapshot(self._checked_commit(), self._snapshot)
            except (IndexDamaged, OSError):
                self.refresh()
                if attempt == _OPENINGS - 1 or self._commit is None or self._commit == commit:
                    raise
                continue
            self._snapshot, self._snapshot_of = fresh, commit
            return fresh
        self._commit = None  # it may well be sound; whoever asks again looks for it anew
        raise IndexDamaged("the index changes too quickly to be opened")

    def _checked_commit(self) -> Commit:
        """Return the newest state known, its bytes compared with their checksums."""
        if self._commit is None:
            raise IndexDamaged(f"there is no sound index in {self._folder}")
        verify(self._commit, self._verified)
        self._verified = dict(self._commit.files)
        return self._commit

    @contextmanager
    def _noticing_damage(self) -> Iterator[None]:
        """Turn what reading a damaged file raises into `IndexDamaged`, and remember it.

        Why not every exception: the checksums catch nearly all damage first, and a fault of the program is not to
        hide behind a rebuild.
        """
        try:
            yield
        except (IndexDamaged, OSError, EOFError, ValueError, LookupError, struct.error, pickle.PickleError) as error:
            if _is_disk_problem(error):
                raise
            self.close()
            if self._commit is not None:
                condemn(self._commit)
            self._commit = None
            raise IndexDamaged(f"the index in {self._folder} cannot answer: {error}") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Be the only writer, in this process and others."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 (slow to import, and readers need none)

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / LOCK, timeout=LONGEST_WAIT):
                yield
        except Timeout as error:
            raise LibraryBusy(
                f"The search index in {self._folder} is being written by another window.",
                "Wait until it has finished; nothing is lost meanwhile.",
            ) from error
        except OSError as error:
            raise DiskProblem(
                f"The search index in {self._folder} cannot be written: {error.strerror or error}.",
                "Free some space or allow writing there; the posts themselves are safe.",
            ) from error

    def _fresh_folder(self) -> Path:
        taken = {path.name for path in self._folder.iterdir()}
        name = next(str(number) for number in itertools.count(1) if str(number) not in taken)
        fresh = self._folder / name
        fresh.mkdir()
        return fresh

    def _remove_others(self, kept: Path) -> None:
        """Remove what earlier buildings left; what another program still holds open goes next time."""
        for path in self._folder.iterdir():
            if path.is_dir() and path != kept:
                shutil.rmtree(path, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """All posts of a list and how they lie.

    Attributes:
        ids: In the order asked for.
        hits: What the search says of itself, without the hits.
        runs: Where the days change; empty for a short list, and in the order of relevance.
        spread: How a long list lies in time; None for a short list, or if no time is known.
    """

    ids: tuple[PostId, ...]
    hits: Hits
    runs: tuple[DayRun, ...] = ()
    spread: TimeSpread | None = None


@dataclass(frozen=True, slots=True)
class _Question:
    """How a search is to be answered."""

    order: Order
    limit: int | None
    filter: Filter
    states: States


def _in_order(
    chosen: "Array", query: Query, question: _Question, snapshot: "Snapshot"
) -> tuple["Array", "Array | None"]:
    """Return where the posts of a choice stand, in the order asked for, and how well each matches."""
    from desktop.search.ranking import best, scores  # noqa: PLC0415 (brings numpy)

    if question.order is Order.RELEVANCE:
        weights = scores(query, snapshot, chosen)
        places = best(chosen, weights, snapshot, question.limit)
        return places, weights[places]
    return snapshot.in_time(chosen, question.limit, newest_first=question.order is Order.NEWEST), None


def _is_disk_problem(error: Exception) -> bool:
    """Whether an error is the disk's and not the index's."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM)
