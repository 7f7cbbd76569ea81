"""Live pages in the manners of many publishers, from their bytes to posts that are placed in time.

Each page is made of the same posts, so that one way of looking at the outcome serves all: every post is there once, in
page order, with its own title, text and minute.
"""

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from segmentation import WEIGHTS

from desktop.domain.documents import Source
from desktop.domain.posts import Post, PostKind
from desktop.domain.times import TimeFrame
from desktop.library.parsing import Parsed, Task, parse

ADDRESS = "https://www.herald.example/news/live/torvik-dam-2022-03-05"
HEADLINE = "Dam at Torvik live: water rises"
MORNING, NIGHT = "2022-03-05T09:00:00+01:00", "2022-03-05T22:00:00+01:00"
NOTHING = TimeFrame()
OSLO = timezone(timedelta(hours=1))
TEXTS = (
    "The crew opened the second gate at dawn and let the water run into the lower basin.",
    "Mayor Clara Benton said that nobody had been hurt in the lower town during the night.",
    "Engineers had warned that the old weir could not hold for another week of rain.",
    "The ministry has sent forty pumps and promised as many again before the evening.",
    "At the school on Mill Lane, twelve families spent the night on folding beds.",
    "The ferry landed with thirty people who had waited on the island since the morning.",
)
TITLES = (
    "Second gate opened at dawn",
    "Mayor: nobody hurt",
    "Engineers warned of the weir",
    "Ministry sends forty pumps",
    "School takes in families",
    "Ferry brings thirty people",
)
LINES = "It is told here by the reporters of the Herald who are on the bank of the river."


@dataclass(frozen=True)
class Made:
    """One post as its writer wrote it."""

    number: int
    at: datetime
    title: str
    text: str

    @property
    def key(self) -> str:
        return f"{self.number}f3ab2c4d5e6"

    @property
    def iso(self) -> str:
        return self.at.isoformat()

    @property
    def body(self) -> str:
        return f"<p>{self.text}</p><p>{LINES}</p>"


POSTS = tuple(
    Made(n, datetime(2022, 3, 5, 20, 41, tzinfo=OSLO) - timedelta(minutes=37 * n), TITLES[n], TEXTS[n])
    for n in range(len(TITLES))
)


def page(body: str, *things: object, head: str = "", title: str = HEADLINE) -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)
    return (
        f"<!doctype html><html lang=en><head><title>{title} | Herald</title>{head}<link rel=canonical href={ADDRESS}>"
        f"{scripts}</head><body><header><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav></header>"
        f"<main><h1>{title}</h1>{body}</main><footer><p>Herald 2022. All rights reserved.</p></footer></body></html>"
    )


def feed(entry: Callable[[Made], str], posts: Sequence[Made] = POSTS, above: str = "", **box: str) -> str:
    return f'{above}<div class="{box.get("name", "liveblog-entries")}">{"".join(map(entry, posts))}</div>'


def update(post: Made, **more: object) -> dict[str, object]:
    thing = {
        "@type": "BlogPosting",
        "@id": f"{ADDRESS}#{post.key}",
        "headline": post.title,
        "datePublished": post.iso,
        "articleBody": f"{post.text} {LINES}",
    } | more
    return {name: value for name, value in thing.items() if value is not None}


def blog(*updates: object, **more: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": HEADLINE,
        "url": ADDRESS,
        "datePublished": "2022-03-05T09:00:00+01:00",
        "liveBlogUpdate": list(updates),
    } | more


def time_tag(post: Made, shown: str = "") -> str:
    return f'<time datetime="{post.iso}">{shown or f"{post.at:%H:%M}"}</time>'


def with_id(post: Made, head: str = "", tail: str = "") -> str:
    return f'<article id="block-{post.key}" class="entry">{head}<h2>{post.title}</h2>{post.body}{tail}</article>'


def entry(post: Made, head: str, *, tag: str = "article") -> str:
    """One post without an id."""
    return f"<{tag} class=entry>{head}<h2>{post.title}</h2>{post.body}</{tag}>"


def link(post: Made) -> str:
    return f'<li><a href="#block-{post.key}">{post.title}</a></li>'


def with_each(**more: object) -> list[dict[str, object]]:
    """All updates with the same value of a property."""
    return [update(post, **more) for post in POSTS]


