"""The strip over every screen of the staff while this PC keeps its data badly: it cannot be closed, only mended.

Residents do not see it: it is not for them to mend, and it would tell a thief which PC to take.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from kiosk.ui.theme import Theme
from kiosk.ui.widgets.labels import Elided, Icon, Label
from kiosk.ui.words import word

_SAID = {"clear": "kept_clear", "file_only": "kept_by_file", "weak": "kept_weakly"}


class KeptStrip(QFrame):
    """`kept` is what `Desks.protection` says: what is wrong in strong words, what it means and who mends it beside."""

    def __init__(self, theme: Theme, kept: str) -> None:
        super().__init__()
        tone = "warn" if kept == "weak" else "bad"
        self.setProperty("strip", tone)
        shade = "paper" if tone == "bad" else "warn"
        row = QHBoxLayout(self)
        row.setContentsMargins(*map(theme.px, (16, 6, 16, 6)))
        row.setSpacing(theme.px(10))
        row.addWidget(Icon(theme, "triangle-alert", shade, 20), 0, Qt.AlignmentFlag.AlignVCenter)
        title = Label(word(_SAID[kept]), "strong", shade)
        row.addWidget(title)
        row.addWidget(Elided(word(f"{_SAID[kept]}_text"), "body", "paper" if tone == "bad" else "", least=0.7), 1)
        self.setAccessibleName(title.text())
        theme.dress(self)


def must_be_said(kept: str, role: str) -> bool:
    """Whether a seat of the staff says it: what anybody can read, everywhere; what only lacks a chip, in the office."""
    return kept in ("clear", "file_only") or (kept == "weak" and role == "office")
