"""Repairs, corrections of names and quotes travel in the lossless export, and are the same where they arrive."""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from said_by_reader import (
    FERRY,
    GATE,
    MAYOR,
    NEWER,
    POSTS,
    STEPS,
    WATER,
    Step,
    act,
    bring_in,
    cut_at,
    export,
    find_names,
    on_page,
    post_with,
    seen,
)

from desktop.domain.annotations import AnchorState
from desktop.domain.changes import AddAnnotation, SetStarred
from desktop.domain.corrections import MergeEntities, NeverAgain, RenameEntity
from desktop.domain.ids import EntityId
from desktop.domain.repairs import GiveTitle, JoinPosts, RetimePost, RetitlePost, TakeBackRepairs
from desktop.domain.reports import ItemStatus
from desktop.domain.times import Precision, When
from desktop.entities.finder import Finder
from desktop.library.library import Library

NOON = datetime(2022, 3, 5, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def finder(repository: Path) -> Finder:
    return Finder(repository / "resources" / "gazetteer", use_model=False)


@pytest.fixture
def other(tmp_path: Path, repository: Path):
    with Library.open(tmp_path / "other", resources=repository / "resources") as opened:
        yield opened


@pytest.fixture
def repaired(library: Library, finder: Finder, tmp_path: Path) -> Library:
    """A library whose page the reader cut, joined and named anew, and whose names are corrected."""
    bring_in(library, tmp_path)
    find_names(library, finder)
    cut_at(library, FERRY[0])
    library.apply(RetitlePost(post_with(library, FERRY[0]).id, "Ferries stay"))
    library.apply(RetimePost(post_with(library, GATE[0]).id, When(NOON, NOON, Precision.MINUTE, ("told",))))
    library.apply(JoinPosts(post_with(library, MAYOR[0]).id))
    ferry = post_with(library, FERRY[0])
    start = ferry.text.index("until the wind drops")
    library.apply(AddAnnotation(library.new_annotation(ferry, start, start + 20, note="when?")))
    library.apply(SetStarred(frozenset({ferry.id}), True))
    library.apply(RenameEntity(named(library, "Ida Strand"), "Ida M. Strand"))
    return library


def named(library: Library, name: str) -> EntityId:
    return next(entity.id for entity in library.entities() if entity.name == name)


def names(library: Library) -> set[str]:
    return {entity.name for entity in library.entities()}


def import_file(library: Library, file: Path) -> ItemStatus:
    (item,) = library.import_sources([str(file)]).items
    return item.status


def titles(library: Library) -> list[str | None]:
    return [post.title for post in on_page(library)]


# ---- whole


steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.integers(0, 400)), max_size=14)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_whatever_a_reader_said_is_the_same_in_an_empty_library(
    repository: Path, finder: Finder, sequence: list[Step]
) -> None:
    resources = repository / "resources"
    with (
        TemporaryDirectory() as name,
        Library.open(Path(name) / "one", resources=resources) as one,
        Library.open(Path(name) / "two", resources=resources) as two,
    ):
        folder = Path(name)
        bring_in(one, folder)
        find_names(one, finder)
        act(one, sequence, folder, finder)
        find_names(one, finder)  # what was cut in two
        before = seen(one)
        file = export(one, folder / "all.json")
        assert import_file(two, file) is ItemStatus.ADDED
        assert seen(two) == before
        assert two.check().problems == ()
        assert not two.has_articles_without_entities()
        assert import_file(two, file) is ItemStatus.UNCHANGED
        assert import_file(one, file) is ItemStatus.UNCHANGED
        assert seen(one) == seen(two) == before
        # What can be taken back in one can be taken back in the other, with the same outcome.
        for library in (one, two):
            library.apply(TakeBackRepairs(frozenset(post.id for post in on_page(library))))
            find_names(library, finder)
        assert seen(one) == seen(two)
        for library in (one, two):
            bring_in(library, folder, NEWER)
        assert _without_moments(two) == _without_moments(one)


def _without_moments(library: Library) -> object:
    """What is the same in two libraries that take a page in one after the other."""
    return {name: kept for name, kept in seen(library).items() if name != "articles"}


def test_page_that_comes_again_is_repaired_in_the_other_library_too(
    repaired: Library, other: Library, tmp_path: Path
) -> None:
    import_file(other, export(repaired, tmp_path / "all.json"))
    for library in (repaired, other):
        bring_in(library, tmp_path, NEWER)
    assert titles(other) == ["Rain ends", "Third gate opened", "Ferries stay", "Mayor speaks"]
    assert on_page(other) == on_page(repaired)
    (mark,) = other.annotations()
    assert (mark.post_id, mark.state) == (post_with(other, FERRY[0]).id, AnchorState.ANCHORED)
    assert all(not each.is_waiting for each in other.repairs(other.articles()[0].id))


