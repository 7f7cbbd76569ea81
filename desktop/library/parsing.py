"""From bytes to placed posts: what is done with one source, wherever it is done."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop.domain.blocks import ArticleKind
from desktop.domain.documents import Document, Source
from desktop.domain.errors import CannotRead, NotAnArticle, ReaderError
from desktop.domain.ids import ArticleId
from desktop.domain.posts import Cut
from desktop.domain.times import TimeFrame
from desktop.importers import registry
from desktop.timeline import cutting, placing
from desktop.timeline.cuts.weights import Weights
from desktop.timeline.versions import identity

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """One source to parse.

    Attributes:
        name: What the report calls it.
        source: Its bytes.
        source_name: What the article says it came from: the same without the folder.
        frame: What the reader says about its times.
        weights: What the signs of a new post count.
        format: The importer's name, if the reader chose one.
        candidate: The file or address that held it: itself, or the archive around it.
        unit: Its own name within a run, by which a run that was cut off knows it again.
        was_named: Whether the reader named it; what is no article among the files of a folder is merely skipped.
        into: The article whose text was fetched with it, if that is why it is here.
    """

    name: str
    source: Source
    frame: TimeFrame
    weights: Weights
    format: str | None = None
    source_name: str = ""
    candidate: str = ""
    unit: str = ""
    was_named: bool = True
    into: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of one article: a document with its cut, ready to be stored. Its blocks are in the cut."""

    document: Document
    article_id: ArticleId
    cut: Cut


Outcome = Parsed | ReaderError
Outcomes = tuple[Outcome, ...]


def parse(task: Task) -> Outcomes:
    """Read, cut and place everything in one source.

    Returns:
        One outcome for each article in it, in its order, and at least one; the error alone if it cannot be read.
    """
    try:
        documents = registry.read_all(task.source, task.format)
        outcomes = tuple(one if isinstance(one, ReaderError) else _parsed(one, task) for one in documents)
    except ReaderError as error:
        return (error,)
    except Exception as error:  # a stranger's page must not stop the import of the others
        log.exception("parsing one source failed")
        return (CannotRead(f"{task.name} could not be read: {error!r:.200}.", "This is a fault of the program."),)
    return outcomes or (NotAnArticle(f"{task.name} holds no articles.", "Choose another file."),)


def _parsed(document: Document, task: Task) -> Parsed:
    article_id = identity.article_id(document)
    light = replace(document, blocks=())  # they would travel between processes for nothing
    if document.exact is not None:
        exact = document.exact.article
        return Parsed(
            light, article_id, Cut(document.exact.posts, (), exact.kind, exact.title, exact.url, exact.byline)
        )
    if document.kind is ArticleKind.LINK:
        return Parsed(light, article_id, Cut((), (), ArticleKind.LINK, document.title, document.url, document.byline))
    cut = cutting.cut(document, article_id, task.weights)
    frame = replace(task.frame, saved=task.frame.saved or document.saved or task.source.saved)
    return Parsed(light, article_id, replace(cut, posts=placing.place(cut.posts, document, frame)))


def parse_here(tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcomes]]:
    """Parse in this process, one after another, in order."""
    for task in tasks:
        yield task, parse(task)
