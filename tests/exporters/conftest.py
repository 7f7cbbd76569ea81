"""A selection with one of everything, for the tests of all exporters."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from exporting_samples import NOON, PICTURE, PICTURE_SHA, a_mark, a_post, an_article

from desktop.domain.annotations import AnchorState, Colour
from desktop.domain.entities import Entity, EntityKind, Mention
from desktop.domain.ids import EntityId
from desktop.domain.posts import Figure
from desktop.domain.times import Precision, When
from desktop.exporters.selection import Selection


@pytest.fixture
def templates(repository: Path) -> Path:
    return repository / "resources" / "templates"


@pytest.fixture
def selection(templates: Path) -> Selection:
    first = a_post(
        1,
        "The ferry left at dawn.",
        "“Nobody was hurt,” the mayor said.",
        time=When(NOON, None, Precision.INTERVAL, ("the post below it states 12:06 p.m. ET",)),
        url="https://news.example/storm-1#p1",
        byline=("Ana Ruiz",),
        figures=(
            Figure("The harbour at dawn", "Ben Okri/Example", PICTURE_SHA),
            Figure("A second view", None, None),
        ),
    )
    second = a_post(2, "Roads are open again.", article=2, title=None, time=When(NOON, NOON, Precision.MINUTE))
    marks = (
        a_mark(first, 4, 9, note="Which ferry?\n\nAsk the port.", tags=("boats",), colour=Colour.GREEN),
        a_mark(first, 15, 34, note="over two paragraphs"),
        a_mark(second, 0, 5, state=AnchorState.NEEDS_REVIEW, quote="words that are gone"),
    )
    entity = Entity(EntityId("e1"), EntityKind.PERSON, "Ana Ruiz", ("Ruiz",))
    return Selection(
        articles=(an_article(1), an_article(2)),
        posts=(first, second),
        annotations=marks,
        exported=datetime(2022, 2, 14, 9, 30, tzinfo=UTC),
        zone=ZoneInfo("America/New_York"),
        templates=templates,
        entities=(entity,),
        mentions=(Mention(first.id, entity.id, 0, 4, 9, "ferry"),),
        pictures={PICTURE_SHA: PICTURE},
    )
