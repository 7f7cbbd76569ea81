"""Where the program starts: a command, a window, or the window's job without a display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import app, self_test
from desktop.command_line.names import COMMAND_NAMES

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that no test touches what a reader has."""
    monkeypatch.setenv("TIMELINE_READER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.mark.parametrize("arguments", [["posts"], ["--library", "x", "import", "a.html"], ["--help"], ["--version"]])
def test_commands_go_to_the_command_line(arguments: list[str]) -> None:
    assert app.read_arguments(arguments).is_command


def test_a_word_that_names_a_command_is_one_even_where_a_file_of_that_name_lies(tmp_path: Path) -> None:
    for name in COMMAND_NAMES:
        (tmp_path / name).touch()
        assert app.read_arguments([name]).is_command


def test_files_and_a_library_go_to_the_window(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.touch()
    asked = app.read_arguments([f"--library={tmp_path}", str(page)])
    assert (asked.library, asked.files, asked.is_command) == (tmp_path, (str(page),), False)


@pytest.mark.parametrize(
    "arguments", [["--library"], ["--library="], ["--library", ""], ["--library", "--self-test"], ["--picture"]]
)
def test_an_option_without_its_value_opens_no_window(arguments: list[str]) -> None:
    assert app.read_arguments(arguments).is_command


def test_an_option_without_its_value_is_wrong_usage_and_makes_nothing(tmp_path: Path) -> None:
    assert app.main(["--library"]) == 2
    assert not [found for found in tmp_path.rglob("*") if found.is_file()]


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Start the program as a user does, on a machine without a screen."""
    environment = {name: value for name, value in os.environ.items() if name not in app.DISPLAY_VARIABLES}
    environment |= {"TIMELINE_READER_HOME": str(home), "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "desktop", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=200)


def test_one_missing_file_among_others_is_the_windows_to_tell(tmp_path: Path) -> None:
    (tmp_path / "page.html").touch()
    asked = app.read_arguments(["page.html", "missing.html"])
    assert (asked.files, asked.is_command) == (("page.html", "missing.html"), False)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may lack a screen")
def test_the_first_start_off_screen_shows_the_samples(home: Path, tmp_path: Path) -> None:
    done = run("--picture", str(tmp_path / "window.png"), home=home)
    assert done.returncode == 0, done.stderr
    for words in ("“The Eagle has landed”", "Schabowski", "People (", "Neil Armstrong", "Search for", "window.png"):
        assert words in done.stdout
    assert (tmp_path / "window.png").stat().st_size > 10_000
    assert (home / "library" / "library.sqlite3").is_file()
    again = run("--picture", str(tmp_path / "window.png"), home=home)
    assert again.returncode == 0
    assert "added" not in again.stdout


@pytest.mark.slow
def test_the_program_finds_itself_whole(home: Path) -> None:
    done = run("--self-test", home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout
    assert not home.exists()


def test_a_copy_without_its_samples_says_what_is_missing(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert self_test.run(repository / "resources", tmp_path) == 1
    assert "apollo-11" in capsys.readouterr().out
