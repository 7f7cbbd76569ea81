"""Exports of other readers: everything that the file holds comes along."""

from datetime import UTC, datetime

import importer_exports as made
import pytest
from importer_exports import DAM, MILL, as_json, as_zip_of
from importer_pages import source, texts

from desktop.domain.blocks import ArticleKind
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.importers.exports.quoted_notes import read_marks
from desktop.importers.registry import choose, read_all
from desktop.timeline.versions.identity import article_id

GATES_ADDED = datetime(2024, 3, 5, 8, 35, tzinfo=UTC)


def found(data: str | bytes, name: str = "file"):
    return read_all(source(data, name))


def notes(document):
    return [(mark.quote, mark.note) for mark in document.carried.marks]


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (made.POCKET_CSV, "pocket"),
        (made.POCKET_HTML, "pocket"),
        (as_json(made.POCKET_NOTES), "pocket"),
        (made.INSTAPAPER_CSV, "instapaper"),
        ("URL,Title,Selection,Folder\nhttps://a.example/,A,,Unread\n", "instapaper"),
        (made.OMNIVORE["metadata_0_to_20.json"], "omnivore"),
        ("url,state,labels\nhttps://a.example/,Archived,\"['x']\"\n", "omnivore"),
        (as_json(made.WALLABAG_1), "wallabag"),
        (made.READWISE_BULK, "readwise"),
        (made.READWISE_LIBRARY, "readwise"),
        (as_json(made.DELICIOUS), "pinboard"),
        (as_json(made.CHROME), "bookmarks"),
        (as_json(made.FIREFOX), "bookmarks"),
        ('[{"href": "https://a.example/", "name": "A"}]', "links"),
    ],
)
@pytest.mark.parametrize("name", ["file", "file.html", "file.csv", "file.json"])
def test_each_is_known_by_its_content(data, format, name):
    assert choose(source(data, name)).name == format


def test_pocket_gives_the_same_articles_as_table_and_as_page():
    table, page = found(made.POCKET_CSV), found(made.POCKET_HTML)
    assert [one.url for one in table] == [one.url for one in page] == [DAM, MILL]
    assert [one.tags for one in table] == [("floods", "north bank"), ()] == [one.tags for one in page]
    assert [one.title for one in table] == ["Gates", 'The "old" mill']
    assert [one.carried for one in table] == [one.carried for one in page]
    assert (table[0].carried.added, table[0].carried.is_read) == (GATES_ADDED, False)
    assert (table[1].carried.is_archived, table[1].kind) == (True, ArticleKind.LINK)


def test_a_pocket_zip_joins_highlights_to_articles_by_address():
    packed = as_zip_of({"part_000000.csv": made.POCKET_CSV, "annotations/part_000000.json": as_json(made.POCKET_NOTES)})
    gates, mill, lost = found(packed)
    assert notes(gates) == [("opened the third gate", "")]
    assert gates.carried.marks[0].created == datetime(2024, 3, 5, 8, 40, tzinfo=UTC)
    assert (notes(mill), lost.url, notes(lost)) == ([], "https://herald.example/lost", [("Gone", "")])


def test_instapaper_parts_states_from_folders():
    gates, mill, dam = found(made.INSTAPAPER_CSV)
    assert (gates.tags, gates.carried.is_read, notes(gates)) == (
        ("floods", "north bank"),
        False,
        [("The water fell.", "")],
    )
    assert (mill.tags, mill.carried.is_archived) == (("Rivers",), False)
    assert (dam.carried.is_archived, dam.carried.added) == (True, None)


def test_omnivore_brings_text_labels_state_and_highlights():
    gates, mill = found(made.EXPORTS["omnivore"])
    assert (gates.kind, gates.url, gates.tags, gates.byline) == (ArticleKind.ARTICLE, DAM, ("floods",), ("Ann Reeve",))
    assert texts(gates) == ["The gates", "The crew opened the third gate at noon.", "The water fell."]
    assert (gates.carried.is_read, gates.carried.is_archived) == (True, True)
    assert gates.published.earliest == datetime(2024, 3, 5, 8, 15, tzinfo=UTC)
    assert notes(gates) == [("opened the third gate", "Which one?"), ("The water fell.", "")]
    assert gates.carried.marks[0].tags == ("gate", "noon")
    assert (mill.kind, mill.carried.is_read) == (ArticleKind.LINK, False)


def test_an_omnivore_text_without_metadata_is_kept():
    (left,) = found(as_zip_of({"content/left.html": made.WEIR_TEXT}))
    assert (left.title, left.url, left.key) == ("left", None, "omnivore left")


def test_wallabag_brings_text_states_tags_and_annotations():
    gates, mill = found(made.EXPORTS["wallabag"])
    assert (gates.tags, gates.language, gates.byline) == (("floods", "north bank"), "en-GB", ("Ann Reeve",))
    assert (gates.carried.is_archived, gates.carried.is_starred) == (True, False)
    assert gates.carried.added == datetime(2024, 3, 5, 8, tzinfo=UTC)
    assert notes(gates) == [("The water fell.", "When?")]
    assert (mill.kind, mill.title, mill.carried.is_starred) == (ArticleKind.LINK, None, True)


