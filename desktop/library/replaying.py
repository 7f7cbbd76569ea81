"""Replaying: the reader's repairs on a newer version of a page.

A newer version is cut by the machine alone. Then the repairs are carried out on it again, and only what comes of that
is compared with the posts on show: what the reader put right is no change of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.ids import PostId, digest
from desktop.domain.posts import Figure, Post
from desktop.domain.repairs import BeginPost, Repair
from desktop.library.parsing import Parsed
from desktop.store.store import Store
from desktop.timeline import following
from desktop.timeline.repairing import carry_out
from desktop.timeline.repairs.pieces import TITLE, Piece, Repaired
from desktop.timeline.repairs.repair_places import find_words


@dataclass(frozen=True, slots=True)
class Replay:
    """What the repairs of an article come to on a newer version.

    Attributes:
        parsed: The version with its posts as repaired.
        machine: Its posts as the machine cut them, those known from before under their ids.
        repaired: How the posts are made of these.
    """

    parsed: Parsed
    machine: tuple[Post, ...]
    repairs: tuple[Repair, ...]
    repaired: Repaired

    @property
    def waiting(self) -> int:
        """How many repairs have lost their place."""
        return len(self.repairs) - len(self.repaired.targets)

    def keep(self, store: Store, shown: Sequence[Post]) -> None:
        """Keep the machine's cut of the version, in the caller's transaction.

        Args:
            store: Opened for writing.
            shown: The repaired posts under the ids that they are stored with.
        """
        machine, repairs = list(self.machine), []
        made = {each.act.makes: each for each in self.repairs if isinstance(each.act, BeginPost)}
        renamed: dict[int, PostId] = {}
        for post, stored in zip(self.repaired.posts, shown, strict=True):
            number = self._begun_by_machine(post)
            if number is not None:
                renamed[number] = stored.id
            elif post.id != stored.id and post.id in made:
                repair = made[post.id]
                repairs.append(replace(repair, act=BeginPost(stored.id, takes_title(repair))))
        store.put_repairs(repairs)
        store.keep_machine_cut(self.parsed.article_id, _under_ids(_with_pictures(machine, shown), renamed))

    def _begun_by_machine(self, post: Post) -> int | None:
        """The number of the machine's post that begins where a post does."""
        pieces = self.repaired.pieces[post.id]
        if not pieces:
            return min(self.repaired.members[post.id])
        first: Piece = pieces[0]
        begins = first.paragraph in (0, TITLE) and first.start == 0
        return first.post if begins else None


def takes_title(repair: Repair) -> bool:
    """Whether a repair makes a heading the title of its post."""
    return isinstance(repair.act, BeginPost) and repair.act.takes_title


def replay(store: Store, parsed: Parsed) -> Replay | None:
    """Carry the repairs of an article out on a newer version.

    Args:
        store: Holds the version before, and the repairs.
        parsed: The newer version as the machine cut it.

    Returns:
        What comes of it; None if the article has no repairs, or if it comes as another library kept it.
    """
    repairs = store.repairs(parsed.article_id)
    if not repairs or parsed.document.exact is not None or not parsed.cut.posts:
        return None
    earlier = store.machine_cut(parsed.article_id) or store.posts_of(parsed.article_id)
    halves = _cut_off(repairs, parsed.cut.posts)
    machine = following.follow([post for post in earlier if post.id not in halves], parsed.cut.posts).posts
    repaired = carry_out(machine, repairs)
    cut = replace(parsed.cut, posts=repaired.posts)
    return Replay(replace(parsed, cut=cut), machine, repairs, repaired)


def _cut_off(repairs: Sequence[Repair], posts: Sequence[Post]) -> frozenset[PostId]:
    """The posts that the repairs will cut off again from those of a newer version.

    Where only a part of a page came from another library such a half may stand for the machine's post, and the whole
    one must not be taken for it.
    """
    begun = [(each.act.makes, find_words(each.at, posts)) for each in repairs if isinstance(each.act, BeginPost)]
    return frozenset(made for made, place in begun if place is not None and place[1] > 0)


def _with_pictures(machine: Sequence[Post], shown: Sequence[Post]) -> list[Post]:
    """Give the figures the pictures that the library has of them."""
    pictures = {(f.caption, f.credit): f.picture for post in shown for f in post.figures if f.picture}

    def known(figure: Figure) -> Figure:
        return figure if figure.picture else replace(figure, picture=pictures.get((figure.caption, figure.credit)))

    return [replace(post, figures=tuple(map(known, post.figures))) for post in machine]


def _under_ids(machine: Sequence[Post], renamed: dict[int, PostId]) -> tuple[Post, ...]:
    """Let each of the machine's posts go by the id of the post on show that it begins, and none by that of another."""
    taken = set(renamed.values())
    posts = []
    for number, post in enumerate(machine):
        wanted, copy = renamed.get(number, post.id), 0
        while number not in renamed and wanted in taken:
            copy += 1
            wanted = PostId(digest("again", post.id, str(copy)))
        taken.add(wanted)
        posts.append(replace(post, id=wanted))
    return tuple(posts)
