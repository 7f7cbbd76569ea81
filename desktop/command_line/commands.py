"""The commands. Each opens the library, calls one verb, prints the answer and chooses the exit code."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from desktop.command_line import comparing, output, shapes
from desktop.domain.annotations import AnchorState, Annotation, Colour
from desktop.domain.changes import AddAnnotation
from desktop.domain.days import named_zone
from desktop.domain.errors import (
    DiskProblem,
    LibraryBusy,
    LibraryDamaged,
    LibraryTooNew,
    ReaderError,
    WrongUsage,
)
from desktop.domain.ids import ArticleId, PostId
from desktop.domain.listings import EVERYTHING, Filter, Order, Shelf
from desktop.domain.posts import Post
from desktop.domain.repairs import RepairState
from desktop.domain.reports import CheckReport, ImportReport, ImportRun, ItemStatus, Progress
from desktop.library.import_options import ImportOptions
from desktop.library.library import Library, holds_library, import_formats, restore
from desktop.library.wording import repair_in_words, time_in_words
from desktop.runtime import paths
from desktop.runtime.crashes import CrashRecorder

DONE, SOME_FAILED, WRONG_USAGE, LIBRARY_UNUSABLE = 0, 1, 2, 3
PARSE_IN_PROCESS = 4  # up to this many sources the start of worker processes costs more than it saves
LARGE_BYTES = 4 * 1024 * 1024

Command = TypeVar("Command", bound=Callable[..., Any])


class NamedPath(click.Path):
    """A path that has a name: nothing between the quotes would mean the folder one happens to be in, and "-" a file."""

    def __init__(self, what: str) -> None:
        super().__init__(path_type=Path)
        self._what = what

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Refuse an empty name."""
        if not str(value).strip():
            self.fail(f"The name of the {self._what} is empty.", param, ctx)
        if str(value) == "-":
            self.fail(f"“-” names no {self._what}. One called so is “./-”.", param, ctx)
        return super().convert(value, param, ctx)


FOLDER, FILE = NamedPath("folder"), NamedPath("file")


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands before the command: which library."""

    folder: Path


json_option = click.option("--json", "as_json", is_flag=True, help="Print exactly one JSON document.")
entities_option = click.option("--no-entities", is_flag=True, help="Do not look for names now.")
article_option = click.option("--article", metavar="ID", help="Only this article.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--library", "folder", type=FOLDER, metavar="DIR", help="The library folder.")
@click.version_option(package_name="timeline-reader", prog_name="timeline-reader")
@click.pass_context
def command_line(context: click.Context, folder: Path | None) -> None:
    """Read live coverage offline: import it, find posts, mark them, export them.

    Without a command the window opens.
    """
    context.obj = Asked((folder or paths.find_places(os.environ).library).absolute())


def main(arguments: Sequence[str], recorder: CrashRecorder | None = None) -> int:
    """Run one command.

    Args:
        arguments: As typed, without the program's name.
        recorder: Writes down a fault of the program, if one comes.

    Returns:
        The exit code: 0 all done, 1 some items failed, 2 wrong usage, 3 the library cannot be used.
    """
    _speak_utf8()
    try:
        code = command_line.main(list(arguments), prog_name="timeline-reader", standalone_mode=False)
    except click.exceptions.Abort:
        return _stopped()
    except click.ClickException as error:
        return _misused(error, "--json" in arguments)
    except ReaderError as error:
        return _failed(error, "--json" in arguments)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets one line and the rest is in a file
        return _broken(error, recorder, "--json" in arguments)
    return code if isinstance(code, int) else DONE


def _speak_utf8() -> None:
    """Print posts on any console: an old code page must not stop a command half-way."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _stopped() -> int:
    click.echo("Stopped. What was done until then is kept.", err=True)
    return SOME_FAILED


def _misused(error: click.ClickException, as_json: bool) -> int:
    if as_json:
        wrong = WrongUsage(error.format_message(), "")
        output.answer_error(wrong.kind, str(wrong))
    error.show()
    return WRONG_USAGE


