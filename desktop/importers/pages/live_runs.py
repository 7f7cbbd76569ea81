"""Live runs: the posts of a live page that says nothing about itself to machines.

Finds runs of brothers of one shape that have a time each, in an attribute, a `<time>` or a line of their own, and that
hold text of their own. Comments look the same, and so do lists of other articles and of links to the page's own posts:
these are told apart by what their boxes call themselves and by where their headings lead.

Why a run alone does not make a live page: a forum and the archive of a weblog have the same shape. Something must also
say that it is live: the page's title, its address, the names of the boxes, or posts with a heading each whose times, as
told to machines, run one way down the page within two days.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from selectolax.lexbor import LexborNode

from desktop.importers.pages.markup import TEXT, Page, attribute
from desktop.importers.pages.passages import HEADINGS
from desktop.importers.values.stamps import read_instant

TIME_ATTRIBUTE: Final = re.compile(r"^data-(?:\w+-)*(?:time|date|timestamp|published|created|epoch|ts)(?:-\w+)*$")
TIMES: Final = "time, amp-timeago, [data-timestamp]"
_TOLD_TIMES: Final = "time[datetime], amp-timeago[datetime]"
_CANDIDATES: Final = "article, section, div, li"
_RUN: Final = 3
_MOST: Final = 0.8
_FEWEST_LETTERS: Final = 20
_SHARE_OF_PAGE: Final = 0.4
_SHARE_OF_SILENT_PAGE: Final = 0.8  # of a page that does not say that it is live
_WORDS_OF_HEADLINE: Final = 3
_LONGEST_EVENT: Final = timedelta(days=2)
_LONGEST_LINE: Final = 60
_NO_POSTS: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?\w*|kommentare?|repl(?:y|ies)|respond|disqus|livefyre|teasers?|related|recommend\w*|"
    r"most-?read|sidebar|menu|nav|navigation|footer|key-?events?|toc|summary-?list|breadcrumbs?|gallery|carousel)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_TALK: Final = re.compile(
    r"(?:^|[\s_-])(?:thread|forum|topic|board|messages?|answers?|discussion|reviews?|archive|search)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_LIVE_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:live(?![a-z])|live-?(?:blog|ticker|feed|event|update|text|report|post|stream)|ticker(?![a-z])|"
    r"news-?ticker|minute-?by-?minute|mbm)",
    re.IGNORECASE,
)
_LIVE_WORDS: Final = re.compile(
    r"\blive\b|\blive-?(?:blog|ticker)|ticker\b|as it happened|minute[ -]by[ -]minute|\ben directo?\b|"
    r"\bin diretta\b|\ben vivo\b|\bao vivo\b|\bna żywo\b|\bonline-?трансляция|\+\+\+|"
    r"\bdirekte(?=\s*(?:[:|–—-]|$))|\bdirektrapport|\bsuorana\b|\bcanlı (?:anlatım|blog|yayın|takip)|"
    r"\bcanlı\s*(?::|$)|\bнаживо\b|"
    r"\b(?:онлайн|прямая|прямий|текстова\w*)[ -]?трансл[яі]ц|"
    r"\bλεπτό προς λεπτό\b|\bمباشر\b|\bلحظة بلحظة\b|\bلحظه به لحظه\b|"
    r"\bשידור חי\b|\bדקה אחר דקה\b|\bलाइव\b|直播|(?<!ド)ライブ(?:配信|中継|更新|ブログ)|실시간",
    re.IGNORECASE,
)
SHOWN_TIME: Final = re.compile(
    r"(?:\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:uhr|h|[A-Z]{2,5})?"
    r"|\d{1,2}\s?[ap]\.?m\.?"
    r"|(?:\d{1,3}|an?)\s?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\.? ago|just now"
    r"|(?:vor|il y a|hace|há)\s+(?:\d{1,3}|\w+)\s+\w+\.?",
    re.IGNORECASE,
)
_MAYBE_LIVE: Final = ", ".join(
    f'[{name}*="{word}" i]' for name in ("class", "id") for word in ("live", "ticker", "minute-by", "mbm")
)
_MOST_NAMED: Final = 200


def best_run(body: LexborNode) -> dict[int, LexborNode]:
    """Return the run of posts that holds most text, by the ids of its elements; empty if there is none."""
    runs: dict[tuple[int, str, str], dict[int, LexborNode]] = defaultdict(dict)
    for node in body.css(_CANDIDATES):
        if node.parent is not None:
            runs[(node.parent.mem_id, *shape(node))][node.mem_id] = node
    proper = [run for run in runs.values() if len(run) >= _RUN and _are_posts(list(run.values()))]
    best = max(proper, key=_amount, default={})
    return {number: node for run in _beside(best, runs.values()) for number, node in run.items()}


def _beside(best: dict[int, LexborNode], runs: Iterable[dict[int, LexborNode]]) -> Iterator[dict[int, LexborNode]]:
    """Yield a run and those like it: brothers with a class more, and posts in the boxes beside its own, as of days."""
    box, first = _box(best), next(iter(best.values()), None)
    for run in runs:
        other = next(iter(run.values()))
        is_like = first is not None and (_are_kin(first, other) or (box is not None and _box(run) == box))
        if run is best or (is_like and all(map(has_time, run.values()))):
            yield run


def _are_kin(one: LexborNode, other: LexborNode) -> bool:
    """Whether two elements are brothers that share a class, though another one may stand before it."""
    if one.tag != other.tag or one.parent is None or other.parent is None or one.parent.mem_id != other.parent.mem_id:
        return False
    return bool(set(attribute(one, "class").split()) & set(attribute(other, "class").split()))


def _box(run: dict[int, LexborNode]) -> tuple[int, tuple[str, str], tuple[str, str]] | None:
    """What says of which kind the box around a run is, and where it stands; None if it stands in the page itself."""
    first = next(iter(run.values()), None)
    parent = first.parent if first is not None else None
    if first is None or parent is None or parent.parent is None or parent.tag in ("body", "main"):
        return None
    return parent.parent.mem_id, shape(parent), shape(first)


def may_be_live(page: Page, title: str | None, address: str | None) -> bool:
    """Whether anything on a page says that it is live; a quick look that spares most pages the search for posts."""
    if _says_live(title, address):
        return True
    if any(_LIVE_NAME.search(_names(node)) for node in page.tree.css(_MAYBE_LIVE)[:_MOST_NAMED]):
        return True
    return len(page.tree.css(_TOLD_TIMES)) >= _RUN and len(page.tree.css("article, section, li")) >= _RUN


def is_live(page: Page, title: str | None, address: str | None, run: Sequence[LexborNode]) -> bool:
    """Whether a page without live metadata is a live page nevertheless.

    Args:
        page: The page.
        title: Its title.
        address: Its address.
        run: The posts that were found.
    """
    if page.body is None or not run:
        return False
    whole = sum(map(_own_letters, page.body.css("p, li, blockquote"))) or 1
    share = _amount_of(run) / whole
    if _says_live(title, address) or any(_LIVE_NAME.search(_names(node)) for node in _around(run[0])):
        return share >= _SHARE_OF_PAGE
    return share >= _SHARE_OF_SILENT_PAGE and _runs_like_a_live_page(run)


def _runs_like_a_live_page(run: Sequence[LexborNode]) -> bool:
    """Whether posts have a heading each, and times for machines that run one way within the length of an event."""
    if any(_TALK.search(_names(node)) for node in _around(run[0])):
        return False
    heads = [node.css_first(", ".join(HEADINGS)) for node in run]
    if any(head is None for head in heads):
        return False
    if max(len(head.text().split()) for head in heads if head is not None) < _WORDS_OF_HEADLINE:  # names of writers
        return False
    times = [time for node in run if (time := _told_time(node)) is not None]
    if times == sorted(times) and all(time.minute % 15 == 0 for time in times):  # a programme of events
        return False
    is_in_order = times in (sorted(times), sorted(times, reverse=True))
    return len(times) == len(run) and is_in_order and timedelta() < abs(times[-1] - times[0]) <= _LONGEST_EVENT


def _told_time(node: LexborNode) -> datetime | None:
    """The first instant that an element tells machines."""
    inner = node.css_first(_TOLD_TIMES)
    values = [value for _, value in own_times(node)] + ([attribute(inner, "datetime")] if inner is not None else [])
    return next((time for value in values if (time := read_instant(value)) is not None), None)


def _says_live(title: str | None, address: str | None) -> bool:
    return any(_LIVE_WORDS.search(words.replace("-", " ")) for words in (title or "", address or ""))


def shape(node: LexborNode) -> tuple[str, str]:
    """Return what brothers of one kind have in common: tag and first class."""
    classes = attribute(node, "class").split()
    return node.tag or "", classes[0] if classes else ""


def own_times(node: LexborNode) -> list[tuple[str, str]]:
    """Return names and values of the machine-readable times among an element's attributes."""
    return [(name, value) for name, value in node.attributes.items() if value and TIME_ATTRIBUTE.match(name)]


