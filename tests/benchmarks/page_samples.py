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
LIVE_POSTS = 30
FIRST = datetime(2024, 3, 5, 6, 0, tzinfo=UTC)


def live_pages(count: int) -> list[bytes]:
    """Return so many different live pages of thirty posts, some 130 kilobytes each."""
    chance = random.Random(SEED)
    return [_live_page(chance, number).encode() for number in range(count)]


def article_pages(count: int) -> list[bytes]:
    """Return so many different articles of eight to thirty paragraphs, some 50 kilobytes each."""
    chance = random.Random(SEED + 1)
    return [_article_page(chance, number).encode() for number in range(count)]


def _live_page(chance: random.Random, number: int) -> str:
    address = f"https://gazette.example/live/flood-{number}"
    posts = [_post(chance, post) for post in range(LIVE_POSTS)]
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


def _post(chance: random.Random, number: int) -> _Post:
    return _Post(
        f"block-{chance.getrandbits(64):016x}",
        f"{a_person(chance)} {chance.choice(('speaks', 'denies', 'leaves', 'returns'))}",
        (FIRST + timedelta(minutes=17 * (LIVE_POSTS - number))).isoformat(),
        [_words(chance) for _ in range(chance.randint(2, 6))],
    )


def _article_page(chance: random.Random, number: int) -> str:
    address = f"https://gazette.example/news/story-{number}"
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
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
    teasers = "".join(
        f'<div class="teaser"><a href="/news/{n}"><img src="/t/{n}.jpg" alt=""><h3>Another story {n}</h3></a>'
        f"<p>What else happened today, told in one line.</p></div>"
        for n in range(25)
    )
    program = "".join(f"window.slots.push({{id:'slot-{n}',sizes:[[300,250],[728,90]]}});" for n in range(200))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{address}">{head}<script>{program}</script></head><body>'
        f'<header><nav><ul>{menu}</ul></nav></header><main>{body}</main><aside class="related">{teasers}</aside>'
        f"<footer><ul>{menu}</ul><p>All rights reserved.</p></footer></body></html>"
    )
