"""The settings dialog, made from the description that `Settings` gives of itself.

Knows how to ask for a choice, a number and a yes or no. Never knows what a setting is for: its sentence says that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QSpinBox, QWidget

from desktop.runtime.settings import Rule, Setting, Settings, describe_settings
from desktop.ui.dialogs.frame import Dialog
from desktop.ui.theme import Space, Theme

LARGEST = 10_000
WIDEST_PX = 240
NOTHING_CHOSEN = "as the page has it"
NO_OFFERS: Mapping[str, Sequence[str]] = {}


class SettingsDialog(Dialog):
    """Shows the settings that a person may change, and gives back what was chosen.

    Args:
        settings: What is in force.
        offers: What to choose from for texts whose rule names no choices; without an offer such a text is not asked.
    """

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        offers: Mapping[str, Sequence[str]] = NO_OFFERS,
    ) -> None:
        super().__init__("Settings", "Apply", theme, parent)
        self._settings, self._offers = settings, offers
        self._answers: dict[str, Callable[[], Any]] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(Space.XL)
        form.setVerticalSpacing(Space.M)
        for setting in describe_settings():
            if setting.rule.is_shown and (self._choices(setting) or not isinstance(setting.default, str)):
                self._ask(form, setting)
        self.content.addLayout(form)

    @property
    def chosen(self) -> Settings:
        """The settings as they stand in the dialog."""
        answers: dict[str, Any] = {name: answer() for name, answer in self._answers.items()}
        return replace(self._settings, **answers)

    def _ask(self, form: QFormLayout, setting: Setting) -> None:
        now = getattr(self._settings, setting.name)
        sentence = setting.rule.sentence.rstrip(".")
        if isinstance(now, bool):
            widget: QWidget = self._yes_or_no(setting.name, now)
        elif isinstance(now, int):
            widget = self._number(setting.name, now, setting.rule)
        else:
            widget = self._choice(setting, now)
        widget.setAccessibleName(sentence)
        form.addRow(sentence, widget)

    def _yes_or_no(self, name: str, now: bool) -> QWidget:
        box = QCheckBox(self)
        box.setChecked(now)
        self._answers[name] = box.isChecked
        return box

    def _number(self, name: str, now: int, rule: Rule) -> QWidget:
        box = QSpinBox(self)
        box.setRange(rule.lowest or 0, rule.highest or LARGEST)
        box.setValue(now)
        self._answers[name] = box.value
        return box

    def _choices(self, setting: Setting) -> Sequence[str]:
        return setting.rule.choices or self._offers.get(setting.name, ())

    def _choice(self, setting: Setting, now: str) -> QWidget:
        box = QComboBox(self)
        for value in dict.fromkeys((*self._choices(setting), now)):
            box.addItem(value or NOTHING_CHOSEN, value)
        box.setCurrentIndex(box.findData(now))
        box.setMaximumWidth(WIDEST_PX)
        self._answers[setting.name] = box.currentData
        return box
