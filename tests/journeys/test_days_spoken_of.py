"""A reader asks what was said of a day, through the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from reader_at_work import ReaderAtWork

from desktop.domain.dates import DateKind
from desktop.ui.panels.posts.panel import PostsPanel

pytestmark = pytest.mark.slow

PAGE = """11:40 a.m. ET, March 5, 2022

Third gate opened

The crew opened the third gate on Friday night, and the water fell by ten centimetres.

10:20 a.m. ET, March 5, 2022

Council to meet

The council will meet on Monday. The dam was built in 1934.

9:05 a.m. ET, March 5, 2022

Water rises

The river rose by half a metre on Friday and stands at the edge of the wall.

Source: https://www.example.org/live/2022-03-05/dam
"""


def test_a_day_is_chosen_on_the_lane_and_its_posts_are_read(reader: ReaderAtWork, tmp_path: Path, qtbot) -> None:
    page = tmp_path / "dam.txt"
    page.write_text(PAGE, encoding="utf-8")
    reader.drop(page)
    lane = reader.parts.window.findChild(PostsPanel).lane
    assert lane.isVisible()
    assert [dict(slot.counts) for slot in lane.slots] == [
        {DateKind.BACKGROUND: 1},
        {DateKind.EVENT: 2},
        {DateKind.PLAN: 1},
    ]
    lane.setFocus()
    qtbot.keyClick(lane, Qt.Key.Key_Right)
    reader.wait()
    assert reader.headlines() == ["Council to meet"]
    qtbot.keyClick(lane, Qt.Key.Key_Right)
    reader.wait()
    assert reader.headlines() == ["Water rises", "Third gate opened"]
    reader.open_post("Third gate opened")
    (date,) = reader.reader.reading.post.dates
    assert (date.text, date.first.isoformat()) == ("Friday night", "2022-03-04")
    reader.press("clear-search")
    reader.wait()
    assert len(reader.headlines()) == 3
