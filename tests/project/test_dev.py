"""The one door for developers: what it does, and in which order, without a network."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

import dev


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dev.Environment:
    """An environment in a folder of its own, on a system that lacks nothing."""
    (tmp_path / dev.LOCK).write_text("one==1 \\\n    --hash=sha256:00\n", encoding="utf-8")
    (tmp_path / dev.PROJECT).write_text('requires-python = ">=3.11,<3.14"\n', encoding="utf-8")
    monkeypatch.setattr(dev, "ensure_system_libraries", lambda: None)
    return dev.Environment(tmp_path)


@pytest.fixture
def calls(environment: dev.Environment, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were given; the one that makes an environment leaves what venv leaves."""
    given: list[list[str]] = []

    def pretend(command: Sequence[str], _root: Path, _variables: object) -> int:
        given.append(list(command))
        if "venv" in command:
            write_environment(environment, sys.version_info[:2])
        return 0

    monkeypatch.setattr(dev, "wait_for", pretend)
    return given


def write_environment(environment: dev.Environment, version: tuple[int, ...]) -> None:
    environment.scripts.mkdir(parents=True, exist_ok=True)
    environment.python.touch()
    text = f"home = somewhere\nversion = {version[0]}.{version[1]}.9\n"
    (environment.folder / "pyvenv.cfg").write_text(text, encoding="utf-8")


def kinds(calls: Sequence[Sequence[str]]) -> list[str]:
    names = {"venv": "make", "--require-hashes": "install", "--editable": "project"}
    return [name for call in calls for word, name in names.items() if word in call]


# --- Setting up


def test_first_time_makes_installs_and_stamps(environment: dev.Environment, calls: list[list[str]]) -> None:
    dev.set_up(environment)
    assert kinds(calls) == ["make", "install", "project"]
    assert environment.is_current()


def test_second_time_does_nothing(environment: dev.Environment, calls: list[list[str]]) -> None:
    dev.set_up(environment)
    calls.clear()
    dev.set_up(environment)
    assert calls == []


@pytest.mark.parametrize("name", [dev.LOCK, dev.PROJECT])
def test_changed_wishes_are_installed_into_the_same_environment(
    environment: dev.Environment, calls: list[list[str]], name: str
) -> None:
    dev.set_up(environment)
    calls.clear()
    with (environment.root / name).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    dev.set_up(environment)
    assert kinds(calls) == ["install", "project"]
    assert environment.is_current()


def test_environment_made_by_hand_is_kept_and_completed(environment: dev.Environment, calls: list[list[str]]) -> None:
    write_environment(environment, sys.version_info[:2])
    dev.set_up(environment)
    assert kinds(calls) == ["install", "project"]


def test_environment_of_another_python_is_made_anew(environment: dev.Environment, calls: list[list[str]]) -> None:
    write_environment(environment, (3, 1))
    leftover = environment.folder / "leftover"
    leftover.touch()
    dev.set_up(environment)
    assert kinds(calls) == ["make", "install", "project"]
    assert not leftover.exists()


def test_environment_whose_python_is_gone_is_made_anew(environment: dev.Environment, calls: list[list[str]]) -> None:
    dev.set_up(environment)
    calls.clear()
    environment.python.unlink()
    dev.set_up(environment)
    assert kinds(calls) == ["make", "install", "project"]


