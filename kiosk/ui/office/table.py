"""A table to be read: rows of plain texts under headings, one of them chosen by the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kiosk.ui.theme import Theme, colour

Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """The texts. `add` puts more behind them."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = headings
        self._rows: list[Sequence[str]] = []
        self._tones: Sequence[str] = ()

    def show_rows(self, rows: Sequence[Sequence[str]], tones: Sequence[str] = ()) -> None:
        """These and no others; `tones` are the colours of their first cells by token, '' for plain ink."""
        self.beginResetModel()
        self._rows = [*rows]
        self._tones = tones
        self.endResetModel()

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """More, behind those that are there."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QColor | None:
        if role == Qt.ItemDataRole.ForegroundRole:
            marked = index.column() == 0 and index.row() < len(self._tones)
            tone = self._tones[index.row()] if marked else ""
            return colour(tone) if tone else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        across = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._headings[section] if across else None


class Table(QTableView):
    """`chosen` says which row the cursor is on. `widths` are the columns' in the design's pixels, 0 for the rest."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__()
        self.rows = Rows(headings)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        for nth, width in enumerate(widths):
            if width:
                across.resizeSection(nth, theme.px(width))
            else:
                across.setSectionResizeMode(nth, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(now.row()))

    def fit(self) -> None:
        """Every column as wide as what stands in it, but the one that takes the rest."""
        across = self.horizontalHeader()
        for nth in range(self.rows.columnCount()):
            if across.sectionResizeMode(nth) != QHeaderView.ResizeMode.Stretch:
                self.resizeColumnToContents(nth)

    def choose(self, row: int) -> None:
        """Put the cursor on a row; nothing when there is none."""
        if 0 <= row < self.rows.rowCount():
            self.selectRow(row)
