"""What is drawn by hand: the square that a telephone reads, a number to be read from afar, a bar that runs out."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.fonts import house_font
from kiosk.ui.theme import Theme, colour
from kiosk.ui.widgets.words import word

_SQUARE, _BELOW = 1.06, 0.38  # of a character's size: its room, and its middle above the base line
QUIET = 4  # white modules around a QR code, as the standard wants

Modules = Sequence[Sequence[bool]]


class QrView(QWidget):
    """A QR code from its modules (rows of True for black), drawn in whole pixels with its quiet zone."""

    def __init__(self, theme: Theme, modules: Modules = (), side: float = 300) -> None:
        super().__init__()
        self._modules = modules
        self.setFixedSize(theme.px(side), theme.px(side))
        self.setAccessibleName(word("qr"))

    def show_modules(self, modules: Modules) -> None:
        """Another code."""
        self._modules = modules
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White, then the black modules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        count = len(self._modules)
        if not count:
            return
        dot = max(1, min(self.width(), self.height()) // (count + 2 * QUIET))
        left, top = (self.width() - dot * count) // 2, (self.height() - dot * count) // 2
        for y, row in enumerate(self._modules):
            for x, black in enumerate(row):
                if black:
                    painter.fillRect(left + x * dot, top + y * dot, dot, dot, Qt.GlobalColor.black)


class BigNumber(QWidget):
    """Letters and digits as high as can be read: the room it takes is that of capitals, not of the font's line."""

    def __init__(self, pixels: int, tone: str = "accent", *, bold: bool = True) -> None:
        super().__init__()
        self._font = house_font(pixels, bold)
        self._tone = tone
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_number(self, text: str, tone: str = "") -> None:
        """Show `text`, if wanted in another colour."""
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """The ink of the text, with a little air."""
        metrics = QFontMetricsF(self._font)
        high = self._font.pixelSize() * _SQUARE if self._is_square else metrics.capHeight() * 1.16
        return QSize(round(metrics.horizontalAdvance(self._text)) + 4, round(high))

    def minimumSizeHint(self) -> QSize:
        """In a narrower place it is drawn smaller, and never cut."""
        return QSize(0, self.sizeHint().height() // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Centred by its ink."""
        metrics = QFontMetricsF(self._fitting())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._fitting())
        painter.setPen(colour(self._tone))
        left = (self.width() - metrics.horizontalAdvance(self._text)) / 2
        below = self._fitting().pixelSize() * _BELOW if self._is_square else metrics.capHeight() / 2
        painter.drawText(QPointF(left, self.height() / 2 + below), self._text)

    @property
    def _is_square(self) -> bool:
        """Chinese characters fill a square, letters and digits only the height of capitals."""
        return not self._text.isascii()

    def _fitting(self) -> QFont:
        wanted = self.sizeHint()
        share = min(1.0, self.width() / max(1, wanted.width()), self.height() / max(1, wanted.height()))
        return self._font if share == 1.0 else house_font(int(self._font.pixelSize() * share), self._font.bold())


class Meter(QWidget):
    """How much is left or done, 0 to 1; a number always stands beside it."""

    def __init__(self, theme: Theme, thickness: float = 12) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(theme.px(thickness))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Fill so much of it."""
        self._share = min(1.0, max(0.0, share))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line with round ends, filled from the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(colour("line"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self._share > 0:
            painter.setBrush(colour("accent"))
            filled = QRectF(0, 0, max(self.height(), self.width() * self._share), self.height())
            painter.drawRoundedRect(filled, radius, radius)
