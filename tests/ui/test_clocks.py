"""By which clock a time is shown."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from desktop.domain.ids import ArticleId
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.ui.clocks import Clocks, clocks_for

HERE, ELSEWHERE = ArticleId("here"), ArticleId("elsewhere")
NOON = datetime(2022, 2, 12, 12, tzinfo=UTC)
SILENT = When(NOON, NOON, Precision.MINUTE)
GERMAN = When(NOON, NOON, Precision.MINUTE, zone="Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


class Speaking:
    """A library of which one article speaks in a zone and another in none that exists."""

    def zones(self, article_ids):
        assert set(article_ids) == {HERE, ELSEWHERE}
        return {HERE: "America/New_York", ELSEWHERE: "Nowhere/Atoll"}


def test_the_zone_chosen_goes_before_that_of_the_post_and_that_before_that_of_the_article() -> None:
    clocks = clocks_for(Speaking(), (HERE, ELSEWHERE))
    assert clocks.of(GERMAN, HERE) == ZoneInfo("Europe/Berlin")
    assert clocks.of(SILENT, HERE) == NEW_YORK
    assert clocks.of(SILENT, ELSEWHERE) == UTC
    assert clocks_for(Speaking(), (HERE,), NEW_YORK).of(GERMAN, ELSEWHERE) == NEW_YORK


def test_a_clock_has_a_name_on_its_day_and_none_where_no_hour_is_told() -> None:
    clocks = Clocks(None, {HERE: NEW_YORK})
    assert clocks.name_for(SILENT, HERE) == "EST"
    assert clocks.name_for(When(NOON, NOON, Precision.DAY), HERE) == ""
    assert clocks.name_for(UNKNOWN_TIME, HERE) == ""
