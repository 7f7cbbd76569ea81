"""What the index promises to those who write it and to those who read it meanwhile."""

import contextlib
import multiprocessing
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from search_corpora import built, post
from search_processes import killed_while_writing, read_meanwhile

from desktop.domain.errors import Cancelled, LibraryBusy
from desktop.domain.listings import Order
from desktop.search import commits
from desktop.search import index as index_module
from desktop.search.index import IndexDamaged, SearchIndex

CORPUS = [
    post(1, "Storm", "Talks on a cease-fire began in Kyiv."),
    post(2, "", "The storm passed; the peace talks went on.", captions=("A harbour after the storm",)),
    post(3, "Roads", "Roads are open again.", notes=("ask about the storm",), tags=("Travel",), site="BBC News"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[SearchIndex]:
    index = built(folder, CORPUS, sequence=7)
    yield index
    index.close()


def ids(index: SearchIndex, text: str, order: Order = Order.TIME, **options: bool) -> list[str]:
    return [hit.post_id for hit in index.find(text, order, None, **options).hits]


def test_a_missing_index_is_to_be_rebuilt_and_nothing_is_written_to_find_that_out(folder: Path) -> None:
    index = SearchIndex.open(folder)
    assert index.needs_rebuild
    assert index.applied_sequence == 0
    assert not folder.exists()
    with pytest.raises(IndexDamaged):
        index.find("storm", Order.TIME, None)
    with pytest.raises(IndexDamaged):
        index.apply([post(1)], [], 1)


def test_an_index_of_another_library_is_to_be_rebuilt(folder: Path) -> None:
    mine = SearchIndex.open(folder, "mine")
    mine.rebuild(CORPUS, 7, lambda count: None, lambda: False)
    theirs = SearchIndex.open(folder, "theirs")
    assert (theirs.needs_rebuild, theirs.applied_sequence) == (True, 0)
    with pytest.raises(IndexDamaged):
        theirs.apply([post(1)], [], 8)
    assert (SearchIndex.open(folder, "mine").needs_rebuild, ids(mine, "storm")) == (False, ["p1", "p2", "p3"])
    theirs.rebuild(CORPUS[:1], 1, lambda count: None, lambda: False)
    assert ids(theirs, "storm") == ["p1"]
    mine.refresh()
    assert mine.needs_rebuild


def test_a_discarded_index_is_to_be_rebuilt(index: SearchIndex, folder: Path) -> None:
    index.discard()
    assert index.needs_rebuild
    assert SearchIndex.open(folder).needs_rebuild
    index.rebuild(CORPUS, 2, lambda count: None, lambda: False)
    assert (index.applied_sequence, ids(index, "storm")) == (2, ["p1", "p2", "p3"])


def test_an_index_of_no_posts_is_sound(folder: Path) -> None:
    index = built(folder, [], sequence=3)
    assert (index.needs_rebuild, index.applied_sequence) == (False, 3)
    assert index.find("storm -x", Order.RELEVANCE, 5).total == 0
    index.apply([post(1, "Storm")], [], 4)
    assert ids(index, "storm") == ["p1"]


def test_words_are_found_in_title_body_captions_and_notes(index: SearchIndex) -> None:
    assert ids(index, "storm") == ["p1", "p2", "p3"]
    assert ids(index, "in:caption storm") == ["p2"]
    assert ids(index, "in:note storm") == ["p3"]
    assert ids(index, "title:storm") == ["p1"]


def test_quotations_and_who_says_them_are_parts_of_their_own(folder: Path) -> None:
    spoken = {"quotes": ("The storm passed.",), "speakers": ("Clara Benton", "Benton")}
    index = built(folder, [post(1, "", "Clara slept through the storm."), post(2, "", "Calm.", **spoken)])
    assert ids(index, "in:quote storm") == ids(index, "quote:storm") == ids(index, "has:quote") == ["p2"]
    assert ids(index, "said-by:benton") == ids(index, 'said-by:"clara benton"') == ["p2"]
    assert ids(index, "clara") == ["p1"]


def test_a_phrase_does_not_reach_from_one_part_into_the_next(folder: Path) -> None:
    index = built(folder, [post(1, "Peace", "talks", captions=("open", "again"))])
    assert ids(index, '"peace talks"') == []
    assert ids(index, '"open again"') == []


def test_a_title_counts_more_than_a_text(index: SearchIndex) -> None:
    assert ids(index, "storm", Order.RELEVANCE)[0] == "p1"
    assert ids(index, "roads OR storm", Order.RELEVANCE)[0] in ("p1", "p3")


def test_the_total_is_exact_whatever_the_limit(index: SearchIndex) -> None:
    for order in Order:
        hits = index.find("storm", order, 1)
        assert (len(hits.hits), hits.total) == (1, 3)


def test_hits_say_what_to_mark_and_what_was_taken_how(index: SearchIndex) -> None:
    hits = index.find('talks "cease fire', Order.TIME, None)
    assert hits.words == ("talks", '"cease fire"')
    assert "not closed" in hits.explanation
    assert hits.from_index


def test_a_word_that_is_nowhere_brings_a_suggestion_that_finds_something(index: SearchIndex) -> None:
    hits = index.find("strom", Order.TIME, None)
    assert (hits.total, hits.suggestion) == (0, "storm")
    assert index.find("qqqqqq", Order.TIME, None).suggestion is None
    assert index.find("storm", Order.TIME, None).suggestion is None


def test_what_was_explained_brings_no_suggestion(index: SearchIndex) -> None:
    hits = index.find("colour:strom", Order.TIME, None)
    assert "is no field" in hits.explanation
    assert (hits.total, hits.suggestion) == (0, None)


def test_typing_finds_beginnings(index: SearchIndex) -> None:
    assert ids(index, "sto", complete=False) == ["p1", "p2", "p3"]
    assert ids(index, "sto") == []
    assert ids(index, "-", complete=False) == ["p1", "p2", "p3"]


def test_posts_of_one_moment_stand_in_page_order_from_the_bottom(folder: Path) -> None:
    index = built(folder, [post(n, "storm", order_key=5.0, ordinal=n) for n in range(4)])
    assert ids(index, "storm") == ["p3", "p2", "p1", "p0"]


def test_changes_and_their_number_come_in_one_commit(index: SearchIndex, folder: Path) -> None:
    index.apply([post(1, "Calm"), post(4, "Storm")], ["p2", "unknown"], 9)
    for reader in (index, SearchIndex.open(folder)):
        assert reader.applied_sequence == 9
        assert ids(reader, "storm") == ["p3", "p4"]
        assert ids(reader, "calm") == ["p1"]
        reader.close()


def test_a_number_alone_is_a_commit_too(index: SearchIndex, folder: Path) -> None:
    index.apply([], [], 12)
    assert SearchIndex.open(folder).applied_sequence == 12


def test_a_post_that_is_removed_and_put_is_there_once(index: SearchIndex) -> None:
    index.apply([post(1, "old storm"), post(1, "new storm")], ["p1"], 8)
    assert ids(index, "new storm") == ["p1"]
    assert ids(index, "old") == []


def test_many_small_changes_do_not_pile_up(index: SearchIndex, folder: Path) -> None:
    for sequence in range(8, 48):
        index.apply([post(sequence, "storm")], [], sequence)
    assert index.find("storm", Order.TIME, None).total == 43
    assert len(list(folder.rglob("*.arrays"))) <= 12


def test_a_reader_sees_a_commit_when_it_asks_and_not_before(index: SearchIndex, folder: Path) -> None:
    reader = SearchIndex.open(folder)
    assert len(ids(reader, "storm")) == 3
    index.apply([post(4, "Storm")], [], 8)
    assert len(ids(reader, "storm")) == 3
    reader.refresh()
    assert len(ids(reader, "storm")) == 4
    reader.close()


def test_an_open_reader_outlives_merges_and_a_rebuild(index: SearchIndex, folder: Path) -> None:
    reader = SearchIndex.open(folder)
    assert ids(reader, "storm") == ["p1", "p2", "p3"]
    for sequence in range(8, 28):
        index.apply([post(sequence, "storm")], [], sequence)
    index.rebuild(CORPUS[:1], 30, lambda count: None, lambda: False)
    assert ids(reader, "storm") == ["p1", "p2", "p3"]
    reader.refresh()
    assert (ids(reader, "storm"), reader.applied_sequence) == (["p1"], 30)
    reader.close()


def test_a_reader_that_was_overtaken_before_its_first_question_answers_from_the_newer_state(
    index: SearchIndex, folder: Path
) -> None:
    reader = SearchIndex.open(folder)
    index.rebuild(CORPUS[:1], 30, lambda count: None, lambda: False)
    assert ids(reader, "storm") == ["p1"]
    assert reader.applied_sequence == 30
    reader.close()


def test_two_readers_and_a_writer_in_threads(index: SearchIndex, folder: Path) -> None:
    finished, failures = threading.Event(), []

    def read() -> None:
        reader = SearchIndex.open(folder)
        try:
            while not finished.is_set():
                reader.refresh()
                assert set(ids(reader, "storm")) >= {"p1", "p2", "p3"}
        except BaseException as error:  # noqa: BLE001 (told to the test)
            failures.append(error)
        finally:
            reader.close()

    readers = [threading.Thread(target=read) for _ in range(2)]
    for thread in readers:
        thread.start()
    try:
        for sequence in range(8, 38):
            index.apply([post(sequence, "storm")], [], sequence)
        index.rebuild([*CORPUS, post(4, "storm")], 40, lambda count: None, lambda: False)
    finally:
        finished.set()
        for thread in readers:
            thread.join()
    assert failures == []


def test_a_reader_in_another_process_during_changes_and_rebuilds(index: SearchIndex, folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=read_meanwhile, args=(str(folder), theirs))
    process.start()
    assert ours.recv() == "reading"
    for sequence in range(8, 16):
        index.apply([post(sequence, "storm")], [], sequence)
    index.rebuild([*CORPUS, post(4, "storm")], 40, lambda count: None, lambda: False)
    ours.send("stop")
    last, failure = ours.recv()
    process.join()
    assert failure == ""
    assert last == ["p1", "p2", "p3", "p4"]


def test_a_second_writer_waits_and_then_says_so(
    index: SearchIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "LONGEST_WAIT", 0.05)
    with FileLock(folder / "writer.lock"), pytest.raises(LibraryBusy):
        index.apply([post(4)], [], 8)
    index.apply([post(4)], [], 8)
    assert index.applied_sequence == 8


def test_a_cancelled_rebuild_leaves_the_old_index_and_no_trace(index: SearchIndex, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    counts: list[int] = []
    with pytest.raises(Cancelled):
        index.rebuild(CORPUS, 9, counts.append, lambda: len(counts) == 2)
    assert counts == [1, 2]
    assert sorted(folder.rglob("*")) == before
    assert (index.applied_sequence, len(ids(index, "storm"))) == (7, 3)


def test_a_rebuild_that_fails_leaves_the_old_index(index: SearchIndex) -> None:
    def broken() -> Iterator:
        yield CORPUS[0]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        index.rebuild(broken(), 9, lambda count: None, lambda: False)
    assert (index.applied_sequence, len(ids(index, "storm"))) == (7, 3)


def test_an_apply_that_fails_changes_nothing(index: SearchIndex) -> None:
    with pytest.raises(TypeError):
        index.apply([post(1, "calm"), post(4, 4)], ["p2"], 9)  # type: ignore[arg-type]
    index.refresh()
    assert (index.applied_sequence, len(ids(index, "storm"))) == (7, 3)


def test_other_versions_mean_a_rebuild(index: SearchIndex, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "CODEC_VERSION", "another")
    newer = SearchIndex.open(folder)
    assert newer.needs_rebuild
    newer.rebuild(CORPUS, 9, lambda count: None, lambda: False)
    assert (newer.needs_rebuild, newer.applied_sequence) == (False, 9)
    newer.close()


def files(folder: Path) -> list[str]:
    kept = [path for path in folder.rglob("*") if path.is_file() and "LOCK" not in path.name.upper()]
    return sorted(str(path.relative_to(folder)) for path in kept)


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    match how:
        case "deleted":
            path.unlink()
        case "emptied":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "zeroed":
            path.write_bytes(bytes(len(data)))
        case "zeroed at the end":
            path.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
        case "one bit":
            middle = len(data) // 2
            path.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])


@pytest.mark.parametrize("how", ["deleted", "emptied", "cut", "zeroed", "zeroed at the end", "one bit"])
def test_a_torn_file_never_gives_a_wrong_answer(folder: Path, how: str) -> None:
    for number in range(99):
        index = built(folder, CORPUS, sequence=7)
        index.apply([post(4, "storm")], ["p2"], 8)
        index.close()
        names = files(folder)
        if number == len(names):
            break
        damage(folder / names[number], how)
        again = SearchIndex.open(folder)
        try:
            assert ids(again, "storm") == ["p1", "p3", "p4"]
            assert again.applied_sequence == 8
        except IndexDamaged:
            assert again.needs_rebuild
            with pytest.raises(IndexDamaged):
                again.apply([post(5)], [], 9)
        again.rebuild(CORPUS, 9, lambda count: None, lambda: False)
        assert len(ids(again, "storm")) == 3
        again.close()
    assert number >= 4  # pointer, manifest, table and two segments


@pytest.mark.slow
def test_a_killed_writer_leaves_one_state_or_the_next(folder: Path) -> None:
    built(folder, [], sequence=0).close()
    for delay in range(12):
        killed_while_writing(folder, delay * 0.02)
        index = SearchIndex.open(folder)
        assert not index.needs_rebuild
        assert ids(index, "storm") == [f"p{number}" for number in range(1, index.applied_sequence + 1)]
        index.close()


def segments(folder: Path) -> int:
    return len(list(folder.rglob("*.arrays")))


def test_tidying_merges_and_changes_no_answer(index: SearchIndex, folder: Path) -> None:
    for sequence in range(8, 14):
        index.apply([post(sequence, "storm")], [], sequence)
    before = ids(index, "storm")
    reader = SearchIndex.open(folder)
    assert index.tidy(lambda: False)
    assert segments(folder) == 1
    assert (ids(index, "storm"), index.applied_sequence) == (before, 13)
    assert ids(reader, "storm") == before
    assert not index.tidy(lambda: False)


def test_tidying_that_is_cancelled_leaves_the_index_as_it_was(index: SearchIndex, folder: Path) -> None:
    index.apply([post(8, "storm")], ["p1"], 8)
    before = ids(index, "storm")
    assert not index.tidy(lambda: True)
    index.apply([post(9, "storm")], [], 9)
    assert ids(index, "storm") == [*before, "p9"]
    assert ids(SearchIndex.open(folder), "storm") == [*before, "p9"]


def test_damage_that_one_reader_meets_is_known_to_all_and_to_writers(index: SearchIndex, folder: Path) -> None:
    path = next(folder.rglob("*.arrays"))
    other = SearchIndex.open(folder)
    assert not other.needs_rebuild
    damage(path, "one bit")
    reader = SearchIndex.open(folder)
    with contextlib.suppress(IndexDamaged):
        for word in ("storm", "sto*", "title:storm", "has:note", "on:2022", "-storm"):
            for order in Order:
                reader.find(word, order, None)
        reader.facets("")
    other.refresh()
    assert reader.needs_rebuild
    assert other.needs_rebuild
    with pytest.raises(IndexDamaged):
        other.apply([post(5)], [], 9)
