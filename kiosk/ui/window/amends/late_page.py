"""Before an application that was taken on paper is entered: when, why not at once, and the paper's own number."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.app.paper_first import PaperFirst
from kiosk.domain.deadline import CHINA
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner
from kiosk.ui.window.actions.action import Blank
from kiosk.ui.window.amends.words import Paper as Words
from kiosk.ui.window.ask import AskCard

WIDTH = 520


class LatePage(QWidget):
    """`said` gives the paper, `left` when nothing is to be entered."""

    said = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ask = AskCard(theme)
        self.ask.setFixedWidth(theme.px(WIDTH))
        self._bad = Banner(theme, "bad", "")
        self._bad.setFixedWidth(theme.px(WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(16)] * 4)
        box.setSpacing(theme.px(12))
        box.addWidget(self._bad)
        box.addWidget(self.ask)
        box.addStretch(1)
        self.ask.confirmed.connect(self._on_confirmed)
        self.ask.left.connect(self.left)

    def begin(self, today: datetime) -> None:
        """Ask; the day of today stands there already."""
        self.show_bad("")
        self.ask.show()
        self.ask.ask(
            Words.TITLE,
            Words.HINT,
            (
                Blank("day", Words.DAY, hint=Words.DAY_HINT, known=f"{today.astimezone(CHINA):%Y%m%d}"),
                Blank("time", Words.TIME, hint=Words.TIME_HINT),
                Blank("why", Words.WHY, hint=Words.WHYS),
                Blank("number", Words.NUMBER, must=False, hint=Words.NUMBER_HINT),
            ),
        )

    def show_bad(self, sentence: str) -> None:
        """Why it cannot be entered so; '' for nothing."""
        self._bad.setVisible(bool(sentence))
        if sentence:
            self._bad.set_words(sentence)

    def _on_confirmed(self, values: dict[str, str]) -> None:
        paper = paper_of(values)
        if paper is None:
            self.show_bad(Words.WRONG)
        else:
            self.said.emit(paper)


def paper_of(values: dict[str, str]) -> PaperFirst | None:
    """What was typed, with dashes and colons or without; None for a time that is none."""
    typed = "".join(one for one in values["day"] + values["time"].zfill(4) if one.isascii() and one.isdigit())
    try:
        taken_at = datetime.strptime(typed, "%Y%m%d%H%M").replace(tzinfo=CHINA)
    except ValueError:
        return None
    return PaperFirst(taken_at, values["why"], values["number"])