def _broken(error: Exception, recorder: CrashRecorder | None, as_json: bool) -> int:
    told = f"This is a fault of the program: {type(error).__name__}."
    if recorder is not None:
        recorder.record_fault("A command ended by a fault", error)
        told += f" What is known of it stands in {recorder.file}."
    if as_json:
        output.answer_error("fault", told)
    click.echo(told, err=True)
    return SOME_FAILED


def _failed(error: ReaderError, as_json: bool) -> int:
    if as_json:
        output.answer_error(error.kind, str(error))
    click.echo(f"{error.message}\n{error.hint}".strip(), err=True)
    if isinstance(error, LibraryBusy | LibraryDamaged | LibraryTooNew | DiskProblem):
        return LIBRARY_UNUSABLE
    return WRONG_USAGE if isinstance(error, WrongUsage) else SOME_FAILED


@contextmanager
def _writing(asked: Asked) -> Iterator[Library]:
    with Library.open(asked.folder, resources=paths.resources()) as library:
        yield library


@contextmanager
def _reading(asked: Asked) -> Iterator[Library]:
    """Open for reading only, so that a window may stay open; a library that is not there yet is made."""
    with Library.open(asked.folder, resources=paths.resources(), writable=not holds_library(asked.folder)) as library:
        yield library


def _catch_up(asked: Asked) -> None:
    """Bring an index that a crash left behind up to date, if no other program holds the library."""
    with _reading(asked) as library:
        if library.index_is_current():
            return
    with suppress(LibraryBusy, DiskProblem), _writing(asked) as library, output.progress_shown() as progress:
        library.update_index(progress)


# ---- bringing in


@command_line.command("import")
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes parse.")
@click.option("--as", "format", metavar="FORMAT", help="Read every source as this format.")
@click.option("--base-date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day of the page.")
@click.option("--zone", metavar="IANA", help="The zone of clock times that state none.")
@click.option("--accept-shorter", is_flag=True, help="Take a version that says much less than what the library has.")
@click.option("--executor", metavar="ADDRESS", help="Parse on the dask cluster at tcp://HOST:PORT.")
@click.option("--resume", type=int, metavar="RUN", help="Go on with an import that was stopped or cut off.")
@click.option("--retry", type=int, metavar="RUN", help="Import again what failed in an import.")
@entities_option
@json_option
@click.pass_obj
def import_command(
    asked: Asked,
    sources: tuple[str, ...],
    jobs: int | None,
    format: str | None,
    base_date: datetime | None,
    zone: str | None,
    accept_shorter: bool,
    executor: str | None,
    resume: int | None,
    retry: int | None,
    no_entities: bool,
    as_json: bool,
) -> int:
    """Import files, folders, archives, http(s) addresses, or - for standard input."""
    if sum((bool(sources), resume is not None, retry is not None)) != 1:
        raise WrongUsage("Name either sources, or one import with --resume or --retry.", "See: import --help")
    options = ImportOptions(
        format=_known_format(format),
        base_day=base_date.date() if base_date else None,
        zone=_zone_name(zone),
        jobs=(jobs or 0) if executor else _jobs(jobs, sources),
        accept_shorter=accept_shorter,
        executor=executor,
    )

    def work(library: Library, progress: Callable[[Progress], None]) -> ImportReport:
        if resume is not None:
            return library.resume(resume, progress)
        if retry is not None:
            return library.retry(retry, progress, accept_shorter=accept_shorter)
        return library.import_sources(sources, options, progress)

    return _import(asked, work, no_entities, as_json)


def _import(
    asked: Asked,
    work: Callable[[Library, Callable[[Progress], None]], ImportReport],
    no_entities: bool,
    as_json: bool,
) -> int:
    with _writing(asked) as library, output.progress_shown() as progress:
        report = work(library, progress)
        if not no_entities and library.has_articles_without_entities():
            _find_entities(library, progress)
    output.answer(shapes.import_report(report), as_json, _report_lines(report))
    return SOME_FAILED if any(item.status is ItemStatus.FAILED for item in report.items) else DONE


