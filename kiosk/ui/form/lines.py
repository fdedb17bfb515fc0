"""How questions are laid out on a card: two to a line where they fit, the longer ones alone."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect

from kiosk.ui.form.editors import Span
from kiosk.ui.theme import Theme

COLUMN_GAP, ROW_GAP = 16, 6
BESIDE, LEAST_FIELD = 112, 200  # the label and its gap; less than this and an identity number does not fit


class Placed(Protocol):
    """What can be laid out."""

    span: Span
    visible: bool

    def place(self, room: QRect, gap: int, /) -> int: ...


def place_lines(rows: Sequence[Placed], room: QRect, theme: Theme) -> int:
    """Lay them out from the top of `room` in its width; returns the y below the last."""
    y, gap = room.y(), theme.px(COLUMN_GAP)
    half = (room.width() - gap) // 2
    shown = [row for row in rows if row.visible]
    two = half - theme.px(BESIDE) >= theme.px(LEAST_FIELD)
    nth = 0
    while nth < len(shown):
        row = shown[nth]
        if row.span is Span.HALF and two:
            pair = shown[nth : nth + 2]
            pair = pair if len(pair) == 2 and pair[1].span is Span.HALF else pair[:1]
            lefts = (room.x(), room.x() + half + gap)
            height = max(one.place(QRect(x, y, half, 0), gap) for one, x in zip(pair, lefts, strict=False))
            nth += len(pair)
        else:
            height = row.place(QRect(room.x(), y, room.width(), 0), gap)
            nth += 1
        y += height + theme.px(ROW_GAP)
    return y - theme.px(ROW_GAP) if shown else y
