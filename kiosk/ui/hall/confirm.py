"""Before a number is taken: what to bring, how long the line is, and the one large button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.fit import Fit
from kiosk.ui.hall.facts import fee, how, promise, sign, to_bring, wait_basis, wait_words
from kiosk.ui.hall.tiles import DeedButton, WayOn
from kiosk.ui.hall.words import word
from kiosk.ui.pages import Figure, advice, columns, page_box, title_row
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Button, Card, Icon, Label, rule
from kiosk.ui.widgets.scroll import Scroll
from kiosk.ui.widgets.words import plain

if TYPE_CHECKING:
    from forms import Material, Matter
    from kiosk.app.outcomes import QueueSeen


@dataclass(frozen=True, slots=True)
class Offered:
    """What the page shows at once: the matter, its category's name, and who was identified (masked)."""

    matter: Matter
    category: str
    identified: str = ""


class ConfirmPage(QWidget):
    """取号 is pressed once: it is disabled until the answer is there."""

    take_wanted = Signal()
    guide_wanted = Signal()

    def __init__(self, theme: Theme, fit: Fit, offered: Offered) -> None:
        super().__init__()
        self._theme = theme
        matter = offered.matter
        box = page_box(theme, self)
        under = "    ".join(filter(None, (offered.category, promise(matter), fee(matter))))
        box.addLayout(title_row(theme, plain(matter.name), under))
        if offered.identified:
            box.addWidget(self._identified(offered.identified))
        whole, first, second = columns(theme, fit)
        box.addLayout(whole, 1)
        whole.setStretch(1, 0 if fit.upright else 1)
        first.addWidget(Label(word("materials" if matter.materials else "materials_none"), "section"))
        first.addWidget(Scroll(theme, self._materials(matter)), 1)
        if not fit.elder:
            second.addWidget(Label(word("queue_now"), "section"))
        second.addWidget(self._queue())
        self._basis = Label(" ", "note", "muted", wrap=True)
        if not fit.elder:
            second.addWidget(self._basis)
        self._trouble = Banner(theme, "bad", word("take_failed"))
        self._trouble.hide()
        second.addWidget(self._trouble)
        if not fit.upright:
            second.addStretch(1)
        self.take = DeedButton(theme, "ticket", word("take"))
        self.take.clicked.connect(self._on_take)
        second.addLayout(self._deeds(fit))

    def show_line(self, seen: QueueSeen) -> None:
        """How long the line is now."""
        ahead = len(seen.waiting)
        self._ahead.show_value(str(ahead), word("people"))
        self._wait.show_value(*wait_words(seen.wait_for(ahead)))
        self._basis.setText(wait_basis(seen))

    def show_trouble(self, sentence: str) -> None:
        """It was not taken, and why; the button may be pressed again."""
        self._trouble.set_words(word("take_failed"), sentence)
        self._trouble.show()
        self.take.show_ready()

    def _deeds(self, fit: Fit) -> QBoxLayout:
        """The guide over the one large button; in the large print beside it, where height is dear."""
        if fit.elder:
            beside = Button(self._theme, word("guide"), icon="book-open")
            beside.setAccessibleName(word("guide_see"))
            beside.setFixedHeight(self.take.minimumHeight())
            guide: QAbstractButton = beside
        else:
            guide = WayOn(self._theme, "book-open", word("guide_see"), word("guide_see_how"))
        guide.clicked.connect(self.guide_wanted)
        box: QBoxLayout = QHBoxLayout() if fit.elder else QVBoxLayout()
        box.setSpacing(self._theme.px(20))
        box.addWidget(guide)
        box.addWidget(self.take, 1)
        return box

    def _on_take(self) -> None:
        self.take.show_busy(word("taking"))
        self._trouble.hide()
        self.take_wanted.emit()

    def _identified(self, masked: str) -> Card:
        card = Card(self._theme, "soft", margin=24)
        card.box.addLayout(advice(self._theme, "id-card", word("identified") + f"  {masked}"))
        return card

    def _materials(self, matter: Matter) -> QWidget:
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(0, 0, 0, 0)
        card = Card(self._theme, margin=12, gap=0)
        for place, material in enumerate(to_bring(matter)):
            if place:
                card.box.addWidget(rule())
            card.box.addLayout(self._row(material))
        around.addWidget(card)
        around.addSpacing(self._theme.px(16))
        around.addWidget(Label(word("come_anyway"), "body", wrap=True))
        around.addStretch(1)
        return inside

    def _row(self, material: Material) -> QHBoxLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        row.setSpacing(theme.px(18))
        icon = Icon(theme, sign(material), "accent", 38)
        icon.setFixedHeight(theme.metrics("strong", bold=True).height())
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(plain(material.name), "strong", wrap=True), 1)
        wanted = Label(how(material), "body", "muted")
        wanted.setFixedHeight(theme.metrics("strong", bold=True).height())
        row.addWidget(wanted, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _queue(self) -> Card:
        card = Card(self._theme, margin=24)
        self._ahead = Figure(self._theme, word("ahead"))
        self._wait = Figure(self._theme, word("wait"))
        row = QHBoxLayout()
        row.addWidget(self._ahead, 1)
        row.addWidget(rule("down"))
        row.addWidget(self._wait, 2)
        card.box.addLayout(row)
        card.setMinimumHeight(self._theme.px(176))
        return card
