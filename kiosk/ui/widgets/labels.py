"""Words and signs on a screen: labels that draw every name right, key caps, icons, rules."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from kiosk.ui.fonts import drawable
from kiosk.ui.theme import Theme


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the stylesheet looks at, and have the widget drawn by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Label(QLabel):
    """Plain text (never markup: a name may hold any character). `kind` is its size, `tone` its colour. Where hundreds
    are made at once, `on` names the parent from the start: who moves in later is dressed twice."""

    def __init__(
        self, text: str = "", kind: str = "body", tone: str = "", *, wrap: bool = False, on: QWidget | None = None
    ) -> None:
        super().__init__(on)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", kind)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`; what no font can draw is written as its code point."""
        super().setText(drawable(text))

    def set_tone(self, tone: str) -> None:
        """Another colour: '', muted, accent, good, warn, bad, paper."""
        restyle(self, "tone", tone)

    def set_bold(self, bold: bool) -> None:
        """Bold or not, whatever the kind says."""
        restyle(self, "bold", bold)


class Elided(Label):
    """One line that ends in … where it does not fit. The whole text is its accessible name and its tool tip.

    `least` below 1 lets the letters first grow smaller, down to that share of their size.
    """

    def __init__(self, text: str = "", kind: str = "body", tone: str = "", *, least: float = 1.0) -> None:
        self._least = least
        super().__init__(text, kind, tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show `text`, cut at its end if it must be."""
        super().setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        wide = self.contentsRect().width()
        font = QFont(self.font())
        needed = self.fontMetrics().horizontalAdvance(self.text())
        if needed > wide:
            font.setPixelSize(max(1, int(font.pixelSize() * max(self._least, wide / needed))))
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, wide)
        painter.drawText(self.contentsRect(), int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), text)


class Icon(QLabel):
    """A one-stroke sign. It always stands beside a word, so it has no name of its own."""

    def __init__(self, theme: Theme, name: str, tone: str = "ink", pixels: float = 24) -> None:
        super().__init__()
        self._theme = theme
        self._pixels = pixels
        self.setFixedSize(theme.px(pixels), theme.px(pixels))
        self.show_icon(name, tone)

    def show_icon(self, name: str, tone: str = "ink") -> None:
        """Another sign or colour; an empty name shows nothing."""
        pixmap = self._theme.icon(name, tone, self._pixels, self.devicePixelRatioF()) if name else QPixmap()
        self.setPixmap(pixmap)


class KeyCap(Label):
    """The key that does it, as it stands on the keyboard. `place` is 'true', 'on-accent' or 'off'."""

    def __init__(self, key: str, place: str = "true") -> None:
        super().__init__(key)
        self.setProperty("cap", place)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def rule(direction: str = "across") -> QFrame:
    """A thin line: 'across', 'down', or 'accent' (across, in the accent colour)."""
    line = QFrame()
    line.setProperty("rule", direction)
    return line
