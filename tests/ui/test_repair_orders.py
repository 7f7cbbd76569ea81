"""Repair orders: which posts are meant, and the walk through those whose start is unsure."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fake_library import a_row
from PySide6.QtCore import QTime

from desktop.domain.ids import PostId
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.ui import repair_orders
from desktop.ui.dialogs.time import Known, TimeDialog


@pytest.fixture
def doubted(library, session, settle):
    """Of five posts the second and the fourth have an unsure start."""
    names = ("one", "two", "three", "four", "five")
    library.rows = [replace(a_row(name), is_doubtful=name in ("two", "four")) for name in names]
    session.reload()
    settle()
    return session


def test_the_walk_goes_from_one_unsure_start_to_the_next_and_back(doubted):
    shown = []
    for by in (1, 1, -1):
        repair_orders.go_to_doubt(doubted, by)
        shown.append(doubted.current_post)
    assert shown == ["two", "four", "two"]
    assert doubted.selected_posts == ("two",)


def test_where_no_further_start_is_unsure_the_reader_is_told(doubted):
    told = []
    doubted.message.connect(told.append)
    doubted.show_post(PostId("five"))
    repair_orders.go_to_doubt(doubted, 1)
    assert doubted.current_post == "five"
    assert [message.text for message in told] == [repair_orders.NO_FURTHER_DOUBT]


def test_only_an_unsure_start_can_be_confirmed(doubted):
    assert not repair_orders.can_confirm(doubted)
    doubted.show_post(PostId("two"))
    assert repair_orders.can_confirm(doubted)


@pytest.mark.parametrize(
    ("when", "known", "clock"),
    [
        (UNKNOWN_TIME, Known.CLOCK, QTime(12, 0)),
        (
            When(
                datetime(2022, 2, 9, 10, tzinfo=UTC),
                datetime(2022, 2, 11, 10, tzinfo=UTC),
                Precision.INTERVAL,
                earliest_is_day=True,
                latest_is_day=True,
            ),
            Known.DAY,
            QTime(12, 0),
        ),
        (
            When(datetime(2022, 2, 9, 10, tzinfo=UTC), datetime(2022, 2, 9, 10, tzinfo=UTC), Precision.MINUTE),
            Known.CLOCK,
            QTime(11, 0),
        ),
    ],
)
def test_no_hour_is_offered_that_the_page_does_not_tell(theme, qtbot, when, known, clock):
    dialog = TimeDialog(PostId("one"), when, "Europe/Berlin", ("", "UTC"), theme)
    qtbot.addWidget(dialog)
    assert (dialog.known.currentIndex(), dialog.clock.time()) == (known, clock)
