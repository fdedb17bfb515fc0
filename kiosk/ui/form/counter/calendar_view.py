"""How a due day was counted, as a calendar: each counted day with its number, the days off, the last day."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.app.clocks import Counted
from kiosk.ui.form.counter.words import WEEKDAYS, Done
from kiosk.ui.theme import Theme, colour

ROW, HEAD, MOST = 34, 28, 9


class CalendarView(QWidget):
    """Weeks from the day of filing to the due day; of a long time the first and the last weeks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: dict[date, Counted] = {}
        self._weeks: list[date] = []
        self._word = ""
        self._owed: date | None = None

    def show_days(self, days: Sequence[Counted], word: str, owed: date | None = None) -> None:
        """`word` stands at the first day; `owed`: the day by which something is still to be brought."""
        self._word = word
        self._days = {one.day: one for one in days}
        self._owed = owed
        first = days[0].day - timedelta(days=days[0].day.weekday()) if days else date.min
        weeks = []
        while days and first <= days[-1].day:
            weeks.append(first)
            first += timedelta(days=7)
        self._weeks = weeks if len(weeks) <= MOST else [*weeks[:3], *weeks[-3:]]
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        height = self._theme.px(HEAD) + len(self._weeks) * self._theme.px(ROW) + 2 if self._weeks else 0
        return QSize(self._theme.px(480), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font("note"))
        for column, name in enumerate(("", *WEEKDAYS)):
            self._cell(painter, QRect(*self._place(column, -1)), "ground")
            painter.setPen(colour("ink-muted"))
            painter.drawText(QRect(*self._place(column, -1)), Qt.AlignmentFlag.AlignCenter, name)
        before = None
        for row, monday in enumerate(self._weeks):
            self._cell(painter, QRect(*self._place(0, row)), "ground")
            gap = before is not None and monday - before > timedelta(days=7)
            painter.setPen(colour("ink-muted"))
            months = dict.fromkeys((monday.month, (monday + timedelta(days=6)).month))
            name = "\u2026" if gap else Done.MONTH.format(month="/".join(str(one) for one in months))
            painter.drawText(QRect(*self._place(0, row)), Qt.AlignmentFlag.AlignCenter, name)
            for weekday in range(7):
                self._day(painter, QRect(*self._place(weekday + 1, row)), monday + timedelta(days=weekday))
            before = monday
        painter.end()

    def _day(self, painter: QPainter, cell: QRect, day: date) -> None:
        theme, counted, days = self._theme, self._days.get(day), list(self._days)
        first, last = day == days[0], day == days[-1]
        off = counted is not None and not counted.work
        ground = "accent" if last else "accent-soft" if first else "warn-soft" if day == self._owed else ""
        self._cell(painter, cell, ground or ("ground" if off or counted is None else "paper"))
        number = str(counted.number) if counted and counted.number else ""
        note = self._word if first else Done.REST if off and not number else number
        ink = "paper" if last else "accent" if first else "ink-muted" if counted is None or off else "ink"
        painter.setPen(colour(ink))
        painter.setFont(theme.font("body", bold=first or last))
        text = f"{day.month}/{day.day}" if day.day == 1 else str(day.day)
        wide = painter.fontMetrics().horizontalAdvance(text)
        painter.setFont(theme.font("note"))
        all_wide = wide + theme.px(6) + painter.fontMetrics().horizontalAdvance(note)
        x = cell.x() + (cell.width() - all_wide) // 2
        painter.drawText(QRect(x + wide + theme.px(6), cell.y(), cell.width(), cell.height()), _LEFT, note)
        painter.setFont(theme.font("body", bold=first or last))
        painter.drawText(QRect(x, cell.y(), cell.width(), cell.height()), _LEFT, text)

    def _cell(self, painter: QPainter, cell: QRect, ground: str) -> None:
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour(ground))
        painter.drawRect(cell)

    def _place(self, column: int, row: int) -> tuple[int, int, int, int]:
        theme, first = self._theme, self._theme.px(64)
        wide = (self.width() - first - 1) // 7
        x = 0 if column == 0 else first + (column - 1) * wide
        y = 0 if row < 0 else theme.px(HEAD) + row * theme.px(ROW)
        return x, y, first if column == 0 else wide, theme.px(HEAD if row < 0 else ROW)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
