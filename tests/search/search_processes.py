"""What runs in another process than the test."""

import multiprocessing
import time
from multiprocessing.connection import Connection
from pathlib import Path

from search_corpora import post

from desktop.domain.listings import Order
from desktop.search.index import SearchIndex


def read_meanwhile(folder: str, pipe: Connection) -> None:
    """Ask again and again until told to stop, then tell the last answer and the first failure."""
    index, failure = SearchIndex.open(Path(folder)), ""
    index.find("storm", Order.TIME, None)
    pipe.send("reading")
    while not pipe.poll():
        index.refresh()
        try:
            index.find("storm", Order.TIME, None)
        except Exception as error:  # noqa: BLE001 (told to the test)
            failure = failure or repr(error)
    index.refresh()
    pipe.send(([hit.post_id for hit in index.find("storm", Order.TIME, None).hits], failure))
    index.close()


def write_for_ever(folder: str, pipe: Connection) -> None:
    """Add one post after the other, each with its own number."""
    index = SearchIndex.open(Path(folder))
    pipe.send("writing")
    while True:
        number = index.applied_sequence + 1
        index.apply([post(number, "storm")], [], number)


def killed_while_writing(folder: Path, delay: float) -> None:
    """Let another process write, and kill it some time after it began."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=write_for_ever, args=(str(folder), theirs))
    process.start()
    ours.recv()
    time.sleep(delay)
    process.kill()
    process.join()
    process.close()