@command_line.command()
@click.argument("article_ids", nargs=-1, metavar="[ARTICLE_ID]…")
@click.option("--all", "fetch_all", is_flag=True, help="Fetch every link.")
@entities_option
@json_option
@click.pass_obj
def fetch(asked: Asked, article_ids: tuple[str, ...], fetch_all: bool, no_entities: bool, as_json: bool) -> int:
    """Fetch the text of links: articles of which only the address is known."""
    if bool(article_ids) == fetch_all:
        raise WrongUsage("Name the links to fetch, or --all.", "List them with: timeline-reader articles")

    def work(library: Library, progress: Callable[[Progress], None]) -> ImportReport:
        ids = [ArticleId(each) for each in article_ids if _known_article(library, each)]
        return library.fetch_links(None if fetch_all else ids, progress=progress)

    return _import(asked, work, no_entities, as_json)


@command_line.command()
@click.argument("run_id", type=int, required=False, metavar="[RUN]")
@json_option
@click.pass_obj
def imports(asked: Asked, run_id: int | None, as_json: bool) -> None:
    """List the imports that were made, newest first; with a number, the report of that one."""
    with _reading(asked) as library:
        if run_id is not None:
            report = library.import_report(run_id)
            output.answer(shapes.import_report(report), as_json, _report_lines(report))
            return
        runs = library.import_runs()
    output.answer({"imports": [shapes.import_run(run) for run in runs]}, as_json, map(_run_line, runs))


def _run_line(run: ImportRun) -> str:
    counted = _in_all(run.counts) or "nothing"
    unfinished = "" if run.is_finished else f"  (unfinished: go on with import --resume {run.id})"
    named = output.shortened(", ".join(run.names))
    return f"{run.id:5}  {run.started:%d %b %Y %H:%M}  {counted}  {named}{unfinished}"


def _find_entities(library: Library, progress: Callable[[Progress], None]) -> None:
    worker = library.entity_worker()
    try:
        library.find_entities(worker, progress)
    finally:
        worker.stop()


def _jobs(asked: int | None, sources: tuple[str, ...]) -> int:
    if asked is not None:
        return asked if asked > 1 else 0
    is_small = len(sources) <= PARSE_IN_PROCESS and not any(map(_is_large, sources))
    return 0 if is_small else min(os.cpu_count() or 1, 8)


def _is_large(source: str) -> bool:
    """Whether a source may hold so much that worker processes pay: a folder, or a large file such as an archive."""
    path = Path(source)
    return path.is_dir() or (path.is_file() and path.stat().st_size > LARGE_BYTES)


def _post_line(post: Post, zone: str | None = None, *, is_gone: bool = False) -> str:
    gone = "(no longer on the page) " if is_gone else ""
    return f"{post.id}  {time_in_words(post.time, zone):46}  {gone}{output.headline(post)}"


def _known_format(format: str | None) -> str | None:
    known = [name for name, *_ in import_formats()]
    if format is not None and format not in known:
        raise WrongUsage(f"There is no format called “{format}”.", f"The formats are: {', '.join(known)}.")
    return format


def _zone_name(zone: str | None) -> str | None:
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise WrongUsage(f"There is no zone {zone}.", "Use a name such as Europe/London.") from error
    return zone


def _report_lines(report: ImportReport) -> Iterator[str]:
    for item in report.items:
        title = f" · {item.title}" if item.title else ""
        counts = f" · {output.counted(item.posts.added, 'post')}" if item.status is ItemStatus.ADDED else ""
        yield f"{item.status.value:9} {item.source}{title}{counts}"
        for warning in item.warnings:
            yield f"          {warning}"
        if item.error:
            yield f"          {item.error.message} {item.error.hint}".rstrip()
        if item.is_shorter:
            yield f"          To take it nevertheless: import --retry {report.run_id} --accept-shorter"
    if len(report.items) > 1:
        yield _in_all(Counter(item.status for item in report.items))


def _in_all(counts: Mapping[ItemStatus, int]) -> str:
    """How many sources went which way; those that did not go at all are left out."""
    return ", ".join(f"{counts[status]:,} {status.value}" for status in ItemStatus if counts.get(status))


