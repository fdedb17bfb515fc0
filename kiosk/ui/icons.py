"""One-stroke icons in any colour and size, drawn once and kept."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from assets import icon
from kiosk.ui.tokens import COLOURS

_FINE_FROM = 44  # pixels from which a thinner stroke looks the same weight


@lru_cache(maxsize=256)
def picture(name: str, colour: str, pixels: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in a token's colour, `pixels` square, for a screen of `ratio` device pixels to one."""
    svg = icon(name).replace(b"currentColor", COLOURS[colour].encode("ascii"))
    if pixels >= _FINE_FROM:
        svg = svg.replace(b'stroke-width="2"', b'stroke-width="1.6"')
    side = max(1, round(pixels * ratio))
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
