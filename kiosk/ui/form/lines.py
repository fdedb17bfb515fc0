"""How questions are laid out on a card: two to a line where they fit, the longer ones alone."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect

from kiosk.ui.form.editors import Span
from kiosk.ui.form.labels import GAP, label_width
from kiosk.ui.theme import Theme

COLUMN_GAP, ROW_GAP = 16, 6
LEAST_FIELD = 200  # less than this and an identity number does not fit


class Placed(Protocol):
    """What can be laid out; `least` are the pixels that its field needs."""

    span: Span
    visible: bool

    @property
    def least(self) -> int: ...
    def place(self, room: QRect, gap: int, label: int, /) -> int: ...


def place_lines(rows: Sequence[Placed], room: QRect, theme: Theme) -> int:
    """Lay them out from the top of `room` in its width; returns the y below the last."""
    y, gap = room.y(), theme.px(COLUMN_GAP)
    half = (room.width() - gap) // 2
    two = half - label_width(half, theme) >= theme.px(LEAST_FIELD + GAP)
    label = label_width(half if two else room.width(), theme)
    most = half - label - theme.px(GAP) if two else 0
    shown = [row for row in rows if row.visible]
    nth = 0
    while nth < len(shown):
        pair = shown[nth : nth + 2]
        if not _fits(pair[0], most):
            height = pair[0].place(QRect(room.x(), y, room.width(), 0), gap, label)
            nth += 1
        else:
            pair = pair if len(pair) == 2 and _fits(pair[1], most) else pair[:1]
            lefts = (room.x(), room.x() + half + gap)
            height = max(one.place(QRect(x, y, half, 0), gap, label) for one, x in zip(pair, lefts, strict=False))
            nth += len(pair)
        y += height + theme.px(ROW_GAP)
    return y - theme.px(ROW_GAP) if shown else y


def _fits(row: Placed, most: int) -> bool:
    """Whether a question has room enough in half a line."""
    return row.span is Span.HALF and 0 < row.least <= most
