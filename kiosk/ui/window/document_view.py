"""The paper as it will leave the printer: its pages one under the other, as wide as there is room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kiosk.ui.form.clearing import refill
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Label
from kiosk.ui.window.words import Documents as Words

WIDEST, GAP = 900, 10


class DocumentView(Card):
    """Shows pictures; where they come from is not known here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, margin=12, gap=8)
        self._theme = theme
        self._pages: list[QImage] = []
        self._labels: list[Label] = []
        self._said = Label(Words.NO_PREVIEW, "note", "muted", wrap=True)
        self._inner = QWidget()
        self._inner.setProperty("ground", "paper")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(GAP))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inner)
        self.box.addWidget(self._said)
        self.box.addWidget(self._area, 1)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """PNG pictures, one for each page; none: nothing is chosen."""
        before = self._area.verticalScrollBar().value() if len(pictures) == len(self._pages) else 0
        self._pages = [QImage.fromData(one) for one in pictures]
        count = Words.PAGES.format(count=len(pictures)) if len(pictures) > 1 else ""
        seen = "\u3000".join(part for part in (Words.PREVIEW, count, Words.SCROLL) if part)
        self._said.setText(seen if pictures else Words.NO_PREVIEW)
        self._labels = [Label() for _ in self._pages]
        for nth, label in enumerate(self._labels, 1):
            label.setProperty("card", "framed")
            label.setAccessibleName(f"{Words.PREVIEW} {nth}")
        bars = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOn if pictures else bars.ScrollBarAlwaysOff)
        refill(self._column, self._labels)
        self._fit()
        self._area.verticalScrollBar().setValue(before)

    def show_said(self, sentence: str) -> None:
        """What stands over it: that it is being drawn, or why it cannot be."""
        self._said.setText(sentence)

    def turn(self, by: int) -> None:
        """A screenful down or up."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep() * 4 // 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    def _fit(self) -> None:
        """As wide as the room, sharp on any screen."""
        room = min(self._area.viewport().width(), self._theme.px(WIDEST))
        dots = self.devicePixelRatioF()
        for label, image in zip(self._labels, self._pages, strict=True):
            if room <= 0 or image.isNull():
                continue
            wide = int(room * dots)
            scaled = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            scaled.setDevicePixelRatio(dots)
            label.setPixmap(QPixmap.fromImage(scaled))
            label.setFixedSize(round(scaled.width() / dots), round(scaled.height() / dots))