def seconds(post: Made) -> int:
    return int(post.at.timestamp())


ALL = [update(post) for post in POSTS]
REVERSED = list(reversed(ALL))

HABITS: dict[str, str] = {
    "metadata and page agree": page(feed(lambda p: with_id(p, time_tag(p))), blog(*ALL)),
    "metadata alone, page drawn by a script": page("<div id=root></div>", blog(*ALL)),
    "metadata oldest first, page newest first": page(feed(lambda p: with_id(p, time_tag(p))), blog(*REVERSED)),
    "more updates in the metadata than in the page": page(
        feed(lambda p: with_id(p, time_tag(p)), POSTS[:3]), blog(*ALL)
    ),
    "more posts in the page than in the metadata": page(feed(lambda p: with_id(p, time_tag(p))), blog(*ALL[:3])),
    "bodies empty in the metadata": page(feed(lambda p: with_id(p, time_tag(p))), blog(*with_each(articleBody=""))),
    "headlines are the blog's": page(feed(lambda p: with_id(p, time_tag(p))), blog(*with_each(headline=HEADLINE))),
    "headlines are a label": page(
        feed(lambda p: with_id(p, f"{time_tag(p)}<h3>Floods</h3>")), blog(*with_each(headline="Floods"))
    ),
    "equal times in the metadata": page(
        feed(lambda p: with_id(p, time_tag(p))), blog(*with_each(datePublished=MORNING))
    ),
    "times in UTC in the metadata": page(
        feed(lambda p: with_id(p, time_tag(p))),
        blog(*(update(p, datePublished=f"{p.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}") for p in POSTS)),
    ),
    "local times with a false Z in the page": page(
        feed(lambda p: with_id(p, f'<time datetime="{p.at:%Y-%m-%dT%H:%M:00Z}">{p.at:%H:%M}</time>')), blog(*ALL)
    ),
    "metadata in a graph, in a list, with other things": page(
        feed(lambda p: with_id(p)),
        [{"@type": "BreadcrumbList"}, {"@graph": [blog(*ALL) | {"@type": ["NewsArticle", "LiveBlogPosting"]}]}],
        {"@type": "NewsArticle", "headline": "Dam", "datePublished": "2022-03-09T09:00:00Z"},
    ),
    "escaped mark-up in the bodies": page(
        "<div></div>", blog(*(update(p, articleBody=html.escape(p.body)) for p in POSTS))
    ),
    "a pinned copy on top": page(
        feed(lambda p: with_id(p, time_tag(p)), above=f"<div class=pinned><h2>{TITLES[3]}</h2>{POSTS[3].body}</div>"),
        blog(*ALL),
    ),
    "a list of key events above": page(
        feed(
            lambda p: with_id(p, time_tag(p)),
            above=f"<ul class=key-events>{''.join(map(link, POSTS))}</ul>",
        ),
        blog(*ALL),
    ),
    "microdata": page(
        '<div itemscope itemtype="http://schema.org/LiveBlogPosting">'
        + "".join(
            f'<div itemprop="liveBlogUpdate" itemscope itemtype="http://schema.org/BlogPosting" id="p{p.key}">'
            f'<time itemprop="datePublished" datetime="{p.iso}">{p.at:%H:%M}</time>'
            f'<h2 itemprop="headline">{p.title}</h2>'
            f'<div itemprop="articleBody">{p.body}</div></div>'
            for p in POSTS
        )
        + "</div>"
    ),
    "no metadata, machine times": page(feed(lambda p: entry(p, time_tag(p)))),
    "no metadata, times below the titles": page(
        feed(lambda p: f"<article class=entry><h2>{p.title}</h2>{time_tag(p)}{p.body}</article>")
    ),
    "no metadata, times in an outer list": page(
        feed(lambda p: entry(p, f"<div class=meta>{time_tag(p)}</div>", tag="li"))
    ),
    "epoch milliseconds": page(
        feed(lambda p: f'<div class="live-entry" data-post-time="{seconds(p)}000"><h3>{p.title}</h3>{p.body}</div>')
    ),
    "epoch seconds": page(
        feed(lambda p: f'<div class="live-entry" data-sort-time="{seconds(p)}"><h3>{p.title}</h3>{p.body}</div>')
    ),
    "epoch seconds on the time element": page(
        feed(lambda p: entry(p, f'<time data-timestamp="{seconds(p)}">now</time>', tag="div"))
    ),
    "AMP ages": page(
        "<amp-live-list id=live data-poll-interval=15000 data-max-items-per-page=20><div items>"
        + "".join(
            f'<div id="post{p.key}" data-sort-time="{seconds(p)}"><amp-timeago datetime="{p.iso}" layout=fixed>'
            f"{p.at:%H:%M}</amp-timeago><h2>{p.title}</h2>{p.body}</div>"
            for p in POSTS
        )
        + "</div></amp-live-list>"
    ),
    "the times of a script's own language": page(
        feed(
            lambda p: with_id(
                p, f'<time datetime="{p.at:%a %b %d %Y %H:%M:%S} GMT+0100 (Central European Standard Time)">x</time>'
            )
        )
    ),
    "a second time for the last edit": page(
        feed(lambda p: with_id(p, f"<div>{time_tag(p)} <time class=updated datetime={NIGHT}>22:00</time></div>"))
    ),
    "a label beside the title": page(
        feed(lambda p: with_id(p, f"<div class=meta>{time_tag(p)}<span class=label>KEY EVENT</span></div>"))
    ),
    "share buttons and a byline": page(
        feed(
            lambda p: with_id(
                p, time_tag(p), "<ul class=share><li><a href=/s>Share</a></li><li><a href=/t>Tweet</a></li></ul>"
            )
        )
    ),
    "posts in sections by the day": page(
        "<div class=liveblog>"
        + "".join(
            f"<section class=day><h2 class=date>5 March 2022</h2>{''.join(with_id(p, time_tag(p)) for p in part)}"
            "</section>"
            for part in (POSTS[:3], POSTS[3:])
        )
        + "</div>"
    ),
    "advertisements between the posts": page(
        feed(lambda p: with_id(p, time_tag(p)) + "<div class=ad><p>Advertisement</p></div>")
    ),
    "the blocks of a page's own program": page(
        "<div id=app></div><script>window.app = "
        + json.dumps(
            {
                "blocks": [
                    {
                        "id": p.key,
                        "title": p.title,
                        "elements": [{"_type": "TextBlockElement", "html": p.body}],
                        "attributes": {"pinned": False, "summary": False, "keyEvent": False},
                        "blockFirstPublished": seconds(p) * 1000,
                        "firstPublished": 1646000000000,
                    }
                    for p in POSTS
                ]
            }
        )
        + "</script>"
    ),
    "metadata without ids": page(feed(lambda p: entry(p, time_tag(p))), blog(*with_each(**{"@id": None}))),
    "key events of another class": page(
        feed(lambda p: entry(p, time_tag(p)).replace("class=entry", f"class='{'key ' * (p.number % 2)}entry'"))
    ),
    "each post in a wrapper of its own": page(feed(lambda p: f"<div class=wrap>{entry(p, time_tag(p))}</div>")),
    "elements of a page's own making": page(
        feed(lambda p: f"<live-post id=x{p.key}>{time_tag(p)}<h2>{p.title}</h2>{p.body}</live-post>"), blog(*ALL)
    ),
}


