"""Logs: what happened, for whoever mends the program.

Knows where log lines go: one rotating file. Never logs what an article or a note says; callers log ids.

Why only the program's own loggers are written: libraries put the text they work on into their messages, and a log that
a reader may send to somebody must not hold what they read.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

FILE_NAME: Final = "timeline-reader.log"

_OWN_LOGGERS: Final = ("desktop", "qt")  # the second is where the window puts what Qt itself says
_FILE_BYTES: Final = 1_000_000
_OLD_FILES: Final = 3
_LINE: Final = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"


@contextmanager
def logging_to(folder: Path, level: int = logging.INFO) -> Iterator[Path]:
    """Write the program's log lines into a folder for as long as the context lasts.

    Args:
        folder: Is created if it is missing. If it cannot be written, the lines go to standard error instead: a full
            disk must not keep anyone from reading.
        level: The least important level that is written.

    Yields:
        The log file.
    """
    file = folder / FILE_NAME
    handler = _handler(file)
    handler.setFormatter(logging.Formatter(_LINE))
    loggers = [logging.getLogger(name) for name in _OWN_LOGGERS]
    levels_before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(level)
        logger.addHandler(handler)
    try:
        yield file
    finally:
        for logger, level_before in zip(loggers, levels_before, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level_before)
        handler.close()


def _handler(file: Path) -> logging.Handler:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(file, maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8")
    except OSError:
        # A packaged window on Windows has no standard error at all.
        return logging.StreamHandler() if sys.stderr else logging.NullHandler()
