"""Worker processes: one that dies costs nothing but the source that killed it."""

from concurrent.futures import BrokenExecutor, Executor, Future

from segmentation import WEIGHTS

from desktop.domain.documents import Source
from desktop.domain.times import TimeFrame
from desktop.library.parsing import Parsed, Task
from desktop.library.workers import parse_in_workers


class Dying(Executor):
    """An executor whose worker has died: it takes nothing any more. The next one made is sound."""

    made = 0

    def __init__(self) -> None:
        type(self).made += 1
        self._is_dead = type(self).made == 1

    def submit(self, call, /, *arguments, **named) -> Future:
        if self._is_dead:
            raise BrokenExecutor("the worker died")
        future: Future = Future()
        future.set_result(call(*arguments, **named))
        return future


def test_a_worker_that_died_before_the_next_source_came_stops_nothing() -> None:
    words = b"The crew of Torvik opened the gate at dawn, and the water fell by ten centimetres.\n"
    tasks = [Task(f"{n}.txt", Source(f"{n}.txt", words * (n + 1)), TimeFrame(), WEIGHTS) for n in range(5)]
    outcomes = list(parse_in_workers(tasks, 1, lambda jobs: Dying()))
    assert [task for task, _ in outcomes] == tasks
    assert all(isinstance(one, Parsed) for _, found in outcomes for one in found)
