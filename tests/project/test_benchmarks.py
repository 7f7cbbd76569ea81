"""The benchmarks' own parts: what they print, and what they measure with. Nothing is measured here."""

import json

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks.measuring import Result, figure
from tests.benchmarks.samples import POSTS, a_day_of_posts


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two benchmarks that cost nothing."""
    kept = Result((figure("a thing", "ms", [3.0, 1.0, 2.0], 5),), ("a remark",))
    broken = Result((figure("another", "MB", [9.0], 5),))
    rows = (
        benchmarks.Benchmark("first", "How soon", lambda: kept),
        benchmarks.Benchmark("second", "How much", lambda: broken),
    )
    monkeypatch.setattr(benchmarks, "BENCHMARKS", rows)


def test_the_middle_value_counts() -> None:
    measured = figure("a thing", "ms", [30.0, 1.0, 2.0])
    assert (measured.middle, measured.lowest, measured.highest, measured.rounds) == (2.0, 1.0, 30.0, 3)


def test_for_programs_one_document_is_printed(pretended: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in document["benchmarks"]] == ["first", "second"]
    assert document["benchmarks"][0]["figures"][0]["middle"] == 2.0
    assert document["machine"]["python"]


def test_a_broken_promise_is_told(pretended: None, capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks.main([])
    lines = capsys.readouterr().out.splitlines()
    assert [line.strip().split()[0] for line in lines if "NOT KEPT" in line] == ["another"]


def test_one_benchmark_can_be_chosen(pretended: None, capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks.main(["second"])
    out = capsys.readouterr().out
    assert "How much" in out
    assert "How soon" not in out


def test_unknown_benchmark_names_those_that_exist(pretended: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        benchmarks.main(["third"])
    assert "first, second" in capsys.readouterr().err


def test_every_benchmark_has_a_name_of_its_own() -> None:
    names = [each.name for each in benchmarks.BENCHMARKS]
    assert len(names) == len(set(names))


def test_the_made_up_page_is_the_same_each_time_and_as_large_as_a_day_of_news() -> None:
    assert a_day_of_posts() == a_day_of_posts()
    assert 60_000 < len(a_day_of_posts().encode()) < 90_000
    assert a_day_of_posts(2 * POSTS).startswith(a_day_of_posts().rstrip())
