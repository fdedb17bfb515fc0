"""How wide a field is: as wide as the answers that belong in it, so that its width tells what is expected."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFontMetrics

from forms import Field, help_of
from kiosk.ui.form.editors import Kit
from kiosk.ui.form.note import Note, note_width
from kiosk.ui.form.telling import told
from kiosk.ui.form.words import Field as Words
from kiosk.ui.theme import Theme

FRAME = 26  # borders, paddings, and room for the cursor
WIDEST, ADDRESS = 340, 520
LIKE = {
    "date": "2026-11-23 8",
    "month": "2026-11 88",
    "datetime": "2026-11-22 08:30",
    "idcard": "342224 19750318 3114",
    "uscc": "9134 1323 MA2N 0001 XE",
    "bankcard": "6217 7801 3400 0123 452",
    "phone": "139 5571 0001 88",
    "money": "12,345,678.00",
    "decimal": "123,456.78",
    "int": "1,234,567",
    "name": "\u56fd" * 8,
    "code": "34222219690623226X42",
    "text": "\u56fd" * 12,
    "address": "\u56fd" * 14,
    "division": "\u56fd" * 13,
}
"""The longest usual answer of each kind; what is longer scrolls in its field."""
OPEN_ENDED = frozenset(("text", "division"))


@dataclass(frozen=True, slots=True)
class Width:
    """Pixels: `least` holds the longest option or sample, `wanted` is taken where there is room."""

    least: int
    wanted: int


def width_of(field: Field, kit: Kit, table: str = "") -> Width:
    """How wide the field of a question is to be; `table` is the question that it is a column of."""
    theme = kit.theme
    metrics = theme.metrics("body")
    kind = field.kind if field.kind in LIKE else field.type
    if code_set := kit.code_set(field):
        needed, beside = _longest(tuple(one.label for one in code_set.options), theme.size("body")), theme.px(24)
    else:
        needed, beside = max(metrics.horizontalAdvance(LIKE.get(kind, "")), _sample(field, kit, table, metrics)), 0
        beside = note_width(theme, Note(field.unit)) if field.unit else theme.px(24) if kind == "division" else 0
    if field.auto:
        beside += note_width(theme, Note(Words.DERIVED, "calculator"))
    least = needed + beside + theme.px(FRAME)
    wanted = {"address": ADDRESS}.get(kind, WIDEST if kind in OPEN_ENDED else 0)
    return Width(least, max(least, theme.px(wanted)))


def _sample(field: Field, kit: Kit, table: str, metrics: QFontMetrics) -> int:
    sample = help_of(kit.matter, field, table).sample
    return metrics.horizontalAdvance(told(field, kit.matter, sample)) if sample is not None else 0


@lru_cache(maxsize=256)
def _longest(labels: tuple[str, ...], size: int) -> int:
    metrics = Theme("window", size / Theme("window").size("body")).metrics("body")
    return max((metrics.horizontalAdvance(label) for label in labels), default=0)
