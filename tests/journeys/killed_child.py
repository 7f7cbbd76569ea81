"""A reader's process that is to be killed: imports pages, marks words or cuts posts without end, and says what is done.

Run as a script: library folder, resources folder, a folder for its pages, and "import", "annotate" or "repair".
"""

import sys
from pathlib import Path

from desktop.domain.changes import AddAnnotation, Kind
from desktop.domain.ids import PostId
from desktop.domain.repairs import JoinPosts, SplitPost
from desktop.library.library import Library

POSTS = 12


def page(number: int) -> str:
    """A live page of twelve posts, each with a word of its own."""
    posts = [
        f"{post % 12 + 1}:{number % 60:02} a.m. ET, March {post % 28 + 1}, 2022\n\n"
        f"Gate {post} of dam {number} is open\n\n"
        f"The crew of dam{number}gate{post} opened it at dawn. The water fell by {post} centimetres within the hour.\n"
        for post in range(POSTS)
    ]
    return "\n".join(posts)


def say(*words: object) -> None:
    """Tell the parent, at once: what was said counts as acknowledged."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def repair(library: Library, post_id: PostId) -> None:
    """Cut a post in two, or make it whole again; the repair that is there from now on is acknowledged."""
    post = library.post(post_id)
    assert post is not None
    start = post.text.find("The water fell")
    made = library.apply(SplitPost(post_id, start) if start > 0 else JoinPosts(post_id))
    for changed in made.changed[Kind.REPAIR] if start > 0 else ():
        say("done", changed)


def main() -> None:
    folder, resources, pages, task = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    first = len(list(pages.iterdir()))
    with Library.open(folder, resources=resources) as library:
        say("ready")
        if task != "import":
            posts = library.posts_of()
        for number in range(first, first + 10_000):
            if task == "import":
                file = pages / f"dam-{number}.txt"
                file.write_text(page(number), encoding="utf-8")
                report = library.import_sources([str(file)])
                say("done", report.items[0].article_id)
            elif task == "repair":
                repair(library, posts[number % len(posts)].id)
            else:
                post = posts[number % len(posts)]
                mark = library.new_annotation(post, 4, 8, note=f"note number {number}")
                library.apply(AddAnnotation(mark))
                say("done", mark.id)
                if number % 5 == 0:
                    library.update_index()


if __name__ == "__main__":
    main()
