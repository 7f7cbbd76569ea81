"""Open an index in a process of its own, ask it a little, and print what that took as JSON."""

import json
import sys
import time
from pathlib import Path

from desktop.domain.listings import Order
from desktop.search import evaluating, ranking, reading  # noqa: F401 (so that importing them is not measured)
from desktop.search.index import SearchIndex
from tests.benchmarks.measuring import resident_megabytes


def main(folder: str) -> None:
    """Open, ask, and tell."""
    began = time.perf_counter()
    index = SearchIndex.open(Path(folder))
    index.find("ba*", Order.TIME, 50)
    opened = (time.perf_counter() - began) * 1000
    for query in ("be*", "b", '"ba be"', "b?b*", "bax~"):
        for order in (Order.TIME, Order.RELEVANCE):
            index.find(query, order, 50)
    index.facets("ba*")
    print(json.dumps({"opened": opened, "megabytes": resident_megabytes() or 0.0}))


if __name__ == "__main__":
    main(sys.argv[1])
