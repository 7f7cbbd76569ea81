"""A process that changes a library and its index without end, until it is killed.

Run as a module: library folder, a folder for its pages, a number for its chance.
"""

import random
import sys
from pathlib import Path

from desktop.domain.changes import AddAnnotation, RemoveAnnotation, RemoveArticle, RestoreArticle
from desktop.library.library import Library
from tests.benchmarks.measuring import ROOT

WORDS = ("harbour", "dredging", "ferry", "storm", "lantern", "orchard", "ceasefire", "bridge")


def page(chance: random.Random) -> str:
    """A short live page of words that meet again and again."""
    posts = []
    for post in range(chance.randint(2, 12)):
        words = " ".join(chance.choice(WORDS) for _ in range(12))
        posts.append(
            f"{post + 1}:{chance.randint(10, 59)} a.m. ET, March {post + 1}, 2022\n\nEntry {post}\n\n{words}.\n"
        )
    return "\n".join(posts)


def main(folder: Path, pages: Path, seed: int) -> None:
    """Change something, index it, and go on."""
    chance = random.Random(seed)
    with Library.open(folder, resources=ROOT / "resources") as library:
        print("ready", flush=True)
        for number in range(10_000):
            _change(library, chance, pages / f"page-{seed}-{number}.txt")
            if chance.random() < 0.7:
                library.update_index()
            if chance.random() < 0.2:
                library.tidy_index()
            if chance.random() < 0.03:
                library.rebuild_index()


def _change(library: Library, chance: random.Random, file: Path) -> None:
    posts = library.posts_of()
    marks = library.annotations()
    articles = library.articles()
    match chance.randint(0, 4):
        case 0 if len(articles) < 60:
            file.write_text(page(chance), encoding="utf-8")
            library.import_sources([str(file)])
        case 1 if posts:
            mark = library.new_annotation(chance.choice(posts), 0, 5, note=f"note {chance.choice(WORDS)}")
            library.apply(AddAnnotation(mark))
        case 2 if marks:
            library.apply(RemoveAnnotation(chance.choice(marks).id))
        case 3 if len(articles) > 3:
            library.apply(RemoveArticle(chance.choice(articles).id))
        case 4 if articles:
            library.apply(RestoreArticle(chance.choice(articles).id))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
