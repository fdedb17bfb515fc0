"""A paper on the glass: its pages one under the other, as wide as there is room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets.clearing import refill

GAP = 10


class PaperView(QScrollArea):
    """Shows pictures and takes no key: whoever holds it turns it. `widest`: how wide a page is shown at most; `named`:
    what a reader aloud calls a page, with `{number}` in it."""

    def __init__(self, theme: Theme, widest: int, named: str) -> None:
        super().__init__()
        self._widest = theme.px(widest)
        self._named = named
        self.pages: list[QImage] = []
        self._labels: list[QLabel] = []
        inner = QWidget()
        inner.setProperty("ground", "paper")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(GAP))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """PNG pictures, one for each page; a paper of as many pages is shown where the one before it stood."""
        bar, bars = self.verticalScrollBar(), Qt.ScrollBarPolicy
        before = bar.value() if len(pictures) == len(self.pages) else 0
        self.pages = [QImage.fromData(one) for one in pictures]
        self._labels = [QLabel() for _ in self.pages]
        for nth, label in enumerate(self._labels, 1):
            label.setAccessibleName(self._named.format(number=nth))
        self.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOn if pictures else bars.ScrollBarAlwaysOff)
        refill(self._column, self._labels)
        self._fit()
        bar.setValue(before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    def _fit(self) -> None:
        """As wide as the room, sharp on any screen."""
        room = min(self.viewport().width(), self._widest)
        dots = self.devicePixelRatioF()
        for label, image in zip(self._labels, self.pages, strict=True):
            if room <= 0 or image.isNull():
                continue
            scaled = image.scaledToWidth(int(room * dots), Qt.TransformationMode.SmoothTransformation)
            scaled.setDevicePixelRatio(dots)
            label.setPixmap(QPixmap.fromImage(scaled))
            label.setFixedSize(round(scaled.width() / dots), round(scaled.height() / dots))
