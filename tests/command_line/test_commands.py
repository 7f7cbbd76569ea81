"""The command line: what it prints is a contract, and its exit codes tell a script what happened."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from desktop.command_line.commands import command_line, main
from desktop.command_line.names import COMMAND_NAMES
from desktop.domain.changes import AddAnnotation
from desktop.domain.ids import ArticleId
from desktop.domain.listings import Order
from desktop.domain.posts import PostKind
from desktop.domain.repairs import JoinPosts, RetimePost, RetitlePost, SetBackground, SetKind, SplitPost
from desktop.domain.times import Precision, When
from desktop.library.library import Library
from desktop.runtime.crashes import recording_crashes

POSTS = 14  # of the sample page: thirteen, and the words above them
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command with --json; returns its exit code and its one JSON document."""

    def once(*arguments: str) -> tuple[int, Any]:
        code = main(["--library", str(folder), *arguments, "--json"])
        printed = capsys.readouterr().out
        return code, json.loads(printed) if printed else None

    return once


@pytest.fixture
def page(repository: Path) -> str:
    return str(repository / "seeds" / "apollo-11" / "apollo-11-landing.html")


@pytest.fixture
def filled(run: Run, page: str) -> str:
    """A library that holds one page; the page's article id."""
    code, report = run("import", page, "--no-entities")
    assert code == 0
    return str(report["items"][0]["article_id"])


def test_import_reports_each_source(run: Run, page: str, tmp_path: Path) -> None:
    code, report = run("import", page, str(tmp_path / "gone.html"), "--no-entities")
    assert code == 1
    added, failed = sorted(report["items"], key=lambda item: item["status"])
    assert set(added) >= {"source", "format", "status", "article_id", "posts", "warnings", "error"}
    assert added["status"] == "added"
    assert added["error"] is None
    assert added["posts"]["added"] == POSTS
    assert failed["status"] == "failed"
    assert "gone.html" in failed["error"]["message"]
    assert failed["error"]["kind"]
    assert isinstance(report["seconds"], float)


