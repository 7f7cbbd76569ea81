"""Marks through repairs and a newer version of their page: each stays on its own words, or asks for review.

The paragraphs of the page share most of their words, so that there is always a place that merely looks alike.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from timeline_pages import ARTICLE, a_post

from desktop.domain.annotations import AnchorState, Annotation, Colour
from desktop.domain.ids import AnnotationId, PostId
from desktop.domain.posts import PARAGRAPH_BREAK, Post
from desktop.domain.repairs import BeginPost, EndCut, GiveTitle, Repair, RepairId
from desktop.timeline.following import follow
from desktop.timeline.repairing import carry_out, first_word
from desktop.timeline.repairs.repair_places import place_in_post, place_of_post
from desktop.timeline.versions.anchoring import anchor_among, make_anchor

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
SAID = "the harbour master said that all boats would stay in port"
PARAGRAPHS = (
    f"Alder gate was shut at dawn after a beam broke, and {SAID} until it is mended.",
    f"At noon {SAID}. Birch gate held, though water stood a foot above its sill.",
    f"In the evening, with rain on the way to Cedar gate, {SAID} for another night.",
    f"Elm gate is to be looked at by divers; {SAID}, as far as anyone there knew.",
    f"Asked about Fir gate, {SAID} if the wind went round to the west again.",
)
GATES = ("Alder", "Birch", "Cedar", "Elm", "Fir")
cuts = st.lists(st.booleans(), min_size=len(PARAGRAPHS) - 1, max_size=len(PARAGRAPHS) - 1)
orders = st.lists(
    st.tuples(st.sampled_from(["split", "join", "title"]), st.integers(0, 9), st.integers(0, 500)), max_size=5
)
edits = st.lists(
    st.sampled_from(["same", "gone", "edited", "below"]), min_size=len(PARAGRAPHS), max_size=len(PARAGRAPHS)
)


def page(parts: Sequence[str], begins: Sequence[bool]) -> list[Post]:
    """Posts of these paragraphs, a new one wherever the cut says so."""
    bodies: list[list[str]] = []
    for number, part in enumerate(parts):
        if number == 0 or begins[(number - 1) % len(begins)]:
            bodies.append([])
        bodies[-1].append(part)
    return [a_post(PARAGRAPH_BREAK.join(body), f"{body[0][:16]}", ordinal=n) for n, body in enumerate(bodies)]


def repairs_for(posts: Sequence[Post], wanted: Sequence[tuple[str, int, int]]) -> list[Repair]:
    """Repairs as a reader would make them, one after the other."""
    made: list[Repair] = []
    for number, (name, which, at) in enumerate(wanted, 1):
        shown = carry_out(posts, made).posts
        post = shown[which % len(shown)]
        start = first_word(post, at % len(post.text))
        if name == "split" and start:
            place, act = place_in_post(post, start), BeginPost(PostId(f"made{number}"))
        elif name == "join" and post.ordinal:
            place, act = place_of_post(post), EndCut()
        elif name == "title":
            place, act = place_of_post(post), GiveTitle(f"Gate {number}")
        else:
            continue
        made.append(Repair(RepairId(f"repair{number}"), ARTICLE, number, NOW, place, act))
    return made


def newer(changes: Sequence[str]) -> list[str]:
    """The paragraphs of the newer version, one put in below where the change says so."""
    parts = []
    for paragraph, change in zip(PARAGRAPHS, changes, strict=True):
        if change != "gone":
            parts.append(paragraph.replace("harbour master", "captain") if change == "edited" else paragraph)
        if change == "below":
            parts.append("Nobody at the harbour master’s office would say more of the boats in port.")
    return parts or ["Nothing of it is left."]


def name_of(post: Post, start: int, end: int) -> frozenset[str]:
    """The gates whose paragraphs a stretch of a post touches; none for half a paragraph that names no gate."""
    found, at = set(), 0
    for part in post.text.split(PARAGRAPH_BREAK):
        if at < end and start < at + len(part):
            found |= {gate for gate in GATES if gate in part}
        at += len(part) + len(PARAGRAPH_BREAK)
    return frozenset(found)


@given(cuts, cuts, orders, edits, st.tuples(st.integers(0, 9), st.integers(0, 500), st.integers(20, 80)))
def test_for_any_repairs_and_any_newer_version_a_mark_is_on_its_own_words_or_asks(
    first_cut, second_cut, wanted, changes, place
) -> None:
    machine = page(PARAGRAPHS, first_cut)
    repairs = repairs_for(machine, wanted)
    earlier = carry_out(machine, repairs).posts
    post = earlier[place[0] % len(earlier)]
    start = place[1] % len(post.text)
    end = min(len(post.text), start + place[2])
    quote, prefix, suffix = make_anchor(post.text, start, end)
    if PARAGRAPH_BREAK in quote or not quote.strip():
        return
    mark = Annotation(AnnotationId("m"), post.id, quote, prefix, suffix, start, end, "", (), Colour.PINK, NOW, NOW)
    followed = follow(machine, page(newer(changes), second_cut)).posts
    later = follow(earlier, carry_out(followed, repairs).posts).posts
    made = anchor_among(mark, earlier, later)
    if made.state is AnchorState.NEEDS_REVIEW:
        assert (made.quote, made.post_id) == (quote, post.id)
        return
    there = next(each for each in later if each.id == made.post_id)
    assert there.text[made.start : made.end] == made.quote
    was, now = name_of(post, start, end), name_of(there, made.start, made.end)
    assert not was or not now or was & now, (quote, made.quote, there.text)
