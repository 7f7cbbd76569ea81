"""Cluster: let the workers of a dask cluster do work, at the address that the user typed.

The computers of a cluster run whatever they are sent, and send back what is believed: use one only if it is your own.
Needs the extra `cluster`.
"""

import warnings
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, TypeVar

from desktop.domain.errors import CannotFetch, WrongUsage

CONNECT_SECONDS = 10
RETRIES = 2  # how often a task is given to another worker when one fails

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class ClusterExecutor(Executor):
    """The workers of a cluster as an executor.

    Attributes:
        width: How many tasks they work on at a time.
    """

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - a class of a library that may be absent
        self._client = client
        self._inner = client.get_executor(pure=False, retries=RETRIES)
        self.width = max(1, sum(client.nthreads().values()))

    def submit(
        self, fn: Callable[Arguments, Result], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Result]:
        """Give a task to a worker; if the worker dies, another one gets it."""
        with warnings.catch_warnings():
            # A large page inside a task is what we mean to send.
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            future: Future[Result] = self._inner.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Stop working with the cluster; the cluster itself goes on."""
        self._inner.shutdown(wait=wait and not cancel_futures)
        self._client.close(timeout=CONNECT_SECONDS)


def connect(address: str) -> ClusterExecutor:
    """Connect to the scheduler of a cluster.

    Args:
        address: As "tcp://host:port".

    Raises:
        WrongUsage: The extra `cluster` is not installed.
        CannotFetch: There is no cluster at that address, or it has no workers.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - slow, and an extra that may be absent
    except ImportError as error:
        raise WrongUsage(
            "Working on a cluster needs the package “distributed”.",
            "Install the extra: pip install 'timeline-reader[cluster]'",
        ) from error
    try:
        make: Callable[..., Any] = Client
        client = make(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise CannotFetch(
            f"There is no cluster at {address}.", "Start its scheduler, or import without --executor."
        ) from error
    if not client.nthreads():
        client.close()
        raise CannotFetch(f"The cluster at {address} has no workers.", "Start at least one worker, then try again.")
    return ClusterExecutor(client)
