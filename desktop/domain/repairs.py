"""What the reader says of the cut: where posts begin, and what title, time and part they have.

A repair is kept apart from what the machine made of the page, and is carried out again on every later cut of it. It
finds its place by words, for numbers and ids may be others when the page is imported again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NewType

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import PostKind
from desktop.domain.times import When

RepairId = NewType("RepairId", str)
OF_PAGE: Final = (
    "the reader said of its page: "  # begins the last reason of a time that a statement about the page made
)


def of_page(base_day: date | None, zone: str | None) -> str:
    """The reason of a time that follows from the day and zone which the reader stated of its page."""
    return OF_PAGE + ", ".join(filter(None, (base_day.isoformat() if base_day else None, zone)))


def follows_from_page(time: When) -> bool:
    """Whether a time that the reader gave was given to the page as a whole, and not to its post."""
    return any(reason.startswith(OF_PAGE) for reason in time.basis)


@dataclass(frozen=True, slots=True)
class WordsPlace:
    """A place on a page.

    Attributes:
        post_id: The post in which the words stood; a hint, where the words alone do not tell.
        quote: The words that begin at the place. For what concerns a whole post, its first ones.
        prefix: What stood before them in the post.
        suffix: What came after them.
    """

    post_id: PostId
    quote: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class BeginPost:
    """A post begins at the words. `makes` is its id; `takes_title` says that the heading there is its title."""

    makes: PostId
    takes_title: bool = False


@dataclass(frozen=True, slots=True)
class EndCut:
    """No post begins at the words: they belong to the post above."""


@dataclass(frozen=True, slots=True)
class TrustCut:
    """A post does begin at the words, though the machine was not sure."""


@dataclass(frozen=True, slots=True)
class GiveTitle:
    """The post has this title, or none."""

    title: str | None


@dataclass(frozen=True, slots=True)
class GiveTime:
    """The post is from this time."""

    time: When


@dataclass(frozen=True, slots=True)
class GiveKind:
    """The post plays this part on its page."""

    kind: PostKind


@dataclass(frozen=True, slots=True)
class GiveBackground:
    """The paragraph that begins with the words is told again for readers who come late, or is not."""

    is_background: bool


Act = BeginPost | EndCut | TrustCut | GiveTitle | GiveTime | GiveKind | GiveBackground


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair as the library keeps it.

    Attributes:
        number: Grows with each repair of the article, and tells those apart that were made in one moment.
        made: When the reader made it, in whatever library; they are carried out in this order, so the newest word wins.
        at: Where.
        act: What is so.
    """

    id: RepairId
    article_id: ArticleId
    number: int
    made: datetime
    at: WordsPlace
    act: Act


def in_order(repair: Repair) -> tuple[datetime, int, str]:
    """The key by which repairs of one article are sorted before they are carried out."""
    return repair.made, repair.number, repair.id


@dataclass(frozen=True, slots=True)
class SplitPost:
    """Let a new post begin inside a post.

    Attributes:
        start: Where in the post's `text`, in code points; blanks there are passed over.
    """

    post_id: PostId
    start: int


@dataclass(frozen=True, slots=True)
class JoinPosts:
    """Let a post go on with the one below it on the page, which then is no post of its own.

    Attributes:
        upwards: Let the one above it go on with this post instead.
    """

    post_id: PostId
    upwards: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmCut:
    """Say that a post begins where the machine was not sure that one does."""

    post_id: PostId


@dataclass(frozen=True, slots=True)
class RetitlePost:
    """Give a post another title; None takes its title away."""

    post_id: PostId
    title: str | None


@dataclass(frozen=True, slots=True)
class RetimePost:
    """Give a post another time."""

    post_id: PostId
    time: When


@dataclass(frozen=True, slots=True)
class RetimePage:
    """Give the posts of a page the times that follow from what the reader says of it as a whole.

    What an earlier such statement gave them is forgotten; a time that the reader gave to a single post stays.

    Attributes:
        times: The time of each post; of posts that are left out the page's own counts.
    """

    article_id: ArticleId
    times: tuple[tuple[PostId, When], ...]


@dataclass(frozen=True, slots=True)
class SetKind:
    """Say what part posts play on their page."""

    posts: frozenset[PostId]
    kind: PostKind


@dataclass(frozen=True, slots=True)
class SetBackground:
    """Say whether the paragraphs that a stretch of a post's `text` touches are background."""

    post_id: PostId
    start: int
    end: int
    is_background: bool


@dataclass(frozen=True, slots=True)
class TakeBackRepairs:
    """Let posts be as the page has them: whatever repairs concern them are forgotten."""

    posts: frozenset[PostId]


@dataclass(frozen=True, slots=True)
class SwapRepairs:
    """Forget some repairs of an article and bring others back at their places: how a repair is taken back."""

    article_id: ArticleId
    forget: frozenset[RepairId]
    restore: tuple[Repair, ...]


Repairing = (
    SplitPost
    | JoinPosts
    | ConfirmCut
    | RetitlePost
    | RetimePost
    | RetimePage
    | SetKind
    | SetBackground
    | TakeBackRepairs
    | SwapRepairs
)


@dataclass(frozen=True, slots=True)
class RepairState:
    """A repair and what has become of it.

    Attributes:
        post_id: The post that it now concerns; None if its place is gone from the page. It is kept, and carried out
            again when a later version of the page has its words.
    """

    repair: Repair
    post_id: PostId | None

    @property
    def is_waiting(self) -> bool:
        """Whether its place is gone."""
        return self.post_id is None
