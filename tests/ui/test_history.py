"""Back and forward, as values."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import PostId
from desktop.domain.listings import Filter, Shelf
from desktop.ui.history import View, ViewHistory

VIEWS = st.builds(
    View,
    query=st.sampled_from(["", "kyiv", "kyiv nato"]),
    filter=st.sampled_from([Filter(), Filter(shelf=Shelf.UNREAD)]),
    post=st.sampled_from([None, PostId("a"), PostId("b")]),
)


def test_words_typed_letter_by_letter_are_one_step():
    history = ViewHistory()
    for query in ("k", "ky", "kyi", "kyiv"):
        history.visit(View(query=query))
    assert history.step(-1) == View()
    assert history.step(1) == View(query="kyiv")


def test_reading_on_in_the_same_list_is_no_step():
    history = ViewHistory()
    history.visit(View(post=PostId("a")))
    history.visit(View(post=PostId("b")))
    assert not history.can_go_back
    assert history.current.post == "b"


def test_going_elsewhere_after_going_back_forgets_the_way_forward():
    history = ViewHistory()
    history.visit(View(filter=Filter(shelf=Shelf.UNREAD)))
    history.step(-1)
    history.visit(View(filter=Filter(shelf=Shelf.STARRED)))
    assert not history.can_go_forward
    assert history.step(-1) == View()


@given(st.lists(VIEWS, max_size=12))
def test_back_then_forward_is_where_one_was_for_any_way(views):
    history = ViewHistory()
    for view in views:
        history.visit(view)
    end = history.current
    while history.can_go_back:
        history.step(-1)
    while history.can_go_forward:
        history.step(1)
    assert history.current == end
