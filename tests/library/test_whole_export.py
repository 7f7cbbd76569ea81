"""The lossless export: a library that comes back into an empty folder is the library that it was."""

import base64
import json
import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from export_rows import a_link, a_story

from desktop.domain.changes import AddAnnotation, ChangeAnnotation, Kind, RemoveAnnotation, SetRead, SetStarred
from desktop.domain.documents import Carried, CarriedMark
from desktop.domain.ids import EntityId
from desktop.domain.listings import EVERYTHING, Filter, Order, Shelf
from desktop.domain.reports import ItemStatus
from desktop.domain.searches import KeepSearch, SavedSearch, new_search
from desktop.importers.exports import own_export
from desktop.importers.limits import MAX_SOURCE_BYTES
from desktop.library.library import Library


def a_png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(b"".join(b"\0" + bytes([128]) * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


POSTS = {
    "11:40": ("Third gate opened", "The crew opened the third gate at noon, and the water fell by ten centimetres."),
    "10:20": (
        "Mayor speaks",
        "Mayor Clara Benton asked the old quarter to leave. “Take your papers,” she said.",
    ),
    "9:05": ("Water rises", "The river rose by half a metre during the night and stands at the edge of the wall."),
}
PICTURE = base64.b64encode(a_png(320, 240)).decode()
PAGE = (
    "<html><head><title>Harbour</title><link rel='canonical' href='https://herald.example/harbour'></head><body><article>"
    "<h1>Harbour</h1><p>The harbour of Torvik will be dredged, the council decided on Tuesday after a long debate.</p>"
    f"<figure><img src='data:image/png;base64,{PICTURE}' width='600' height='400'><figcaption>The quay</figcaption>"
    "</figure><p>Mayor Clara Benton said that both ferries would run as usual during the works.</p></article></body>"
)
Take = Callable[..., None]
NOON = datetime(2022, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def other(tmp_path: Path, repository: Path):
    with Library.open(tmp_path / "other", resources=repository / "resources") as opened:
        yield opened


@pytest.fixture
def filled(library: Library, export, tmp_path: Path) -> Library:
    """A library with everything in it: versions, gone posts, links, marks that wait, pictures."""
    file = tmp_path / "dam.txt"
    for kept in (("10:20", "9:05"), ("11:40", "10:20", "9:05"), ("11:40", "9:05")):
        parts = [f"{clock} a.m. ET, March 5, 2022\n\n{POSTS[clock][0]}\n\n{POSTS[clock][1]}" for clock in kept]
        text = "\n\n".join([*parts, "Source: https://www.example.org/live/2022-03-05/dam"]) + "\n"
        file.write_text(text.replace("half a metre", f"{len(kept)} metres"), encoding="utf-8")
        library.import_sources([str(file)])
    page = tmp_path / "harbour.html"
    page.write_text(PAGE, encoding="utf-8")
    marks = (CarriedMark("the old words", "why?", ("who",)), CarriedMark("", "read again"))
    export.documents = [
        a_link("https://news.example/a", "A link", ("river", "steel"), is_starred=True, marks=marks),
        a_link("https://news.example/b", "Its own name"),
        a_story(None, "A story of one paragraph that says little.", carried=Carried(is_read=True, marks=marks[:1])),
    ]
    (tmp_path / "list.export").write_bytes(b"EXPORT")
    library.import_sources([str(page), str(tmp_path / "list.export")])
    export.documents = [a_story("https://news.example/b", "The text of the link came later, in another file.")]
    library.import_sources([str(tmp_path / "list.export")])
    return library


def a_search(name: str, query: str, filter: Filter = EVERYTHING) -> SavedSearch:
    return new_search(name, query, filter, Order.NEWEST, NOON)


def act(library: Library, seed: int) -> None:
    """Do what readers do, in some order."""
    chance = random.Random(seed)
    narrowed = Filter(
        article_id=library.articles()[0].id,
        entities=frozenset({EntityId("b"), EntityId("a")}),
        makers=frozenset({"Ina Holt"}),
        days=(NOON.date(), NOON.date()),
        zone="Europe/Oslo",
        moments=(NOON, NOON + timedelta(hours=1)),
        spoken=(NOON.date(), NOON.date()),
    )
    library.apply(KeepSearch(a_search("Gates", "gate -mayor", narrowed)))
    posts = library.posts_of()
    for number in range(20):
        post = chance.choice(posts)
        start = chance.randrange(len(post.text) - 8)
        mark = library.new_annotation(post, start, start + 8, note=f"note {number}", tags=("a", "b")[: number % 3])
        edits = [SetRead(frozenset({post.id}), True), SetStarred(frozenset({post.id}), True), AddAnnotation(mark)]
        library.apply(chance.choice(edits))
        known = library.annotations()
        if known and chance.random() < 0.4:
            chosen = chance.choice(known)
            changed = ChangeAnnotation(replace(chosen, note="changed"))
            library.apply(chance.choice([RemoveAnnotation(chosen.id), changed]))


def seen(library: Library) -> dict[str, object]:
    """Everything that a reader typed or sees."""
    articles = sorted(library.articles(), key=lambda article: article.id)
    return {
        "articles": articles,
        "posts": library.posts_of(),
        "shelves": [library.list_posts(filter=Filter(shelf=shelf)).rows for shelf in Shelf],
        "marks": library.annotations(),
        "waiting": sorted(library.pending_marks(), key=lambda mark: mark.id),
        "changes": [library.version_changes(article.id) for article in articles],
        "pictures": [library.picture(f.picture) for p in library.posts_of() for f in p.figures if f.picture],
        "links": sorted(link.id for link in library.links()),
        "searches": library.saved_searches(),
    }


def carry(library: Library, other: Library, file: Path) -> list[ItemStatus]:
    posts = [row.id for row in library.list_posts().rows]
    library.export("json", file, posts, links=library.without_posts())
    return [item.status for item in other.import_sources([str(file)]).items]


@pytest.mark.parametrize("seed", range(3))
def test_library_comes_back_whole_and_the_second_time_adds_nothing(
    filled: Library, other: Library, tmp_path: Path, seed: int
) -> None:
    act(filled, seed)
    assert set(carry(filled, other, tmp_path / "all.json")) == {ItemStatus.ADDED}
    before = seen(filled)
    assert seen(other) == before
    assert before["pictures"]
    assert before["waiting"]
    assert other.check().problems == ()
    assert set(carry(filled, other, tmp_path / "all.json")) == {ItemStatus.UNCHANGED}
    assert set(carry(filled, filled, tmp_path / "all.json")) == {ItemStatus.UNCHANGED}
    assert seen(other) == seen(filled) == before
    assert written(other, tmp_path) == written(filled, tmp_path)


def written(library: Library, folder: Path) -> dict[str, object]:
    """What a library writes of itself, without the moment and the order of imports."""
    posts = [row.id for row in library.list_posts().rows]
    library.export("json", folder / "back.json", posts, links=sorted(library.without_posts()))
    return {**json.loads((folder / "back.json").read_text("utf-8")), "exported": ""}


def test_what_the_reader_did_here_is_newer_than_the_file(filled: Library, other: Library, tmp_path: Path) -> None:
    act(filled, 1)
    carry(filled, other, tmp_path / "all.json")
    posts = [post.id for post in other.posts_of()]
    other.apply(SetRead(frozenset(posts), False))
    other.apply(SetStarred(frozenset(posts), True))
    before = other.list_posts().rows
    carry(filled, other, tmp_path / "all.json")
    assert other.list_posts().rows == before


def test_part_of_an_article_is_filled_up_with_the_rest(filled: Library, other: Library, tmp_path: Path) -> None:
    live = next(article for article in filled.articles() if article.version > 1)
    ids = [post.id for post in filled.posts_of(live.id)]
    filled.apply(SetStarred(frozenset(ids), True))
    gone = filled.gone(ids)
    assert gone
    for wanted in ([post for post in ids if post not in gone][:1], ids):
        filled.export("json", tmp_path / "part.json", wanted)
        assert [item.status.value for item in other.import_sources([str(tmp_path / "part.json")]).items] != ["failed"]
    assert {post.id for post in other.posts_of()} == set(ids)
    assert other.gone(ids) == gone
    assert all(row.is_starred for row in other.list_posts().rows)
    assert other.check().problems == ()


def test_link_of_the_other_library_gets_its_text(filled: Library, other: Library, export, tmp_path: Path) -> None:
    export.documents = [a_link("https://news.example/b", "Mine", ("mine",))]
    (tmp_path / "list.export").write_bytes(b"EXPORT")
    other.import_sources([str(tmp_path / "list.export")])
    carry(filled, other, tmp_path / "all.json")
    (article,) = [each for each in other.articles() if each.url == "https://news.example/b"]
    assert (article.post_count, article.tags) == (1, ("mine",))
    assert other.check().problems == ()


def test_searches_that_are_kept_travel_with_a_whole_library(filled: Library, other: Library, tmp_path: Path) -> None:
    gates, water = a_search("Gates", "gate"), a_search("Water", "water OR river")
    for each in (gates, water):
        filled.apply(KeepSearch(each))
    live = next(article for article in filled.articles() if article.version > 1)
    filled.export("json", tmp_path / "part.json", [post.id for post in filled.posts_of(live.id)])
    assert json.loads((tmp_path / "part.json").read_text("utf-8"))["searches"] == []
    other.apply(KeepSearch(gates.renamed("My gates")))
    carry(filled, other, tmp_path / "all.json")
    assert set(other.saved_searches()) == {gates.renamed("My gates"), water}


def test_searches_come_to_a_library_that_has_the_pages_and_can_be_taken_back(
    filled: Library, other: Library, tmp_path: Path
) -> None:
    carry(filled, other, tmp_path / "all.json")
    filled.apply(KeepSearch(a_search("Gates", "gate")))
    posts = [row.id for row in filled.list_posts().rows]
    filled.export("json", tmp_path / "later.json", posts, links=filled.without_posts())
    changes = other.import_sources([str(tmp_path / "later.json")]).changes
    assert changes.added[Kind.SEARCH] == {a_search("Gates", "gate").id}
    assert changes.undo is not None
    other.apply(changes.undo)
    assert other.saved_searches() == ()


def test_a_damaged_search_of_a_file_is_left_out_and_told(filled: Library, other: Library, tmp_path: Path) -> None:
    filled.apply(KeepSearch(a_search("Gates", "gate")))
    carry(filled, filled, tmp_path / "all.json")
    content = json.loads((tmp_path / "all.json").read_text("utf-8"))
    content["searches"].append({"id": "x", "name": 7})
    (tmp_path / "all.json").write_text(json.dumps(content), "utf-8")
    report = other.import_sources([str(tmp_path / "all.json")])
    assert "Damaged, and left out: 1 of the kept searches." in report.items[0].warnings
    assert [each.name for each in other.saved_searches()] == ["Gates"]


def test_an_export_shows_one_moment_whatever_is_written_meanwhile(
    filled: Library, tmp_path: Path, repository: Path
) -> None:
    looks = 0

    def clock() -> datetime:
        """Say what time it is, and write just then."""
        nonlocal looks
        looks += 1
        (mark,) = filled.annotations()[:1]
        filled.apply(RemoveAnnotation(mark.id))
        filled.apply(SetStarred(frozenset(posts), True))
        return NOON

    posts = [row.id for row in filled.list_posts().rows]
    filled.apply(AddAnnotation(filled.new_annotation(filled.post(posts[0]), 0, 5, note="here")))
    folder = filled.folder
    with Library.open(folder, resources=repository / "resources", writable=False, clock=clock) as reading:
        reading.export("json", tmp_path / "all.json", posts)
    assert looks == 1
    content = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert content["annotations"]
    assert not any(history["is_starred"] for history in content["histories"])


def test_an_export_with_many_pictures_comes_back_though_no_page_may_be_so_large(
    filled: Library, other: Library, tmp_path: Path
) -> None:
    carry(filled, filled, tmp_path / "all.json")
    with (tmp_path / "all.json").open("ab") as file:
        file.write(b" " * (MAX_SOURCE_BYTES + 1))
    assert {item.status for item in other.import_sources([str(tmp_path / "all.json")]).items} == {ItemStatus.ADDED}


def test_a_made_up_export_of_too_many_values_is_refused(
    filled: Library, other: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry(filled, filled, tmp_path / "all.json")
    monkeypatch.setattr(own_export, "MOST_VALUES", 40)
    (item,) = other.import_sources([str(tmp_path / "all.json")]).items
    assert item.status is ItemStatus.FAILED
    assert item.error is not None
    assert "more values" in item.error.message


def test_title_that_the_reader_knew_stays(filled: Library) -> None:
    (article,) = [each for each in filled.articles() if each.url == "https://news.example/b"]
    assert (article.title, article.saved_title) == ("A story", "Its own name")
