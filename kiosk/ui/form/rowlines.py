"""The rows of a table that are not open: a line each, its cells under each other as in a list."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from forms import Fault, Field
from kiosk.ui.form.editors import Kit
from kiosk.ui.form.rowline import PAD, RowLine
from kiosk.ui.form.rows import Rows
from kiosk.ui.form.telling import told
from kiosk.ui.widgets.clearing import discard

SHOWN = frozenset(("text", "idcard", "choice", "division", "money", "int", "decimal", "date", "phone"))
LEAST, MOST = 48, 240  # a column is as wide as what stands in it, within these


class RowLines:
    """As many lines as there are rows; the place of the open one is kept free."""

    def __init__(self, table: Field, kit: Kit, parent: QWidget, opened: Callable[[int], None]) -> None:
        self._table = table
        self._kit = kit
        self._parent = parent
        self._opened = opened
        self._columns = [column for column in table.columns if column.type in SHOWN]
        self.lines: list[RowLine] = []

    def show_count(self, rows: Rows) -> None:
        """One line for each row."""
        while len(self.lines) > len(rows.cells):
            discard(self.lines.pop())
        while len(self.lines) < len(rows.cells):
            self.lines.append(self._line(len(self.lines)))
        for nth, line in enumerate(self.lines):
            line.setVisible(nth != rows.open)

    def show_rows(
        self, rows: Rows, answers: Sequence[Mapping[str, object]], faults: Mapping[str, tuple[Fault, ...]]
    ) -> None:
        """What stands in each row, and how much of it is wrong."""
        matter = self._kit.matter
        whole = [{**answer, **cells} for answer, cells in zip(answers, rows.cells, strict=True)]
        said = [[told(column, matter, row.get(column.key)) for column in self._columns] for row in whole]
        widths = self._widths(said)
        for nth, line in enumerate(self.lines):
            if nth != rows.open:
                start = f"{self._table.key}[{nth}]"
                wrong = sum(len(found) for path, found in faults.items() if path.startswith(start))
                line.show_row(nth + 1, said[nth], widths, wrong)

    def _widths(self, said: Sequence[Sequence[str]]) -> list[int]:
        theme = self._kit.theme
        metrics = theme.metrics("body")
        widths = []
        for column in zip(*said, strict=True):
            widest = max(metrics.horizontalAdvance(cell) for cell in column)
            bounded = min(theme.px(MOST), max(theme.px(LEAST), widest))
            widths.append(bounded + 2 * theme.px(PAD) if widest else 0)
        return widths

    def _line(self, nth: int) -> RowLine:
        line = RowLine(self._kit.theme, self._parent)
        line.opened.connect(lambda: self._opened(nth))
        return line