def test_wallabag_says_which_of_equal_words_are_meant():
    text = (
        "<h2>Gates</h2><div><p>All was dry. The river rose.</p>"
        "<p>By noon <b>the dam</b> held. The river rose. Then rain.</p></div>"
    )
    ranges = [{"start": "/div[1]/p[2]", "startOffset": "23", "end": "/div[1]/p[2]", "endOffset": "38"}]
    (gates,) = found(as_json([wallabag_entry(text, {"quote": "The river rose.", "text": "", "ranges": ranges})]))
    (made_mark,) = gates.carried.marks
    assert made_mark.prefix.endswith("By noon the dam held.")
    assert made_mark.suffix == "Then rain."


@pytest.mark.parametrize(
    "place",
    [
        {},
        {"start": "/div[9]/p[1]", "startOffset": "0"},
        {"start": "//p", "startOffset": "0"},
        {"start": "/div[0]", "startOffset": "0"},
        {"start": "/div[1]/p[1]", "startOffset": "-5"},
        {"start": "/div[1]/p[1]", "startOffset": {}},
        {"start": 7, "startOffset": None},
    ],
    ids=lambda place: str(place.get("start")),
)
def test_wallabag_places_that_lead_nowhere_are_left_out(place):
    text = "<div><p>The river rose.</p><p>Again the river rose. The river rose.</p></div>"
    (gates,) = found(as_json([wallabag_entry(text, {"quote": "The river rose.", "ranges": [place]})]))
    assert [(one.quote, one.prefix, one.suffix) for one in gates.carried.marks] == [("The river rose.", "", "")]


def wallabag_entry(content, annotation):
    return {
        "id": 1,
        "url": made.DAM,
        "title": "Gates",
        "is_archived": 0,
        "is_starred": 0,
        "content": content,
        "annotations": [annotation],
    }


def test_old_wallabag_is_read_too():
    (gates,) = found(as_json(made.WALLABAG_1))
    assert (gates.tags, gates.carried.is_read, gates.carried.is_starred) == (("floods", "north bank"), True, True)
    assert texts(gates)[-1] == "The water fell."


def test_readwise_highlights_of_a_book_are_its_text():
    dams, mills = found(made.READWISE)
    assert (dams.title, dams.byline, dams.tags) == ("On dams", ("Ann Reeve",), ("craft",))
    assert texts(dams) == ["Water finds its way, she said.", 'So "they" say.']
    assert notes(dams)[0] == ("Water finds its way, she said.", "A note.")
    assert (dams.carried.marks[0].colour, dams.carried.marks[0].tags) == ("yellow", ("water", "way"))
    assert article_id(dams) != article_id(mills)


def test_readwise_highlights_of_a_page_wait_for_its_text():
    (gates,) = found(made.READWISE_BULK)
    assert (gates.kind, gates.url) == (ArticleKind.LINK, DAM)
    assert notes(gates) == [("The water fell.", ""), ("The crew opened the third gate", "See below")]


def test_the_library_of_readwise_is_a_list_of_links():
    gates, mill = found(made.READWISE_LIBRARY)
    assert (gates.tags, gates.carried.is_read, gates.carried.is_archived) == (("floods", "north bank"), True, True)
    assert (mill.carried.is_read, mill.carried.is_archived) == (False, False)


def test_karakeep_brings_lists_notes_and_texts():
    gates, thought, scan = found(as_json(made.KARAKEEP))
    assert (gates.tags, gates.carried.is_archived, notes(gates)) == (("floods", "Rivers"), True, [("", "Look again")])
    assert gates.carried.added == GATES_ADDED
    assert (thought.url, texts(thought)) == (None, ["A thought."])
    assert isinstance(scan, ReaderError)
    assert "bookmark 3" in scan.message


def test_linkwarden_brings_collections_tags_and_pins():
    gates, mill = found(made.EXPORTS["linkwarden"])
    assert (gates.tags, notes(gates)) == (("Rivers", "floods"), [("", "Look again")])
    assert (mill.tags, mill.carried.is_starred) == ((), True)


def test_matter_brings_states_and_publisher():
    gates, mill = found(made.MATTER_CSV)
    assert (gates.site, gates.byline, gates.tags) == ("The Torvik Herald", ("Ann Reeve",), ("floods", "north bank"))
    assert (gates.carried.is_read, gates.carried.is_starred, gates.carried.is_archived) == (True, True, True)
    assert (mill.carried.is_read, mill.carried.is_archived) == (False, False)


