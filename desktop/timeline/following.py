"""Following: which post of a newer version is which post of the version before.

Knows that a post keeps its address, else its words, else its title and time, else most of its words. Never lets two
posts of the newer version claim one earlier post, and never gives an id twice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from desktop.domain.ids import PostId, digest
from desktop.domain.posts import ArticleDiff, Post

LIKENESS_FLOOR: Final = 0.5  # share of word triples in common from which an edited post is still the same post
COMMON: Final = 8  # a triple that stands in more earlier posts than this tells nothing apart

_WORD = re.compile(r"\w+")
_Shingles = frozenset[tuple[str, ...]]


def follow(earlier: Sequence[Post], later: Sequence[Post]) -> ArticleDiff:
    """Say what became of each post between two versions of one article.

    Args:
        earlier: The posts of the version before, with the ids they are kept under.
        later: The posts of the new version in page order, freshly cut.

    Returns:
        The new version's posts in page order; those known from before under their old id, with the revision one
        higher if their words changed.
    """
    pairs = _pair(earlier, later)
    taken = {post.id for post in earlier}
    posts, added, changed, unchanged = [], set(), set(), set()
    for number, post in enumerate(later):
        old = pairs.get(number)
        if old is None:
            new = replace(post, id=_free_id(post.id, taken))
            taken.add(new.id)
            added.add(new.id)
        elif _says(old) == _says(post):
            new = replace(post, id=old.id, revision=old.revision)
            unchanged.add(new.id)
        else:
            new = replace(post, id=old.id, revision=old.revision + 1)
            changed.add(new.id)
        posts.append(new)
    gone = {post.id for post in earlier} - {post.id for post in posts}
    return ArticleDiff(tuple(posts), frozenset(added), frozenset(changed), frozenset(gone), frozenset(unchanged))


def _pair(earlier: Sequence[Post], later: Sequence[Post]) -> dict[int, Post]:
    """Later posts by number, each with its earlier self: by address, by words, by title and time, then by likeness."""
    pairs: dict[int, Post] = {}
    for key in (_address, _own_id, _says, _body, _head):
        _pair_equal(_unpaired(earlier, pairs), later, key, pairs)
    _pair_alike(_unpaired(earlier, pairs), [(n, post) for n, post in enumerate(later) if n not in pairs], pairs)
    return pairs


def _unpaired(earlier: Sequence[Post], pairs: dict[int, Post]) -> list[Post]:
    paired = {post.id for post in pairs.values()}
    return [post for post in earlier if post.id not in paired]


def _address(post: Post) -> Hashable:
    return post.url


def _own_id(post: Post) -> Hashable:
    """The id, which comes from the key that the source gives a post, or from its words when it was first seen."""
    return post.id


def _says(post: Post) -> Hashable:
    """All that the reader sees change: title, body and figures."""
    return post.title, post.text, post.figures


def _body(post: Post) -> Hashable:
    return post.text or None


def _head(post: Post) -> Hashable:
    """Title and stated time: a post that was written anew under its old head is still that post."""
    return (post.title, post.time.earliest) if post.title and post.time.is_exact else None


def _pair_equal(
    free: Iterable[Post], later: Sequence[Post], key: Callable[[Post], Hashable], pairs: dict[int, Post]
) -> None:
    """Pair posts of equal key, in page order where several share it."""
    waiting: dict[Hashable, list[Post]] = defaultdict(list)
    for post in free:
        waiting[key(post)].append(post)
    for queue in waiting.values():
        queue.reverse()
    for number, post in enumerate(later):
        name = key(post)
        if number not in pairs and name is not None and waiting.get(name):
            pairs[number] = waiting[name].pop()


def _pair_alike(free: Sequence[Post], later: Sequence[tuple[int, Post]], pairs: dict[int, Post]) -> None:
    """Pair what is left by likeness, the most alike first."""
    shingles = [_shingles(post) for post in free]
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, triples in enumerate(shingles):
        for triple in triples:
            index[triple].append(number)
    found = []
    for number, post in later:
        own = _shingles(post)
        shared = Counter(k for triple in own for k in index.get(triple, ()) if len(index[triple]) <= COMMON)
        for k, _ in shared.most_common(3):
            likeness = 2 * len(own & shingles[k]) / (len(own) + len(shingles[k]))
            found.append((likeness, -number, k))
    used: set[int] = set()
    for likeness, minus_number, k in sorted(found, reverse=True):
        if likeness >= LIKENESS_FLOOR and -minus_number not in pairs and k not in used:
            pairs[-minus_number] = free[k]
            used.add(k)


def _shingles(post: Post) -> _Shingles:
    """Runs of three words of title, body and captions; fewer words make one run."""
    captions = " ".join(figure.caption or "" for figure in post.figures)
    words = _WORD.findall(f"{post.title or ''} {post.text} {captions}".casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset({tuple(words)})


def _free_id(wanted: PostId, taken: set[PostId]) -> PostId:
    """The wanted id, or one made from it if an earlier post has it already."""
    made, copy = wanted, 0
    while made in taken:
        copy += 1
        made = PostId(digest("again", wanted, str(copy)))
    return made
