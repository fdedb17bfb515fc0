"""Before a number is taken: what to bring, how long the line is, and the one large button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.fit import Fit
from kiosk.ui.hall.facts import fee, how, promise, sign, to_bring, wait_basis, wait_words
from kiosk.ui.hall.paper import SAID
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
    age: int = 0  # of whom was identified; 0 when nobody was
    booked: bool = False  # he came with a booking of this matter


NO_SLIP = frozenset({"out", "cover", "bad"})


class GreenOffer(Card):
    """The green channel (绿色通道), offered to whom it is meant for; it is his to choose."""

    def __init__(self, theme: Theme, fit: Fit) -> None:
        super().__init__(theme, "soft", margin=20)
        self.chosen = False
        row = QHBoxLayout()
        row.setSpacing(theme.px(24))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(word("green_offer"), "strong", "accent"))
        self._how = Label("", "note", wrap=True)
        words.addWidget(self._how)
        if fit.elder:
            self._how.hide()
        row.addLayout(words, 1)
        self._key = Button(theme, word("green_take"), icon="user-check")
        self._key.clicked.connect(self._on_key)
        row.addWidget(self._key)
        self.box.addLayout(row)

    def offer(self, age: int) -> None:
        """From which age on; 0: it is not for him, and nothing is said of it."""
        self._how.setText(word("green_offer_how", age=age))
        self.setVisible(age > 0)

    def _on_key(self) -> None:
        self.chosen = not self.chosen
        self._key.set_chosen(self.chosen)
        self._key.set_icon("check" if self.chosen else "user-check")


class ConfirmPage(QWidget):
    """取号 is pressed once: it is disabled until the answer is there."""

    says = "confirm"
    take_wanted = Signal()
    guide_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, theme: Theme, fit: Fit, offered: Offered) -> None:
        super().__init__()
        self._theme, self._offered = theme, offered
        self._seen: QueueSeen | None = None
        self._asked, self._elder = False, fit.elder
        matter = offered.matter
        box = page_box(theme, self)
        under = "    ".join(filter(None, (offered.category, promise(matter), fee(matter))))
        box.addLayout(title_row(theme, plain(matter.name), under))
        whole, first, second = columns(theme, fit)
        known: QVBoxLayout = box if fit.upright else first  # where there is height
        self._known = self._identified(offered)
        if not offered.identified:
            self._known.hide()
        known.addWidget(self._known)
        self._green = GreenOffer(theme, fit)
        self._green.hide()
        box.addLayout(whole, 1)
        whole.setStretch(1, 0 if fit.upright else 1)
        if not fit.upright:
            first.addWidget(self._green)
        first.addWidget(Label(word("materials" if matter.materials else "materials_none"), "section"))
        first.addWidget(Scroll(theme, self._materials(matter)), 1)
        self._line: list[QWidget] = [] if fit.elder else [Label(word("queue_now"), "section")]
        self._line.append(self._queue())
        self._basis = Label(" ", "note", "muted", wrap=True)
        if not fit.elder:
            self._line.append(self._basis)
        for part in self._line:
            second.addWidget(part)
        if fit.upright:
            second.addWidget(self._green)
        self._paper = Label("", "body", "warn", wrap=True)
        self._question = Banner(theme, "warn", word("take"), icon="hourglass")
        self._trouble = Banner(theme, "bad", word("take_failed"))
        for part in (self._paper, self._question, self._trouble):
            part.hide()
            second.addWidget(part)
        if not fit.upright:
            second.addStretch(1)
        self.take = DeedButton(theme, "ticket", word("take"))
        self.take.clicked.connect(self._on_take)
        second.addLayout(self._deeds(fit))

    def show_line(self, seen: QueueSeen) -> None:
        """How long the line is now."""
        self._seen = seen
        ahead = len(seen.waiting)
        age = seen.green_age if 0 < seen.green_age <= self._offered.age else 0
        self._green.offer(age)
        if age and self._elder and not self._offered.booked:
            self._known.hide()  # the offer says as much, and height is dear
        self._ahead.show_value(str(ahead), word("people"))
        self._wait.show_value(*wait_words(seen.wait_for(ahead)))
        self._basis.setText(wait_basis(seen))

    @property
    def green(self) -> bool:
        """Whether he may use the green channel and chose it."""
        return self._green.chosen

    def show_paper(self, paper: str) -> None:
        """What the printer says of itself, before he chooses: a word of `HomeFacts.paper`."""
        told = word("printer_now", state=word(SAID[paper])) if paper in NO_SLIP else ""
        self._paper.setText(told)
        self._paper.setVisible(bool(told))
        if self._basis in self._line and not self._asked:
            self._basis.setVisible(not told)

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
            self._guide: QAbstractButton = beside
        else:
            self._guide = WayOn(self._theme, "book-open", word("guide_see"), word("guide_see_how"))
        self._guide.clicked.connect(self.guide_wanted)
        box: QBoxLayout = QHBoxLayout() if fit.elder else QVBoxLayout()
        box.setSpacing(self._theme.px(20))
        self._later = Button(self._theme, word("take_later"), icon="house")
        self._later.setFixedHeight(self.take.minimumHeight())
        self._later.clicked.connect(self.later_wanted)
        self._later.hide()
        last = QHBoxLayout()
        last.setSpacing(self._theme.px(20))
        last.addWidget(self._later)
        last.addWidget(self.take, 1)
        box.addWidget(self._guide)
        box.addLayout(last, 1)
        return box

    def _ask(self, seen: QueueSeen) -> None:
        """A long line is said before a number is taken, once."""
        self._asked = True
        ahead = len(seen.waiting)
        wait = seen.wait_for(ahead)
        said = word("long_queue_wait", low=wait[0], high=wait[1]) if wait else ""
        self._question.set_words(word("long_queue", ahead=ahead), said + word("long_queue_how"))
        self._question.show()
        for part in self._line:  # the question says it
            part.hide()
        self._guide.setVisible(not self._elder)
        self._later.show()
        self.take.rename(word("take_still"))

    def _on_take(self) -> None:
        seen = self._seen
        if seen is not None and 0 < seen.long_queue <= len(seen.waiting) and not self._asked:
            self._ask(seen)
            return
        self.take.show_busy(word("taking"))
        self._trouble.hide()
        self.take_wanted.emit()

    def _identified(self, offered: Offered) -> Card:
        card = Card(self._theme, "soft", margin=24)
        if offered.booked:
            card.box.addLayout(advice(self._theme, "calendar-check", word("booked_here")))
        else:
            card.box.addLayout(advice(self._theme, "id-card", word("identified") + f"  {offered.identified}"))
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
