"""Metadata and page, put together post by post."""

import pytest
from importer_pages import BLOG, blog, bodies, marks, of_kind, page, read, shown, texts, update

from desktop.domain.blocks import BlockKind
from desktop.domain.times import UNKNOWN_TIME


def titles(document):
    return [mark.title for mark in marks(document)]


def stamp(number, hour, shape='<time datetime="2024-03-05T{hour:02}:15:00+01:00">{hour}:15</time>'):
    return shape.format(hour=hour, number=number)


def test_a_post_that_stands_on_both_sides_is_one_post():
    document = read(page(blog(update(2), update(1)), body=shown(2) + shown(1)))
    assert [mark.key for mark in marks(document)] == ["post-1002", "post-1001"]
    assert marks(document)[0].origin == "JSON-LD and the page; title and text from the page, time from JSON-LD"
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("stated", "on_page"),
    [
        ("5f3ab2c4", "block-5f3ab2c4"),
        ("block-5f3ab2c4", "5f3ab2c4"),
        ("2250001", "post_2250001"),
        ("liveblogPost12345", "liveblogPost12345"),
        ("live-1924698-qq0im", "live-1924698-qq0im"),
    ],
)
def test_ids_are_matched_with_and_without_the_word_before_them(stated, on_page):
    body = (
        f'<div id="{on_page}"><p>What stands in the page is longer: the crew opened the first gate at dawn.</p></div>'
    )
    other = '<div id="block-99999999"><p>The second gate stayed shut for the whole of the day, it said.</p></div>'
    things = [update(1, **{"@id": f"{BLOG}#{stated}"}), update(2, **{"@id": f"{BLOG}#99999999"})]
    document = read(page(blog(*things), body=body + other))
    assert bodies(document)[0] == ["What stands in the page is longer: the crew opened the first gate at dawn."]


def test_the_pages_text_is_taken_as_a_whole_with_its_pictures():
    credit = "<span class=credit>Nora Finch/Herald</span>"
    inner = f"<figure><img src='a.jpg' alt='The dam'><figcaption>The dam at dawn. {credit}</figcaption></figure>"
    inner += "<blockquote><p>It will hold.</p></blockquote><ul><li>Gate one</li><li>Gate two</li></ul>"
    document = read(page(blog(update(1), update(2)), body=shown(1, inner) + shown(2)))
    kinds = [(block.kind, block.text) for block in document.blocks][2:8]
    assert kinds[0][0] is BlockKind.TEXT
    assert kinds[1:] == [
        (BlockKind.IMAGE, "The dam"),
        (BlockKind.CAPTION, "The dam at dawn."),
        (BlockKind.CREDIT, "Nora Finch/Herald"),
        (BlockKind.QUOTE, "It will hold."),
        (BlockKind.LIST, "Gate one"),
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "The dam at dawn. (Image: Nora Finch)",
        "The dam at dawn. Photograph: Nora Finch",
        "The dam at dawn. [Photo credit: Nora Finch]",
    ],
)
def test_a_credit_at_the_end_of_a_caption_is_told_apart(caption):
    inner = f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>"
    document = read(page(blog(update(1), update(2)), body=shown(1, inner) + shown(2)))
    assert texts(document, BlockKind.CAPTION) == ["The dam at dawn."]
    assert texts(document, BlockKind.CREDIT)[0].endswith("Nora Finch")


def test_metadata_win_where_they_hold_all_of_the_pages_text_and_more():
    long = "The crew opened gate 1 at a quarter past the hour, and the water fell. By noon the meadow was dry again."
    document = read(page(blog(update(1, articleBody=long), update(2)), body=shown(1) + shown(2)))
    assert bodies(document)[0] == [long]


def test_a_body_that_only_the_page_has_is_found():
    document = read(page(blog(update(1, articleBody=""), update(2)), body=shown(1) + shown(2)))
    assert bodies(document)[0] == ["The crew opened gate 1 at a quarter past the hour, and the water fell."]


def test_posts_of_either_side_are_kept_in_their_places():
    things = [update(n) for n in (6, 5, 3, 2, 1)]
    document = read(page(blog(*things), body=shown(5) + shown(4) + shown(3)))
    assert [mark.key for mark in marks(document)] == [f"post-{n}" for n in (1006, 1005, 1004, 1003, 1002, 1001)]
    assert marks(document)[2].url == f"{BLOG}#post-1004"
    assert any("3 of 6 posts do not stand in the page" in warning for warning in document.warnings)
    assert any("1 of 6 posts are not in the page's metadata" in warning for warning in document.warnings)


