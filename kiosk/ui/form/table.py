"""A table on the sheet, as household members: one row open as fields, the others a line each, all by keyboard."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from forms import Fault, Field
from kiosk.ui.form.editors import Kit, Span
from kiosk.ui.form.openrow import OpenRow
from kiosk.ui.form.rowlines import RowLines
from kiosk.ui.form.rows import Rows, is_blank
from kiosk.ui.form.tablefoot import TableFoot
from kiosk.ui.form.telling import told
from kiosk.ui.form.under import Under
from kiosk.ui.form.verdicts import FieldState
from kiosk.ui.widgets import Label

LINE = 38


class TableRow(QWidget):
    """`field` is a question of type table. It behaves on its card as any other question does."""

    typed = Signal(str)
    done = Signal(str)
    left = Signal(str)
    resized = Signal()

    def __init__(self, field: Field, kit: Kit, card: QWidget, *, titled: bool = False) -> None:
        super().__init__(card)
        self.field = field
        self.path = field.key
        self.span = Span.BARE
        self.visible = True
        self._kit = kit
        self._rows = Rows()
        self._answers: list[Mapping[str, object]] = []
        self._faults: Mapping[str, tuple[Fault, ...]] = {}
        self._lines = RowLines(field, kit, self, self._on_opened)
        self._under = Under(kit.theme, self)
        self._state = FieldState()
        self._open = OpenRow(field, kit, self)
        self._open.typed.connect(self._on_typed)
        self._open.done.connect(self._on_done)
        self._open.left.connect(self.left)
        self._open.removed.connect(self._remove)
        self._foot = TableFoot(kit.theme, field.label, self, self._add, self._restore)
        self._foot.add_key.setObjectName(f"field.{field.key}.add")
        self._title = Label(field.label if titled else "", "strong")
        self._title.setParent(self)
        self._show()

    @property
    def least(self) -> int:
        """Pixels that it needs: a table takes a whole line anyway."""
        return 0

    def value(self) -> object:
        """The rows, as a list of objects."""
        return self._rows.value()

    def show_value(self, value: object) -> None:
        """What was typed before."""
        self._rows.show(value)
        self._changed_rows()

    def show_table(self, faults: Mapping[str, tuple[Fault, ...]], answers: object) -> bool:
        """Faults by path, and what the rows come to. True when the room it takes may have changed."""
        rows = answers if isinstance(answers, (list, tuple)) else ()
        before = (self._answers, self._faults)
        self._answers = self._rows.answered([row for row in rows if isinstance(row, Mapping)])
        changed = {path: len(f) for path, f in faults.items()} != {path: len(f) for path, f in self._faults.items()}
        self._faults = faults
        if (nth := self._rows.open) >= 0:
            changed = self._open.show_state(faults, self._answers[nth], self._rows.cells[nth]) or changed
        if before != (self._answers, self._faults):  # this is asked at every key, wherever it was pressed
            self._show_lines()
        return changed

    def show_state(self, state: FieldState) -> bool:
        """What is wrong with the table as a whole, and what is offered for it."""
        before, self._state = self._state, state
        if (state.faults, state.offer) == (before.faults, before.offer):
            return False
        known = told(self.field, self._kit.matter, state.offer.value) if state.offer is not None else ""
        self._under.show_state(state, known)
        return True

    def show_help(self, wanted: bool) -> bool:
        """What the column at the cursor means, or no longer. True when the room it takes has changed."""
        return self._open.show_help(wanted)

    def show_visible(self, visible: bool) -> bool:
        """Show the question or not; True when that is a change."""
        changed, self.visible = visible != self.visible, visible
        self.setVisible(visible)
        return changed

    def focus(self, path: str = "") -> None:
        """Put the cursor into a cell, as "family_members[2].id_no", whose row opens; else into the open row, or begin
        the first one."""
        nth, _, key = path.partition("[")[2].partition("].")
        if nth.isdigit() and int(nth) < len(self._rows.cells):
            self._open_row(int(nth))
            self._open.focus(key)
        elif self._rows.cells:
            self._open_row(max(0, self._rows.open))
            self._open.focus()
        else:
            self._add()

    def owns(self, widget: QWidget) -> bool:
        """True for everything in it."""
        return widget is self or self.isAncestorOf(widget)

    @property
    def at(self) -> str:
        """The path of the cell that the cursor is in, else of the table."""
        return next((cell.path for cell in self._open.cells if cell.has_focus()), self.path)

    def bounds(self) -> QRect:
        """The place on its card of what has the cursor: a table may be taller than the screen."""
        cell = next((cell for cell in self._open.cells if cell.has_focus()), None)
        if cell is None:
            return self.geometry()
        return cell.bounds().translated(self._open.pos() + self.pos())

    def place(self, room: QRect, _gap: int, _label: int) -> int:
        """Lay it out; returns the height."""
        theme, y, width = self._kit.theme, 0, room.width()
        if self._title.text():
            self._title.setGeometry(QRect(0, 0, width, theme.px(LINE)))
            y = theme.px(LINE)
        for nth, line in enumerate(self._lines.lines):
            if nth == self._rows.open:
                y = self._open.place(y, width)
            else:
                line.setGeometry(QRect(0, y, width, theme.px(LINE)))
                y += theme.px(LINE)
        y += self._under.place(0, y, width)
        y = self._foot.place(y + theme.px(6), width)
        self.setGeometry(QRect(room.x(), room.y(), width, y))
        return y

    def _add(self) -> None:
        self._rows.add()
        self._change()
        self._open.focus()

    def _remove(self) -> None:
        if self._rows.open < 0:
            return
        self._rows.drop(self._rows.open)
        self._change()
        if self._rows.cells:
            self._open.focus()
        else:
            self._foot.focus()

    def _restore(self) -> None:
        if self._rows.restore():
            self._change()
            self._open.focus()

    def _move(self, by: int) -> None:
        """The open row up or down among the others, the cursor in the same column."""
        column = self._open.at
        if self._rows.move(by):
            self._change()
            self._open.focus(column)

    def _step(self, by: int) -> None:
        """The next row or the one before, the cursor in the same column; below the last a new one begins."""
        column, nth = self._open.at, self._rows.open + by
        if nth >= len(self._rows.cells):
            self._add()
        elif nth >= 0:
            self._open_row(nth)
            self._open.focus(column)

    def _open_row(self, nth: int) -> None:
        if nth != self._rows.open:
            self._rows.open = nth
            self._fill()
            self._show()
            self.resized.emit()

    def _change(self) -> None:
        """The rows are others now, because somebody wanted it."""
        self._changed_rows()
        self.typed.emit(self.path)
        self.resized.emit()

    def _changed_rows(self) -> None:
        self._answers = [{} for _ in self._rows.cells]
        self._faults = {}
        self._fill()
        self._show()

    def _fill(self) -> None:
        nth = self._rows.open
        if nth >= 0:
            self._open.show_row(nth, self._rows.cells[nth])
            self._open.show_state(self._faults, self._answers[nth], self._rows.cells[nth])

    def _show(self) -> None:
        """As many lines as rows, the open one as fields."""
        self._lines.show_count(self._rows)
        self._open.setVisible(self._rows.open >= 0)
        self._foot.show_rows(self._rows)
        self._show_lines()
        self._order()

    def _show_lines(self) -> None:
        self._lines.show_rows(self._rows, self._answers, self._faults)

    def _order(self) -> None:
        """Tab goes through the rows as they stand."""
        before: QWidget = self
        for nth, line in enumerate(self._lines.lines):
            stops = [cell.editor for cell in self._open.cells] if nth == self._rows.open else [line]
            for stop in stops:
                QWidget.setTabOrder(before, stop)
                before = stop
        QWidget.setTabOrder(before, self._foot.add_key)

    def _on_typed(self, column: str, value: object) -> None:
        self._rows.cells[self._rows.open][column] = value
        self.typed.emit(self.path)

    def _on_done(self, column: str) -> None:
        asked, nth = self._open.asked, self._rows.open
        if column == asked[0] and is_blank(self._rows.cells[nth]):
            self._rows.drop(nth)
            self._rows.open = -1
            self._change()
            self.done.emit(self.path)
        elif column != asked[-1]:
            self._open.focus(asked[asked.index(column) + 1])
        elif nth + 1 < len(self._rows.cells):
            self._open_row(nth + 1)
            self._open.focus()
        else:
            self._add()

    def _on_opened(self, nth: int) -> None:
        self._open_row(nth)
        self._open.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deed(event)
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key means in a table, whichever cell has the cursor."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Insert:
            return self._add
        if control and key == Qt.Key.Key_Delete:
            return self._remove
        if control and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            deed = self._move if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self._step
            return lambda: deed(1 if key == Qt.Key.Key_Down else -1)
        if key == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._restore
        return None
