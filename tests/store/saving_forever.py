"""Save versions and marks until killed; each line printed is a promise that what it names is stored.

Run as a program: the library's folder, and a word that makes the articles of this run its own.
"""

import sys
from itertools import count
from pathlib import Path

from store_builders import a_mark, a_post, an_article, save

from desktop.domain.annotations import AnchorState
from desktop.store.store import Store

PARAGRAPHS = 3


def save_forever(folder: Path, run: str) -> None:
    store = Store.open(folder)
    for number in count():
        name = f"{run} {number // 3}"  # three versions of each article
        texts = [f"Paragraph {place} of version {number}." for place in range(PARAGRAPHS)]
        posts = [a_post(str(each), *texts, article=name) for each in range(5 + number % 4)]
        original = store.keep_original(f"{run} {number}".encode())
        save(store, an_article(name, version=number % 3 + 1, sha256=original), *posts)
        mark = a_mark(posts[0], "Paragraph 1", note=str(number), id=f"{run}-{number}", state=AnchorState.NEEDS_REVIEW)
        store.put_annotation(mark)
        sys.stdout.write(f"{mark.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    save_forever(Path(sys.argv[1]), sys.argv[2])
