"""What the program reads in news pages that were labelled by hand, through its command line."""

from pathlib import Path

import pytest
from labelled import Score, score_all

pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.xdist_group("model")]


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, Score]:
    return score_all(shared)


def test_names_and_roles_of_articles_that_were_developed_on(scores: dict[str, Score]) -> None:
    score = scores["developed"]
    assert score.share("display names") >= 0.93
    assert score.share("aliases") >= 0.85
    assert score.share("roles") >= 0.75


def test_speakers_of_whole_articles(scores: dict[str, Score]) -> None:
    assert scores["articles"].share("speakers") >= 0.85
    assert scores["articles"].share("without a speaker") >= 0.85


def test_speakers_on_pages_of_many_publishers(scores: dict[str, Score]) -> None:
    assert scores["quotations"].share("speakers") >= 0.9
    assert scores["quotations"].share("speakers given") >= 0.9


def test_names_of_pages_that_were_labelled_later(scores: dict[str, Score]) -> None:
    assert scores["later"].share("display names") >= 0.85
