"""From a file to an exported mark, through the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reader_at_work import ReaderAtWork

pytestmark = pytest.mark.slow


def test_a_saved_page_is_read_searched_marked_and_exported(
    reader: ReaderAtWork, repository: Path, tmp_path: Path, no_sockets: Callable[[], list[object]]
) -> None:
    reader.drop(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")
    assert reader.headlines()[0] == "“The Eagle has wings”"  # the oldest post comes first
    reader.type_search("boulders")
    assert reader.headlines() == ["“The Eagle has landed”"]
    reader.open_post("“The Eagle has landed”")
    reader.highlight("a field of boulders")
    reader.export("markdown", tmp_path / "marked.md")
    written = (tmp_path / "marked.md").read_text(encoding="utf-8")
    assert "a field of boulders" in written
    assert "example.org/space/live/1969/jul/20/apollo-11-landing" in written
    assert "20:17" in written
    assert no_sockets() == []


def test_a_mark_is_still_there_after_the_window_was_closed(reader: ReaderAtWork, repository: Path) -> None:
    reader.drop(repository / "seeds" / "berlin-1989" / "berlin-1989.txt")
    reader.open_post("A paper changes hands")
    reader.highlight("the new travel rule")
    reader.restart()
    reader.open_post("A paper changes hands")
    assert reader.marked_words() == ["the new travel rule"]


def test_a_note_is_on_the_disk_while_it_is_written_and_is_one_step_of_undo(
    reader: ReaderAtWork, repository: Path
) -> None:
    reader.drop(repository / "seeds" / "berlin-1989" / "berlin-1989.txt")
    reader.open_post("A paper changes hands")
    reader.highlight("the new travel rule")
    for words in ("Who wrote", " it?"):
        reader.write_note(words)
        reader.wait_until(lambda words=words: any(words in note for note in reader.notes_on_disk()))
    reader.finish_note()
    assert reader.notes_on_disk() == ["Who wrote it?"]
    reader.press("undo-edit")
    assert reader.notes_on_disk() == [""]
    reader.press("redo-edit")
    assert reader.notes_on_disk() == ["Who wrote it?"]


def test_a_mark_taken_back_is_gone_and_comes_again(reader: ReaderAtWork, repository: Path) -> None:
    reader.drop(repository / "seeds" / "berlin-1989" / "berlin-1989.txt")
    reader.open_post("In Bonn the deputies sing")
    reader.highlight("the national anthem")
    reader.press("undo-edit")
    assert reader.marked_words() == []
    reader.press("redo-edit")
    assert reader.marked_words() == ["the national anthem"]


def test_the_panel_fills_with_names_and_a_name_filters_the_list(reader: ReaderAtWork, repository: Path) -> None:
    reader.drop(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")
    assert {"Neil Armstrong", "Buzz Aldrin", "Michael Collins"} <= set(reader.names())
    everything = len(reader.headlines())
    reader.filter_by("Michael Collins")
    assert 0 < len(reader.headlines()) < everything
    assert "Behind the Moon, out of reach" in reader.headlines()
    reader.press("clear-search")
    assert len(reader.headlines()) == everything


def test_nothing_found_says_so_and_leads_back(reader: ReaderAtWork, repository: Path) -> None:
    reader.drop(repository / "seeds" / "berlin-1989" / "berlin-1989.txt")
    everything = reader.headlines()
    reader.type_search("zzyzx")
    assert reader.headlines() == []
    reader.press("clear-search")
    assert reader.headlines() == everything


def test_a_bad_file_is_told_and_the_next_one_comes_in(reader: ReaderAtWork, repository: Path, tmp_path: Path) -> None:
    bad = tmp_path / "photo.html"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    told: list[object] = []
    reader.parts.session.message.connect(told.append)
    reader.drop(bad)
    assert any("photo.html" in str(message) for message in told)
    reader.drop(repository / "seeds" / "berlin-1989" / "berlin-1989.txt")
    assert len(reader.headlines()) == 14


def test_a_page_in_which_words_were_edited_keeps_its_marks(reader: ReaderAtWork, tmp_path: Path) -> None:
    page = tmp_path / "harbour.txt"
    text = (
        "The council of Torvik decided on Tuesday to dredge the harbour, which has silted up since 2011.\n\n"
        "Mayor Clara Benton said that both ferries would run as usual while the work goes on.\n\n"
        "Source: https://www.example.org/harbour\n"
    )
    page.write_text(text, encoding="utf-8")
    reader.drop(page)
    reader.open_post("The council")
    reader.highlight("both ferries would run as usual")
    page.write_text(text.replace("on Tuesday", "late on Tuesday evening"), encoding="utf-8")
    reader.drop(page)
    reader.open_post("The council")
    assert "late on Tuesday evening" in reader.reader.reading.post.text
    assert reader.marked_words() == ["both ferries would run as usual"]
    (kept,) = reader.reader.reading.annotations
    assert reader.reader.reading.post.text[kept.start : kept.end] == kept.quote


def test_a_post_that_was_read_stays_on_the_unread_shelf_until_the_reader_looks_again(
    reader: ReaderAtWork, repository: Path
) -> None:
    reader.drop(repository / "seeds" / "berlin-1989" / "berlin-1989.txt")
    reader.press("show-unread")
    reader.open_post("A paper changes hands")
    reader.wait_until_read("A paper changes hands")
    assert "A paper changes hands" in reader.headlines()
    assert not reader.parts.session.can_undo
    reader.press("show-all")
    reader.press("show-unread")
    assert "A paper changes hands" not in reader.headlines()


def test_a_live_page_that_went_on_shows_what_is_new_and_what_was_edited(
    reader: ReaderAtWork, tmp_path: Path, no_sockets: Callable[[], list[object]]
) -> None:
    page, posts = tmp_path / "ferries.txt", list(FERRIES)
    page.write_text(live_page(posts), encoding="utf-8")
    reader.drop(page)
    posts[1] = posts[1].replace("two hundred passengers", "three hundred passengers")
    posts.insert(0, "11:40 a.m. ET, February 12, 2022\nHarbour opens again\n\nThe first ferry left at noon.\n")
    page.write_text(live_page(posts), encoding="utf-8")
    reader.drop(page)
    told = reader.changes_told()
    assert "Harbour opens again" in told
    assert "NEW" in told
    assert "three hundred passengers" in told
    assert "First gusts measured" not in told
    assert no_sockets() == []


FERRIES = (
    "10:30 a.m. ET, February 12, 2022\nHarbour closed\n\nThe harbour was closed, harbour master Ruth Calder said.\n",
    "10:05 a.m. ET, February 12, 2022\nFerries stay in port\n\nAll ferries were cancelled, and two hundred passengers"
    " were looked after in the town hall.\n",
    "9:20 a.m. ET, February 12, 2022\nFirst gusts measured\n\nThe weather service measured gusts at dawn.\n",
)


def live_page(posts: list[str]) -> str:
    head = "Storm reaches the coast\n\nPublished 9:05 AM ET, Sat February 12, 2022\n\n"
    return head + "\n".join(posts) + "\nSource: https://www.example.org/live/storm\n"
