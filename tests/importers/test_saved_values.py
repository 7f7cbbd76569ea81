"""Dates, states and tags of other readers' exports, and the tables and link pages that they come in."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.exports.link_pages import links_in
from desktop.importers.exports.quoted_notes import plain_words, read_marks
from desktop.importers.saved.saved_values import read_flag, read_moment, read_tags
from desktop.importers.values.tables import columns_of, rows_of

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "stated",
    [
        1709640000,
        "1709640000",
        1709640000000,
        "1709640000000000",
        "13354113600000000",
        "2024-03-05T12:00:00Z",
        "2024-03-05T13:00:00+0100",
        "2024-03-05 12:00:00+00:00",
        "2024-03-05 12:00:00 UTC",
        "2024-03-05T12:00:00",
        "Tue, 05 Mar 2024 12:00:00 GMT",
    ],
)
def test_every_spelling_of_an_instant_is_read(stated):
    assert read_moment(stated) == NOON


@pytest.mark.parametrize(
    "stated", [0, -1, "0", "-1", "", None, True, "soon", [1], "99999999999999999999", "2024-13-05"]
)
def test_what_is_no_date_is_none(stated):
    assert read_moment(stated) is None


@pytest.mark.parametrize(
    ("stated", "flag"),
    [
        (True, True),
        (1, True),
        ("1", True),
        ("Yes", True),
        (0, False),
        ("no", False),
        ("", False),
        (None, None),
        ([], None),
    ],
)
def test_states_are_read_in_any_spelling(stated, flag):
    assert read_flag(stated) is flag


@pytest.mark.parametrize(
    ("stated", "separators", "tags"),
    [
        ("a b|ü|a b", "|", ("a b", "ü")),
        ("one two", " ", ("one", "two")),
        ("['it\\'s', \"b, c\"]", ",", ("it's", "b, c")),
        ('["x", "y"]', ",", ("x", "y")),
        ([{"name": "n"}, {"label": "l"}, "s", "", None, 4], ",", ("n", "l", "s", "4")),
        ([""], ",", ()),
        (None, ",", ()),
    ],
)
def test_tags_are_read_in_any_form(stated, separators, tags):
    assert read_tags(stated, separators) == tags


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_order_case_and_extra_columns_do_not_matter(delimiter, mark):
    lines = [["Extra", "TIME_ADDED", "Url"], ["x", "17", "https://a.example/"]]
    text = mark + "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    assert columns_of(text.encode()) == {"extra", "time added", "url"}
    (row,) = rows_of(text)
    assert (row.get("url"), row.get("time added"), row.number) == ("https://a.example/", "17", 2)


def test_a_quotation_mark_that_is_never_closed_costs_one_row():
    rows = list(rows_of('url,title\n1,"a ""b""\nc"\n2,"never\n3,d\n\n4,e\n'))
    assert [row.get("url") for row in rows] == ["1", "2", "3", "4"]
    assert [row.is_broken for row in rows] == [False, True, False, False]
    assert rows[0].get("title") == 'a "b"\nc'


def test_a_short_row_has_empty_cells():
    (row,) = rows_of("url,title,tags\nhttps://a.example/\n")
    assert row.get("title", "tags") == ""


def test_what_a_spreadsheet_writes_above_the_header_is_no_header():
    text = "sep=;\r\n\r\nurl;title\r\nhttps://a.example/;A\r\n"
    assert columns_of(text.encode()) == {"url", "title"}
    assert [row.get("title") for row in rows_of(text)] == ["A"]


def test_a_cell_that_looks_like_a_formula_stays_text():
    (row,) = rows_of('url,title\nhttps://a.example/,"=HYPERLINK(""x"")"\n')
    assert row.get("title") == '=HYPERLINK("x")'


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9), min_size=2, max_size=4),
        max_size=5,
    )
)
def test_whatever_a_table_holds_no_row_is_lost_or_made(cells):
    body = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in cells)
    rows = list(rows_of(f"a,b,c,d\n{body}"))
    assert len(rows) == sum(any(cell.strip() for cell in line) for line in cells)
    assert not any(row.is_broken for row in rows)


@given(st.text(st.sampled_from("<>/a\"=' dlhr3DAtHREF&;\n"), max_size=200))
def test_any_heap_of_tags_gives_links_or_none(text):
    for link in links_in(text):
        assert link.title == " ".join(link.title.split())


def test_quotations_bring_their_notes_and_tags():
    marks = read_marks("About all of it.\n\n> first\n> line *two*\n\n#a #b\n\nA note.\n\nMore.\n\n> [second](x) #c")
    assert [(one.quote, one.note, one.tags) for one in marks] == [
        ("", "About all of it.", ()),
        ("first line two", "A note.\n\nMore.", ("a", "b")),
        ("second", "", ("c",)),
    ]


def test_a_list_without_quotation_marks_is_all_quotations():
    assert [one.quote for one in read_marks("one\ntwo\n\nthree")] == ["one two", "three"]


def test_markdown_is_read_as_its_words():
    assert (
        plain_words("**a** _b_ `c` [d](https://a.example) 2*3*4 snake_case \\*e\\*") == "a b c d 2*3*4 snake_case *e*"
    )
