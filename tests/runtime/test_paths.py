"""Where is everything?"""

from pathlib import Path

import pytest

from desktop.domain.errors import CannotRead
from desktop.runtime import paths


def a_package(folder: Path, *beside: str) -> Path:
    package = folder / "desktop"
    package.mkdir()
    for name in beside:
        (folder / name).mkdir(parents=True)
    return package


def test_checkout_has_its_files_beside_the_package(tmp_path: Path) -> None:
    package = a_package(tmp_path, "resources", "seeds")
    assert paths.resources(package) == tmp_path / "resources"
    assert paths.seeds(package) == tmp_path / "seeds"


def test_installed_package_has_its_files_inside_and_ignores_strangers_beside_it(tmp_path: Path) -> None:
    package = a_package(tmp_path, "resources", "seeds", "desktop/bundled/resources", "desktop/bundled/seeds")
    assert paths.resources(package) == package / "bundled" / "resources"
    assert paths.seeds(package) == package / "bundled" / "seeds"


def test_missing_files_are_an_error_that_names_the_folder_and_the_remedy(tmp_path: Path) -> None:
    package = a_package(tmp_path)
    with pytest.raises(CannotRead) as caught:
        paths.resources(package)
    assert str(tmp_path / "resources") in caught.value.message
    assert "Install" in caught.value.hint


def test_this_checkout_finds_its_own_files(repository: Path) -> None:
    assert paths.resources() == repository / "resources"
    assert paths.seeds() == repository / "seeds"


def test_samples_are_the_pages_and_not_what_lies_beside_them(tmp_path: Path) -> None:
    package = a_package(tmp_path, "seeds/landing/pictures", "seeds/wall")
    for name in ("README.md", "landing/page.html", "landing/expected.json", "landing/pictures/a.txt", "wall/dump.txt"):
        (tmp_path / "seeds" / name).touch()
    seeds = tmp_path / "seeds"
    assert paths.samples(package) == (seeds / "landing" / "page.html", seeds / "wall" / "dump.txt")


def test_a_home_of_its_own_holds_everything(tmp_path: Path) -> None:
    places = paths.find_places({paths.HOME_VARIABLE: str(tmp_path)})
    for place in (places.library, places.settings, places.logs, places.crashes):
        assert place.is_relative_to(tmp_path)


def test_without_a_home_of_its_own_the_platform_says_where() -> None:
    places = paths.find_places({})
    assert places == paths.Places.of_the_platform()
    assert "timeline-reader" in places.library.parts
    assert places.library.name == "library"


def test_the_default_library_follows_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    assert paths.find_places().library == tmp_path / "library"


def test_asking_where_creates_nothing(tmp_path: Path) -> None:
    paths.find_places({paths.HOME_VARIABLE: str(tmp_path / "home")})
    assert list(tmp_path.iterdir()) == []
