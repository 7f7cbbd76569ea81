"""The lock: what is installed is what the project says it needs, and comes from nowhere in particular."""

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version


class Pin(NamedTuple):
    name: str
    version: Version
    marker: Marker | None
    hashes: tuple[str, ...]

    @property
    def applies_here(self) -> bool:
        return self.marker is None or self.marker.evaluate()


@pytest.fixture(scope="module")
def lock(repository: Path) -> str:
    return (repository / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pins(lock: str) -> list[Pin]:
    return list(read_pins(lock))


@pytest.fixture(scope="module")
def wanted(repository: Path) -> list[Requirement]:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return [Requirement(line) for line in [*lines, *project["build-system"]["requires"]]]


def read_pins(lock: str) -> Iterator[Pin]:
    for line in lock.replace("\\\n", " ").splitlines():
        requirement, *hashes = line.split("--hash=")
        pin, _, marker = requirement.partition(";")
        name, version = pin.strip().split("==")
        yield Pin(name, Version(version), Marker(marker) if marker.strip() else None, tuple(map(str.strip, hashes)))


def test_every_pin_has_digests(pins: list[Pin]) -> None:
    bare = [pin.name for pin in pins if not pin.hashes]
    odd = [pin.name for pin in pins if not all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in pin.hashes)]
    assert (bare, odd) == ([], [])


def test_lock_names_no_place_to_fetch_from(lock: str) -> None:
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock


def test_everything_the_project_asks_for_is_pinned_within_its_bounds(
    pins: list[Pin], wanted: list[Requirement]
) -> None:
    pinned = {canonicalize_name(pin.name): pin.version for pin in pins}
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"{name} is in pyproject.toml, but not in the lock"
        assert requirement.specifier.contains(pinned[name], prereleases=True), f"{name} {pinned[name]}: {requirement}"


def test_no_package_is_pinned_twice_for_one_python(pins: list[Pin]) -> None:
    here = [canonicalize_name(pin.name) for pin in pins if pin.applies_here]
    assert sorted(here) == sorted(set(here))


def test_what_is_installed_is_what_is_pinned(pins: list[Pin]) -> None:
    differs = {
        pin.name: importlib.metadata.version(pin.name)
        for pin in pins
        if pin.applies_here and Version(importlib.metadata.version(pin.name)) != pin.version
    }
    assert differs == {}


def test_whatever_a_pinned_package_needs_is_pinned_too(pins: list[Pin]) -> None:
    pinned = {canonicalize_name(pin.name) for pin in pins if pin.applies_here}
    needed = {
        canonicalize_name(requirement.name)
        for pin in pins
        if pin.applies_here
        for requirement in map(Requirement, importlib.metadata.requires(pin.name) or ())
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }
    assert needed - pinned == set()