# ---- listing


@command_line.command()
@json_option
@click.pass_obj
def articles(asked: Asked, as_json: bool) -> None:
    """List the articles."""
    with _reading(asked) as library:
        found = library.articles()
    lines = (f"{a.id}  {output.counted(a.post_count, 'post'):>11}  {a.title}" for a in found)
    output.answer({"articles": [shapes.article(a) for a in found]}, as_json, lines)


@command_line.command()
@article_option
@click.option("--order", type=click.Choice(["time", "page"]), default="time", help="Oldest first, or as on the page.")
@click.option("--zone", metavar="IANA", help="The zone in which times are shown; else each source's own.")
@json_option
@click.pass_obj
def posts(asked: Asked, article: str | None, order: str, zone: str | None, as_json: bool) -> None:
    """List the posts."""
    zone = _zone_name(zone)
    with _reading(asked) as library:
        found = library.posts_of(_known_article(library, article), Order(order))
        gone = library.gone([p.id for p in found])
    lines = (_post_line(p, zone, is_gone=p.id in gone) for p in found)
    output.answer({"posts": [shapes.post(p, is_gone=p.id in gone) for p in found]}, as_json, lines)


@command_line.command()
@article_option
@json_option
@click.pass_obj
def entities(asked: Asked, article: str | None, as_json: bool) -> None:
    """List the people, organisations and places."""
    with _reading(asked) as library:
        article_id = _known_article(library, article)
        mentions = library.mentions([post.id for post in library.posts_of(article_id)])
        found = shapes.entities(library.entities(article_id), mentions)
    lines = (f"{e['count']:5}  {e['kind']:12}  {e['name']}" for e in found)
    output.answer({"entities": found}, as_json, lines)


@command_line.command()
@article_option
@json_option
@click.pass_obj
def quotes(asked: Asked, article: str | None, as_json: bool) -> None:
    """List who is quoted with what."""
    with _reading(asked) as library:
        posts = library.posts_of(_known_article(library, article))
        found = library.quotes([post.id for post in posts])
    lines = (f"{row.quote.post_id}  {row.quote.speaker or 'unknown'}: {row.quote.text}" for row in found)
    output.answer({"quotes": [shapes.quote(row) for row in found]}, as_json, lines)


@command_line.command()
@article_option
@json_option
@click.pass_obj
def annotations(asked: Asked, article: str | None, as_json: bool) -> None:
    """List the marks and notes."""
    with _reading(asked) as library:
        article_id = _known_article(library, article)
        found, waiting = library.annotations(article_id), library.pending_marks(article_id)
    lines = [_mark_line(a) for a in found]
    lines += [f"{w.id}  “{w.mark.quote}”  {w.mark.note}  (waits for the text of {w.article_id})" for w in waiting]
    shape = {
        "annotations": [shapes.annotation(a) for a in found],
        "pending": [shapes.pending_mark(w) for w in waiting],
    }
    output.answer(shape, as_json, lines)


def _mark_line(mark: Annotation) -> str:
    words = f"“{mark.quote}”" if mark.quote else "(the whole post)"
    doubt = "  (to be looked at: these words are no longer there)" if mark.state is AnchorState.NEEDS_REVIEW else ""
    return f"{mark.id}  {words}{'  ' + mark.note if mark.note else ''}{doubt}"


@command_line.command()
@article_option
@json_option
@click.pass_obj
def repairs(asked: Asked, article: str | None, as_json: bool) -> None:
    """List what you put right in the cut of pages, with what waits for its place."""
    with _reading(asked) as library:
        found = library.repairs(_known_article(library, article))
    output.answer({"repairs": [shapes.repair(each) for each in found]}, as_json, map(_repair_line, found))


def _repair_line(state: RepairState) -> str:
    repair = state.repair
    words = f"{repair.at.quote[:60].rstrip()}…" if len(repair.at.quote) > 60 else repair.at.quote
    waits = "  (waits: these words are no longer on the page)" if state.is_waiting else ""
    return f"{repair.id}  {state.post_id or '-':20}  “{words}”: {repair_in_words(repair.act)}{waits}"


