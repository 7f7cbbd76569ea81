"""Repairs of one page that were made in two libraries become one list."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.repairs import BeginPost, EndCut, GiveBackground, GiveTitle, Repair, RepairId, TrustCut, WordsPlace
from desktop.timeline.repairs.repair_merging import merge

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
DAM, FERRY = WordsPlace(PostId("a"), "The dam holds."), WordsPlace(PostId("b"), "Ferries stay in port.")


def repair(name: str, at: WordsPlace, act: object, minute: int) -> Repair:
    made = NOON + timedelta(minutes=minute)
    return Repair(RepairId(name), ArticleId("page"), 1, made, at, act)  # type: ignore[arg-type]


def test_what_speaks_of_different_things_is_all_kept() -> None:
    own = [repair("1", DAM, GiveTitle("Dam"), 5)]
    others = [repair("2", FERRY, GiveTitle("Ferry"), 3), repair("3", DAM, GiveBackground(True), 4)]
    assert merge(own, others) == (frozenset(), (others[0], others[1]))


def test_of_two_titles_of_one_post_the_newer_stays() -> None:
    older, newer = repair("1", DAM, GiveTitle("Dam"), 1), repair("2", DAM, GiveTitle("The dam"), 2)
    assert merge([older], [newer]) == ({older.id}, (newer,))
    assert merge([newer], [older]) == (frozenset(), ())


def test_what_both_say_is_kept_once() -> None:
    own, other = repair("1", DAM, EndCut(), 1), repair("2", DAM, EndCut(), 2)
    assert merge([own], [other]) == (frozenset(), ())


def test_whether_a_post_begins_somewhere_is_one_thing() -> None:
    joined, confirmed = repair("1", FERRY, EndCut(), 1), repair("2", FERRY, TrustCut(), 2)
    assert merge([joined], [confirmed]) == ({joined.id}, (confirmed,))


acts = st.sampled_from([EndCut(), TrustCut(), BeginPost(PostId("c")), GiveTitle("A"), GiveTitle("B")])
lists = st.lists(
    st.builds(repair, st.sampled_from("12345678"), st.sampled_from([DAM, FERRY]), acts, st.integers(0, 5)),
    max_size=6,
    unique_by=lambda each: each.id,
)


@given(lists, lists)
def test_merging_a_second_time_changes_nothing(own: list[Repair], others: list[Repair]) -> None:
    others = [each for each in others if each.id not in {one.id for one in own}]
    merged = merge(own, others)
    after = [*(each for each in own if each.id not in merged.forget), *merged.add]
    assert merge(after, others) == (frozenset(), ())
    assert {each.id for each in after} <= {each.id for each in (*own, *others)}
