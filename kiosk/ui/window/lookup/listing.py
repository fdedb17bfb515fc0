"""A list by lines and columns, one line marked; what is too long for its column goes on in a line below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kiosk.ui.fonts import drawable
from kiosk.ui.theme import Theme, colour

Index = QModelIndex | QPersistentModelIndex
ROW, AT_SIDES, AROUND, NO_END = 38, 24, 10, 10_000


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


class _Lines(QStyledItemDelegate):
    """How high a cell is whose words go on in a second line; Qt's own reckoning forgets the padding at its sides."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = self._table.columnWidth(index.column()) - self._theme.px(AT_SIDES)
        metrics = self._theme.metrics("body", index.data(Qt.ItemDataRole.FontRole) is not None)
        room = QRect(0, 0, max(1, wide), NO_END)
        lines = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), str(index.data() or ""))
        return QSize(0, lines.height() + self._theme.px(AROUND))


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
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.px(ROW))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # long words take lines
        head = self.horizontalHeader()
        head.hide()
        head.setMinimumSectionSize(1)
        head.sectionResized.connect(lambda *_: self.resizeRowsToContents())
        self.setItemDelegate(_Lines(theme, self))
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