def read(markup: str, frame: TimeFrame = NOTHING) -> list[Post]:
    (outcome,) = parse(Task("page.html", Source("page.html", markup.encode()), frame, WEIGHTS))
    assert isinstance(outcome, Parsed)
    return [post for post in outcome.cut.posts if post.kind is PostKind.POST]


@pytest.mark.parametrize("name", HABITS)
def test_every_post_is_there_once_with_its_own_title_text_and_minute(name: str) -> None:
    posts = read(HABITS[name])
    by_text = sorted(posts, key=lambda post: -post.order_key)
    assert [post.title for post in by_text] == list(TITLES)
    assert [post.text.split(". ")[0].split("\n")[0].rstrip(".") for post in by_text] == [t.rstrip(".") for t in TEXTS]
    for post, made in zip(by_text, POSTS, strict=True):
        assert post.time.is_exact
        assert post.time.earliest is not None
        assert abs(post.time.earliest - made.at) < timedelta(minutes=1)


SHOWN: dict[str, tuple[Callable[[Made], str], TimeFrame]] = {
    "a clock": (lambda p: f"{p.at:%H:%M}", TimeFrame(zone="Europe/Oslo")),
    "a clock and its zone": (lambda p: f"{p.at:%H:%M} CET", TimeFrame()),
    "a clock with dots and its zone": (lambda p: f"{p.at:%H.%M} CET", TimeFrame()),
    "German date and clock": (lambda p: f"{p.at:%d.%m.%Y, %H:%M} Uhr", TimeFrame(zone="Europe/Oslo")),
    "British half of the day": (lambda p: f"{p.at.hour - 12}.{p.at:%M}pm CET", TimeFrame()),
    "posted at": (lambda p: f"Posted at {p.at:%H:%M} CET", TimeFrame()),
    "French clock": (lambda p: f"{p.at:%Hh%M}", TimeFrame(zone="Europe/Oslo")),
}


