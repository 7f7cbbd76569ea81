"""One import, timed inside a fresh process: `import_probe PAGE LIBRARY`.

Does what the window does when a page is dropped on it: parses in a worker process, lists what came in, then lets
another worker find the names.
"""

import json
import sys
import time
from pathlib import Path

from desktop.library.importing import ImportOptions
from desktop.library.library import Library
from desktop.runtime.paths import resources


def main(page: str, folder: str) -> int:
    """Import one page and print how long it took."""
    with Library.open(Path(folder), resources=resources()) as library:
        began = time.monotonic()
        library.import_sources([page], ImportOptions(jobs=1))
        posts = len(library.list_posts().rows)
        readable = time.monotonic() - began
        worker = library.entity_worker()
        worker.start()
        try:
            library.find_entities(worker)
        finally:
            worker.stop()
        names = time.monotonic() - began
    print(json.dumps({"posts": posts, "readable_seconds": readable, "names_seconds": names}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
