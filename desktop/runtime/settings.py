"""Settings: what the reader has chosen.

Knows every setting with its type, default, range and sentence, and how they lie on disk as JSON. Never knows what a
setting is used for.

Why unknown keys are kept: an older program that saves must not forget what a newer one has added.
"""

import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from desktop.domain.errors import DiskProblem

Value = bool | int | str

_log: Final = logging.getLogger(__name__)
_RULE: Final = "rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a setting may be, and what it does.

    Attributes:
        sentence: What it does, for the settings dialog.
        choices: The values a text may take; empty if any will do.
        lowest: The smallest number allowed.
        highest: The largest number allowed.
        is_shown: Whether the settings dialog offers it; the window remembers the others by itself.
    """

    sentence: str
    choices: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    is_shown: bool = True

    def allows(self, value: Value) -> bool:
        """Whether a value of the right type is in range."""
        if isinstance(value, str):
            return not self.choices or value in self.choices
        if self.lowest is not None and value < self.lowest:
            return False
        return self.highest is None or value <= self.highest


def _setting(default: Value, sentence: str, **rule: Any) -> Any:  # noqa: ANN401  (a field takes its setting's type)
    return field(default=default, metadata={_RULE: Rule(sentence, **rule)})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader has chosen; a value that was never chosen is the default."""

    theme: str = _setting("system", "Light or dark, or as the system has it.", choices=("system", "light", "dark"))
    reading_face: str = _setting("serif", "The letters of the text that is read.", choices=("serif", "sans"))
    reading_size_px: int = _setting(18, "How large the text that is read is, in pixels.", lowest=12, highest=36)
    interface_size_px: int = _setting(13, "How large lists and panels are written, in pixels.", lowest=11, highest=22)
    line_characters: int = _setting(66, "How many letters a line of text holds.", lowest=34, highest=100)
    has_motion: bool = _setting(True, "Whether panels glide when they open.")
    finds_entities: bool = _setting(True, "Whether people, organisations and places are looked for after an import.")
    marks_dates: bool = _setting(True, "Whether dates are marked in the text.")
    marks_names: bool = _setting(True, "Whether names and speakers are marked in the text.")
    zone: str = _setting(
        "", "The time zone in which times are shown, for example Europe/Berlin; empty for each page's own."
    )
    window_geometry: str = _setting("", "Where the window stood when it was closed.", is_shown=False)
    window_layout: str = _setting("", "How the panels lay when the window was closed.", is_shown=False)
    last_place: str = _setting("", "What was read when the window was closed.", is_shown=False)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as a dialog or a manual lists it. The default tells the type."""

    name: str
    default: Value
    rule: Rule


def describe_settings() -> tuple[Setting, ...]:
    """Return every setting, in the order in which `Settings` declares them."""
    defaults = Settings()
    return tuple(Setting(each.name, getattr(defaults, each.name), each.metadata[_RULE]) for each in fields(Settings))


def load_settings(file: Path) -> Settings:
    """Read the settings; whatever is missing or bad is the default.

    Args:
        file: The settings file; it need not exist.

    Returns:
        Settings that are all in range. Each bad value leaves one line in the log.
    """
    stored = _read(file)
    known = {
        each.name: stored[each.name] for each in describe_settings() if each.name in stored and _is_good(each, stored)
    }
    return Settings(**known)


def save_settings(file: Path, settings: Settings) -> None:
    """Write the settings, all or nothing; keys of the file that this program does not know stay.

    Raises:
        DiskProblem: The file could not be written. The old one is as it was.
    """
    known = {each.name: getattr(settings, each.name) for each in fields(Settings)}
    text = json.dumps({**_read(file), **known}, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    try:
        _replace(file, text)
    except OSError as error:
        raise DiskProblem(
            f"The settings could not be saved in {file}: {error.strerror}.", "Make room, or allow writing there."
        ) from error


def _is_good(setting: Setting, stored: Mapping[str, Any]) -> bool:
    value = stored[setting.name]
    if type(value) is type(setting.default) and setting.rule.allows(value):
        return True
    _log.warning("The setting %s has a value that is not allowed; its default is used.", setting.name)
    return False


def _read(file: Path) -> dict[str, Any]:
    try:
        stored = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("The settings in %s cannot be read (%s); the defaults are used.", file, type(error).__name__)
        return {}
    if isinstance(stored, dict):
        return stored
    _log.warning("The settings in %s are not a table of names; the defaults are used.", file)
    return {}


def _replace(file: Path, text: str) -> None:
    """Write beside the file, then put it in its place: a crash leaves the old file or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}.", delete=False
    ) as beside:
        try:
            beside.write(text)
            beside.flush()
            os.fsync(beside.fileno())
            beside.close()
            Path(beside.name).replace(file)
        except BaseException:
            beside.close()
            Path(beside.name).unlink(missing_ok=True)
            raise
