"""Taking in: from what the reader named to the tasks of an import, one after another and only as far as needed.

Reads files, opens archives and fetches addresses. What cannot even be read is set aside with its reason, in its place.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.domain.documents import Source
from desktop.domain.errors import Cancelled, NotAnArticle, ReaderError
from desktop.domain.ids import ArticleId
from desktop.domain.reports import Progress
from desktop.library.import_options import ImportOptions
from desktop.library.parsing import Task
from desktop.library.sources import Candidate, candidates, file_errors_translated, read_source
from desktop.library.unpacking import Member, inner_members, members, unpacks
from desktop.timeline.cuts.weights import Weights

Fetch = Callable[[str, Callable[[], bool]], Source]
Kept = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of what was named an import is about.

    Attributes:
        units: The units to take, each with the numbers of its articles (none at all: every one); None takes all units.
        done: The units that were taken before: how many of their articles, and whether that was all.
    """

    units: Mapping[str, frozenset[int]] | None = None
    done: Mapping[str, tuple[int, bool]] = field(default_factory=dict)

    def takes(self, unit: str) -> bool:
        """Whether anything of a unit is still wanted."""
        return not self.done.get(unit, (0, False))[1] and (self.units is None or unit in self.units)

    def takes_article(self, unit: str, number: int) -> bool:
        """Whether one article of a unit is still wanted."""
        numbers = self.units.get(unit, frozenset()) if self.units is not None else frozenset()
        return number >= self.done.get(unit, (0, False))[0] and (not numbers or number in numbers)


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, and why."""

    name: str
    candidate: str
    unit: str
    was_named: bool
    error: ReaderError


class Intake:
    """The tasks of one import. `unread` collects what could not be read; whoever consumes the tasks takes it out."""

    def __init__(
        self,
        names: Sequence[str],
        options: ImportOptions,
        wanted: Wanted,
        weights: Weights,
        fetch: Fetch,
        kept: Kept,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        into: Mapping[str, ArticleId] | None = None,
    ) -> None:
        self._names, self._options, self._wanted, self._weights = names, options, wanted, weights
        self._fetch, self._kept = fetch, kept
        self._progress, self._cancelled, self._into = progress, cancelled, into or {}
        self._seen: Counter[str] = Counter()
        self.unread: list[Unread] = []
        self.was_cancelled = False

    def tasks(self) -> Iterator[Task]:
        """Hand out the tasks in order, until the reader stops it."""
        found = self._candidates()
        for number, candidate in enumerate(found):
            if self._is_stopped():
                return
            yield from self._tasks_of(candidate, Progress(number, len(found), ""))
        if not self.was_cancelled:
            self._progress(Progress(len(found), len(found), ""))

    def take_unread(self) -> list[Unread]:
        """Take out what could not be read since the last time."""
        unread, self.unread = self.unread, []
        return unread

    def _is_stopped(self) -> bool:
        self.was_cancelled = self.was_cancelled or self._cancelled()
        return self.was_cancelled

    def _candidates(self) -> list[Candidate]:
        found: list[Candidate] = []
        for name in self._names:
            try:
                found.extend(candidates([name]))
            except ReaderError as error:
                self._set_aside(Unread(name, name, name, True, error))
        return found

    def _tasks_of(self, candidate: Candidate, at: Progress) -> Iterator[Task]:
        if self._wanted.done.get(candidate.key, (0, False))[1]:
            return
        self._progress(replace(at, what=candidate.name))
        try:
            opened = self._opened(candidate)
        except Cancelled:
            self.was_cancelled = True
        except ReaderError as error:
            self._set_aside(Unread(candidate.name, candidate.key, candidate.key, candidate.was_named, error))
        else:
            if isinstance(opened, Source):
                if self._wanted.takes(candidate.key):
                    yield self._task(candidate, candidate.name, candidate.key, opened, candidate.was_named)
            else:
                yield from self._member_tasks(candidate, opened, at)

    def _opened(self, candidate: Candidate) -> Source | Iterator[Member]:
        """The bytes of a file or address, or the members of an archive."""
        format = self._options.format
        if candidate.path is not None and candidate.path.is_file():
            with file_errors_translated(candidate.path):
                found = members(candidate.path, candidate.name, format, self._cancelled)
            return read_source(candidate, self._kept) if found is None else found
        if candidate.is_address:
            source = self._fetch(candidate.name, self._cancelled)
        else:
            source = read_source(candidate, self._kept)
        return inner_members(source, candidate.name, format, self._cancelled) or source

    def _member_tasks(self, candidate: Candidate, found: Iterator[Member], at: Progress) -> Iterator[Task]:
        for member in found:
            if self._is_stopped():
                return
            unit = self._unit(f"{candidate.key}{member.name.removeprefix(candidate.name)}")
            if not self._wanted.takes(unit):
                continue
            self._progress(replace(at, what=member.name))
            if isinstance(member.found, ReaderError):
                self._set_aside(Unread(member.name, candidate.key, unit, not _is_no_article(member), member.found))
            else:
                was_named = candidate.was_named and unit == candidate.key
                yield self._task(candidate, member.name, unit, member.found, was_named)

    def _unit(self, name: str) -> str:
        """A name of its own for each member, also where an archive holds one address twice."""
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name} #{self._seen[name]}"

    def _task(self, candidate: Candidate, name: str, unit: str, source: Source, was_named: bool) -> Task:
        short = name if candidate.path is None else candidate.path.name + name.removeprefix(candidate.name)
        return Task(
            name,
            source,
            self._options.frame,
            self._weights,
            self._member_format(unit, candidate),
            source_name=short,
            candidate=candidate.key,
            unit=unit,
            was_named=was_named,
            into=self._into.get(candidate.name),
        )

    def _member_format(self, unit: str, candidate: Candidate) -> str | None:
        """The importer that the reader chose, unless it was for the archive and not for what is in it."""
        chosen = self._options.format
        return None if chosen and unit != candidate.key and unpacks(chosen) else chosen

    def _set_aside(self, unread: Unread) -> None:
        if self._wanted.takes(unread.unit):
            self.unread.append(unread)


def _is_no_article(member: Member) -> bool:
    return isinstance(member.found, NotAnArticle)
