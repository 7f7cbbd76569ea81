"""Live pages that say nothing, or something else, about themselves to machines."""

import json

import pytest
from importer_pages import BLOG, blog, bodies, marks, of_kind, page, read, shown, update

from desktop.domain.blocks import ArticleKind, BlockKind
from desktop.domain.times import UNKNOWN_TIME

WORDS = "The crew at the dam opened gate number {} at a quarter past the hour, and the water fell by a hand."
LIVE_HEAD = f"<link rel=canonical href={BLOG}>"


def titles(document):
    return [mark.title for mark in marks(document)]


def entry(
    number, hour, *, head="<h2>Gate {number} opened</h2>", time="<time datetime=2024-03-05T{hour:02}:15:00+01:00>"
):
    stamp = time.format(hour=hour) + (f"{hour:02}:15</time>" if time.startswith("<time") else "")
    return f"<article class=entry>{stamp}{head.format(number=number)}<p>{WORDS.format(number)}</p></article>"


def run(**more):
    return "".join(entry(number, 8 + number, **more) for number in (5, 4, 3, 2, 1))


def test_brothers_with_a_time_each_are_the_posts_of_a_live_page():
    document = read(page(body=f"<main><h1>Dam day, live</h1><div class=feed>{run()}</div></main>", head=LIVE_HEAD))
    assert document.kind is ArticleKind.LIVE_BLOG
    assert titles(document) == [f"Gate {number} opened" for number in (5, 4, 3, 2, 1)]
    assert [mark.published.stated for mark in marks(document)][:2] == [
        "2024-03-05T13:15:00+01:00", "2024-03-05T12:15:00+01:00",
    ]  # fmt: skip
    assert {mark.origin for mark in marks(document)} == {"the page"}


def test_the_names_of_the_boxes_can_say_that_a_page_is_live():
    body = f"<main><h1>Dam day in Torvik</h1><div class='liveblog-posts'>{run()}</div></main>"
    assert len(marks(read(page(body=body)))) == 5


def test_posts_with_headings_and_times_in_order_make_a_live_page_that_does_not_say_so():
    document = read(page(body=f"<main><h1>Dam day in Torvik</h1><div class=day>{run()}</div></main>"))
    assert titles(document) == [f"Gate {number} opened" for number in (5, 4, 3, 2, 1)]
    assert next(mark.published.stated for mark in marks(document)) == "2024-03-05T13:15:00+01:00"


DATED = "<time datetime=2024-03-{hour:02}T09:15:00+01:00>"
SILENT = {
    "times out of order": entry(1, 9) + entry(2, 12) + entry(3, 10) + entry(4, 11),
    "no headings": run(head=""),
    "names for headings": run(head="<h2>Ada {number}</h2>"),
    "a programme of round hours": "".join(entry(number, 8 + number) for number in (1, 2, 3, 4)),
    "an archive of days": "".join(entry(number, number, time=DATED) for number in range(1, 9)),
    "clocks for people alone": run(time="<time>"),
    "much text beside": run() + f"<p>{WORDS}</p>" * 4,
}


@pytest.mark.parametrize("posts", SILENT.values(), ids=SILENT)
def test_without_any_of_these_a_page_that_does_not_say_so_is_no_live_page(posts):
    assert read(page(body=f"<main><h1>Dam day in Torvik</h1><div>{posts}</div></main>")).kind is ArticleKind.ARTICLE


@pytest.mark.parametrize(
    "body",
    [
        f"<main><h1>Dam day</h1><div class=thread>{run()}</div></main>",  # a forum: nothing says live
        f"<main><h1>Live from Torvik</h1><ul class=comments>{run()}</ul></main>",
        "<main><h1>Live in Torvik</h1><div>"
        + run(head="<h2><a href=/other/{number}>Another story</a></h2>")
        + "</div></main>",
        f"<main><h1>Live in Torvik</h1><p>{WORDS * 40}</p><div class=short>{run()}</div></main>",
    ],
)
def test_other_runs_of_brothers_are_no_live_page(body):
    assert read(page(body=body)).kind is ArticleKind.ARTICLE


