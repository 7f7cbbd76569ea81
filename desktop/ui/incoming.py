"""Incoming: which files a drop or the clipboard stands for.

Knows file addresses and paths written as text. Never looks at the disk: whether a file is there is for the import to
say, with its remedy.
"""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

MOST_LINES = 1_000  # more is a text that somebody copied, not a list of files
QUOTES = "\"'"


def names_of(mime: QMimeData | None) -> tuple[str, ...]:
    """The files, folders and addresses that were dropped or copied, in their order; empty if it is none of these."""
    if mime is None:
        return ()
    if mime.hasUrls():
        return tuple(name for url in mime.urls() if (name := _name_of_url(url)))
    lines = mime.text().strip().splitlines() if mime.hasText() else []
    names = [_name_of_line(line) for line in lines[:MOST_LINES] if line.strip()]
    return tuple(name for name in names if name) if all(names) else ()


def _name_of_url(url: QUrl) -> str:
    return url.toLocalFile() if url.isLocalFile() else url.toString()


def _name_of_line(line: str) -> str:
    """The name a line of text stands for, or "" if it is just words."""
    text = line.strip().strip(QUOTES)
    if text.startswith(("file:", "http://", "https://")):
        return _name_of_url(QUrl(text))
    path = Path(text).expanduser() if text.startswith("~") else Path(text)
    return str(path) if path.is_absolute() else ""
