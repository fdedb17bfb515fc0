"""The number is taken: as large as it can be, on paper or not, with what to do until it is called."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.outcomes import TicketTaken
from kiosk.ui.fit import Fit
from kiosk.ui.hall.facts import wait_words
from kiosk.ui.hall.words import ranged, word
from kiosk.ui.pages import Figure, columns, page_box, title_row
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, BigNumber, Button, Card, Chip, Elided, Label, Meter, Modules, QrView, rule
from kiosk.ui.widgets.clearing import refill
from kiosk.ui.widgets.words import plain

PAPER_OUT = "paper_out"


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """What the page shows. `windows` serve now; `square` the code for the telephone, if there is one to show."""

    taken: TicketTaken
    matter: str
    wait: tuple[int, int] | None
    windows: tuple[str, ...]
    bring: tuple[str, ...]
    square: Modules | None = None


class TicketPage(QWidget):
    """The number stands at once; what becomes of the paper follows. `more_wanted`: the resident is still reading."""

    more_wanted = Signal()

    def __init__(self, theme: Theme, fit: Fit, facts: TicketFacts) -> None:
        super().__init__()
        self._theme, self._facts = theme, facts
        self._elder = fit.elder
        self._has_printer = self._slip = True
        box = page_box(theme, self, gap=20)
        self._top = QVBoxLayout()
        box.addLayout(self._top)
        whole, first, second = columns(theme, fit)
        box.addLayout(whole, 1)
        first.addWidget(self._number(), 1)
        self._under = QVBoxLayout()
        second.addLayout(self._under)
        second.addStretch(1)
        second.addLayout(self._countdown())
        whole.setStretch(1, 0 if fit.upright else 1)

    @property
    def says(self) -> str:
        """What is read out: that the slip is to be taken, or that there is none."""
        return "ticket" if self._slip else "ticket_screen"

    @property
    def spoken(self) -> str:
        """The number within that sentence."""
        return self._facts.taken.ticket.number

    def show_printing(self) -> None:
        """On its way to the printer."""
        self._replace_top(self._title("loader-circle", "accent", "taken_printing", "taken_printing_how"))
        self._replace_under(self._advice(on_paper=True))

    def show_printed(self) -> None:
        """The slip is out."""
        self._replace_top(self._title("circle-check", "good", "taken", "taken_how"))
        self._replace_under(self._advice(on_paper=True))

    def show_held(self) -> None:
        """He has had it for this very matter, and no slip is printed unless he asks."""
        self._replace_top(self._title("circle-check", "good", "held_already", "held_already_how"))
        self._replace_under(self._advice(on_paper=True))

    def show_no_paper(self, trouble: str) -> None:
        """No slip: `trouble` is the printer's key, or '' where there is no printer at all."""
        self._has_printer, self._slip = bool(trouble), False
        key = {PAPER_OUT: "no_paper", "": "no_printer"}.get(trouble, "not_printed")
        text = word("not_printed_how" if trouble else "no_printer_how")
        tone, icon = ("warn", "printer-x") if trouble else ("good", "circle-check")
        self._replace_top(Banner(self._theme, tone, word(key), text, icon=icon))
        self._replace_under(self._advice(on_paper=False))

    def show_left(self, seconds: int, of: int) -> None:
        """How long the page stays."""
        self._left.setText(str(seconds))
        self._meter.show_share(seconds / of if of else 0)

    def _title(self, icon: str, tone: str, title: str, under: str) -> QWidget:
        holder = QWidget()
        row = title_row(self._theme, word(title), word(under), icon=icon, tone=tone)
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        holder.setAccessibleName(word(title))
        return holder

    def _number(self) -> Card:
        theme, ticket = self._theme, self._facts.taken.ticket
        card = Card(theme, margin=16 if self._elder else 28, gap=8 if self._elder else 14)
        card.box.addStretch(1)
        if not self._elder:
            card.box.addWidget(Label(word("your_number"), "body", "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
            card.box.addSpacing(theme.px(16))
        self.number = BigNumber(theme.size("number"))
        self.number.show_number(ticket.number)
        card.box.addWidget(self.number)
        card.box.addSpacing(theme.px(12))
        if ticket.green:
            chip = Chip(theme, word("green"), "framed", icon="circle-check")
            card.box.addWidget(chip, 0, Qt.AlignmentFlag.AlignHCenter)
        name = Elided(plain(self._facts.matter), "name", least=0.6)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.box.addWidget(name)
        card.box.addStretch(1)
        card.box.addWidget(rule())
        card.box.addLayout(self._figures())
        return card

    def _figures(self) -> QHBoxLayout:
        theme, facts = self._theme, self._facts
        value, unit = wait_words(facts.wait)
        with_windows = bool(facts.windows) and not self._elder
        if with_windows and not unit:
            value = word("wait_unknown_short")
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(_figure(theme, str(facts.taken.ahead), word("people"), word("ahead")), 2)
        row.addWidget(rule("down"))
        row.addWidget(_figure(theme, value, unit, word("wait")), 3)
        if with_windows:
            row.addWidget(rule("down"))
            windows = ranged(facts.windows)
            row.addWidget(_figure(theme, windows, word("window_unit"), word("windows_now")), 3)
        return row

    def _advice(self, *, on_paper: bool) -> QWidget:
        theme, facts = self._theme, self._facts
        card = Card(theme, margin=32)
        row = QHBoxLayout()
        row.setSpacing(theme.px(48))
        if facts.square is not None:
            row.addWidget(QrView(theme, facts.square, 272), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(theme.px(14))
        words.addStretch(1)
        if on_paper:
            self._say_what_next(words)
        else:
            number = facts.taken.ticket.number
            last = "step_3" if self._has_printer else "step_none_3"
            for place, key in enumerate(("step_1", "step_2", last), 1):
                words.addLayout(self._step(str(place), word(key, number=number)))
        words.addStretch(1)
        row.addLayout(words, 1)
        card.box.addLayout(row)
        return card

    def _say_what_next(self, words: QVBoxLayout) -> None:
        facts = self._facts
        if facts.square is not None:
            words.addWidget(Label(word("scan"), "section"))
            words.addWidget(Label(word("scan_what"), "body", wrap=True))
            words.addWidget(Label(word("scan_not"), "note", "muted", wrap=True))
        else:
            words.addWidget(Label(word("bring_now"), "section"))
            for name in facts.bring[: 3 if self._elder else 4] or (word("bring_nothing"),):
                words.addWidget(Label(plain(name), "body", wrap=True))

    def _step(self, place: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(18))
        digit = Label(place, "strong", "accent")
        row.addWidget(digit, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, "body", wrap=True), 1)
        return row

    def _countdown(self) -> QHBoxLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(48))
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        self._left = Label("", "name", "accent")
        self._left.setFixedHeight(theme.px(50))
        line.addWidget(self._left)
        line.addWidget(Label(word("seconds_home"), "body"))
        line.addStretch(1)
        column.addStretch(1)
        column.addLayout(line)
        self._meter = Meter(theme)
        column.addWidget(self._meter)
        column.addStretch(1)
        row.addLayout(column, 1)
        more = Button(theme, word("wait_more"), icon="hourglass")
        more.clicked.connect(self.more_wanted)
        row.addWidget(more)
        return row

    def _replace_top(self, widget: QWidget) -> None:
        _replace(self._top, widget)

    def _replace_under(self, widget: QWidget) -> None:
        _replace(self._under, widget)


def _figure(theme: Theme, value: str, unit: str, under: str) -> Figure:
    shown = Figure(theme, under)
    shown.show_value(value, unit)
    return shown


def _replace(place: QVBoxLayout, widget: QWidget) -> None:
    refill(place, [widget])