@pytest.mark.parametrize(
    ("shown_time", "stated"),
    [
        ("<span class=when>4m ago</span>", "4m ago"),
        ("<div>Vor einer Stunde</div>", "Vor einer Stunde"),
        ("<p>10.10 BST</p>", "10.10 BST"),
        ("<p>05.03.2022, 12:30 Uhr</p>", "05.03.2022, 12:30 Uhr"),
        ("<p>9.05pm</p>", "9.05pm"),
        ("<time>12 minutes ago</time>", "12 minutes ago"),
    ],
)
def test_a_shown_time_is_kept_as_printed_and_no_time_is_invented(shown_time, stated):
    posts = "".join(
        f"<div class=post id=p{number}1234>{shown_time}<h3>Gate {number}</h3><p>{WORDS.format(number)}</p></div>"
        for number in range(4)
    )
    document = read(page(body=f"<main><h1>Dam day live blog</h1>{posts}</main>"))
    assert len(marks(document)) == 4
    assert {mark.published for mark in marks(document)} == {UNKNOWN_TIME}
    assert [block.text for block in of_kind(document, BlockKind.STAMP)] == [stated] * 4
    assert all(stated not in " ".join(body) for body in bodies(document))


def test_one_time_on_all_elements_says_nothing():
    posts = "".join(
        f"<article id=post-{number}><time datetime=2024-03-05T09:00:00Z>{number + 10}:15</time>"
        f"<h2>Gate {number}</h2><p>{WORDS.format(number)}</p></article>"
        for number in (4, 3, 2, 1)
    )
    document = read(page(body=f"<main><h1>Dam day live</h1>{posts}</main>"))
    assert {mark.published for mark in marks(document)} == {UNKNOWN_TIME}
    assert [block.text for block in of_kind(document, BlockKind.STAMP)] == ["14:15", "13:15", "12:15", "11:15"]


def test_a_second_time_beside_the_first_is_the_last_edit():
    both = (
        "<p><time datetime=2024-03-05T{0:02}:15:00Z>{0}:15</time> <time datetime=2024-03-05T{0:02}:40:00Z>x</time></p>"
    )
    posts = "".join(
        f"<article id=post-{n}>{both.format(8 + n)}<h2>Gate {n}</h2><p>{WORDS.format(n)}</p></article>"
        for n in (3, 2, 1)
    )
    document = read(page(body=f"<main><h1>Dam day live</h1>{posts}</main>"))
    assert [(mark.published.earliest.minute, mark.modified.minute) for mark in marks(document)] == [(15, 40)] * 3


def test_a_list_of_links_to_the_posts_is_no_post():
    links = "".join(f'<li data-id="{1000 + n}"><a href="#post-{1000 + n}">Gate number {n}</a></li>' for n in (2, 1))
    things = blog(*(update(n, **{"@id": str(1000 + n)}) for n in (2, 1)))
    document = read(page(things, body=f"<main><ul>{links}</ul>{shown(2)}{shown(1)}</main>"))
    assert len(marks(document)) == 2
    assert all("the water fell" in " ".join(body) for body in bodies(document))


def test_a_pinned_copy_with_the_same_id_is_one_post_in_its_place():
    things = blog(*(update(n) for n in (3, 2, 1)))
    document = read(page(things, body=f"<main>{shown(1)}{shown(3)}{shown(2)}{shown(1)}</main>"))
    assert [mark.key for mark in marks(document)] == ["post-1003", "post-1002", "post-1001"]
    assert [mark.is_pinned for mark in marks(document)] == [False, False, True]


def test_amp_pages_are_read():
    posts = "".join(
        f"<div id=p{n}9999 data-sort-time={1646470800 + 60 * n}><amp-timeago datetime=2022-03-05T09:{n:02}:00Z>"
        f"{n} hours ago</amp-timeago><h3>Gate {n}</h3><amp-img src=g{n}.png alt=Gate width=600></amp-img>"
        f"<p>{WORDS.format(n)}</p></div>"
        for n in (3, 2, 1)
    )
    body = f"<main><h1>Dam day</h1><amp-live-list id=live-blog><div items>{posts}</div></amp-live-list></main>"
    document = read(page(body=body))
    assert [mark.published.earliest.minute for mark in marks(document)] == [3, 2, 1]
    assert len(of_kind(document, BlockKind.IMAGE)) == 3


