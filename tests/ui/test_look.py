"""The look's own laws: contrast, one scale, every name drawn right, every sentence in both languages."""

import importlib
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.ui.fit import fit_for
from kiosk.ui.fonts import FAMILIES, drawable
from kiosk.ui.hall.words import ranged
from kiosk.ui.icons import picture
from kiosk.ui.theme import Theme, colour
from kiosk.ui.tokens import COLOURS, ELDER, READABLE, TYPE, contrast
from kiosk.ui.widgets import BigNumber, Button, Elided, FocusRing, Label, LineField, QrView

DEFINED = {"workday", "day", "original", "copy", "seen"}  # forms.Unit, Material.collect
RARE = "𠅤䶮𫞩𮧵〇张"


@pytest.mark.parametrize(("text", "ground"), READABLE, ids=lambda name: name)
def test_text_is_readable_on_every_ground_it_stands_on(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_borders_and_focus_are_seen() -> None:
    for ground in ("paper", "ground", "accent-soft"):
        assert contrast("field-line", ground) >= 3.0
        assert contrast("ink", ground) >= 3.0  # the ring's inner line
    assert contrast("focus", "ink") >= 3.0


def test_contrast_knows_black_and_white() -> None:
    assert round(contrast("paper", "paper"), 2) == 1.0
    assert contrast("ink", "paper") > 12


@pytest.mark.parametrize("role", TYPE)
def test_the_stylesheet_is_filled_and_follows_the_one_factor(role: str) -> None:
    plain, elder = Theme(role).sheet, Theme(role, ELDER).sheet
    assert "@" not in plain
    sizes = [[int(n) for n in re.findall(r"font-size: (\d+)px", sheet)] for sheet in (plain, elder)]
    assert all(b == round(a * ELDER) for a, b in zip(*sizes, strict=True))


def test_every_colour_of_the_stylesheet_is_a_token() -> None:
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", Theme("hall").sheet)) <= set(COLOURS.values())


def test_a_glass_decides_the_scale() -> None:
    assert fit_for(1080, 1920).factor == 1.0
    assert fit_for(1080, 1920, elder=True).factor == ELDER
    assert fit_for(1920, 1080).upright is False
    assert fit_for(1366, 768).factor < 0.75


def _families(text: str, font: QFont) -> list[tuple[str, bool]]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [(run.rawFont().familyName(), 0 in run.glyphIndexes()) for run in layout.glyphRuns()]


@pytest.mark.parametrize("kind", [Label, LineField, Elided])
def test_rare_characters_of_a_name_are_drawn_in_every_widget(
    dressed: QApplication, qtbot: QtBot, kind: type[QWidget]
) -> None:
    theme = Theme("window")
    widget: QWidget = LineField(theme, "name") if kind is LineField else kind("")  # type: ignore[call-arg]
    qtbot.addWidget(widget)
    theme.dress(widget)
    widget.show()
    assert isinstance(widget, QLabel | QLineEdit)
    widget.setText(RARE)
    runs = _families(RARE, widget.font())
    assert {family for family, _ in runs} <= set(FAMILIES)
    assert not any(missing for _, missing in runs)


def test_what_no_font_has_is_written_out_and_never_a_box(dressed: QApplication) -> None:
    assert drawable("王\U0003134b") == "王[U+3134B]"
    assert drawable("，。？（）ＡＢ") == "，。？（）ＡＢ"


def test_a_name_is_never_taken_for_markup(dressed: QApplication, qtbot: QtBot) -> None:
    label = Label("<b>张</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_icons_come_in_the_tokens_colours(dressed: QApplication) -> None:
    drawn = picture("check", "good", 48).toImage()
    inks = {drawn.pixelColor(x, y).name() for x in range(48) for y in range(48) if drawn.pixelColor(x, y).alpha() > 250}
    assert inks == {COLOURS["good"].lower()}


def test_a_key_presses_its_button(dressed: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    button = Button(Theme("window"), "受理", key="F9")
    column = QVBoxLayout(window)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    column.addWidget(button)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(window, Qt.Key.Key_F9)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_the_focus_ring_lies_around_the_control(dressed: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    field = QLineEdit(window)
    field.setGeometry(40, 40, 200, 40)
    QPushButton(window).setGeometry(300, 40, 80, 40)
    ring = FocusRing(window)
    qtbot.addWidget(window)
    window.resize(420, 140)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    assert ring.isVisible()
    assert ring.geometry().contains(field.geometry())
    drawn = window.grab().toImage()
    assert drawn.pixelColor(36, 60) == colour("focus")
    assert drawn.pixelColor(38, 60) == colour("ink")
    field.move(40, 80)
    assert ring.geometry().contains(field.geometry())


def test_a_number_is_drawn_smaller_rather_than_cut(dressed: QApplication, qtbot: QtBot) -> None:
    number = BigNumber(200)
    qtbot.addWidget(number)
    number.show_number("C1000")
    number.resize(300, 180)
    number.show()
    drawn = number.grab().toImage()
    edges = [drawn.pixelColor(x, y) for x in (0, drawn.width() - 1) for y in range(drawn.height())]
    assert colour("accent") not in edges
    middle = [drawn.pixelColor(x, drawn.height() // 2) for x in range(drawn.width())]
    assert colour("accent") in middle


def test_a_code_is_drawn_with_its_quiet_zone(dressed: QApplication, qtbot: QtBot) -> None:
    view = QrView(Theme("hall"), [[True] * 21] * 21, 290)
    qtbot.addWidget(view)
    drawn = view.grab().toImage()
    black = [QPoint(x, y) for x in range(290) for y in range(290) if drawn.pixelColor(x, y) == Qt.GlobalColor.black]
    dot = 290 // 29
    assert min(p.x() for p in black) >= 4 * dot
    assert len(black) == (21 * dot) ** 2


@pytest.mark.parametrize("room", ["kiosk.ui", "kiosk.ui.hall", "kiosk.ui.board", "kiosk.ui.track", "kiosk.ui.widgets"])
def test_every_sentence_is_there_in_both_languages_with_the_same_places(room: str) -> None:
    words = importlib.import_module(f"{room}.words").WORDS
    for key, said in words.items():
        assert set(said) == {"zh", "en"}, key
        assert all(said.values()), key
        places = [set(re.findall(r"{(\w+)", said[language])) for language in ("zh", "en")]
        assert places[1] <= places[0], key


def test_every_sentence_is_said_somewhere(root_of_ui: Path) -> None:
    for room in ("hall", "board", "track", "widgets"):
        folder = root_of_ui / room
        code = "".join(p.read_text("utf-8") for p in folder.glob("*.py") if p.name != "words.py")
        code += "".join(p.read_text("utf-8") for p in root_of_ui.glob("*.py"))
        words = importlib.import_module(f"kiosk.ui.{room}.words").WORDS
        told = [key for key in words if f'"{key}"' not in code and not _is_built(key, code)]
        assert told == [], room


def _is_built(key: str, code: str) -> bool:
    """A key put together in place: step_1, do_2, done_granted_how; or a word of the definitions."""
    return key in DEFINED or bool(re.search(r"_\d$", key)) or (key.endswith("_how") and f'"{key[:-4]}"' in code)


@pytest.fixture
def root_of_ui() -> Path:
    return Path(__file__).parents[2] / "kiosk" / "ui"


@pytest.mark.parametrize(
    ("windows", "said"),
    [
        ((), ""),
        (("1",), "1"),
        (("1", "2"), "1、2"),
        (("1", "2", "3", "4"), "1～4"),
        (("2", "4", "5", "6", "A"), "2、4～6、A"),
    ],
)
def test_windows_in_a_row_are_said_from_one_to_the_other(windows: tuple[str, ...], said: str) -> None:
    assert ranged(windows) == said