def is_signpost(node: LexborNode) -> bool:
    """Whether an element only points to another place of the same page, as a list of key events does."""
    links = [link for link in node.css("a[href]") if "#" in attribute(link, "href")]
    return bool(links) and _letters(node) - sum(map(_letters, links)) < _FEWEST_LETTERS


def _are_posts(nodes: Sequence[LexborNode]) -> bool:
    least = _MOST * len(nodes)
    if not (has_time(nodes[0]) or has_time(nodes[1])) or sum(map(has_time, nodes)) < least:
        return False
    if any(_NO_POSTS.search(_names(node)) for node in _around(nodes[0])):
        return False
    texts = [node for node in nodes if _own_letters(node) >= _FEWEST_LETTERS and not is_signpost(node)]
    return len(texts) >= max(_RUN, least) and 2 * sum(map(_leads_away, nodes)) < len(nodes)


def has_time(node: LexborNode) -> bool:
    """Whether an element has a time of its own: for machines, or as its first line."""
    if own_times(node) or node.css_first(TIMES) is not None:
        return True
    return any(SHOWN_TIME.fullmatch(line) for line in _first_lines(node))


def _first_lines(node: LexborNode) -> Iterator[str]:
    """Yield the first pieces of text of an element that are short."""
    count = 0
    for inner in node.traverse(include_text=True):
        if inner.tag == TEXT and (words := " ".join((inner.text_content or "").split())):
            count += 1
            if len(words) <= _LONGEST_LINE:
                yield words
            if count == 3:
                return


def _leads_away(node: LexborNode) -> bool:
    """Whether the heading of an element is a link to another page."""
    head = node.css_first(", ".join(sorted(HEADINGS)))
    link = None
    if head is not None:
        link = head.css_first("a[href]") or (
            head.parent if head.parent is not None and head.parent.tag == "a" else None
        )
    return link is not None and "#" not in attribute(link, "href")


def _around(node: LexborNode) -> Iterable[LexborNode]:
    """Yield an element and those around it, up to the body."""
    current: LexborNode | None = node
    while current is not None and current.tag not in ("body", "html", "main"):
        yield current
        current = current.parent


def _names(node: LexborNode) -> str:
    return f"{node.tag} {attribute(node, 'class')} {attribute(node, 'id')}"


def _amount(run: dict[int, LexborNode]) -> int:
    return _amount_of(run.values())


def _amount_of(run: Iterable[LexborNode]) -> int:
    return sum(map(_own_letters, run))


def _own_letters(node: LexborNode) -> int:
    """Return how many letters of an element are no links."""
    return _letters(node) - sum(map(_letters, node.css("a")))


def _letters(node: LexborNode) -> int:
    return sum(map(str.isalnum, node.text()))
