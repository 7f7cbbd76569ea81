"""Watching: a fetch that can be stopped and that ends in time, whatever the server does.

Reads from a socket in short waits and asks between them whether the reader stopped it or the time is over. So neither
an answer that comes letter by letter nor one that never comes can hold the program up.
"""

import io
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.domain.errors import Cancelled, CannotFetch

WAIT_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class Watch:
    """When to stop.

    Attributes:
        host: Whom we are waiting for, for the message.
        deadline: On the clock `time.monotonic`.
        read_seconds: How long the server may say nothing.
        cancelled: Whether the reader stopped it.
    """

    host: str
    deadline: float
    read_seconds: float
    cancelled: Callable[[], bool]

    def check(self) -> None:
        """Go on, or not.

        Raises:
            Cancelled: The reader stopped it.
            CannotFetch: The time is over.
        """
        if self.cancelled():
            raise Cancelled("Fetching was stopped.", "Nothing was stored.")
        if time.monotonic() >= self.deadline:
            raise CannotFetch(
                f"{self.host} took too long to send all of it.", "Try again later, or save the page in a browser."
            )

    def remaining(self) -> float:
        """Return the seconds that are left."""
        return max(0.0, self.deadline - time.monotonic())


class WatchedSocket:
    """What an HTTP answer reads from: a socket under watch."""

    def __init__(self, connected: socket.socket, watch: Watch) -> None:
        self._socket = connected
        self._watch = watch

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return the socket as a file, as the standard library asks for it."""
        if mode != "rb":
            raise ValueError("an answer is read as bytes")
        return io.BufferedReader(_WatchedStream(self._socket, self._watch))


class _WatchedStream(io.RawIOBase):
    def __init__(self, connected: socket.socket, watch: Watch) -> None:
        super().__init__()
        self._socket = connected
        self._holder = connected.makefile("rb", buffering=0)  # keeps the socket open while the answer is read
        self._watch = watch

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what comes next; 0 at the end of the answer."""
        silent_since = time.monotonic()
        self._socket.settimeout(WAIT_SECONDS)
        try:
            while True:
                self._watch.check()
                try:
                    return self._socket.recv_into(buffer)
                except TimeoutError:
                    if time.monotonic() - silent_since >= self._watch.read_seconds:
                        raise
        finally:
            self._socket.settimeout(self._watch.read_seconds)

    def close(self) -> None:
        """Let go of the socket."""
        if not self.closed:
            self._holder.close()
        super().close()
