#!/usr/bin/env python3
"""One door for developers: sets the project up, runs it, tests it, measures it, packs it.

    python3 dev.py run [ARGUMENTS]       start the program
    python3 dev.py test [ARGUMENTS]      everything that is checked before a change goes in; arguments go to pytest
    python3 dev.py lint                  the same without the tests
    python3 dev.py bench [NAME] [--json] measure speed and memory
    python3 dev.py shots                 take pictures of the window into shots/
    python3 dev.py build                 pack the program into dist/ and try it
    python3 dev.py setup                 only make .venv; every other command does so when it is needed

Needs Python 3.11 or newer and nothing else: the rest is installed into .venv, pinned by requirements.lock. What it says
goes to standard error, so that what a command prints can be read by a program.
"""

# Why the annotations are not evaluated: an old Python must get far enough to be told that it is too old.
from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Mapping, NamedTuple, Sequence  # noqa: UP035  (an old Python has them only here)

ROOT = Path(__file__).resolve().parent
LOCK = "requirements.lock"
PROJECT = "pyproject.toml"
STAMP = "timeline-reader.stamp"
UNFINISHED = "timeline-reader.unfinished"
HEARTBEAT_SECONDS = 15


class Stop(Exception):
    """Something that only the user can mend; the text says what and how."""


def say(text: str) -> None:
    """Tell what is being done."""
    print(text, file=sys.stderr, flush=True)


# --- Which Python ---------------------------------------------------------------------------------------------------


def supported_versions(pyproject: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Read from pyproject.toml the first version of Python that is supported, and the first that is not."""
    found = re.search(r'^requires-python = ">=3\.(\d+),<3\.(\d+)"$', pyproject, re.MULTILINE)
    if found is None:
        raise Stop(f"{PROJECT} does not say which versions of Python are supported.")
    return (3, int(found[1])), (3, int(found[2]))


def find_python(first: tuple[int, int], beyond: tuple[int, int]) -> str | None:
    """Look on the search path for a Python of a supported version, newest first."""
    for minor in reversed(range(first[1], beyond[1])):
        candidates = [[f"python3.{minor}"], ["py", f"-3.{minor}"]]
        for candidate in candidates:
            path = shutil.which(candidate[0])
            if path and is_python([path, *candidate[1:]], minor):
                return path if len(candidate) == 1 else executable_of([path, *candidate[1:]])
    return None


def is_python(command: Sequence[str], minor: int) -> bool:
    """Whether a command starts that minor version; a launcher may be there while its Python is not."""
    program = f"import sys; sys.exit(sys.version_info[:2] != (3, {minor}))"
    try:
        return subprocess.run([*command, "-c", program], capture_output=True, check=False, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def executable_of(command: Sequence[str]) -> str:
    """Return the file that a command such as `py -3.12` starts."""
    program = "import sys; print(sys.executable)"
    return subprocess.run([*command, "-c", program], capture_output=True, check=True, text=True).stdout.strip()


def continue_in_supported_python(arguments: Sequence[str]) -> int | None:
    """Start again in a supported Python if this one is not; None if this one is."""
    first, beyond = supported_versions((ROOT / PROJECT).read_text(encoding="utf-8"))
    if first <= sys.version_info[:2] < beyond:
        return None
    here = ".".join(map(str, sys.version_info[:3]))
    other = find_python(first, beyond)
    wanted = f"Python 3.{first[1]} to 3.{beyond[1] - 1}"
    if other is None:
        raise Stop(f"This is Python {here}; {wanted} is needed, and none was found. Install one and try again.")
    say(f"This is Python {here}; going on with {other}.")
    return subprocess.call([other, str(ROOT / "dev.py"), *arguments])


# --- What the system must have --------------------------------------------------------------------------------------


class Library(NamedTuple):
    """A shared library of the system, and the Debian package that brings it."""

    file: str
    package: str


# Source: what `ldd` names for Qt's libraries and its plug-ins `offscreen` and `xcb`, outside the wheel itself.
QT_LIBRARIES = (
    Library("libEGL.so.1", "libegl1"),
    Library("libGL.so.1", "libgl1"),
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libfreetype.so.6", "libfreetype6"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libX11.so.6", "libx11-6"),
    Library("libxcb.so.1", "libxcb1"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
)
WINDOW_LIBRARIES = (
    Library("libX11-xcb.so.1", "libx11-xcb1"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-image.so.0", "libxcb-image0"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-randr.so.0", "libxcb-randr0"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-sync.so.1", "libxcb-sync1"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
FONT_PACKAGE = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def can_load(file: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def has_fonts(folders: Sequence[str] = FONT_FOLDERS) -> bool:
    """Whether any font lies where fontconfig looks."""
    endings = (".ttf", ".otf", ".ttc", ".pfb")
    return any(
        name.lower().endswith(endings)
        for folder in folders
        for _, _, names in os.walk(os.path.expanduser(folder))  # noqa: PTH111  (Path.walk is newer than 3.11)
        for name in names
    )


def missing_packages(
    loads: Callable[[str], bool] = can_load, fonts: Callable[[], bool] = has_fonts, *, has_display: bool
) -> tuple[list[str], list[str]]:
    """Say what Qt lacks on this Linux.

    Args:
        loads: Whether a library is there.
        fonts: Whether any font is there.
        has_display: Without one, what only a visible window needs is not missed.

    Returns:
        The Debian packages without which nothing works, and those without which no window opens or no letter is drawn.
    """
    always = [library.package for library in QT_LIBRARIES if not loads(library.file)]
    seen = [library.package for library in WINDOW_LIBRARIES if has_display and not loads(library.file)]
    return always, seen if fonts() else [*seen, FONT_PACKAGE]


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window could be seen."""
    return not sys.platform.startswith("linux") or any(environment.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))


