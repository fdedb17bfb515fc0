"""A small remark at the right end of a field: an icon, a word, and the key that does it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from kiosk.ui.theme import Theme, colour

GAP = 6
CAP_PAD = 6


@dataclass(frozen=True, slots=True)
class Note:
    """`key` is drawn as a key cap before the word."""

    text: str = ""
    icon: str = ""
    key: str = ""
    colour: str = "ink-muted"


def note_width(theme: Theme, note: Note) -> int:
    """Pixels that a note needs, its gaps included."""
    if note == Note():
        return 0
    metrics = QFontMetrics(theme.font("note"))
    width = metrics.horizontalAdvance(note.text) + theme.px(GAP)
    if note.icon:
        width += theme.px(14 + 4)
    if note.key:
        width += QFontMetrics(theme.font("tiny")).horizontalAdvance(note.key) + theme.px(2 * CAP_PAD + GAP)
    return width


def draw_note(painter: QPainter, theme: Theme, note: Note, room: QRect) -> int:
    """Draw it at the right end of `room`; returns the x where it begins."""
    if note == Note():
        return room.right()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x = room.right() - note_width(theme, note) + theme.px(GAP)
    begin = x - theme.px(GAP)
    if note.key:
        x = _draw_cap(painter, theme, note, QRect(x, room.top(), 0, room.height()))
    if note.icon:
        size = theme.px(14)
        painter.drawPixmap(x, room.top() + (room.height() - size) // 2, theme.icon(note.icon, note.colour, 14))
        x += theme.px(14 + 4)
    painter.setFont(theme.font("note"))
    painter.setPen(colour(note.colour))
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(QRect(x, room.top(), room.right() - x + 1, room.height()), align, note.text)
    return begin


def _draw_cap(painter: QPainter, theme: Theme, note: Note, room: QRect) -> int:
    font = theme.font("tiny")
    width = QFontMetrics(font).horizontalAdvance(note.key) + theme.px(2 * CAP_PAD)
    height = theme.px(20)
    cap = QRect(room.left(), room.top() + (room.height() - height) // 2, width, height)
    painter.setPen(QPen(colour(note.colour), 1))
    painter.setBrush(colour("paper"))
    painter.drawRoundedRect(cap, theme.px(4), theme.px(4))
    painter.setFont(font)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, note.key)
    return cap.right() + theme.px(GAP)
