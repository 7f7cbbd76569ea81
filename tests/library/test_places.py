"""Where posts stand in a list: the same, whether few are looked up or many."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import PostId
from desktop.domain.outlines import FEW_LOOKED_UP, Places

NAMES = st.lists(st.text("abcdefgh", min_size=1, max_size=3), unique=True, max_size=40)


@given(NAMES, st.lists(st.text("abcdefgh", min_size=1, max_size=3), max_size=3 * FEW_LOOKED_UP))
def test_places_are_those_of_a_dictionary_for_any_list(names, asked):
    ids = tuple(map(PostId, names))
    places, plain = Places(ids), {post_id: place for place, post_id in enumerate(ids)}
    for name in asked:
        assert places.get(PostId(name)) == plain.get(PostId(name))
        assert (name in places) == (name in plain)
    assert places == plain
    assert len(places) == len(ids)
