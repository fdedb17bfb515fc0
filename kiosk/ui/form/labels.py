"""Where a label that takes two lines is cut, so that it reads well: before a bracket, and never through a word."""

from functools import lru_cache
from itertools import combinations, pairwise

from PySide6.QtGui import QFontMetrics

from kiosk.ui.form.words import WHOLE
from kiosk.ui.theme import Theme

NARROW, WIDE, ROOMY, GAP = 107, 150, 480, 6  # GAP: between a label and its field
_OPENING, _CLOSING, _AFTER = "(\uff08", ")\uff09", "\u3001/\uff0c"


def label_width(room: int, theme: Theme) -> int:
    """Pixels of the column of labels in a room of so many: wider where there is plenty."""
    return theme.px(WIDE if room >= theme.px(ROOMY) else NARROW)


def balanced(label: str, width: int, metrics: QFontMetrics) -> str:
    """The label in as many lines as it needs in `width` pixels, three at most."""
    if metrics.horizontalAdvance(label) <= width:
        return label
    return "\n".join(_lines(label, width, tuple(metrics.horizontalAdvance(label[:n]) for n in range(len(label) + 1))))


@lru_cache(maxsize=1024)
def _lines(label: str, width: int, ends: tuple[int, ...]) -> tuple[str, ...]:
    """Cut where it reads best: all lines fit, no word torn, at a bracket or a comma, else evenly. `ends` are the pixels
    of the label's beginnings."""

    def cost(cuts: tuple[int, ...]) -> tuple[int, int, int]:
        lines = [ends[last] - ends[first] for first, last in pairwise((0, *cuts, len(label)))]
        over = sum(max(0, line - width) for line in lines)
        return over, sum(_roughness(label, cut) for cut in cuts), max(lines) - min(lines)

    places = range(1, len(label))
    best = min(combinations(places, 1), key=cost, default=())
    if cost(best)[0]:
        best = min(combinations(places, 2), key=cost, default=best)
    return tuple(label[first:last] for first, last in pairwise((0, *best, len(label))))


def _roughness(label: str, cut: int) -> int:
    """How badly it reads when it is cut here."""
    torn = any(label.startswith(word, cut - 1) for word in WHOLE)
    inside = label.count("(", 0, cut) > label.count(")", 0, cut)
    good = label[cut] in _OPENING or label[cut - 1] in _AFTER
    bad = label[cut] in _CLOSING + _AFTER or label[cut - 1] in _OPENING
    return (0 if good else 2) + 4 * torn + 8 * bad + inside
