"""What is told about times outside an export is what an export says."""

from datetime import UTC, datetime

import pytest

from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.library.wording import time_in_words

EVENING = datetime(2022, 2, 12, 17, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(EVENING, EVENING, Precision.MINUTE, zone="America/New_York"), "12 Feb 2022, 12:06 EST"),
        (When(EVENING, EVENING, Precision.MINUTE), "12 Feb 2022, 17:06 UTC"),
        (When(None, EVENING, Precision.INTERVAL, zone="+01:00"), "12 Feb 2022, 18:06 UTC+01:00 or earlier"),
        (UNKNOWN_TIME, "time not known"),
    ],
)
def test_times_are_told_in_the_zone_of_their_source(when: When, words: str) -> None:
    assert time_in_words(when) == words