@pytest.mark.parametrize("step", ["venv", "--require-hashes", "--editable"])
def test_interrupted_setup_is_made_anew_next_time(
    environment: dev.Environment, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    pretend = dev.wait_for

    def stop_at_step(command: Sequence[str], root: Path, variables: dict[str, str]) -> int:
        code = pretend(command, root, variables)
        if step in command:
            raise KeyboardInterrupt
        return code

    monkeypatch.setattr(dev, "wait_for", stop_at_step)
    with pytest.raises(KeyboardInterrupt):
        dev.set_up(environment)
    assert not environment.is_current()
    monkeypatch.setattr(dev, "wait_for", pretend)
    calls.clear()
    dev.set_up(environment)
    assert kinds(calls) == ["make", "install", "project"]
    assert environment.is_current()


def test_failed_installation_is_told_and_not_stamped(
    environment: dev.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "wait_for", lambda *_: 1)
    with pytest.raises(dev.Stop, match="above"):
        dev.set_up(environment)
    assert not environment.is_current()


def test_moved_checkout_is_set_up_again(environment: dev.Environment, calls: list[list[str]], tmp_path: Path) -> None:
    dev.set_up(environment)
    there = tmp_path.with_name(f"{tmp_path.name}-moved")
    tmp_path.rename(there)
    assert not dev.Environment(there).is_current()


def test_damaged_stamp_is_no_stamp(environment: dev.Environment, calls: list[list[str]]) -> None:
    dev.set_up(environment)
    for text in ("", "[]", '{"fingerprint": 3}', "{"):
        (environment.folder / dev.STAMP).write_text(text, encoding="utf-8")
        assert not environment.is_current()


def test_packages_come_with_digests_and_the_project_without_network(environment: dev.Environment) -> None:
    packages, project = environment.pip_commands()
    assert {"--require-hashes", "-r", dev.LOCK} <= set(packages)
    assert {"--no-index", "--no-deps", "--no-build-isolation", "--editable"} <= set(project)
    assert not any("://" in word for word in [*packages, *project])


def test_odd_variables_of_the_user_do_not_lead_elsewhere(
    environment: dev.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    variables = environment.variables(MORE="yes")
    assert "elsewhere" not in variables.values()
    assert variables["PIP_USER"] == "0"
    assert variables["MORE"] == "yes"


def test_packages_are_counted_once_each() -> None:
    lock = "one==1 \\\n    --hash=sha256:00\nnumpy==1 ; a\nnumpy==2 ; b\n"
    assert dev.count_packages(lock) == 2


# --- Which Python


def test_supported_versions_are_those_that_are_declared(repository: Path) -> None:
    text = (repository / "pyproject.toml").read_text(encoding="utf-8")
    first, beyond = dev.supported_versions(text)
    declared = SpecifierSet(tomllib.loads(text)["project"]["requires-python"])
    supported = [f"3.{minor}" for minor in range(30) if first <= (3, minor) < beyond]
    assert supported == [f"3.{minor}" for minor in range(30) if f"3.{minor}" in declared]


@pytest.mark.parametrize("version", [(3, 10, 4), (3, 14, 0), (4, 0, 0)])
def test_unsuitable_python_says_what_is_needed(monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]) -> None:
    monkeypatch.setattr(dev.sys, "version_info", version)
    monkeypatch.setattr(dev, "find_python", lambda *_: None)
    with pytest.raises(dev.Stop, match=r"Python 3\.11 to 3\.13 is needed"):
        dev.continue_in_supported_python(["setup"])


def test_unsuitable_python_hands_over_to_a_suitable_one(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(dev.sys, "version_info", (3, 10, 4))
    monkeypatch.setattr(dev, "find_python", lambda *_: "another-python")
    monkeypatch.setattr(dev.subprocess, "call", lambda command: given.append(command) or 7)
    assert dev.continue_in_supported_python(["bench", "window"]) == 7
    assert given == [["another-python", str(dev.ROOT / "dev.py"), "bench", "window"]]


def test_suitable_python_goes_on() -> None:
    assert dev.continue_in_supported_python(["setup"]) is None


def test_launcher_without_a_python_behind_it_is_no_python(tmp_path: Path) -> None:
    assert not dev.is_python([str(tmp_path / "absent")], 12)
    assert dev.is_python([sys.executable], sys.version_info[1])
    assert not dev.is_python([sys.executable], sys.version_info[1] + 1)


def test_old_python_gets_far_enough_to_be_told(repository: Path) -> None:
    tree = ast.parse((repository / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    assert isinstance(tree.body[1], ast.ImportFrom)
    assert tree.body[1].module == "__future__"


# --- What the system must have


def test_whole_system_lacks_nothing() -> None:
    assert dev.missing_packages(lambda _: True, lambda: True, has_display=True) == ([], [])


def test_missing_library_is_named_by_its_package() -> None:
    absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    lacks = dev.missing_packages(lambda file: file not in absent, lambda: True, has_display=True)
    assert lacks == (["libegl1"], ["libxcb-cursor0"])


def test_without_a_display_the_libraries_of_a_window_are_not_missed() -> None:
    assert dev.missing_packages(lambda file: "xcb-" not in file, lambda: True, has_display=False) == ([], [])


def test_system_without_fonts_lacks_one() -> None:
    assert dev.missing_packages(lambda _: True, lambda: False, has_display=False) == ([], [dev.FONT_PACKAGE])


def test_fonts_are_found_wherever_they_lie(tmp_path: Path) -> None:
    assert not dev.has_fonts([str(tmp_path), str(tmp_path / "absent")])
    (tmp_path / "truetype" / "some").mkdir(parents=True)
    (tmp_path / "truetype" / "some" / "Letters.TTF").touch()
    assert dev.has_fonts([str(tmp_path)])


def test_library_that_does_not_exist_cannot_be_loaded() -> None:
    assert not dev.can_load("libno-such-thing.so.9")


def test_apt_is_never_asked_to_ask() -> None:
    update, install = dev.apt_commands(["libegl1"], ["sudo", "-n"])
    assert update[-1] == "update"
    assert install[:2] == ["sudo", "-n"]
    assert {"DEBIAN_FRONTEND=noninteractive", "-y", "libegl1"} <= set(install)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries")
class TestMissingLibraries:
    """What happens where libraries are missing."""

    @pytest.fixture(autouse=True)
    def no_apt(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dev, "install_packages", lambda _: False)

    def test_without_what_qt_needs_it_stops_and_says_what_to_type(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dev, "missing_packages", lambda **_: (["libegl1"], ["libxcb-cursor0"]))
        with pytest.raises(dev.Stop, match="libegl1 libxcb-cursor0"):
            dev.ensure_system_libraries()

    def test_without_what_a_window_needs_it_goes_on_and_says_so(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(dev, "missing_packages", lambda **_: ([], ["libxcb-cursor0"]))
        dev.ensure_system_libraries()
        assert "libxcb-cursor0" in capsys.readouterr().err

    def test_python_without_venv_stops_and_names_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dev.importlib.util, "find_spec", lambda _: None)
        with pytest.raises(dev.Stop, match=r"python3\.\d+-venv"):
            dev.ensure_venv_module()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Debian has apt")
def test_where_apt_may_not_be_used_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "administrator_prefix", lambda: None)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: pytest.fail("nothing may be run"))
    assert not dev.install_packages(["libegl1"])


# --- The commands


def test_every_stage_runs_even_after_one_has_failed(
    environment: dev.Environment, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def stage(name: str, code: int) -> dev.Stage:
        return dev.Stage(name, [sys.executable, "-c", f"import sys; print('ran {name}'); sys.exit({code})"])

    assert dev.run_stages([stage("first", 1), stage("second", 0)], environment) == 1
    out, err = capfd.readouterr()
    assert "ran first" in out
    assert "ran second" in out
    assert [line.split()[:2] for line in err.splitlines()[-2:]] == [["FAILED", "first"], ["ok", "second"]]


def test_nothing_failed_is_success(environment: dev.Environment) -> None:
    assert dev.run_stages([dev.Stage("only", [sys.executable, "-c", ""])], environment) == 0


def test_tests_include_all_that_lint_does(environment: dev.Environment) -> None:
    names = [Path(stage.command[0]).name for stage in dev.lint_stages(environment)]
    assert names == ["ruff", "ruff", "mypy", "lint-imports"]
    assert dev.test_stage(environment, ["-k", "word"]).command[-2:] == ["-k", "word"]


def test_every_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["--help"]) == 0
    told = capsys.readouterr().err
    assert [name for name in dev.COMMANDS if f"dev.py {name}" not in told] == []


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_unknown_command_is_explained_and_refused(arguments: list[str]) -> None:
    assert dev.main(arguments) == 2


def test_help_needs_no_environment(repository: Path) -> None:
    command = [sys.executable, "-S", "-E", "dev.py", "--help"]
    assert subprocess.run(command, cwd=repository, capture_output=True, check=False).returncode == 0


def test_display_is_seen_in_the_variables() -> None:
    assert dev.has_display({"DISPLAY": ":0"})
    assert dev.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert dev.has_display({}) is not sys.platform.startswith("linux")
