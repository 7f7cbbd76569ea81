"""What the reader has chosen."""

import json
import logging
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from desktop.domain.errors import DiskProblem
from desktop.runtime.settings import Setting, Settings, describe_settings, load_settings, save_settings


def allowed_values(setting: Setting) -> st.SearchStrategy[Any]:
    if isinstance(setting.default, bool):
        return st.booleans()
    if isinstance(setting.default, int):
        return st.integers(setting.rule.lowest, setting.rule.highest)
    return st.sampled_from(setting.rule.choices) if setting.rule.choices else st.text()


any_settings = st.builds(Settings, **{each.name: allowed_values(each) for each in describe_settings()})
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(chosen=any_settings)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_was_saved_is_read_again_for_any_settings(tmp_path: Path, chosen: Settings) -> None:
    save_settings(tmp_path / "settings.json", chosen)
    assert load_settings(tmp_path / "settings.json") == chosen


@given(stored=st.dictionaries(st.sampled_from([each.name for each in fields(Settings)]) | st.text(), any_json))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_settings_are_in_range_for_any_file(tmp_path: Path, stored: dict[str, Any]) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(stored), encoding="utf-8")
    read = load_settings(file)
    for setting in describe_settings():
        value = getattr(read, setting.name)
        assert type(value) is type(setting.default)
        assert setting.rule.allows(value)


def test_missing_file_means_defaults_and_no_complaint(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert load_settings(tmp_path / "absent" / "settings.json") == Settings()
    assert caplog.records == []


@pytest.mark.parametrize(
    "bad",
    [
        {"theme": "sepia"},
        {"reading_size_px": 500},
        {"reading_size_px": "18"},
        {"reading_size_px": True},
        {"has_motion": 1},
    ],
)
def test_bad_value_is_its_default_with_one_log_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, bad: dict[str, Any]
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"line_characters": 70, **bad}), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert load_settings(file) == replace(Settings(), line_characters=70)
    assert [next(iter(bad)) in record.getMessage() for record in caplog.records] == [True]


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b'{"theme": "dark"'])
def test_damaged_file_means_defaults_with_one_log_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert load_settings(file) == Settings()
    assert len(caplog.records) == 1


def test_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "light", "speaks_aloud": {"voice": "low"}}), encoding="utf-8")
    save_settings(file, replace(load_settings(file), theme="dark"))
    stored = json.loads(file.read_text(encoding="utf-8"))
    assert stored["speaks_aloud"] == {"voice": "low"}
    assert stored["theme"] == "dark"


def test_saving_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    save_settings(tmp_path / "new" / "settings.json", Settings())
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["settings.json"]


def test_failed_saving_says_where_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.json"
    save_settings(file, Settings())
    before = file.read_bytes()

    def no_room(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.runtime.settings.os.fsync", no_room)
    with pytest.raises(DiskProblem, match="No space left") as caught:
        save_settings(file, replace(Settings(), theme="dark"))
    assert str(file) in caught.value.message
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]


def test_every_setting_has_a_sentence_and_a_default_that_is_allowed() -> None:
    for setting in describe_settings():
        assert setting.rule.sentence.endswith(".")
        assert setting.rule.allows(setting.default)
