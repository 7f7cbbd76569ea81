"""The theme: tones that can be read, fonts that follow the reader, icons that exist and are used."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication

from desktop.domain.annotations import Colour
from desktop.domain.dates import DateKind
from desktop.domain.entities import EntityKind
from desktop.runtime.settings import Settings
from desktop.ui.theme import Size, Theme, Tones, read_tones, shape_path

SURFACES = ("paper", "list", "panel", "hover", "selection")
TEXT = ("ink", "muted", "accent", "error", "warning", "success")
THEMES = ("light", "dark")


def luminance(tone: str) -> float:
    parts = [part / 255 for part in QColor(tone).getRgb()[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=THEMES)
def tones(request, repository: Path) -> Tones:
    return read_tones(repository / "resources" / "theme" / f"{request.param}.json")


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("text", TEXT)
def test_text_can_be_read_on_every_surface(tones, text, surface):
    assert contrast(getattr(tones, text), getattr(tones, surface)) >= 4.5


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("kind", EntityKind)
def test_names_of_every_kind_can_be_read_on_every_surface(tones, kind, surface):
    assert contrast(tones.entities[kind], getattr(tones, surface)) >= 4.5


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("kind", DateKind)
def test_dates_of_every_kind_stand_out_on_every_surface(tones, kind, surface):
    assert contrast(tones.dates[kind], getattr(tones, surface)) >= 4.5


@pytest.mark.parametrize("colour", Colour)
def test_marked_words_stand_out_and_keep_seven_to_one(tones, colour):
    assert contrast(tones.ink, tones.highlights[colour]) >= 7
    assert contrast(tones.paper, tones.highlights[colour]) >= 1.15


def test_words_found_keep_seven_to_one(tones):
    assert contrast(tones.ink, tones.hit) >= 7


def test_text_on_the_accent_can_be_read(tones):
    assert contrast(tones.accent_ink, tones.accent) >= 4.5


def test_focus_and_fields_stand_out_by_three_to_one(tones):
    assert contrast(tones.focus, tones.paper) >= 3
    assert contrast(tones.edge, tones.paper) >= 3


def test_neither_black_nor_white_is_paper_or_ink(tones):
    assert not {tones.paper, tones.ink, tones.panel} & {"#000000", "#FFFFFF"}


def test_the_text_being_read_lies_on_the_outermost_tone(repository):
    light, dark = (read_tones(repository / "resources" / "theme" / f"{name}.json") for name in THEMES)
    assert luminance(light.paper) > luminance(light.list) > luminance(light.panel)
    assert luminance(dark.paper) < luminance(dark.list) < luminance(dark.panel)


def test_kinds_differ_by_shape_not_only_by_tone():
    box = QRectF(0, 0, 12, 12)
    shapes = [shape_path(kind, box).toFillPolygon().toPolygon().toList() for kind in EntityKind]
    assert all(shapes.count(shape) == 1 for shape in shapes)


def test_choosing_another_theme_is_announced_and_choosing_the_same_is_not(theme, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.adopt(Settings(theme="dark"))
    assert theme.is_dark
    with qtbot.assertNotEmitted(theme.changed):
        theme.adopt(Settings(theme="dark"))


def test_the_system_is_followed_live_unless_the_reader_chose(qtbot, repository):
    hints = QGuiApplication.styleHints()
    theme = Theme(repository / "resources", Settings(theme="system"))
    hints.setColorScheme(Qt.ColorScheme.Dark)
    try:
        assert theme.is_dark == (hints.colorScheme() is Qt.ColorScheme.Dark)
        with qtbot.waitSignal(theme.changed, raising=False, timeout=200) as told:
            hints.setColorScheme(Qt.ColorScheme.Light)
        assert not theme.is_dark
        assert told.signal_triggered or hints.colorScheme() is Qt.ColorScheme.Unknown
        theme.adopt(Settings(theme="dark"))
        assert theme.is_dark
    finally:
        hints.unsetColorScheme()


def test_text_sizes_follow_the_settings(theme):
    theme.adopt(Settings(reading_size_px=24, interface_size_px=16, reading_face="sans"))
    assert theme.reading_font().pixelSize() == 24
    assert theme.interface_font(Size.BODY).pixelSize() == 16
    assert theme.reading_font().families() == theme.interface_font().families()


def test_the_rules_name_only_tones_that_exist(theme):
    assert "$" not in theme.stylesheet()


def test_every_icon_is_used_and_every_icon_used_exists(repository, theme):
    drawn = {path.stem for path in (repository / "resources" / "icons").glob("*.svg")}
    code = "".join(path.read_text("utf-8") for path in (repository / "desktop" / "ui").rglob("*.py"))
    words = set(re.findall(r'"([a-z-]+)"', code))
    asked = set(re.findall(r'\bicon\("([a-z-]+)"', code))
    assert drawn <= words
    assert asked <= drawn
    assert all(not theme.icon(name).isNull() for name in drawn)


def test_icons_have_one_line_weight_and_take_the_tone(repository):
    for path in (repository / "resources" / "icons").glob("*.svg"):
        drawing = path.read_text("utf-8")
        assert re.findall(r'stroke-width="([^"]+)"', drawing) == ["1.5"], path.name
        assert 'viewBox="0 0 20 20"' in drawing, path.name
        assert not re.search(r"#[0-9A-Fa-f]{3,6}", drawing), path.name


def test_an_icon_is_drawn_in_the_tone_asked_for(theme):
    image = theme.icon("menu", "accent").pixmap(20, 20).toImage()
    tones = {
        image.pixelColor(x, y).name() for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 250
    }
    assert tones == {theme.colour("accent").name()}