@command_line.command()
@click.argument("article_id")
@json_option
@click.pass_obj
def changes(asked: Asked, article_id: str, as_json: bool) -> None:
    """Show what the last import of an article changed, post by post."""
    with _reading(asked) as library:
        found = library.version_changes(cast(ArticleId, _known_article(library, article_id)))
        named = () if found is None else library.posts(comparing.post_ids(found))
    if found is None:
        raise WrongUsage(f"There is no article {article_id}.", "List them with: timeline-reader articles")
    headlines = {post.id: output.headline(post) for post in named}
    output.answer(comparing.shape(found), as_json, comparing.lines(found, headlines))


def _known_article(library: Library, article: str | None) -> ArticleId | None:
    if article is None:
        return None
    if library.article(ArticleId(article)) is None:
        raise WrongUsage(f"There is no article {article}.", "List them with: timeline-reader articles")
    return ArticleId(article)


# ---- finding


@command_line.command()
@click.argument("query")
@click.option("--order", type=click.Choice(["time", "relevance"]), default="relevance", help="How to sort the hits.")
@click.option("--limit", type=click.IntRange(1), default=50, help="At most so many hits.")
@json_option
@click.pass_obj
def search(asked: Asked, query: str, order: str, limit: int, as_json: bool) -> None:
    """Find posts by their words."""
    _catch_up(asked)
    with _reading(asked) as library:
        hits = library.search(query, Order(order), limit)
        found = {post.id: post for post in library.posts([hit.post_id for hit in hits.hits])}
        shown = [
            {
                "post_id": hit.post_id,
                "article_id": found[hit.post_id].article_id,
                "score": hit.score,
                "title": found[hit.post_id].title,
                "snippet": library.snippet(found[hit.post_id], hits.words),
            }
            for hit in hits.hits
            if hit.post_id in found
        ]
    shape = {
        "query": query,
        "total": hits.total,
        "seconds": round(hits.seconds, 6),
        "suggestion": hits.suggestion,
        "explanation": hits.explanation,
        "hits": shown,
    }
    if not as_json:
        output.remark(hits.explanation)
        output.remark(f"Did you mean “{hits.suggestion}”?" if hits.suggestion else "")
    lines = (
        line for hit in shown for line in (_post_line(found[PostId(str(hit["post_id"]))]), f"{'':20}  {hit['snippet']}")
    )
    output.answer(shape, as_json, [f"{hits.total:,} found", *lines])


# ---- marking and carrying away


@command_line.command()
@click.argument("post_id")
@click.option("--quote", required=True, help="The words to mark: their first place in the post.")
@click.option("--note", default="", help="A note on them.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given several times.")
@click.option("--colour", type=click.Choice([colour.value for colour in Colour]), default=Colour.YELLOW.value)
@json_option
@click.pass_obj
def annotate(
    asked: Asked, post_id: str, quote: str, note: str, tags: tuple[str, ...], colour: str, as_json: bool
) -> None:
    """Mark words of a post, with or without a note."""
    with _writing(asked) as library:
        post = library.post(PostId(post_id))
        if post is None:
            raise WrongUsage(f"There is no post {post_id}.", "List them with: timeline-reader posts")
        start = post.text.find(quote) if quote else -1
        if start < 0:
            raise WrongUsage(f"The post {post_id} does not hold “{quote}”.", "Copy the words from its text.")
        made = library.new_annotation(post, start, start + len(quote), note=note, tags=tags, colour=Colour(colour))
        if not library.apply(AddAnnotation(made)):
            raise WrongUsage(f"The article of the post {post_id} was removed.", "Import it again to mark its words.")
        library.update_index()
    output.answer({"annotations": [shapes.annotation(made)]}, as_json, [f"{made.id}  marked “{made.quote}”"])