def test_pinboard_and_delicious_bring_titles_and_notes():
    gates, mill = found(made.EXPORTS["pinboard"])
    assert (gates.title, gates.tags, notes(gates)) == ("Gates", ("floods", "north_bank"), [("", "Look again")])
    assert (gates.carried.is_read, mill.carried.is_read, mill.title) == (False, True, None)
    (other,) = found(as_json(made.DELICIOUS))
    assert (other.title, other.tags, other.carried.added) == ("Gates", (), GATES_ADDED)


def test_hypothesis_joins_annotations_by_page():
    gates, mill = found(made.EXPORTS["hypothesis"])
    assert (gates.title, gates.url) == ("Gates", DAM)
    assert notes(gates) == [("The water fell.", "When?"), ("The water fell.", "At noon.")]
    assert (gates.carried.marks[0].prefix, gates.carried.marks[0].tags) == ("noon. ", ("water",))
    assert notes(mill) == [("", "All of it.")]


def test_bookmarks_bring_folders_tags_dates_and_notes():
    gates, mill, script, dam = found(made.NETSCAPE)
    assert isinstance(script, NotAnArticle)
    assert "leads to no page" in script.message
    assert (gates.title, gates.tags) == ("Gates & dams", ("Rivers", "floods", "north bank"))
    assert (gates.carried.added, gates.carried.is_read, notes(gates)) == (GATES_ADDED, False, [("", "Look again")])
    assert (mill.tags, mill.carried.added) == (("Rivers", "Deep"), datetime.fromtimestamp(1709630000, UTC))
    assert (dam.tags, dam.carried.added) == ((), None)


@pytest.mark.parametrize(
    ("tree", "tags"), [(made.CHROME, ("Rivers",)), (made.FIREFOX, ("Rivers", "floods", "north bank"))]
)
def test_browsers_trees_bring_folders_and_dates(tree, tags):
    gates, *others = found(as_json(tree))
    assert all(isinstance(other, ReaderError) for other in others)
    assert (gates.title, gates.url, gates.tags, gates.carried.added) == ("Gates", DAM, tags, GATES_ADDED)


def test_a_list_of_unknown_make_is_read_by_its_columns():
    gates, mill = found(made.LINKS_CSV)
    assert (gates.title, gates.tags, gates.carried.added, notes(gates)) == (
        "Gates",
        ("Rivers",),
        GATES_ADDED,
        [("", "Look again")],
    )
    assert mill.url == MILL


def test_a_row_that_cannot_be_kept_is_named_and_the_rest_goes_on():
    rows = found('title,url,time_added\nA,https://a.example/,1\nB,ftp://b.example,2\n"C,x,3\nD,https://d.example/,4\n')
    assert [isinstance(row, ReaderError) for row in rows] == [False, True, True, False]
    assert "row 3" in rows[1].message
    assert "row 4" in rows[2].message


def test_a_json_file_that_breaks_off_says_where():
    with pytest.raises(CannotRead, match="line 1"):
        found(made.EXPORTS["pinboard"][:-30])


def test_a_damaged_member_costs_only_itself():
    packed = bytearray(as_zip_of({"part_000000.csv": made.POCKET_CSV, "part_000001.csv": "url,time_added\nx"}))
    packed[packed.index(b"x" + b"PK")] = ord("y")
    good, _, bad = found(bytes(packed))
    assert good.url == DAM
    assert "damaged" in bad.message


def test_our_own_export_brings_posts_and_marks_back_as_they_were():
    (back,) = found(made.EXPORTS["json"])
    assert back.exact.article == made.ARTICLE
    assert back.exact.posts == made.POSTS
    assert back.exact.annotations == (made.MARK,)
    assert article_id(back) == made.ARTICLE.id


def test_our_own_export_keeps_only_pictures_that_are_what_they_say():
    (back,) = found(as_json(made.own_export(pictures={"ab" * 32: "aGVsbG8=", "x": 4})))
    assert back.pictures == {}


def test_a_damaged_article_of_our_own_export_costs_only_itself():
    value = made.own_export()
    value["articles"].insert(0, {"id": "x", "title": "Half"})
    bad, good = found(as_json(value))
    assert "article 1" in bad.message
    assert good.exact.posts == made.POSTS


def test_keys_that_our_own_export_will_have_one_day_are_passed_over():
    value = made.own_export(tomorrow=1)
    value["posts"][0]["tomorrow"] = {"x": 1}
    (back,) = found(as_json(value))
    assert back.exact.posts == made.POSTS


def test_an_export_of_a_newer_program_is_refused():
    with pytest.raises(CannotRead, match="newer version"):
        found(as_json(made.own_export(version=99)))


def test_an_arrow_back_to_the_place_is_no_word_of_a_highlight() -> None:
    marks = read_marks("> The dam will hold for nine weeks [⤴️](https://reader.example/me/dam#h1)\n")
    assert [mark.quote for mark in marks] == ["The dam will hold for nine weeks"]
    assert [mark.quote for mark in read_marks("> See [the dam](https://x.example) hold\n")] == ["See the dam hold"]
