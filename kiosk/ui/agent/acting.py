"""Who acts for the residents: name, number and telephone of the agent, asked once and kept until the program ends."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.app.filing import Person
from kiosk.domain.person import valid_id
from kiosk.ui.agent.words import Day as Words
from kiosk.ui.form.line import LineEditor
from kiosk.ui.form.spellings import PLAIN, spelling_of
from kiosk.ui.form.tones import Tone
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Label

RESIDENT = "111"  # GA/T 2000.156: the identity card


class ActingCard(QFrame):
    """Three fields in a line, what is said of them behind it or below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._name = LineEditor(theme, PLAIN)
        self._number = LineEditor(theme, spelling_of("idcard"))
        self._phone = LineEditor(theme, spelling_of("phone"))
        self._said = Label("", "note", "bad")
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(Label(Words.WHO, "section"))
        fields = ((self._name, Words.NAME, 120), (self._number, Words.NUMBER, 220), (self._phone, Words.PHONE, 160))
        for field, word, width in fields:
            field.setFixedSize(theme.px(width), theme.control)
            field.setAccessibleName(f"{Words.WHO} {word}")
            row.addWidget(Label(word, "body", "muted"))
            row.addWidget(field)
        words = QHBoxLayout() if theme.factor > 1.0 else row  # in large print three fields fill the line
        words.addWidget(self._said)
        words.addStretch(1)
        words.addWidget(Label(Words.WHO_HINT, "note", "muted"))
        self._number.left.connect(self._on_left)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.px(12)] * 4)
        box.addLayout(row)
        if words is not row:
            row.addStretch(1)
            box.addLayout(words)

    def person(self) -> Person | None:
        """The agent, None until name, number and telephone are there and the number is right."""
        name, number, phone = (str(field.value()).strip() for field in (self._name, self._number, self._phone))
        if not (name and phone and valid_id(number)):
            return None
        return Person(name=name, id_type=RESIDENT, id_number=number, phone=phone)

    def begin(self) -> None:
        """The cursor into the first field that is empty."""
        fields = (self._name, self._number, self._phone)
        next((field for field in fields if not field.value()), self._name).setFocus()

    def _on_left(self) -> None:
        number = str(self._number.value())
        wrong = bool(number) and not valid_id(number)
        self._number.show_tone(Tone.FAULT if wrong else Tone.PLAIN)
        self._said.setText(Words.NUMBER_WRONG if wrong else "")
