"""How the window looks: nothing clipped on the clerks' screens, a name on everything that can be reached."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from forms import Catalogue
from kiosk.ui.widgets import Elided
from tests.ui.fitting import unclear

from .conftest import Fingers, House, take_papers

Sit = Callable[..., Fingers]
SIZES = [((1366, 768), 1.0), ((1366, 768), 1.35), ((1920, 1080), 2.0)]


def _clipped(root: QWidget) -> list[str]:
    """Labels that can be seen and whose words do not fit into them; what ends in … on purpose is left out."""
    found = []
    for label in root.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, Elided):
            continue
        room = label.contentsRect()
        if label.wordWrap():
            fits = label.heightForWidth(label.width()) <= label.height() + 2
        else:
            fits = label.fontMetrics().horizontalAdvance(label.text()) <= room.width() + 1
        if not fits:
            found.append(f"{label.text()!r} in {label.width()}x{label.height()}")
    return found


def _outside(screen: QWidget) -> list[str]:
    """Buttons and fields that stand beyond their page's right edge, where no scrolling reaches."""
    found = []
    for widget in [*screen.findChildren(QAbstractButton), *screen.findChildren(QLineEdit)]:
        if widget.isVisible() and widget.mapTo(screen, widget.rect().topRight()).x() > screen.width():
            found.append(widget.accessibleName())
    return found


def _states(fingers: Fingers, house: House, catalogue: Catalogue) -> list[str]:
    """Go through every page and state of the window; what is clipped in each."""
    wrong: list[str] = []

    def look(name: str) -> None:
        fingers.settle()
        seen = fingers.screen
        wrong.extend(f"{name}: {one}" for one in [*_clipped(seen), *_outside(seen), *unclear(seen)])

    matter = catalogue.matter("M0901")
    look("idle")
    for code in ("M0901", "M1201", "M0701"):
        fingers.tell(house.desks.queue.take(code))
    fingers.key("F1")
    look("empty form")
    fingers.key("F9")
    look("gaps said")
    fingers.key("F10")
    look("one-time notice")
    fingers.key("Escape")
    fingers.screen.intake.form.put(dict(matter.example.answers) | {"applicant_id_no": "342225197604123185"})
    fingers.screen.intake.form.go_to("family_members[1].id_no")
    look("fault and open row")
    fingers.screen.intake.form.put(dict(matter.example.answers))
    fingers.key("Ctrl+M", "5")
    look("papers")
    take_papers(fingers, matter)
    fingers.key("F9")
    fingers.wait(lambda: fingers.screen.page is fingers.screen.done)
    fingers.wait(lambda: fingers.reads("已交打印机"))
    look("done")
    fingers.key("Ctrl+F")
    fingers.wait(lambda: fingers.screen.search.card.case is not None)
    look("search")
    fingers.key("Alt+V")
    look("void")
    fingers.key("Escape", "Escape", "F12")
    look("keys")
    fingers.key("F12", "Ctrl+N")
    look("chooser")
    return wrong


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_no_words_are_clipped_in_any_state(
    house: House, sit_down: Sit, catalogue: Catalogue, size: tuple[int, int], factor: float
) -> None:
    fingers = sit_down(house, size, factor)
    assert _states(fingers, house, catalogue) == []
    assert (fingers.screen.width(), fingers.screen.height()) == size