def administrator_prefix() -> list[str] | None:
    """Return what to put before a command that changes the system; None if it is not allowed without asking."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def apt_commands(packages: Sequence[str], prefix: Sequence[str]) -> list[list[str]]:
    """Return the commands that install Debian packages without asking anything."""
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    return [[*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *packages]]


def advice(packages: Sequence[str]) -> str:
    """Return what the user can type to get Debian packages, or what to look for elsewhere."""
    names = " ".join(packages)
    if shutil.which("apt-get"):
        return f"sudo apt-get update && sudo apt-get install --no-install-recommends {names}"
    return f"install what your system calls these Debian packages: {names}"


def install_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages where that is possible without a question; say whether it was done."""
    prefix = administrator_prefix() if shutil.which("apt-get") else None
    if prefix is None:
        return False
    say(f"Installing with apt-get: {' '.join(packages)}")
    for command in apt_commands(packages, prefix):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            say(done.stdout.decode(errors="replace")[-2000:])
            return False
    return True


def ensure_system_libraries() -> None:
    """See that Linux has what Qt loads; other systems bring it along."""
    if not sys.platform.startswith("linux"):
        return
    always, seen = missing_packages(has_display=has_display(os.environ))
    if not always and not seen:
        return
    if install_packages([*always, *seen]):
        return
    if always:
        raise Stop(f"Qt needs libraries that this system lacks. Please run:\n    {advice([*always, *seen])}")
    say(f"A window needs more than this system has. Please run:\n    {advice(seen)}")


# --- The environment ------------------------------------------------------------------------------------------------


