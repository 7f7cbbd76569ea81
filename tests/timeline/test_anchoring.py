"""Anchoring: a mark stays on its own words or asks for review."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from timeline_pages import a_post

from desktop.domain.annotations import AnchorState, Annotation, Colour
from desktop.domain.ids import AnnotationId, PostId
from desktop.timeline.versions.anchoring import anchor, anchor_among, make_anchor

NOW = datetime(2022, 3, 5, tzinfo=UTC)
BODY = (
    "The engineer said that the dam at Torvik would hold until the morning.\n\n"
    "The mayor asked all people to leave the old quarter before nightfall on Saturday.\n\n"
    "The ferry company told all people to leave the boats, and stopped them both."
)


def mark(text: str, words: str, post: str = "post", at: int = 0) -> Annotation:
    start = text.index(words, at)
    quote, prefix, suffix = make_anchor(text, start, start + len(words))
    return Annotation(
        AnnotationId("mark"),
        PostId(post),
        quote,
        prefix,
        suffix,
        start,
        start + len(words),
        "",
        (),
        Colour.YELLOW,
        NOW,
        NOW,
    )


def marked_words(annotation: Annotation, text: str) -> str | None:
    return text[annotation.start : annotation.end] if annotation.state is AnchorState.ANCHORED else None


def test_mark_follows_its_words_when_text_is_put_in_above() -> None:
    text = "It rains.\n\n" + BODY
    assert marked_words(anchor(mark(BODY, "before nightfall"), text), text) == "before nightfall"


def test_mark_stays_on_words_of_which_one_was_changed() -> None:
    text = BODY.replace("old quarter before", "upper town before")
    made = anchor(mark(BODY, "the old quarter before nightfall"), text)
    assert marked_words(made, text) == "the upper town before nightfall"
    assert made.quote == "the upper town before nightfall"


def test_removed_paragraph_does_not_lend_its_mark_to_a_look_alike() -> None:
    first, _, third = BODY.split("\n\n")
    made = anchor(mark(BODY, "all people to leave the"), f"{first}\n\n{third}")
    assert made.state is AnchorState.NEEDS_REVIEW


def test_mark_in_need_of_review_is_left_as_it_was() -> None:
    before = mark(BODY, "before nightfall")
    made = anchor(before, "Nothing of it is left.")
    assert (made.quote, made.start, made.end, made.prefix) == (before.quote, before.start, before.end, before.prefix)


def test_neighbourhood_tells_two_places_with_the_same_words_apart() -> None:
    second = BODY.index("all people", BODY.index("ferry"))
    text = "It rains. " + BODY
    made = anchor(mark(BODY, "all people to leave the", at=second), text)
    assert made.start == second + len("It rains. ")


def test_mark_comes_back_when_its_words_do() -> None:
    lost = anchor(mark(BODY, "before nightfall"), "Nothing of it is left.")
    assert anchor(lost, BODY).state is AnchorState.ANCHORED


def test_mark_goes_with_its_paragraph_to_a_neighbouring_post() -> None:
    first, second, third = BODY.split("\n\n")
    earlier = [a_post(BODY, "a"), a_post("It rains.", "b")]
    later = [a_post(f"{first}\n\n{third}", "a"), a_post(f"{second}\n\nIt rains.", "b")]
    made = anchor_among(mark(BODY, "leave the old quarter before nightfall", "a"), earlier, later)
    assert made.post_id == "b"
    assert marked_words(made, later[1].text) == "leave the old quarter before nightfall"


def test_look_alike_in_another_post_does_not_capture_a_mark() -> None:
    first, second, third = BODY.split("\n\n")
    earlier = [a_post(BODY, "a"), a_post(second, "b")]
    later = [a_post(f"{first}\n\n{third}", "a"), a_post(second, "b")]
    made = anchor_among(mark(BODY, "leave the old quarter before nightfall", "a"), earlier, later)
    assert made.state is AnchorState.NEEDS_REVIEW
    assert made.post_id == "a"


def test_mark_of_a_post_that_is_gone_needs_review() -> None:
    made = anchor_among(mark(BODY, "before nightfall", "a"), [a_post(BODY, "a")], [a_post("It rains.", "b")])
    assert made.state is AnchorState.NEEDS_REVIEW


@given(st.text(min_size=1, max_size=80), st.data())
def test_for_any_text_an_unchanged_mark_is_on_its_words_or_asks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, prefix, suffix = make_anchor(text, start, end)
    before = Annotation(
        AnnotationId("m"), PostId("p"), quote, prefix, suffix, start, end, "", (), Colour.PINK, NOW, NOW
    )
    made = anchor(before, text)
    if made.state is AnchorState.ANCHORED:
        assert text[made.start : made.end] == quote
    assert (made.start, made.end) == (start, end) or quote in text.replace(quote, "", 1) or text.count(quote) > 1


@given(st.text(max_size=80), st.text(max_size=80), st.data())
def test_for_any_two_texts_an_anchored_mark_quotes_what_it_marks(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    quote, prefix, suffix = make_anchor(old, start, end)
    made = anchor(
        Annotation(AnnotationId("m"), PostId("p"), quote, prefix, suffix, start, end, "", (), Colour.PINK, NOW, NOW),
        new,
    )
    if made.state is AnchorState.ANCHORED:
        assert new[made.start : made.end] == made.quote
        assert made.quote
