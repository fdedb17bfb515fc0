"""The row of a table that is open: its cells as fields, two to a line, with its number and a way to take it away."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QFrame, QWidget

from forms import Fault, Field
from kiosk.ui.form.editors import Kit
from kiosk.ui.form.lines import place_lines
from kiosk.ui.form.row import FieldRow
from kiosk.ui.form.rows import Cells
from kiosk.ui.form.verdicts import FieldState
from kiosk.ui.form.words import Table
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Button, Label

HEAD, PAD = 38, 12


def small_button(theme: Theme, word: str, key: str, parent: QWidget, deed: Callable[[], None]) -> Button:
    """A button of a table's own; its key is heard by the form."""
    button = Button(theme, word, key=key)
    button.setShortcut("")
    button.setParent(parent)
    button.setProperty("small", "true")
    button.setAutoDefault(False)
    button.setMinimumHeight(0)
    button.face.setContentsMargins(*(theme.px(n) for n in (8, 0, 10, 0)))
    button.clicked.connect(deed)
    return button


class OpenRow(QFrame):
    """`typed` names the column and gives what stands there now; `done` that Enter was pressed, and in which column."""

    typed = Signal(str, object)
    done = Signal(str)
    left = Signal(str)
    removed = Signal()

    def __init__(self, table: Field, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._kit = kit
        self.setProperty("rowOpen", "true")
        self._head = Label("", "strong")
        self._head.setParent(self)
        self._remove = small_button(kit.theme, Table.REMOVE, Table.KEY_REMOVE, self, self.removed.emit)
        self.cells = [self._cell(column) for column in table.columns]

    @property
    def asked(self) -> list[str]:
        """The columns that are typed; the others answer themselves."""
        return [cell.field.key for cell in self.cells if not (cell.field.auto and cell.field.derived == "fixed")]

    @property
    def at(self) -> str:
        """The column that has the cursor, else the first."""
        return next((cell.field.key for cell in self.cells if cell.has_focus()), self.asked[0])

    def show_row(self, nth: int, cells: Cells) -> None:
        """These are the row's answers now."""
        self._head.setText(Table.ROW.format(row=nth + 1))
        for cell in self.cells:
            cell.path = f"{self._table.key}[{nth}].{cell.field.key}"
            cell.show_value(cells.get(cell.field.key))

    def show_state(self, faults: Mapping[str, tuple[Fault, ...]], answers: Mapping[str, object], cells: Cells) -> bool:
        """Faults by path, and what the row comes to. True when the room it takes may have changed."""
        changed = False
        for cell in self.cells:
            key = cell.field.key
            settled = answers.get(key) if cell.field.auto and key not in cells else None
            fixed = bool(cell.field.auto) and cell.field.derived == "fixed"
            changed = (
                cell.show_state(FieldState(settled, fixed, fixed and settled is None, faults.get(cell.path, ())))
                or changed
            )
        return changed

    def show_help(self, wanted: bool) -> bool:
        """What the column at the cursor means, or no longer. True when the room it takes has changed."""
        changed = [cell.show_help(wanted and cell.has_focus()) for cell in self.cells]
        return any(changed)

    def focus(self, column: str = "") -> None:
        """Put the cursor into a column, the first one when none is named."""
        wanted = column or self.asked[0]
        next((cell for cell in self.cells if cell.field.key == wanted), self.cells[0]).focus()

    def place(self, y: int, width: int) -> int:
        """Lay it out from `y` in `width` of its table; returns the y below it."""
        theme, pad = self._kit.theme, self._kit.theme.px(PAD)
        top = theme.px(HEAD)
        self._head.setGeometry(QRect(pad, 0, width // 2, top))
        wide = self._remove.sizeHint().width()
        self._remove.setGeometry(QRect(width - wide - pad, theme.px(4), wide, top - theme.px(8)))
        bottom = place_lines(self.cells, QRect(pad, top, width - 2 * pad, 0), theme)
        self.setGeometry(QRect(0, y, width, bottom + pad))
        return y + bottom + pad

    def _cell(self, column: Field) -> FieldRow:
        cell = FieldRow(column, "", self._kit, self, self._table.key)
        key = column.key
        cell.typed.connect(lambda _: self.typed.emit(key, cell.value()))
        cell.done.connect(lambda _: self.done.emit(key))
        cell.left.connect(self.left)
        return cell
