"""Repairing: what the reader said of a cut, carried out on it and on later ones."""

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from timeline_pages import ARTICLE, a_post, utc

from desktop.domain.ids import PostId
from desktop.domain.posts import Figure, Post
from desktop.domain.repairs import Act, BeginPost, EndCut, GiveTitle, Repair, RepairId, TrustCut, WordsPlace
from desktop.domain.times import Precision, When
from desktop.timeline.repairing import carry_out, first_word
from desktop.timeline.repairs.pieces import Moves
from desktop.timeline.repairs.repair_places import find_words, place_in_post, place_of_post

DAM = "The dam at Torvik held through the night.\n\nThe engineer will look at it again at noon."
FERRY = "Both ferries stay in port.\n\nNobody was on board."
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def repair(number: int, at: WordsPlace, act: Act) -> Repair:
    return Repair(RepairId(f"repair{number}"), ARTICLE, number, NOON, at, act)


def page(*posts: Post) -> tuple[Post, ...]:
    return posts


def test_a_repair_is_carried_out_on_a_cut_that_never_saw_it() -> None:
    post = a_post(DAM, "a")
    split = repair(1, place_in_post(post, DAM.index("The engineer")), BeginPost(PostId("b")))
    recut = carry_out([a_post("Rain fell.\n\n" + DAM, "x"), a_post(FERRY, "y")], [split])
    assert [each.text for each in recut.posts] == [
        "Rain fell.\n\nThe dam at Torvik held through the night.",
        "The engineer will look at it again at noon.",
        FERRY,
    ]
    assert [each.id for each in recut.posts] == ["x", "b", "y"]


def test_words_that_were_edited_are_still_the_place() -> None:
    post = a_post(DAM, "a")
    split = repair(1, place_in_post(post, DAM.index("The engineer")), BeginPost(PostId("b")))
    edited = DAM.replace("look at it again", "look at it once more")
    assert len(carry_out([a_post(edited, "a")], [split]).posts) == 2


def test_words_that_stand_twice_are_told_apart_by_what_stands_around_them() -> None:
    text = "Gate one is open.\n\nNothing else is known.\n\nGate two is open.\n\nNothing else is known."
    place = place_in_post(a_post(text, "a"), text.rindex("Nothing"))
    assert find_words(place, [a_post(text, "a")]) == (0, text.rindex("Nothing"))
    assert find_words(WordsPlace(PostId("a"), "Nothing else is known."), [a_post(text, "a")]) is None


def test_a_few_words_elsewhere_are_not_the_place() -> None:
    post = a_post("The dam held.\n\nNobody was hurt.\n\nRain fell.", "a")
    split = repair(1, place_in_post(post, post.text.index("Nobody")), BeginPost(PostId("b")))
    later = [a_post("The dam held.", "a"), a_post("The ferry sank. Nobody was hurt. It was empty.", "c")]
    assert [each.text for each in carry_out(later, [split]).posts] == [each.text for each in later]


def test_what_a_line_says_of_a_post_is_not_said_of_what_is_cut_off_below() -> None:
    stated = When(utc(5, 10), utc(5, 11), Precision.INTERVAL, ("the page says “1 hour ago”",), "1 hour ago")
    post = a_post(DAM, "a", time=stated)
    upper, lower = carry_out(
        [post], [repair(1, place_in_post(post, DAM.index("The engineer")), BeginPost(PostId("b")))]
    ).posts
    assert upper.time == stated
    assert (lower.time.stated, lower.time.latest) == (None, utc(5, 11))
    assert lower.time.earliest is None


def test_a_place_that_is_gone_waits() -> None:
    split = repair(1, place_in_post(a_post(DAM, "a"), DAM.index("The engineer")), BeginPost(PostId("b")))
    done = carry_out([a_post(FERRY, "a")], [split])
    assert (len(done.posts), dict(done.targets)) == (1, {})


