"""Restating: which times the posts of a page have if the reader says of which day it is and in which zone it speaks.

Reads the page again from the bytes that the library keeps, as importing it with that day and zone would. Stores
nothing: it gives back the edit that does, so that it can be undone like any other.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from desktop.domain.blocks import ArticleKind
from desktop.domain.documents import Source
from desktop.domain.errors import CannotRead, ReaderError
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Article, Post
from desktop.domain.repairs import RetimePage, of_page
from desktop.domain.times import Precision, TimeFrame, When
from desktop.library.home import Home
from desktop.library.parsing import Parsed, Task, parse
from desktop.store.store import Store
from desktop.timeline import following
from desktop.timeline.cuts.weights import read_weights

ANOTHER_WAY: Final = "Change the time of single posts instead, or import its file again."


def restate(home: Home, store: Store, article_id: ArticleId, base_day: date | None, zone: str | None) -> RetimePage:
    """Work out the times of a page anew; takes as long as importing it.

    Args:
        home: Knows the weights of the cut.
        store: Holds the page and its original.
        article_id: The page.
        base_day: The day on which it stood as it stands in the file; None leaves it to the page.
        zone: The IANA zone of its clocks; None leaves it to the page.

    Returns:
        The edit that gives the posts these times. With neither day nor zone it gives the page its own times back.

    Raises:
        CannotRead: The library does not have the page as it came.
    """
    if base_day is None and zone is None:
        return RetimePage(article_id, ())
    article = store.article(article_id)
    data = store.original(article.sha256) if article is not None else None
    if article is None or data is None:
        raise CannotRead("The library does not have this page as it came.", ANOTHER_WAY)
    parsed = _parsed(home, store, article, data, TimeFrame(base_day, zone))
    earlier = store.machine_cut(article_id) or store.posts_of(article_id)
    said = of_page(base_day, zone)
    times = tuple((post.id, _with_reason(post, said)) for post in following.follow(earlier, parsed.cut.posts).posts)
    return RetimePage(article_id, times)


def _parsed(home: Home, store: Store, article: Article, data: bytes, frame: TimeFrame) -> Parsed:
    """The one article that is meant, of all that its source holds."""
    source = Source(article.source_name, data, address=article.url)
    outcomes = parse(Task(article.source_name, source, frame, read_weights(home.weights)))
    pages = [each for each in outcomes if isinstance(each, Parsed)]
    own = [each for each in pages if store.known_as(each.article_id) == article.id] or (
        pages if len(pages) == 1 else []
    )
    if own and own[0].document.exact is None and own[0].cut.kind is not ArticleKind.LINK:
        return own[0]
    error = next((each for each in outcomes if isinstance(each, ReaderError)), None)
    raise error or CannotRead(f"{article.source_name} holds this page no longer in a form to be read.", ANOTHER_WAY)


def _with_reason(post: Post, said: str) -> When:
    is_known = post.time.precision is not Precision.UNKNOWN
    return replace(post.time, basis=(*post.time.basis, said)) if is_known else post.time