@command_line.command()
@click.option("--format", "format", required=True, help="The format, for example markdown or json.")
@click.option("--to", "path", required=True, type=FILE, help="The file to write.")
@click.option("--query", default="", help="Only posts that this search finds.")
@click.option("--posts", "post_ids", default="", metavar="ID,…", help="Only these posts.")
@click.option("--article", metavar="ID", help="Only posts of this article.")
@click.option("--annotated", is_flag=True, help="Only posts with marks.")
@click.option("--zone", metavar="IANA", help="The zone in which times are told; else each source's own.")
@json_option
@click.pass_obj
def export(
    asked: Asked,
    format: str,
    path: Path,
    query: str,
    post_ids: str,
    article: str | None,
    annotated: bool,
    zone: str | None,
    as_json: bool,
) -> None:
    """Write posts with their marks to a file, oldest first."""
    told_in = named_zone(_zone_name(zone))
    if query:
        _catch_up(asked)
    with _reading(asked) as library:
        shelf = Shelf.MARKED if annotated else EVERYTHING.shelf
        wanted = Filter(shelf=shelf, article_id=_known_article(library, article))
        listed = [row.id for row in library.list_posts(query, wanted).rows]
        if post_ids:
            chosen = _known_posts(library, post_ids)
            listed = [post_id for post_id in listed if post_id in chosen]
        is_whole = not (query or post_ids or annotated)
        links = [each for each in library.without_posts() if is_whole and article in (None, each)]
        report = library.export(format, path.absolute(), listed, told_in, links=links)
    shape = {
        "path": str(report.path),
        "format": format,
        "posts": report.posts,
        "annotations": report.annotations,
        "links": report.links,
    }
    holds = f"{output.counted(report.posts, 'post')} and {output.counted(report.annotations, 'mark')}"
    holds += f", and {output.counted(report.links, 'link')} without text" if report.links else ""
    output.answer(shape, as_json, [f"Wrote {holds} to {report.path}"])


def _known_posts(library: Library, post_ids: str) -> frozenset[PostId]:
    asked = frozenset(PostId(part.strip()) for part in post_ids.split(",") if part.strip())
    unknown = asked - {post.id for post in library.posts(sorted(asked))}
    if unknown:
        raise WrongUsage(f"There is no post {min(unknown)}.", "List them with: timeline-reader posts")
    return asked


# ---- care


@command_line.command()
@click.argument("path", type=FILE)
@json_option
@click.pass_obj
def backup(asked: Asked, path: Path, as_json: bool) -> None:
    """Write the whole library into one file."""
    with _reading(asked) as library:
        library.back_up(path.absolute())
    output.answer({"path": str(path)}, as_json, [f"Wrote {path}"])


@command_line.command("restore")
@click.argument("path", type=FILE)
@json_option
@click.pass_obj
def restore_command(asked: Asked, path: Path, as_json: bool) -> int:
    """Bring a backup back into a folder that holds no library."""
    restore(path.absolute(), asked.folder)
    with _writing(asked) as library, output.progress_shown() as progress:
        library.rebuild_index(progress)
        report = library.check()
    output.answer(shapes.check_report(report), as_json, [f"Restored {_holdings(report)}", *report.problems])
    return LIBRARY_UNUSABLE if report.problems else DONE


@command_line.command()
@json_option
@click.pass_obj
def check(asked: Asked, as_json: bool) -> int:
    """Look for damage in the library."""
    with _reading(asked) as library:
        report = library.check()
    verdict = ["No problems found."] if not report.problems else list(report.problems)
    output.answer(shapes.check_report(report), as_json, [_holdings(report), *verdict])
    return LIBRARY_UNUSABLE if report.problems else DONE


def _holdings(report: CheckReport) -> str:
    counts = ((report.articles, "article"), (report.posts, "post"), (report.annotations, "mark"))
    return ", ".join(output.counted(number, noun) for number, noun in counts)


@command_line.command("rebuild-index")
@json_option
@click.pass_obj
def rebuild_index(asked: Asked, as_json: bool) -> None:
    """Build the search index anew."""
    with _writing(asked) as library, output.progress_shown() as progress:
        library.rebuild_index(progress)
        report = library.check()
    output.answer(shapes.check_report(report), as_json, [f"Indexed {output.counted(report.posts, 'post')}"])