def test_quotes_and_corrected_names_come_along(repaired: Library, other: Library, tmp_path: Path) -> None:
    import_file(other, export(repaired, tmp_path / "all.json"))
    quotes = {row.quote.text: row.quote for row in other.quotes([post.id for post in other.posts_of()])}
    quote = quotes["Take your papers with you,"]
    assert quote.speaker == "Clara Benton"
    assert "Ida M. Strand" in names(other)
    (correction,) = other.corrections()
    other.update_index()
    assert [row.id for row in other.list_posts('in:quote "your papers"').rows] == [quote.post_id]
    assert correction == repaired.corrections()[0]


def test_what_is_searched_follows_the_repairs_that_came(repaired: Library, other: Library, tmp_path: Path) -> None:
    bring_in(other, tmp_path)
    import_file(other, export(repaired, tmp_path / "all.json"))
    assert [row.id for row in other.list_posts("harbour master").rows] == [post_with(other, FERRY[0]).id]
    assert [row.id for row in other.list_posts('title:"ferries stay"').rows] == [post_with(other, FERRY[0]).id]


# ---- a part


def test_part_of_an_article_brings_only_its_own_words_and_repairs(
    repaired: Library, other: Library, tmp_path: Path
) -> None:
    ferry = post_with(repaired, FERRY[0])
    file = export(repaired, tmp_path / "part.json", [ferry])
    written = file.read_text("utf-8")
    assert not any(words in written for words in (GATE[0][:30], MAYOR[0][:30], WATER[0][:30]))
    assert {each["act"]["is"] for each in json.loads(written)["repairs"]} == {"BeginPost", "GiveTitle"}
    assert json.loads(written)["corrections"] == []
    import_file(other, file)
    assert titles(other) == ["Ferries stay"]
    assert len(other.annotations()) == 1
    assert other.check().problems == ()


def test_part_and_page_come_together(repaired: Library, other: Library, tmp_path: Path) -> None:
    import_file(other, export(repaired, tmp_path / "part.json", [post_with(repaired, FERRY[0])]))
    bring_in(other, tmp_path)
    assert titles(other) == ["Third gate opened", "Ferries stay", "Mayor speaks", "Water rises"]
    assert post_with(other, FERRY[0]).id == post_with(repaired, FERRY[0]).id
    assert other.check().problems == ()


def test_rest_of_a_page_stands_where_it_stood(repaired: Library, other: Library, tmp_path: Path) -> None:
    import_file(other, export(repaired, tmp_path / "part.json", [post_with(repaired, MAYOR[0])]))
    other.apply(RetitlePost(post_with(other, MAYOR[0]).id, "The mayor"))
    import_file(other, export(repaired, tmp_path / "all.json"))
    assert titles(other) == ["Third gate opened", "Ferries stay", "The mayor"]
    assert "".join(post.text for post in on_page(other)).count(WATER[0]) == 1
    assert other.check().problems == ()


def test_other_articles_corrections_stay_behind(
    repaired: Library, finder: Finder, other: Library, tmp_path: Path
) -> None:
    bring_in(repaired, tmp_path, {"8:00": ("Fair opens", ("Trader Olaf Brandt opened the fair in Torvik.",))}, "fair")
    find_names(repaired, finder)
    repaired.apply(NeverAgain(named(repaired, "Olaf Brandt")))
    (fair,) = [post for post in repaired.posts_of() if post.title == "Fair opens"]
    import_file(other, export(repaired, tmp_path / "fair.json", [fair]))
    assert [type(each.edit) for each in other.corrections()] == [NeverAgain]
    assert "Olaf Brandt" not in names(other)


# ---- into a library whose reader said things too


def test_repairs_of_both_are_kept_and_can_be_taken_back(repaired: Library, other: Library, tmp_path: Path) -> None:
    bring_in(other, tmp_path)
    other.apply(RetitlePost(post_with(other, GATE[0]).id, "My own title"))
    before = on_page(other)
    file = export(repaired, tmp_path / "all.json")
    assert import_file(other, file) is ItemStatus.UPDATED
    assert titles(other) == ["My own title", "Ferries stay", "Mayor speaks"]
    assert other.check().problems == ()
    assert import_file(other, file) is ItemStatus.UNCHANGED
    other.apply(TakeBackRepairs(frozenset(post.id for post in on_page(other))))
    assert titles(other) == [title for title, _ in POSTS.values()]
    assert [post.text for post in on_page(other)] == [post.text for post in before]


