"""Ordinary pages: one article, and what the page says about itself."""

from datetime import datetime, timedelta, timezone

import pytest
from importer_pages import of_kind, page, read, texts

from desktop.domain.blocks import ArticleKind, BlockKind
from desktop.domain.errors import CannotRead, NotAnArticle

ADDRESS = "https://herald.example/torvik/high-water"
FIRST = (
    "The council of Torvik said on Tuesday that the old quarter has to be empty before dark, and no later than nine."
)
SECOND = "Mayor Clara Benton told reporters that the dam would hold, but that nobody should count on it this time."
THIRD = "By noon the first families had left their houses for the school on the hill, where beds had been put up."
STORY = f"<article><h1>High water in Torvik</h1><p>{FIRST}</p><p>{SECOND}</p>"
STORY += f"<h2>What comes next</h2><p>{THIRD}</p></article>"
MENU = "<nav><ul><li>Home</li><li>Weather</li></ul></nav>"


def article(body=STORY, **more):
    return read(page(body=MENU + body + "<footer>All rights reserved</footer>", **more))


def test_an_ordinary_page_is_one_article_without_its_furniture():
    document = article()
    assert document.kind is ArticleKind.ARTICLE
    assert document.title == "High water in Torvik"
    assert texts(document) == [FIRST, SECOND, "What comes next", THIRD]
    assert of_kind(document, BlockKind.HEADING)[0].text == "What comes next"


def test_quotations_and_lists_keep_their_kind():
    body = f"<article><p>{FIRST}</p><blockquote><p>{SECOND}</p></blockquote><ul><li>{THIRD}</li></ul>"
    body += f"<p>{FIRST} Again.</p></article>"
    document = article(body)
    assert [block.text for block in of_kind(document, BlockKind.QUOTE)] == [SECOND]
    assert [block.text for block in of_kind(document, BlockKind.LIST)] == [THIRD]


def test_a_page_without_structure_shows_its_visible_text():
    assert texts(read(f"<html>{SECOND}<br>The end of it.")) == [SECOND, "The end of it."]


def test_active_parts_never_become_text():
    hidden = "<script>one()</script><style>two{}</style><noscript>three</noscript><template>four</template>"
    hidden += "<iframe srcdoc='<p>five'>five</iframe><svg><text>six</text></svg><p hidden>seven</p><!-- eight -->"
    words = " ".join(texts(article(STORY.replace("</h1>", "</h1>" + hidden))))
    assert not any(
        f" {word}" in f" {words}" for word in ("one()", "two", "three", "four", "five", "six", "seven", "eight")
    )


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (f'<link rel="canonical" href="{ADDRESS}#top">', ADDRESS),
        (f'<meta property="og:url" content="{ADDRESS}">', ADDRESS),
        (
            f'<link rel="canonical" href="https://herald.example/"><meta property="og:url" content="{ADDRESS}">',
            ADDRESS,
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="file:///etc/passwd">', None),
        ('<link rel="canonical" href="http://[broken">', None),
        ('<link rel="canonical" href="/torvik">', None),
        ("", None),
    ],
)
def test_the_address_is_what_the_page_calls_canonical(head, url):
    assert article(head=head).url == url


def test_a_relative_address_is_joined_to_the_one_the_page_was_saved_from():
    saved = "<!doctype html>\n<!-- saved from url=(0040)https://herald.example/x?y=1 -->\n"
    text = f"{saved}<html><head><link rel=canonical href=/torvik/high-water></head>{STORY}"
    assert read(text).url == ADDRESS


@pytest.mark.parametrize("address", ["about:internet", "file:///C:/page.html"])
def test_what_is_no_address_of_the_web_is_not_believed(address):
    assert read(f"<!-- saved from url=({len(address):04}){address} --><html>{STORY}").url is None


def test_the_address_the_user_gave_stands_in():
    assert read(page(body=STORY), address=ADDRESS).url == ADDRESS


def test_a_page_saved_with_singlefile_says_when_and_from_where():
    date = "Tue May 02 2023 07:48:30 GMT+0200 (Osteuropäische Zeit)"
    comment = f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: {date}\n-->"
    document = read(f"<!DOCTYPE html> <html>{comment}<body>{STORY}")
    assert document.url == ADDRESS
    assert document.saved == datetime(2023, 5, 2, 7, 48, 30, tzinfo=timezone(timedelta(hours=2)))


def test_a_comment_of_singlefile_that_was_cut_off_is_read_as_far_as_it_goes():
    assert read(f"<html>{STORY}<!--\n Page saved with SingleFile\n url: {ADDRESS}").url == ADDRESS