def test_everything_that_takes_the_keyboard_has_a_name(fingers: Fingers, house: House, catalogue: Catalogue) -> None:
    fingers.tell(house.desks.queue.take("M0101"))
    fingers.key("F1")
    fingers.screen.intake.form.put(dict(catalogue.matter("M0101").example.answers))
    fingers.screen.intake.form.go_to("family_members[0].name")
    nameless = [
        type(widget).__name__
        for widget in fingers.screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert set(nameless) <= {"QScrollArea"}


def test_focus_is_always_visible(fingers: Fingers, house: House) -> None:
    fingers.tell(house.desks.queue.take("M0101"))
    fingers.key("F1")
    for _ in range(12):
        fingers.key("Tab")
        at = fingers.screen.focusWidget()
        assert at is not None
        assert at.isVisible()
        assert fingers.screen._ring.isVisible()
        assert not at.visibleRegion().isEmpty()


def test_the_eye_of_these_tests_sees_what_is_clipped(dressed: object, qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    label = QLabel("办件编号 341323110000", root)
    button = QPushButton("受理", root)
    label.resize(40, 20)
    button.setGeometry(390, 0, 60, 30)
    root.resize(400, 40)
    with qtbot.waitExposed(root):
        root.show()
    assert len(_clipped(root)) == 1
    assert len(_outside(root)) == 1


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_the_rail_has_room_for_its_keys_and_for_who_is_next(
    house: House, sit_down: Sit, size: tuple[int, int], factor: float
) -> None:
    fingers = sit_down(house, size, factor)
    for code in ("M0901", "M1201", "M0701"):
        fingers.tell(house.desks.queue.take(code))
    fingers.key("F1")
    house.desks.line.add_matter(fingers.screen.rail.ticket.number, "M0201")
    fingers.tell(house.desks.queue.take("M0101"))
    rail = fingers.screen.rail
    rail.show_away(True)
    fingers.settle()
    keys = [key.geometry() for key in rail._keys.values()]
    assert [(a, b) for nth, a in enumerate(keys) for b in keys[:nth] if a.intersects(b)] == []
    assert all(rail.rect().contains(key) for key in keys)
    assert [key for key in keys if rail._card.geometry().intersects(key)] == [], rail._card.geometry()
    assert rail._away.visibleRegion().boundingRect().height() == rail._away.height()
    rail.show_away(False)
    fingers.settle()
    first = next(one for one in rail.findChildren(QWidget) if rail._line.indexOf(one) == 0)
    assert first.visibleRegion().boundingRect().height() == first.height()
    assert _clipped(rail) == []


def test_a_question_shows_all_of_itself(house: House, sit_down: Sit) -> None:
    for size, factor in SIZES:
        fingers = sit_down(house, size, factor)
        fingers.tell(house.desks.queue.take("M0901"))
        fingers.key("F1")
        for key in ("F5", "F6", "F7"):
            fingers.key(key)
            panel = fingers.screen.panel
            assert _clipped(panel) == []
            parts = [part.geometry() for part in panel.children() if isinstance(part, QWidget) and part.isVisible()]
            assert [(a, b) for nth, a in enumerate(parts) for b in parts[:nth] if a.intersects(b)] == []
            assert all(panel.rect().contains(part) for part in parts)
            fingers.key("Escape")
        fingers.key("Ctrl+F1")
        fingers.screen.close()


def _rail(fingers: Fingers) -> QWidget:
    return fingers.screen.rail


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_the_line_names_its_matters_whole_and_the_keys_stay_where_they_are(
    house: House, sit_down: Sit, catalogue: Catalogue, size: tuple[int, int], factor: float
) -> None:
    """The longest name of the catalogue stands in the line, then at the window; nothing of it is left out."""
    longest = max(catalogue.matters(), key=lambda one: len(one.name))
    for code in (longest.code, "M0201", longest.code):
        house.desks.queue.take(code)
    fingers = sit_down(house, size, factor)
    key = _rail(fingers)._keys["F1"]
    before = key.pos()
    said = [one for one in _rail(fingers).findChildren(QLabel) if one.text() == longest.name and one.isVisible()]
    assert said
    assert not any(isinstance(one, Elided) for one in said)
    fingers.key("F1")
    assert fingers.reads(longest.name)
    assert _clipped(_rail(fingers)) == []
    assert key.pos() == before
    fingers.tell(house.desks.window.add_matter(fingers.screen.rail.ticket.number, "M0201"))
    assert _rail(fingers)._more.isVisible()
    assert _clipped(_rail(fingers)) == []
    assert key.pos() == before


def test_the_sheet_of_keys_is_read_to_its_end_without_a_mouse(fingers: Fingers) -> None:
    fingers.key("F12")
    bar = fingers.screen.keys._scroll.area.verticalScrollBar()
    assert bar.maximum() > 0
    fingers.key("Down")
    assert 0 < bar.value() < bar.maximum()
    fingers.key("End")
    assert bar.value() == bar.maximum()
    fingers.key("PgUp", "Home")
    assert bar.value() == 0


@pytest.mark.parametrize(("size", "factor"), SIZES)
def test_what_comes_next_is_named_whole_and_pushes_nothing_off_the_glass(
    house: House, sit_down: Sit, catalogue: Catalogue, size: tuple[int, int], factor: float
) -> None:
    """One matter of a number is filed, the other has the longest name of the catalogue."""
    longest = max(catalogue.matters(), key=lambda one: len(one.name))
    fingers = sit_down(house, size, factor)
    done = fingers.screen.done
    fingers.screen.show_next("Ctrl+N", f"接着办：{longest.name}")
    fingers.screen.show_page(done)
    fingers.settle()
    assert [one for one in done.findChildren(QLabel) if one.isVisible() and _right(one, fingers.screen)] == []
    assert _outside(fingers.screen) == []


def _right(widget: QWidget, screen: QWidget) -> bool:
    return widget.mapTo(screen, widget.rect().topRight()).x() > screen.width()