def block(number, **more):
    words = f"<p>{WORDS.format(number)}</p><p>More &amp; more.</p>"
    return {
        "id": f"60300f5f8f08ad21ea6007{number:02}",
        "elements": [
            {"_type": "model.elements.TextBlockElement", "html": words},
            {"_type": "model.elements.ImageBlockElement", "data": {"alt": "A gate"}, "html": "<figure>none</figure>"},
        ],
        "attributes": {"pinned": False, "summary": False, "keyEvent": number == 2},
        "blockFirstPublished": 1613763003000 + 60_000 * number,
        "blockLastUpdated": 1613763003000 + 60_000 * number,
        "firstPublished": 1613700000000,
        "contributors": [{"name": "Nora Finch", "imageUrl": "finch.png"}],
    } | more  # fmt: skip


@pytest.mark.parametrize(
    "wrapped",
    [
        "<script type=application/json>{}</script>",
        "<script>window.page = {};</script>",
    ],
)
def test_the_blocks_of_a_pages_own_program_are_its_posts(wrapped):
    blocks = [
        block(3, title="Third gate opened", blockLastUpdated=1613763003000 + 900_000),
        block(2, attributes={"summary": True, "pinned": True}),
        block(1),
        block(4, elements=[]),
    ]
    data = json.dumps({"page": {"content": {"blocks": blocks}}}).replace("</", "<\\/")
    document = read(page(body="<h1>Dam day</h1><p>To be drawn.</p>" + wrapped.format(data), head=LIVE_HEAD))
    assert document.kind is ArticleKind.LIVE_BLOG
    assert titles(document) == ["Third gate opened", None, None]
    first, second, third = marks(document)
    assert first.published.earliest.timestamp() == 1613763183
    assert (first.modified is not None, third.modified) == (True, None)
    assert (second.is_summary, second.is_pinned, third.is_pinned) == (True, True, False)
    assert first.byline == ("Nora Finch",)
    assert bodies(document)[2] == [WORDS.format(1), "More & more."]


def test_blocks_and_page_are_put_together():
    data = json.dumps({"blocks": [block(2), block(1)]}).replace("</", "<\\/")
    posts = "".join(
        f"<article id=block-60300f5f8f08ad21ea6007{n:02}><h2>Gate {n}</h2><p>{WORDS.format(n)}</p><p>More & more.</p>"
        f"<figure><img src=g.png><figcaption>A gate</figcaption></figure></article>"
        for n in (2, 1)
    )
    document = read(page(body=f"<main>{posts}</main><script type=application/json>{data}</script>"))
    assert titles(document) == ["Gate 2", "Gate 1"]
    assert {mark.origin for mark in marks(document)} == {
        "the page's blocks and the page; title and text from the page, time and names from the page's blocks"
    }
    assert len(of_kind(document, BlockKind.CAPTION)) == 2


def test_other_data_are_no_blocks():
    data = json.dumps({"menu": [{"id": "a", "elements": []}, {"id": "b", "elements": [], "bodyHtml": 7}]})
    body = f"<h1>Dam day</h1><p>{WORDS}</p><script type=application/json>{data}</script><script>var bodyHtml = 5"
    assert read(page(body=body)).kind is ArticleKind.ARTICLE


@pytest.mark.parametrize(
    "title",
    [
        "مباشر: العاصفة في الميناء",
        "Онлайн-трансляция: шторм в порту",
        "Наживо: шторм у порту",
        "Limanda fırtına: canlı",
        "Storm i havna – direkte",
        "סערה בנמל: דקה אחר דקה",
        "港口风暴直播",
        "항구 폭풍 실시간",
    ],
)
def test_a_page_may_say_in_any_of_many_languages_that_it_is_live(title):
    posts = "".join(
        f'<article><time datetime="2024-03-05T{hour}:15:00+01:00">{hour}:15</time><h2>{title} {hour}</h2>'
        f"<p>The crew opened gate {hour} at a quarter past the hour.</p></article>"
        for hour in (13, 12, 11)
    )
    document = read(page(body=f"<h1>{title}</h1>{posts}"))
    assert [mark.title for mark in marks(document)] == [f"{title} {hour}" for hour in (13, 12, 11)]


@pytest.mark.parametrize("title", ["Direkte Demokratie im Wandel", "Canlı müzik geceleri", "海辺のドライブの歴史"])
def test_words_that_only_sound_live_do_not_say_so(title):
    posts = "".join(
        f"<section><time datetime={year}-05-01>{year}</time><h2>The year {year}</h2><p>{WORDS}</p></section>"
        for year in (1934, 1956, 1978, 1999)
    )
    assert read(page(body=f"<main><h1>{title}</h1>{posts}</main>", head=f"<title>{title}</title>")).kind is (
        ArticleKind.ARTICLE
    )
