"""Signing on the glass at the window: read, written, confirmed; and a form that is changed afterwards is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from forms import Catalogue
from kiosk.app.ink import REFERENCE
from kiosk.app.signing import HOLDS
from kiosk.ui.sign import SignPage

from .conftest import Fingers, House, take_papers

MATTER = "M0901"


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue.shipped()


def glass(fingers: Fingers) -> Any:
    (found,) = fingers.screen.findChildren(SignPage)
    return found


def write(pad: Any, rows: int = 3) -> None:
    """A hand that goes up and down across the pad."""
    width, height = pad.width(), pad.height()
    for row in range(rows):
        start = QPoint(width // 6, height // 4 + row * height // 6)
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 12):
            QTest.mouseMove(pad, QPoint(width // 6 + step * width // 20, start.y() + (step % 3) * height // 12))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(width * 3 // 4, start.y()))


@pytest.fixture
def filled(fingers: Fingers, house: House, catalogue: Catalogue) -> Fingers:
    fingers.tell(house.desks.queue.take(MATTER))
    fingers.key("F1")
    matter = catalogue.matter(MATTER)
    fingers.screen.intake.form.put(dict(matter.example.answers))
    take_papers(fingers, matter)
    return fingers


def test_a_form_is_read_signed_and_filed_with_its_signature(filled: Fingers, house: House) -> None:
    filled.key("Alt+S")
    page = glass(filled)
    filled.wait(lambda: page.paper.pages)
    assert page.geometry() == filled.screen.rect()
    write(page.pad)
    filled.key("Return")
    assert not page.isVisible()
    assert page.pad.written().strokes == ()  # nothing of it is left on the glass
    papers = filled.screen.intake.papers
    (ink,) = papers.inks.values()
    assert filled.screen.intake.form.filling.raw[ink.field] == REFERENCE + ink.sha256
    filled.key("F9")
    filled.wait(lambda: filled.screen.page is filled.screen.done)
    (found,) = house.desks.cases.find("", 5)
    (seen,) = house.desks.signing.of_case(found.case_no)
    assert (seen.state, seen.way, seen.signer) == (HOLDS, "screen", found.applicant)
    assert seen.strokes.pen == "mouse"
    assert len(seen.strokes.strokes) == 3


def test_a_form_that_is_changed_after_it_was_signed_is_not_filed(filled: Fingers, house: House) -> None:
    filled.key("Alt+S")
    filled.wait(lambda: glass(filled).paper.pages)
    write(glass(filled).pad)
    filled.key("Return")
    filled.screen.intake.form.put({"applicant_phone": "13955570009"})
    filled.key("F9")
    assert filled.screen.page is filled.screen.intake
    filled.key("F10")
    assert filled.reads("原来的签名不算数")
    filled.key("Escape", "Alt+S")
    filled.wait(lambda: glass(filled).paper.pages)
    write(glass(filled).pad)
    filled.key("Return")
    filled.key("F9")
    filled.wait(lambda: filled.screen.page is filled.screen.done)
    (found,) = house.desks.cases.find("", 5)
    assert [one.state for one in house.desks.signing.of_case(found.case_no)] == [HOLDS]


def test_paper_may_be_chosen_instead(filled: Fingers, house: House) -> None:
    filled.key("Alt+S")
    filled.wait(lambda: glass(filled).paper.pages)
    write(glass(filled).pad)
    filled.key("Return")
    (field,) = filled.screen.intake.papers.inks
    filled.screen.intake.form.put({field: {"on_paper": True}})
    filled.key("F9")
    filled.wait(lambda: filled.screen.page is filled.screen.done)
    (found,) = house.desks.cases.find("", 5)
    assert house.desks.signing.of_case(found.case_no) == ()
    assert house.desks.cases.show(found.case_no, "cli").answers[field] == {"on_paper": True}


def test_nobody_signs_by_a_tap_and_nobody_has_to(filled: Fingers) -> None:
    filled.key("Alt+S")
    page = glass(filled)
    filled.wait(lambda: page.paper.pages)
    filled.key("Return")
    assert page.isVisible()
    assert filled.reads("还没签上")
    assert not page._confirm.isEnabled()
    write(page.pad)
    assert page._confirm.isEnabled()
    filled.key("Delete")
    assert not page._confirm.isEnabled()
    assert page.pad.written().strokes == ()
    filled.key("F9")  # the clerk's keys rest while somebody signs
    assert page.isVisible()
    filled.key("Escape")
    assert not page.isVisible()
    assert filled.screen.intake.papers.inks == {}
    assert filled.screen.page is filled.screen.intake


def test_a_case_that_was_just_filed_is_signed_too(filled: Fingers, house: House) -> None:
    filled.key("F9")
    filled.wait(lambda: filled.screen.page is filled.screen.done)
    filled.key("Alt+S")
    filled.wait(lambda: glass(filled).paper.pages)
    write(glass(filled).pad)
    filled.key("Return")
    filled.wait(lambda: filled.reads("已签名"))
    (found,) = house.desks.cases.find("", 5)
    assert [one.state for one in house.desks.signing.of_case(found.case_no)] == [HOLDS]


def test_a_signature_survives_a_power_cut_with_its_draft(
    opened: Callable[[], House], sit_down: Callable[..., Fingers], catalogue: Catalogue
) -> None:
    house = opened()
    fingers = sit_down(house)
    fingers.tell(house.desks.queue.take(MATTER))
    fingers.key("F1")
    fingers.screen.intake.form.put(dict(catalogue.matter(MATTER).example.answers))
    fingers.key("Alt+S")
    fingers.wait(lambda: glass(fingers).paper.pages)
    write(glass(fingers).pad)
    fingers.key("Return")
    fingers.key("Ctrl+S")
    (ink,) = fingers.screen.intake.papers.inks.values()
    fingers = sit_down(opened())
    fingers.wait(lambda: fingers.screen.page is fingers.screen.intake)
    assert list(fingers.screen.intake.papers.inks.values()) == [ink]


def test_a_pens_pressure_is_kept(filled: Fingers) -> None:
    filled.key("Alt+S")
    pad = glass(filled).pad
    pen = QPointingDevice.primaryPointingDevice()
    kinds = QTabletEvent.Type
    for kind, x, pressure in (
        (kinds.TabletPress, 40, 0.2),
        (kinds.TabletMove, 90, 0.9),
        (kinds.TabletRelease, 90, 0.0),
    ):
        at = QPointF(x, 60)
        event = QTabletEvent(
            kind,
            pen,
            at,
            pad.mapToGlobal(at),
            pressure,
            0,
            0,
            0,
            0,
            0,
            Qt.KeyboardModifier.NoModifier,
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
        )
        QApplication.sendEvent(pad, event)
    written = pad.written()
    assert written.pen == "pen"
    assert [point[3] for point in written.strokes[0]] == [0.2, 0.9]


def test_a_finger_writes_and_the_palm_beside_it_does_not(filled: Fingers) -> None:
    filled.key("Alt+S")
    pad = glass(filled).pad
    screen = QTest.createTouchDevice()

    def touch() -> Any:
        return QTest.touchEvent(pad, screen, False)

    touch().press(0, QPoint(40, 60), pad).commit()
    touch().move(0, QPoint(60, 70), pad).commit()
    touch().stationary(0).press(1, QPoint(200, 110), pad).commit()
    touch().move(0, QPoint(80, 80), pad).move(1, QPoint(210, 112), pad).commit()
    touch().release(0, QPoint(80, 80), pad).move(1, QPoint(215, 112), pad).commit()
    touch().press(2, QPoint(100, 60), pad).move(1, QPoint(220, 112), pad).commit()
    touch().move(2, QPoint(120, 66), pad).stationary(1).commit()
    touch().release(2, QPoint(120, 66), pad).release(1, QPoint(220, 112), pad).commit()
    written = pad.written()
    assert written.pen == "touch"
    assert [[point[:2] for point in stroke] for stroke in written.strokes] == [
        [(40, 60), (60, 70), (80, 80)],
        [(100, 60), (120, 66)],
    ]
