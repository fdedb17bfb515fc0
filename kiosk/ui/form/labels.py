"""Where a label that takes two lines is cut, so that it reads well: before a bracket, and never through a word."""

from functools import lru_cache

from PySide6.QtGui import QFontMetrics

from kiosk.ui.form.words import WHOLE
from kiosk.ui.theme import Theme

NARROW, WIDE, ROOMY, GAP = 107, 150, 480, 6  # GAP: between a label and its field
_OPENING, _CLOSING, _AFTER = "(\uff08", ")\uff09", "\u3001/\uff0c"


def label_width(room: int, theme: Theme) -> int:
    """Pixels of the column of labels in a room of so many: wider where there is plenty."""
    return theme.px(WIDE if room >= theme.px(ROOMY) else NARROW)


def balanced(label: str, width: int, metrics: QFontMetrics) -> str:
    """The label, cut in two where it does not fit into `width` pixels."""
    if metrics.horizontalAdvance(label) <= width:
        return label
    cut = _cut(label, width, tuple(metrics.horizontalAdvance(label[:nth]) for nth in range(len(label) + 1)))
    return f"{label[:cut]}\n{label[cut:]}"


@lru_cache(maxsize=1024)
def _cut(label: str, width: int, ends: tuple[int, ...]) -> int:
    """The best place: both parts fit, no word torn, at a bracket or a comma, else in the middle."""

    def cost(cut: int) -> tuple[int, int, int]:
        over = max(0, ends[cut] - width) + max(0, ends[-1] - ends[cut] - width)
        return over, _roughness(label, cut), abs(2 * cut - len(label))

    return min(range(1, len(label)), key=cost, default=len(label))


def _roughness(label: str, cut: int) -> int:
    """How badly it reads when it is cut here."""
    torn = any(label.startswith(word, cut - 1) for word in WHOLE)
    inside = label.count("(", 0, cut) > label.count(")", 0, cut)
    good = label[cut] in _OPENING or label[cut - 1] in _AFTER
    bad = label[cut] in _CLOSING + _AFTER or label[cut - 1] in _OPENING
    return (0 if good else 2) + 4 * torn + 8 * bad + inside
