"""What is told about times outside an export is what an export says."""

from datetime import UTC, datetime

import pytest

from desktop.domain.ids import PostId
from desktop.domain.posts import PostKind
from desktop.domain.repairs import BeginPost, EndCut, GiveBackground, GiveKind, GiveTime, GiveTitle, TrustCut
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.library.wording import repair_in_words, time_in_words

EVENING = datetime(2022, 2, 12, 17, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(EVENING, EVENING, Precision.MINUTE, zone="America/New_York"), "12 Feb 2022, 12:06 EST"),
        (When(EVENING, EVENING, Precision.MINUTE), "12 Feb 2022, 17:06 UTC"),
        (When(None, EVENING, Precision.INTERVAL, zone="+01:00"), "12 Feb 2022, 18:06 UTC+1 or earlier"),
        (UNKNOWN_TIME, "time not known"),
    ],
)
def test_times_are_told_in_the_zone_of_their_source(when: When, words: str) -> None:
    assert time_in_words(when) == words


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (BeginPost(PostId("p")), "a post begins here"),
        (EndCut(), "joined with the post above"),
        (TrustCut(), "it does begin here"),
        (GiveTitle("Ferries"), "title: Ferries"),
        (GiveTitle(None), "no title"),
        (GiveTime(UNKNOWN_TIME), "time: time not known"),
        (GiveKind(PostKind.NOTICE), "it is a notice"),
        (GiveBackground(False), "no background"),
    ],
)
def test_repairs_are_told_in_words(act: object, words: str) -> None:
    assert repair_in_words(act) == words  # type: ignore[arg-type]
