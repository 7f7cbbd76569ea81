"""Pages of which the text alone is left, whose posts are marked by their time lines in one manner or another."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from made_dumps import MANNERS, MadePost, Manner, age, made_posts, page
from segmentation import WEIGHTS
from timeline_pages import ARTICLE

from desktop.domain.documents import Document, Source
from desktop.domain.posts import Post, PostKind
from desktop.domain.times import TimeFrame
from desktop.importers.documents import markdown, plain_text
from desktop.timeline import cutting, placing

LAST = datetime(2022, 3, 5, 20, 41, tzinfo=UTC)  # the reading of the clock, whatever its zone
FRAME = TimeFrame(base_day=LAST.date(), zone="America/New_York")


def read(text: str, name: str = "") -> Document:
    importer = markdown if name.startswith("Markdown") else plain_text
    return importer.read(Source("page.txt", text.encode()))


def posts_of(text: str, name: str = "", frame: TimeFrame = FRAME) -> list[Post]:
    document = read(text, name)
    made = cutting.cut(document, ARTICLE, WEIGHTS)
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


# ---- what tempts to cut wrongly


def heads(posts: Sequence[Post]) -> list[str]:
    """The first words of each post."""
    return [" ".join(post.text.split()[:4]) for post in posts]


def first_words(made: Sequence[MadePost]) -> list[str]:
    return [" ".join(one.body[0].split()[:4]) for one in made]


@pytest.mark.parametrize("name", ["each post one line", "glued age and clock", "glued bullets"])
def test_a_page_of_which_nothing_but_one_line_is_left_is_parted(name: str) -> None:
    made, manner = made_posts(LAST), MANNERS[name]
    lines = [line.removeprefix("  • ") for n, one in enumerate(made) for line in manner.lines(n, one)]
    text = "Dam at Torvik: live updates\n\n" + "".join(line.replace("    • ", "") for line in lines)
    posts = posts_of(text)
    assert heads(posts) == first_words(made)
    assert [post.title for post in posts] == [one.title for one in made]


def test_an_age_inside_a_sentence_parts_no_line() -> None:
    made, manner = made_posts(LAST), MANNERS["each post one line"]
    text = page(made, manner).replace("Two hours ago the ferry", "It is late. 2 hours ago the ferry")
    assert len(posts_of(text)) == len(made)


SHORT_POSTS = (
    "10:15 Ferry leaves Aldmouth",
    "Forty people are on board.",
    "10:40 Ferry returns in the fog",
    "Nobody was hurt.",
    "11:05 Lighthouse goes dark",
    "A cable has torn at Carrow Head.",
)


def test_a_clock_beside_a_title_is_the_time_of_a_post_however_short() -> None:
    posts = posts_of("\n\n".join(["Storm over Aldmouth", *SHORT_POSTS]))
    assert [clock(post) for post in posts] == ["03-05 10:15", "03-05 10:40", "03-05 11:05"]
    assert [post.title for post in posts] == [words.split(" ", 1)[1] for words in SHORT_POSTS[::2]]


def test_a_programme_with_a_line_below_each_event_stays_at_the_foot_of_its_article() -> None:
    story = ["The harbour of Aldmouth keeps its feast on Sunday, and half of the coast will be there. " * 3] * 3
    document = read("\n\n".join(["Aldmouth keeps its feast", *story, *SHORT_POSTS]))
    made = cutting.cut(document, ARTICLE, WEIGHTS)
    assert len(made.posts) == 1
    assert all(line in made.posts[0].text for line in SHORT_POSTS)


def test_a_programme_of_round_hours_alone_is_no_live_page() -> None:
    events = ("10:00 Opening of the fair", "11:00 Boats", "13:30 Music", "15:00 Races", "18:00 Fireworks")
    lines = "\n\n".join(f"{event}\n\nAll guests stand on the big stage by the quay." for event in events)
    document = read(f"The fair begins on Saturday and lasts one day.\n\n{lines}")
    assert len(cutting.cut(document, ARTICLE, WEIGHTS).posts) == 1


def test_a_programme_inside_a_post_is_no_row_of_posts() -> None:
    made, manner = made_posts(LAST), MANNERS["inline clock"]
    programme = ["Here is what we expect.", "10am: The council meets.", "2pm: The water board speaks.", "6pm: A vigil."]
    lines = page(made, manner).split("\n\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("6.")) + 1
    posts = posts_of("\n\n".join([*lines[:at], *programme, *lines[at:]]))
    assert heads(posts) == first_words(made[::-1])


@pytest.mark.parametrize("decoy", ["7.30pm", "7 p.m."])
def test_a_clock_in_another_notation_that_breaks_the_order_is_text(decoy: str) -> None:
    made, manner = made_posts(LAST, count=10), MANNERS["British clock with zone"]
    lines = page(made, manner).split("\n\n")
    posts = posts_of("\n\n".join([*lines[:-2], decoy, *lines[-2:]]))
    assert len(posts) == len(made)
    assert decoy in posts[-1].text


def test_a_post_whose_time_line_is_missing_is_still_a_post_but_less_surely() -> None:
    made, manner = made_posts(LAST), MANNERS["age, title, byline, doubled caption"]
    posts = posts_of(page(made, manner).replace(f"{age(3)}\n\n", ""))
    assert heads(posts) == first_words(made)
    assert posts[3].title == made[3].title
    assert posts[3].boundary.confidence < 1
    assert "missing" in posts[3].boundary.reason


def test_the_line_that_tells_when_the_page_was_published_opens_no_post() -> None:
    made = made_posts(LAST)
    manner = Manner(lambda n, p: [f"{p.at:%Hh%M} - Le {p.title}", *p.body])
    posts = posts_of(page(made, manner, ["Publié le 5 mars 2022 à 08:01"]))
    assert [post.title for post in posts] == [f"Le {one.title}" for one in made]
    assert [clock(post) for post in posts] == [f"{one.at:%m-%d %H:%M}" for one in made]


def test_days_that_stand_above_their_posts_date_them() -> None:
    made = made_posts(LAST, count=12, gap=160)
    days = {one.at.date() for one in made}
    lines = ["Dam at Torvik: live updates"]
    for n, one in enumerate(made):
        if n == 0 or one.at.date() != made[n - 1].at.date():
            lines.append(f"{one.at:%A}, {one.at.day} {one.at:%B %Y}")
        lines += [f"{one.at:%H:%M}", one.title, *one.body]
    posts = posts_of("\n\n".join(lines), frame=TimeFrame(zone="Europe/Oslo"))
    assert len(days) > 1
    assert [clock(post) for post in posts] == [f"{one.at:%m-%d %H:%M}" for one in made]


def test_a_pinned_post_on_top_moves_no_other() -> None:
    made, manner = made_posts(LAST), MANNERS["clock of 24 hours alone"]
    pinned = ["Pinned post", "09:05", "What to know at noon", "Everything of note stands here."]
    posts = posts_of(page(made, manner, pinned))
    assert [clock(post) for post in posts[1:]] == [f"{one.at:%m-%d %H:%M}" for one in made]


def test_clocks_without_halves_of_the_day_are_read_by_their_order() -> None:
    made = made_posts(LAST, count=14, gap=45)
    manner = Manner(lambda n, p: [f"{(p.at.hour - 1) % 12 + 1}.{p.at:%M}", p.title, *p.body])
    text = page(made, manner, ["Updated 20.45 GMT, 5 March 2022"])
    assert [clock(post) for post in posts_of(text, frame=TimeFrame(zone="UTC"))] == [
        f"{one.at:%m-%d %H:%M}" for one in made
    ]


def test_ages_count_from_the_line_that_says_when_the_page_was_updated() -> None:
    made, manner = made_posts(LAST), MANNERS["German ages"]
    posts = posts_of(page(made, manner, ["Aktualisiert: 5. März 2022, 20:45 Uhr"]), frame=TimeFrame(zone="UTC"))
    for n, post in enumerate(posts):
        when, low = post.time, datetime(2022, 3, 5, 20, 45, tzinfo=UTC) - timedelta(minutes=5 + 6 * n)
        assert when.earliest == low
        assert when.latest == low + timedelta(minutes=2)
        assert not when.is_exact
