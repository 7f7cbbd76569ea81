"""The line of each row that shows why a search found it."""

import pytest
from panel_builders import SmallLibrary, a_post
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.domain.searching import Excerpt
from desktop.ui.panels.posts import PostsPanel
from desktop.ui.panels.posts.excerpts import ExcerptPainter

LONG = "The council met in the town hall and spoke for hours about fees, boats, nets and weather before the ferry left."


@pytest.fixture
def library():
    return SmallLibrary(
        (a_post("one", LONG), a_post("two", "No boat sails today."), a_post("three", "The ferry waits."))
    )


@pytest.fixture
def panel(qtbot, session, jobs, theme, library, start, settle) -> PostsPanel:
    panel = PostsPanel(session, jobs, theme)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    qtbot.waitExposed(panel)
    start()
    return panel


def spoken(panel) -> list[str]:
    return [panel.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(panel.model.rowCount())]


def test_rows_of_a_search_are_higher_and_say_where_its_words_stand(panel, session, qtbot, settle):
    plain_px = panel.view.visualRect(panel.model.index(0, 0)).height()
    session.search("ferry")
    qtbot.waitUntil(lambda: session.excerpt_of(session.listing.ids[0]) is not None)
    assert panel.view.visualRect(panel.model.index(0, 0)).height() > plain_px
    assert "The ferry waits." in spoken(panel)[1]
    session.search("")
    settle()
    assert panel.view.visualRect(panel.model.index(0, 0)).height() == plain_px


def test_words_of_another_search_take_the_place_of_the_first(panel, session, qtbot):
    session.search("ferry")
    qtbot.waitUntil(lambda: session.excerpt_of(session.listing.ids[0]) is not None)
    session.search("boat")
    qtbot.waitUntil(lambda: panel.shows_answer and session.excerpt_of(session.listing.ids[0]) is not None)
    hits = session.excerpt_of(session.listing.ids[0]).hits
    assert [LONG[start:end] for start, end in hits] == ["boat"]


def painted(theme, excerpt: Excerpt, width: int) -> tuple[QImage, int]:
    painter_of = ExcerptPainter(theme, theme.interface_font())
    image = QImage(width, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    height = painter_of.paint(painter, QRect(0, 0, width, 60), excerpt)
    painter.end()
    return image, height


def holds(image: QImage, tone: QColor) -> bool:
    return any(image.pixelColor(x, y) == tone for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("width", [120, 220, 400])
def test_a_hit_is_always_in_sight_and_on_its_own_tone(theme, width):
    start = LONG.index("ferry")
    image, height = painted(theme, Excerpt(LONG, ((start, start + 5),)), width)
    assert holds(image, theme.colour("hit"))
    assert 0 < height <= 60


def test_an_excerpt_of_nothing_takes_no_room(theme):
    assert painted(theme, Excerpt(""), 200)[1] == 0


def test_letters_beyond_the_first_plane_move_no_hit(theme):
    image, _ = painted(theme, Excerpt("🚤🚤 ferry", ((3, 8),), "caption"), 400)
    assert holds(image, theme.colour("hit"))
