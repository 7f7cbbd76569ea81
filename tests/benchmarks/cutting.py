"""Cutting: how long a long live page takes to be cut into posts and placed in time, by what marks its posts.

The rival reads the same page: trafilatura, which brings the text of a page as one piece and finds no posts in it. It is
measured in the same process, one after the other, against all that we do from the bytes to the placed posts.
"""

import time
from collections.abc import Callable

from desktop.domain.documents import Document, Source
from desktop.domain.ids import ArticleId
from desktop.domain.times import TimeFrame
from desktop.importers import registry
from desktop.timeline import cutting, placing
from tests.benchmarks.measuring import Figure, Result, figure
from tests.benchmarks.page_samples import dump_with_time_lines, dump_without_marks, long_live_page
from tests.segmentation import WEIGHTS

POSTS = 1400
ROUNDS = 5
THOUSAND_POSTS_MILLISECONDS = 500.0  # two thousand posts a second
WHOLE_PAGE_MILLISECONDS = 1000.0
ARTICLE = ArticleId("measured")


def run() -> Result:
    """Measure pages whose mark-up, whose time lines, and whose words alone tell where posts begin."""
    page = Source("page.html", long_live_page(POSTS))
    dump = Source("dump.txt", dump_with_time_lines(POSTS))
    bare = Source("bare.txt", dump_without_marks(POSTS))
    ours = [_milliseconds(lambda: _cut_and_place(registry.read(page))) for _ in range(ROUNDS)]
    theirs = [_milliseconds(lambda: _extract(page)) for _ in range(ROUNDS)]
    shares = [100 * mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Result(
        (
            *_figures("marked-up page", page),
            *_figures("dump with time lines", dump),
            *_figures("dump without marks", bare),
            figure("marked-up page from its bytes", "ms", ours),
            figure("the same with trafilatura alone", "ms", theirs),
            figure("our time as a share of trafilatura’s", "%", shares),
        ),
        (f"made-up pages of {POSTS} posts, in one process, in its own processor time",),
    )


def _figures(name: str, source: Source) -> tuple[Figure, Figure]:
    document = registry.read(source)
    spent = [_milliseconds(lambda: _cut_and_place(document)) for _ in range(ROUNDS)]
    for_thousand = [each * 1000 / POSTS for each in spent]
    return (
        figure(f"{name}, cut and placed", "ms", spent, WHOLE_PAGE_MILLISECONDS),
        figure(f"{name}, a thousand posts", "ms", for_thousand, THOUSAND_POSTS_MILLISECONDS),
    )


def _cut_and_place(document: Document) -> None:
    cut = cutting.cut(document, ARTICLE, WEIGHTS)
    if len(placing.place(cut.posts, document, TimeFrame())) < 2:
        raise RuntimeError("a made-up page was not cut")


def _extract(source: Source) -> None:
    from trafilatura import extract  # noqa: PLC0415 - slow, and only this row needs it

    if not extract(source.data.decode()):
        raise RuntimeError("trafilatura found nothing in a made-up page")


def _milliseconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000