def test_the_article_object_says_who_wrote_it_and_when():
    thing = {
        "@type": "NewsArticle",
        "headline": "High water in Torvik &amp; beyond",
        "datePublished": "2024-03-05T08:15:00+01:00",
        "dateModified": "2024-03-05T09:15:00+01:00",
        "author": [{"name": "Nora Finch"}, {"name": "Mark Tully"}],
        "publisher": {"@type": "Organization", "name": "Torvik Herald"},
        "inLanguage": "en-GB",
        "keywords": ["dam", "flood"],
    }
    document = read(
        f"<html><head><script type='application/ld+json'>{__import__('json').dumps(thing)}</script></head>{STORY}"
    )
    assert document.title == "High water in Torvik & beyond"
    assert document.published.stated == "2024-03-05T08:15:00+01:00"
    assert document.modified.isoformat() == "2024-03-05T09:15:00+01:00"
    assert (document.byline, document.site) == (("Nora Finch", "Mark Tully"), "Torvik Herald")
    assert (document.language, document.tags) == ("en-GB", ("dam", "flood"))


def test_the_head_of_the_page_stands_in_for_the_object():
    head = '<meta property="article:published_time" content="2024-03-05T08:15:00Z">'
    head += '<meta name="author" content="Nora Finch">'
    head += '<meta property="og:site_name" content="Torvik Herald"><meta property="article:tag" content="flood">'
    document = article(head=head)
    assert document.published.basis == ("the page's published_time",)
    assert (document.byline, document.site, document.tags) == (("Nora Finch",), "Torvik Herald", ("flood",))


def test_the_window_title_stands_in_without_the_name_of_the_site():
    head = '<meta property="og:site_name" content="Torvik Herald">'
    text = page(body=f"<p>{FIRST}</p><p>{SECOND}</p>", head=head).replace("Dam day", "High water – Torvik Herald")
    assert read(text).title == "High water"


def test_a_page_without_dates_has_none():
    document = article()
    assert document.published.earliest is None
    assert (document.modified, document.saved) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        page(),
        page(body="<script>document.write('a long text that a script writes')</script>"),
        page(body='<div id="root"></div>'),
        page(body=MENU),
        "<html>" + "<div>" * 300,
    ],
)
def test_a_page_without_text_says_how_to_save_it(text):
    with pytest.raises(NotAnArticle, match="shows no text") as error:
        read(text)
    assert "save it again" in error.value.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html>" + "<div>" * 200_000, "nested 200,001 deep"),
        ("<html>" + "<b>x</b>" * 300_000, "tags"),
        ("<html><a " + " ".join(f"a{n}" for n in range(200_000)) + ">x</a>", "characters of attributes"),
        ("<html><p>" + "words " * 3_000_000, "characters of mark-up"),
        ("<html><p>" + "words " * 500_000, "a paragraph of"),
    ],
    ids=["nesting", "tags", "attributes", "size", "paragraph"],
)
def test_a_page_that_would_take_minutes_is_refused_with_the_limit(text, words):
    with pytest.raises(CannotRead, match=words) as error:
        read(text)
    assert "“page.html”" in error.value.message


def test_deep_nesting_below_the_limit_is_read():
    assert texts(read("<html>" + "<div>" * 15_000 + f"<p>{FIRST}")) == [FIRST]


def test_a_page_that_was_cut_off_is_read_as_far_as_it_goes():
    text = page(body=STORY)
    assert texts(read(text[: text.index("beds had been")]))[:2] == [FIRST, SECOND]


def test_a_script_that_compares_is_not_taken_for_a_long_tag():
    code = "if(a<b){c=" + "+".join(str(n) for n in range(10_000)) + "}"
    assert texts(read(page(body=f"<script>{code}</script>{STORY}")))[0] == FIRST


def test_a_page_of_a_few_words_is_an_article():
    document = read("<title>N\0UL</title><body><h1>Nul</h1><p>before\0after \0\0 end</p>")
    assert texts(document) == ["beforeafter end"]


def test_the_headline_in_other_words_is_left_out_above_the_text_only():
    other, below = "High water is in Torvik", "High water in Torvik, the day after"
    body = STORY.replace("High water in Torvik", other).replace("What comes next", below)
    document = article(body, head="<title>High water in Torvik</title>")
    assert texts(document) == [FIRST, SECOND, below, THIRD]


def test_formulas_are_read_as_tex_or_sign_by_sign_and_once():
    signs = "<math><msup><mi>h</mi><mn>2</mn></msup><mo>+</mo><mi>w</mi></math>"
    tex = r'<math><semantics><mi>h</mi><annotation encoding="application/x-tex">h_{max}</annotation></semantics></math>'
    drawn = '<span class="drawing" aria-hidden="true">hmax</span>'
    body = f"<p>{FIRST} Here {signs} is the height, <span>{tex}</span>{drawn} the most.</p>"
    shown = texts(article(STORY.replace("</h1>", "</h1>" + body)))
    assert f"{FIRST} Here h 2 + w is the height, h_{{max}} the most." in shown


def test_short_articles_below_each_other_keep_their_headings():
    heads = ("Water rises", "School opens early", "Ferry stays away")
    body = "<h1>High water in Torvik</h1>" + "".join(
        f"<article><h2>{head}</h2><p>{words}</p></article>"
        for head, words in zip(heads, (FIRST, SECOND, THIRD), strict=True)
    )
    assert texts(article(f"<main>{body}</main>")) == [heads[0], FIRST, heads[1], SECOND, heads[2], THIRD]
