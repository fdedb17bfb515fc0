"""A list by lines and columns, one line marked; hundreds of lines cost no more than those that are seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kiosk.ui.fonts import drawable
from kiosk.ui.theme import Theme, colour

Index = QModelIndex | QPersistentModelIndex
ROW = 38


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in the design's pixels, 0 for what is left; `look`: '', 'strong' or 'muted'."""

    width: int
    look: str = ""


class _Rows(QAbstractTableModel):
    def __init__(self, theme: Theme, columns: Sequence[Column]) -> None:
        super().__init__()
        self._theme = theme
        self._columns = columns
        self.rows: Sequence[Sequence[str]] = ()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self._columns)

    def data(self, index: Index, role: int = 0) -> object:
        look = self._columns[index.column()].look
        if role == Qt.ItemDataRole.DisplayRole:
            return drawable(self.rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.FontRole and look == "strong":
            return self._theme.font("body", bold=True)
        if role == Qt.ItemDataRole.ForegroundRole and look == "muted":
            return colour("ink-muted")
        return None


class Listing(QTableView):
    """`moved` tells that another line is marked, `chosen` that one was pressed. It never takes the cursor."""

    moved = Signal()
    chosen = Signal()

    def __init__(self, theme: Theme, name: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self._rows = _Rows(theme, columns)
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        head = self.horizontalHeader()
        head.hide()
        head.setMinimumSectionSize(1)
        for nth, column in enumerate(columns):
            fixed = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(nth, fixed)
            if column.width:
                self.setColumnWidth(nth, theme.px(column.width))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit())
        self.doubleClicked.connect(lambda _: self.chosen.emit())

    @property
    def at(self) -> int:
        """The line that is marked; -1 when there is none."""
        return self.currentIndex().row()

    def show_rows(self, rows: Sequence[Sequence[str]], at: int = 0) -> None:
        """Other lines, `at` marked."""
        self._rows.show_rows(rows)
        if rows:
            self.selectRow(min(at, len(rows) - 1))

    def move_mark(self, lines: int) -> bool:
        """So many lines on; False when it stands at the end already."""
        before, last = self.at, self._rows.rowCount() - 1
        if last >= 0:
            self.selectRow(max(0, min(before + lines, last)))
        return self.at != before