def test_words_go_before_ids() -> None:
    """A better cut may give an id to another part of what it stood for."""
    title = repair(1, place_of_post(a_post(DAM, "a")), GiveTitle("Dam holds"))
    done = carry_out([a_post(FERRY, "a"), a_post(DAM, "c")], [title])
    assert [post.title for post in done.posts] == [None, "Dam holds"]


def test_what_is_so_already_stays_so() -> None:
    posts = [a_post(DAM, "a"), a_post(FERRY, "b")]
    joined = carry_out(posts, [end := repair(1, place_of_post(posts[1]), EndCut())])
    again = carry_out(joined.posts, [end])
    assert again.posts == joined.posts
    assert again.targets == {end.id: "a"}


def test_a_trusted_cut_is_sure() -> None:
    done = carry_out([a_post(DAM, "a"), a_post(FERRY, "b")], [repair(1, WordsPlace(PostId("b"), "?"), TrustCut())])
    assert done.posts[1].boundary.confidence == 1.0


def test_joined_posts_keep_pictures_writers_and_the_stated_time() -> None:
    figure, other = Figure("The dam", "J. Ek"), Figure("The gate", None)
    upper = a_post(DAM, "a", figures=(figure,), byline=("Ida",))
    time = When(utc(5, 12), utc(5, 12), Precision.MINUTE)
    lower = a_post(FERRY, "b", figures=(figure, other), byline=("Ida", "Jon"), time=time, order_key=7.0)
    (joined,) = carry_out([upper, lower], [repair(1, place_of_post(lower), EndCut())]).posts
    assert (joined.figures, joined.byline, joined.time) == ((figure, other), ("Ida", "Jon"), time)
    assert joined.order_key == 7.0


paragraph = st.sampled_from(
    ["The dam held.", "Ferries stay in port.", "“Nobody knows,” she said.", "A 🛟 was thrown.", "Yes."]
)
pages = st.lists(st.lists(paragraph, min_size=1, max_size=4).map("\n\n".join), min_size=1, max_size=5)
orders = st.lists(st.tuples(st.booleans(), st.integers(0, 30), st.integers(0, 60)), max_size=8)


def repairs_for(posts: Sequence[Post], wanted: Sequence[tuple[bool, int, int]]) -> list[Repair]:
    """Repairs as a reader would make them, one after the other, each on what the ones before came to."""
    made: list[Repair] = []
    for number, (is_split, which, where) in enumerate(wanted, 1):
        shown = carry_out(posts, made).posts
        post = shown[which % len(shown)]
        start = first_word(post, where % (len(post.text) + 1))
        if is_split and start:
            made.append(repair(number, place_in_post(post, start), BeginPost(PostId(f"made{number}"))))
        elif not is_split and post.ordinal:
            made.append(repair(number, place_of_post(post), EndCut()))
    return made


@given(pages, orders)
def test_for_any_repairs_every_letter_is_there_once_and_every_id_is_another(
    bodies: list[str], wanted: list[tuple[bool, int, int]]
) -> None:
    posts = [a_post(body, f"post{n}", ordinal=n) for n, body in enumerate(bodies)]
    done = carry_out(posts, repairs_for(posts, wanted))
    assert "".join("".join(post.text.split()) for post in done.posts) == "".join("".join(bodies).split())
    assert len({post.id for post in done.posts}) == len(done.posts)
    assert [post.ordinal for post in done.posts] == list(range(len(done.posts)))


@given(pages, orders, st.integers(0, 8))
def test_for_any_two_sets_of_repairs_words_are_found_where_they_went(
    bodies: list[str], wanted: list[tuple[bool, int, int]], fewer: int
) -> None:
    posts = [a_post(body, f"post{n}", ordinal=n) for n, body in enumerate(bodies)]
    repairs = repairs_for(posts, wanted)
    before, after = carry_out(posts, repairs), carry_out(posts, repairs[:fewer])
    moves, texts = Moves(before, after), {post.id: post.text for post in after.posts}
    for post in before.posts:
        assert moves.successor(post.id) in texts
        for at, letter in enumerate(post.text):
            if not letter.isspace():
                place = moves.place(post.id, at)
                assert place is not None
                assert texts[place[0]][place[1]] == letter
