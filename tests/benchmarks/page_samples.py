"""Page samples: saved web pages as browsers keep them, made up anew each time from the same seed.

A live page says each post twice, in JSON-LD and in the page, as most publishers do; an ordinary article stands between
menus, teasers and scripts.
"""

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.benchmarks.samples import DEEDS, a_person

SEED = 21
LIVE_POSTS = 20
SHARE_WITH_PICTURE = 0.5
FIRST = datetime(2024, 3, 5, 6, 0, tzinfo=UTC)


def live_pages(count: int) -> list[bytes]:
    """Return so many different live pages of twenty posts, some 200 kilobytes each with all around them."""
    chance = random.Random(SEED)
    return [_live_page(chance, number).encode() for number in range(count)]


def long_live_page(posts: int) -> bytes:
    """Return one live page of so many posts, as those of long days are."""
    return _live_page(random.Random(SEED + 2), 1, posts).encode()


def dump_with_time_lines(posts: int) -> bytes:
    """Return the text of such a page in which each post opens with time line, title and writer."""
    chance, lines = random.Random(SEED + 3), ["Flood, day 1: live", "Live Updates", f"{posts} Posts"]
    for number in range(posts):
        post = _post(chance, number, posts)
        at = datetime.fromisoformat(post.time)
        clock = f"{(at.hour - 1) % 12 + 1}:{at:%M} {'a' if at.hour < 12 else 'p'}.m. ET, {at:%B} {at.day}, {at.year}"
        lines += [clock, post.title, f"From Herald's {a_person(chance)} in Torvik", *post.paragraphs]
    return _dump(lines)


def dump_without_marks(posts: int) -> bytes:
    """Return the text of such a page without times, titles and writers: paragraphs, captions and credits alone."""
    chance, lines = random.Random(SEED + 4), ["Flood, day 1: live", "Flood, day 1: live"]
    for number in range(posts):
        if chance.random() < SHARE_WITH_PICTURE:
            caption = f"{a_person(chance)} at the harbour, picture {number}."
            lines += [caption, caption, f"({a_person(chance)}/Herald)"]
        lines += _post(chance, number, posts).paragraphs
    return _dump(lines)


def _dump(lines: list[str]) -> bytes:
    return "\n\n".join([*lines, "Source: https://herald.example/live/flood-2024-03-05"]).encode()


def article_pages(count: int) -> list[bytes]:
    """Return so many different articles of eight to thirty paragraphs, some 150 kilobytes each with all around them."""
    chance = random.Random(SEED + 1)
    return [_article_page(chance, number).encode() for number in range(count)]


def _live_page(chance: random.Random, number: int, count: int = LIVE_POSTS) -> str:
    address = f"https://herald.example/live/flood-{number}"
    posts = [_post(chance, post, count) for post in range(count)]
    data = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "url": address,
        "headline": f"Flood, day {number}: live",
        "coverageStartTime": FIRST.isoformat(),
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "url": f"{address}#{post.id}",
                "headline": post.title,
                "datePublished": post.time,
                "articleBody": "\n\n".join(post.paragraphs),
            }
            for post in posts
        ],
    }
    shown = "".join(
        f'<article class="post" id="{post.id}"><time datetime="{post.time}">{post.time[11:16]}</time>'
        f"<h2>{post.title}</h2>{_paragraphs(post.paragraphs)}{_share_buttons()}</article>"
        for post in posts
    )
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return _page(f"Flood, day {number}: live", address, script, f"<h1>Flood, day {number}</h1>{shown}")


@dataclass(frozen=True, slots=True)
class _Post:
    id: str
    title: str
    time: str
    paragraphs: list[str]


def _post(chance: random.Random, number: int, count: int) -> _Post:
    return _Post(
        f"block-{chance.getrandbits(64):016x}",
        f"{a_person(chance)} {chance.choice(('speaks', 'denies', 'leaves', 'returns'))}",
        (FIRST + timedelta(minutes=17 * (count - number))).isoformat(),
        [_words(chance) for _ in range(chance.randint(2, 6))],
    )


def _article_page(chance: random.Random, number: int) -> str:
    address = f"https://herald.example/news/story-{number}"
    title = f"{a_person(chance)} and the harbour, part {number}"
    paragraphs = [_words(chance) for _ in range(chance.randint(8, 30))]
    data = {"@type": "NewsArticle", "headline": title, "datePublished": FIRST.isoformat()}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return _page(title, address, script, f"<article><h1>{title}</h1>{_paragraphs(paragraphs)}</article>")


def _words(chance: random.Random) -> str:
    sentences = (f"{a_person(chance)} {chance.choice(DEEDS)}." for _ in range(chance.randint(2, 4)))
    return " ".join(sentences)


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _share_buttons() -> str:
    links = "".join(f'<a class="share" href="/share/{name}"><span>{name}</span></a>' for name in ("mail", "link"))
    return f'<div class="share-bar">{links}</div>'


def _page(title: str, address: str, head: str, body: str) -> str:
    menu = "".join(
        f'<li class="menu-item"><a class="menu-link" href="/section/{n}" data-track="menu-{n}"><span>Section {n}</span>'
        f"</a></li>"
        for n in range(150)
    )
    teasers = "".join(
        f'<div class="card card--wide"><div class="card__inner"><a class="card__link" href="/news/{n}">'
        f'<figure class="card__figure"><picture><source srcset="/t/{n}.webp 1x, /t/{n}-2.webp 2x" type="image/webp">'
        f'<img src="/t/{n}.jpg" width="320" height="180" loading="lazy" alt=""></picture></figure>'
        f'<h3 class="card__title">Another story {n}</h3></a>'
        f'<p class="card__text">What else happened today, told in one line.</p></div></div>'
        for n in range(80)
    )
    remarks = "".join(
        f'<li class="comment" id="comment-{n}"><div class="comment__author">Reader {n}</div>'
        f'<div class="comment__body"><p>I remember the year {1900 + n}, when it was much the same.</p></div></li>'
        for n in range(40)
    )
    program = "".join(f"window.slots.push({{id:'slot-{n}',sizes:[[300,250],[728,90]]}});" for n in range(400))
    style = "".join(f".c{n}{{margin:{n}px;color:#0{n % 10}0}}" for n in range(500))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{address}">{head}<style>{style}</style><script>{program}</script></head><body>'
        f'<header><nav><ul>{menu}</ul></nav></header><main>{body}</main><aside class="related">{teasers}</aside>'
        f'<section class="comments"><ol>{remarks}</ol></section><footer><ul>{menu}</ul><p>All rights reserved.</p>'
        f"</footer></body></html>"
    )