def test_a_report_for_people_ends_with_how_many_went_which_way(
    folder: Path, page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = [page, page, str(tmp_path / "gone.html")]
    assert main(["--library", str(folder), "import", *sources, "--no-entities"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 added, 1 unchanged, 1 failed"
    main(["--library", str(folder), "imports"])
    assert "1 added, 1 unchanged, 1 failed" in capsys.readouterr().out


def test_an_unknown_format_is_wrong_usage_and_nothing_is_imported(run: Run, page: str) -> None:
    code, told = run("import", page, "--as", "papyrus")
    assert code == 2
    assert told["error"]["kind"] == "wrong-usage"
    assert "papyrus" in told["error"]["message"]
    assert "markdown" in told["error"]["message"]
    assert run("imports")[1]["imports"] == []


def test_a_hit_is_told_with_its_time_and_headline(
    folder: Path, filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--library", str(folder), "search", "1201"])
    total, hit, words = capsys.readouterr().out.splitlines()
    assert total == "1 found"
    assert "20 Jul 1969, 20:14" in hit
    assert hit.endswith("Another alarm: 1201")
    assert words.strip()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_nothing_is_put_in_the_place_of_a_pipe_or_device(run: Run, filled: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for command in (("export", "--format", "json", "--to", str(pipe)), ("backup", str(pipe))):
        code, told = run(*command)
        assert (code, told["error"]["kind"]) == (1, "cannot-write")
        assert pipe.is_fifo()


def test_a_dash_is_no_name_of_a_file_to_write(run: Run, filled: str, tmp_path: Path) -> None:
    for command in (("export", "--format", "json", "--to", "-"), ("backup", "-")):
        assert run(*command)[0] == 2
    assert not Path("-").exists()


def test_articles_lists_what_was_imported(run: Run, filled: str) -> None:
    _, listed = run("articles")
    (article,) = listed["articles"]
    assert article["id"] == filled
    assert article["kind"] == "live-blog"
    assert article["posts"] == POSTS
    assert article["version"] == 1
    keys = {"title", "url", "site", "published", "modified", "imported", "source_name", "sha256"}
    assert keys <= set(article)


def test_posts_come_oldest_first_or_as_on_the_page(run: Run, filled: str) -> None:
    _, by_time = run("posts", "--article", filled)
    _, by_page = run("posts", "--article", filled, "--order", "page")
    times = [post["time"]["earliest"] for post in by_time["posts"] if post["kind"] == "post"]
    assert times == sorted(times)
    assert [post["ordinal"] for post in by_page["posts"]] == list(range(POSTS))
    assert [p["id"] for p in by_time["posts"]] == [p["id"] for p in reversed(by_page["posts"])]


def test_a_post_has_the_shape_that_is_promised(run: Run, filled: str) -> None:
    _, listed = run("posts", "--article", filled)
    post = next(post for post in listed["posts"] if post["figures"])
    keys = {"id", "article_id", "ordinal", "kind", "title", "text", "paragraphs", "figures", "byline", "url", "time"}
    assert keys | {"event_days", "boundary", "source_lines", "revision"} <= set(post)
    assert post["text"] == "\n\n".join(part["text"] for part in post["paragraphs"])
    assert set(post["figures"][0]) == {"caption", "credit", "image"}
    assert set(post["boundary"]) == {"confidence", "reason"}
    assert {"earliest", "latest", "precision", "basis"} <= set(post["time"])


def test_the_dates_of_which_a_post_speaks_stand_on_their_words(run: Run, folder: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    words = "On 3 May 2021 at 9 p.m. GMT the ferry came to Torvik."
    story.write_text(f"{words}\n\nIt will sail again on Friday, 7 May 2021.\n")
    run("import", str(story), "--base-date", "2021-05-04", "--no-entities")
    _, listed = run("posts")
    came, sails = listed["posts"][0]["dates"]
    assert words[came["start"] : came["end"]] == came["text"] == "3 May 2021 at 9 p.m. GMT"
    assert came["earliest"] == came["latest"] == "2021-05-03T21:00:00+00:00"
    assert (came["paragraph"], came["figure"], came["precision"], came["kind"]) == (0, None, "minute", "event")
    assert (sails["first_day"], sails["last_day"], sails["kind"], sails["quoted"]) == (
        "2021-05-07",
        "2021-05-07",
        "plan",
        False,
    )
    assert listed["posts"][0]["event_days"] == ["2021-05-03"]


def test_search_counts_all_hits_and_shows_some(run: Run, filled: str) -> None:
    _, found = run("search", "Eagle", "--limit", "2")
    assert found["query"] == "Eagle"
    assert found["total"] > 2
    assert len(found["hits"]) == 2
    assert set(found["hits"][0]) == {"post_id", "article_id", "score", "title", "snippet"}
    assert isinstance(found["seconds"], float)
    assert "suggestion" in found


@pytest.mark.parametrize(
    ("query", "remark"),
    [("colour:Eagle", "“colour:” is no field"), ("Eaglle", "Did you mean “eagle”?"), ("Eagle", "")],
)
def test_plain_search_says_beside_its_answer_what_became_of_the_query(
    filled: str, folder: Path, capsys: pytest.CaptureFixture[str], query: str, remark: str
) -> None:
    assert filled
    assert main(["--library", str(folder), "search", query]) == 0
    printed = capsys.readouterr()
    assert "found" in printed.out
    assert remark in printed.err
    assert bool(printed.err) == bool(remark)


def test_one_post_is_not_told_as_several(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.txt"
    story.write_text("The council of Torvik will dredge the harbour in March.\n")
    assert main(["--library", str(folder), "import", str(story), "--no-entities"]) == 0
    assert main(["--library", str(folder), "check"]) == 0
    printed = capsys.readouterr().out
    assert "· 1 post\n" in printed
    assert "1 article, 1 post, 0 marks" in printed


def test_search_finds_what_a_crash_kept_from_the_index(run: Run, filled: str, folder: Path) -> None:
    shutil.rmtree(folder / "cache")
    _, found = run("search", "Eagle")
    assert found["total"] > 2
    assert found["explanation"] == ""
    assert run("check")[1]["index_is_current"]


def test_annotate_marks_the_first_place_of_the_words(run: Run, filled: str) -> None:
    _, listed = run("posts", "--article", filled)
    post = listed["posts"][0]
    words = " ".join(post["text"].split()[:3])
    code, made = run("annotate", post["id"], "--quote", words, "--note", "n", "--tag", "t", "--colour", "green")
    _, kept = run("annotations")
    assert code == 0
    assert kept["annotations"] == made["annotations"]
    (annotation,) = kept["annotations"]
    assert post["text"][annotation["start"] : annotation["end"]] == words
    assert (annotation["note"], annotation["tags"], annotation["colour"]) == ("n", ["t"], "green")
    assert annotation["state"] == "anchored"


def test_export_writes_the_marked_posts(run: Run, filled: str, tmp_path: Path) -> None:
    _, listed = run("posts", "--article", filled)
    post = listed["posts"][3]
    run("annotate", post["id"], "--quote", post["text"][:12], "--note", "remember this")
    target = tmp_path / "out.md"
    code, report = run("export", "--format", "markdown", "--to", str(target), "--annotated")
    written = target.read_text(encoding="utf-8")
    assert code == 0
    assert report["posts"] == 1
    assert report["annotations"] == 1
    assert "remember this" in written
    assert "example.org" in written


def test_names_are_found_on_import(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "Angela Merkel met Barack Obama in Berlin on Tuesday. Merkel said that Germany and the United States agreed.\n"
    )
    run("import", str(story))
    _, listed = run("entities")
    people = {entity["name"]: entity for entity in listed["entities"] if entity["kind"] == "person"}
    assert set(people) == {"Angela Merkel", "Barack Obama"}
    _, posts = run("posts")
    paragraphs = {post["id"]: post["paragraphs"] for post in posts["posts"]}
    for mention in people["Angela Merkel"]["mentions"]:
        text = paragraphs[mention["post_id"]][mention["paragraph"]]["text"]
        assert text[mention["start"] : mention["end"]] == mention["text"]
    assert people["Angela Merkel"]["count"] == 2


def test_quotes_are_listed_with_their_speakers_and_found_by_them(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Angela Merkel met Barack Obama. “We [the two] agree on that,” Merkel told reporters in Berlin.\n")
    run("import", str(story))
    _, listed = run("quotes")
    (quote,) = listed["quotes"]
    _, posts = run("posts")
    text = posts["posts"][0]["paragraphs"][quote["paragraph"]]["text"]
    assert text[quote["start"] : quote["end"]] == quote["text"] == "We [the two] agree on that,"
    assert (quote["speaker"], quote["anonymous"], quote["cue"]) == ("Angela Merkel", False, "told")
    assert (quote["channel"], quote["indirect"], quote["inserts"]) == ("told reporters", False, [[3, 12]])
    for query, total in (("said-by:merkel", 1), ("said-by:obama", 0), ("in:quote agree", 1), ("in:quote reporters", 0)):
        assert run("search", query)[1]["total"] == total


def test_a_changed_page_shows_its_changes_word_by_word(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    text = "The council of Torvik will dredge the harbour in {}.\n\nSource: https://example.org/harbour\n"
    story.write_text(text.format("March"))
    _, first = run("import", str(story), "--no-entities")
    story.write_text(text.format("April"))
    _, second = run("import", str(story), "--no-entities")
    article = first["items"][0]["article_id"]
    assert second["items"][0]["status"] == "updated"
    assert second["items"][0]["article_id"] == article
    _, changes = run("changes", article)
    (changed,) = changes["changed"]
    assert (changes["from_version"], changes["to_version"], changes["added"], changes["removed"]) == (1, 2, [], [])
    assert {"op": "delete", "text": "March"} in changed["diff"]
    assert {"op": "insert", "text": "April"} in changed["diff"]


def test_export_tells_times_in_the_zone_that_is_asked_for(run: Run, filled: str, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    assert run("export", "--format", "markdown", "--to", str(target), "--zone", "Europe/Oslo")[0] == 0
    assert "CET" in target.read_text("utf-8")
    assert run("export", "--format", "markdown", "--to", str(target), "--zone", "Nowhere")[0] == 2


def test_export_finds_what_a_crash_kept_from_the_index(
    run: Run, folder: Path, filled: str, tmp_path: Path, repository: Path
) -> None:
    with Library.open(folder, resources=repository / "resources") as library:
        post = library.posts_of()[0]
        library.apply(AddAnnotation(library.new_annotation(post, 0, 4, note="quokka")))  # and then it was killed
    code, report = run("export", "--format", "markdown", "--to", str(tmp_path / "out.md"), "--query", "quokka")
    assert (code, report["posts"]) == (0, 1)


def test_a_post_that_is_not_there_is_not_left_out_of_an_export_in_silence(
    run: Run, filled: str, tmp_path: Path
) -> None:
    _, listed = run("posts")
    target, known = tmp_path / "out.md", listed["posts"][0]["id"]
    code, answer = run("export", "--format", "markdown", "--to", str(target), "--posts", f"{known},unknown")
    assert code == 2
    assert "unknown" in answer["error"]["message"]
    assert not target.exists()
    assert run("export", "--format", "markdown", "--to", str(target), "--posts", f"{known}, ")[1]["posts"] == 1


def test_a_link_that_is_not_there_cannot_be_fetched(run: Run, filled: str) -> None:
    code, answer = run("fetch", "unknown")
    assert code == 2
    assert "no article unknown" in answer["error"]["message"]


def test_check_says_where_a_value_cannot_be_read(run: Run, folder: Path, filled: str) -> None:
    with closing(sqlite3.connect(folder / "library.sqlite3", isolation_level=None)) as database:
        database.execute("UPDATE versions SET tags = 'x'")
    assert run("articles")[0] == 3
    code, report = run("check")
    assert code == 3
    assert "The column tags of 1 row of the table versions cannot be read." in report["problems"]
    assert (report["articles"], report["posts"]) == (1, POSTS)


def test_a_backup_of_a_damaged_library_says_so_when_it_comes_back(
    run: Run, folder: Path, filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    next((folder / "images").iterdir()).unlink()
    run("backup", str(tmp_path / "all.zip"))
    assert main(["--library", str(tmp_path / "other"), "restore", str(tmp_path / "all.zip")]) == 3
    assert "is missing" in capsys.readouterr().out


def test_backup_and_restore_bring_everything_back(run: Run, filled: str, tmp_path: Path) -> None:
    backup = tmp_path / "all.zip"
    run("backup", str(backup))
    _, before = run("posts")
    other = tmp_path / "other"
    assert main(["--library", str(other), "restore", str(backup)]) == 0
    with Library.open(other, resources=Path(__file__).parents[2] / "resources", writable=False) as library:
        assert [post.id for post in library.posts_of()] == [post["id"] for post in before["posts"]]
        assert library.index_is_current()


def test_check_and_rebuild_index(run: Run, filled: str) -> None:
    code, report = run("check")
    assert code == 0
    assert report["problems"] == []
    assert report["posts"] == POSTS
    assert report["index_is_current"]
    code, report = run("rebuild-index")
    assert code == 0
    assert report["index_is_current"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["posts", "--article", "unknown"],
        ["annotate", "unknown", "--quote", "x"],
        ["no-such-command"],
        ["import"],
        ["search", "x", "--limit", "none"],
        ["export", "--format", "stone", "--to", "x.stone"],
        ["import", "x.txt", "--zone", "Nowhere/Town"],
    ],
)
def test_wrong_usage_is_exit_code_2(run: Run, filled: str, arguments: list[str]) -> None:
    code, said = run(*arguments)
    assert code == 2
    assert said["error"]["kind"] == "wrong-usage"
    assert said["error"]["message"]


@pytest.mark.parametrize("arguments", [["--library"], ["--library", ""], ["--library=", "posts"], ["backup", " "]])
def test_a_path_without_a_name_is_wrong_usage(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert not printed.out
    assert printed.err
    assert not list(tmp_path.iterdir())


def test_a_fault_of_the_program_is_one_line_and_a_file(
    run: Run, filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(self: Library) -> None:
        raise ZeroDivisionError("secret words of a page")

    monkeypatch.setattr(Library, "articles", stumble)
    with recording_crashes(tmp_path / "crashes", "about", datetime(2024, 3, 5, tzinfo=UTC)) as recorder:
        assert recorder is not None
        code = main(["--library", str(tmp_path / "library"), "articles", "--json"], recorder)
    printed = capsys.readouterr()
    assert code == 1
    assert json.loads(printed.out)["error"]["kind"] == "fault"
    assert len(printed.err.splitlines()) == 1
    assert str(recorder.file) in printed.err
    assert "secret" not in printed.err
    assert "ZeroDivisionError" in recorder.file.read_text(encoding="utf-8")


def test_a_damaged_library_is_exit_code_3(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "library.sqlite3").write_bytes(b"no database" * 1000)
    code, said = run("posts")
    assert code == 3
    assert said["error"]["kind"] == "library-damaged"
    assert str(folder) in said["error"]["message"]


def test_a_library_in_use_can_be_read_but_not_written(
    run: Run, filled: str, folder: Path, repository: Path, page: str
) -> None:
    with Library.open(folder, resources=repository / "resources"):
        code, said = run("import", page)
        assert code == 3
        assert said["error"]["kind"] == "library-busy"
        code, listed = run("posts")
        assert code == 0
        assert len(listed["posts"]) == POSTS


def test_commands_print_for_people_too(folder: Path, filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["articles"], ["posts"], ["search", "Eagle"], ["check"], ["annotations"], ["entities"]):
        assert main(["--library", str(folder), *arguments]) == 0
    printed = capsys.readouterr().out
    assert "Apollo 11" in printed
    assert "The Eagle has landed" in printed


def test_every_command_is_known_by_name_and_says_what_it_does() -> None:
    assert set(command_line.commands) == COMMAND_NAMES
    assert all(command.help for command in command_line.commands.values())


TIDES = "9:05 a.m. ET, March 5, 2022\n\nWater rises\n\nThe river rose by half a metre in the night.\n\n"
GATES = "10:20 a.m. ET, March 5, 2022\n\nMayor speaks\n\nMayor Clara Benton asked the old quarter to leave.\n\n"
NIGHT = "11:40 a.m. ET, March 5, 2022\n\nThird gate opened\n\nThe crew opened the third gate at noon.\n\n"
SOURCE = "Source: https://www.example.org/live/2022-03-05/dam\n"


def test_new_and_gone_posts_are_named_for_people(
    run: Run, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dam.txt"
    file.write_text(GATES + TIDES + SOURCE, encoding="utf-8")
    _, report = run("import", str(file), "--no-entities")
    article = report["items"][0]["article_id"]
    gone = next(post["id"] for post in run("posts")[1]["posts"] if post["title"] == "Mayor speaks")
    run("annotate", gone, "--quote", "the old quarter")
    file.write_text(NIGHT + TIDES + SOURCE, encoding="utf-8")
    run("import", str(file), "--no-entities")
    assert {post["title"]: post["gone"] for post in run("posts")[1]["posts"]} == {
        "Mayor speaks": True,
        "Water rises": False,
        "Third gate opened": False,
    }
    main(["--library", str(folder), "changes", article])
    main(["--library", str(folder), "posts"])
    _, changes, posts = capsys.readouterr().out.partition("Version 2: 1 new, 0 changed, 1 gone\n")
    assert changes
    lines = posts.splitlines()
    assert lines[0].startswith("new ")
    assert lines[0].endswith("Third gate opened")
    assert lines[1].startswith("gone ")
    assert lines[1].endswith("Mayor speaks")
    assert any("(no longer on the page) Mayor speaks" in line for line in lines[2:])


def test_shorter_text_and_doubtful_marks_are_told_with_what_to_do(
    run: Run, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dam.txt"
    file.write_text(GATES + TIDES + NIGHT + SOURCE, encoding="utf-8")
    run("import", str(file), "--no-entities")
    post = next(post["id"] for post in run("posts")[1]["posts"] if post["title"] == "Water rises")
    main(["--library", str(folder), "annotate", post, "--quote", "by half a metre", "--note", "how much?"])
    file.write_text("Gone.\n\n" + SOURCE, encoding="utf-8")
    main(["--library", str(folder), "import", str(file), "--no-entities"])
    assert "import --retry 2 --accept-shorter" in capsys.readouterr().out
    changed = TIDES.replace("rose by half a metre in the night", "and its side arms stand at the edge of the wall")
    file.write_text(GATES + changed + NIGHT + SOURCE, encoding="utf-8")
    main(["--library", str(folder), "import", str(file), "--no-entities"])
    main(["--library", str(folder), "annotations"])
    assert "to be looked at" in capsys.readouterr().out


def test_repairs_are_listed_with_what_each_says_and_where(
    run: Run, filled: str, folder: Path, repository: Path
) -> None:
    noon = datetime(1969, 7, 20, 12, tzinfo=UTC)
    with Library.open(folder, resources=repository / "resources") as library:
        ids = [post.id for post in library.posts_of(cast(ArticleId, filled), Order.PAGE)]
        lower = library.post(ids[4])
        assert lower is not None
        for edit in (
            JoinPosts(ids[2]),
            RetitlePost(ids[4], "Another title"),
            RetimePost(ids[4], When(noon, noon, Precision.MINUTE)),
            SetKind(frozenset({ids[5]}), PostKind.NOTICE),
            SplitPost(ids[4], lower.text.index(" ")),
            SetBackground(ids[6], 0, 1, True),
        ):
            assert library.apply(edit)
    code, listed = run("repairs", "--article", filled)
    assert code == 0
    assert [each["act"] for each in listed["repairs"]] == ["join", "title", "time", "kind", "begin", "background"]
    assert {each["post_id"] for each in listed["repairs"]} >= {ids[2], ids[4], ids[5], ids[6]}
    title = listed["repairs"][1]
    assert (title["title"], title["waiting"], title["at"]["post_id"]) == ("Another title", False, ids[4])
    assert run("repairs")[1] == listed
    assert run("repairs", "--article", "none")[0] == 2


def test_times_are_shown_in_the_zone_that_is_asked_for(
    run: Run, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dam.txt"
    file.write_text(GATES + TIDES + SOURCE, encoding="utf-8")
    run("import", str(file), "--no-entities")
    main(["--library", str(folder), "posts"])
    assert "5 Mar 2022, 09:05 EST" in capsys.readouterr().out
    assert main(["--library", str(folder), "posts", "--zone", "Asia/Tokyo"]) == 0
    assert "5 Mar 2022, 23:05 JST" in capsys.readouterr().out
    assert main(["--library", str(folder), "posts", "--zone", "Asia/Toky"]) == 2
