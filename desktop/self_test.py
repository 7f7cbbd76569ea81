"""A check that this copy of the program is whole: imports a sample, finds a word, marks it, exports it, finds names.

For packaged programs, where a missing file shows only when something needs it. Works in a folder of its own.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.changes import AddAnnotation
from desktop.domain.entities import EntityKind
from desktop.domain.errors import ReaderError
from desktop.domain.posts import Post
from desktop.domain.reports import ItemStatus
from desktop.library.importing import ImportOptions
from desktop.library.library import Library

SAMPLE = Path("apollo-11") / "apollo-11-landing.html"
WORD = "Tranquility"
SMALLEST_PICTURE_BYTES = 10_000  # an empty window packs into less


class SelfTestFailed(Exception):
    """A step did not give what it must; the text says which."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried and worked."""

    name: str
    result: str


def run(resources: Path, seeds: Path) -> int:
    """Try the program's main job and print each step.

    Returns:
        The exit code: 0 if every step worked.
    """
    with tempfile.TemporaryDirectory(prefix="timeline-reader-self-test-") as work:
        try:
            for step in _steps(Path(work), resources, seeds):
                sys.stdout.write(f"ok  {step.name}: {step.result}\n")
        except (SelfTestFailed, ReaderError, OSError) as error:
            sys.stdout.write(f"FAILED  {error}\n")
            return 1
    return 0


def _steps(work: Path, resources: Path, seeds: Path) -> Iterator[Step]:
    folder = work / "library"
    with Library.open(folder, resources=resources) as library:
        yield _imports(library, seeds / SAMPLE)
        post, found = _finds(library)
        yield found
        yield _marks(library, post)
        for format in ("markdown", "json"):
            yield _exports(library, post, format, work / f"export.{format}")
        yield _names(library)
    with Library.open(folder, resources=resources) as library:
        kept = library.annotations()
        _must(len(kept) == 1 and kept[0].quote == WORD, "the mark is gone after closing the library")
        yield Step("open again", f"the mark on “{kept[0].quote}” is there")
    yield _draws(work, folder, resources)


def _imports(library: Library, sample: Path) -> Step:
    report = library.import_sources([str(sample)], ImportOptions(jobs=1))
    _must([item.status for item in report.items] == [ItemStatus.ADDED], f"{sample} was not imported: {report.items}")
    pictures = [figure.picture for post in library.posts_of() for figure in post.figures]
    _must(all(library.picture(digest or "") for digest in pictures), "a picture of the sample is missing")
    return Step("import", f"{report.items[0].posts.added} posts, {len(pictures)} pictures")


def _finds(library: Library) -> tuple[Post, Step]:
    hits = library.search(WORD)
    _must(hits.total > 0 and hits.from_index, f"“{WORD}” was not found in the index")
    holding = [post for post in library.posts([hit.post_id for hit in hits.hits]) if WORD in post.text]
    _must(bool(holding), f"no hit holds “{WORD}”")
    return holding[0], Step("search", f"“{WORD}” in {hits.total} posts")


def _marks(library: Library, post: Post) -> Step:
    start = post.text.index(WORD)
    changes = library.apply(AddAnnotation(library.new_annotation(post, start, start + len(WORD), note="A note.")))
    _must(bool(changes), "nothing was marked")
    return Step("mark", f"“{WORD}” with a note")


def _exports(library: Library, post: Post, format: str, target: Path) -> Step:
    library.export(format, target, [post.id])
    written = target.read_text(encoding="utf-8")
    _must(WORD in written and "A note." in written, f"the export {target.name} lacks the mark")
    return Step(f"export to {format}", f"{len(written)} characters")


def _draws(work: Path, folder: Path, resources: Path) -> Step:
    from desktop.ui.off_screen import draw_window  # noqa: PLC0415 - Qt comes last, so that what fails before is named

    def open_library(writable: bool) -> Library:
        return Library.open(folder, resources=resources, writable=writable)

    picture = work / "window.png"
    draw_window(open_library, resources, work / "settings.json", picture)
    _must(picture.is_file() and picture.stat().st_size > SMALLEST_PICTURE_BYTES, "the window drew nothing")
    return Step("window", f"a picture of {picture.stat().st_size} bytes")


def _names(library: Library) -> Step:
    worker = library.entity_worker()
    worker.start()
    try:
        library.find_entities(worker)
    finally:
        worker.stop()
    people = [entity.name for entity in library.entities() if entity.kind is EntityKind.PERSON]
    _must("Neil Armstrong" in people, f"the model found no Neil Armstrong among {people}")
    return Step("names", f"{len(people)} people")


def _must(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise SelfTestFailed(otherwise)
