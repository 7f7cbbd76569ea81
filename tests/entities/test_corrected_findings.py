"""Corrections on findings: what holds for any of them."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from strategies import ARTICLE, findings, words

from desktop.domain.corrections import (
    ChangeEntityKind,
    Correcting,
    Correction,
    IgnoreEntityHere,
    MergeEntities,
    NameAnchor,
    NeverAgain,
    RenameEntity,
    SplitEntity,
)
from desktop.domain.entities import EntityKind, Findings
from desktop.domain.ids import EntityId
from desktop.entities.correcting import correct, places_of

NOW = datetime(2024, 3, 5, tzinfo=UTC)


def edits_about(found: Findings) -> st.SearchStrategy[Correcting]:
    ids: st.SearchStrategy[EntityId] = st.sampled_from([entity.id for entity in found.entities])
    forms = st.frozensets(st.sampled_from([mention.text for mention in found.mentions] or ["x"]), max_size=2)
    return st.one_of(
        st.builds(MergeEntities, ids, st.frozensets(ids, max_size=3)),
        st.builds(SplitEntity, ids, words | st.sampled_from([one.name for one in found.entities]), forms),
        st.builds(RenameEntity, ids, words),
        st.builds(ChangeEntityKind, ids, st.sampled_from(EntityKind)),
        st.builds(IgnoreEntityHere, ids, st.just(ARTICLE)),
        st.builds(NeverAgain, ids),
    )


@st.composite
def corrected(draw: st.DrawFn) -> tuple[Findings, list[Correction]]:
    """Findings, and corrections that are about them."""
    found = draw(findings().filter(lambda each: each.entities))
    anchors = tuple(NameAnchor(one.id, one.kind, one.name) for one in found.entities)
    places = places_of(found.mentions[:1], found.mentions)
    made = draw(st.lists(edits_about(found), min_size=1, max_size=4))
    return found, [Correction(number, NOW, edit, anchors, places) for number, edit in enumerate(made)]


@given(corrected())
def test_corrected_findings_hold_together_for_any_corrections(made: tuple[Findings, list[Correction]]) -> None:
    found, kept = made
    after = correct(ARTICLE, found, kept)
    owners = {mention.entity_id for mention in after.findings.mentions}
    spans = {(m.post_id, m.paragraph, m.start, m.end, m.text) for m in found.mentions}
    assert owners <= {entity.id for entity in after.findings.entities}
    assert {(m.post_id, m.paragraph, m.start, m.end, m.text) for m in after.findings.mentions} <= spans
    if not after.numbers:
        assert after.findings == found
