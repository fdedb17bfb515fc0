"""The lines that a search found, as a table shows them; numbers masked."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kiosk.app.outcomes import CaseFound
from kiosk.domain.deadline import CHINA
from kiosk.domain.person import mask_id
from kiosk.domain.words import state_word
from kiosk.ui.fonts import drawable
from kiosk.ui.form.counter.states import look_of_state
from kiosk.ui.theme import Theme, colour
from kiosk.ui.window.words import Search as Words

Index = QModelIndex | QPersistentModelIndex
NAME, NUMBER, MATTER, FILED, STATE = range(5)


class Results(QAbstractTableModel):
    """Newest first, as the desk gives them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: Mapping[str, str] = {}
        self._today = date.min
        self.found: Sequence[CaseFound] = ()

    def show_found(self, found: Sequence[CaseFound], names: Mapping[str, str], today: date) -> None:
        """Another answer."""
        self.beginResetModel()
        self.found, self._names, self._today = found, names, today
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.found)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(Words.COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and way == Qt.Orientation.Horizontal:
            return Words.COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = 0) -> object:
        case, column = self.found[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(case, column)
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            return self._theme.font("body", bold=True)
        if column == STATE and role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole):
            icon, tone = look_of_state(case.state)
            shade = "ink-muted" if tone == "muted" else tone
            return self._theme.icon(icon, shade, 16) if role == Qt.ItemDataRole.DecorationRole else colour(shade)
        if role == Qt.ItemDataRole.ForegroundRole and column in (NUMBER, FILED):
            return colour("ink-muted")
        return None

    def _text(self, case: CaseFound, column: int) -> str:
        if column == FILED:
            filed = case.filed_at.astimezone(CHINA)
            return Words.TODAY.format(time=f"{filed:%H:%M}") if filed.date() == self._today else f"{filed:%Y-%m-%d}"
        return {
            NAME: drawable(case.applicant),
            NUMBER: mask_id(case.id_number),
            MATTER: self._names.get(case.matter, case.matter),
            STATE: state_word(case.state),
        }[column]
