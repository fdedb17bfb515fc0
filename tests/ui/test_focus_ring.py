"""The ring around what has the keyboard: it follows, it lets go, and it leaves nothing behind."""

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.ui.widgets import FocusRing, worked_by_keys

Counter = tuple[QWidget, list[QLineEdit], FocusRing]


@pytest.fixture
def counter(dressed: QApplication, qtbot: QtBot) -> Counter:
    """A window with two fields on a form, and the ring over it."""
    window = QWidget()
    outer = QVBoxLayout(window)
    outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    form = QWidget()
    outer.addWidget(form)
    inner = QVBoxLayout(form)
    fields = [QLineEdit(), QLineEdit()]
    for field in fields:
        inner.addWidget(field)
    ring = FocusRing(window)
    window.resize(400, 300)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, fields, ring


def _settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def test_the_ring_follows_the_cursor_and_leaves_no_connections_behind(counter: Counter) -> None:
    _, fields, ring = counter
    form = fields[0].parentWidget()
    counts = []
    for nth in range(60):
        fields[nth % 2].setFocus(Qt.FocusReason.TabFocusReason)
        _settle()
        counts.append(form.receivers(SIGNAL("destroyed()")) + form.receivers(SIGNAL("destroyed(QObject*)")))
    assert max(counts[10:]) == counts[2]
    assert ring.geometry().center() == fields[1].geometry().center() + form.pos()


def test_a_form_that_goes_takes_the_ring_with_it(counter: Counter) -> None:
    window, fields, ring = counter
    fields[0].setFocus(Qt.FocusReason.TabFocusReason)
    _settle()
    assert ring.isVisible()
    fields[0].parentWidget().deleteLater()
    _settle()
    assert not ring.isVisible()
    late = QLineEdit(window)
    late.show()
    late.setFocus(Qt.FocusReason.TabFocusReason)
    _settle()
    assert ring.isVisible()


def test_a_window_closed_while_it_has_the_cursor_ends_quietly(counter: Counter, qtbot: QtBot) -> None:
    """Nothing of a ring that is gone is asked about the focus of others."""
    window, fields, _ = counter
    fields[1].setFocus(Qt.FocusReason.TabFocusReason)
    other = QWidget()
    late = QLineEdit(other)
    other.resize(300, 200)
    window.deleteLater()
    _settle()
    with qtbot.waitExposed(other):
        other.show()
    other.activateWindow()
    late.setFocus(Qt.FocusReason.TabFocusReason)
    _settle()
    assert late.hasFocus()
    other.close()


def test_on_a_screen_worked_by_keys_a_button_is_ringed_though_tab_was_never_pressed(counter: Counter) -> None:
    """A page puts the cursor on the first of its rows, arrows and F-keys move it: it is seen where it is."""
    window, fields, ring = counter
    row = QPushButton("第一件", fields[0].parentWidget())
    row.setGeometry(10, 100, 200, 36)
    row.show()
    row.setFocus(Qt.FocusReason.OtherFocusReason)
    _settle()
    assert not ring.isVisible()  # a hall: a finger is seen anyway
    fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
    worked_by_keys(window)
    row.setFocus(Qt.FocusReason.OtherFocusReason)
    _settle()
    assert ring.isVisible()
    assert ring.geometry().contains(row.geometry().translated(fields[0].parentWidget().pos()))


def test_a_field_at_the_very_edge_of_a_list_that_scrolls_has_its_ring_whole(counter: Counter) -> None:
    window, _, ring = counter
    area, inner = QScrollArea(window), QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    rows = [QLineEdit() for _ in range(12)]
    for row in rows:
        row.setFixedHeight(30)
        column.addWidget(row)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setGeometry(40, 60, 200, 135)
    area.show()
    _settle()
    rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    _settle()
    assert ring.seen == ring.rect()
    area.verticalScrollBar().setValue(20)  # half of it is scrolled away
    _settle()
    assert ring.seen.height() < ring.height() - 10