@pytest.mark.parametrize("tag", ["span", "p", "time", "div"])
@pytest.mark.parametrize("name", SHOWN)
def test_times_that_only_people_can_read_are_read(name: str, tag: str) -> None:
    words, frame = SHOWN[name]
    posts = read(
        page(feed(lambda p: entry(p, f"<{tag} class=stamp>{words(p)}</{tag}>"))),
        frame,
    )
    assert [post.title for post in posts] == list(TITLES)
    assert [post.time.earliest for post in posts] == [made.at for made in POSTS]


@pytest.mark.parametrize("form", ["{} min ago", "vor {} Minuten", "{}m ago"])
def test_ages_on_a_page_count_from_the_time_of_saving(form: str) -> None:
    saved = datetime(2022, 3, 5, 21, 0, tzinfo=OSLO)
    markup = page(feed(lambda p: entry(p, f"<span>{form.format(5 + 9 * p.number)}</span>")))
    posts = read(markup, TimeFrame(saved=saved))
    assert [post.title for post in posts] == list(TITLES)
    for post, made in zip(posts, POSTS, strict=True):
        assert not post.time.is_exact
        assert post.time.latest == saved - timedelta(minutes=5 + 9 * made.number - 1)


FLAT: dict[str, Callable[[Made], str]] = {
    "clock and title in a heading": lambda p: f"<h3>{p.at:%H:%M} {p.title}</h3>{p.body}",
    "clock, dash and title in a heading": lambda p: f"<h3>{p.at:%H:%M} – {p.title}</h3>{p.body}",
    "clock in a heading, title in the next": lambda p: f"<h2>{p.at:%H:%M}</h2><h3>{p.title}</h3>{p.body}",
    "clock in a paragraph above the heading": lambda p: f"<p>{p.at:%H:%M}</p><h3>{p.title}</h3>{p.body}",
    "clock in a paragraph below the heading": lambda p: f"<h3>{p.title}</h3><p>{p.at:%H:%M}</p>{p.body}",
    "clock and title in a bold paragraph": lambda p: f"<p><strong>{p.at:%H:%M} | {p.title}</strong></p>{p.body}",
    "plus signs": lambda p: f"<p><strong>+++ {p.at:%H:%M} {p.title} +++</strong></p>{p.body}",
    "a list of definitions": lambda p: f"<dt>{p.at:%H:%M}</dt><dd><h3>{p.title}</h3>{p.body}</dd>",
}


@pytest.mark.parametrize("name", FLAT)
def test_posts_that_no_element_holds_are_found_by_their_clocks(name: str) -> None:
    body = "".join(map(FLAT[name], POSTS))
    markup = page(f"<article><p>It rains in Torvik, and the old weir leaks since the morning.</p>{body}</article>")
    posts = [post for post in read(markup, TimeFrame(zone="Europe/Oslo")) if post.time.stated]
    assert [post.title for post in posts] == list(TITLES)
    assert [post.time.earliest for post in posts] == [made.at for made in POSTS]
    assert [post.text.split("\n")[0] for post in posts] == list(TEXTS)


def test_posts_that_begin_with_a_bold_clock_are_found_without_titles() -> None:
    body = "".join(f"<p><strong>{p.at:%H:%M}</strong> {p.text}</p><p>{LINES}</p>" for p in POSTS)
    posts = read(page(f"<article>{body}</article>"), TimeFrame(zone="Europe/Oslo"))
    assert [post.time.earliest for post in posts] == [made.at for made in POSTS]
    assert [post.text.split("\n")[0] for post in posts] == list(TEXTS)