def test_newer_word_counts_where_both_speak_of_one_thing(repaired: Library, repository: Path, tmp_path: Path) -> None:
    file = export(repaired, tmp_path / "all.json")
    later, earlier = (lambda: datetime(2030, 1, 1, tzinfo=UTC)), (lambda: datetime(2020, 1, 1, tzinfo=UTC))
    for clock, expected in ((later, "Mine"), (earlier, "Ferries stay")):
        with Library.open(tmp_path / expected, resources=repository / "resources", clock=clock) as mine:
            bring_in(mine, tmp_path)
            cut_at(mine, FERRY[0])
            mine.apply(RetitlePost(post_with(mine, FERRY[0]).id, "Mine"))
            import_file(mine, file)
            assert post_with(mine, FERRY[0]).title == expected
            states = mine.repairs(mine.articles()[0].id)
            assert sum(isinstance(each.repair.act, GiveTitle) for each in states) == 1
            assert import_file(mine, file) is ItemStatus.UNCHANGED


def test_mark_on_words_that_are_cut_otherwise_here_stands_on_its_words(
    library: Library, other: Library, tmp_path: Path
) -> None:
    for each in (library, other):
        bring_in(each, tmp_path)
    whole = post_with(library, FERRY[0])
    start = whole.text.index("until the wind drops")
    library.apply(AddAnnotation(library.new_annotation(whole, start, start + 20)))
    cut_at(other, FERRY[0])
    import_file(other, export(library, tmp_path / "all.json"))
    (mark,) = other.annotations()
    assert (mark.post_id, mark.state) == (post_with(other, FERRY[0]).id, AnchorState.ANCHORED)


def test_corrections_of_both_count_and_the_newer_word_is_the_last(
    repaired: Library, finder: Finder, other: Library, tmp_path: Path
) -> None:
    bring_in(other, tmp_path)
    find_names(other, finder)
    other.apply(MergeEntities(named(other, "Ruth Calder"), frozenset({named(other, "Clara Benton")})))
    other.apply(RenameEntity(named(other, "Ida Strand"), "Engineer Strand"))  # this library's clock is later
    file = export(repaired, tmp_path / "all.json")
    report = other.import_sources([str(file)])
    assert "Clara Benton" not in names(other)
    assert "Engineer Strand" in names(other)
    assert len(other.corrections()) == 3
    assert len({each.number for each in other.corrections()}) == 3
    assert [each.made for each in other.corrections()] == sorted(each.made for each in other.corrections())
    assert report.items[0].status is ItemStatus.UPDATED
    assert import_file(other, file) is ItemStatus.UNCHANGED
    assert len(other.corrections()) == 3


# ---- files of other makers


def test_file_of_an_older_program_is_still_read(other: Library, tmp_path: Path) -> None:
    old = Path(__file__).parent / "exports" / "version-1.json"
    assert import_file(other, old) is ItemStatus.ADDED
    assert len(other.posts_of()) == 3
    assert len(other.annotations()) == 1
    assert other.corrections() == ()
    assert other.has_articles_without_entities()
    assert import_file(other, old) is ItemStatus.UNCHANGED


@pytest.mark.parametrize("part", ["repairs", "machine_cuts", "joined", "found", "corrections", "quotes"])
def test_damaged_part_harms_nothing_else(repaired: Library, other: Library, tmp_path: Path, part: str) -> None:
    file = export(repaired, tmp_path / "all.json")
    value = json.loads(file.read_text("utf-8"))
    for damaged in ([{"article_id": repaired.articles()[0].id}], "nothing", [[]], None):
        file.write_text(json.dumps({**value, part: damaged}), encoding="utf-8")
        assert import_file(other, file) in ItemStatus
        assert other.check().problems == ()


def test_words_that_were_changed_by_hand_do_not_change_the_posts(
    repaired: Library, other: Library, tmp_path: Path
) -> None:
    file = export(repaired, tmp_path / "all.json")
    value = json.loads(file.read_text("utf-8"))
    for post in value["machine_cuts"][0]["posts"]:
        post["paragraphs"][0]["text"] = "Something else."
    for mention in value["found"][0]["findings"]["mentions"]:
        mention["start"] = -5
    file.write_text(json.dumps(value), encoding="utf-8")
    import_file(other, file)
    before = [post.text for post in on_page(other)]
    other.apply(RetitlePost(post_with(other, GATE[0]).id, "Another"))
    assert [post.text for post in on_page(other)] == before
    assert other.mentions([post.id for post in other.posts_of()]) == ()


def test_repair_that_bears_the_id_of_another_articles_is_left_out(
    repaired: Library, other: Library, tmp_path: Path
) -> None:
    file = export(repaired, tmp_path / "all.json")
    import_file(other, file)
    kept = other.repairs(other.articles()[0].id)
    value = file.read_text("utf-8").replace(repaired.articles()[0].id, "elsewhere")
    for post in on_page(repaired):
        value = value.replace(post.id, f"x{post.id}")
    file.write_text(value, encoding="utf-8")
    import_file(other, file)
    (mine,) = [each for each in other.articles() if each.id != "elsewhere"]
    assert other.repairs(mine.id) == kept
