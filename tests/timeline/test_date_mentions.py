"""Date mentions: of what a post's dates are the dates, and how they go with its words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timeline_pages import ARTICLE, a_post, dump, placed

from desktop.domain.dates import DateKind, DatePlace
from desktop.domain.ids import PostId
from desktop.domain.posts import Figure, Paragraph, ParagraphKind, Post
from desktop.domain.repairs import Act, BeginPost, EndCut, GiveBackground, GiveTime, Repair, RepairId, WordsPlace
from desktop.domain.times import Precision, When
from desktop.timeline.days.date_mentions import event_days, find_dates, read_post
from desktop.timeline.days.dates import Writing
from desktop.timeline.repairing import carry_out
from desktop.timeline.repairs.repair_places import place_in_post, place_of_post

SATURDAY = date(2022, 3, 5)
MADE = datetime(2024, 5, 1, tzinfo=UTC)


def dated(post: Post, day: date | None = SATURDAY) -> Post:
    dates = find_dates(post, read_post(post), Writing(day))
    return replace(post, dates=dates, event_days=event_days(dates, post, day) if day else ())


def kinds(words: str) -> list[tuple[str, DateKind]]:
    return [(each.text, each.kind) for each in dated(a_post(words)).dates]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The dam broke on Friday.", DateKind.EVENT),
        ("The dam broke this week.", DateKind.EVENT),
        ("The council will meet on Monday.", DateKind.PLAN),
        ("The council will meet later today.", DateKind.PLAN),
        ("The council meets next week.", DateKind.PLAN),
        ("It was said at today’s council meeting.", DateKind.EVENT),
        ("It was built for today’s needs.", DateKind.BACKGROUND),
        ("Today many families live from fishing.", DateKind.BACKGROUND),
        ("The dam was built in 1934.", DateKind.BACKGROUND),
        ("Call the harbour today to be towed.", DateKind.BACKGROUND),
        ("March 4, 2022", DateKind.BACKGROUND),
        ("Updated by Ada Lind on March 4, 2022", DateKind.BACKGROUND),
        ("The map was drawn by Ada Lind, retrieved March 4, 2022, from her desk.", DateKind.BACKGROUND),
        ("The mayor resigned on March 4, 2022.", DateKind.EVENT),
        ("The minister will meet the crews and visit the clinic today.", DateKind.PLAN),
        ("The crews came and start work today in Varn.", DateKind.EVENT),
        ("The bodies of two miners were retrieved on Friday after the flood.", DateKind.EVENT),
        ("Asked on Friday about the dam, the mayor of Varn said no.", DateKind.EVENT),
        ("The list of ferries was updated on Friday.", DateKind.EVENT),
        ("The dam was mended last month.", DateKind.BACKGROUND),
        ("The dam was mended on February 3.", DateKind.BACKGROUND),
        ("“They say it breaks on the 16th,” he said.", DateKind.PLAN),
    ],
)
def test_a_date_has_a_kind(words: str, kind: DateKind) -> None:
    assert [each for _, each in kinds(words)] == [kind]


def test_a_date_in_a_caption_is_that_of_a_photograph() -> None:
    post = dated(a_post("The dam broke.", figures=(Figure(None, None), Figure("The dam on March 4.", None))))
    (shown,) = post.dates
    assert (shown.kind, shown.place, shown.number) == (DateKind.PHOTOGRAPH, DatePlace.CAPTION, 1)
    assert post.event_days == (SATURDAY,)


def test_a_quoted_day_is_no_day_of_an_event() -> None:
    post = dated(a_post("“I saw it on Friday,” he said.", "q"))
    assert post.dates[0].is_quoted
    assert post.event_days == (SATURDAY,)
    quoted = dated(a_post("x", paragraphs=(Paragraph(ParagraphKind.QUOTE, "I saw it on Friday."),)))
    assert quoted.dates[0].is_quoted
    assert quoted.event_days == (SATURDAY,)


def test_news_whose_lede_names_no_day_is_of_the_day_it_was_written() -> None:
    assert dated(a_post("The dam broke.\n\nIt was mended on Friday.")).event_days == (date(2022, 3, 4), SATURDAY)
    assert dated(a_post("The dam broke on Friday.\n\nIt rained on Thursday.")).event_days == (
        date(2022, 3, 3),
        date(2022, 3, 4),
    )


def test_every_date_gives_its_reasons_and_lies_between_two_instants() -> None:
    (mention,) = dated(a_post("The dam broke on Friday.")).dates
    assert any("Saturday 5 March 2022" in reason for reason in mention.basis)
    assert mention.earliest == datetime.fromisoformat("2022-03-04T00:00:00+14:00")
    assert mention.latest == datetime.fromisoformat("2022-03-04T23:59:59.999999-12:00")
    there = replace(mention, zone="Pacific/Fiji")
    assert there.earliest_in_utc == datetime(2022, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize("wrong", [{"first": date(2022, 3, 9)}, {"moment": datetime(2022, 3, 4)}])  # noqa: DTZ001
def test_a_date_that_ends_before_it_begins_or_has_no_offset_is_none(wrong: dict[str, object]) -> None:
    (mention,) = dated(a_post("The dam broke on Friday.")).dates
    with pytest.raises(ValueError, match=r"ends before|needs an offset"):
        replace(mention, **wrong)


def test_placing_a_page_finds_its_dates() -> None:
    (post,) = placed(dump("The dam at Torvik broke on Friday, and the town was cleared."))
    assert [(each.text, each.first) for each in post.dates] == [("Friday", date(2022, 3, 4))]
    assert post.dates[0].zone is None


# ---- with the words, through repairs

UPPER = "The dam broke on Friday."
LOWER = "The council will meet on Monday."


def repair(number: int, at: WordsPlace, act: Act) -> Repair:
    return Repair(RepairId(f"repair{number}"), ARTICLE, number, MADE, at, act)


def spans_hold(post: Post) -> bool:
    return all(post.paragraphs[each.number].text[each.start : each.end] == each.text for each in post.dates)


def test_dates_go_with_their_words_when_a_post_is_split_and_joined() -> None:
    whole = dated(a_post(f"{UPPER}\n\n{LOWER} Nobody else will come.", "a"))
    split = repair(1, place_in_post(whole, whole.text.index(LOWER)), BeginPost(PostId("b")))
    upper, lower = carry_out([whole], [split]).posts
    assert [each.text for each in upper.dates] == ["Friday"]
    assert [(each.text, each.number) for each in lower.dates] == [("Monday", 0)]
    assert spans_hold(lower)
    assert upper.event_days == (date(2022, 3, 4),)
    join = repair(2, place_of_post(lower), EndCut())
    (again,) = carry_out([whole], [split, join]).posts
    assert again.dates == whole.dates


def test_a_part_without_a_day_does_not_keep_that_of_the_other_part() -> None:
    whole = dated(a_post(f"{UPPER}\n\nNobody else will come.", "a"))
    split = repair(1, place_in_post(whole, whole.text.index("Nobody")), BeginPost(PostId("b")))
    upper, lower = carry_out([whole], [split]).posts
    assert upper.event_days == (date(2022, 3, 4),)
    assert lower.event_days == ()


def test_a_date_that_is_cut_in_two_is_none() -> None:
    whole = dated(a_post("They came on March 3 in the rain.", "a"))
    split = repair(1, place_in_post(whole, whole.text.index("3 in")), BeginPost(PostId("b")))
    assert [each.dates for each in carry_out([whole], [split]).posts] == [(), ()]


def test_captions_keep_their_dates_in_a_joined_post() -> None:
    above = dated(a_post(UPPER, "a", figures=(Figure("The gate on March 1.", None),)))
    below = dated(a_post(LOWER, "b", figures=(Figure("The dam on March 2.", None),)))
    (joined,) = carry_out([above, below], [repair(1, place_of_post(below), EndCut())]).posts
    assert [(each.text, each.place.value, each.number) for each in joined.dates] == [
        ("Friday", "paragraph", 0),
        ("Monday", "paragraph", 1),
        ("March 1", "caption", 0),
        ("March 2", "caption", 1),
    ]


def test_what_the_reader_calls_background_is_no_event_any_more() -> None:
    whole = dated(a_post(f"The crew is home.\n\n{UPPER}", "a"))
    at = place_in_post(whole, whole.text.index(UPPER))
    (post,) = carry_out([whole], [repair(1, at, GiveBackground(True))]).posts
    assert post.dates[0].kind is DateKind.BACKGROUND
    assert post.event_days == (SATURDAY,)
    (back,) = carry_out([whole], [repair(1, at, GiveBackground(True)), repair(2, at, GiveBackground(False))]).posts
    assert back.dates == whole.dates


def test_days_are_reckoned_anew_from_the_time_that_the_reader_gives() -> None:
    whole = dated(a_post("It broke yesterday.", "a"))
    at = datetime(2022, 3, 2, 12, tzinfo=UTC)
    when = When(at, at, Precision.MINUTE, ("you gave it",), zone="Europe/Oslo")
    (post,) = carry_out([whole], [repair(1, place_of_post(whole), GiveTime(when))]).posts
    assert [each.first for each in post.dates] == [date(2022, 3, 1)]
    assert post.dates[0].zone == "Europe/Oslo"


pieces_of_text = st.lists(
    st.sampled_from([UPPER, LOWER, "On 3 May 2021 it rained.", "No day."]), min_size=1, max_size=4
)


@given(pieces_of_text, st.data())
def test_for_any_cut_every_date_still_holds_its_words(parts: list[str], data: st.DataObject) -> None:
    whole = dated(a_post("\n\n".join(parts), "a"))
    at = data.draw(st.integers(0, len(whole.text) - 1))
    split = repair(1, place_in_post(whole, at), BeginPost(PostId("b")))
    for post in carry_out([whole], [split]).posts:
        assert spans_hold(post)
