"""The line at the top of a section's card: its number and title, how far it is, and folded its first answers."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.ui.form.words import Section as Words
from kiosk.ui.theme import Theme, colour

PAD = 16


class Head(QAbstractButton):
    """The line at the top of a card; pressed, it opens or folds the card."""

    def __init__(self, theme: Theme, number: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = number
        self._title = title
        self._note, self._icon, self._tone, self._summary = "", "", "ink-muted", ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_state(self, note: str, icon: str, tone: str, summary: str) -> None:
        """At the right how far it is; beside the title, when folded, the first answers."""
        self._note, self._icon, self._tone, self._summary = note, icon, tone, summary
        self.setAccessibleName(Words.NAME.format(number=self._number, title=self._title, state=note))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        x = theme.px(PAD)
        if self._summary:
            painter.drawPixmap(x, (self.height() - theme.px(16)) // 2, theme.icon("chevron-right", "accent", 16))
            x += theme.px(22)
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(colour("ink"))
        title = f"{self._number}\u3000{self._title}"
        painter.drawText(QRect(x, 0, self.width(), self.height()), _LEFT, title)
        x += painter.fontMetrics().horizontalAdvance(title) + theme.px(12)
        right = self._paint_note(painter)
        if self._summary:
            painter.setFont(theme.font("body"))
            painter.setPen(colour("ink-muted"))
            text = painter.fontMetrics().elidedText(self._summary, Qt.TextElideMode.ElideRight, right - x)
            painter.drawText(QRect(x, 0, right - x, self.height()), _LEFT, text)
        painter.end()

    def _paint_note(self, painter: QPainter) -> int:
        theme, right = self._theme, self.width() - self._theme.px(PAD)
        painter.setFont(theme.font("note"))
        painter.setPen(colour(self._tone))
        if self._icon and self._summary:
            right -= theme.px(16)
            painter.drawPixmap(right, (self.height() - theme.px(16)) // 2, theme.icon(self._icon, self._tone, 16))
            return right - theme.px(12)
        painter.drawText(QRect(0, 0, right, self.height()), _RIGHT, self._note)
        return right - painter.fontMetrics().horizontalAdvance(self._note) - theme.px(12)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
