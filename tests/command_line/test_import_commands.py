"""Imports on the command line: their list, going on, repeating, and links."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.command_line.commands import main
from desktop.domain.documents import Source
from desktop.domain.errors import CannotFetch
from desktop.fetching import fetcher

Run = Callable[..., tuple[int, Any]]
POCKET = """title,url,time_added,tags,status
The dam,https://herald.example/dam,1500000000,river|steel,archive
Gone,https://herald.example/gone?utm_source=pocket,1600000000,,unread
"""
STORY = "The dam at Torvik holds, the engineer said on Monday, and the old quarter may stay where it is.\n"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command with --json; returns its exit code and its one JSON document."""

    def once(*arguments: str) -> tuple[int, Any]:
        code = main(["--library", str(tmp_path / "library"), *arguments, "--json"])
        printed = capsys.readouterr().out
        return code, json.loads(printed) if printed else None

    return once


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network with one page."""

    def fetch(address: str, cancelled: object = None) -> Source:
        if address.endswith("/dam"):
            return Source(address, f"<html><body><article><p>{STORY}</p></article></body></html>".encode(), address)
        raise CannotFetch(f"There is no page at {address}.", "Check the address.")

    monkeypatch.setattr(fetcher, "fetch", fetch)


@pytest.fixture
def links(run: Run, tmp_path: Path) -> Path:
    file = tmp_path / "part_000000.csv"
    file.write_text(POCKET, encoding="utf-8")
    assert run("import", str(file), "--no-entities")[0] == 0
    return file


def test_links_say_when_they_were_saved_and_how_they_were_kept(run: Run, links: Path) -> None:
    _, listed = run("articles")
    dam = next(article for article in listed["articles"] if article["title"] == "The dam")
    assert (dam["kind"], dam["posts"], dam["tags"], dam["archived"]) == ("link", 0, ["river", "steel"], True)
    assert dam["added"].startswith("2017-07-14T02:40:00")
    assert set(dam) >= {"read", "starred"}


def test_links_are_fetched_and_failures_repeated(run: Run, links: Path, web: None) -> None:
    code, report = run("fetch", "--all", "--no-entities")
    assert code == 1
    assert sorted(item["status"] for item in report["items"]) == ["failed", "updated"]
    code, again = run("import", "--retry", str(report["run"]), "--no-entities")
    assert (code, [item["source"] for item in again["items"]]) == (1, ["https://herald.example/gone"])
    _, listed = run("articles")
    assert {article["kind"] for article in listed["articles"]} == {"article", "link"}


def test_address_is_imported(run: Run, web: None) -> None:
    code, report = run("import", "https://herald.example/dam", "--no-entities")
    assert code == 0
    assert report["items"][0]["posts"]["added"] == 1


def test_imports_are_listed_and_shown_again(run: Run, links: Path) -> None:
    _, report = run("import", str(links), "gone.txt", "--no-entities")
    _, listed = run("imports")
    newest, oldest = listed["imports"]
    assert newest["run"] == report["run"]
    assert newest["finished"]
    assert newest["counts"] == {"added": 0, "updated": 0, "unchanged": 2, "skipped": 0, "failed": 1}
    assert oldest["counts"]["added"] == 2
    _, shown = run("imports", str(report["run"]))
    assert shown["items"] == report["items"]


def test_emptier_version_is_skipped_until_the_reader_insists(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    head = '<html><head><link rel="canonical" href="https://herald.example/dam"></head><body><article>'
    page.write_text(f"{head}<p>{STORY * 3}</p></article></body></html>")
    run("import", str(page), "--no-entities")
    page.write_text(f"{head}<p>Please accept our terms.</p></article></body></html>")
    code, report = run("import", str(page), "--no-entities")
    assert (code, report["items"][0]["status"], report["items"][0]["shorter"]) == (0, "skipped", True)
    _, report = run("import", "--retry", str(report["run"]), "--accept-shorter", "--no-entities")
    assert report["items"][0]["status"] == "updated"


def test_marks_that_wait_for_text_are_listed(run: Run, tmp_path: Path) -> None:
    entry = {"href": "https://herald.example/dam", "description": "The dam", "extended": "look again", "tags": ""}
    file = tmp_path / "pinboard.json"
    file.write_text(json.dumps([{**entry, "time": "2024-03-05T10:00:00Z", "toread": "no", "shared": "no"}]))
    run("import", str(file), "--no-entities")
    _, listed = run("annotations")
    assert listed["annotations"] == []
    (waiting,) = listed["pending"]
    assert waiting["note"] == "look again"
    assert waiting["article_id"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "a.txt", "--resume", "1"),
        ("import", "--resume", "77"),
        ("import", "--retry", "77"),
        ("imports", "77"),
        ("fetch",),
        ("fetch", "--all"),
    ],
)
def test_wrong_usage_is_said(run: Run, arguments: tuple[str, ...]) -> None:
    run("import", "nothing.txt", "--no-entities")
    code, answer = run(*arguments)
    assert code == 2
    assert answer["error"]["kind"] == "wrong-usage"
