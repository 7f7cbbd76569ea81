"""The forms in which publishers write down their live blogs for machines."""

import json

import pytest
from importer_pages import BLOG, blog, bodies, marks, page, read, script, update

from desktop.domain.blocks import ArticleKind, BlockKind
from desktop.domain.times import UNKNOWN_TIME, Precision

MARKED = 'itemscope itemtype="http://schema.org/LiveBlogPosting"'
THREE = [update(3), update(2), update(1)]
TITLES = ["Gate number 3 was opened", "Gate number 2 was opened", "Gate number 1 was opened"]


def titles(document):
    return [mark.title for mark in marks(document)]


@pytest.mark.parametrize(
    "scripts",
    [
        [blog(*THREE)],
        [[{"@type": "WebPage"}, blog(*THREE)]],
        [{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "Herald"}, blog(*THREE)]}],
        [blog(*THREE) | {"@type": ["NewsArticle", "LiveBlogPosting"]}],
        [blog(*THREE) | {"@type": "https://schema.org/LiveBlogPosting"}],
        [{"@type": "NewsArticle", "headline": "Another", "datePublished": "2020-01-01"}, blog(*THREE)],
        [blog(), blog(*THREE)],
        [blog([THREE[0], [THREE[1]]], [THREE[2]])],
        [{"@type": "WebPage", "mainEntity": blog(*THREE)}],
    ],
    ids=["object", "list", "graph", "types", "address", "beside", "emptier", "nested", "inside"],
)
def test_the_posts_are_found_wherever_the_live_blog_stands(scripts):
    document = read(page(*scripts))
    assert document.kind is ArticleKind.LIVE_BLOG
    assert titles(document) == TITLES


def test_a_single_update_that_is_no_list_is_one_post():
    assert titles(read(page(blog() | {"liveBlogUpdate": update(1)}))) == TITLES[2:]


def test_updates_that_stand_elsewhere_in_the_graph_are_fetched_by_their_id():
    graph = {"@graph": [blog(*({"@id": thing["@id"]} for thing in THREE)), *THREE]}
    assert titles(read(page(graph))) == TITLES


@pytest.mark.parametrize(
    "wrapped",
    ["<!-- %s -->", "//<![CDATA[\n%s\n//]]>", "%s;", "\ufeff%s", "/* first */ %s", "  \n%s\n;;"],
    ids=["comment", "cdata", "semicolon", "mark", "note", "blanks"],
)
def test_a_script_in_wrapping_is_still_read(wrapped):
    assert titles(read(page(wrapped % json.dumps(blog(*THREE))))) == TITLES


def test_raw_line_breaks_and_a_comma_too_many_are_mended():
    text = json.dumps(blog(update(1, articleBody="LINE, }"))).replace("LINE", "First line\nsecond line ,] and")
    document = read(page(text[:-1] + ",}"))
    assert bodies(document) == [["First line", "second line ,] and, }"]]


def test_a_script_with_every_quotation_mark_escaped_is_read():
    assert titles(read(page(json.dumps(blog(*THREE)).replace('"', "&quot;")))) == TITLES


def test_a_broken_script_is_left_out_and_the_others_are_read():
    document = read(page('{"@type": "LiveBlogPosting", "liveBlogUpdate": [', blog(*THREE)))
    assert titles(document) == TITLES
    assert "Script 1 of the page's metadata is not valid JSON" in document.warnings[0]


def test_a_page_cut_off_inside_its_script_is_read_as_an_article():
    text = page(blog(*THREE), body="<p>The old quarter was empty before dark, said the mayor of Torvik.</p>")
    cut = text[: text.index("Gate number 2")] + "</script><p>The old quarter was empty before dark, said the mayor.</p>"
    document = read(cut)
    assert document.kind is ArticleKind.ARTICLE
    assert any("not valid JSON" in warning for warning in document.warnings)


def test_what_an_update_states_is_kept():
    thing = update(1, dateModified="2024-03-05T08:20:00Z")
    mark = marks(read(page(blog(thing))))[0]
    assert (mark.key, mark.url) == ("post-1001", f"{BLOG}#post-1001")
    assert mark.published.stated == "2024-03-05T09:15:00+01:00"
    assert (mark.published.zone, mark.published.precision) == ("+01:00", Precision.SECOND)
    assert mark.published.basis == ("JSON-LD datePublished",)
    assert mark.modified.isoformat() == "2024-03-05T08:20:00+00:00"
    assert mark.origin == "JSON-LD"


@pytest.mark.parametrize("stated", [None, "", "soon", "2024-02-30T09:00:00Z", 0])
def test_no_time_is_invented(stated):
    assert marks(read(page(blog(update(1, datePublished=stated)))))[0].published is UNKNOWN_TIME


def test_one_time_for_all_updates_says_nothing():
    same = [update(n, datePublished="2024-03-05T09:15:00+01:00") for n in range(3)]
    assert {mark.published for mark in marks(read(page(blog(*same))))} == {UNKNOWN_TIME}


def test_two_updates_may_share_a_minute():
    same = [update(n, datePublished="2024-03-05T09:15:00+01:00") for n in range(2)]
    assert all(mark.published.is_exact for mark in marks(read(page(blog(*same, update(5))))))


