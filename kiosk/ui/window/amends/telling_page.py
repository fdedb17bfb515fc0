"""Residents who have to be told of a result (告知): a list, the oldest news first, and what came of each call."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.app.telling import ToTell
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Banner, Card, Elided, Label
from kiosk.ui.window.actions.action import Blank
from kiosk.ui.window.amends.words import Tell as Words
from kiosk.ui.window.ask import AskCard
from kiosk.ui.window.document_list import Choice, DocumentList, ListWords

RIGHT = 440
_TONES = {"call": "accent", "sms": "muted", "visit": "warn"}


class TellingPage(QWidget):
    """`told` gives the case's number and what was said of the call."""

    told = Signal(str, dict)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.list = DocumentList(theme, ListWords(Words.BOX, Words.BOX_HINT, Words.KEYS, Words.NONE))
        self.ask = AskCard(theme)
        self._title = Elided("", "section")
        self._banner = Banner(theme, "good", "")
        self._listed: dict[str, ToTell] = {}
        self._can_text = False
        right = Card(theme, margin=14, gap=10)
        right.setFixedWidth(theme.px(RIGHT))
        self._rule = Label(Words.RULE, "note", "muted", wrap=True)
        right.box.addWidget(self._rule)
        right.box.addWidget(self.ask)
        right.box.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(theme.px(12))
        body.addWidget(self.list, 1)
        body.addWidget(right)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(14)] * 4)
        box.setSpacing(theme.px(8))
        box.addWidget(self._title)
        box.addWidget(self._banner)
        box.addLayout(body, 1)
        self.list.taken.connect(self._on_taken)
        self.list.left.connect(self.left)
        self.ask.confirmed.connect(self._on_confirmed)
        self.ask.left.connect(self.back_to_list)
        self.show_said("")

    def show_listed(self, listed: Sequence[ToTell], names: Mapping[str, str], can_text: bool) -> None:
        """Everybody who has to be told, by how he is told next."""
        self._listed = {one.case.case_no: one for one in listed}
        self._can_text = can_text
        self._title.setText(Words.TITLE.format(count=len(listed)))
        groups = [
            (Words.WAYS[way], [_choice(one, names) for one in listed if one.way == way])
            for way in ("visit", "call", "sms")
        ]
        self.list.show_groups([group for group in groups if group[1]])

    def show_said(self, sentence: str, bad: bool = False) -> None:
        """What was done, or why it was not."""
        self._banner.setVisible(bool(sentence) and not bad)
        if sentence and not bad:
            self._banner.set_words(sentence)

    def back_to_list(self) -> None:
        """The cursor in the box again."""
        self.ask.hide()
        self._rule.show()
        self.list.begin()

    def _on_taken(self, case_no: str) -> None:
        one = self._listed[case_no]
        ways = (*Words.WAY_CHOICES, Words.SMS) if self._can_text else Words.WAY_CHOICES
        self._asked = case_no
        self._rule.hide()
        self.ask.show()
        self.ask.ask(
            Words.ASK.format(name=one.case.applicant, phone=one.case.phone or Words.NO_PHONE),
            Words.NEWS[one.news],
            (
                Blank("way", Words.WAY, "choice", choices=ways, known=one.way),
                Blank("came", Words.RESULT, "choice", choices=Words.RESULTS, known=Words.RESULTS[0][0]),
                Blank("whom", Words.WHOM, must=False, hint=Words.WHOM_HINT),
            ),
        )

    def _on_confirmed(self, values: dict[str, str]) -> None:
        self.told.emit(self._asked, values)


def _choice(one: ToTell, names: Mapping[str, str]) -> Choice:
    case = one.case
    note = Words.NOTE.format(
        news=Words.NEWS[one.news], matter=names.get(case.matter, case.matter), case_no=case.case_no
    )
    calls = sum(tried.way == "call" for tried in one.tries)
    state = Words.TRIES.format(count=calls) if calls else ""
    title = Words.LINE.format(name=case.applicant, phone=case.phone or Words.NO_PHONE)
    return Choice(case.case_no, title, note, state, _TONES[one.way])
