"""Who made the posts: their reporters and photographers, by bylines and credits.

Joins the store, which keeps the lines, and `entities`, which knows whom they name.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from desktop.domain.ids import PostId
from desktop.domain.name_lists import Maker, MakerKind
from desktop.entities.credits import people_credited
from desktop.store.store import Store


def makers(store: Store, post_ids: Sequence[PostId]) -> tuple[Maker, ...]:
    """Return who wrote some posts and who took their pictures.

    Returns:
        Reporters, then photographers; of each those of most posts first, then by name.
    """
    return (
        *_counted(MakerKind.REPORTER, store.bylines(post_ids)),
        *_counted(MakerKind.PHOTOGRAPHER, store.credits(post_ids)),
    )


def _counted(kind: MakerKind, lines: Iterable[tuple[str, int]]) -> list[Maker]:
    named = cache(people_credited)  # few lines serve many posts
    posts: dict[str, set[int]] = defaultdict(set)
    for line, post in lines:
        for name in named(line):
            posts[name].add(post)
    found = [Maker(kind, name, len(numbers)) for name, numbers in posts.items()]
    return sorted(found, key=lambda maker: (-maker.posts, maker.name))