def test_entities_and_tags_in_strings_become_text():
    body = "<p>The &quot;dam&quot; holds,&amp;nbsp;he said.</p><ul><li>First</li><li>Second</li></ul>"
    body += "after<br/>all <script>x()</script>"
    thing = update(1, articleBody=body, headline="Benton &amp;amp; Tully speak ")
    document = read(page(blog(thing)))
    assert bodies(document) == [['The "dam" holds, he said.', "First", "Second", "after", "all"]]
    assert titles(document) == ["Benton & Tully speak"]


def test_a_headline_that_is_the_blogs_is_no_title():
    things = [update(n, headline="Dam day in Torvik ") for n in range(2)]
    assert titles(read(page(blog(*things, update(3))))) == [None, None, TITLES[0]]


def test_a_headline_that_a_third_of_the_posts_share_is_a_label():
    things = [update(n, headline="Weather") for n in range(3)]
    document = read(page(blog(*things, update(4), update(5))))
    assert titles(document)[:3] == [None, None, None]
    assert titles(document)[3] == "Gate number 4 was opened"
    assert "Weather" in document.tags


def test_an_author_list_that_all_updates_share_belongs_to_the_page():
    things = [update(n, author=[{"@type": "Person", "name": "Nora Finch"}, "Mark Tully"]) for n in range(3)]
    document = read(page(blog(*things, author={"name": "Nora Finch"})))
    assert {mark.byline for mark in marks(document)} == {()}
    assert document.byline == ("Nora Finch",)


def test_authors_that_differ_are_the_posts_own():
    things = [update(1, author="Nora Finch"), update(2, author={"name": "Mark Tully"})]
    assert [mark.byline for mark in marks(read(page(blog(*things))))] == [("Nora Finch",), ("Mark Tully",)]


def test_an_empty_update_is_kept_with_its_title_and_said_to_be_empty():
    document = read(page(blog(update(1), update(2, articleBody=""))))
    assert bodies(document)[1] == []
    assert any("1 of 2 posts hold no text" in warning for warning in document.warnings)


def test_an_address_without_a_fragment_is_the_posts_own_if_it_is_not_the_blogs():
    own = update(1, **{"@id": None, "url": f"{BLOG}/gate-one-opened"})
    same = update(2, **{"@id": BLOG + "/", "url": BLOG})
    relative = update(3, **{"@id": None, "url": "#gate-three"})
    found = marks(read(page(blog(own, same, relative))))
    assert [mark.url for mark in found] == [f"{BLOG}/gate-one-opened", None, f"{BLOG}#gate-three"]
    assert [mark.key for mark in found] == ["gate-one-opened", None, "gate-three"]


def test_a_relative_address_is_joined_to_the_pages_where_the_blog_states_none():
    thing = blog(update(1, **{"@id": None, "url": "#gate-one"})) | {"url": None}
    document = read(page(thing, head=f'<link rel="canonical" href="{BLOG}">'))
    assert marks(document)[0].url == f"{BLOG}#gate-one"


def test_the_page_is_told_apart_from_its_posts():
    thing = blog(
        *THREE, datePublished="2024-03-05T07:00:00Z", keywords="dam, flood", publisher={"name": "Torvik Herald"}
    )
    document = read(page(thing))
    assert (document.title, document.url, document.site) == ("Dam day in Torvik", BLOG, "Torvik Herald")
    assert document.published.stated == "2024-03-05T07:00:00Z"
    assert (document.tags, document.language) == (("dam", "flood"), "en")
    assert document.blocks[0].kind is BlockKind.TITLE


def test_microdata_are_read_where_there_is_no_script():
    posts = "".join(
        f'<article itemprop="liveBlogUpdate" itemscope itemtype="http://schema.org/BlogPosting" id="block-{n}">'
        f'<h2 itemprop="headline">Gate {n} opened</h2>'
        f'<time itemprop="datePublished" datetime="2024-03-05T0{n}:15:00Z">0{n}:15</time>'
        f'<div itemprop="articleBody"><p>The crew opened gate {n} at dawn.</p></div></article>'
        for n in (3, 2, 1)
    )
    body = f'<main {MARKED}><h1 itemprop="headline">Dam day</h1>{posts}</main>'
    document = read(page(body=body))
    assert titles(document) == ["Gate 3 opened", "Gate 2 opened", "Gate 1 opened"]
    assert [mark.published.stated for mark in marks(document)] == [f"2024-03-05T0{n}:15:00Z" for n in (3, 2, 1)]
    assert bodies(document) == [[f"The crew opened gate {n} at dawn."] for n in (3, 2, 1)]


def test_the_type_alone_makes_no_live_blog():
    body = f"<main {MARKED}><p>The old quarter was empty before dark.</p></main>"
    assert read(page(body=body)).kind is ArticleKind.ARTICLE
    assert (
        read(page(blog(), body="<p>The old quarter was empty before dark, they said.</p>")).kind is ArticleKind.ARTICLE
    )


def test_strange_values_do_no_harm():
    things = [
        None,
        7,
        "text",
        [],
        {"@type": 5, "headline": {"a": 1}, "author": [[], {}, 3], "url": "http://[", "@id": 9},
    ]
    strange = {
        "@type": "LiveBlogPosting",
        "headline": 3,
        "author": None,
        "liveBlogUpdate": things,
        "keywords": {"a": []},
    }
    document = read(page(strange, {"@type": []}, body="<p>The old quarter was empty before dark, they said.</p>"))
    assert document.kind is ArticleKind.ARTICLE
    assert read("<html>" + script("null") + "<p>The old quarter was empty before dark.</p>").kind is ArticleKind.ARTICLE
