"""Where a command's answer goes: one JSON document, or plain lines for people; progress goes to stderr."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from desktop.domain.posts import Post
from desktop.domain.reports import Progress


def answer(shape: object, as_json: bool, lines: Iterable[str]) -> None:
    """Print one JSON document, or the lines for people."""
    if as_json:
        click.echo(json.dumps(shape, ensure_ascii=False))
        return
    for line in lines:
        click.echo(line)


def answer_error(kind: str, message: str) -> None:
    """Print the one JSON document of a command that could not do its work."""
    answer({"error": {"kind": kind, "message": message}}, True, ())


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 post", "14 posts"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def remark(text: str) -> None:
    """Say something beside the answer, on stderr; nothing if there is nothing to say."""
    if text:
        click.echo(text, err=True)


@contextmanager
def progress_shown() -> Iterator[Callable[[Progress], None]]:
    """Show progress on stderr while a command works: a bar on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield _say_nothing
        return
    from rich.console import Console  # noqa: PLC0415 - 60 ms that only a terminal needs
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(progress: Progress) -> None:
            bar.update(task, description=progress.what, completed=progress.done, total=progress.total or None)

        yield show


def _say_nothing(_: Progress) -> None:
    pass


def headline(post: Post, width: int = 90) -> str:
    """A post's title, else its first words."""
    words = post.title or post.text or next((f.caption or "" for f in post.figures), "")
    return shortened(words, width)


def shortened(words: str, width: int = 90) -> str:
    """Words in one line, cut between two of them where they are too long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= width else flat[:width].rsplit(" ", 1)[0] + " …"
