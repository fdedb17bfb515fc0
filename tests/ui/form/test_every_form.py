"""Every matter's form on every screen it is filled in on: nothing cut, fields wide enough, all of it by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from forms import Catalogue, Field, help_of
from kiosk.ui.form.line import LineEditor
from kiosk.ui.form.segments import Segments
from kiosk.ui.form.table import TableRow
from kiosk.ui.form.telling import told
from kiosk.ui.widgets import Elided

from .conftest import Laid

SCREENS = {  # what the rail and the column of papers leave to the form, and the scale
    "1366": ((846, 620), 1.0),
    "1920": ((1400, 930), 1.0),
    "elder": ((664, 560), 1.35),
    "200%": ((880, 700), 2.0),
}
ON_SCREEN = pytest.mark.parametrize("screen", list(SCREENS))
INSET = 2 * (9 + 1)  # padding and border of a field, before the scale


def _forms(lay: Laid, catalogue: Catalogue, screen: str, *, open_rows: bool = True) -> Iterator[Any]:
    """Every form with its example in it, the first row of each table open."""
    size, factor = SCREENS[screen]
    view = None
    for summary in catalogue.matters():
        matter = catalogue.matter(summary.code)
        raw = dict(matter.example.answers)
        if view is None:
            view = lay(matter.code, raw, size, factor)
        else:
            lay.show(view, matter, raw)  # type: ignore[attr-defined]
        for row in view._stack.in_order():
            if open_rows and isinstance(row, TableRow) and row.visible:
                row.focus()
        for nth, card in enumerate(view._stack.cards):
            if card.folded:
                view._unfold(nth)
        QApplication.processEvents()
        yield view


def _cut(view: Any) -> list[str]:
    """Labels and buttons whose words do not fit, and whatever stands beyond the sheet's edge."""
    found = []
    for widget in view._stack.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text() and not isinstance(widget, Elided):
            wide = widget.fontMetrics().horizontalAdvance(max(widget.text().split("\n"), key=len))
            low = widget.wordWrap() and widget.heightForWidth(widget.width()) > widget.height()
            if low or (not widget.wordWrap() and wide > widget.width()):
                found.append(f"label {widget.text()!r}")
            if wide > widget.width() and "\n" in widget.text():
                found.append(f"label is cut a third time: {widget.text()!r}")
        if isinstance(widget, QAbstractButton) and widget.text() and widget.width() < widget.sizeHint().width():
            found.append(f"button {widget.text()!r}: {widget.width()} < {widget.sizeHint().width()}")
        right = widget.mapTo(view._stack, QPoint(widget.width(), 0)).x()
        if right > view._stack.width():
            found.append(f"beyond the edge: {widget.accessibleName() or type(widget).__name__}")
    return found


def _rows(view: Any) -> Iterator[tuple[Any, str]]:
    """Each question that shows, and each cell of an open row, with the table it belongs to."""
    for row in view._stack.in_order():
        if isinstance(row, TableRow):
            yield from ((cell, row.field.key) for cell in row._open.cells if cell.editor.isVisible() and cell.visible)
        elif row.visible:
            yield row, ""


def _expected(view: Any, field: Field, table: str) -> list[str]:
    """The longest answers that belong in a field: every option, and the sample of its help."""
    matter = view.filling.matter
    sample = help_of(matter, field, table).sample
    options = [one.label for one in matter.code_sets[field.code_set].options] if field.code_set else []
    return [*options, *([told(field, matter, sample).removesuffix(field.unit or "\0")] if sample is not None else [])]


def _narrow(view: Any, factor: float) -> list[str]:
    found = []
    for row, table in _rows(view):
        if not isinstance(row.editor, LineEditor):
            continue
        margins = row.editor.textMargins()
        room = row.editor.width() - margins.left() - margins.right() - INSET * factor
        metrics = row.editor.fontMetrics()
        for text in _expected(view, row.field, table):
            if metrics.horizontalAdvance(text) > room + 1:
                found.append(f"{row.field.key}: {text!r} {metrics.horizontalAdvance(text)} > {room}")
    return found


@ON_SCREEN
def test_no_words_are_cut_and_no_field_is_narrower_than_its_answers(
    lay: Laid, catalogue: Catalogue, screen: str
) -> None:
    wrong = {}
    for view in _forms(lay, catalogue, screen):
        if found := [*_cut(view), *_narrow(view, SCREENS[screen][1])]:
            wrong[view.filling.matter.code] = found
    assert wrong == {}


@ON_SCREEN
def test_tab_goes_through_all_questions_in_their_order(lay: Laid, catalogue: Catalogue, screen: str) -> None:
    for view in _forms(lay, catalogue, screen, open_rows=False):
        first = view._stack.in_order()[0]
        start = step = first.editor.focusProxy() or first.editor if not isinstance(first, TableRow) else first
        passed: list[str] = []
        while True:
            row = view._stack.row_of(step)
            if row is not None and step.focusPolicy() & Qt.FocusPolicy.TabFocus and step.isVisible():
                passed += [row.field.key] if passed[-1:] != [row.field.key] else []
            step = step.nextInFocusChain()
            if step is start:
                break
        wanted = [row.field.key for row in view._stack.in_order() if row.visible]
        assert passed == wanted, view.filling.matter.code


def test_enter_goes_through_all_questions_in_their_order(lay: Laid, catalogue: Catalogue) -> None:
    """What answers itself is passed over; a table is left by Enter in an empty row."""
    for view in _forms(lay, catalogue, "1366", open_rows=False):
        filling = view.filling
        wanted = [row.field.key for row in view._stack.in_order() if row.visible and not filling.is_reckoned(row.field)]
        view.go_to(wanted[0])
        passed = [wanted[0]]
        for _ in range(len(wanted)):
            row = view._stack.rows[passed[-1]]
            if isinstance(row, TableRow):
                row._add()
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            at = view.filling.progress.at.partition("[")[0]
            passed += [at] if at and at != passed[-1] else []
        assert passed == wanted, filling.matter.code


def test_everything_that_takes_the_keyboard_says_what_it_is_and_what_it_wants(lay: Laid, catalogue: Catalogue) -> None:
    for view in _forms(lay, catalogue, "1366"):
        for row, table in _rows(view):
            inner = row.editor.findChildren(QAbstractButton) if not isinstance(row.editor, LineEditor) else []
            for widget in inner or [row.editor]:
                assert row.field.label in widget.accessibleName(), (view.filling.matter.code, row.field.key)
                assert help_of(view.filling.matter, row.field, table).how in widget.accessibleDescription()


def test_a_waiting_question_with_few_choices_keeps_all_of_them_in_sight(lay: Laid) -> None:
    """At 200 % a long question takes two lines rather than the room of its answer."""
    size, factor = SCREENS["200%"]
    view = lay("M0901", {}, size, factor)
    editor = view._stack.rows["promise"].editor
    assert isinstance(editor, Segments)
    assert editor.width() >= editor.sizeHint().width()
