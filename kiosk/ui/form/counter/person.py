"""The strip over the form: who is at the window, what was done for him before, what may be taken from that."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.app.people.knowing import GREEN_AGE, Known
from kiosk.domain.case import Case
from kiosk.domain.person import age_on, mask_id, sex_of
from kiosk.domain.words import state_word
from kiosk.ui.form.counter.states import look_of_state
from kiosk.ui.form.counter.words import Person as Words
from kiosk.ui.form.words import Key
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Chip, Elided, Icon, KeyCap, Label, Pressable, rule, unclickable
from kiosk.ui.widgets.clearing import refill

HEIGHT, NAME, SHOWN, ROOMY = 92, 260, 2, 1000


class PersonStrip(QFrame):
    """Ninety-two high, the same on every page of an application. `pressed` names a key."""

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._key_words: list[Label] = []
        self.setProperty("strip", "true")
        self.setFixedHeight(theme.px(HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        row.setSpacing(theme.px(16))
        row.addLayout(self._who(), 5)
        row.addWidget(self._before(), 5)
        row.addWidget(self._offer(), 5)
        self.show_person("", "", date.min)

    def show_person(self, name: str, id_number: str, today: date) -> None:
        """As far as it is known yet."""
        age = age_on(id_number, today)
        self._name.setText(name or Words.NOBODY)
        self._name.set_tone("" if name else "muted")
        wide = self._theme.metrics("title", bold=True).horizontalAdvance(self._name.text()) + self._theme.px(4)
        self._name.setFixedWidth(min(wide, self._theme.px(NAME)))
        self._sex.setText(Words.SEX.get(sex_of(id_number), "") if age is not None else "")
        self._age.setText(Words.AGE.format(age=age) if age is not None else "")
        self._green.setVisible(age is not None and age >= GREEN_AGE)
        self._earlier.setVisible(age is not None)
        self._number.setText(mask_id(id_number) if age is not None else Words.NOBODY_HINT)

    def show_known(self, known: Known, name_of: Callable[[str], str]) -> None:
        """His earlier cases, newest first, what is open, and what he still has to bring."""
        cases, owing = known.cases, known.owing
        told = [Words.EARLIER.format(count=len(cases)) if cases else Words.NONE_EARLIER]
        told += [Words.OPEN.format(count=len(known.open))] if known.open else []
        self._count.setText("\u3000".join(told))
        self._owing.setText(Words.OWING.format(count=len(owing), day=owing[0].until[5:]) if owing else "")
        self._owing.setVisible(bool(owing))
        refill(self._cases)
        for case in cases[: SHOWN - bool(owing)]:
            self._cases.addWidget(self._case(case, name_of(case.matter)))

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Keys about the person, with their words; `pressed` tells one that was pressed here."""
        for key, word in keys.items():
            button = Pressable(word, "quiet", QHBoxLayout())
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.face.setContentsMargins(0, 0, 0, 0)
            button.face.setSpacing(self._theme.px(4))
            button.face.addWidget(unclickable(KeyCap(key)))
            self._key_words.append(Label(word, "note"))
            button.face.addWidget(unclickable(self._key_words[-1]))
            button.clicked.connect(partial(self.pressed.emit, key))
            self._keys.addWidget(button)

    def show_notes(self, notes: Sequence[tuple[str, str]]) -> None:
        """What the clerk should know of him, the first one in words; all of them where one rests the pointer."""
        text, tone = notes[0] if notes else ("", "")
        self._note.setText(text + (Words.MORE if len(notes) > 1 else ""))
        self._note.set_tone(tone)
        self._note.setToolTip("\n".join(text for text, _ in notes))
        self._note.setVisible(bool(notes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, keys and the green channel's mark go without their words."""
        super().resizeEvent(event)
        for word in (*self._key_words, self._green.words):
            word.setVisible(event.size().width() >= self._theme.px(ROOMY))

    def show_offers(self, count: int) -> None:
        """How many values may be taken from earlier cases."""
        self._offers.setVisible(bool(count))
        self._offered.setText(Words.OFFER.format(count=count))

    def _who(self) -> QVBoxLayout:
        theme = self._theme
        self._name = Elided("", "title")
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._sex, self._age = Label(), Label()
        self._green = Chip(theme, Words.GREEN, "good", icon="accessibility")
        self._number = Elided("", "body", "muted")
        self._note = Elided("", "note", "accent")
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(self._name, 0, Qt.AlignmentFlag.AlignBottom)
        lift = theme.metrics("title", bold=True).descent() - theme.metrics("body").descent()
        for part in (self._sex, self._age):
            part.setContentsMargins(0, 0, 0, lift)  # on one line with the name
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._green, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addLayout(line)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(theme.px(10))
        self._keys.addWidget(self._number, 1)
        column.addLayout(self._keys)
        column.addWidget(self._note)
        return column

    def _before(self) -> QWidget:
        self._count = Label("", "note", "muted")
        self._cases = QVBoxLayout()
        self._cases.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(2))
        self._owing = Elided("", "note", "warn")
        column.addWidget(self._count)
        column.addWidget(self._owing)
        column.addLayout(self._cases)
        column.addStretch(1)
        self._earlier = QWidget()
        line = QHBoxLayout(self._earlier)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(16))
        line.addWidget(rule("down"))
        line.addLayout(column, 1)
        return self._earlier

    def _case(self, case: Case, matter: str) -> QWidget:
        theme, line = self._theme, QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Label(f"{case.filed_at:%Y-%m}", "note"))
        row.addWidget(Elided(matter, "note"), 1)
        icon, tone = look_of_state(case.state)
        row.addWidget(Icon(theme, icon, "ink-muted" if tone == "muted" else tone, 14))
        row.addWidget(Label(state_word(case.state), "note", tone))
        return line

    def _offer(self) -> QFrame:
        theme = self._theme
        self._offers = QFrame()
        self._offers.setProperty("offer", "true")
        self._offered = Label("", "body", "accent", wrap=True)
        self._offered.set_bold(True)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        keys.addWidget(KeyCap(Key.TAKE_ALL))
        keys.addWidget(Label(Words.OFFER_ALL, "note"), 1)
        box = QVBoxLayout(self._offers)
        box.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        box.setSpacing(theme.px(4))
        box.addWidget(self._offered)
        box.addLayout(keys)
        return self._offers