def test_posts_without_common_ids_are_matched_by_how_they_begin():
    long = "<p>The crew opened gate {n} at a quarter past the hour, and the water fell by {n} metres.</p>"
    things = [update(n, **{"@id": f"urn:x:{n}", "headline": None, "articleBody": long.format(n=n)}) for n in (3, 2, 1)]
    body = "".join(f'<div class=e id="entry{n}"><time>1{n}:15</time>{long.format(n=n)}</div>' for n in (3, 2, 1))
    document = read(page(blog(*things), body=body))
    assert len(marks(document)) == 3
    assert all(mark.origin.startswith("JSON-LD and the page; ") for mark in marks(document))


def test_a_pinned_copy_is_left_out():
    copy = shown(2).replace('id="post-1002"', "")
    document = read(page(blog(update(3), update(2)), body=copy + shown(3) + shown(2)))
    assert [mark.key for mark in marks(document)] == ["post-1003", "post-1002"]


def test_the_same_words_under_two_ids_are_two_posts():
    same = "The crew opened a gate at a quarter past the hour, and the water fell, as it had fallen before."
    things = [update(n, articleBody=same) for n in (3, 2, 1)]
    body = "".join(f'<div id="post-{1000 + n}"><p>{same}</p></div>' for n in (3, 2, 1))
    assert len(marks(read(page(blog(*things), body=body)))) == 3


def test_equal_times_in_the_metadata_are_replaced_by_the_pages():
    things = [update(n, datePublished="2024-03-05T09:15:00+01:00") for n in (3, 2, 1)]
    document = read(page(blog(*things), body="".join(shown(n, stamp(n, 10 + n)) for n in (3, 2, 1))))
    assert [mark.published.stated for mark in marks(document)] == [f"2024-03-05T1{n}:15:00+01:00" for n in (3, 2, 1)]
    assert marks(document)[0].published.basis == ("the page's datetime",)


@pytest.mark.parametrize("attribute", ['data-post-time="1709626500000"', 'data-sort-time="1709626500"'])
def test_epoch_numbers_on_the_element_are_times(attribute):
    things = [update(n, datePublished=None) for n in (2, 1)]
    document = read(page(blog(*things), body=shown(2, attributes=attribute) + shown(1)))
    assert marks(document)[0].published.earliest.isoformat() == "2024-03-05T08:15:00+00:00"
    assert marks(document)[1].published is UNKNOWN_TIME


def test_the_time_of_an_edit_is_not_the_time_of_publication():
    attributes = 'data-post-time="1709626500" data-last-modified-time="1709626800"'
    things = [update(n, datePublished=None) for n in (2, 1)]
    mark = marks(read(page(blog(*things), body=shown(2, attributes=attributes) + shown(1))))[0]
    assert mark.published.stated == "1709626500"
    assert mark.modified.isoformat() == "2024-03-05T08:20:00+00:00"


def test_shown_times_are_kept_for_the_timeline_where_no_machine_time_is():
    things = [update(n, datePublished=None) for n in (2, 1)]
    document = read(page(blog(*things), body=shown(2, "<time>21:40</time>") + shown(1)))
    assert [(block.kind, block.text) for block in document.blocks][1:3] == [
        (BlockKind.START, ""),
        (BlockKind.STAMP, "21:40"),
    ]


def test_times_in_page_order_beat_times_that_are_not():
    hours = {3: 9, 2: 14, 1: 8}
    things = [update(n, datePublished=f"2024-03-05T{hours[n]:02}:07:00+01:00") for n in (3, 2, 1)]
    document = read(page(blog(*things), body="".join(shown(n, stamp(n, 10 + n)) for n in (3, 2, 1))))
    assert [mark.published.stated for mark in marks(document)] == [f"2024-03-05T1{n}:15:00+01:00" for n in (3, 2, 1)]
    assert "the metadata say 2024-03-05T14:07:00+01:00" in marks(document)[1].published.basis[1]


def test_a_false_zone_in_the_page_is_not_believed():
    body = "".join(shown(n, f'<time datetime="2024-03-05T{8 + n:02}:15:00Z"></time>') for n in (3, 2, 1))
    document = read(page(blog(*(update(n) for n in (3, 2, 1))), body=body))
    assert {mark.published.zone for mark in marks(document)} == {"+01:00"}


def test_the_heading_in_the_page_is_the_title_and_is_told_once():
    things = [update(n, headline="Dam day in Torvik") for n in (2, 1)]
    document = read(page(blog(*things), body=shown(2) + shown(1)))
    assert titles(document) == ["Gate number 2 was opened", "Gate number 1 was opened"]
    assert of_kind(document, BlockKind.HEADING) == []


def test_the_second_heading_is_the_title_where_the_first_is_a_label():
    things = [update(n, headline="Weather") for n in (3, 2, 1)]
    body = "".join(
        f'<div id="post-{1000 + n}"><h3>Weather</h3><h4>Gate {n} opened</h4><p>The water fell.</p></div>'
        for n in (3, 2, 1)
    )
    assert titles(read(page(blog(*things), body=body))) == ["Gate 3 opened", "Gate 2 opened", "Gate 1 opened"]


