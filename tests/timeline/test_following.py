"""Following: which post of a newer version is which of the one before."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from timeline_pages import a_post, utc

from desktop.domain.times import Precision, When
from desktop.timeline.following import follow

DAM = "The engineer said that the dam at Torvik would hold until the morning, whatever the rain may bring."
FERRY = "Both boats stay in the harbour until further notice because the river is too fast for them to cross."


def test_same_words_keep_their_id_and_revision() -> None:
    diff = follow([a_post(DAM, "old", revision=3)], [a_post(DAM, "old")])
    assert (diff.posts[0].id, diff.posts[0].revision) == ("old", 3)
    assert diff.unchanged == {"old"}


def test_edited_words_keep_their_id_and_get_a_revision() -> None:
    diff = follow(
        [a_post(DAM, "a"), a_post(FERRY, "b")], [a_post(FERRY, "b"), a_post(DAM.replace("rain", "snow"), "c")]
    )
    assert [(p.id, p.revision) for p in diff.posts] == [("b", 1), ("a", 2)]
    assert (diff.changed, diff.unchanged, diff.added, diff.removed) == ({"a"}, {"b"}, set(), set())


def test_address_binds_a_post_rewritten_from_scratch() -> None:
    diff = follow([a_post(DAM, "a", url="https://x.example/1")], [a_post(FERRY, "b", url="https://x.example/1")])
    assert diff.posts[0].id == "a"
    assert diff.changed == {"a"}


def test_other_words_are_another_post() -> None:
    diff = follow([a_post(DAM, "a")], [a_post(FERRY, "b")])
    assert (diff.added, diff.removed) == ({"b"}, {"a"})


def test_new_title_is_a_change() -> None:
    diff = follow([a_post(DAM, "a")], [a_post(DAM, "b", title="Dam holds")])
    assert diff.changed == {"a"}


def test_one_earlier_post_is_claimed_once() -> None:
    diff = follow([a_post(DAM, "a")], [a_post(DAM, "b"), a_post(DAM + " Again.", "c")])
    assert diff.posts[0].id == "a"
    assert diff.added == {"c"}


def test_new_post_never_takes_the_id_of_one_that_is_gone() -> None:
    earlier = [a_post(DAM, "a", url="https://x.example/1")]
    diff = follow(earlier, [a_post(FERRY, "a", url="https://x.example/1"), a_post(DAM, "a", url="https://x.example/2")])
    assert diff.posts[0].id == "a"
    assert diff.posts[1].id != "a"


words = st.lists(
    st.sampled_from(["dam", "ferry", "gate", "river", "mayor", "bus", "school", "rain", "snow"]), max_size=12
)
versions = st.lists(words.map(" ".join), max_size=8)


@given(versions, versions)
def test_for_any_two_versions_every_post_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    earlier = [a_post(body, f"old{n}") for n, body in enumerate(before)]
    later = [a_post(body, f"new{n}") for n, body in enumerate(after)]
    diff = follow(earlier, later)
    ids = [post.id for post in diff.posts]
    assert [post.text for post in diff.posts] == after
    assert max(Counter(ids).values(), default=0) <= 1
    assert diff.added | diff.changed | diff.unchanged == set(ids)
    assert diff.removed == {post.id for post in earlier} - set(ids)


@given(versions)
def test_for_any_version_followed_by_itself_nothing_changes(bodies: list[str]) -> None:
    posts = [a_post(body, f"post{n}") for n, body in enumerate(bodies)]
    diff = follow(posts, posts)
    assert diff.unchanged == {post.id for post in posts}
    assert [post.id for post in diff.posts] == [post.id for post in posts]


def test_title_and_stated_time_bind_a_post_rewritten_from_scratch() -> None:
    at = When(utc(5, 9), utc(5, 9), Precision.MINUTE)
    other = When(utc(5, 10), utc(5, 10), Precision.MINUTE)
    old = a_post(DAM, "a", title="River", time=at)
    assert follow([old], [a_post(FERRY, "b", title="River", time=at)]).changed == {"a"}
    assert follow([old], [a_post(FERRY, "b", title="River", time=other)]).added == {"b"}
    assert follow([old], [a_post(FERRY, "b", title="River")]).added == {"b"}
