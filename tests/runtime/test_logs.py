"""Where log lines go."""

import logging
from pathlib import Path

from desktop.runtime.logs import FILE_NAME, logging_to


def test_the_programs_lines_are_written(tmp_path: Path) -> None:
    with logging_to(tmp_path / "logs") as file:
        logging.getLogger("desktop.store.store").info("Stored article %s.", "0a1b")
    assert file == tmp_path / "logs" / FILE_NAME
    assert "desktop.store.store: Stored article 0a1b." in file.read_text(encoding="utf-8")


def test_what_qt_says_is_written(tmp_path: Path) -> None:
    with logging_to(tmp_path) as file:
        logging.getLogger("qt").warning("could not load a plug-in")
    assert "could not load a plug-in" in file.read_text(encoding="utf-8")


def test_what_libraries_say_is_not_written(tmp_path: Path) -> None:
    with logging_to(tmp_path) as file:
        logging.getLogger("some.library").warning("could not parse: the words of an article")
    assert file.read_text(encoding="utf-8") == ""


def test_nothing_is_configured_before_and_after(tmp_path: Path) -> None:
    logger = logging.getLogger("desktop")
    before = list(logger.handlers), logger.level
    with logging_to(tmp_path):
        assert list(logger.handlers) != before[0]
    assert (list(logger.handlers), logger.level) == before


def test_debug_lines_are_written_only_if_asked_for(tmp_path: Path) -> None:
    with logging_to(tmp_path / "a") as quiet:
        logging.getLogger("desktop.search").debug("detail")
    with logging_to(tmp_path / "b", logging.DEBUG) as loud:
        logging.getLogger("desktop.search").debug("detail")
    assert "detail" not in quiet.read_text(encoding="utf-8")
    assert "detail" in loud.read_text(encoding="utf-8")


def test_a_full_file_starts_a_new_one(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        logger = logging.getLogger("desktop.library")
        for _ in range(30):
            logger.info("x" * 50_000)
    files = sorted(each.name for each in tmp_path.iterdir())
    assert files == [FILE_NAME, f"{FILE_NAME}.1"]


def test_a_folder_that_cannot_be_made_sends_lines_to_standard_error(tmp_path: Path, capsys) -> None:
    (tmp_path / "logs").write_text("a file is in the way", encoding="utf-8")
    with logging_to(tmp_path / "logs"):
        logging.getLogger("desktop.library").warning("still told")
    assert "still told" in capsys.readouterr().err