def test_a_heading_below_text_is_no_title():
    body = '<div id="post-1001"><p>The water fell by noon.</p><h3>What comes next</h3><p>Nobody knows.</p></div>'
    document = read(page(blog(update(1, headline=None), update(2)), body=body + shown(2)))
    assert titles(document)[0] is None
    assert bodies(document)[0] == ["The water fell by noon.", "What comes next", "Nobody knows."]


@pytest.mark.parametrize(
    "head",
    [
        "<div><time>21:22</time><mark>Nora Finch</mark></div>",
        '<p class="byline">By Nora Finch</p>',
        '<a rel="author" href="/nora">Nora Finch</a>',
        '<span class="entry-author">Nora Finch</span>',
    ],
)
def test_the_byline_comes_from_the_page(head):
    body = f'<div id="post-1001">{head}<p>The water fell by noon, and all was well in Torvik.</p></div>'
    document = read(page(blog(update(1, author="The desk"), update(2, author="The desk")), body=body + shown(2)))
    assert [mark.byline for mark in marks(document)] == [("Nora Finch",), ()]
    assert bodies(document)[0] == ["The water fell by noon, and all was well in Torvik."]


def test_a_label_in_the_place_of_a_name_is_no_name():
    body = '<div id="post-1001"><div><time>21:22</time><mark>KEY EVENT</mark></div><p>The water fell by noon.</p></div>'
    assert marks(read(page(blog(update(1), update(2)), body=body + shown(2))))[0].byline == ()


def test_an_empty_anchor_stands_for_the_box_around_it():
    body = "".join(
        f'<div><a id="post-{1000 + n}"></a><p>In the page gate {n} opened at dawn.</p></div>' for n in (2, 1)
    )
    document = read(page(blog(update(2, articleBody="x"), update(1, articleBody="y")), body=body))
    assert bodies(document) == [["In the page gate 2 opened at dawn."], ["In the page gate 1 opened at dawn."]]


def test_share_buttons_are_furniture_and_scripts_are_nothing():
    inner = '<div class="share-bar">Share on Fotobook</div><button>Copy link</button><script>var a="run"</script>'
    inner += "<noscript>no script</noscript><style>p{}</style><template>later</template><iframe>frame</iframe>"
    document = read(page(blog(update(1), update(2)), body=shown(1, inner) + shown(2)))
    assert texts(document, BlockKind.FURNITURE) == ["Share on Fotobook", "Copy link"]
    assert not any(word in text for text in texts(document) for word in ("run", "script", "later", "frame"))


def test_what_stands_between_title_and_first_post_is_the_summary():
    links = '<ul><li><a href="#post-1002">Gate number 2 was opened</a></li></ul>'
    opening = f"<h1>Dam day in Torvik</h1><p>The river has not stood so high for sixty years.</p>{links}"
    body = f"<main>{opening}{shown(2)}{shown(1)}</main>"
    document = read(page(blog(update(2), update(1)), body="<p>Menu and weather and more</p>" + body))
    assert marks(document)[0].is_summary
    assert bodies(document)[0] == ["The river has not stood so high for sixty years."]
    assert len(marks(document)) == 3


def test_a_page_that_is_a_live_blog_without_updates_is_read_from_its_elements():
    posts = "".join(shown(n, stamp(n, 10 + n)) for n in (3, 2, 1))
    document = read(page(blog(), body=posts))
    assert titles(document) == [f"Gate number {n} was opened" for n in (3, 2, 1)]
    assert all(mark.published.is_exact for mark in marks(document))


@pytest.mark.shared
def test_real_pages_give_every_post_with_its_time(shared):
    for path in sorted((shared / "corpora" / "liveblogs" / "html").glob("*.html.gz")):
        if path.name.replace(".html.gz", ".gold.json") in {gold.name for gold in path.parent.glob("*.gold.json")}:
            found = [mark for mark in marks(read(path.read_bytes(), path.name)) if not mark.is_summary]
            assert len(found) >= 9
            assert all(mark.title and mark.url and mark.published.is_exact for mark in found)


def test_a_page_without_metadata_is_not_blamed_for_it():
    body = "".join(
        f'<article id="u{n}">{stamp(n, hour)}<h2>Gate {n} opens</h2><p>The crew opened gate {n} at dawn.</p></article>'
        for n, hour in ((3, 12), (2, 11), (1, 10))
    )
    document = read(page(body=f"<h1>Gates: live</h1>{body}"))
    assert len(marks(document)) == 3
    assert document.warnings == ()