class Environment:
    """The folder .venv, made from requirements.lock and stamped when it is whole."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")
        self._stamp = self.folder / STAMP
        self._unfinished = self.folder / UNFINISHED

    def tool(self, name: str) -> str:
        """Return the path of a program that a package brought."""
        return str(self.scripts / (f"{name}.exe" if os.name == "nt" else name))

    def fingerprint(self) -> str:
        """Return a digest of everything the environment is made from."""
        parts = [str(self.root).encode(), repr((sys.version_info[:2], sys.platform)).encode()]
        parts += [(self.root / name).read_bytes() for name in (LOCK, PROJECT)]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    def is_current(self) -> bool:
        """Whether nothing has changed since it was made."""
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        whole = self.python.exists() and not self._unfinished.exists()
        return whole and isinstance(stamp, dict) and stamp.get("fingerprint") == self.fingerprint()

    def begin(self) -> None:
        """Open the folder for work: what an interrupted or a different Python left is thrown away."""
        if self.folder.exists() and not self.can_be_kept():
            say("Throwing away .venv: it is unfinished, or made by another Python.")
            shutil.rmtree(self.folder)
        self.folder.mkdir(exist_ok=True)
        self._stamp.unlink(missing_ok=True)

    def can_be_kept(self) -> bool:
        """Whether the folder is a whole environment of this Python, so that only packages need to change."""
        return not self._unfinished.exists() and self.python.exists() and self.version() == sys.version_info[:2]

    def version(self) -> tuple[int, ...]:
        """Return the version of Python that the folder says it was made by; empty if it does not say."""
        try:
            text = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8")
        except OSError:
            return ()
        found = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", text, re.MULTILINE)
        return (int(found[1]), int(found[2])) if found else ()

    def mark_unfinished(self) -> None:
        """Note that work has begun; only `finish` takes the note away."""
        self._unfinished.touch()

    def finish(self) -> None:
        """Stamp the folder as whole."""
        self._unfinished.unlink(missing_ok=True)
        self._stamp.write_text(json.dumps({"fingerprint": self.fingerprint()}) + "\n", encoding="utf-8")

    def variables(self, **more: str) -> dict[str, str]:
        """Return the variables for programs of this environment: none that lead Python or pip elsewhere."""
        unwanted = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "__PYVENV_LAUNCHER__"}
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        return {**kept, "PIP_USER": "0", "VIRTUAL_ENV": str(self.folder), **more}

    def venv_command(self) -> list[str]:
        """Return the command that makes the empty environment."""
        # Why not sys.executable: it may be the Python inside the very folder that is made anew.
        return [getattr(sys, "_base_executable", "") or sys.executable, "-m", "venv", str(self.folder)]

    def pip_commands(self) -> list[list[str]]:
        """Return the commands that fill the environment: the pinned packages, then the project itself in place."""
        pip = [str(self.python), "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input", "install"]
        return [
            [*pip, "--require-hashes", "-r", LOCK],
            [*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable", "."],
        ]


def count_packages(lock: str) -> int:
    """Return how many packages a lock names; one that has several versions for several Pythons counts once."""
    return len(set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, re.MULTILINE)))


def ensure_venv_module() -> None:
    """See that this Python can make an environment; Debian's leaves the module out."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not install_packages([package]):
        raise Stop(f"This Python cannot make an environment. Please run:\n    {advice([package])}")


def wait_for(command: Sequence[str], root: Path, variables: Mapping[str, str]) -> int:
    """Run a command that may take long, and show from time to time that it still runs."""
    began = time.monotonic()
    with subprocess.Popen(command, cwd=root, env=dict(variables)) as process:
        while True:
            try:
                return process.wait(HEARTBEAT_SECONDS)
            except subprocess.TimeoutExpired:
                say(f"  … {time.monotonic() - began:.0f} s")


def set_up(environment: Environment) -> None:
    """Make the environment, or bring it up to date; does nothing if nothing has changed."""
    ensure_system_libraries()
    if environment.is_current():
        return
    ensure_venv_module()
    began = time.monotonic()
    environment.begin()
    is_new = not environment.python.exists()
    environment.mark_unfinished()
    if is_new:
        say(f"Making .venv with Python {sys.version.split()[0]}")
        if wait_for(environment.venv_command(), environment.root, environment.variables()) != 0:
            raise Stop("Python could not make .venv; see above.")
    count = count_packages((environment.root / LOCK).read_text(encoding="utf-8"))
    say(f"Installing {count} packages as {LOCK} pins them, and the project itself; this may take a minute or two")
    for command in environment.pip_commands():
        if wait_for(command, environment.root, environment.variables()) != 0:
            raise Stop("pip could not install what the project needs; see above. Mend it and try again.")
    environment.finish()
    say(f"Ready after {time.monotonic() - began:.0f} s")


# --- The commands ---------------------------------------------------------------------------------------------------


class Stage(NamedTuple):
    """One check: its name, and the command that makes it."""

    name: str
    command: list[str]


def lint_stages(environment: Environment) -> list[Stage]:
    """Return the checks that only read the source."""
    return [
        Stage("rules", [environment.tool("ruff"), "check", "."]),
        Stage("layout", [environment.tool("ruff"), "format", "--check", "."]),
        Stage("types", [environment.tool("mypy")]),
        Stage("walls", [environment.tool("lint-imports")]),
    ]


def test_stage(environment: Environment, arguments: Sequence[str]) -> Stage:
    """Return the check that runs the tests."""
    return Stage("tests", [str(environment.python), "-m", "pytest", *arguments])


def run_stages(stages: Sequence[Stage], environment: Environment) -> int:
    """Run every stage, even after one has failed, and print what became of each."""
    results: list[tuple[str, bool, float]] = []
    for stage in stages:
        say(f"\n== {stage.name}: {' '.join([Path(stage.command[0]).name, *stage.command[1:]])}")
        began = time.monotonic()
        code = call(stage.command, environment, QT_QPA_PLATFORM="offscreen")
        results.append((stage.name, code == 0, time.monotonic() - began))
    say("")
    for name, is_good, seconds in results:
        say(f"{'ok    ' if is_good else 'FAILED'}  {name:8} {seconds:6.1f} s")
    return 0 if all(is_good for _, is_good, _ in results) else 1


