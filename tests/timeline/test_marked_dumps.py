"""Pages of which the text alone is left, whose posts are marked by their time lines in one manner or another."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from made_dumps import MANNERS, MadePost, Manner, made_posts, page
from timeline_pages import ARTICLE

from desktop.domain.documents import Document, Source
from desktop.domain.posts import Post, PostKind
from desktop.domain.times import TimeFrame
from desktop.importers import markdown, plain_text
from desktop.timeline import cutting, placing

LAST = datetime(2022, 3, 5, 20, 41, tzinfo=UTC)  # the reading of the clock, whatever its zone
FRAME = TimeFrame(base_day=LAST.date(), zone="America/New_York")


def read(text: str, name: str = "") -> Document:
    importer = markdown if name.startswith("Markdown") else plain_text
    return importer.read(Source("page.txt", text.encode()))


def posts_of(text: str, name: str = "", frame: TimeFrame = FRAME) -> list[Post]:
    document = read(text, name)
    made = cutting.cut(document, ARTICLE)
    placed = placing.place(made.posts, document, frame)
    return [post for post in placed if post.kind is not PostKind.SUMMARY]


def clock(post: Post) -> str | None:
    """The clock time of a post in the zone of its source, if it is exact."""
    return f"{post.time.earliest:%m-%d %H:%M}" if post.time.is_exact and post.time.earliest else None


def check(posts: Sequence[Post], made: Sequence[MadePost], manner: Manner) -> None:
    """Every post is there once, with its words, title, writer and time."""
    wanted = list(reversed(made)) if manner.oldest_first else list(made)
    assert [post.text.split(" ", 3)[:3] for post in posts] == [one.body[0].split(" ", 3)[:3] for one in wanted]
    for post, one in zip(posts, wanted, strict=True):
        assert "".join("".join(one.body).split()) == "".join(post.text.split())
        assert post.title == (one.title if manner.titles else None)
        assert post.byline == ((one.writer,) if manner.writers else ())
        if manner.times:
            assert clock(post) == f"{one.at:%m-%d %H:%M}"
        assert 0 < post.boundary.confidence <= 1
        assert post.boundary.reason


@pytest.mark.parametrize("name", MANNERS)
def test_posts_are_found_in_whatever_manner_their_times_are_written(name: str) -> None:
    made, manner = made_posts(LAST), MANNERS[name]
    check(posts_of(page(made, manner), name), made, manner)


@pytest.mark.parametrize("name", [name for name, manner in MANNERS.items() if manner.times])
def test_a_page_over_midnight_has_two_days(name: str) -> None:
    made, manner = made_posts(LAST - timedelta(hours=19)), MANNERS[name]
    check(posts_of(page(made, manner), name), made, manner)