def call(command: Sequence[str], environment: Environment, **variables: str) -> int:
    """Run a command in the project's folder and return its exit code."""
    return subprocess.call(command, cwd=environment.root, env=environment.variables(**variables))


def offscreen_if_needed() -> dict[str, str]:
    """Return the variables that let Qt work where there is no display."""
    return {} if has_display(os.environ) else {"QT_QPA_PLATFORM": "offscreen"}


def only_set_up(_environment: Environment, _arguments: Sequence[str]) -> int:
    """Do no more than every command does first."""
    say("Everything is there.")
    return 0


def run_program(environment: Environment, arguments: Sequence[str]) -> int:
    """Start the program from the source, in the folder where the user stands."""
    command = [str(environment.python), "-m", "desktop", *arguments]
    return subprocess.call(command, env=environment.variables())


def test(environment: Environment, arguments: Sequence[str]) -> int:
    """Run everything that is checked before a change goes in."""
    return run_stages([*lint_stages(environment), test_stage(environment, arguments)], environment)


def lint(environment: Environment, _arguments: Sequence[str]) -> int:
    """Run what only reads the source."""
    return run_stages(lint_stages(environment), environment)


def bench(environment: Environment, arguments: Sequence[str]) -> int:
    """Measure; the benchmarks print their own figures."""
    return call([str(environment.python), "-m", "tests.benchmarks", *arguments], environment)


def shots(environment: Environment, arguments: Sequence[str]) -> int:
    """Take pictures of the window's main states."""
    folder = list(arguments) or ["shots"]
    return call([str(environment.python), "-m", "tests.shots", *folder], environment, **offscreen_if_needed())


def build(environment: Environment, _arguments: Sequence[str]) -> int:
    """Pack the program, say how large it is and how fast it starts, and let it test itself."""
    pyinstaller = [environment.tool("pyinstaller"), "--noconfirm", "--clean", "--log-level", "ERROR"]
    began = time.monotonic()
    say("Packing; this takes some minutes")
    code = wait_for([*pyinstaller, "build_installer.spec"], environment.root, environment.variables())
    if code != 0:
        return code
    say(f"Packed in {time.monotonic() - began:.0f} s")
    code = try_packed(environment.root / "dist" / "timeline-reader", environment)
    return code or bench(environment, ["packed"])


def try_packed(folder: Path, environment: Environment) -> int:
    """Say how large a packed program is and how fast it starts, and let it test itself."""
    program = folder / ("timeline-reader.exe" if os.name == "nt" else "timeline-reader")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    variables = environment.variables(**offscreen_if_needed())
    for name in ("VIRTUAL_ENV", "PYTHONPATH"):
        variables.pop(name, None)
    seconds = sorted(seconds_to_answer(program, variables) for _ in range(5))
    say(f"{program}: {size / 1e6:.0f} MB; answers --version in {seconds[2] * 1000:.0f} ms")
    began = time.monotonic()
    code = subprocess.call([str(program), "--self-test"], env=variables)
    say(f"Self-test {'passed' if code == 0 else f'FAILED with exit code {code}'} in {time.monotonic() - began:.1f} s")
    return code


def seconds_to_answer(program: Path, variables: Mapping[str, str]) -> float:
    """Start a packed program, let it say its version, and return how long that took."""
    began = time.monotonic()
    done = subprocess.run([str(program), "--version"], env=variables, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise Stop(f"The packed program does not start:\n{done.stderr}")
    return time.monotonic() - began


COMMANDS: dict[str, Callable[[Environment, Sequence[str]], int]] = {
    "run": run_program,
    "test": test,
    "lint": lint,
    "bench": bench,
    "shots": shots,
    "build": build,
    "setup": only_set_up,
}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line and return the exit code."""
    if not arguments or arguments[0] not in COMMANDS:
        say(__doc__ or "")
        return 0 if arguments and arguments[0] in ("-h", "--help", "help") else 2
    try:
        code = continue_in_supported_python(arguments)
        if code is not None:
            return code
        environment = Environment(ROOT)
        set_up(environment)
        return COMMANDS[arguments[0]](environment, arguments[1:])
    except Stop as stop:
        say(str(stop))
        return 2
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
